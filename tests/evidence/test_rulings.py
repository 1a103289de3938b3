"""What the entry says, and what stands: an entry that does not decide never looks as if it did."""

from __future__ import annotations

import pytest

PLANS = "example-health/commercial"
X, Y, Z, ENDED = (f"{PLANS}/{name}" for name in ("x", "y", "z", "ended"))


def only(pack):
    (ruling,) = pack.rulings
    (outcome,) = ruling.outcomes
    return ruling, outcome


def test_an_entry_on_the_code_decides_and_the_wider_ones_are_named_beside_it(pack):
    found = pack(X, "2026-04-01", code="0708T")
    ruling, outcome = only(found)
    assert (True, "decides", "not covered") == (ruling.decides, outcome.role, outcome.found.value)
    roles = {other.entry.id: other.role for other in found.others}
    assert {Y: "informs", Z: "informs"}.items() <= roles.items()
    assert X not in roles


def test_entries_of_one_reach_that_disagree_are_in_conflict_and_each_is_named(pack):
    found = pack(Y, "2026-04-01", code="0709T")
    ruling, outcome = only(found)
    assert (False, "disagrees", "sources conflict") == (ruling.decides, outcome.role, outcome.found.value)
    assert {Z: "disagrees"}.items() <= {other.entry.id: other.role for other in found.others}.items()


def test_an_entry_that_is_overruled_informs_and_the_one_that_decides_is_named(pack):
    found = pack(Y, "2026-04-01", code="0708T")
    ruling, outcome = only(found)
    assert ("covered", "not covered", "informs") == (ruling.answer.value, outcome.found.value, outcome.role)
    assert {X: "decides"}.items() <= {other.entry.id: other.role for other in found.others}.items()


def test_without_a_code_each_code_of_the_library_that_it_reaches_is_answered(pack):
    found = pack(Y, "2026-04-01")
    assert ("0708T", "0709T") == found.case.codes
    assert [(("0708T",), "informs"), (("0709T",), "disagrees")] == [
        (outcome.codes, outcome.role) for outcome in found.rulings[0].outcomes
    ]


def test_an_unknown_answer_keeps_its_reason_and_what_a_wider_rule_says_stands_beside_it(pack):
    found = pack(f"{PLANS}/0709t", "2026-04-01", code="0709T")
    coverage = found.rulings[0]
    assert (False, "data not available") == (coverage.known, coverage.answer.value)
    assert "Not known" == coverage.sure[0][0]
    assert "silent" == coverage.outcomes[0].role
    assert "sources conflict" == coverage.outcomes[0].found.value


@pytest.mark.parametrize("known", ["", "2026-03-02"])
@pytest.mark.parametrize("date", ["2026-02-01", "2026-03-02", "2026-04-01", "2027-02-01"])
@pytest.mark.parametrize(("name", "code"), [(X, "0708T"), (f"{PLANS}/0709t", "0709T"), (ENDED, "0708T")])
def test_a_pack_and_an_answer_say_the_same_in_the_same_words(told, name, code, date, known):
    when = ("--date", date, *(("--known", known) if known else ()))
    for ruling in told("evidence", name, "--code", code, *when)["questions"]:
        (stands,) = ruling["stands"]
        answer = told("answer", code, PLANS, ruling["question"], *when)
        for key in ("answer", "reason", "entry", "why", "warning", "standing", "confidence"):
            assert answer[key] == stands[key], key
        spoke = {version["entry"]: version for version in answer["as_of"]["versions"]}
        if name in spoke:
            pack = told("evidence", name, "--code", code, *when)
            assert (spoke[name]["why"], spoke[name]["content"]) == (pack["why"], pack["version"]["content"])
