"""What begins, changes, ends or is withdrawn after the day of a site, for readers of a later day."""

from __future__ import annotations

import datetime as dt
import json
import shutil

import pytest

from kb.content.load import load
from kb.history.clocks import read_clocks
from kb.history.read import read_history
from kb.pages.upcoming_changes import turn_days, turns, turns_script
from kb.pages.version_history import VersionHistories
from kb.rules.check import check

PLANS = "example-health/commercial"


@pytest.fixture
def found(repository, good_library, rule):
    """Give the turns after a day: one rule changes, one ends, one begins, and one is withdrawn."""
    shutil.copytree(good_library, repository.folder, dirs_exist_ok=True)

    def entry(name, *given, **named):
        return {f"{PLANS}/{name}.md": rule(*given, **named).replace("NAME", name)}

    first = {
        **entry("changed", "covered", "2025-01-01"),
        **entry("ended", "covered", "2025-01-01", "2026-12-31", codes="0712T"),
        **entry("begun", "covered", "2027-02-01", codes="0713T"),
        **entry("gone", "covered", "2025-01-01", codes="0714T"),
    }
    repository.commit(first, "2026-01-01")
    gone = {f"{PLANS}/gone.md": None}
    repository.commit({**entry("changed", "not covered", "2027-01-01"), **gone}, "2026-02-01")

    def after(day):
        texts = load(repository.folder)
        history = read_history(repository.folder, texts)
        return turns(VersionHistories(read_clocks(check(texts).library, history, dt.date.fromisoformat(day))))

    return after


def test_each_turn_after_the_day_is_told_with_what_it_is_and_where_it_leads(found):
    told = [
        (str(turn.day), turn.what, turn.address.rpartition("/")[2], bool(turn.version))
        for turn in found("2026-01-15")
    ]
    assert [
        ("2026-02-01", "withdrawn", "gone.html", False),
        ("2027-01-01", "changes", "changed.html", True),
        ("2027-01-01", "ends", "ended.html", False),
        ("2027-02-01", "begins", "begun.html", True),
    ] == sorted(told)
    assert {"Example Health, Commercial plans: An example rule on 0712T"} == {
        turn.title for turn in found("2026-01-15") if turn.what == "ends"
    }


@pytest.mark.parametrize(
    ("day", "days"),
    [
        ("2026-12-31", ["2027-01-01", "2027-02-01"]),
        ("2027-01-01", ["2027-02-01"]),
        ("2027-02-01", []),
    ],
)
def test_what_has_come_by_the_day_is_no_turn_any_more(found, day, days):
    assert days == turn_days(found(day))


def test_the_script_holds_a_row_for_each_turn(found):
    address, text = turns_script(found("2026-12-31"))
    rows = json.loads(text.removeprefix("kb.turns(").removesuffix(");\n"))
    assert "static/turns.js" == address
    assert [["2027-01-01", "changes"], ["2027-01-01", "ends"], ["2027-02-01", "begins"]] == [row[:2] for row in rows]
