"""What an edit does to the answers of its own day: a moved date lists every answer that it moves."""

from __future__ import annotations

import datetime as dt

import pytest

RULE = "example-health/commercial/category-iii.md"
WHOLE = "example-health/commercial/category-iii"
TODAY = dt.date(2026, 3, 2)


def moved(found):
    """Give the answers that differ today: question, codes' number, before and after."""
    now = [effect for effect in found.effects if effect.now]
    return {(effect.code, effect.question, effect.before.value, effect.after.value) for effect in now}


COVERAGE = {(code, "coverage", "investigational", "data not available") for code in ("0708T", "0709T")}


def test_an_end_on_a_day_gone_by_lists_the_answers_that_it_takes_away(edited, good_library):
    found = edited(good_library, (RULE, "^date_basis", "ends: 2026-02-01\\ndate_basis"), today=TODAY)
    assert COVERAGE <= moved(found)
    assert {(WHOLE,)} == {effect.causes for effect in found.effects if effect.now}
    assert {"example-health/commercial"} == {effect.scope for effect in found.effects if effect.now}


@pytest.mark.parametrize("ends", ["2026-03-02", "2027-03-02"])
def test_an_end_to_come_takes_nothing_away_today(edited, good_library, ends):
    found = edited(good_library, (RULE, "^date_basis", f"ends: {ends}\\ndate_basis"), today=TODAY)
    assert set() == moved(found)


def test_the_day_after_an_end_its_answers_are_gone(edited, good_library):
    edit = (RULE, "^date_basis", "ends: 2026-03-02\\ndate_basis")
    assert COVERAGE <= moved(edited(good_library, edit, today=TODAY + dt.timedelta(days=1)))


def test_an_entry_that_is_put_off_leaves_its_former_version_in_force_until_then(edited, good_library):
    found = edited(
        good_library,
        (RULE, "^effective: .*", "effective: 2027-01-01"),
        (RULE, "^coverage: .*", "coverage: covered"),
        today=TODAY,
    )
    assert set() == moved(found)
    assert ("investigational", "covered") in {(effect.before.value, effect.after.value) for effect in found.effects}


def test_what_differs_in_any_case_is_not_listed_twice(edited, good_library):
    found = edited(good_library, (RULE, "^coverage: .*", "coverage: covered"), today=TODAY)
    cells = [(effect.code, effect.scope, effect.question) for effect in found.effects]
    assert sorted(set(cells)) == sorted(cells)
    assert set() == moved(found)


def test_of_an_entry_that_has_not_begun_nothing_is_said_of_today(edited, good_library, laid_over):
    text = (good_library / RULE).read_text(encoding="utf-8").replace("effective: 2026-01-01", "effective: 2027-01-01")
    folder = laid_over({RULE: text})
    found = edited(folder, (RULE, "^effective: .*", "effective: 2026-01-01"), today=TODAY)
    assert set() == moved(found)
