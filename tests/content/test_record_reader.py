from __future__ import annotations

import pytest

from kb.content import kinds
from kb.content.front_matter import read_yaml
from kb.content.kinds import BadValue
from kb.content.record_reader import Field, places, read_record, record
from kb.domain.problem import Place

FIELDS = (
    Field("title", kinds.short_text(10), "what it is about", required=True),
    Field("on", kinds.date, "the day"),
    Field("note", kinds.text, "more"),
)


def faults_of(text):
    return [(place, code) for place, code, _ in read_record(read_yaml(text), FIELDS)[1]]


def test_keys_that_are_there_are_read_and_absent_ones_stay_absent():
    assert ({"title": "a", "note": "b"}, []) == read_record(read_yaml("title: a\nnote: b"), FIELDS)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("note: b", [(Place(1, 1), "missing-key")]),
        ("title: a\ncolour: b", [(Place(2, 1), "unknown-key")]),
        ("title: a\nnote: b\non: 2026-01-01", [(Place(3, 1), "key-order")]),
        ("on: 2026-01-01\nnote: b\ntitle: a", [(Place(3, 1), "key-order")]),
        ("title: a\non: soon", [(Place(2, 5), "bad-date")]),
        ("title:\n- a", [(Place(2, 1), "wrong-kind")]),
        ("- title: a", [(Place(1, 1), "wrong-kind")]),
    ],
)
def test_a_fault_is_told_where_it_stands(text, expected):
    assert expected == faults_of(text)


def test_every_fault_of_a_record_is_told_at_once():
    assert ["unknown-key", "bad-date", "missing-key"] == [code for _, code in faults_of("x: y\non: soon\nnote: b")]


def test_the_good_values_of_a_faulty_record_are_kept():
    assert {"title": "a"} == read_record(read_yaml("title: a\non: soon"), FIELDS)[0]


def test_an_unknown_key_gets_a_suggestion():
    (fault,) = read_record(read_yaml("title: a\nnoot: b"), FIELDS)[1]
    assert "`noot` is no key here; did you mean `note`?" == fault[2]


def test_a_missing_key_is_told_with_its_meaning():
    (fault,) = read_record(read_yaml("note: b"), FIELDS)[1]
    assert "add `title:` (what it is about)" == fault[2]


def test_a_record_inside_a_list_carries_its_faults_outwards():
    with pytest.raises(BadValue) as bad:
        kinds.list_of(record(FIELDS)).read(read_yaml("- title: a\n  on: soon\n- note: b"))
    assert [(Place(2, 7), "bad-date"), (Place(3, 3), "missing-key")] == [fault[:2] for fault in bad.value.faults]


def test_the_place_of_every_value_is_kept_by_its_path():
    root = read_yaml("title: a\ncodes: [x, y]\nsources:\n  one:\n    url: z\nrows:\n  - note: b")
    assert {
        (): Place(1, 1),
        ("title",): Place(1, 8),
        ("codes",): Place(2, 1),
        ("codes", 0): Place(2, 9),
        ("codes", 1): Place(2, 12),
        ("sources",): Place(3, 1),
        ("sources", "one"): Place(4, 3),
        ("sources", "one", "url"): Place(5, 10),
        ("rows",): Place(6, 1),
        ("rows", 0): Place(7, 5),
        ("rows", 0, "note"): Place(7, 11),
    } == places(root)
