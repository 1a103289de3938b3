"""Every kind of row that is refused: the cell, the kind and the way out are named, and no file would be written."""

from __future__ import annotations

import pytest

from kb.sheets.file import BadSheet

KNOWN = {"code": "category III", "question": "coverage", "value": "not covered"}
"""An answer that the library has otherwise."""

NOT_FOUND = {"value": "unknown", "reason": "looked and not found"}
CASES = {
    "no payer": ({"payer": ""}, "A2", "empty-cell", "give it"),
    "an unknown payer": ({"payer": "Acme"}, "A2", "unknown-payer", "new payer acme"),
    "a misspelled payer": ({"payer": "Exampel Health"}, "A2", "unknown-payer", "did you mean `Example Health`?"),
    "an unknown plan": ({"plan": "Gold HMO"}, "B2", "unknown-plan", "new plan example-health/gold-hmo"),
    "no plan of several": ({"plan": ""}, "B2", "unclear-plan", "write one of: commercial, medicare-advantage"),
    "no code": ({"code": ""}, "C2", "empty-cell", "give it"),
    "a word for a code": ({"code": "knee"}, "C2", "bad-code", "use a code"),
    "a mistyped code": ({"code": "O709T"}, "C2", "bad-code", "write 0709T"),
    "a code without its zeros": ({"code": "709T"}, "C2", "cut-code", "write 0709T"),
    "a number without its zeros": ({"code": "100"}, "C2", "cut-code", "write 00100"),
    "a code with a modifier": ({"code": "0709T-59"}, "C2", "code-with-modifier", "write 0709T"),
    "a code without a page": ({"code": "99213"}, "C2", "code-without-page", "new code 99213"),
    "a range that runs down": ({"code": "0709T-0708T"}, "C2", "bad-code", "does not run upwards"),
    "codes with a wide word": ({"code": "0709T, all codes"}, "C2", "bad-code", "use a code"),
    "no question": ({"question": ""}, "D2", "empty-cell", "coverage"),
    "an unknown question": ({"question": "copay"}, "D2", "unknown-question", "use one of: coverage"),
    "no such value": ({"question": "coverage", "value": "maybe"}, "E2", "unknown-value", "use one of"),
    "yes to coverage": ({"question": "coverage", "value": "Yes"}, "E2", "unclear-value", "covered with criteria"),
    "too long a value": ({"value": "a b " * 50}, "E2", "too-long", "at most 160"),
    "a value without a source": ({"source": ""}, "F2", "no-source", "Title <https://...>"),
    "a source without an address": ({"source": "The manual"}, "F2", "no-address", "Title <https://...>"),
    "an address that is none": ({"source": "A", "url": "manual.pdf"}, "I2", "bad-address", "https://"),
    "a source with two addresses": ({"url": "https://example.org/b"}, "I2", "two-addresses", "keep one"),
    "several sources, one address": (
        {"source": "A <https://a.org/1>; B <https://a.org/2>", "url": "https://a.org/3"}, "I2", "unclear-address",
        "write Title",
    ),
    "no day": ({"date": ""}, "G2", "no-date", "give it"),
    "a day that is none": ({"date": "soon"}, "G2", "bad-date", "write 2026-03-01"),
    "a day not in the calendar": ({"date": "2/30/2026"}, "G2", "bad-date", "not in the calendar"),
    "a day of another order": ({"date": "25/02/2026"}, "G2", "bad-date", "3/1/2026"),
    "a day to come": ({"date": "2026-04-01"}, "row 2", "day-to-come", "2026"),
    "too long a note": ({"note": "word " * 80}, "H2", "too-long", "at most 300"),
    "a formula": ({"note": "=A1"}, "H2", "formula", "paste its value"),
    "an error of the spreadsheet": ({"note": "#REF!"}, "H2", "formula-error", "mend it there"),
    "a control character": ({"note": "a\x07b"}, "H2", "control-character", "take it out"),
    "a member id": ({"note": "Member ID: 8837465A"}, "H2", "patient-data", "take it out"),
    "a date of birth": ({"note": "DOB 3/4/1961"}, "H2", "patient-data", "take it out"),
    "a patient's name": ({"note": "Patient name: Doe"}, "H2", "patient-data", "take it out"),
    "no such confidence": ({"confidence": "sure"}, "I2", "unknown-value", "use one of"),
    "too sure": ({"confidence": "high"}, "row 2", "overconfident", "write medium or low"),
    "no such standing": ({"standing": "official"}, "I2", "unknown-value", "use one of"),
    "standings of other sources": ({"standing": "primary; secondary"}, "I2", "unequal-list", "one for each"),
    "no such reason": ({"value": "unknown", "reason": "no idea"}, "I2", "unknown-value", "use one of"),
    "a reason beside a value": ({"reason": "not looked up"}, "I2", "beside-value", "empty it"),
    "words beside an unknown": ({"value": "unknown", "words": "n/c"}, "I2", "beside-unknown", "empty it"),
    "not found, but where": ({**NOT_FOUND, "source": ""}, "I2", "no-receipt", "where it was searched"),
    "not found, but when": ({**NOT_FOUND, "date": ""}, "I2", "no-receipt", "the day"),
    "unknown over what is known": ({**KNOWN, "value": "unknown"}, "E2", "unknown-over-known", "give a reason"),
    "an entry of another plan": (
        {"entry": "example-health/medicare-advantage/all-codes"}, "I2", "other-entry",
        "write example-health/commercial/NAME",
    ),
    "an entry that is no id": ({"entry": "example-health/commercial/a/b"}, "I2", "other-entry", "NAME"),
    "an entry on other codes": (
        {"entry": "example-health/commercial/category-iii"}, "I2", "other-codes", "on category III",
    ),
    "an end before the beginning": (
        {"effective": "2026-03-01", "ends": "2026-02-01"}, "row 2", "ends-before-effective", "correct",
    ),
    "HTML": ({"note": "see <b>page 3</b>"}, "row 2", "mark-in-value", "plain words"),
    "a text cut off": ({"note": "if criteria are met (see the"}, "row 2", "cut-off", "to its end"),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_a_bad_row_is_refused_by_its_cell_with_the_way_out(case, planned, sheet):
    row, cell, kind, way = CASES[case]
    found = planned(sheet(row))
    told = {problem.code: problem.message for problem in found.problems}
    assert kind in told
    assert told[kind].startswith((f"cell {cell} (", f"{cell}:"))
    assert way in told[kind]
    assert {} == found.files


def test_there_are_at_least_40_kinds():
    assert len(CASES) >= 40


def test_two_rows_that_answer_otherwise_are_told_and_two_that_say_the_same_count_once(planned, sheet):
    [problem] = planned(sheet({}, {"value": "By telephone"})).problems
    assert ("two-answers", 3) == (problem.code, problem.place.line)
    assert "row 2 answers the same question" in problem.message
    twice = planned(sheet({}, {}))
    assert ((), 1) == (twice.problems, len(twice.files))
    assert any("1 rows say the same" in notice for notice in twice.notices)


def test_two_rows_that_say_otherwise_of_one_entry_are_told(planned, sheet):
    rows = ({"document": "Policy 1"}, {"question": "billing", "document": "Policy 1", "currency": "old"},
            {"question": "documentation", "document": "Policy 1", "currency": "current"})  # fmt: skip
    [problem] = planned(sheet(*rows)).problems
    assert ("two-values", 4) == (problem.code, problem.place.line)


def test_a_row_with_more_cells_than_heads_is_told(planned):
    [problem] = planned(b"payer,code,question,value\nexample-health,0709T,appeals,In writing, 180 days\n").problems
    assert ("overlong-row", 2) == (problem.code, problem.place.line)


FILES = {
    "nothing in it": (b"", "empty-file", "begin with a row of heads"),
    "no heads": (b"a,b,c\n1,2,3\n", "no-heads", "payer, code, question, value"),
    "no column of values": (b"payer,code,question\nx,y,z\n", "missing-column", "'value' (also read: answer"),
    "no column of codes": (b"payer,question,value\nx,y,z\n", "missing-column", "cpt"),
    "two columns of one kind": (b"payer,payor,code,question,value\n", "same-column", "A and B are both the payer"),
    "a quote that is not closed": (b'payer,code,question,value\nx,0709T,"appeals,y\n', "quotes", "close the quotes"),
    "an old workbook": (b"\xd0\xcf\x11\xe0....", "old-workbook", "save it as CSV"),
    "a broken workbook": (b"PK\x03\x04....", "broken-workbook", "save it as CSV"),
    "a NUL": (b"payer,code,question,value\nx,\0,y,z\n", "control-character", "save it as CSV"),
    "no text": (b"\xff\xfepayer\x00x", "not-utf-8", "save it as CSV"),
}  # fmt: skip


@pytest.mark.parametrize("case", FILES)
def test_a_file_that_is_no_sheet_is_told_with_the_way_out(case, planned):
    raw, kind, way = FILES[case]
    with pytest.raises(BadSheet) as told:
        planned(raw)
    assert kind == told.value.problem.code
    assert way in told.value.problem.message
