"""What a query finds: the answers of its card carry how sure they are, and what their dates leave open."""

from __future__ import annotations

import datetime as dt

import pytest

from kb.content.load import load
from kb.history.clocks import BLANK
from kb.history.read import read_history
from kb.rules.check import check
from kb.search.card import card_lines
from kb.search.lookup import LookUp, found_record, look_up

TODAY = dt.date(2026, 6, 1)


@pytest.fixture(scope="module")
def desk(dated_repository):
    folder = dated_repository.folder
    library = check(load(folder)).library
    return LookUp(library, library, lambda: read_history(folder, load(folder)), TODAY)


@pytest.fixture(scope="module")
def answers(desk):
    return lambda typed: found_record(desk, typed, 3)["card"]["answers"]


def test_an_answer_names_its_entry_its_doubts_and_how_sure_it_is(answers, desk):
    typed = "example health commercial prior auth 0708T"
    (told,) = answers(typed)
    decided = desk.current.by_path[f"{told['entry']}.md"]
    assert decided.answers["prior_authorization"].value == told["value"]
    assert decided.answers["prior_authorization"].confidence in told["certainty"]
    shown = " ".join(card_lines(look_up(desk, typed, 3)[1], desk.current))
    assert told["marks"] == [mark for mark in told["marks"] if mark in shown]


def test_an_unknown_claims_no_certainty(answers):
    unknown = [told for told in answers("sample mutual 0708T") if told["value"] == "data not available"]
    assert unknown
    assert [(None, [])] * len(unknown) == [(told["certainty"], told["marks"]) for told in unknown]


def test_an_answer_of_a_day_says_what_its_dates_leave_open(answers):
    (now,) = answers("example health commercial prior auth 0708T")
    (then,) = answers("example health commercial coverage 0708T on 2025-06-01")
    note = "No request is asked for, and none opens coverage."
    assert [note] == [one for one in now["cautions"] if not one.startswith("A new review of ")]
    assert then["cautions"][0].startswith("It was withdrawn later")


@pytest.mark.parametrize(
    ("day", "aged", "is_due"),
    [
        (dt.date(2026, 11, 28), "", False),
        (dt.date(2027, 1, 5), " days ago", True),
        (dt.date(2027, 11, 29), "365 days ago", True),
    ],
)
def test_on_a_later_day_it_is_told_how_old_all_is_and_which_review_was_due(real_library, day, aged, is_due):
    found, card = look_up(LookUp(real_library, real_library, lambda: BLANK, day), "cigna 0709T coverage", 1)
    assert bool(aged) == any(note.startswith("Nothing here was recorded after") for note in found.notes)
    assert not aged or any(aged in note for note in found.notes)
    assert is_due == any("was due on" in caution for row in card.rows for caution in row.told.cautions)
