"""Two libraries to their changes: what is told of each file, and what is not."""

from __future__ import annotations

import pytest

from kb.content.questions import Expected, GoldenQuestion, Questions
from kb.diff.changes import addition_of, change_of, question_changes
from kb.domain.concepts import CONCEPTS

RULE = "example-health/commercial/category-iii.md"
NAMED = "example-health/commercial/0709t.md"
PAYER = "example-health/payer.md"
CODE = "codes/0708t.md"


def told(found):
    """Give the facts of the one change of a diff, as (name, before, after, direction)."""
    (change,) = found.changes
    return [(fact.name, fact.before, fact.after, fact.direction) for fact in change.facts]


EDITS = {
    "an answer": (RULE, "^coverage: .*", "coverage: covered", ("Coverage", "investigational", "covered", "looser")),
    "a text answer": (
        RULE,
        "^documentation: .*",
        "documentation: The name alone",
        ("Documentation", "The name of the item and the date of the visit", "The name alone", "neutral"),
    ),
    "the payer's words": (
        RULE,
        "^coverage_words: .*",
        "coverage_words: unproven",
        ("Coverage: payer's words", "not proven", "unproven", "wording only"),
    ),
    "a confidence": (
        RULE,
        "^coverage_confidence: .*",
        "coverage_confidence: low",
        ("Coverage: confidence", "high", "low", "neutral"),
    ),
    "an effective date": (
        RULE,
        "^effective: .*",
        "effective: 2027-01-01",
        ("effective", "2026-01-01", "2027-01-01", "dates only"),
    ),
    "an end": (RULE, "^date_basis", "ends: 2027-12-31\ndate_basis", ("ends", "", "2027-12-31", "dates only")),
    "a review": (
        RULE,
        "^review_by: .*",
        "review_by: 2026-10-01",
        ("review by", "2026-09-02", "2026-10-01", "dates only"),
    ),
    "an owner": (RULE, "^owner: .*", "owner: appeals", ("owner", "example coding desk", "appeals", "neutral")),
    "the first owner": (
        NAMED,
        "^review_by: .*",
        "review_by: 2026-09-02\nowner: appeals",
        ("owner", "", "appeals", "neutral"),
    ),
    "a date basis": (
        RULE,
        "^date_basis: .*",
        "date_basis: date processed",
        ("date basis", "date of service", "date processed", "neutral"),
    ),
    "the document": (
        RULE,
        "^document: .*",
        "document: Example Policy 2",
        ("document", "Example Policy 1, Category III Codes", "Example Policy 2", "wording only"),
    ),
    "the reach": (RULE, "^codes: .*", "codes: 0700T-0710T", ("codes", "category III", "0700T to 0710T", "neutral")),
    "the reason of an unknown": (
        NAMED,
        "^billing_reason: .*",
        "billing_reason: behind login",
        ("Billing: reason", "not looked up", "behind login", "neutral"),
    ),
    "a standing": (
        RULE,
        "^    standing: primary",
        "    standing: primary elsewhere",
        ("source example-policy-1: standing", "primary", "primary elsewhere", "neutral"),
    ),
    "a web address": (
        RULE,
        "example.org/health/policy-1",
        "example.org/health/policy-2",
        (
            "source example-policy-1: url",
            "https://example.org/health/policy-1",
            "https://example.org/health/policy-2",
            "neutral",
        ),
    ),
    "a receipt's words": (
        NAMED,
        "words: 0708T, 0709T, example item",
        "words: 0709T",
        ("searched 2026-03-02: Example policies 1 to 9; words: 0709T", "", "searched", "neutral"),
    ),
    "an alias": (PAYER, r"\[Example, EH\]", "[Example, EH, Ex]", ("alias “Ex”", "", "listed", "neutral")),
    "a scope's name": (
        PAYER,
        "name: Commercial plans",
        "name: Commercial",
        ("scope commercial: name", "Commercial plans", "Commercial", "wording only"),
    ),
    "a life-cycle date": (
        CODE,
        "on: 2022-07-01",
        "on: 2022-08-01",
        ("life cycle: effective: on", "2022-07-01", "2022-08-01", "dates only"),
    ),
    "a concept": (CODE, ", clinical trials", "", ("concept “clinical trials”", "listed", "", "neutral")),
}


@pytest.mark.parametrize("what", EDITS)
def test_an_edit_is_told_as_what_it_was_what_it_is_and_its_direction(what, edited, good_library):
    path, pattern, by, fact = EDITS[what]
    found = edited(good_library, (path, pattern, by))
    assert fact in told(found)
    assert [path.removesuffix(".md")] == [change.id for change in found.changes]


def test_an_edit_tells_nothing_beside_itself(edited, good_library):
    found = edited(good_library, (RULE, "^coverage: .*", "coverage: covered"))
    assert [("Coverage", "investigational", "covered", "looser")] == told(found)
    assert () == found.changes[0].passages


def test_the_same_library_has_no_change(edited, good_library):
    found = edited(good_library)
    assert ((), (), (), ()) == (found.changes, found.effects, found.concerns, found.unread)


def test_sources_are_gained_and_lost_whole(edited, good_library):
    text = (good_library / RULE).read_text(encoding="utf-8")
    less = text[: text.index("  example-summary:")] + text[text.index("---\n\n## Summary") :]
    found = edited(good_library, (RULE, None, less.replace("example-summary]", "example-policy-1]")))
    lost = "Summary of Example Policy 1, Example Reporter (third-party summary, read whole) https://example.org/summaries/policy-1"
    assert ("source example-summary", lost, "", "neutral") in told(found)
    assert 1 == sum(name.startswith("source ") for name, *_ in told(found))


def test_prose_is_told_word_by_word_for_its_section(edited, good_library):
    (change,) = edited(good_library, (RULE, "calls every Category", "calls each Category")).changes
    assert ("wording only", ()) == (change.direction, change.facts)
    (passage,) = change.passages
    assert "Coverage" == passage.heading
    assert [("gone", "every"), ("new", "each")] == [(s.kind, s.text) for s in passage.spans if s.kind != "same"]


def test_prose_wrapped_anew_is_no_change(edited, good_library):
    found = edited(
        good_library, (RULE, r"\[example-policy-1\]\n\[example-summary\]", "[example-policy-1] [example-summary]")
    )
    assert () == found.changes


def test_a_section_that_stands_elsewhere_is_no_change(edited, good_library):
    text = (good_library / RULE).read_text(encoding="utf-8")
    first, second = text.index("## Coverage"), text.index("## Prior authorization")
    third = text.index("## Documentation")
    swapped = text[:first] + text[second:third] + text[first:second] + text[third:]
    assert () == edited(good_library, (RULE, None, swapped)).changes


def test_an_added_entry_gives_its_answers(edited, good_library):
    text = (good_library / RULE).read_text(encoding="utf-8").replace("codes: category III", "codes: 0708T")
    found = edited(good_library, ("example-health/medicare-advantage/0708t.md", None, text))
    (change,) = found.changes
    assert ("added", "newly known") == (change.kind, change.direction)
    assert ("Coverage", "", "investigational", "newly known") in told(found)


def test_a_removed_entry_gives_what_is_lost(edited, good_library):
    (change,) = edited(good_library, (RULE, None, None)).changes
    assert ("removed", "no longer known") == (change.kind, change.direction)
    assert ("Coverage", "investigational", "") in [(f.name, f.before, f.after) for f in change.facts]


MOVED = "example-health/commercial/policy-1.md"


def test_a_moved_file_is_one_change_that_names_both_places(edited, good_library):
    text = (good_library / RULE).read_text(encoding="utf-8")
    (change,) = edited(good_library, (RULE, None, None), (MOVED, None, text)).changes
    assert ("moved", RULE, "") == (change.kind, f"{change.was}.md", "".join(f.name for f in change.facts))
    assert MOVED == f"{change.id}.md"
    assert "neutral" == change.direction


def test_a_file_moved_and_edited_is_still_known_again(edited, good_library):
    text = (good_library / RULE).read_text(encoding="utf-8").replace("coverage: investigational", "coverage: covered")
    found = edited(good_library, (RULE, None, None), (MOVED, None, text))
    assert ("moved", "looser") == (found.changes[0].kind, found.changes[0].direction)
    assert [("Coverage", "investigational", "covered", "looser")] == told(found)


def test_a_file_that_says_something_else_is_not_taken_for_a_moved_one(edited, good_library):
    other = (good_library / NAMED).read_text(encoding="utf-8")
    found = edited(good_library, (RULE, None, None), (MOVED, None, other))
    assert [("removed", RULE), ("added", MOVED)] == [(change.kind, f"{change.id}.md") for change in found.changes]


def test_of_two_copies_the_more_alike_is_the_moved_one(edited, good_library):
    text = (good_library / RULE).read_text(encoding="utf-8")
    near = text.replace("effective: 2026-01-01", "effective: 2026-02-01").replace("not proven\n", "unproven\n")
    found = edited(
        good_library,
        (RULE, None, None),
        ("example-health/commercial/a-copy.md", None, near),
        (MOVED, None, text),
    )
    assert {"added": "example-health/commercial/a-copy", "moved": MOVED.removesuffix(".md")} == {
        change.kind: change.id for change in found.changes
    }


def test_synonyms_are_told_by_their_group(edited, good_library):
    text = (good_library / "synonyms.yml").read_text(encoding="utf-8")
    found = edited(good_library, ("synonyms.yml", None, f"{text}- [visit, encounter]\n"))
    assert [("visit", "", "visit, encounter", "wording only")] == told(found)
    assert ("synonyms", "wording only") == (found.changes[0].what, found.changes[0].direction)


def test_a_family_of_codes_is_told_with_its_codes_and_held_by_the_gate(edited, good_library):
    text = "\n".join(("concepts:", *(f"  - name: {one.name}\n    means: {one.meaning}" for one in CONCEPTS)))
    found = edited(good_library, ("concepts.yml", None, f"{text}\n    codes: 0708T\n"))
    last = CONCEPTS[-1]
    assert [(last.name, last.meaning, f"{last.meaning}; codes: 0708T", "wording only")] == told(found)
    assert ["services"] == [concern.rule for concern in found.concerns]


def test_questions_are_told_by_what_they_expect(edited, good_library):
    asked = "questions:\n  - ask: 0709T\n    first: codes/0709t#summary\n"
    found = edited(good_library, ("questions.yml", None, asked))
    assert [("0709T", "", "first codes/0709t#summary", "neutral")] == told(found)


def test_an_adoption_is_a_dated_fact_of_its_own(edited, good_library):
    found = edited(
        good_library, (RULE, "    on: 2026-03-09", "    on: 2026-03-10\n  - by: appeals\n    on: 2026-04-02")
    )
    (change,) = found.changes
    assert ("dates only", ()) == (change.direction, found.effects)
    assert {
        ("adopted by billing: on", "2026-03-09", "2026-03-10", "dates only"),
        ("adopted by appeals", "", "since 2026-04-02", "dates only"),
    } <= set(told(found))


def test_all_that_a_question_expects_is_told():
    answer = Expected("0708T", "example-health/commercial", "coverage", "investigational")
    path = ("questions", 0)
    asked = GoldenQuestion(path, "is it covered", "codes/0708t", ("a", "b"), answer, ("c", "d"), "as read")
    held, later = Questions(held=(asked,)), Questions(not_yet=(GoldenQuestion(path, "is it covered", "x"),))
    ((change,), none) = question_changes(held, later), question_changes(held, held)
    expected = (
        "top a, b; answer 0708T, example-health/commercial, coverage, investigational; never c, d; note as read"
    )
    (fact,) = change.facts
    told = ("is it covered", f"first codes/0708t; {expected}", "not yet: first x")
    assert told == (fact.name, fact.before, fact.after)
    assert () == none


def test_a_new_file_of_many_is_told_by_its_answers_and_keeps_its_direction(real_library):
    for page in real_library.documents:
        told, whole = addition_of(page), change_of(None, page)
        assert (whole.direction, whole.answers) == (told.direction, told.answers), page.id
        assert (told.facts, ()) == (told.answers, told.passages)
        assert (whole.kind, whole.title, whole.effective) == (told.kind, told.title, told.effective)
