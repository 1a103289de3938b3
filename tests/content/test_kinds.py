from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.content import kinds
from kb.content.front_matter import Mapping, Scalar, Sequence
from kb.content.kinds import BadValue
from kb.domain.problem import Place
from kb.domain.vocabulary import CURRENCIES

HERE = Place(3, 7)
THERE = Place(4, 9)
EVERY_KIND = {
    "text": kinds.text,
    "date": kinds.date,
    "partial date": kinds.partial_date,
    "url": kinds.url,
    "word": kinds.word,
    "code": kinds.code,
    "whole number": kinds.whole_number,
    "amount": kinds.amount,
    "choice": kinds.choice(CURRENCIES),
    "many": kinds.many(kinds.word),
    "list": kinds.list_of(kinds.word),
    "table": kinds.table_of(kinds.word),
    "scope": kinds.scope,
    "hit": kinds.hit,
    "entry": kinds.entry,
    "unwanted": kinds.unwanted,
    "team": kinds.team,
    "row": kinds.row(name=kinds.word, times=kinds.whole_number),
}
SCALARS = st.builds(Scalar, st.text(), st.just(HERE))
NODES = st.recursive(
    SCALARS,
    lambda inner: (
        st.builds(Sequence, st.lists(inner, max_size=3).map(tuple), st.just(HERE))
        | st.builds(Mapping, st.lists(st.tuples(SCALARS, inner), max_size=3).map(tuple), st.just(HERE))
    ),
    max_leaves=6,
)


def scalar(text, place=HERE):
    return Scalar(text, place)


def faults_of(kind, node):
    with pytest.raises(BadValue) as bad:
        kind.read(node)
    return [(place, code) for place, code, _ in bad.value.faults]


@pytest.mark.parametrize(
    ("kind", "written", "expected"),
    [
        ("text", " two\n  lines ", "two lines"),
        ("text", "x" * 600, "x" * 600),
        ("date", "2024-02-29", dt.date(2024, 2, 29)),
        ("partial date", "2026", "2026"),
        ("partial date", "2026-04", "2026-04"),
        ("partial date", "2026-04-15", "2026-04-15"),
        ("url", "https://example.org/a?b=c#d", "https://example.org/a?b=c#d"),
        ("word", "openpayer-0558", "openpayer-0558"),
        ("code", "0709T", "0709T"),
        ("whole number", "007", 7),
        ("amount", "0.00", Decimal("0.00")),
        ("amount", "13030.5", Decimal("13030.5")),
        ("choice", "undated", "undated"),
        ("team", "prior authorization desk, 2nd  floor", "prior authorization desk, 2nd floor"),
        ("team", "team 24/7", "team 24/7"),
    ],
)
def test_a_value_of_its_kind_is_read(kind, written, expected):
    assert expected == EVERY_KIND[kind].read(scalar(written))


@pytest.mark.parametrize(
    ("kind", "written", "code"),
    [
        ("text", "x" * 601, "too-long"),
        ("date", "2026-02-30", "bad-date"),
        ("date", "2026-4-15", "bad-date"),
        ("date", "20260415", "bad-date"),
        ("date", "15.04.2026", "bad-date"),
        ("date", "2026-W16-3", "bad-date"),
        ("date", "0000-01-01", "bad-date"),
        ("date", "\u0662\u0660\u0662\u0666-04-15", "bad-date"),
        ("partial date", "2026-13", "bad-date"),
        ("partial date", "26", "bad-date"),
        ("partial date", "2026-02-30", "bad-date"),
        ("url", "example.org", "wrong-kind"),
        ("url", "ftp://example.org", "wrong-kind"),
        ("url", "javascript:alert(1)", "wrong-kind"),
        ("url", "https://nowhere", "wrong-kind"),
        ("url", "https://example.org/a b", "wrong-kind"),
        ("url", "https://example.org/a\nb", "wrong-kind"),
        ("url", "https://[example.org", "wrong-kind"),
        ("scope", "cigna", "wrong-kind"),
        ("scope", "bcbs/fep/x", "wrong-kind"),
        ("hit", "cigna/payer", "wrong-kind"),
        ("hit", "#units", "wrong-kind"),
        ("unwanted", "coverage=", "wrong-kind"),
        ("unwanted", "Cigna", "wrong-kind"),
        ("row", "a", "wrong-kind"),
        ("team", "x" * 61, "too-long"),
        ("team", "desk@example.org", "wrong-kind"),
        ("team", "policy desk, (555) 010-0199", "wrong-kind"),
        ("team", "+1 555.010.0199", "wrong-kind"),
        ("word", "OpenPayer", "wrong-kind"),
        ("word", "a--b", "wrong-kind"),
        ("word", "a_b", "wrong-kind"),
        ("code", "0709t", "unknown-code"),
        ("whole number", "1.0", "wrong-kind"),
        ("whole number", "-1", "wrong-kind"),
        ("whole number", "\u0663", "wrong-kind"),
        ("amount", "1e5", "wrong-kind"),
        ("amount", "$5", "wrong-kind"),
        ("amount", "1,000", "wrong-kind"),
        ("amount", "NaN", "wrong-kind"),
        ("choice", "Current", "unknown-value"),
        ("choice", "x" * 10_000, "unknown-value"),
    ],
)
def test_a_value_of_another_kind_is_refused_where_it_stands(kind, written, code):
    assert [(HERE, code)] == faults_of(EVERY_KIND[kind], scalar(written))


@pytest.mark.parametrize("kind", EVERY_KIND)
def test_an_empty_value_is_refused_by_every_kind(kind):
    node = {"list": Sequence((), HERE), "row": Sequence((), HERE), "table": Mapping((), HERE)}.get(kind, scalar(" "))
    assert [(HERE, "empty-value")] == faults_of(EVERY_KIND[kind], node)


def test_one_value_counts_as_a_list_of_one():
    assert ("a",) == EVERY_KIND["many"].read(scalar("a"))
    assert ("a", "b") == EVERY_KIND["many"].read(Sequence((scalar("a"), scalar("b")), HERE))


def test_every_bad_item_of_a_list_is_told():
    node = Sequence((scalar("A"), scalar("b"), scalar("C", THERE)), HERE)
    assert [(HERE, "wrong-kind"), (THERE, "wrong-kind")] == faults_of(EVERY_KIND["many"], node)


def test_an_empty_list_where_values_may_stand_is_refused():
    assert [(HERE, "empty-value")] == faults_of(EVERY_KIND["many"], Sequence((), HERE))


def test_a_row_reads_each_value_by_its_own_kind_and_tells_every_bad_one():
    assert {"name": "a", "times": 2} == EVERY_KIND["row"].read(Sequence((scalar("a"), scalar("2")), HERE))
    node = Sequence((scalar("A", THERE), scalar("b")), HERE)
    assert [(THERE, "wrong-kind"), (HERE, "wrong-kind")] == faults_of(EVERY_KIND["row"], node)
    assert [(HERE, "wrong-kind")] == faults_of(EVERY_KIND["row"], Sequence((scalar("a"),) * 3, HERE))


def test_a_table_keeps_its_ids_in_the_order_written():
    node = Mapping(((scalar("b"), scalar("x")), (scalar("a"), scalar("y"))), HERE)
    assert [("b", "x"), ("a", "y")] == list(EVERY_KIND["table"].read(node).items())


def test_a_table_refuses_a_bad_id_where_it_stands():
    node = Mapping(((scalar("Bad id", THERE), scalar("x")),), HERE)
    assert [(THERE, "wrong-kind")] == faults_of(EVERY_KIND["table"], node)


def test_a_slip_of_the_pen_gets_a_suggestion_and_nonsense_the_whole_list():
    assert "did you mean `current`?" == kinds.suggest("Curent", ("current", "old"))
    assert "use one of: current, old" == kinds.suggest("xyz", ("current", "old"))


@pytest.mark.parametrize("kind", EVERY_KIND)
@given(node=NODES)
def test_any_node_is_read_or_refused_with_faults_of_one_line_each(kind, node):
    faults = []
    try:
        EVERY_KIND[kind].read(node)
    except BadValue as bad:
        faults += bad.faults
    assert all(place == HERE and message.isprintable() for place, _, message in faults)


@given(st.dates())
def test_every_date_is_read_as_it_is_written(day):
    assert day == kinds.date.read(scalar(day.isoformat()))


@given(st.decimals(min_value=0, max_value=10**9, places=2))
def test_an_amount_is_read_without_loss(amount):
    assert str(amount) == str(kinds.amount.read(scalar(str(amount))))


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("Current", "its capitals differ; write `current`"),
        ("not  covered", "it has 2 blanks behind 'not'; write `not covered`"),
        ("n\u043et covered", "it holds U+043E CYRILLIC SMALL LETTER O; write `not covered`"),
    ],
)
def test_a_word_that_looks_like_an_allowed_one_is_told_what_differs(written, expected):
    assert expected == kinds.suggest(written, ("current", "not covered"))


@pytest.mark.parametrize(
    ("kind", "written", "words"),
    [
        (kinds.date, "2026\u201004\u201015", "it holds U+2010 HYPHEN"),
        (kinds.word, "aetna\u2013manual", "it holds U+2013 EN DASH"),
        (kinds.code, "0709\u0422", "it holds U+0422 CYRILLIC CAPITAL LETTER TE"),
        (kinds.many(kinds.word), "a-source, b-source", "write a list: [a-source, b-source]"),
        (kinds.many(kinds.code), "0708T,0709T", "write a list: [0708T, 0709T]"),
    ],
)
def test_a_value_that_looks_right_is_told_what_is_wrong_with_it(kind, written, words):
    with pytest.raises(BadValue, match=re.escape(words)):
        kind.read(scalar(written))
