"""The versions since: what each changed, in the words of the diff, and how it stands to the date."""

from __future__ import annotations

X, GONE = "example-health/commercial/x", "example-health/commercial/gone"


def test_versions_after_the_one_in_force_are_listed_with_the_direction_of_their_change(pack):
    first, second, third = pack(X, "2026-02-01").steps
    assert ("the text for the date of service", "", ()) == (first.status, first.direction, first.facts)
    assert (("Coverage", "covered"),) == first.says
    assert ("begins after the date of service", "tighter") == (second.status, second.direction)
    assert ("Coverage", "covered", "not covered", "tighter") == tuple(
        vars(second.facts[0])[key] for key in ("name", "before", "after", "direction")
    )
    assert ("effective", "2026-01-01", "2026-03-01", "dates only") in {
        (fact.name, fact.before, fact.after, fact.direction) for fact in second.facts
    }
    assert ("Coverage",) == second.reworded
    assert ("begins after the date of service", "looser") == (third.status, third.direction)


def test_what_was_recorded_after_the_date_of_service_is_marked(pack):
    assert [False, True, True] == [step.late for step in pack(X, "2026-02-01").steps]


def test_a_version_recorded_after_the_day_asked_for_that_would_have_decided_says_so(pack):
    stands = [step.status for step in pack(X, "2026-03-02", "2026-03-02").steps]
    assert "the text for the date of service" == stands[0]
    assert "recorded later: by what is known since, it would have been the one in force" == stands[1]
    assert "recorded after the day up to which this page looks" == stands[2]


def test_where_nothing_was_in_force_every_version_is_listed(pack):
    found = pack(X, "2025-12-31")
    assert (3, 0) == (len(found.steps), found.earlier)


def test_a_withdrawal_is_a_step_with_a_note(pack):
    last = pack(GONE, "2026-02-01").steps[-1]
    assert (True, "The file was taken out of the library.") == (last.version.withdrawn, last.note)
    assert (("",), ()) == ((last.direction,), last.says)


def test_a_version_that_todays_schema_cannot_read_is_listed_and_said_so(repository, packed):
    repository.commit({f"{X}.md": repository.rule("covered", "2026-01-01")}, "2026-01-10")
    repository.commit({f"{X}.md": "---\neffective: 2026-02-01\nstatus: bad\n---\n"}, "2026-01-20")
    repository.commit({f"{X}.md": repository.rule("not covered", "2026-03-01")}, "2026-02-20")
    first, unread, last = packed(repository, X, "2026-01-15").steps
    assert "" == first.note
    assert "Today's schema cannot read this version; its text is kept." == unread.note
    assert ("tighter", "") == (last.direction, last.note)
