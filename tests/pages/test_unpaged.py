"""A code without a page has a kind: what reaches it, by its shape and by the ranges that hold it."""

from __future__ import annotations

from random import Random

import pytest

from kb.domain.reach import CODE
from kb.pages.unpaged import FIRST, LETTERS, kind_of, kinds_of, next_code


def every(kind):
    code = FIRST[kind]
    while code:
        yield code
        code = next_code(code)


@pytest.mark.parametrize(("kind", "number"), [("I", 100_000), *((kind, 10_000) for kind in ("II", "III", "PLA"))])
def test_the_codes_of_a_kind_follow_each_other(kind, number):
    codes = [*every(kind)]
    assert len({*codes}) == number
    assert codes == sorted(codes)
    assert all(CODE.fullmatch(code) and kind_of(code) == kind for code in codes[::97])


def test_behind_the_last_code_of_a_letter_is_the_first_of_the_next():
    assert [f"{letter}0000" for letter in LETTERS[1:]] == [next_code(f"{letter}9999") for letter in LETTERS[:-1]]
    assert "" == next_code("V9999")


def test_each_kind_has_a_code_that_the_same_ranges_hold_and_none_that_is_named():
    """Ranges and named codes at random: of every code that is not named its kind is there, with a code of its own."""
    chance = Random(3)  # noqa: S311  (which codes are tried)
    codes = [*every("III")]
    for _ in range(20):
        ranges = [sorted(chance.sample(codes[:400], 2)) for _ in range(chance.randrange(5))]
        named = {*chance.sample(codes[:400], 200), *codes[: chance.randrange(300)]}
        found = kinds_of(ranges, named)

        def kind(code, held=tuple(ranges)):
            return " ".join(("III", *(str(at) for at, (low, high) in enumerate(held) if low <= code <= high)))

        wanted = {kind(code) for code in codes if code not in named}
        assert wanted == {name for name in found if name.split(" ")[0] == "III"}
        assert all(found[name] not in named and kind(found[name]) == name for name in wanted)
