"""The code list of a document from a file of any columns, and the one line that a code more is in its entry."""

from __future__ import annotations

import pytest

from kb.authoring.code_lists import LONGEST, MOST_TOLD, read_list, with_list
from kb.content.load import load
from kb.content.made_sections import CODES_HEADING
from kb.content.parse import parse
from kb.domain.code_list import CodeList
from kb.layout.file import lay_out
from kb.sheets.file import cells_of

PATH = "example-health/commercial/category-iii.md"
CODES = tuple(f"{number:04d}T" for number in range(42, 242))


def read(text):
    return read_list("list.csv", cells_of("list.csv", text.encode()))


@pytest.mark.parametrize(
    "text",
    ["0709T\n0708T\n", "code\n0709T\n0708T\n", "Policy,CPT Code\n1,0709T\n1,0708T\n", "0708t; 0709T\n",
     "CPT 0709T\n\nHCPCS 0708T\n0708T\n", "Code\tText\n0709T\twords\n0708T\twords\n"],
)  # fmt: skip
def test_codes_are_read_from_any_column_in_order_each_once(text):
    assert (("0708T", "0709T"), []) == read(text)


def test_a_range_is_kept_and_takes_in_the_codes_within():
    assert (("0708T-0710T", "99213"), []) == read("0708T - 0710T\n0709T\n99213\n")


def test_of_ranges_that_overlap_each_takes_in_the_codes_within_and_no_other_kind():
    text = "10000-10900\n10100-10200\n10500\n10950\n0709T-0719T\n0715T\n10850-10940\n10901\n"
    assert (("0709T-0719T", "10000-10900", "10100-10200", "10850-10940", "10950"), []) == read(text)


def test_of_many_problems_the_first_are_told_and_the_rest_counted():
    _, problems = read("code\n" + "knee\n" * (MOST_TOLD + 7))
    assert MOST_TOLD + 1 == len(problems)
    assert "7 more like these; name the file and the column of codes" == problems[-1].message


@pytest.mark.parametrize(
    ("text", "way"),
    [("code\n709T\n", "write 0709T"), ("code\nknee\n", "is no code"), ("0710T-0708T\n", "is no code"),
     ("\n,\n", "no code in it"),
     ("0708T-99213\n", "is no code")],
)  # fmt: skip
def test_what_is_no_code_is_told(text, way):
    assert any(way in problem.message for problem in read(text)[1])


def test_a_list_longer_than_an_entry_holds_is_told():
    _, problems = read("\n".join(f"{number:05d}" for number in range(10_000, 10_001 + LONGEST)))
    assert ["too-long"] == [problem.code for problem in problems]


def test_a_code_more_is_one_line_and_the_section_names_each(good_library):
    text = load(good_library).files[PATH]
    before = with_list(text, CodeList("example-policy-1", "whole", CODES, "Not proven"))
    after = with_list(before, CodeList("example-policy-1", "whole", (*CODES, "0999T"), "Not proven"))
    assert ["    - 0999T"] == [line for line in after.splitlines() if line not in before.splitlines()]
    assert len(after.splitlines()) == len(before.splitlines()) + 1
    assert not lay_out(PATH, after).differs
    entry = parse(PATH, after).document
    [section] = [one for one in entry.sections if one.heading == CODES_HEADING]
    assert all(code in section.text for code in entry.listed.codes)
    assert "[example-policy-1]" in section.text
