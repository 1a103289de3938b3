"""`ask`: a reply in words with its sources, or as JSON, one for each line of standard input; no patient's data."""

from __future__ import annotations

import io
import json

import pytest

from kb.ask.compose import reply_to
from kb.commands import ask as asking
from kb.commands import main as cli

TODAY = ("--today", "2026-03-02")


@pytest.fixture
def ask(capsys, good_library):
    def typed(*words):
        code = cli.main(["ask", *words, "--policies", str(good_library), *TODAY])
        told = capsys.readouterr()
        return code, told.out, told.err

    return typed


def test_a_reply_reads_as_text_with_numbered_sources(ask):
    code, out, _ = ask("example health coverage 0709T")
    assert 0 == code
    assert out.startswith("Read as: 0709T · Example Health")
    assert "[1] Example Policy 1, Example Health" in out


def test_as_json_it_has_its_kind_text_claims_with_sources_and_next_acts(ask):
    found = json.loads(ask("example health coverage 0709T", "--json")[1])
    assert ["query", "kind", "text", "claims", "next"] == list(found)
    assert "answer" == found["kind"]
    assert found["claims"]
    assert all(claim["sources"] and claim["entry"] and claim["text"] in found["text"] for claim in found["claims"])


def test_each_line_of_standard_input_has_one_line_of_json(ask, monkeypatch):
    monkeypatch.setattr("sys.stdin", io.StringIO("example health coverage 0709T\nhumana 0709T\n\n"))
    lines = [json.loads(line) for line in ask("-")[1].splitlines()]
    assert ["example health coverage 0709T", "humana 0709T", None] == [one["query"] for one in lines]


def test_a_line_that_comes_again_is_looked_up_once(ask, monkeypatch):
    looked = []
    monkeypatch.setattr(asking, "reply_to", lambda desk, typed: looked.append(typed) or reply_to(desk, typed))
    monkeypatch.setattr("sys.stdin", io.StringIO("0709T\nhumana 0709T\n0709T\n"))
    lines = [json.loads(line) for line in ask("-")[1].splitlines()]
    assert ["0709T", "humana 0709T", "0709T"] == [one["query"] for one in lines]
    assert ["0709T", "humana 0709T"] == looked


def test_what_looks_like_a_patients_data_is_refused_and_not_repeated(ask):
    code, out, err = ask("member id W123456789 0709T cigna", "--json")
    found = json.loads(out)
    assert (0, "refused", None) == (code, found["kind"], found["query"])
    assert "W123456789" not in out + err


def test_a_note_for_an_account_is_one_short_line_with_the_day_of_the_library(ask):
    code, out, _ = ask("example health coverage 0709T", "--note")
    assert (0, 1) == (code, len(out.splitlines()))
    assert len(out.strip()) <= 600
    assert "Example Health, Commercial plans, coverage of 0709T: " in out
    assert "Not a guarantee of payment." in out


@pytest.mark.parametrize("words", [("-", "--note"), ("example health coverage 0709T", "--note", "--json")])
def test_a_note_beside_json_is_refused_with_the_way_out(ask, words):
    code, _, err = ask(*words)
    assert (2, True) == (code, "leave it out beside --json and -" in " ".join(err.split()))
