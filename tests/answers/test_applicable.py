"""Who reaches a code is found reach by reach, and is who would be found by asking each entry by itself."""

from __future__ import annotations

import pytest

from benchmarks.generate import make, sized
from kb.answers.applicable import NATIONAL, reach_kind_of, reaching_entries
from kb.answers.resolve import resolve, resolve_each
from kb.content.load import load
from kb.domain.vocabulary import QUESTIONS
from kb.rules.check import check

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module", params=["real", "generated"])
def library(request, real_policies, tmp_path_factory):
    folder = real_policies
    if request.param == "generated":
        folder = tmp_path_factory.mktemp("generated") / "policies"
        make(sized(80, 7), folder)
    return check(load(folder)).library


def scope_ids(library):
    return [f"{payer.name}/{scope.id}" for payer, scope in library.scopes]


def asked_by_entry(library, code, scope, kinds):
    """Ask every entry of the library whether it reaches the code, and keep those that stand with the scope."""
    payer = scope.split("/")[0]
    for entry in library.entries:
        brand = entry.payer == payer and kinds[scope] == "licensee" and kinds[entry.scope_id] == "brand"
        national = kinds[scope] == "contractor" and entry.scope_id == NATIONAL
        rank = reach_kind_of(library, entry, code)
        if rank and (entry.scope_id == scope or brand or national):
            yield entry.id, rank, brand


def test_the_entries_that_reach_a_code_are_those_that_say_so_one_by_one(library):
    kinds = dict(zip(scope_ids(library), (scope.kind for _, scope in library.scopes), strict=True))
    assert {"licensee", "brand"} <= set(kinds.values())
    for code in library.codes:
        for scope, found in reaching_entries(library, code, kinds).items():
            told = sorted((one.entry.id, one.rank, one.for_brand) for one in found)
            assert sorted(asked_by_entry(library, code, scope, kinds)) == told


def test_the_answers_of_a_scope_are_those_asked_for_one_by_one(library):
    keys = [question.key for question in QUESTIONS]
    asked = [(code, scope) for code in library.codes for scope in scope_ids(library)]
    for one in asked[::7]:
        assert [resolve(library, *one, key) for key in keys] == list(resolve_each(library, *one, keys))
