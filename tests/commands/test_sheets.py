"""`import sheet` and `export sheet`: all rows or none unless asked, every refusal told, nothing else overwritten."""

from __future__ import annotations

import json

import pytest

from kb.content.load import load
from kb.rules.check import check

HEADS = "payer,plan,code,question,value,source,date\n"
GOOD = "example-health,commercial,0708T,appeals,In writing,Page <https://example.org/a>,3/5/2026\n"
BAD = "acme,commercial,0709T,appeals,In writing,Page <https://example.org/a>,3/5/2026\n"


@pytest.fixture
def sheet(tmp_path):
    def of(text):
        path = tmp_path / "team.csv"
        path.write_text(text)
        return path

    return of


def held(policies):
    return {path: path.read_bytes() for path in policies.rglob("*") if path.is_file()}


def test_a_sheet_is_written_into_entries_and_the_library_stays_sound(run, sheet, policies):
    code, out, _ = run("import", "sheet", sheet(HEADS + GOOD))
    assert 0 == code
    assert "example-health/commercial/0708t.md: new" in out
    assert "entries new 1, updated 0; answers that change nothing 0; refused 0." in out
    assert () == check(load(policies)).problems


def test_one_bad_row_keeps_all_from_being_written_unless_partial_is_said(run, sheet, policies):
    before = held(policies)
    code, out, err = run("import", "sheet", sheet(HEADS + GOOD + BAD))
    assert (1, before) == (code, held(policies))
    assert "team.csv:3:1: unknown-payer cell A3 (payer)" in out
    assert "--partial" in err
    code, _, err = run("import", "sheet", sheet(HEADS + GOOD + BAD), "--partial")
    assert (1, "The others were written.") == (code, err.strip())
    assert (policies / "example-health/commercial/0708t.md").is_file()


def test_check_writes_nothing_and_json_tells_all(run, sheet, policies):
    before = held(policies)
    code, out, _ = run("import", "sheet", sheet(HEADS + GOOD + BAD), "--check", "--json")
    told = json.loads(out)
    assert (1, before, False, 2) == (code, held(policies), told["written"], told["answers"])
    assert ["unknown-payer"] == [problem["code"] for problem in told["problems"]]


def test_an_export_comes_back_without_a_change(run, policies, tmp_path):
    before = held(policies)
    assert 0 == run("export", "sheet", "--out", tmp_path / "out.csv")[0]
    code, out, _ = run("import", "sheet", tmp_path / "out.csv")
    assert (0, before) == (code, held(policies))
    assert "refused 0." in out


def test_an_export_replaces_its_own_file_and_no_other(run, tmp_path):
    mine = tmp_path / "mine.csv"
    mine.write_text("notes\n")
    code, _, err = run("export", "sheet", "--out", mine)
    assert (2, "notes\n") == (code, mine.read_text())
    assert "was not made by this command" in err
    assert [0, 0] == [run("export", "sheet", "--out", tmp_path / "out.csv")[0] for _ in range(2)]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("import", "sheet", "a.csv", "b.csv"), "one file at a time"),
        (("import", "sheet", "a.csv", "--codes", "0709T"), "--codes is not for import sheet"),
        (("import", "cms", "a.csv", "--partial"), "--partial is not for import cms"),
        (("import", "sheets", "a.csv"), "type: import cms FILE, or cms, sheet, codes, policy"),
        (("import", "sheet", "missing.csv"), "missing.csv"),
        (("export", "all"), "export sheet"),
    ],
)
def test_a_wrong_call_is_told_what_to_type(run, words, told):
    code, _, err = run(*words)
    assert 2 == code
    assert told in err


def test_what_keeps_a_library_from_being_exported_is_no_part_of_the_sheet(run, policies):
    (policies / "example-health/commercial/category-iii.md").write_text("no front matter\n")
    code, out, err = run("export", "sheet")
    assert (1, "") == (code, out)
    assert "category-iii.md:1:1: no-front-matter" in err
