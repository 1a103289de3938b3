"""Groups of words that find the same sections, and each fault of their file with its place."""

from __future__ import annotations

import pytest

from kb.content.synonyms import read_synonyms
from kb.domain.problem import Place


def test_synonyms_are_read_as_groups_under_their_first_name():
    groups, problems = read_synonyms("# ours\n- [add-on, addon]\n- [0558, no]\n")
    assert ((("add-on", "addon"), ("0558", "no")), []) == (groups, problems)


def test_no_synonyms_are_no_problem():
    assert ((), []) == read_synonyms("")


@pytest.mark.parametrize(
    ("text", "place", "code"),
    [
        ("# nothing but this\n", Place(1, 1), "wrong-kind"),
        ("a: b\n", Place(1, 1), "wrong-kind"),
        ("- [a, b]\n- c\n", Place(2, 3), "wrong-kind"),
        ("- [a, [b]]\n", Place(1, 7), "wrong-kind"),
        ("- [a, b\n", Place(2, 1), "yaml"),
        ("- []\n", Place(1, 3), "empty-value"),
        (f"- [a, {'b' * 101}]\n", Place(1, 7), "too-long"),
        (f"- [a, {'b-' * 15}b]\n", Place(1, 7), "too-long"),
    ],
)
def test_bad_synonyms_are_told_where_they_stand(text, place, code):
    groups, problems = read_synonyms(text)
    assert ((), [("synonyms.yml", place, code)]) == (groups, [(p.path, p.place, p.code) for p in problems])
