"""The date-of-service boxes in a real browser: on an entry's page, and on a code's page the whole grid redrawn."""

from __future__ import annotations

import re
from urllib.parse import unquote

import pytest

pytestmark = pytest.mark.browser

PLANS = "example-health/commercial"
ROW = "#example-health--commercial"


@pytest.fixture
def readers_day(small_day):
    """The day on which the pages are read."""
    return small_day


@pytest.fixture
def visit(page, dated_site):
    """Open a page of the dated site from the file system, as by double click."""

    def go(address):
        page.goto("about:blank")
        page.goto(f"{dated_site.as_uri()}/{address}")
        return page

    return go


def ask(page, date):
    page.get_by_label("date of service").fill(date)
    page.locator(".date-box button").click()


def coverage(page):
    """Give what the coverage cell of the commercial plans shows."""
    return page.locator(f"{ROW} td:nth-of-type(1) .cell-value").inner_text()


def test_an_entry_says_which_version_was_in_force_on_a_date_and_opens_it(visit):
    page = visit(f"{PLANS}/changed.html")
    ask(page, "2025-06-01")
    told = page.locator(".date-told")
    assert "Date of service Jun 1, 2025: The version recorded Mar 2, 2025" in told.inner_text()
    assert page.url.endswith("#date=2025-06-01")
    told.get_by_role("link").click()
    assert "You are reading an earlier version" in page.locator(".version-banner").inner_text()


@pytest.mark.parametrize(
    ("date", "said"),
    [
        ("2024-12-31", "Date of service Dec 31, 2024: The version recorded Jan 2, 2025"),
        ("2025-03-01", "It was recorded on Mar 2, 2025, after that day"),
        ("2025-12-31", "The version recorded Mar 2, 2025"),
        ("2026-01-01", "The version recorded Jan 15, 2026"),
        ("2027-01-01", "The version recorded Feb 1, 2026"),
    ],
)
def test_a_date_in_the_address_is_answered_at_once(visit, date, said):
    assert said in visit(f"{PLANS}/changed.html#date={date}").locator(".date-told").inner_text()


SCROLLED = """(found) => new Promise((resolve) => {
  new IntersectionObserver(([{ isIntersecting }]) => isIntersecting && resolve(true)).observe(found);
})"""
"""Waits until an element is in view."""

ODD = ["2026-02-30", "2026-13-01", "2026", "Mar 2026", "%3Cb%3Ec", "2026-01-01x", "soon", "1/2/2026 to 3/2/2026"]


@pytest.mark.parametrize("address", [f"{PLANS}/changed.html", "codes/0708t.html"])
@pytest.mark.parametrize("odd", ODD)
def test_what_names_no_day_in_the_address_is_told_and_what_follows_is_of_today(visit, address, odd):
    page = visit(f"{address}#date={odd}")
    told = page.locator(".date-told .callout-warn")
    told.wait_for()
    assert told.inner_text().startswith(
        f"“{unquote(odd)}” names no day that can be asked for: write one like 2026-03-01"
    )
    assert 0 == page.locator(".is-asked, .is-asof").count()


@pytest.mark.parametrize("address", [f"{PLANS}/changed.html", "codes/0708t.html"])
@pytest.mark.parametrize(
    "written",
    [
        *("2025-06-01", "2025/06/01", "6/1/2025", "06/01/25", "6-1-2025", "20250601", "1-Jun-2025", "1 June 2025"),
        *("June 1, 2025", "Jun%201,%202025", "june+1+2025", "2025\u201106\u201101", "%202025-06-01%20"),
    ],
)
def test_a_day_in_the_address_is_read_in_every_usual_form(visit, address, written):
    told = visit(f"{address}#date={written}").locator(".date-told .callout-clock")
    told.wait_for()
    assert "Jun 1, 2025" in told.inner_text()


@pytest.mark.parametrize("address", [f"{PLANS}/changed.html", "codes/0708t.html"])
@pytest.mark.parametrize(
    "mangled",
    [
        *("#date%3D2025-06-01", "#date%253D2025-06-01", "#date=2025-06-01&utm_source=news&utm_medium=mail"),
        *(
            "#date=2025-06-01?utm_source=news",
            "#date=2025-06-01&amp;utm_source=news",
            "#date=2025-06-01&fbclid=a.b_c",
        ),
        *("#date%3D2025-06-01%26utm_source%3Dnews", "?utm_source=news#date=2025-06-01", "?date=2025-06-01"),
        *("#date=2025-06-01.", "#date=2025-06-01)", "#date=2025-06-01%22", "#date=6%2F1%2F2025,"),
    ],
)
def test_a_day_in_an_address_that_was_mangled_on_its_way_is_still_read(visit, address, mangled):
    page = visit(f"{address}{mangled}")
    told = page.locator(".date-told .callout-clock")
    told.wait_for()
    assert "Jun 1, 2025" in told.inner_text()
    assert re.search(r"#date=[-0-9/%F]+$", page.url)


def test_a_link_to_a_section_leads_there_with_what_a_newsletter_hung_on(visit):
    page = visit(f"{PLANS}/changed.html#versions&utm_source=news")
    assert page.url.endswith("/changed.html#versions")
    assert page.locator("#versions").evaluate(SCROLLED)


@pytest.mark.parametrize("address", [f"{PLANS}/changed.html", "codes/0708t.html"])
def test_a_day_that_the_box_does_not_ask_for_is_refused_with_the_way_out(visit, address):
    page = visit(f"{address}#date=1850-01-01")
    told = page.locator(".date-told .callout-warn")
    told.wait_for()
    assert "Jan 1, 1850 lies outside the days that can be asked for." in told.inner_text()
    assert "Choose a day from Jan 1, 1990 to Dec 31, 2099." in told.inner_text()
    assert 0 == page.locator(".is-asked, .is-asof").count()
    ask(page, "2026-03-02")
    page.locator(".callout-clock .asof-loud, .date-told .callout-clock").first.wait_for()


def test_a_code_shows_its_whole_grid_as_of_a_date_and_says_so(visit):
    page = visit("codes/0708t.html")
    today = page.locator(".grid").inner_html()
    assert "not covered" == coverage(page)
    ask(page, "2025-06-01")
    page.locator(".is-asof").wait_for()
    assert "sources conflict" != coverage(page)
    assert "covered" == coverage(page)
    told = page.locator(".date-told").inner_text()
    assert "Answers as of Jun 1, 2025, as recorded today:" in told
    assert "differ" in told
    page.get_by_role("button", name="Back to today").click()
    assert today == page.locator(".grid").inner_html()
    assert "#" not in page.url


def test_a_cell_of_another_day_leads_to_the_version_that_gave_it(visit):
    page = visit("codes/0708t.html#date=2025-12-31")
    page.locator(".is-asof").wait_for()
    page.locator(f"{ROW} td:nth-of-type(1) a").click()
    assert "You are reading an earlier version" in page.locator(".version-banner").inner_text()
    assert "/changed/versions/2025-03-02-" in page.url


def test_a_second_date_starts_from_today_again(visit):
    page = visit("codes/0708t.html#date=2025-12-31")
    page.locator(".is-asof").wait_for()
    ask(page, "2027-01-01")
    page.get_by_text("Answers as of Jan 1, 2027").wait_for()
    assert "case by case" == coverage(page)
    ask(page, "2026-03-02")
    page.get_by_text("Answers as of Mar 2, 2026").wait_for()
    assert "no answer differs from today's" in page.locator(".date-told").inner_text()
    assert 0 == page.locator(".is-other").count()


def test_the_answers_that_differ_are_listed_with_links_that_lead_to_their_cells_and_keep_the_day(visit):
    page = visit("codes/0708t.html#date=2025-06-01")
    page.locator(".is-asof").wait_for()
    links = page.locator(".asof-others a")
    assert page.locator(".is-other").count() == links.count()
    assert "Example Health, Commercial plans: coverage" == links.first.inner_text()
    links.first.click()
    assert page.locator(".is-other").first.evaluate("(cell) => cell.contains(document.activeElement)")
    assert page.url.endswith("#date=2025-06-01")
    assert page.locator(".is-asof").count()


@pytest.mark.parametrize(
    ("date", "said"),
    [
        ("2022-06-30", "0709T began on Jul 1, 2022: before that there was no such code."),
        ("2031-01-01", "Whether 0709T still exists on this day is not known: its sunset in"),
        ("2026-06-01", "nothing later is recorded than Mar 2, 2026, the day of this library"),
    ],
)
def test_a_day_outside_the_life_of_the_code_or_after_the_library_is_not_told_as_an_ordinary_one(visit, date, said):
    page = visit(f"codes/0709t.html#date={date}")
    page.locator(".is-asof").wait_for()
    told = page.locator(".date-told").inner_text()
    assert said in told
    assert date < "2026" or "no answer differs" not in told


def test_every_cell_as_of_today_is_drawn_as_the_page_has_it(visit):
    page = visit("codes/0709t.html")
    plain = page.locator(".grid tbody").all_inner_texts()
    ask(page, "2026-03-02")
    page.locator(".is-asof").wait_for()
    hidden = "() => document.querySelectorAll('.grid-count').forEach((count) => { count.style.display = 'inline'; })"
    page.evaluate(hidden)
    page.evaluate(
        "() => document.querySelectorAll('.grid-criteria').forEach((one) => { one.style.display = 'block'; })"
    )
    assert plain == page.locator(".grid tbody").all_inner_texts()


def test_a_scope_of_which_nothing_is_known_today_gets_a_row_while_something_was(visit):
    page = visit("codes/0708t.html")
    scope = page.locator("#sample-mutual--regional")
    assert "LI" == scope.evaluate("(found) => found.tagName")
    ask(page, "2025-12-31")
    row = page.locator(".asof-row")
    row.wait_for()
    assert "covered" == row.locator("td:nth-of-type(1) .cell-value").inner_text()
    assert 7 == row.locator("td").count()
    assert not scope.evaluate("(found) => found.checkVisibility()")
    assert not page.get_by_text("Sample Mutual of the Region: no information found").is_visible()
    ask(page, "2026-01-01")
    row.wait_for(state="detached")
    assert not scope.evaluate("(found) => found.hidden")


@pytest.mark.parametrize("address", [f"{PLANS}/changed.html", "codes/0708t.html"])
def test_without_scripts_there_is_no_box_and_the_days_are_listed_with_links(page, dated_site, address):
    page.route("**/*.js", lambda route: route.abort())
    page.goto(f"{dated_site.as_uri()}/{address}")
    assert not page.locator(".date-box").is_visible()
    assert page.locator(".spans a, .asof-days a").count()


def test_before_its_first_day_a_code_has_no_answers_to_show(page, real_site):
    page.goto(f"{(real_site / 'codes/0709t.html').as_uri()}#date=2020-01-01")
    page.locator(".date-told .callout-warn").wait_for()
    assert page.locator(".code-answers .grid").is_hidden()
    page.get_by_role("button", name="Back to today's answers").click()
    assert page.locator(".code-answers .grid").is_visible()
