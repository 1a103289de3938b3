"""The day on which a page is read: by the reader's clock every page says what then holds, and how old it is.

The site is made for Mar 2, 2026. `changed` says covered, and not covered from 2027 on; `ended` says covered until
the end of 2026; `later` begins with 2027. All three were due for review on Dec 1, 2026.
"""

from __future__ import annotations

import csv
import datetime as dt
import shutil
from pathlib import Path

import pytest

from kb.domain.days import STALE_AFTER
from kb.domain.days import day as kb_day
from kb.history.read import read_history
from kb.site.build import build

pytestmark = pytest.mark.browser

GOOD = Path(__file__).parents[1] / "data" / "good"
PLANS, ADVANTAGE, REGIONAL = (
    "example-health/commercial",
    "example-health/medicare-advantage",
    "sample-mutual/regional",
)
MADE, REVIEW, EVE, TURN, YEAR = "2026-03-02", "2026-12-02", "2026-12-31", "2027-01-01", "2027-06-15"
DAYS = (MADE, REVIEW, EVE, TURN, YEAR)
"""The day of the copy, one after a day of review, the eve and the day of an effective date, and a year on."""


@pytest.fixture(scope="module")
def site(make_repository, small_day, tmp_path_factory):
    """A site with rules that begin, change and end after the day that it is made for."""
    repository = make_repository()
    shutil.copytree(GOOD, repository.folder, dirs_exist_ok=True)

    def entry(name, *given):
        text = repository.rule(*given).replace("NAME", name).replace("The rule says", f"The rule {name} says")
        own = text.replace("Example Health", "Sample Mutual") if name.startswith("sample") else text
        return {f"{name}.md": own}

    first = {
        **entry(f"{PLANS}/changed", "covered", "2025-03-01"),
        **entry(f"{ADVANTAGE}/ended", "covered", "2026-01-01", "2026-12-31"),
        **entry(f"{REGIONAL}/later", "case by case", "2027-01-01"),
    }
    repository.commit(first, "2026-02-01", "three rules")
    repository.commit(entry(f"{PLANS}/changed", "not covered", "2027-01-01"), "2026-02-02", "from next year")
    out = tmp_path_factory.mktemp("clocked") / "site"
    assert () == build(repository.folder, out, lambda _: None, read_history, day=small_day).problems
    return out


@pytest.fixture
def read(page_on, site):
    """Open a page of the site on a day, at noon by the reader's clock."""

    def on(day, address):
        page = page_on(dt.date.fromisoformat(day))
        page.goto(f"{site.as_uri()}/{address}")
        return page

    return on


def shown(found):
    """Give what is seen of a part of a page, in one line."""
    return " ".join(found.inner_text().split())


def after(day, early, late):
    """Choose what holds on a day: the first until the end of 2026, then the second."""
    return early if day <= EVE else late


def words(day):
    """Write a day as pages do."""
    return kb_day(dt.date.fromisoformat(day))


# Entries and their versions


@pytest.mark.parametrize("day", DAYS)
def test_an_entry_that_changes_says_which_version_is_in_force(read, day):
    page = read(day, f"{PLANS}/changed.html")
    head = shown(page.locator(".page-head"))
    announced = "A new version begins on Jan 1, 2027."
    told = "Another version is in force since Jan 1, 2027. What follows held until Dec 31, 2026;"
    assert after(day, (True, False), (False, True)) == (announced in head, told in head)
    assert after(day, "Read the version to come", "Read the version in force") in head
    assert "Coverage: covered → became not covered" in head
    assert after(day, "Answers", "Answers until Dec 31, 2026") == shown(page.locator("h2#answers"))
    states = [shown(cell) for cell in page.locator(".version-table td[data-column=State]").all()]
    assert after(day, ["begins later", "in force"], ["in force", "earlier"]) == states


@pytest.mark.parametrize("day", DAYS)
def test_an_entry_that_ends_says_so_from_the_day_after(read, day):
    page = read(day, f"{ADVANTAGE}/ended.html")
    assert (day > EVE) is ("Ended on Dec 31, 2026." in shown(page.locator(".page-head")))
    assert after(day, "in force", "ended") == shown(page.locator(".version-table td[data-column=State]"))


@pytest.mark.parametrize("day", DAYS)
def test_an_entry_that_begins_later_speaks_from_its_day_on(read, day):
    head = shown(read(day, f"{REGIONAL}/later.html").locator(".page-head"))
    assert after(day, (True, False), (False, True)) == (
        "Begins on Jan 1, 2027. Until then it applies to no date of service" in head,
        "In force since Jan 1, 2027." in head,
    )


@pytest.mark.parametrize("day", DAYS)
def test_the_page_of_a_version_says_what_it_is(read, site, day):
    (coming,) = sorted((site / PLANS / "changed" / "versions").glob("2*.html"))
    told = shown(read(day, coming.relative_to(site).as_posix()).locator(".version-kind"))
    assert told.startswith(after(day, "You are reading a version to come", "You are reading the version in force"))
    assert told.endswith(after(day, "Read today's version", "See the policy with all its versions"))


@pytest.mark.parametrize("day", DAYS)
def test_the_days_of_review_of_an_entry_are_counted_from_today(read, day):
    facts = shown(read(day, f"{PLANS}/changed.html").locator(".facts-strip"))
    assert ("overdue by" in facts) is (day > "2026-12-01")


@pytest.mark.parametrize("day", DAYS)
def test_a_page_of_evidence_says_when_its_text_holds_no_more_and_when_a_review_was_due(read, day):
    text = shown(read(day, f"evidence/{PLANS}/changed.html").locator("main"))
    assert (day > EVE) is ("this text held until Dec 31, 2026." in text)
    assert (day > "2026-12-01") is ("A new review of the policy was due on Dec 1, 2026" in text)


# Grids


def cell(page, scope):
    """Find what the grid of 0708T shows as the coverage in a scope."""
    return page.locator(
        f"table[data-code='0708T'] tr[id$='{scope.replace('/', '--')}'] td:nth-of-type(1) .cell-value"
    )


@pytest.mark.parametrize("day", DAYS)
@pytest.mark.parametrize("address", ["codes/0708t.html", "example-health/payer.html"])
def test_a_grid_shows_what_holds_today_and_first_what_differs_from_the_copy(read, address, day):
    page = read(day, address)
    told = page.locator("section", has=page.locator("table[data-code='0708T']")).locator(".date-told .callout-warn")
    if day > EVE:
        told.wait_for()
        first = f"Showing answers for {words(day)} (your computer's date); this copy was made Mar 2, 2026."
        assert shown(told).startswith(first)
        listed = [shown(item) for item in told.locator(".asof-others li").all()]
        assert {
            "Example Health, Commercial plans: coverage not covered",
            "Example Health, Medicare Advantage plans: coverage data not available",
        } <= {*listed}
        assert len(listed) == page.locator("table[data-code='0708T'] .is-other").count()
    else:
        assert 0 == told.count()
    assert after(day, "covered", "not covered") == cell(page, PLANS).inner_text()
    assert after(day, "covered", "?") == cell(page, ADVANTAGE).inner_text()


@pytest.mark.parametrize("day", DAYS)
def test_the_counts_beside_a_grid_are_those_of_its_cells(read, day):
    page = read(day, "codes/0708t.html")
    if day > EVE:
        page.locator(".is-asof").wait_for()
    cells = page.locator(".grid td.cell").all()
    known = sum(cell.locator(".cell-value").text_content() != "?" for cell in cells)
    assert shown(page.locator(".code-answers .section-head p").first).endswith(f": {known} of 21 answered")
    counts = [int(found.inner_text()) for found in page.locator(".grid-count [data-figure]").all()]
    assert known == sum(counts)


@pytest.mark.parametrize("day", DAYS)
def test_the_home_page_shows_the_answers_of_today_and_what_is_overdue(read, day):
    page = read(day, "index.html")
    if day > EVE:
        page.locator(".date-told").wait_for()
    assert (
        after(day, [], ["case by case"]) == page.locator(".asof-row td:nth-of-type(1) .cell-value").all_inner_texts()
    )
    assert (day > MADE) == ("overdue by" in shown(page.locator(".due")))


@pytest.mark.parametrize("day", DAYS)
def test_a_date_of_service_in_the_address_goes_before_today_and_is_compared_with_it(read, day):
    page = read(day, "codes/0708t.html#date=2026-06-01")
    page.locator(".is-asof").wait_for()
    assert "covered" == cell(page, PLANS).inner_text()
    told = shown(page.locator(".date-told"))
    assert told.startswith("Answers as of Jun 1, 2026, as recorded today:")
    assert (day > EVE) is ("3 answers differ from today's" in told)
    page.get_by_role("button", name="Back to today's answers").click()
    page.get_by_text("Answers as of Jun 1, 2026").wait_for(state="detached")
    assert after(day, "covered", "not covered") == cell(page, PLANS).inner_text()


def test_the_answers_of_the_copy_are_a_click_away(read):
    page = read(YEAR, "codes/0708t.html")
    page.get_by_role("button", name="Show the answers of Mar 2, 2026").click()
    page.get_by_text("Answers as of Mar 2, 2026").wait_for()
    assert "covered" == cell(page, PLANS).inner_text()


def test_where_the_answers_of_today_cannot_be_loaded_the_page_says_so(page_on, site):
    page = page_on(dt.date.fromisoformat(YEAR))
    page.route("**/static/asof/*.js", lambda route: route.abort())
    for address in ("codes/0708t.html", "example-health/payer.html"):
        page.goto(f"{site.as_uri()}/{address}")
        page.locator(".callout-warn", has_text="could not be loaded from").first.wait_for()


# Search and cards


@pytest.mark.parametrize("day", DAYS)
def test_the_answer_card_gives_what_holds_today(read, day):
    page = read(day, "search.html#q=example%20health%20commercial%200708T%20coverage")
    card = page.locator(".answer-card")
    card.wait_for()
    assert after(day, "covered", "not covered") == shown(card.locator(".card-answer .answer"))
    facts = shown(card.locator(".card-facts"))
    assert after(day, "Effective Mar 1, 2025", "Effective Jan 1, 2027") in facts
    assert "Source Example rule" in facts
    assert (day > EVE) is ("This answer holds since Jan 1, 2027; this copy of" in shown(card))


@pytest.mark.parametrize("day", DAYS)
def test_a_hit_whose_text_holds_no_more_says_so_before_it(read, day):
    page = read(day, "search.html#q=scope%3Aexample-health%2Fcommercial%200708T%20rule")
    hit = page.locator(".hit", has=page.locator("a[href*='changed.html']")).first
    hit.wait_for()
    told = hit.locator(".hit-turned")
    if day > EVE:
        told.wait_for()
        assert shown(told).startswith("By your computer's date another version is in force since Jan 1, 2027.")
    assert (day > EVE) is told.is_visible()


@pytest.mark.parametrize("day", DAYS)
def test_two_scopes_are_compared_as_of_today(read, day):
    page = read(day, f"compare.html#code=0708T&one={PLANS}&other={ADVANTAGE}")
    page.locator(".compare").wait_for()
    values = [shown(found) for found in page.locator(".compare tbody tr:first-child td .answer").all()]
    assert after(day, ["covered", "covered"], ["not covered", "? unknown"]) == values


@pytest.mark.parametrize("day", DAYS)
@pytest.mark.parametrize("address", ["glance.html", "compare.html"])
def test_what_is_counted_or_drawn_for_the_copy_lists_what_began_or_ended_since(read, address, day):
    place = read(day, address).locator("[data-turns]")
    if day > EVE:
        place.locator(".callout").wait_for()
        assert shown(place).startswith("As of Mar 2, 2026, when this copy was made. By your computer's date,")
        assert {
            "Jan 1, 2027: Example Health, Commercial plans: An example rule on 0708T changes",
            "Jan 1, 2027: Example Health, Medicare Advantage plans: An example rule on 0708T ended the day before",
            "Jan 1, 2027: Sample Mutual, Sample Mutual of the Region: An example rule on 0708T begins",
        } == {shown(item) for item in place.locator("li").all()}
    else:
        assert 0 == place.locator(".callout").count()


# Changes and news


@pytest.mark.parametrize("day", DAYS)
def test_what_was_recorded_for_a_day_to_come_is_told_as_one_that_will_change_until_it_has(read, day):
    told = after(day, "will change on Jan 1, 2027", "changed on Jan 1, 2027")
    page = read(day, "changes.html")
    change = page.locator("article.change", has_text="An example rule on 0708T").first
    assert f"Coverage {told}: covered → not covered" in shown(change.locator(".change-gist"))
    assert after(day, "Answers that will change", "Answers that changed") in shown(change)
    answers = [shown(line) for line in change.locator("[data-sheet=answers]").all()]
    coverage = f"Coverage of 0708T for Example Health, Commercial plans {told}: covered → not covered"
    assert f"{coverage} (more restrictive)" in answers
    news = shown(read(day, "index.html").locator(".news").first)
    assert f"An example rule on 0708T Coverage {told}: covered → not covered" in news


def test_changes_are_saved_as_they_are_told_today(read):
    page = read(YEAR, "changes.html")
    with page.expect_download() as loading:
        page.get_by_role("button", name="CSV").click()
    with Path(loading.value.path()).open(encoding="utf-8-sig", newline="") as file:
        gists = {row["gist"] for row in csv.DictReader(file)}
    assert "Coverage changed on Jan 1, 2027: covered → not covered" in gists


# The review worklist


@pytest.mark.parametrize(
    ("day", "overdue", "due"),
    [(MADE, 0, 1), ("2026-08-03", 1, 6), ("2026-09-03", 7, 0), ("2026-11-02", 7, 2), (REVIEW, 9, 0), (YEAR, 9, 0)],
)
def test_the_board_counts_what_is_overdue_and_due_today(read, day, overdue, due):
    page = read(day, "review.html")
    page.wait_for_function("kb.reviewDay.ready.then(() => true)")
    total = page.locator(".board-total")
    assert (str(overdue), str(due)) == tuple(
        total.locator(f"[data-kind='{kind}']").inner_text() for kind in ("overdue", "due")
    )
    assert words(day) == page.locator("[data-clock-day]").inner_text()
    codes = [shown(item) for item in page.locator("[data-codes-due] li").all()]
    assert (2 if day >= "2026-08-03" else 0) == len(codes)
    assert (day > "2026-09-02") == all("overdue" in text for text in codes if codes) or not codes


@pytest.mark.parametrize("day", [MADE, "2026-08-03", REVIEW, YEAR])
def test_the_board_of_a_payer_has_the_rows_that_came_to_it(read, day):
    page = read(day, "review/example-health.html")
    page.locator(".board-told", has_text="rows").wait_for()
    rows = page.locator("[data-board] tbody tr")
    kinds = [row.get_attribute("data-kind") for row in rows.all()]
    counts = {
        kind: shown(page.locator(f".legend [data-kind='{kind}'] .muted"))
        for kind in ("overdue", "due")
        if page.locator(f".legend [data-kind='{kind}']").is_visible()
    }
    assert {kind: str(kinds.count(kind)) for kind in ("overdue", "due") if kind in kinds} == counts
    assert kinds == sorted(kinds, key=[*("overdue", "conflicting", "due"), *kinds].index)
    assert f"{len(kinds)} rows" == page.locator("[data-board-total]").inner_text()
    due = [row.get_attribute("data-day") for row in rows.all() if row.get_attribute("data-kind") == "overdue"]
    assert due == sorted(due)
    assert (day > "2026-12-01") == (
        rows.filter(has_text="An example rule on 0708T").filter(has_text="overdue").count() > 0
    )


def test_rows_that_came_to_the_board_are_saved_as_what_they_are_now(read):
    page = read(YEAR, "review/example-health.html")
    page.locator(".board-told", has_text="rows").wait_for()
    page.get_by_label("Why", exact=True).select_option("overdue")
    with page.expect_download() as loading:
        page.get_by_role("button", name="Download these rows (CSV)").click()
    with Path(loading.value.path()).open(encoding="utf-8-sig", newline="") as file:
        saved = [*csv.DictReader(file)]
    assert {("overdue", "the day of review has passed")} == {(row["kind"], row["kind_means"]) for row in saved}
    assert "An example rule on 0708T" in {row["title"] for row in saved}
    assert all(row["link"].startswith("file:") for row in saved)


# The age of the copy


KINDS = (
    *("index.html", "search.html", "codes/0708t.html", "example-health/payer.html", f"{PLANS}/changed.html"),
    *("compare.html", "glance.html", "review.html", "review/example-health.html", "changes.html", "drift.html"),
    *("api.html", "about.html", f"evidence/{PLANS}/changed.html"),
)


@pytest.mark.parametrize("address", KINDS)
@pytest.mark.parametrize(("day", "age"), [(MADE, ""), ("2026-04-01", ""), ("2026-04-02", "31"), (YEAR, "470")])
def test_every_page_says_how_old_the_copy_is_once_it_is_older_than_thirty_days(read, address, day, age):
    notes = read(day, address).locator("[data-clock-notes]")
    assert 30 == STALE_AFTER.days
    if age:
        assert shown(notes).startswith(f"This copy of the library is {age} days old. It was made Mar 2, 2026")
        assert "Ask the library owner for a newer copy, or make one" in shown(notes)
    else:
        assert not notes.inner_text()


@pytest.mark.parametrize("address", KINDS)
def test_without_scripts_every_page_says_when_the_copy_was_made_and_what_held_then(plain_page, site, address):
    plain_page.goto(f"{site.as_uri()}/{address}")
    assert "This copy of the library was made Mar 2, 2026." in shown(plain_page.locator(".site-footer"))
    assert "since Jan 1, 2027" not in shown(plain_page.locator("main"))


@pytest.mark.parametrize(("day", "told"), [("2026-03-01", False), ("2026-02-28", True), ("2015-01-01", True)])
def test_a_clock_that_is_before_the_copy_is_told_except_for_a_day_of_another_time_zone(read, day, told):
    notes = read(day, "codes/0708t.html").locator("[data-clock-notes]")
    said = f"Your computer's date is {words(day)}, before this copy of the library was made (Mar 2, 2026)."
    assert told is (said in shown(notes))


def test_before_the_first_day_of_what_a_page_shows_it_says_so(read):
    head = shown(read("2025-02-28", f"{PLANS}/changed.html").locator(".page-head"))
    assert "Not in force on the date of your computer. It holds from Mar 1, 2025 on;" in head
