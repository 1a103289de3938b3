"""Each probe passes a good answer, fails a bad one, and is not put to a library that cannot answer it."""

from __future__ import annotations

import pytest

from benchmarks.probes import ASKED, FIRST_PAGE, PROBES, SAME_AS, Facts, Found, judge

DENIED = frozenset({"not-covered"})
NOTHING = Found(frozenset(), ())
TOLD = ("0709", "C43")


def facts(named="", codes="", coverage=(), text=""):
    return Facts(frozenset(named.split()), frozenset(codes.split()), frozenset(coverage), text)


PAGES = {
    "codes/0709t": facts("0709t", "0709t"),
    "codes/j9999": facts("j9999", "j9999"),
    "codes/99213": facts("99213", "99213"),
    **{
        page: facts("", "0709t", ("covered",))
        for page in ("aetna/a/b", "bcbs/highmark-pa/x", "humana/a/b", "uhc/a/b")
    },
    "cigna/skin/c": facts(text="melanoma of skin, c43.9"),
    **{f"cigna/denied/{number}": facts("", "", DENIED) for number in range(FIRST_PAGE)},
}
GOOD = {
    **dict.fromkeys(("0709T", "0709t", "0709"), "codes/0709t"),
    "J9999": "codes/j9999",
    "99213": "codes/99213",
    **dict.fromkeys(("aetna 0709T", "aetan"), "aetna/a/b"),
    "hihgmark 0709T": "bcbs/highmark-pa/x",
    "humna": "humana/a/b",
    **dict.fromkeys((SAME_AS, "preauth", "preauthorization", "precert", "prior auth"), "codes/99213"),
    **dict.fromkeys(("not covered", '"not covered"'), "cigna/denied/0"),
    **dict.fromkeys(("C43.9", "C43"), "cigna/skin/c"),
    **dict.fromkeys(("united healthcare 0709T", "UHC 0709T"), "uhc/a/b"),
}


def answers(**changed):
    found = {typed: Found(frozenset({page}), (page,), ("read so",) * (typed in TOLD)) for typed, page in GOOD.items()}
    return found | changed


def test_there_are_nineteen_and_all_that_is_asked_is_answered_here():
    assert len(PROBES) == 19
    assert set(ASKED) == set(GOOD)


def test_good_answers_pass_every_probe():
    passed = judge(answers(), PAGES)
    assert ("19/19", ()) == (str(passed), passed.failed)


@pytest.mark.parametrize("typed", [typed for typed in GOOD if typed != SAME_AS])
@pytest.mark.parametrize("bad", [NOTHING, Found(frozenset({"codes/none"}), ("codes/none",), ())])
def test_a_bad_answer_fails_its_own_probe_only(typed, bad):
    passed = judge(answers(**{typed: bad}), {**PAGES, "codes/none": facts()})
    assert (typed,) == passed.failed


@pytest.mark.parametrize("typed", TOLD)
def test_half_a_code_must_be_told_by_who_can_tell(typed):
    silent, mute = (Found(frozenset({GOOD[typed]}), (GOOD[typed],), notes) for notes in ((), None))
    assert (typed,) == judge(answers(**{typed: silent}), PAGES).failed
    assert () == judge(answers(**{typed: mute}), PAGES).failed


def test_one_entry_that_is_covered_among_those_that_are_not_is_a_failure():
    mixed = Found(frozenset(), ("cigna/denied/1", "aetna/a/b"))
    assert ("not covered",) == judge(answers(**{"not covered": mixed}), PAGES).failed


def test_what_a_library_does_not_hold_is_not_asked():
    passed = judge(answers(), {page: held for page, held in PAGES.items() if not page.startswith("uhc/")})
    assert ("united healthcare 0709T", "UHC 0709T") == passed.impossible
    assert str(passed) == "17/17"
