"""What search adds from official files: every code of the store is known, and what is billed with what."""

from __future__ import annotations

import json

import pytest

from kb.commands import main as cli
from kb.content.load import load
from kb.facts.store import NOTHING, Store
from kb.search.official import official_notes


@pytest.fixture(scope="module")
def store(stocked):
    return Store(load(stocked).facts)


def told(store, typed, absent=(), held=()):
    return [note.told for note in official_notes(store, typed, absent, held)]


def test_a_code_without_a_page_leads_to_its_facts_and_one_that_no_file_holds_does_not(store):
    [note] = official_notes(store, "12001", ("12001", "99999"), ())
    assert "12001: no policy page here; fee, units and pairs" in note.told
    assert "codes/any.html#12001" == note.url


@pytest.mark.parametrize("typed", ["what can be billed with 0708T", "add-ons of 0708T", "is 0708t a primary code"])
def test_who_asks_what_a_code_is_billed_with_is_told_its_add_ons_and_primaries(store, typed):
    assert ["0708T is the primary code of 0709T (AOC_V2026Q1-MCR.txt, edition of 2026-01-01)."] == told(
        store, typed, held=("0708T",)
    )


def test_other_questions_and_a_library_without_imports_add_nothing(store):
    assert [] == told(store, "coverage of 0708T", held=("0708T",))
    assert [] == told(NOTHING, "add-ons of 12001", ("12001",), ("0708T",))


def test_the_command_tells_it_before_the_results(stocked, capsys, tmp_path, monkeypatch):
    monkeypatch.setattr("kb.commands.options.ROOT", tmp_path)
    words = ["search", "12001", "--policies", str(stocked), "--today", "2026-03-02"]
    assert 0 == cli.main(words)
    assert capsys.readouterr().out.startswith("12001: no policy page here")
    assert 0 == cli.main([*words, "--json"])
    assert "12001" == json.loads(capsys.readouterr().out)["official"][0]["code"]
