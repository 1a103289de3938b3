"""The catalogue says what the library says, in rows of the right type, whoever opens it."""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections import Counter
from contextlib import closing
from dataclasses import replace
from decimal import Decimal

import pytest
from pydantic import ValidationError
from sqlalchemy import insert, select, text
from sqlalchemy.exc import IntegrityError

from kb.answers.by_class import CODE
from kb.answers.resolve import resolve
from kb.catalogue import tables as catalogue
from kb.catalogue.schema import (
    AmountRow,
    AnswerRow,
    AnswerSourceRow,
    Code,
    CodeSetRow,
    DocumentRow,
    EntryRow,
    PayerRow,
    QuestionRow,
    ReceiptQuestionRow,
    ReceiptRow,
    ScopeRow,
    SetAnswerRow,
    SourceRow,
)
from kb.catalogue.tables import build, open_catalogue
from kb.content.load import load
from kb.domain.vocabulary import CONFLICT, QUESTIONS, UNKNOWN
from kb.rules.check import check

TABLES = {
    *("answer", "answer_source", "code", "document", "edition", "entry", "observed_amount", "payer", "question"),
    *("contact", "criterion", "criterion_item", "period", "receipt", "receipt_question", "scope", "source"),
    *("resolved_answer", "answer_set", "set_answer", "code_set"),
}
SLUGS = {question.key: question.slug for question in QUESTIONS}
EDITION = {
    "as_of": dt.date(2026, 3, 2),
    "version": "1",
    "generated_at": "2026-03-02T12:00:00Z",
    "generated_from": "c",
}


def read(folder):
    return check(load(folder)).library


@pytest.fixture
def library(good_library):
    return read(good_library)


@pytest.fixture
def tables(library):
    with open_catalogue(library) as found:
        yield found


@pytest.fixture
def in_conflict(laid_over):
    """The good library with a second document on Category III codes that disagrees with the first."""
    second = """\
---
title: A second document on Category III codes
codes: category III
document: Example Policy 9
currency: current
reviewed: 2026-03-02
review_by: 2026-04-02
coverage: covered
coverage_sources: example-policy-9
coverage_confidence: low
sources:
  example-policy-9:
    title: Example Policy 9
    publisher: Example Health
    url: https://example.org/health/policy-9
    standing: secondary
    read: part
    retrieved: 2026-03-02
---

## Coverage

Paid [example-policy-9].
"""
    return read(laid_over({"example-health/commercial/second.md": second}))


def values(tables, table, *columns):
    """Give the chosen columns of every row, in order of the first ones."""
    return sorted(tuple(getattr(row, column) for column in columns) for row in tables.session.scalars(select(table)))


def resolved(tables):
    """Give every row of the view of resolved answers, in the order of lists."""
    asked = """
        SELECT resolved.* FROM resolved JOIN code USING (code) JOIN scope ON scope.id = resolved.scope
        JOIN question ON question.id = resolved.question ORDER BY code.rowid, scope.position, question.position
    """
    return list(tables.session.execute(text(asked)))


def scope_ids(library):
    return [f"{payer.path.split('/')[0]}/{scope.id}" for payer, scope in library.scopes]


def test_every_code_of_the_library_is_a_row(library, tables):
    expected = [
        (c.code, c.title, c.family, c.add_on_to or None, c.reviewed, c.review_by) for c in library.codes.values()
    ]
    assert expected == values(tables, Code, "code", "title", "family", "add_on_to", "reviewed", "review_by")


def test_every_scope_is_a_row_in_the_order_of_lists(library, tables):
    named = [(payer.title, scope.name, scope.kind) for payer, scope in library.scopes]
    expected = [
        (n, scope, scope.split("/")[0], *rest)
        for n, (scope, rest) in enumerate(zip(scope_ids(library), named, strict=True))
    ]
    held = ("position", "id", "payer", "payer_title", "name", "kind")
    assert expected == values(tables, ScopeRow, *held)
    assert scope_ids(library) == [row.id for row in catalogue.scopes(tables)]


def test_every_entry_is_a_row(library, tables):
    plain = ("title", "document", "currency", "effective", "ends", "date_basis", "reviewed", "review_by")
    expected = [
        (entry.id, entry.scope_id, entry.reach.kind, entry.reach.label, *(getattr(entry, name) for name in plain),
         library.owner_of(entry))
        for entry in library.entries
    ]  # fmt: skip
    assert expected == values(tables, EntryRow, "id", "scope", "reach_kind", "reach", *plain, "owner")


def test_every_answer_of_an_entry_is_a_row(library, tables):
    plain = ("value", "reason", "words", "confidence", "note")
    expected = [
        (entry.id, SLUGS[answer.question], *(getattr(answer, name) for name in plain))
        for entry in library.entries
        for answer in entry.answers.values()
    ]
    assert sorted(expected) == values(tables, AnswerRow, "entry", "question", *plain)


def test_every_source_that_an_answer_cites_is_a_row_in_its_order(library, tables):
    expected = [
        (entry.id, SLUGS[answer.question], number, source)
        for entry in library.entries
        for answer in entry.answers.values()
        for number, source in enumerate(answer.sources, 1)
    ]
    assert expected
    assert sorted(expected) == values(tables, AnswerSourceRow, "entry", "question", "number", "source")


def test_every_question_and_payer_is_a_row_by_the_id_that_other_rows_name(library, tables):
    questions = [(question.slug, place, question.title, question.asks) for place, question in enumerate(QUESTIONS)]
    assert sorted(questions) == values(tables, QuestionRow, "id", "position", "title", "asks")
    payers = [(payer.name, payer.title) for payer in library.payers.values()]
    assert payers == values(tables, PayerRow, "id", "title")


def test_every_file_is_a_row_that_names_its_page_and_its_team(library, tables):
    expected = [(document.id, f"{document.id}.html", library.owner_of(document)) for document in library.documents]
    assert sorted(expected) == values(tables, DocumentRow, "id", "page", "owner")
    assert {"code": 2, "payer": 2, "entry": 5} == Counter(
        row.kind for row in tables.session.scalars(select(DocumentRow))
    )


def test_every_source_record_of_every_document_is_a_row(library, tables):
    plain = ("title", "publisher", "url", "own_url", "standing", "read", "printed", "retrieved", "note")
    expected = [
        (document.id, number, source.id, *(getattr(source, name) for name in plain))
        for document in library.documents
        for number, source in enumerate(document.sources.values(), 1)
    ]
    assert sorted(expected) == values(tables, SourceRow, "document", "number", "id", *plain)


def test_every_receipt_of_every_document_is_a_row_though_it_stands_twice(library):
    looked = tuple(
        replace(receipt, questions=("coverage", "billing")) for entry in library.entries for receipt in entry.looked
    )
    twice = replace(library, entries=tuple(replace(entry, looked=looked * 2) for entry in library.entries))
    expected = [
        (document.id, number, receipt.where, receipt.words, receipt.on)
        for document in twice.documents
        for number, receipt in enumerate(document.looked, 1)
    ]
    on = [
        (document.id, number, SLUGS[key])
        for document in twice.documents
        for number, receipt in enumerate(document.looked, 1)
        for key in receipt.questions
    ]
    held = ("document", "number", "where", "words", "on")
    with open_catalogue(twice) as tables:
        assert sorted(expected) == values(tables, ReceiptRow, *held)
        assert sorted(on) == values(tables, ReceiptQuestionRow, "document", "number", "question")


def test_every_observed_amount_of_every_code_is_a_row(library):
    plain = ("hospital", "payer", "plan", "low", "high", "rows_sharing", "reading", "as_of")
    amounts = library.codes["0709T"].observed_amounts
    codes = {code: replace(page, observed_amounts=amounts) for code, page in library.codes.items()}
    expected = [
        (code, number, *(getattr(row, name) for name in plain))
        for code in codes
        for number, row in enumerate(amounts, 1)
    ]
    with open_catalogue(replace(library, codes=codes)) as tables:
        assert expected == values(tables, AmountRow, "code", "number", *plain)
    assert Decimal("100.00") == expected[0][5]


def test_every_code_scope_and_question_has_its_resolved_answer(in_conflict):
    with open_catalogue(in_conflict) as tables:
        found = {(row.code, row.scope, row.question): row for row in resolved(tables)}
        asked = [(c, s, q.key) for c in in_conflict.codes for s in scope_ids(in_conflict) for q in QUESTIONS]
        named = [(*key[:2], SLUGS[key[2]]) for key in asked]
        assert named == list(found)
        for key in asked:
            expected, row = resolve(in_conflict, *key), found[*key[:2], SLUGS[key[2]]]
            assert [expected.value, expected.reason, expected.why, expected.warning, expected.standing] == [
                row.value,
                row.reason,
                row.why,
                row.warning,
                row.standing,
            ]
            leading = (expected.leading.entry.id, expected.leading.rank) if expected.leading else (None, "")
            assert leading == (row.entry, row.reach)
            assert [bool(expected.decider), expected.part_read] == [row.decided, row.part_read]


def test_a_resolved_answer_shows_how_sure_its_decider_is(tables):
    row = catalogue.grid(tables, "0709T")["example-health/commercial", "coverage"]
    assert ["investigational", True, "category", False] == [row.value, row.decided, row.reach, row.named]
    assert ["primary", "high", "current", dt.date(2026, 1, 1), False] == [
        row.standing,
        row.confidence,
        row.currency,
        row.effective,
        row.part_read,
    ]


def test_an_unknown_leads_to_what_informs_it_and_claims_no_sureness(tables):
    row = catalogue.grid(tables, "0709T")["example-health/commercial", "billing"]
    assert [UNKNOWN, "not looked up", "example-health/commercial/0709t", "named code"] == [
        row.value,
        row.reason,
        row.entry,
        row.reach,
    ]
    assert [False, False, "", "", "", None] == [
        row.decided,
        row.named,
        row.standing,
        row.confidence,
        row.currency,
        row.effective,
    ]


def test_an_answer_is_named_where_an_entry_that_names_the_code_decides(library):
    entries = tuple(
        replace(entry, answers={"coverage": replace(entry.answers["coverage"], value="covered")})
        if entry.id == "example-health/commercial/0709t"
        else entry
        for entry in library.entries
    )
    with open_catalogue(replace(library, entries=entries)) as tables:
        named = [row for row in resolved(tables) if row.named]
        assert {("example-health/commercial", "coverage", "covered")} == {
            (r.scope, r.question, r.value) for r in named
        }
        assert ["0708T", "0709T"] == sorted(row.code for row in named)


def with_entry(library, **wrong):
    return replace(library, entries=(replace(library.entries[0], **wrong), *library.entries[1:]))


def with_code(library, **wrong):
    return replace(library, codes={**library.codes, "0709T": replace(library.codes["0709T"], **wrong)})


def wrong_amount(library, **wrong):
    amounts = library.codes["0709T"].observed_amounts
    return with_code(library, observed_amounts=tuple(replace(row, **wrong) for row in amounts))


def wrong_source(library, **wrong):
    sources = {name: replace(source, **wrong) for name, source in library.codes["0709T"].sources.items()}
    return with_code(library, sources=sources)


def wrong_answer(library, **wrong):
    answers = library.entries[0].answers
    return with_entry(library, answers={name: replace(answer, **wrong) for name, answer in answers.items()})


def wrong_receipt(library, **wrong):
    return with_entry(library, looked=tuple(replace(receipt, **wrong) for receipt in library.entries[0].looked))


WRONG = [
    (with_code, {"title": None}),
    (with_code, {"reviewed": "in March"}),
    (with_entry, {"title": 7}),
    (with_entry, {"effective": "2026-13-01"}),
    (with_entry, {"currency": None}),
    (wrong_answer, {"value": True}),
    (wrong_answer, {"note": None}),
    (wrong_source, {"retrieved": "yesterday"}),
    (wrong_source, {"url": 7}),
    (wrong_receipt, {"on": None}),
    (wrong_amount, {"low": "a hundred"}),
    (wrong_amount, {"rows_sharing": 1.5}),
]


@pytest.mark.parametrize(("make", "wrong"), WRONG, ids=[f"{make.__name__} {wrong}" for make, wrong in WRONG])
def test_a_value_of_the_wrong_type_never_becomes_a_row(library, make, wrong, tmp_path):
    bad = make(library, **wrong)
    file = tmp_path / "catalogue.db"
    with pytest.raises(ValidationError, match=next(iter(wrong))):
        build(bad, file)
    with closing(sqlite3.connect(file)) as plain:
        assert [0] * len(TABLES) == [
            plain.execute(f"SELECT count(*) FROM {table}").fetchone()[0]  # noqa: S608, the names stand above
            for table in TABLES
        ]


def test_the_grid_of_a_code_has_a_cell_for_every_scope_and_question(library, tables):
    for code in library.codes:
        found = catalogue.grid(tables, code)
        assert [(scope, q.slug) for scope in scope_ids(library) for q in QUESTIONS] == list(found)
        assert not any(CODE in row.why for row in found.values())


def test_a_code_without_a_page_has_no_grid(tables):
    assert {} == catalogue.grid(tables, "0710T")


def test_a_conflict_is_decided_and_stands_as_the_best_of_its_sources(in_conflict):
    with open_catalogue(in_conflict) as tables:
        row = catalogue.grid(tables, "0709T")["example-health/commercial", "coverage"]
    assert [CONFLICT, CONFLICT, True, "primary", False] == [
        row.value,
        row.reason,
        row.decided,
        row.standing,
        row.part_read,
    ]


def test_the_reasons_of_unknowns_are_counted_the_most_frequent_first(tables):
    expected = [("not looked up", 3 * len(QUESTIONS) - 6), ("behind login", 1), ("contract-confidential", 1)]
    assert expected == list(catalogue.unknown_reasons(tables, "0709T").items())
    assert {} == catalogue.unknown_reasons(tables, "0710T")


def test_a_conflict_is_no_reason_of_an_unknown(in_conflict):
    with open_catalogue(in_conflict) as tables:
        assert CONFLICT not in catalogue.unknown_reasons(tables, "0709T")


def test_the_most_decided_code_is_the_last_of_those_with_the_most_decided_answers(in_conflict, real_policies):
    for library in (in_conflict, read(real_policies)):
        with open_catalogue(library) as tables:
            decided = {
                code: sum(row.decided for row in catalogue.grid(tables, code).values()) for code in library.codes
            }
            assert max(decided, key=lambda code: (decided[code], code)) == catalogue.most_decided(tables)


def test_entries_stand_in_the_order_in_which_they_are_due(in_conflict):
    with open_catalogue(in_conflict) as tables:
        found = [(row.review_by, row.id) for row in catalogue.by_review_date(tables)]
        assert sorted((entry.review_by, entry.id) for entry in in_conflict.entries) == found
        assert "example-health/commercial/second" == found[0][1]


def filled(library, file):
    build(library, file).dispose()
    return file


def test_a_catalogue_in_a_file_opens_with_sqlite_alone(library, tmp_path):
    asked = """
        SELECT resolved.value, entry.document, entry.effective, source.url FROM resolved
        JOIN entry ON entry.id = resolved.entry
        JOIN source ON source.document = entry.id AND source.number = 1
        WHERE code = '0709T' AND resolved.scope = 'example-health/commercial' AND question = 'coverage'
    """
    with closing(sqlite3.connect(filled(library, tmp_path / "catalogue.db"))) as plain:
        assert TABLES == {name for (name,) in plain.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        assert [("ok",)] == plain.execute("PRAGMA integrity_check").fetchall()
        assert [
            (
                "investigational",
                "Example Policy 1, Category III Codes",
                "2026-01-01",
                "https://example.org/health/policy-1",
            )
        ] == plain.execute(asked).fetchall()


def test_what_a_row_names_of_another_is_a_foreign_key_that_holds(library, tmp_path):
    with closing(sqlite3.connect(filled(library, tmp_path / "catalogue.db"))) as plain:
        assert [] == plain.execute("PRAGMA foreign_key_check").fetchall()
        named = {
            (table, column, other)
            for table in TABLES
            for _, _, other, column, *_ in plain.execute(f"PRAGMA foreign_key_list({table})")
        }
    of_question = {("answer", "question"), ("receipt_question", "question"), ("resolved_answer", "question")}
    of_question |= {("answer_source", "question"), ("set_answer", "question")}
    of_question |= {("contact", "question"), ("period", "question")}
    assert of_question == {(table, column) for table, column, _ in named if column == "question"}
    assert {
        ("scope", "payer", "payer"),
        ("entry", "scope", "scope"),
        ("answer", "entry", "entry"),
        ("answer_source", "source", "source"),
        ("source", "document", "document"),
        ("receipt", "document", "document"),
        ("code", "add_on_to", "code"),
        ("observed_amount", "code", "code"),
        ("code_set", "code", "code"),
        ("code_set", "scope", "scope"),
        ("code_set", "answer_set", "answer_set"),
        ("set_answer", "answer_set", "answer_set"),
        ("set_answer", "resolved_answer", "resolved_answer"),
        ("resolved_answer", "scope", "scope"),
        ("resolved_answer", "entry", "entry"),
    } <= named


@pytest.mark.parametrize(
    ("table", "column", "value"),
    [
        (SetAnswerRow, "question", "prior_authorization"),
        (SetAnswerRow, "question", "Coverage"),
        (CodeSetRow, "scope", "example-health/none"),
        (CodeSetRow, "code", "0710T"),
    ],
)
def test_a_question_scope_or_code_that_is_none_is_refused(tables, table, column, value):
    row = next(tables.session.scalars(select(table)))
    held = {**{name: getattr(row, name) for name in table.model_fields}, column: value}
    with pytest.raises(IntegrityError, match="FOREIGN KEY"):
        tables.session.execute(insert(table), [held])


def test_each_answer_is_stated_once(in_conflict):
    with open_catalogue(in_conflict) as tables:
        answers, sets = tables.resolved.answers, tables.resolved.sets
        assert len(set(answers)) == len(answers) < len(resolved(tables))
        assert len(set(sets)) == len(sets)
        assert {row.why for row in resolved(tables)} == {
            row.why for code in in_conflict.codes for row in catalogue.grid(tables, code).values()
        }


def test_two_builds_in_two_folders_give_the_same_content(good_library, tmp_path):
    dumps = []
    for name in ("one", "other"):
        (tmp_path / name).mkdir()
        with closing(sqlite3.connect(filled(read(good_library), tmp_path / name / "catalogue.db"))) as plain:
            dumps.append(list(plain.iterdump()))
    assert dumps[0] == dumps[1]
    assert any("'example-policy-1'" in line for line in dumps[0])


def test_a_catalogue_in_memory_holds_what_one_in_a_file_holds(library, tables, tmp_path):
    found = [tuple(row[:6]) for row in resolved(tables)]
    with closing(sqlite3.connect(filled(library, tmp_path / "catalogue.db"))) as plain:
        asked = "SELECT code, scope, question, value, reason, why FROM resolved"
        assert sorted(found) == sorted(plain.execute(asked).fetchall())


def test_a_catalogue_is_never_added_to(library, tmp_path):
    file = filled(library, tmp_path / "catalogue.db")
    with closing(sqlite3.connect(file)) as plain:
        before = list(plain.iterdump())
    with pytest.raises(IntegrityError):
        build(library, file)
    with closing(sqlite3.connect(file)) as plain:
        assert before == list(plain.iterdump())


def test_a_frozen_catalogue_has_the_same_bytes_on_every_build_and_opens_with_sqlite_alone(good_library, tmp_path):
    files = []
    for name in ("one", "other"):
        with open_catalogue(read(good_library)) as tables:
            catalogue.grid(tables, "0709T")
            (tmp_path / name).write_bytes(catalogue.as_bytes(tables, EDITION))
        files.append((tmp_path / name).read_bytes())
    assert files[0] == files[1]
    with closing(sqlite3.connect(tmp_path / "one")) as plain:
        assert TABLES == {name for (name,) in plain.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        assert [("ok",), (4096,), (0,)] == [
            plain.execute(f"PRAGMA {asked}").fetchone()
            for asked in ("integrity_check", "page_size", "freelist_count")
        ]
        assert [tuple(map(str, EDITION.values()))] == plain.execute("SELECT * FROM edition").fetchall()
        plain.execute("DELETE FROM edition")
        assert list(plain.iterdump()) == dumped(read(good_library), tmp_path / "third")


def test_freezing_a_catalogue_leaves_it_as_it_was(tables):
    before = catalogue.by_review_date(tables)
    catalogue.as_bytes(tables, EDITION)
    assert [row.id for row in before] == [row.id for row in catalogue.by_review_date(tables)]
    assert catalogue.grid(tables, "0709T")


def dumped(library, file):
    with closing(sqlite3.connect(filled(library, file))) as plain:
        return list(plain.iterdump())
