"""An entry's page in a browser: a citation to copy, days by the reader's clock, and the page without scripts."""

from __future__ import annotations

import datetime as dt

import pytest

pytestmark = pytest.mark.browser

ENTRY = "medicare/cgs/category-iii.html"


@pytest.fixture
def opened(page, top):
    """The page of an entry as a reader opens it, at one of its sections."""
    page.goto(f"{top}/{ENTRY}#coverage")
    return page


def test_a_citation_is_copied_with_the_address_as_opened_and_it_is_said(opened, context):
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    status = opened.locator("[data-cite] [role=status]")
    assert "" == status.inner_text()
    opened.get_by_role("button", name="Copy citation").click()
    status.get_by_text("Citation copied.").wait_for()
    cited = opened.evaluate("navigator.clipboard.readText()")
    told, source = (opened.locator("[data-cite]").get_attribute(name) for name in ("data-cite", "data-source"))
    where = f"Page {ENTRY}#coverage of the library's site, read on one machine only: no address to open."
    assert f"{told} {where} {source}" == cited
    assert "Medicare, CGS: Category III codes" in told


def test_a_citation_gives_the_address_where_others_can_open_it(opened):
    address = f"https://example.org/library/{ENTRY}#coverage"
    assert f"Told. {address}. Source." == opened.evaluate("at => kb.cite.line('Told.', at, 'Source.')", address)


@pytest.mark.parametrize("host", ["localhost:8000", "127.0.0.1", "[::1]:8000", "library.localhost"])
def test_a_citation_gives_no_address_of_the_readers_own_machine(opened, host):
    told = opened.evaluate("at => kb.cite.line('Told.', at)", f"http://{host}/{ENTRY}")
    assert told.endswith("read on one machine only: no address to open.")


def test_where_nothing_can_be_copied_the_reader_is_told_so(opened):
    opened.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(new Error()); }")
    opened.evaluate("() => { document.execCommand = () => false; }")
    opened.get_by_role("button", name="Copy citation").click()
    opened.get_by_text("Citation could not be copied: select it by hand.").wait_for()


def test_each_number_of_a_source_has_its_title_as_its_tip(opened):
    notes = opened.locator(".cite > a").all()
    listed = {source.get_attribute("id"): source for source in opened.locator(".sources > li").all()}
    assert notes
    for note in notes:
        source = listed[note.get_attribute("href").removeprefix("#")]
        assert source.locator(".source-title").inner_text() == note.get_attribute("title")


def days(page):
    """Give the answers with the words behind the day on which each is due."""
    rows = page.locator(".answers tbody tr:has([data-countdown])").all()
    return {row.locator("th").inner_text(): row.locator("[data-countdown]").inner_text() for row in rows}


@pytest.mark.parametrize(
    ("today", "told", "late"),
    [
        ((2026, 12, 21), "(in 1 day)", False),
        ((2026, 12, 22), "(today)", False),
        ((2026, 12, 25), "(overdue by 3 days)", True),
    ],
)
def test_how_long_an_answer_stays_fresh_is_counted_from_the_readers_own_day(page_on, top, today, told, late):
    page = page_on(dt.date(*today))
    page.goto(f"{top}/{ENTRY}")
    assert told == days(page)["Prior authorization"]
    assert "overdue" not in days(page)["Coverage"]
    assert late is bool(page.locator(".answers .is-overdue").count())


def test_without_scripts_the_plain_day_stands_and_nothing_offers_to_copy(plain_page, real_site):
    plain_page.goto(f"{real_site.as_uri()}/{ENTRY}")
    row = plain_page.locator(".answers tr", has_text="Prior authorization")
    assert "checked Nov 22, 2026, next review Dec 22, 2026" in " ".join(row.inner_text().split())
    assert {""} == set(days(plain_page).values())
    assert 0 == plain_page.get_by_role("button", name="Copy citation").count()
    assert not plain_page.locator("[data-cite]").is_visible()
