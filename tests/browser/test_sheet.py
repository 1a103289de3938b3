"""What is shown can be kept as a sheet: the rows in view, made by the browser, as the build would write them."""

from __future__ import annotations

import csv
import io
import json
import re

import pytest

from kb.domain.vocabulary import QUESTIONS, label
from kb.published.sheet import FORMULA, code_as_text, guarded, sheet

pytestmark = pytest.mark.browser

MADE = ("as_of", "generated_from")
"""The columns of a sheet that a page saves which say what it was made from; such a sheet travels alone."""


def saved(page, name):
    """Press the button that saves, and read the sheet."""
    with page.expect_download() as waiting:
        page.get_by_role("button", name=name).click()
    return waiting.value.suggested_filename, read(waiting.value.path().read_bytes())


def read(content):
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))


@pytest.fixture
def rows_of_board(real_site):
    """The rows of the whole board, by payer."""
    rows = read((real_site / "review.csv").read_bytes())
    return lambda payer: [row for row in rows if row["payer_title"] == payer]


def test_the_browser_writes_a_sheet_as_the_build_does(page, real_site):
    page.goto((real_site / "review" / "cigna.html").as_uri())
    columns = ["a", "b", "c", "d", "e"]
    rows = [[f"{sign}1", f'a "{sign}" b', "one\ntwo", "plain, or not", ""] for sign in FORMULA]
    written = page.evaluate("([columns, rows]) => kb.sheet.csv(columns, rows)", [columns, rows])
    assert written.startswith("\ufeffa,b,c,d,e\n")
    assert [[*map(guarded, row)] for row in rows] == [*csv.reader(io.StringIO(written, newline=""))][1:]
    plain = [row for row in rows if "\r" not in row[0]]  # a carriage return is quoted by the browser alone
    assert sheet(plain, columns) == page.evaluate("([one, two]) => kb.sheet.csv(one, two)", [columns, plain])


def test_a_code_found_is_saved_as_the_build_writes_it(page, real_site):
    page.goto(f"{real_site.as_uri()}/search.html#q=0709T")
    page.locator(".hit").first.wait_for()
    _, rows = saved(page, "Download")
    assert code_as_text("0709T") in {row["hcpcs_code"] for row in rows}


def test_a_saved_sheet_says_of_which_day_and_commit_it_is(page, real_site):
    page.goto((real_site / "review" / "bcbs.html").as_uri())
    _, rows = saved(page, "Download these rows")
    index = json.loads((real_site / "api" / "v1" / "index.json").read_text(encoding="utf-8"))
    built = index["as_of"], index["generated_from"]
    assert {built} == {(row["as_of"], row["generated_from"]) for row in rows}


def test_all_rows_of_a_payer_are_those_of_the_whole_board(page, top, rows_of_board):
    page.goto(f"{top}/review/uhc.html")
    name, rows = saved(page, "Download these rows")
    assert "review-uhc.csv" == name
    wanted = [{**row, "link": f"{top}/{row['link']}"} for row in rows_of_board("UnitedHealthcare")]
    assert wanted == [{name: cell for name, cell in row.items() if name not in MADE} for row in rows]


def test_the_rows_in_view_are_saved_in_their_order(page, real_site, rows_of_board):
    page.goto((real_site / "review" / "bcbs.html").as_uri())
    page.get_by_label("Why", exact=True).select_option("unknown")
    page.get_by_label("Order").select_option("Plan")
    scopes = page.locator("[data-board] tbody tr:visible").evaluate_all(
        "all => all.map((row) => row.cells[1].textContent)"
    )
    _, rows = saved(page, "Download these rows")
    assert scopes == [row["scope_name"] for row in rows]
    assert {"unknown"} == {row["kind"] for row in rows}
    assert len(rows) < len(rows_of_board("Blue Cross Blue Shield"))


def test_where_no_row_fits_there_is_nothing_to_save_and_one_press_shows_all(page, real_site):
    page.goto((real_site / "review" / "cigna.html").as_uri())
    page.get_by_label("Why", exact=True).select_option("part-read")
    page.get_by_label("Question").select_option("Payment rates")
    assert page.get_by_role("button", name="Download these rows").is_disabled()
    assert "No row fits" in page.locator(".callout:visible").last.inner_text()
    page.get_by_role("button", name="Show all rows").click()
    assert page.get_by_role("button", name="Download these rows").is_enabled()
    assert 0 == page.get_by_role("button", name="Show all rows").count()
    assert "" == page.get_by_label("Question").input_value()


def test_rows_that_do_not_load_are_told_with_the_way_out(page, real_site):
    page.route("**/static/board/**", lambda route: route.abort())
    page.goto((real_site / "review" / "bcbs.html").as_uri())
    page.get_by_role("button", name="Download these rows").click()
    page.locator(".board-told", has_text="The whole worklist can be downloaded above").wait_for()


def test_the_changes_in_view_are_saved(page, dated_site):
    page.goto((dated_site / "changes" / "2026-01.html").as_uri())
    name, (row,) = saved(page, "Download these changes")
    assert "changes-2026-01.csv" == name
    shown = page.locator("article[data-change]")
    assert shown.locator("h4").inner_text() == row["about"]
    assert ("2026-01-15", "Example Health", "fourth") == (row["recorded"], row["payer_title"], row["subject"])
    assert "example-health" == row["payer"]
    assert shown.locator(".direction").inner_text() == label(row["direction"])
    assert row["gist"] in shown.locator(".change-gist").inner_text()
    assert row["commit"].startswith("commit ")
    assert row["commit"] in page.locator(".change-subject").inner_text()
    assert "2026-01-01" == row["effective"]
    assert row["link"].startswith((dated_site / "changes" / "2026-01.html").as_uri())
    page.goto(row["link"])
    assert 1 == page.locator("[data-change]:target").count()


def test_each_change_has_its_row_and_a_filter_leaves_the_fitting_ones(page, dated_site):
    page.goto((dated_site / "changes.html").as_uri())
    _, rows = saved(page, "Download these changes")
    assert page.locator("[data-change]").count() == len(rows)
    page.get_by_role("combobox", name="Payer").select_option("sample-mutual")
    name, rows = saved(page, "Download these changes")
    assert ("changes.csv", {"sample-mutual"}) == (name, {row["payer"] for row in rows})
    assert all(re.fullmatch("(HCPCS [0-9A-Z]{5}(; [0-9A-Z]{5})*)?|every code", row["hcpcs_codes"]) for row in rows)


def test_where_no_change_fits_the_page_says_so_and_the_way_out(page, dated_site):
    page.goto(f"{(dated_site / 'changes.html').as_uri()}#payer=sample-mutual&direction=tighter")
    assert 0 == page.locator("[data-change]:visible").count()
    assert "press “Show all”" in page.locator(".change-none").inner_text()
    assert page.get_by_role("button", name="Download these changes").is_disabled()
    page.get_by_role("button", name="Show all", exact=True).click()
    assert not page.locator(".change-none").is_visible()


def test_every_hit_of_a_search_is_saved_in_the_order_shown(page, top):
    page.goto(f"{top}/search.html#q=preauth")
    page.locator(".hit").first.wait_for()
    hits = page.locator(".hit > a").evaluate_all("all => all.map(({ href }) => href)")
    total = int(page.locator(".results-status").inner_text().split()[0])
    name, rows = saved(page, f"Download all {total}")
    assert ("search.csv", total) == (name, len(rows))
    assert hits == [row["link"] for row in rows][: len(hits)]
    entry = next(row for row in rows if row["scope"])
    assert f"/{entry['scope']}/" in entry["link"]
    assert entry["scope"].startswith(f"{entry['payer']}/")
    assert {row["question"] for row in rows} <= {"", *(question.slug for question in QUESTIONS)}
    assert "prior-authorization" in {row["question"] for row in rows}
    told = (
        "title",
        "hcpcs_code",
        "payer",
        "scope",
        "section",
        "question",
        "answer",
        "doubts",
        "certainty",
        "effective",
    )
    assert (*told, "until", "review_by", "link", *MADE) == tuple(entry)


def test_no_answer_of_a_saved_search_looks_surer_than_its_source(page, top):
    page.goto(f"{top}/search.html#q=precert FEP")
    page.locator(".hit").first.wait_for()
    _, rows = saved(page, "Download")
    informing = [row for row in rows if row["answer"] == "required" and "background only" in row["doubts"]]
    assert informing
    assert all("background only" in row["certainty"] for row in informing)
