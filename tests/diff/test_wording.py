"""The sentences that the reports share: headlines, counts, and both sides of a difference."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from kb.diff.change import Change, Diff, Effect, Fact, Outcome, Passage, Unread
from kb.diff.grouping import Group
from kb.diff.wording import (
    codes,
    fact_sides,
    group_sides,
    headline,
    question_title,
    shown_facts,
    shown_name,
    shown_sides,
    summary,
    takes_effect,
)

OLD = Outcome("covered", "primary", ("a/b/c",), "2026-01-01", "")


def group(after, listed=("0708T",)):
    return Group("a/b", "coverage", OLD, after, "neutral", listed, (), now=False)


@pytest.mark.parametrize(
    ("differs", "sides"),
    [
        ({"value": "not covered", "standing": "secondary"}, ("covered", "not covered")),
        ({"standing": "secondary"}, ("covered (primary)", "covered (secondary)")),
        ({"standing": ""}, ("covered (primary)", "covered (nothing)")),
        ({"deciders": ("a/b/d", "a/b/e")}, ("covered (a/b/c)", "covered (a/b/d, a/b/e)")),
        ({"deciders": ()}, ("covered (a/b/c)", "covered (nothing)")),
        ({"effective": ""}, ("covered (effective 2026-01-01)", "covered (nothing)")),
        ({"why": "another"}, ("covered", "covered (its explanation reads otherwise)")),
    ],
)
def test_the_first_thing_that_differs_is_told_on_both_sides(differs, sides):
    assert sides == group_sides(group(replace(OLD, **differs)))


def test_where_there_was_nothing_before_that_is_told_too():
    came = replace(group(OLD), before=replace(OLD, standing=""))
    assert ("covered (nothing)", "covered (primary)") == group_sides(came)


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("scope commercial", "plan commercial"),
        ("Coverage: note", "Coverage: note"),
        ("Coverage: contact: fax, since 2026-11-28", "Coverage: contact: fax, since Nov 28, 2026"),
        ("searched 2026-11-28", "searched Nov 28, 2026"),
        ("Billing: note", "Coding and billing: note"),
        ("owner", "owner"),
    ],
)
def test_a_fact_is_named_as_readers_know_it_with_days_written_out(name, shown):
    assert shown == shown_name(name)


@pytest.mark.parametrize(
    ("name", "before", "after", "sides"),
    [
        ("effective", "2026-01-01", "", ("Jan 1, 2026", "")),
        ("owner", "a desk", "no day 2026", ("a desk", "no day 2026")),
        ("Coverage: sources", "a", "a, b, c", ("1 source", "3 sources, 2 new")),
        ("Coverage: sources", "", "a", ("", "1 source")),
        ("Coverage: sources", "a, b", "b", ("2 sources", "1 source")),
    ],
)
def test_the_sides_of_a_fact_have_days_written_out_and_sources_counted(name, before, after, sides):
    assert sides == shown_sides(Fact(name, "other", before, after, "neutral"))


@pytest.mark.parametrize(
    ("before", "after", "sides"), [("", "x", ("nothing", "x")), ("x", "", ("x", "nothing")), ("x", "y", ("x", "y"))]
)
def test_an_empty_side_of_a_fact_is_called_nothing(before, after, sides):
    assert sides == fact_sides(Fact("owner", "other", before, after, "neutral"))


@pytest.mark.parametrize(("count", "end"), [(12, "0011T"), (13, "0011T and 1 more code"), (14, " and 2 more codes")])
def test_a_dozen_codes_are_listed_and_the_rest_counted(count, end):
    listed = codes(group(OLD, tuple(f"{number:04}T" for number in range(count))))
    assert listed.endswith(end)
    assert 12 == listed.count("T")


DAY = dt.date(2026, 3, 2)
EDIT = Change("edited", "entry", "a/b/c", "c", effective="2026-01-01")
LATER = replace(EDIT, effective="2026-03-03")


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (EDIT, "entry edited: a/b/c · neutral, effective 2026-01-01"),
        (replace(EDIT, effective=""), "entry edited: a/b/c · neutral"),
        (replace(EDIT, kind="removed"), "entry removed: a/b/c · neutral"),
        (replace(EDIT, kind="moved", was="a/b/d"), "entry moved: a/b/c (was a/b/d) · neutral, effective 2026-01-01"),
        (LATER, "entry edited: a/b/c · neutral, will change on Mar 3, 2026"),
        (replace(LATER, kind="added"), "entry added: a/b/c · neutral, will begin on Mar 3, 2026"),
        (replace(LATER, kind="removed"), "entry removed: a/b/c · neutral"),
        (replace(LATER, what="code page"), "code page edited: a/b/c · neutral, effective 2026-03-03"),
    ],
)
def test_a_headline_names_the_change_and_its_date(change, told):
    assert told == headline(change, DAY)


def test_without_a_day_of_the_edit_nothing_lies_ahead():
    assert "entry edited: a/b/c · neutral, effective 2026-03-03" == headline(LATER)
    assert None is takes_effect(LATER, None)


def test_what_takes_effect_on_the_day_of_the_edit_does_not_lie_ahead():
    assert dt.date(2026, 3, 3) == takes_effect(LATER, DAY)
    assert None is takes_effect(LATER, dt.date(2026, 3, 3))


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ((), "0 changes, 0 resolved answers affected."),
        ((EDIT,), "1 change (1 neutral), 0 resolved answers affected."),
        (
            (EDIT, replace(EDIT, passages=(Passage("x", ()),)), EDIT),
            "3 changes (2 neutral, 1 wording only), 0 resolved answers affected.",
        ),
    ],
)
def test_a_summary_counts_by_direction(changes, told):
    assert told == summary(Diff("x", "y", changes, (), (), ()))


def test_a_summary_counts_effects_and_unread_files_one_and_many():
    effect = Effect("0709T", "a/b", "coverage", OLD, OLD, "neutral", ("a/b/c",))
    file = Unread("a/b.md", (), ())
    one = Diff("x", "y", (), (effect,), (), (file,))
    assert "0 changes, 1 resolved answer affected, 1 file not read as content." == summary(one)
    two = replace(one, effects=(effect, effect), unread=(file, file))
    assert "0 changes, 2 resolved answers affected, 2 files not read as content." == summary(two)


def test_of_a_file_that_came_or_went_what_decides_is_shown_and_of_an_edit_everything():
    shown = ["codes", "document", "effective", "ends", "date basis", "currency", "source x", "scope y", "add on to"]
    left = ["owner", "reviewed", "title", "Coverage: note", "family", "a source x"]
    facts = [Fact(name, "other", "", "x", "neutral") for name in (*shown, *left)]
    answer = Fact("Coverage", "answer", "", "covered", "newly known", "coverage")
    for kind, names in (
        ("edited", [*shown, *left]),
        ("moved", [*shown, *left]),
        ("added", shown),
        ("removed", shown),
    ):
        change = replace(EDIT, kind=kind, facts=(answer, *facts))
        assert ["Coverage", *names] == [fact.name for fact in shown_facts(change)]


def test_a_question_that_is_not_known_goes_by_its_key():
    assert "Coverage" == question_title(group(OLD))
    assert "zebra" == question_title(replace(group(OLD), question="zebra"))
