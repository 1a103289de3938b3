"""Rows typed by hand are held against the tables from official files: one edition, one statement."""

from __future__ import annotations

import pytest

from benchmarks import cms_files as made
from kb.content.load import load
from kb.facts.rationales import PAIR_RATIONALES
from kb.rules.check import check
from kb.rules.official import typed_codes


@pytest.fixture
def checked(laid_over, good_library, stock, tmp_path):
    """Check the small library, whose page of 0709T has rows of January 2026, with tables imported."""

    def go(files, literally=None, **replaced):
        page = (good_library / "codes/0709t.md").read_text(encoding="utf-8")
        for old, new in {
            **{f"{key}: 0708T": f"{key}: {value}" for key, value in replaced.items()},
            **(literally or {}),
        }.items():
            page = page.replace(old, new)
        folder = laid_over({"codes/0709t.md": page})
        stock(folder, tmp_path / "d", files)
        return check(load(folder))

    return go


def files(units="4", other="96402", version="320", day="01-01-2026"):
    why = PAIR_RATIONALES[8]
    pairs = [("0709T", code, "20220101", "*", "1", why) for code in ("96401", other)]
    return {
        f"ccipra-v{version}r0.txt": made.pairs(pairs),
        f"MCR_MUE_PractitionerServices_Eff_{day}.csv": made.units([("0709T", units, "3", "Clinical: Data")]),
        "AOC_V2026Q1-MCR.txt": made.add_ons([("0709T", "0708T", "1", "2022001", "")]),
    }


def told(problems, code):
    return [problem.message for problem in problems if problem.code == code]


def test_rows_that_say_what_the_file_of_their_edition_says_are_no_problem(checked):
    found = checked(files())
    assert [] == told(found.problems, "fact-contradicted")
    assert () == found.notices


def test_a_row_that_the_file_of_its_edition_contradicts_is_told_with_both_places(checked):
    found = checked(files("2", "12002"))
    units, pairs = told(found.problems, "fact-contradicted")
    assert "the page says 4 units" in units
    assert "units-practitioner.csv (MCR_MUE_PractitionerServices_Eff_01-01-2026.csv" in units
    assert "column 1, modifier 1 of 96402 is not what policies/facts/cms/pairs-practitioner.csv" in pairs
    places = [
        (problem.path, problem.place.line > 1) for problem in found.problems if problem.code == "fact-contradicted"
    ]
    assert [("codes/0709t.md", True)] * 2 == places


def test_a_row_of_an_older_edition_is_a_notice_and_no_problem(checked):
    found = checked(files("3", version="321", day="04-01-2026"))
    assert [] == told(found.problems, "fact-contradicted")
    units, pairs = told(found.notices, "fact-older")
    assert "the row is of 2026-01-01" in units
    assert "says 3 units" in units
    assert "the row is of 2026-01-01" in pairs


def test_a_primary_that_the_add_on_file_does_not_list_is_a_problem(checked):
    found = checked(files(), add_on_to="[0708T, 12001]")
    assert ["the page says add-on to 12001"] == [
        message.split(",")[0] for message in told(found.problems, "fact-contradicted")
    ]
    page = found.library.codes["0709T"]
    assert ("0708T", ("0708T", "12001")) == (page.add_on_to, page.primaries)


@pytest.mark.parametrize(
    ("others", "codes"),
    [
        ("96401, 96402", ["96401", "96402"]),
        ("96360-96362, G0463 and others", ["96360", "96361", "96362", "G0463"]),
        ("252 anesthesia codes", []),
        ("96362-96360, 96401-0710T, 96401-ABCDE, 99999-99999", []),
        ("many codes, for example within 64400-64530", []),
    ],
)
def test_only_codes_that_a_row_names_are_compared(others, codes):
    assert codes == typed_codes(others)


def with_fees(checked, *rows, file="RVU26A (January 2026)", total="0.00", status="C", month="January"):
    """Check the small library, its fee row of a file and with a total, beside a relative value file."""
    typed = {
        "EXAMPLE26A (January 2026)": file,
        "total_rvu: 0.00": f"total_rvu: {total}",
        "status: C": f"status: {status}",
    }
    return checked({"PPRRVU2026_A.csv": made.fees(rows, month=month)}, literally=typed)


FREE = made.fee_row("0709T", status="C", days="ZZZ", work="0.00")


def test_a_fee_row_that_says_what_its_file_says_is_no_problem(checked):
    found = with_fees(checked, made.fee_row("0709T", "26"), FREE)
    assert [] == told(found.problems, "fact-contradicted")
    assert () == found.notices


def test_a_fee_row_is_held_against_the_row_without_a_modifier(checked):
    assert [] == told(with_fees(checked, made.fee_row("0709T", "26")).problems, "fact-contradicted")


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ({"total": "1.50"}, ("facility total 1.50", "facility total 0.00")),
        ({"status": "A"}, ("status A", "status C")),
    ],
)
def test_a_fee_row_that_its_file_contradicts_is_told_with_what_each_says(checked, typed, says):
    (message,) = told(with_fees(checked, FREE, **typed).problems, "fact-contradicted")
    assert all(words in message for words in says)


def test_a_fee_row_of_an_older_release_is_a_notice(checked):
    found = with_fees(checked, FREE, total="1.50", file="RVU25D (October 2025)")
    assert [] == told(found.problems, "fact-contradicted")
    assert ["2025-10-01" in message for message in told(found.notices, "fact-older")] == [True]


def test_a_fee_row_of_a_file_without_an_edition_is_held_against_nothing(checked):
    found = with_fees(checked, FREE, total="1.50", file="a page")
    assert ([], ()) == (told(found.problems, "fact-contradicted"), found.notices)
