"""The field guide is what the code says, whole; and the template to copy is content without a fault."""

from __future__ import annotations

import shutil

import pytest

from kb import fields, vocabulary
from kb.check import READING, RULES, check
from kb.guide import _table, guide
from kb.load import load
from kb.parse import TEMPLATE
from kb.rules.text import TEXT_RULES
from kb.vocabulary import PAGE_HEADINGS, Value

RULE_CODES = [*READING, *(rule.code for rule in (*TEXT_RULES, *RULES))]
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


def test_a_copy_of_the_template_is_an_entry_without_a_fault(laid_over, real_policies):
    folder = laid_over({})
    shutil.copy(real_policies / TEMPLATE, folder / "example-health" / "commercial" / "new.md")
    checked = check(load(folder))
    assert () == checked.problems
    assert "example-health/commercial/new" in [entry.id for entry in checked.library.entries]
