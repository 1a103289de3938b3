"""The worklist page reads the lines that the command reads, keeps no patient data, sorts, and is kept as a sheet."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from kb.search.worklist import FAULTS

pytestmark = pytest.mark.browser

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
