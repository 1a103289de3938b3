"""Packed numbers can be read again, and a file is full when its blocks are."""

from __future__ import annotations

from base64 import b64decode
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.search.pack import FULL, cut, gaps, runs, text, varints

NUMBERS = st.lists(st.integers(0, 2**40))


def read(packed):
    """Read numbers of seven bits a byte, the obvious way."""
    found, number, shift = [], 0, 0
    for byte in packed:
        number |= (byte & 0x7F) << shift
        shift += 7
        if byte < 0x80:
            found.append(number)
            number, shift = 0, 0
    return found


@given(NUMBERS)
def test_numbers_are_read_as_they_were_written(numbers):
    assert numbers == read(b64decode(text(varints(numbers))))


@given(NUMBERS.map(sorted))
def test_gaps_add_up_to_the_rising_numbers(rising):
    found = list(gaps(rising))
    assert rising == [sum(found[: at + 1]) for at in range(len(found))]


@given(st.lists(st.integers(0, 3)))
def test_runs_tell_each_number_as_often_as_it_stands(numbers):
    told = list(runs(numbers))
    pairs = list(zip(told[::2], told[1::2], strict=True))
    assert numbers == [number for number, many in pairs for _ in range(many)]
    assert all(one != other for (one, _), (other, _) in pairwise(pairs))


@pytest.mark.parametrize(
    ("sizes", "files"),
    [
        ([], []),
        ([1], [1]),
        ([FULL], [1]),
        ([FULL, 1], [1, 1]),
        ([FULL // 2, FULL // 2 - 9], [2]),
        ([3 * FULL, 9, 9], [1, 2]),
    ],
)
def test_a_file_is_cut_when_its_blocks_fill_it_and_a_large_block_has_its_own(sizes, files):
    made = list(cut((f"key{number}", bytes(size)) for number, size in enumerate(sizes)))
    assert files == [len(file.keys) for file in made]
    assert [f"key{number}" for number in range(len(sizes))] == [key for file in made for key in file.keys]
