"""`import codes`: 200 codes in one command, each found and answered for; every refusal leaves the entry as it was."""

from __future__ import annotations

import json

import pytest

from kb.content.load import load
from kb.rules.check import check

ENTRY = "example-health/commercial/category-iii"
CODES = [f"{number:04d}T" for number in range(42, 242)]
CALL = ("--entry", ENTRY, "--source", "example-policy-1", "--heading", "Not proven", "--read", "whole")


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "list.csv"
    path.write_text("Code,Description\n" + "".join(f"{code},words of others\n" for code in CODES))
    return path


def test_200_codes_are_recorded_in_one_command_and_each_is_found(run, file, policies):
    code, out, _ = run("import", "codes", file, *CALL)
    assert (0, True) == (code, "200 codes, new 200, gone 0" in out)
    text = (policies / f"{ENTRY}.md").read_text()
    assert "words of others" not in text
    assert () == check(load(policies)).problems
    for listed in (CODES[0], CODES[-1]):
        _, out, _ = run("search", listed)
        assert f"{listed} is listed in Example Policy 1" in out
        assert f"{ENTRY}.html#codes-listed" in out
    assert 0 == run("import", "codes", file, "--entry", ENTRY)[0]
    assert text == (policies / f"{ENTRY}.md").read_text()


def test_a_code_that_the_list_lacks_is_said_to_be_missing_and_not_covered(run, file):
    run("import", "codes", file, *CALL)
    _, out, _ = run("answer", "0999T", "example-health/commercial", "coverage")
    assert "0999T is not in the list" in out
    assert "does not say that it is covered" in out
    _, out, _ = run("answer", "0042T", "example-health/commercial", "coverage", "--json")
    assert [True] == [one["listed"] for one in json.loads(out)["listed"]]


def test_what_nobody_says_is_that_a_part_was_read(run, file):
    _, out, _ = run("import", "codes", file, *CALL[:4])
    assert "read in part" in out
    assert "is not in the list" not in run("answer", "0999T", "example-health/commercial", "coverage")[1]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ((), "--entry"),
        (("--entry", "example-health/commercial/none"), "did you mean"),
        (("--entry", ENTRY), "--source names the record"),
        (("--entry", ENTRY, "--source", "none"), "example-policy-1, example-summary"),
        ((*CALL[:-1], "all"), "write whole or part"),
        (("--partial", *CALL), "--partial is not for import codes"),
    ],
)
def test_a_wrong_call_names_the_way_out(run, file, policies, words, told):
    before = (policies / f"{ENTRY}.md").read_bytes()
    code, out, err = run("import", "codes", file, *words)
    assert code in {1, 2}
    assert told in out + err
    assert before == (policies / f"{ENTRY}.md").read_bytes()


def test_one_bad_code_keeps_all_from_being_written_and_is_told_by_its_line(run, file, policies):
    before = (policies / f"{ENTRY}.md").read_bytes()
    file.write_text(file.read_text() + "709T,words\n")
    code, out, _ = run("import", "codes", file, *CALL)
    assert (1, before) == (code, (policies / f"{ENTRY}.md").read_bytes())
    assert "list.csv:202:1: bad-code '709T' is short of a code; write 0709T" in out


def test_an_answer_names_the_criteria_of_its_plan_and_what_they_say_of_a_diagnosis(run):
    asked = ("answer", "0709T", "example-health/commercial", "coverage")
    _, out, _ = run(*asked)
    assert "modifiers, refused: 22 (example-health/commercial/category-iii)" in out
    _, out, _ = run(*asked, "--with", "c439")
    assert "C43.9 is listed as “supports” in Example Policy 1, Category III Codes" in out
    _, out, _ = run(*asked, "--with", "C50.9", "--json")
    assert "not listed" == json.loads(out)["with"]["answer"]
    _, out, _ = run("answer", "0709T", "example-health/medicare-advantage", "coverage", "--with", "c439")
    assert "C439: data not available." in out


def test_a_patient_beside_a_diagnosis_is_refused(run):
    code, _, err = run("answer", "0709T", "example-health/commercial", "coverage", "--with", "DOB 01/02/1960")
    assert (2, True) == (code, "looks like" in err)
