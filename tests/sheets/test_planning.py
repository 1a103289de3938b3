"""A sheet against a library: entries are made and changed, nothing is made surer, and an export changes nothing."""

from __future__ import annotations

import re

import pytest

from kb.content.load import Texts, load
from kb.content.parse import parse
from kb.domain.vocabulary import UNKNOWN
from kb.layout.file import lay_out
from kb.rules.check import check
from kb.sheets.columns import COLUMNS, HEADS, NAMES
from kb.sheets.export import export
from tests.sheets.conftest import HEADS as TYPED
from tests.sheets.conftest import written

FRESH = "example-health/commercial/0709t-2.md"
WIDE = "example-health/commercial/category-iii.md"
CHANGED = {"code": "category III", "question": "coverage", "value": "case by case"}


def after(planned, path):
    """Give an entry as it would be, and hold that its file is sound and laid out."""
    text = planned.files[path]
    assert not lay_out(path, text).differs
    return parse(path, text).document


@pytest.mark.parametrize("name", ["good", "real"])
def test_an_export_that_is_imported_changes_nothing(name, good_library, real_policies, planned):
    texts = load({"good": good_library, "real": real_policies}[name])
    library = check(texts, only=()).library
    found = planned(export(library).encode(), texts.files)
    answers = sum(len(entry.answers) for entry in library.entries)
    assert ({}, (), answers, answers) == (found.files, found.problems, found.lines, found.unchanged)


def test_an_export_makes_the_answers_again_where_the_entries_are_gone(texts, planned):
    library = check(texts, only=()).library
    left = {path: text for path, text in texts.files.items() if path.count("/") < 2}
    found = planned(export(library).encode(), left)
    assert () == found.problems
    again = check(Texts({**left, **found.files}, ()), only=()).library
    said = {entry.id: {key: (answer.value, answer.confidence, answer.note) for key, answer in entry.answers.items()}
            for entry in library.entries}  # fmt: skip
    assert said == {
        entry.id: {key: (answer.value, answer.confidence, answer.note) for key, answer in entry.answers.items()}
        for entry in again.entries
    }


def test_an_answer_on_new_codes_makes_an_entry_with_the_least_sure_values_and_tells_them(planned, sheet):
    found = planned(sheet({"code": "0708T"}))
    [path] = found.files
    assert ("example-health/commercial/0708t.md", (path,)) == (path, found.new)
    entry = after(found, path)
    [source] = entry.sources.values()
    assert ("low", "undated", "secondary", "part", "example.org") == (
        entry.answers["appeals"].confidence, entry.currency, source.standing, source.read, source.publisher,
    )  # fmt: skip
    [told] = [notice for notice in found.notices if "least sure" in notice]
    assert all(
        word in told for word in ("confidence low (1)", "standing secondary (1)", "read part (1)", "publisher")
    )


def test_what_the_sheet_says_is_taken_as_it_says(planned, sheet):
    said = {"confidence": "medium", "standing": "primary", "read": "whole", "publisher": "Example Health",
            "printed": "2026-01", "document": "Appeals guide", "currency": "current", "effective": "1/1/2026",
            "words": "in writing", "title": "Appeals by letter", "note": "Not for plan B."}  # fmt: skip
    entry = after(found := planned(sheet({"code": "0708T", **said})), "example-health/commercial/0708t.md")
    [source] = entry.sources.values()
    answer = entry.answers["appeals"]
    assert ("medium", "in writing", "Not for plan B.") == (answer.confidence, answer.words, answer.note)
    assert ("primary", "whole", "Example Health", "2026-01") == (
        source.standing, source.read, source.publisher, source.printed,
    )  # fmt: skip
    assert ("Appeals by letter", "Appeals guide", "current", "not stated") == (
        entry.title, entry.document, entry.currency, entry.date_basis,
    )  # fmt: skip
    assert not any("least sure" in notice for notice in found.notices)


def test_a_service_of_the_librarys_own_is_what_a_row_can_be_about(texts, planned, sheet):
    held = (
        "concepts:\n  - name: subtalar arthroereisis\n    means: policies on implants between two bones of the foot\n"
    )
    row = {"code": "Subtalar Arthroereisis", "question": "coverage", "value": "investigational"}
    assert {} == planned(sheet(row)).files
    [written] = [text for path, text in planned(sheet(row), {**texts.files, "concepts.yml": held}).files.items()]
    assert "concept: subtalar arthroereisis" in written.splitlines()


def test_a_changed_answer_takes_its_source_its_day_and_low_confidence_and_keeps_older_words_below(planned, sheet):
    found = planned(sheet(CHANGED))
    entry = after(found, WIDE)
    answer = entry.answers["coverage"]
    assert ("case by case", "low", ("example-appeals-page",)) == (answer.value, answer.confidence, answer.sources)
    assert ("", "") == (answer.note, answer.words)
    assert "2026-03-05" == entry.reviewed.isoformat()
    text = next(section.text for section in entry.sections if section.heading == "Coverage")
    assert "case by case [example-appeals-page]" in text.strip().split("\n\n")[0]
    assert "Our reading: what follows was written before 2026-03-09" in text
    assert "calls every Category III code not proven" in text
    assert any("example-health/commercial/category-iii#coverage" in notice for notice in found.notices)


def test_a_second_import_of_the_same_sheet_changes_nothing(texts, planned, sheet):
    raw = sheet(CHANGED, {}, {"code": "0708T", "question": "billing", "value": "unknown"})
    once = planned(raw)
    twice = planned(raw, {**texts.files, **once.files})
    assert ({}, (), 3) == (twice.files, twice.problems, twice.unchanged)


def test_a_note_alone_changes_one_line(texts, planned, sheet):
    row = {"code": "category III", "question": "prior authorization", "value": "not required", "source": ""}
    row |= {"date": "", "note": "Ask again in May."}
    found = planned(sheet(row))
    old, new = texts.files[WIDE].splitlines(), found.files[WIDE].splitlines()
    assert ["prior_authorization_note: Ask again in May."] == [line for line in new if line not in old]


def test_a_later_day_moves_the_look_at_its_source_and_the_review(planned, sheet):
    row = {"code": "category III", "question": "coverage", "value": "investigational",
           "source": "Example Policy 1 <https://example.org/health/policy-1>", "date": "3/8/2026"}  # fmt: skip
    entry = after(planned(sheet(row)), WIDE)
    assert ["2026-03-08", "2026-03-08"] == [
        day.isoformat() for day in (entry.reviewed, entry.sources["example-policy-1"].retrieved)
    ]


def test_an_unknown_takes_a_known_answer_back_with_its_reason(planned, sheet):
    entry = after(planned(sheet({**CHANGED, "value": "unknown", "reason": "lapsed"})), WIDE)
    answer = entry.answers["coverage"]
    assert (UNKNOWN, "lapsed", (), "") == (answer.value, answer.reason, answer.sources, answer.confidence)


def test_an_unknown_that_was_searched_for_makes_a_receipt(planned, sheet):
    row = {"code": "0708T", "value": "unknown", "reason": "looked and not found", "source": "Provider pages"}
    entry = after(planned(sheet(row)), "example-health/commercial/0708t.md")
    [receipt] = entry.looked
    assert (("appeals",), "Provider pages", "2026-03-05") == (
        receipt.questions,
        receipt.where,
        receipt.on.isoformat(),
    )


def test_an_empty_value_says_nothing_and_is_told(planned, sheet):
    found = planned(sheet({"value": ""}))
    assert ({}, ()) == (found.files, found.problems)
    assert any("1 cells without a value" in notice for notice in found.notices)


def test_a_column_for_each_question_makes_one_entry(planned):
    raw = (b"Payer,Plan,CPT,Coverage,Prior auth,Source,Last verified\n"
           b"EH,Medicare Advantage,0708T,Covered,No,https://example.org/health/list,3/5/2026\n")  # fmt: skip
    found = planned(raw)
    entry = after(found, "example-health/medicare-advantage/0708t.md")
    assert ["covered", "not required"] == [answer.value for answer in entry.answers.values()]
    assert {"Page at example.org/health/list"} == {source.title for source in entry.sources.values()}


def test_a_rule_that_the_file_would_break_refuses_its_rows(planned, sheet):
    row = {"code": "0708T", "question": "prior authorization", "value": "No"}
    found = planned(sheet({**row, "question": "coverage"}, row))
    assert ({}, ["authorization-beside-denial"]) == (found.files, [problem.code for problem in found.problems])


def test_two_documents_on_the_same_codes_are_two_entries(planned, sheet):
    rows = (
        {"code": "0708T", "document": "Policy 1"},
        {"code": "0708T", "document": "Policy 2", "question": "billing"},
    )
    found = planned(sheet(*rows))
    assert ("example-health/commercial/0708t.md", "example-health/commercial/0708t-2.md") == found.new


def test_each_column_has_one_name_and_no_other_name_twice():
    every = [name for column in COLUMNS for name in (column.name, *column.also)]
    assert len(every) == len(set(every)) == len(HEADS)
    assert len(NAMES) == len(set(NAMES))


DENIED = {"question": "coverage", "value": "not covered"}
REQUIRED = {"question": "prior authorization", "value": "required"}


@pytest.mark.parametrize(
    ("raw", "told"),
    [
        (written(DENIED, REQUIRED), "add `note` in H3 on what"),
        (written(DENIED, REQUIRED, heads=TYPED[:-1]), "add `note` in row 3 on what"),
        (written({**DENIED, "code": "category III"}), "add `note` in a row on prior authorization on what"),
    ],
    ids=["its cell", "a column that is not there", "a row that is not there"],
)
def test_a_rule_on_an_entry_names_the_column_of_the_sheet(raw, told, planned, texts):
    path = "example-health/commercial/category-iii.md"
    text = re.sub(r"prior_authorization_note: .*\n(?: .*\n)*", "", texts.files[path])
    [problem] = planned(raw, {**texts.files, path: text}).problems
    assert "authorization-beside-denial" == problem.code
    assert told in problem.message
    assert "_note" not in problem.message
