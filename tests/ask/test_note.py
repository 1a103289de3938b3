"""A reply as a note for an account: short, each claim whole with its source, and what is left out is counted."""

from __future__ import annotations

import datetime as dt
import re

import pytest

from kb.ask.note import note_of
from kb.ask.reply import Claim, Gap, Reply
from kb.content.questions import FILE, read_questions
from kb.domain.model import Source
from kb.published.edition import Committed, edition

OF = edition(dt.date(2026, 3, 2), Committed("2026-03-02T10:00:00Z", f"commit {'0123456789' * 4}"))
FOOT = "Library as of Mar 2, 2026, commit 012345678901. Not a guarantee of payment."
READ = dt.date(2026, 1, 5)
SOURCE = Source("bulletin", "Bulletin 12", "Example Health", "", "primary", READ, "whole", "2026-01-01")
CITED = "Bulletin 12, Example Health, 2026-01-01 (payer document; retrieved Jan 5, 2026)"


def claim(text, *more, brief=""):
    return Claim(text, "example-health/commercial/all-codes", "coverage", SOURCE, more, brief)


def reply(*claims, kind="answer", **parts):
    return Reply("example 0709T", kind, claims=claims, read_as=("0709T", "Coverage"), **parts)


def test_a_note_is_one_line_of_question_value_source_day_and_commit():
    note = note_of(reply(claim("Example, coverage of 0709T: covered (high confidence; effective Jan 1, 2026).")), OF)
    value = "Example, coverage of 0709T: covered (high confidence; effective Jan 1, 2026). [1]"
    assert f"Asked: 0709T · Coverage. {value} Sources: [1] {CITED}. {FOOT}" == note


def test_what_is_not_known_stays_unknown_and_where_it_was_searched_goes_first():
    gap = Gap("Example, coverage of 0709T: data not available (searched, not found).", "Searched far and wide. " * 30)
    note = note_of(reply(kind="not known", unknown=(gap,)), OF)
    assert f"Asked: 0709T · Coverage. Not known. {gap.brief} {FOOT}" == note


def test_a_note_that_does_not_fit_loses_the_notes_of_its_records_first():
    told = claim(f"Covered. {'Read beside it. ' * 40}", brief="Covered.")
    assert " Covered. [1] Their notes are left out. Sources:" in note_of(reply(told), OF)


def test_then_all_but_the_first_source_of_each_and_the_rest_is_counted():
    others = [Source(f"o{number}", f"Other {number}", "X" * 60, "", "primary", READ, "whole") for number in range(9)]
    note = note_of(reply(claim("Covered.", *others)), OF)
    assert f" Covered. [1] and 9 more Sources: [1] {CITED}. {FOOT}" in note


def test_then_whole_claims_which_are_counted():
    claims = [claim(f"{number}. {'word ' * 50}end.") for number in range(3)]
    note = note_of(reply(*claims), OF)
    assert f"Asked: 0709T · Coverage. {claims[0].text} [1] More in the reply: 2. Sources:" in note


def test_what_the_reply_says_beside_its_records_is_told_of_before_them_where_it_does_not_fit():
    note = note_of(reply(claim("Covered."), lead=("A remark. " * 60,)), OF)
    assert "Coverage. Read the remarks of the reply first. Covered. [1]" in note


@pytest.mark.parametrize("lead", [(), ("Yes, by the record below.",)])
def test_where_no_claim_fits_nothing_is_said_that_has_its_source_only(lead):
    gap = Gap("Other plan, coverage of 0709T: data not available.")
    note = note_of(reply(claim("word " * 120), lead=lead, unknown=(gap,)), OF)
    assert f"Asked: 0709T · Coverage. What is recorded is too long for a note: see the reply. {FOOT}" == note


def test_a_question_read_as_too_much_for_a_note_is_told_so():
    read_as = tuple(f"0{number}T" for number in range(100, 250))
    asked = Reply("example", "answer", claims=(claim("Covered."),), read_as=read_as)
    assert f"What is recorded is too long for a note: see the reply. {FOOT}" == note_of(asked, OF)


def test_words_that_nothing_holds_and_the_kind_of_a_reply_stand_before_its_claims():
    note = note_of(reply(claim("Covered."), kind="nearest", unread=("lung",)), OF)
    assert "Nothing cited speaks of: “lung”. Not answered here as asked; the nearest " in note
    assert note.index("Not answered here") < note.index("Covered.")


def test_notes_on_what_staff_ask_are_short_and_hold_each_claim_whole_with_a_source(ask, desk, real_policies):
    """What is left of a note without its claims and gaps is of the templates, the question or the remarks."""
    asked = read_questions((real_policies / FILE).read_text(encoding="utf-8")).replies
    of, fitting = edition(desk.today, Committed("", f"commit {'0123456789' * 4}")), 0
    for question in asked:
        found = ask(question.ask)
        note = note_of(found, of)
        assert len(note) <= 600
        assert "\n" not in note
        rest = note
        for one in (*found.claims, *found.unknown):
            said = next((text for text in (one.text, one.brief) if text and text in rest), "")
            cited = re.escape(said) + (r"( \[\d+\])+( and \d+ more)?" if isinstance(one, Claim) else "")
            rest, number = re.subn(cited, "", rest, count=1) if said else (rest, 0)
            assert bool(said) == bool(number), (question.ask, said)
            fitting += isinstance(one, Claim) and number
        head, _, _ = rest.partition(" Sources: ")
        for part in (*found.lead, *found.read_as, *found.unread, found.question.strip()):
            head = head.replace(part, "")
        assert not re.search(r"[a-z]+ [a-z]+ (covered|required|denied|days)", head), (question.ask, head)
    assert fitting > len(asked) / 3
