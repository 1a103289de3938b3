"""Ids made from words: of the letters an id may have, and none that is taken."""

from __future__ import annotations

import pytest

from kb.authoring.names import LONGEST_ID, free_id, id_from
from kb.content.front_matter import Scalar
from kb.content.kinds import word
from kb.domain.problem import Place


@pytest.mark.parametrize("words", ["Acme Health", "Société d'Été", "---", "", "con", "A" * 200, "0709T", "日本"])
def test_an_id_is_made_of_any_words(words):
    made = id_from(words)
    assert made == word.read(Scalar(made, Place()))
    assert len(made) <= LONGEST_ID


def test_an_id_that_is_taken_gets_a_number():
    assert ["policy", "policy-3"] == [free_id("Policy", ()), free_id("Policy", {"policy", "policy-2"})]
