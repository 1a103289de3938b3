"""`stale`: what to do next, by the answers that it would fill; for one payer, as JSON, up to a number."""

from __future__ import annotations

import json

import pytest

from kb.commands import main as cli


@pytest.fixture
def stale(capsys, good_library):
    def typed(*words):
        code = cli.main(["stale", *words, "--policies", str(good_library), "--today", "2026-09-01"])
        told = capsys.readouterr()
        return code, told.out, told.err

    return typed


def test_acts_are_printed_with_their_answers_day_and_next_step(stale):
    code, out, _ = stale()
    assert 0 == code
    assert "example-health/commercial/category-iii" in out
    assert "Open its sources again" in out
    assert "tasks as of 2026-09-01" in out


def test_json_has_the_same_acts_up_to_a_number(stale):
    told = json.loads(stale("--json", "--limit", "2")[1])
    assert 2 == len(told["acts"]) < told["total"]
    assert told["acts"][0]["answers"] >= told["acts"][1]["answers"]


def test_one_payer_is_chosen_and_an_unknown_one_is_told(stale):
    told = json.loads(stale("--json", "--payer", "sample-mutual")[1])
    assert {"sample-mutual"} == {act["about"].split("/")[0] for act in told["acts"]}
    code, _, err = stale("--payer", "sample")
    assert (2, True) == (code, "did you mean `sample-mutual`?" in err)
