"""The checker: each of its codes has a bad example, and each bad example gives the problems stated beside it.

`data/bad/<code>/` holds files to lay over `data/good/`, and `expected.txt` with the problems: path, line, column and
code. What cannot well live in a repository is made here, in `MADE`.
"""

from __future__ import annotations

import datetime as dt
import os
from pathlib import Path

import pytest

from kb.content.load import LARGEST, Texts, load
from kb.content.markdown import Unrenderable
from kb.rules import dialect
from kb.rules.check import ALONE, BY_THE_CLOCK, READING, RULES, RULES_ON_TEXT, check, hold_alone

BAD = Path(__file__).parents[1] / "data" / "bad"
SHELF = "example-health/commercial"
SPARE = f"{SHELF}/spare.md"
CODES = [*READING, *(rule.code for rule in RULES_ON_TEXT), *(rule.code for rule in RULES), *BY_THE_CLOCK]
TODAY = dt.date(2026, 3, 2)
"""The day of the good library's newest review."""

WRITTEN = sorted(folder.name for folder in BAD.iterdir())
ENTRY = """---
title: Spare entry
codes: 0709T
currency: undated
reviewed: 2026-03-02
review_by: 2026-09-02
appeals: data not available
appeals_reason: not looked up
---

## Appeals

Data not available.

"""


def with_text(text):
    """Make a file that is a sound entry but for this text, which begins on its line 15."""
    return lambda path: path.write_text(ENTRY + text, encoding="utf-8")


MADE = {
    "breaks": (with_text("Our reading\n\n" + "***\n\n" * 201), "417:1"),
    "escapes": (with_text("Our reading: \\*\n" * 1_001), "1015:14"),
    "headings": (with_text("### Part\n\nOur reading: a\n\n" * 201), "811:1"),
    "line-ending": (lambda path: path.write_bytes(b"---\r\ntitle: Spare entry\r\n"), "1:4"),
    "links": (with_text("\n".join(["Our reading: [a](../payer.md)"] * 501)), "515:14"),
    "list-items": (with_text("- Our reading\n" * 501), "515:1"),
    "long-body": (with_text("Our reading: a\n" * 4_500), "4381:12"),
    "long-line": (with_text(f"Our reading: {'a' * 1_988}"), "15:2001"),
    "many-ranges": (with_text("Our reading: 10000-10999.\n\n" * 51), "115:14"),
    "range-in-name": (
        lambda path: path.write_text(ENTRY.replace("Spare entry", "Codes 10000-10300"), encoding="utf-8"),
        "2:8",
    ),
    "many-lines": (with_text("Our reading\n" * 5_000), "5001:1"),
    "nesting": (with_text("".join(f"{'    ' * depth}- Our reading\n" for depth in range(7))), "21:1"),
    "table-size": (with_text("|a|b|c|\n|-|-|-|\n" + "|Data not available|b|c|\n" * 1_250), "1265:1"),
    "byte-order-mark": (lambda path: path.write_bytes(b"\xef\xbb\xbf---\n"), "1:1"),
    "control-character": (lambda path: path.write_bytes(b"---\ntitle: \x00\n"), "2:8"),
    "not-utf-8": (lambda path: path.write_bytes("---\ntitle: Müller\n".encode("latin-1")), "2:9"),
    "symlink": (lambda path: path.symlink_to(path), "1:1"),
    "tab": (lambda path: path.write_bytes(b"---\nlooked:\n\t- on: 2026-03-02\n"), "3:1"),
    "too-large": (lambda path: path.write_bytes(b"x" * (LARGEST + 1)), "1:1"),
    "unreadable": (os.mkfifo, "1:1"),
}


def told(problems):
    return [f"{p.path}:{p.place.line}:{p.place.column}: {p.code}" for p in problems]


def test_every_code_of_a_problem_has_one_bad_example():
    assert sorted(CODES) == sorted([*WRITTEN, *MADE, "rendering"])


def test_a_section_on_which_the_parser_fails_is_a_problem_with_its_place(good_library, monkeypatch, way_out):
    """No text that does so is known, so a parser that fails stands in for one."""
    real = dialect.site_html

    def fail(text):
        if "Contracts" in text:
            raise Unrenderable("RecursionError: too deep")
        return real(text)

    monkeypatch.setattr(dialect, "site_html", fail)
    (problem,) = check(load(good_library)).problems
    assert [f"{SHELF}/0709t.md:30:1: rendering"] == told([problem])
    assert "cannot be rendered (RecursionError: too deep)" in problem.message
    assert way_out.search(problem.message)


def test_the_good_library_has_no_problem_and_is_read_whole(good_library):
    checked = check(load(good_library))
    assert () == checked.problems
    assert ["0708T", "0709T"] == list(checked.library.codes)
    assert ["example-health", "sample-mutual"] == list(checked.library.payers)
    assert ["commercial", "medicare-advantage", "regional"] == [scope.id for _, scope in checked.library.scopes]
    assert ["named code", "category", "category", "all codes", "concept"] == [
        entry.reach.kind for entry in checked.library.entries
    ]


@pytest.mark.parametrize("code", WRITTEN)
def test_a_bad_example_gives_exactly_the_problems_stated_beside_it(code, laid_over, way_out):
    folder = BAD / code
    files = {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*.*")}
    expected = files.pop("expected.txt").decode().splitlines()
    problems = check(load(laid_over(files)), TODAY).problems
    assert expected == told(problems)
    assert {code} == {problem.code for problem in problems}
    assert [] == [problem.message for problem in problems if not way_out.search(problem.message)]


@pytest.mark.parametrize("code", sorted({rule.code for rule in ALONE} & {*WRITTEN}))
def test_what_is_wrong_with_a_file_by_itself_is_found_without_any_other(code):
    expected = (BAD / code / "expected.txt").read_text().splitlines()
    for path in {line.partition(":")[0] for line in expected}:
        found = hold_alone(path, (BAD / code / path).read_text()).problems
        assert [line for line in expected if line.startswith(f"{path}:")] == sorted(told(found), key=expected.index)


def test_rules_that_are_held_once_a_text_look_at_no_library(real_library):
    for page in real_library.documents:
        assert [] == [found for rule in ALONE for found in rule.find(page, None)]


@pytest.mark.parametrize("code", MADE)
def test_a_bad_example_made_on_the_spot_gives_its_one_problem(code, laid_over, way_out):
    make, place = MADE[code]
    folder = laid_over({})
    make(folder / SPARE)
    (problem,) = check(load(folder)).problems
    assert [f"{SPARE}:{place}: {code}"] == told([problem])
    assert way_out.search(problem.message)


def test_all_problems_of_all_files_are_told_at_once_and_in_order(laid_over):
    files = {
        f"{SHELF}/{code}.md": (BAD / code / SPARE).read_bytes() for code in WRITTEN if (BAD / code / SPARE).exists()
    }
    problems = check(load(laid_over(files)), TODAY).problems
    assert set(files) == {problem.path for problem in problems}
    assert sorted(told(problems), key=lambda line: line.split(":")[0]) == told(problems)


def test_a_body_is_checked_even_where_front_matter_is_out_of_order(laid_over, good_library):
    text = (
        (good_library / SHELF / "0709t.md").read_text().replace("undated", "now").replace("## Billing", "## Biling")
    )
    problems = check(load(laid_over({f"{SHELF}/0709t.md": text}))).problems
    assert ["unknown-value", "unknown-heading"] == [problem.code for problem in problems]


def test_patient_data_is_found_even_where_nothing_else_can_be_read(write):
    problems = check(load(write({SPARE: "SSN 000-12-3456\n"}))).problems
    assert [f"{SPARE}:1:1: no-front-matter", f"{SPARE}:1:5: patient-data"] == told(problems)


def test_a_folder_without_entries_is_a_problem_of_its_own(write):
    assert [".:1:1: empty-file"] == told(check(load(write({}))).problems)


def test_the_template_is_checked_and_is_no_part_of_the_library(laid_over, good_library):
    text = (good_library / SHELF / "0709t.md").read_text()
    before = check(load(good_library)).library
    checked = check(load(laid_over({"_template.md": text.replace("../../codes", "codes").replace("category-", "#")})))
    assert before.entries == checked.library.entries
    assert [("_template.md", "broken-link")] == [(p.path, p.code) for p in checked.problems]


def test_bad_synonyms_are_told_with_the_rest(laid_over):
    assert ["synonyms.yml:1:1: wrong-kind"] == told(check(load(laid_over({"synonyms.yml": "a: b\n"}))).problems)


def test_files_beside_the_content_are_not_checked_as_content(laid_over):
    assert () == check(load(laid_over({"README.md": "# Any words\n"}))).problems


def test_problems_of_reading_are_passed_on():
    problem = check(Texts({}, ())).problems[0]
    assert (problem,) == check(Texts({}, (problem,))).problems


@pytest.mark.parametrize(("today", "found"), [("2026-03-02", 4), ("2026-03-03", 0), ("2027-03-02", 0), (None, 0)])
def test_what_was_done_has_a_day_that_has_come_where_it_is_said_which_day_it_is(laid_over, today, found):
    text = (BAD / "day-to-come" / SPARE).read_text(encoding="utf-8")
    checked = check(load(laid_over({SPARE: text})), today and dt.date.fromisoformat(today))
    assert ["day-to-come"] * found == [problem.code for problem in checked.problems]


def test_a_day_to_come_is_told_with_today_and_the_way_out(laid_over):
    text = (BAD / "day-to-come" / SPARE).read_text(encoding="utf-8")
    first = check(load(laid_over({SPARE: text})), TODAY).problems[0]
    told = "is a day to come: today is 2026-03-02; set the day it was done, or set this machine's clock"
    assert f"{SPARE}:5:11: day-to-come {told}" == str(first)


def test_a_list_that_was_read_in_part_says_nothing_of_the_codes_it_lacks(laid_over):
    folder = BAD / "list-coverage"
    files = {path.relative_to(folder).as_posix(): path.read_text() for path in folder.rglob("*.md")}
    parts = {
        path: text.replace("  read: whole\n  heading", "  read: part\n  heading") for path, text in files.items()
    }
    assert "list-coverage" not in {problem.code for problem in check(load(laid_over(parts)), TODAY).problems}


def test_only_the_files_asked_for_are_held_to_the_rules_of_one_file(good_library):
    texts = load(good_library)
    odd = {path: text.replace("\n## ", "\n## \u200b") for path, text in texts.files.items()}
    path = "example-health/commercial/category-iii.md"
    found = check(Texts(odd, ()), only=(path,)).problems
    assert {path} == {problem.path for problem in found if problem.code == "hidden-character"}


def test_only_the_files_asked_for_are_held_beside_the_library(good_library):
    texts = load(good_library)
    path, other = "example-health/commercial/category-iii.md", "example-health/commercial/0709t.md"
    odd = {
        name: f"{text}\nSee [it](nowhere.md).\n" if name in {path, other} else text
        for name, text in texts.files.items()
    }
    assert {path, other} <= {problem.path for problem in check(Texts(odd, ())).problems}
    assert {path} == {problem.path for problem in check(Texts(odd, ()), only=(path,)).problems}
