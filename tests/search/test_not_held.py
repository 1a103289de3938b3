"""A code without a page: the reader is told so, of each code named, and may choose one that is near."""

from __future__ import annotations

import pytest

from kb.search.analysis import make_concepts
from kb.search.lexicon import Lexicon
from kb.search.not_held import MENTIONED, NO_CODE, NOWHERE, codes_not_held
from kb.search.query import parse_query
from kb.search.typed import clean

LEXICON = Lexicon(("0558", "0708t", "0709t", "0710t", "96401", "q2043"), (), {}, ("0708t", "0709t", "q2043"))
BOTH = ("0708T", "0709T")


def found(typed):
    read = parse_query(clean(typed), make_concepts([]))
    return [
        (code.written, (code.told.removeprefix(f"{code.written} "), code.so), code.near)
        for code in codes_not_held(read, LEXICON)
    ]


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("0710T", [("0710T", MENTIONED, BOTH)]),
        ("96401 cigna", [("96401", MENTIONED, ())]),
        ("99213 cigna", [("99213", NOWHERE, ())]),
        ("0707T", [("0707T", NOWHERE, BOTH)]),
        ('"0710T coverage"', [("0710T", MENTIONED, BOTH)]),
        ('"0710T"', [("0710T", MENTIONED, BOTH)]),
        ("code:0710t", [("0710T", MENTIONED, BOTH)]),
        ("0710T 0710t 99213", [("0710T", MENTIONED, BOTH), ("99213", NOWHERE, ())]),
        ("0710T-0712T", [("0710T-0712T", MENTIONED, BOTH)]),
        ("Q2042", [("Q2042", NOWHERE, ())]),
        ("cigna Q2044", [("Q2044", NOWHERE, ())]),
        ("Q2034 aetna", [("Q2034", NOWHERE, ())]),
        ("Q204", [("Q204", NO_CODE, ("Q2043",))]),
        ("709T", [("709T", NO_CODE, ("0709T",))]),
        ("O709T", [("O709T", NO_CODE, ("0709T",))]),
        ("0708TT", [("0708TT", NO_CODE, ("0708T",))]),
    ],
)
def test_each_code_without_a_page_is_told_with_the_codes_near_it(typed, told):
    assert told == found(typed)


@pytest.mark.parametrize(
    "typed", ["0709T", "0708T-0710T", "-0710T", "0710*", "12b", "0558", "kind:entry", "aetna", ""]
)
def test_what_has_a_page_is_unwanted_or_is_no_code_is_not_told(typed):
    assert [] == found(typed)
