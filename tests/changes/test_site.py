"""The changes pages, the feeds and the calendar in a whole site, built from a real repository."""

from __future__ import annotations

import json
import re
from urllib.parse import unquote

import html5lib
import pytest

from kb.changes.log import LARGE
from kb.changes.pagination import LINE
from kb.commands.main import main
from kb.domain.concepts import CONCEPTS
from kb.domain.vocabulary import names
from kb.history.read import read_history
from kb.site.build import build

pytestmark = pytest.mark.slow

RULE = "example-health/commercial/category-iii.md"
NAMED = "example-health/commercial/0709t.md"
OTHER = "sample-mutual/regional/cancer-vaccines.md"


UNKNOWN = """\
---
title: Rule {number} on {concept}
concept: {concept}
currency: undated
reviewed: 2026-03-02
review_by: 2026-09-02
coverage: data not available
coverage_reason: not looked up
---

## Coverage

Data not available. Nobody has looked for rule {number} on {concept}.
"""


@pytest.fixture
def told(story):
    """A story of three months, with a withdrawn entry and a large addition."""
    for number, concept in enumerate([*names(CONCEPTS)[1:]] * 2):
        shelf = "example-health/commercial" if number < LARGE // 2 else "example-health/medicare-advantage"
        story.write(f"{shelf}/n{number}.md", UNKNOWN.format(concept=concept, number=number))
    story.commit("2026-04-01", "rules: a large addition")
    story.edit(OTHER, "reviewed: 2026-03-02", "reviewed: 2026-03-03")
    story.change("2026-04-02", RULE, "coverage: investigational", "coverage: not covered")
    (story.folder / "example-health/commercial/policy-1-2019.md").unlink()
    story.commit("2026-05-03", "rules: an old edition is withdrawn")
    return story


def made(story, name="site", base=""):
    out = story.root.parent / name
    built = build(story.folder, out, lambda _: None, read_history, base)
    assert () == built.problems
    return out


def read(folder):
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def elements(text, **wanted):
    tree = html5lib.parse(text, namespaceHTMLElements=False)
    return [e for e in tree.iter() if all(name.replace("_", "-") in e.attrib for name in wanted)]


def words(element):
    return " ".join("".join(element.itertext()).split())


def test_the_same_history_gives_the_same_site(told):
    assert read(made(told, "one")) == read(made(told, "two"))


def test_each_change_has_one_address_for_good_that_feeds_lead_to(told):
    site = read(made(told))
    ids = {name: {e.get("id") for e in elements(text, id=1)} for name, text in site.items() if name[-5:] == ".html"}
    items = [item for name, text in site.items() if name.startswith("feeds/") and name.endswith(".json")
             for item in json.loads(text)["items"]]  # fmt: skip
    where = {item["_site"]["address"].partition("#")[::2] for item in items}
    assert {"changes/2026-03.html", "changes/2026-04.html", "changes/2026-05.html"} == {page for page, _ in where}
    assert [] == [(page, anchor) for page, anchor in where if anchor not in ids[page]]


def test_a_month_shows_all_its_changes_and_the_first_page_the_newest(told):
    site = read(made(told))
    april = site["changes/2026-04.html"]
    assert LARGE + 2 == len(elements(april, data_change=1))
    first = elements(site["changes.html"], data_change=1)
    assert words(first[0]).startswith("Example Health, Commercial plans: ")
    assert "no longer known" == first[0].get("data-direction")


def test_a_change_leads_to_its_page_to_the_version_that_came_of_it_and_a_withdrawn_entry_keeps_one(told):
    site = read(made(told))
    links = {unquote(e.get("href")) for e in elements(site["changes/2026-05.html"], href=1)}
    assert "../example-health/commercial/policy-1-2019.html" in links
    march = {unquote(e.get("href")) for e in elements(site["changes/2026-03.html"], href=1)}
    assert [] != [link for link in march if re.match(r"\.\./example-health/commercial/category-iii/versions/", link)]


FILES = 10


@pytest.fixture
def cramped(told, monkeypatch):
    """The same story where a page has room for one change told in full, or for ten files of an addition."""
    monkeypatch.setattr("kb.changes.pagination.ROOM", FILES * LINE)
    return told


def test_a_month_of_many_changes_has_parts_that_name_each_other_and_hold_each_change_once(cramped):
    site = read(made(cramped))
    april = [f"changes/2026-04{end}.html" for end in ("", "-2", "-3")]
    assert {*april} == {name for name in site if name.startswith("changes/2026-04")}
    ids = [e.get("id") for name in april for e in elements(site[name], data_change=1)]
    assert LARGE + 2 == len(ids) == len(set(ids))
    for number, name in enumerate(april, 1):
        heading = words(next(html5lib.parse(site[name], namespaceHTMLElements=False).iter("h1")))
        assert f"What changed in Apr 2026, part {number} of 3" == heading
        assert {*april} - {name} <= {e.get("href").removeprefix("../") for e in elements(site[name], href=1)}
    assert "changes/2026-04-3.html" in {e.get("href") for e in elements(site["changes.html"], href=1)}


def test_a_commit_that_goes_on_in_another_part_leads_there(cramped):
    site = read(made(cramped))
    sha = cramped.git("rev-parse", "--short=7", "HEAD~2")
    first, second = (site[f"changes/2026-04{end}.html"].decode() for end in ("", "-2"))
    assert f'{LARGE - FILES} more of this commit: <a href="../changes/2026-04-2.html#c-{sha}">' in first
    assert f'{FILES} more of this commit: <a href="../changes/2026-04.html#c-{sha}">' in second


def addresses(site):
    """Give the page and the id of each change on the pages of the months."""
    months = ((name, text) for name, text in site.items() if name.startswith("changes/"))
    return {(name, e.get("id")) for name, text in months for e in elements(text, data_change=1)}


def test_no_address_of_a_change_moves_when_another_is_recorded(cramped):
    before = addresses(read(made(cramped)))
    cramped.change("2026-03-01", RULE, "coverage: not covered", "coverage: covered")
    cramped.change("2026-04-01", RULE, "coverage: covered", "coverage: case by case")
    after = addresses(read(made(cramped, "later")))
    assert 2 == len(after - before)
    assert set() == before - after


def test_the_first_page_shows_a_large_commit_in_part_and_leads_to_the_rest(told, monkeypatch):
    monkeypatch.setattr("kb.pages.changes.MOST_FILES", 3)
    monkeypatch.setattr("kb.pages.changes.MOST_NEWEST", 6)
    sha = told.git("rev-parse", "--short=7", "HEAD~2")
    page = read(made(told))["changes.html"]
    added = [e for e in elements(page, data_change=1) if e.tag == "li"]
    assert 3 == len(added)
    assert f'{LARGE - 3} more of this commit: <a href="changes/2026-04.html#c-{sha}">Apr 2026</a>' in page.decode()


def test_home_tells_the_newest_changes_in_a_line_each(told):
    home = read(made(told))["index.html"].decode()
    news = home[home.index('id="news"') : home.index('id="due"')]
    assert "Coverage investigational → not covered" in news
    assert f"{LARGE} entries added" in news


def test_without_git_the_pages_say_that_nothing_is_recorded_here(good_site):
    page = (good_site / "changes.html").read_text(encoding="utf-8")
    assert "History: not recorded here." in page
    assert "No change is recorded here." in page
    assert [] == json.loads((good_site / "feeds/all.json").read_text(encoding="utf-8"))["items"]


def test_the_address_of_the_site_stands_in_feeds_calendar_data_a_sitemap_and_the_page_for_a_wrong_address_alone(told):
    plain, based = read(made(told, "one")), read(made(told, "two", "https://example.org/policies/"))
    changed = {name for name in plain if plain[name] != based[name]}
    assert {"sitemap.xml"} == based.keys() - plain.keys()
    feeds = {name for name in plain if name.startswith("feeds/") and not name.endswith(".html")}
    assert changed >= {*feeds, "calendar.ics"}
    others = [
        name for name in changed if not name.startswith(("feeds/", "api")) and not name.endswith((".csv", ".txt"))
    ]
    assert [".kb-site", "404.html", "calendar.ics"] == sorted(others)  # the first is the list of all files and hashes


def test_a_change_names_the_codes_that_it_concerns(told):
    told.change("2026-06-01", NAMED, "codes: [0708T, 0709T]", "codes: 0709T")
    page = read(made(told))["changes/2026-06.html"]
    (change,) = elements(page, data_change=1)
    assert "effective" not in words(change)
    assert "· every code" in words(change)
    told.change("2026-06-02", NAMED, "Both codes by name", "One code by name")
    page = read(made(told))["changes/2026-06.html"]
    change, _ = elements(page, data_change=1)
    assert ["../codes/0709t.html"] == [a.get("href") for a in change.iter("a") if "/codes/" in a.get("href")]


def test_the_address_of_the_site_is_an_option_of_the_build(told, capsys):
    words = ["build", "--policies", str(told.folder), "--out", str(told.root.parent / "site"), "--base-url"]
    assert 2 == main([*words, "example.org"])
    assert "write https://example.org/policies/" in capsys.readouterr().err
    assert 0 == main([*words, "https://example.org/policies"])
    feed = json.loads((told.root.parent / "site" / "feeds" / "all.json").read_text(encoding="utf-8"))
    assert "https://example.org/policies/feeds/all.json" == feed["feed_url"]


# In the browser


def shown(page):
    return page.locator("[data-change]:visible").count()


@pytest.mark.browser
def test_filters_leave_what_is_asked_for_count_it_and_stand_in_the_address(told, page):
    page.goto((made(told) / "changes" / "2026-04.html").as_uri())
    assert LARGE + 2 == page.locator("[data-change]").count()
    page.get_by_label(re.compile("^Payer")).select_option("sample-mutual")
    assert 1 == shown(page)
    assert page.url.endswith("#payer=sample-mutual")
    assert f"1 of {LARGE + 2} changes on this page are shown." == page.locator("[data-change-status]").inner_text()
    assert 1 == page.locator(".change-commit:visible").count()
    assert page.get_by_label("Direction").locator("option", has_text="more restrictive (0)").is_disabled()
    page.get_by_role("button", name="Show all").click()
    assert "#" not in page.url
    page.get_by_label("Direction").select_option("tighter")
    assert 1 == shown(page)
    page.get_by_label("Code").select_option("0708T")
    assert 1 == shown(page)


@pytest.mark.browser
def test_an_address_with_a_filter_shows_what_it_asks_for_and_one_of_a_change_shows_all(told, page):
    address = (made(told) / "changes" / "2026-04.html").as_uri()
    page.goto(f"{address}#direction=tighter&code=nonsense")
    assert 1 == shown(page)
    page.goto("about:blank")
    page.goto(f"{address}#{page_anchor(told)}")
    assert page.locator("[data-change]:target").is_visible()
    assert page.locator("article[data-change]:visible").count() == 2


@pytest.mark.browser
def test_an_address_of_a_change_on_another_page_of_its_month_leads_there(cramped, page):
    site = made(cramped)
    one_of_each = {
        name: anchor for name, anchor in sorted(addresses(read(site))) if name.startswith("changes/2026-04")
    }
    assert ["changes/2026-04-2.html", "changes/2026-04-3.html", "changes/2026-04.html"] == list(one_of_each)
    for name, anchor in one_of_each.items():
        for part in ("-2", "-3", ""):
            page.goto((site / f"changes/2026-04{part}.html").as_uri() + f"#{anchor}")
            page.wait_for_url(f"**/{name}#{anchor}")
            page.locator(f"[id='{anchor}']:target").wait_for()


@pytest.mark.browser
def test_what_a_payer_changed_stands_open_and_library_edits_are_folded_below_their_day(told, page):
    told.edit(OTHER, "reviewed: 2026-03-03", "reviewed: 2026-03-04")
    document = "document: Medical Policy 1, edition of 2027"
    told.change("2026-06-01", RULE, "document: ", f"{document}, before ")
    page.goto((made(told) / "changes" / "2026-06.html").as_uri())
    assert ["payer"] == [
        one.get_attribute("data-source") for one in page.locator("article[data-change]:visible").all()
    ]
    folded = page.locator(".change-rest")
    assert "1 library edit, 1 with no answer affected: Sample Mutual" == folded.locator("summary").first.inner_text()
    folded.locator("summary").first.click()
    assert 2 == page.locator("article[data-change]:visible").count()


def page_anchor(told):
    sha = told.git("rev-parse", "--short=7", "HEAD~1")
    return f"c-{sha}-example-health--commercial--category-iii"


@pytest.mark.browser
def test_without_javascript_every_change_is_shown_and_no_filter(told, plain_page):
    plain_page.goto((made(told) / "changes" / "2026-04.html").as_uri())
    assert plain_page.locator("form[data-change-filter]").is_hidden()
    for folded in plain_page.locator(".change-rest > summary").all():
        folded.click()
    assert LARGE + 2 == plain_page.locator("[data-change]:visible").count()
