"""`kb worklist`: a file becomes rows, a sheet or JSON; patient data is refused before anything is read."""

from __future__ import annotations

import csv
import io
import json

import pytest

from kb.commands.main import main

LIST = "code,plan,date\n0709T,Example commercial,3/1/2026\n0709T,Sample Mutual,\n0042T,Example commercial,\n"


@pytest.fixture
def call(tmp_path, good_library, capsys):
    """Run the command on a list; gives its exit code and what it printed."""

    def run(text, *words):
        file = tmp_path / "list.csv"
        file.write_text(text, encoding="utf-8")
        code = main(["worklist", str(file), "--policies", str(good_library), "--today", "2026-03-02", *words])
        printed = capsys.readouterr()
        return code, printed.out, printed.err

    return run


def test_each_line_is_answered_and_one_that_is_not_read_is_named(call):
    code, told, _ = call(LIST)
    assert 1 == code
    assert "2: 0709T, Example Health, Commercial plans, 3/1/2026" in told
    assert "3: 0709T, Sample Mutual of the Region" in told
    assert "4: this code is not in the library: 0042T,Example commercial," in told
    assert "2 answered, 1 not read." in told


def test_a_list_that_is_read_whole_ends_with_0(call):
    assert 0 == call("0709T, Example commercial")[0]


def test_as_a_sheet_it_has_every_question(call):
    _, sheet, _ = call(LIST, "--csv")
    rows = list(csv.DictReader(io.StringIO(sheet)))
    assert ["2", "3", "4"] == [row["line"] for row in rows]
    assert ("investigational", "3/1/2026") == (rows[0]["coverage"], rows[0]["date_of_service"])
    assert "this code is not in the library" == rows[2]["fault"]


def test_as_json_it_has_answers_and_faults(call):
    _, told, _ = call(LIST, "--json")
    assert [None, None, "this code is not in the library"] == [row["fault"] for row in json.loads(told)]


@pytest.mark.parametrize("line", ["0709T, Example, DOB 1/2/1950", "0709T, Example, member id W123456789"])
def test_patient_data_is_refused_and_not_repeated(call, line):
    code, told, said = call(f"0709T, Example commercial\n{line}")
    assert (2, "") == (code, told)
    assert "line 2 looks like" in said
    assert "1950" not in said
    assert "W123456789" not in said


def test_more_lines_than_fit_are_refused(call):
    code, _, said = call("0709T, Example commercial\n" * 501)
    assert 2 == code
    assert "501 lines are more than 500" in said
