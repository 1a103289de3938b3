"""The field guide is what the code says, whole; and the template to copy is content without a fault."""

from __future__ import annotations

import re

import pytest

from kb.commands.field_guide import _table, guide
from kb.content import fields
from kb.content.load import load
from kb.content.paths import TEMPLATE
from kb.domain import vocabulary
from kb.domain.vocabulary import PAGE_HEADINGS, UNKNOWN, Value
from kb.rules.check import BY_THE_CLOCK, READING, RULES, RULES_ON_TEXT, STORED, check

COPY = "example-health/commercial/new"
RULE_CODES = [*READING, *(rule.code for rule in (*RULES_ON_TEXT, *RULES)), *BY_THE_CLOCK, *STORED]
FIELD_LISTS = [name for name in vars(fields) if name.endswith("_FIELDS")]
VALUE_LISTS = [
    name for name, found in vars(vocabulary).items() if isinstance(found, tuple) and isinstance(found[0], Value)
]


@pytest.fixture(scope="module")
def lines():
    """The lines of the guide."""
    return guide().splitlines()


def test_the_guide_beside_the_policies_is_the_one_that_the_code_gives(real_policies):
    written = (real_policies / "README.md").read_bytes().decode()
    assert guide() == written, "run `python3 build.py guide`"


@pytest.mark.parametrize("name", FIELD_LISTS)
def test_each_key_stands_in_the_guide_with_what_it_means(name, lines):
    rows = [
        f"| `{f.key}` | {'yes' if f.required else ''} | {f.meaning} | {f.kind.name} |" for f in vars(fields)[name]
    ]
    assert [] == [row for row in rows if row not in lines]


@pytest.mark.parametrize("name", VALUE_LISTS)
def test_each_value_stands_in_the_guide_with_what_it_means(name, lines):
    rows = [f"| {value.name} | {value.meaning} |" for value in vars(vocabulary)[name]]
    assert [] == [row for row in rows if row not in lines]


def test_each_rule_stands_in_the_guide_once(lines):
    told = lines[lines.index("## Rules") :]
    assert sorted(RULE_CODES) == sorted(line.split("`")[1] for line in told if line.startswith("| `"))


def test_each_heading_stands_in_the_guide_in_order(lines):
    assert [] == [kind for kind, names in PAGE_HEADINGS.items() if f"- {kind}: {' · '.join(names)}" not in lines]


def test_each_table_of_the_guide_has_as_many_cells_in_each_row(lines):
    tables = "\n".join(lines).split("\n\n")
    counts = [{line.count("|") for line in table.splitlines() if line.startswith("|")} for table in tables]
    assert [] == [found for found in counts if len(found) > 1]


def test_a_bar_in_a_cell_does_not_part_it():
    assert ["| A | B |", "|---|---|", "| a/b | c |", ""] == [*_table(("A", "B"), [("a|b", "c")])]


def test_the_guide_ends_its_last_line_and_no_line_in_blanks(lines):
    assert guide().endswith("|\n")
    assert [] == [line for line in lines if line != line.rstrip()]


def test_the_template_passes_the_checker(real_policies):
    assert TEMPLATE in load(real_policies).files
    assert [] == [str(problem) for problem in check(load(real_policies)).problems if problem.path == TEMPLATE]


@pytest.fixture
def copy(laid_over, real_policies):
    """Check a copy of the template, made by giving its text to `change`; give its problems and its entry."""

    def of(change):
        text = change((real_policies / TEMPLATE).read_text(encoding="utf-8"))
        checked = check(load(laid_over({f"{COPY}.md": text})))
        return checked.problems, next((entry for entry in checked.library.entries if entry.id == COPY), None)

    return of


def test_a_copy_of_the_template_is_told_in_one_message_with_each_line_that_is_still_the_templates(
    copy, real_policies
):
    [problem], _ = copy(str)
    lines = (real_policies / TEMPLATE).read_text(encoding="utf-8").splitlines()
    listed = re.search(r"\(([0-9, ]+)\)", problem.message)[1]
    told = {int(number) for number in listed.split(", ")}
    assert ("placeholder", min(told)) == (problem.code, problem.place.line)
    marked = [n for n, line in enumerate(lines, 1) if re.search("REPLACE|0000T|1900|example.com", line)]
    assert told == {number for number in marked if not lines[number - 1].startswith("# ")}
    keys = {lines[number - 1].split(":")[0].strip(" -") for number in told if ": " in lines[number - 1]}
    wanted = {"title", "codes", "document", "reviewed", "review_by", "where", "words", "on", "publisher", "url"}
    assert set() == {*wanted, "timely_filing", "printed", "retrieved"} - keys


def test_what_a_copy_of_the_template_need_not_replace_claims_nothing(copy):
    _, entry = copy(filled_in)
    values = [answer.value for answer in entry.answers.values() if answer.question != "timely_filing"]
    assert {UNKNOWN} == set(values)
    assert ("low", "undated", None) == (entry.answers["timely_filing"].confidence, entry.currency, entry.effective)
    assert {("secondary", "part")} == {(source.standing, source.read) for source in entry.sources.values()}


def test_a_copy_of_the_template_that_is_filled_in_is_an_entry_without_a_fault(copy):
    assert () == copy(filled_in)[0]


def filled_in(template):
    """Put a value of one's own wherever the template wants one."""
    text = template.replace("REPLACE WITH", "Example:").replace(": Example:", ": Example,").replace("0000T", "0709T")
    days = {"1900-01-01": "2026-03-02", "1900-01-02": "2026-09-02", "1900-01\n": "2026-01\n"}
    for old, new in {**days, "example.com": "example.org"}.items():
        text = text.replace(old, new)
    return text
