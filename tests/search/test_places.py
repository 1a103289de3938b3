"""Where words stand in the index: those of a sentence side by side, whatever is written before it."""

from __future__ import annotations

import random

from hypothesis import given
from hypothesis import strategies as st

from kb.search.analysis import analyse, make_concepts
from kb.search.places import MOST, placed

CONCEPTS = make_concepts([("prior authorization", ("prior auth", "PA"))])
SENTENCES = (
    "The plan covers nothing of that kind.",
    "Prior auth is needed for 0709T, see CPB 0557!",
    "St. Louis and Kansas City ask for it, too;",
    "As often as 3 times in a year.",
    "“No coverage is stated anywhere.”",
    "Codes 0707T-0710T are listed there",
)


def places(text):
    found = {}
    for term in placed(text, CONCEPTS):
        found.setdefault(term.text, []).append(term.position)
    return found


def test_one_sentence_has_its_words_numbered_as_they_come():
    for sentence in SENTENCES:
        assert sorted(analyse(sentence, CONCEPTS)) == sorted(placed(sentence, CONCEPTS))


@given(st.lists(st.sampled_from(SENTENCES), min_size=2, max_size=12))
def test_each_sentence_stands_by_itself_and_has_the_terms_that_it_has(chosen):
    text = " ".join(chosen)
    found = placed(text, CONCEPTS)
    assert sorted(term.text for term in analyse(text, CONCEPTS)) == sorted(term.text for term in found)
    words = {(term.position) for term in found}
    runs = sum(place - 1 not in words for place in words)
    assert runs == len([one for at, one in enumerate(chosen) if at == 0 or chosen[at - 1][-1] in ".!?;”"])


def test_words_stand_side_by_side_within_a_sentence_and_behind_an_abbreviation_and_never_over_its_end():
    found = places(" ".join(SENTENCES))

    def beside(one, other):
        return any(place + 1 in found[other] for place in found[one])

    assert beside("st", "loui")
    assert beside("plan", "cover")
    assert beside("~prior authorization", "auth")
    assert not beside("kind", "prior")
    assert not beside("year", "no")


def test_a_sentence_that_is_put_in_or_edited_moves_hardly_any_word_of_the_others():
    dice = random.Random(5)  # noqa: S311
    moved = 0
    for number in range(200):
        others = [f"The {' '.join(dice.choices('abcdefgh', k=12))} {number} there." for _ in range(9)]
        before = places(" ".join(others))
        at = dice.randrange(10)
        after = places(" ".join([*others[:at], "A wholly new remark stands in between now.", *others[at:]]))
        moved += any(not {*before[term]} <= {*after[term]} for term in before)
    assert moved < 20


def test_a_very_long_text_is_numbered_as_it_comes():
    text = "Some words here. " * MOST
    assert sorted(analyse(text, CONCEPTS)) == sorted(placed(text, CONCEPTS))
