"""The pack: which text was in force on the date, why, and what was known then."""

from __future__ import annotations

X, GONE, ENDED = (f"example-health/commercial/{name}" for name in ("x", "gone", "ended"))


def test_the_version_in_force_on_the_date_of_service_is_the_one_that_is_shown(pack):
    found = pack(X, "2026-04-01")
    assert (True, "not covered") == (found.in_force, found.rulings[0].answer.value)
    assert "In force on 2026-04-01" in found.why
    assert "from March" in found.why
    assert 1 == found.earlier


def test_what_was_recorded_after_the_date_of_service_is_told_apart_from_what_was_known_on_the_day(pack):
    found = pack(X, "2026-03-02")
    assert "not covered" == found.rulings[0].answer.value
    assert any("after that day" in caveat for caveat in found.caveats)
    assert "three rules" in found.known_then
    assert "recorded by 2026-03-02" in found.known_then


def test_with_what_was_known_by_a_day_the_text_of_that_time_speaks(pack):
    found = pack(X, "2026-03-02", "2026-03-02")
    assert ("covered", "") == (found.rulings[0].answer.value, found.known_then)


def test_before_the_first_effective_date_nothing_is_in_force_and_no_answer_is_given(pack):
    found = pack(X, "2025-12-31")
    assert (False, (), ()) == (found.in_force, found.rulings, found.others)
    assert None is found.case.entry
    assert "which rule held then is not known. What was recorded so far begins on 2026-01-01" in found.why
    assert None is found.content_hash
    assert "is not known from this entry" in found.gaps[0]


def test_a_rule_that_had_ended_is_shown_as_one_that_informs_and_decides_nothing(pack):
    found = pack(ENDED, "2026-04-01")
    assert False is found.in_force
    assert "it ended on 2025-12-31" in found.why
    assert "superseded" == found.case.entry.currency
    assert {"informs"} == {outcome.role for outcome in found.rulings[0].outcomes}


def test_an_entry_that_was_withdrawn_speaks_until_that_day_with_a_warning_and_not_after(pack):
    before, after = pack(GONE, "2026-02-01"), pack(GONE, "2026-04-01")
    assert (True, False) == (before.in_force, after.in_force)
    assert any("withdrawn later" in caveat for caveat in before.caveats)
    assert "it was withdrawn" in after.why
    assert () == after.rulings


def test_the_pack_says_of_which_commit_and_day_of_the_library_it_is_made(pack, story):
    head = story.git("rev-parse", "HEAD")
    assert pack(X, "2026-04-01").prepared == (
        f"Prepared on 2026-05-03 from the library at commit {head[:12]} of 2026-05-03."
    )
