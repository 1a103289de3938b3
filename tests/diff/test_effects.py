"""What changes mean for the resolved answers; held against a slow, obvious model that resolves every cell."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kb.answers.resolve import resolve
from kb.diff.changes import changes
from kb.diff.direction import mirrored
from kb.diff.effects import effects
from kb.diff.grouping import grouped
from kb.domain.concepts import CONCEPTS
from kb.domain.reach import concept_reach, read_reach
from kb.domain.vocabulary import COVERAGE, CURRENCIES, QUESTIONS, names

pytestmark = pytest.mark.slow

RULE = "cigna/commercial/category-iii"
KEYS = [question.key for question in QUESTIONS]
REACHES = [
    *("0709T", "0708T", "category III", "all codes", "0700T-0710T", "96401", "add-on codes"),
    *names(CONCEPTS)[:3],
]
SCOPES = ["cigna/commercial", "medicare/national", "medicare/cgs", "bcbs/association", "bcbs/massachusetts"]


@pytest.fixture(scope="module")
def real(real_library):
    return real_library


def test_one_word_in_the_cigna_rule_changes_the_answers_of_the_codes_it_reaches_and_no_other(one_word):
    assert [RULE] == [change.id for change in one_word.changes]
    told = [(effect.code, effect.scope, effect.question) for effect in one_word.effects]
    assert [("0708T", "cigna/commercial", "coverage"), ("0709T", "cigna/commercial", "coverage")] == told
    for effect in one_word.effects:
        assert ("investigational", "not covered") == (effect.before.value, effect.after.value)
        assert ("tighter", (RULE,)) == (effect.direction, effect.causes)
    (group,) = grouped(one_word.effects)[RULE]
    assert ("0708T", "0709T") == group.codes


def test_an_edit_of_prose_or_of_a_review_date_moves_no_answer(edited, real_policies):
    found = edited(real_policies, (f"{RULE}.md", "treats a Category", "regards a Category"))
    assert (1, ()) == (len(found.changes), found.effects)


def test_a_national_rule_moves_the_contractors_that_lean_on_it(edited, real_policies):
    found = edited(
        real_policies, ("medicare/national/timely-filing.md", "^timely_filing: .*", "timely_filing: two years")
    )
    scopes = {effect.scope for effect in found.effects}
    assert {"medicare/national", "medicare/cgs", "medicare/palmetto"} <= scopes
    assert {"medicare"} == {scope.split("/")[0] for scope in scopes}


def test_an_answer_that_only_stands_on_another_source_is_neutral(edited, real_policies):
    found = edited(
        real_policies,
        (f"{RULE}.md", r"(openpayer-(?:category-iii|0558):(?:\n    .*)*?standing: )secondary", r"\1primary"),
    )
    assert {"neutral"} == {effect.direction for effect in found.effects}
    assert {("secondary", "primary")} == {(effect.before.standing, effect.after.standing) for effect in found.effects}


def test_an_effective_date_reaches_the_answers_it_bounds(edited, real_policies):
    found = edited(real_policies, (f"{RULE}.md", "^effective: .*", "effective: 2027-01-01"))
    assert [("0708T", "dates only"), ("0709T", "dates only")] == [(e.code, e.direction) for e in found.effects]


def test_a_moved_rule_decides_as_before(edited, real_policies):
    text = (real_policies / f"{RULE}.md").read_text(encoding="utf-8")
    found = edited(real_policies, (f"{RULE}.md", None, None), ("cigna/commercial/policy-0558.md", None, text))
    assert (["moved"], ()) == ([change.kind for change in found.changes], found.effects)


def test_the_parent_of_an_add_on_is_part_of_what_decides(edited, real_policies):
    found = edited(
        real_policies,
        ("codes/0709t.md", r"^add_on_to: 0708T\nadd_on_type: .*\nadd_on_sources: .*\n", ""),
    )
    assert ["codes/0709t"] == [change.id for change in found.changes]
    assert {("0709T", ("codes/0709t",))} == {(effect.code, effect.causes) for effect in found.effects}


def test_an_effect_of_two_edits_names_both_the_deciding_one_first(edited, real_policies):
    found = edited(
        real_policies,
        (f"{RULE}.md", "^coverage: investigational$", "coverage: not covered"),
        ("cigna/commercial/0709t.md", "^coverage_reason: looked and not found", "coverage_reason: not looked up"),
    )
    (effect,) = [one for one in found.effects if (one.code, one.question) == ("0709T", "coverage")]
    assert (RULE, "cigna/commercial/0709t") == effect.causes


def test_a_citation_of_a_source_that_is_not_recorded_stops_nothing(edited, real_policies):
    found = edited(
        real_policies,
        (f"{RULE}.md", "^coverage_sources: .*", "coverage_sources: nowhere"),
    )
    assert {""} == {effect.after.standing for effect in found.effects}


# Random edits


def edits(library):
    """Draw a library with up to three entries changed, moved or gone, and perhaps a code or a payer changed."""

    @st.composite
    def draw_one(draw):
        entries = list(library.entries)
        for _ in range(draw(st.integers(1, 3))):
            entry = entries.pop(draw(st.integers(0, len(entries) - 1)))
            entries += draw(variant(entry))
        found = replace(library, entries=tuple(sorted(entries, key=lambda one: one.path)))
        return draw(st.sampled_from([found, found, without_parent(found), other_kinds(found)]))

    return draw_one()


@st.composite
def variant(draw, entry):
    """Give what becomes of an entry: nothing, one that says something else, or one that stands elsewhere."""
    key = draw(st.sampled_from(sorted(entry.answers)))
    value = draw(st.sampled_from(names(COVERAGE))) if key == "coverage" else draw(st.sampled_from(["x", "y"]))
    said = replace(entry, answers={**entry.answers, key: replace(entry.answers[key], value=value)})
    place = draw(st.sampled_from(SCOPES))
    payer, scope = place.split("/")
    reach = draw(st.sampled_from(REACHES))
    return draw(
        st.sampled_from(
            [
                (),
                (said,),
                (replace(entry, currency=draw(st.sampled_from(names(CURRENCIES)))),),
                (replace(entry, reach=concept_reach(reach) if reach in names(CONCEPTS) else read_reach((reach,))),),
                (replace(said, path=f"{place}/moved.md", payer=payer, scope=scope),),
                (replace(entry, effective=dt.date(2027, 1, 1)),),
                (entry, replace(said, path=f"{place}/twin.md", payer=payer, scope=scope)),
            ]
        )
    )


def without_parent(library):
    page = replace(library.codes["0709T"], add_on_to="", concepts=())
    return replace(library, codes={**library.codes, "0709T": page})


def other_kinds(library):
    payer = library.payers["bcbs"]
    scopes = tuple(replace(scope, kind="line of business") for scope in payer.scopes)
    return replace(library, payers={**library.payers, "bcbs": replace(payer, scopes=scopes)})


def every_difference(base, head, moved):
    """Resolve every cell of both sides, and give those whose answer differs in what a page shows of it."""
    scopes = dict.fromkeys(f"{payer.name}/{scope.id}" for side in (base, head) for payer, scope in side.scopes)
    pairs = ((base, head), (head, base))
    changed = (entry for one, other in pairs for entry in one.entries if entry not in other.entries)
    named = [code for entry in changed for code in entry.reach.codes]
    for code in dict.fromkeys((*base.codes, *head.codes, *named)):
        for scope in scopes:
            for key in KEYS:
                one, other = (shown(resolve(side, code, scope, key), moved) for side in (base, head))
                if one != other:
                    yield (code, scope, key), (one[0], one[-1], other[0], other[-1])


def shown(found, moved):
    deciders = [moved.get(speaker.entry.id, speaker.entry.id) for speaker in found.deciders]
    effective = found.decider.entry.effective if found.decider else None
    return found.value, found.standing, deciders, effective, found.why


@settings(max_examples=40)
@given(data=st.data())
def test_only_cells_that_differ_are_told_and_all_of_them(data, real):
    head = data.draw(edits(real))
    found = changes(real, head)
    moved = {change.was: change.id for change in found if change.was}
    told = {
        (one.code, one.scope, one.question): (one.before.value, one.before.why, one.after.value, one.after.why)
        for one in effects(real, head, found)
    }
    assert dict(every_difference(real, head, moved)) == told


@settings(max_examples=60)
@given(data=st.data())
def test_a_diff_with_itself_is_empty_and_backwards_every_direction_is_mirrored(data, real):
    head = data.draw(edits(real))
    assert ((), ()) == (changes(head, head), effects(head, head, changes(head, head)))
    there, back = changes(real, head), changes(head, real)
    told = {(f.name, f.before, f.after, f.direction) for change in there for f in change.facts}
    mirror = {(f.name, f.after, f.before, mirrored(f.direction)) for change in back for f in change.facts}
    assert told == mirror
    cells, lost = (
        {(e.code, e.scope, e.question): e.direction for e in found}
        for found in (effects(real, head, there), effects(head, real, back))
    )
    assert cells == {cell: mirrored(way) for cell, way in lost.items()}
