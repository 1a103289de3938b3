"""The worklist page reads the lines that the command reads, keeps no patient data, sorts, and is kept as a sheet."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from kb.search.worklist import FAULTS

pytestmark = pytest.mark.browser

PLANS = ["UHC commercial", "Aetna", "CGS", "Cigna", "BCBS MA", "WPS", "NGS", "Noridian", "UHC MA", "Premera"]
COUNT = """() => {
  const { read } = kb.reading;
  window.reads = 0;
  kb.reading.read = (...all) => {
    window.reads += 1;
    return read(...all);
  };
}"""
EXAMPLES = json.loads((Path(__file__).parents[1] / "data" / "worklist.json").read_text(encoding="utf-8"))


@pytest.fixture
def show(page, real_site):
    """Paste lines and press the button; gives the page."""

    def paste(lines):
        page.goto((real_site / "worklist.html").as_uri())
        page.get_by_label("Lines").fill("\n".join(lines))
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        return page

    return paste


def test_the_page_reads_lines_as_the_command_does(show):
    read, unread = EXAMPLES["read"], EXAMPLES["unread"]
    page = show([one["line"] for one in (*read, *unread)])
    page.locator(".worklist tbody tr").nth(len(read) - 1).wait_for()
    told = page.evaluate("[...document.querySelectorAll('.worklist tbody tr')].map(row => row.sortBy)")
    assert [(at, one["code"], one["date"]) for at, one in enumerate(read, 1)] == [
        (row[0], row[1], row[3]) for row in told
    ]
    plans = page.locator(".worklist tbody tr td:nth-child(3) a").evaluate_all("all => all.map(a => a.href)")
    assert [one["plan"].replace("/", "/payer.html#scope-") for one in read] == [
        "/".join(p.split("/")[-2:]) for p in plans
    ]
    faults = page.locator(".callout li").all_inner_texts()
    assert len(unread) == len(faults)
    assert [] == [text for text, one in zip(faults, unread, strict=True) if FAULTS[one["fault"]] not in text]


def test_rows_sort_and_are_kept_as_a_sheet(show):
    page = show(["0709T, uhc commercial, 3/1/2026", "0708T, Aetna, 3/2/2026", "nothing 1"])
    page.get_by_role("button", name="Code").click()
    codes = page.locator(".worklist tbody td:nth-child(2)")
    assert ["0708T", "0709T"] == codes.all_inner_texts()
    page.get_by_role("button", name="Code").click()
    assert ["0709T", "0708T"] == codes.all_inner_texts()
    with page.expect_download() as saved:
        page.get_by_role("button", name="Download (CSV)").click()
    rows = list(csv.DictReader(Path(saved.value.path()).read_text(encoding="utf-8-sig").splitlines()))
    assert [("1", "3/1/2026"), ("2", "3/2/2026"), ("3", "")] == [
        (row["line"], row["date_of_service"]) for row in rows
    ]
    assert FAULTS["code"] == rows[2]["fault"]


def test_patient_data_is_refused_and_cleared(show):
    page = show(["0709T, Aetna", "0709T, Aetna, DOB 1/2/1950"])
    page.get_by_role("status").filter(has_text="Line 2 looks like a date of birth").wait_for()
    assert "" == page.get_by_label("Lines").input_value()
    assert 0 == page.locator(".worklist").count()


def test_the_worklist_answers_by_the_keyboard_alone_and_axe_finds_nothing(show, violations):
    page = show(["0709T, uhc commercial, 3/1/2026", "0708T, Aetna", "nothing 1"])
    page.locator(".worklist tbody tr").nth(1).wait_for()
    page.get_by_role("button", name="Next step").focus()
    page.keyboard.press("Enter")
    assert "ascending" == page.locator(".worklist th").last.get_attribute("aria-sort")
    assert [] == violations(page)


def test_500_lines_are_answered_with_each_date_and_each_plan_read_once(show):
    lines = [
        f"{code}\t{plan}\t{1 + n % 12}/{1 + n % 28}/2026"
        for n in range(25)
        for code in ("0708T", "0709T")
        for plan in PLANS
    ]
    page = show(lines)
    page.evaluate(COUNT)
    page.get_by_role("button", name="Show answers").click()
    page.get_by_role("status").filter(has_text=f"{len(lines)} rows answered").wait_for()
    assert 500 == len(lines)
    assert 100 > page.evaluate("window.reads")
