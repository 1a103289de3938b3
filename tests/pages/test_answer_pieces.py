"""The answers of plans are cut into bounded files, each pair of a plan and a code in exactly one."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

import pytest

from benchmarks.generate import Wanted, make
from kb.content.load import load
from kb.domain.vocabulary import QUESTIONS
from kb.pages.answer_pieces import APART, MOST_PLANS, ON_DAYS, TODAY, pieces
from kb.rules.check import check

CODES = 40


@pytest.fixture(scope="module")
def library(tmp_path_factory):
    folder = tmp_path_factory.mktemp("pieces")
    make(Wanted(entries=1, seed=7, payers=12, codes=CODES), folder)
    return check(load(folder)).library


@pytest.mark.parametrize("most", [TODAY, ON_DAYS])
def test_each_answer_is_in_one_file_of_its_payer_that_is_no_larger_than_asked(library, most):
    made = list(pieces(library, most))
    told = [one for piece in made for one in product(piece.scopes, piece.codes, piece.questions)]
    codes = ("all-codes", "category-iii", *library.codes)
    assert sorted(told) == sorted(product(library.scope_ids, codes, range(len(QUESTIONS))))
    assert len({piece.name for piece in made}) == len(made) > len(library.payers)
    for piece in made:
        assert {piece.name.partition("/")[0]} == {scope.partition("/")[0] for scope in piece.scopes}
        assert len(piece.scopes) <= MOST_PLANS
        group = next((at for at, keys in enumerate(APART) if QUESTIONS[piece.questions[0]].key in keys), len(APART))
        assert len(piece.scopes) * len(piece.codes) <= (max(most) if piece.name.count("-") == 1 else most[group])


def test_a_small_library_has_one_file_a_payer(real_policies):
    small = check(load(real_policies.parent / "tests" / "data" / "good")).library
    assert ["example-health/0-0", "sample-mutual/0-0"] == [piece.name for piece in pieces(small, TODAY)]


def test_a_new_code_at_the_end_leaves_the_files_of_the_others_as_they_are(library):
    last = list(library.codes)[-1]
    before = {piece.name: piece for piece in pieces(_without(library, last), TODAY)}
    now = {piece.name: piece for piece in pieces(library, TODAY)}
    assert before.keys() <= now.keys()
    assert all(now[name] == piece or last in now[name].codes for name, piece in before.items())


def _without(library, code):
    return replace(library, codes={one: page for one, page in library.codes.items() if one != code})
