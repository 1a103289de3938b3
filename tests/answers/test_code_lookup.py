"""A look-up finds what is recorded and holds all that was typed, and suggests no code for a note."""

from __future__ import annotations

import json

import pytest

from kb.answers.code_lookup import LONG, NOTHING, look_up, official_rows, rows_of
from kb.commands import main as cli
from kb.content.load import load
from kb.facts.store import Store
from kb.rules.check import check
from tests.conftest import POLICIES


@pytest.fixture(scope="module")
def rows():
    return tuple(rows_of(check(load(POLICIES)).library))


def codes_of(found, kind="code"):
    return [row.codes for row in found.rows if row.kind == kind]


@pytest.mark.parametrize(
    ("typed", "codes"),
    [
        ("cell therapy", ["38225", "38226", "38227", "38228"]),
        ("CAR-T infusing", ["38228"]),
        ("0709t", ["0709T"]),
        ("0700T-0708T", ["0708T", "0709T"]),
        ("J9000-J9999", ["J9325", "J9999"]),
        ("provenge", ["Q2043"]),
        ("category iii", ["0708T", "0709T"]),
    ],
)
def test_codes_are_found_by_our_words_by_range_and_by_family(rows, typed, codes):
    assert codes == codes_of(look_up(rows, typed))


def test_what_stands_beside_a_code_is_found_by_either_code(rows):
    for typed in ("96401 0709T", "billed with 0709T 96401"):
        [pair] = [row for row in look_up(rows, typed).rows if row.beside == "0709T"]
        assert pair.kind == "code pair"
        assert "0709T is column 2: denied" in pair.says
    assert "0709T" in codes_of(look_up(rows, "billed with 0708T"), "add-on")


def test_a_diagnosis_is_found_in_the_range_that_criteria_print(rows):
    assert any("C00.0-C96.9" in row.codes for row in look_up(rows, "C43.9").rows if row.kind == "diagnosis")
    assert not [row for row in look_up(rows, "Z99.9").rows if row.kind == "diagnosis"]


def test_a_procedure_code_is_no_diagnosis_of_the_same_letters(rows):
    assert codes_of(look_up(rows, "C9399")) == ["C9399"]
    assert not codes_of(look_up(rows, "C9399"), "diagnosis")


def test_a_word_that_no_row_has_finds_nothing_and_says_so(rows):
    assert look_up(rows, "cell therapy unicorn") == ((), NOTHING)
    assert look_up(rows, " , ").rows == ()


def test_for_a_note_no_code_is_suggested(rows):
    note = "He received an intradermal injection of cancer immunotherapy today without incident"
    assert look_up(rows, note) == ((), LONG)


def test_titles_of_imported_files_are_found_and_name_their_edition(stocked):
    texts = load(stocked)
    rows = tuple(official_rows(Store(texts.facts, texts.hashes)))
    assert rows
    first = rows[0]
    found = look_up(rows, first.codes).rows
    assert first in found
    assert first.says


def test_the_command_prints_rows_and_gives_them_as_data(capsys):
    assert cli.main(["codes", "provenge", "--policies", str(POLICIES)]) == 0
    assert capsys.readouterr().out.startswith("Q2043: Sipuleucel-T (Provenge)")
    assert cli.main(["codes", "provenge", "--json", "--policies", str(POLICIES)]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["rows"][0]["codes"] == "Q2043"
    assert cli.main(["codes", "DOB 01/02/1960", "--policies", str(POLICIES)]) == 2
    assert "take it out" in capsys.readouterr().err
