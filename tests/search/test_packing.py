"""Packed numbers can be read again, and a file is full when its blocks are."""

from __future__ import annotations

import re
from itertools import accumulate

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.search.packing import (
    FULL,
    LARGE,
    LETTERS,
    cut,
    file_names,
    front_coded,
    front_decoded,
    gaps,
    letters,
    plain,
    runs,
    text,
    varints,
)

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
    assert numbers == read(plain(text([varints(numbers)])))


@given(st.lists(st.integers(0, 2_000).map(bytes), max_size=9))
def test_bytes_are_read_as_they_were_written_whatever_their_parts(parts):
    assert b"".join(parts) == plain(text(parts))


@given(NUMBERS.map(sorted))
def test_gaps_add_up_to_the_rising_numbers(rising):
    found = list(gaps(rising))
    assert rising == [sum(found[: at + 1]) for at in range(len(found))]


@pytest.mark.parametrize(("values", "width"), [(1, 1), (64, 1), (65, 2), (64**2, 2), (64**2 + 1, 3)])
def test_as_many_letters_as_it_takes_tell_values_apart(values, width):
    assert {width} == {len(letters([place], values)) for place in (0, values - 1)}


@pytest.mark.parametrize(("values", "together"), [(1, 6), (2, 6), (3, 3), (4, 3), (5, 2), (8, 2), (9, 1), (64, 1)])
def test_a_letter_tells_as_many_numbers_as_it_can(values, together):
    assert [1, 2] == [len(letters([values - 1] * many, values)) for many in (together, together + 1)]


@given(st.integers(1, 5_000).flatmap(lambda values: st.tuples(st.just(values), st.lists(st.integers(0, values - 1)))))
def test_letters_are_read_as_the_numbers_they_were_written_for(told):
    values, numbers = told
    written = letters(numbers, values)
    together = len(letters([0] * 6, values)) < 6 and next(
        n for n in range(6, 0, -1) if len(letters([0] * n, values)) == 1
    )
    width = len(letters([0], values))
    digits = [LETTERS.index(letter) for letter in written]
    told = [
        sum(digit * 64**place for place, digit in enumerate(reversed(digits[at : at + width])))
        for at in range(0, len(digits), width)
    ]
    base = max(2, values)
    read_again = [number // base**place % base for number in told for place in range(together)] if together else told
    assert numbers == read_again[: len(numbers)]


@given(st.lists(st.integers(0, 9)))
def test_runs_tell_how_often_each_number_stands(numbers):
    told = runs(numbers)
    values = accumulate(told[::2])
    assert numbers == [value for value, often in zip(values, told[1::2], strict=True) for _ in range(often)]


@given(st.lists(st.text(st.characters(exclude_characters="\n"), min_size=1)))
def test_texts_told_by_the_ones_before_are_read_as_they_were(texts):
    assert texts == front_decoded(front_coded(texts))


BLOCKS = st.lists(st.integers(0, 3 * FULL), max_size=60)


def cut_sizes(sizes):
    return list(cut((f"key{number:04}", bytes(size)) for number, size in enumerate(sizes)))


@given(BLOCKS)
def test_files_hold_every_key_in_order_and_none_is_overfull_but_by_one_block(sizes):
    made = cut_sizes(sizes)
    assert [f"key{number:04}" for number in range(len(sizes))] == [key for file in made for key in file.keys]
    assert [] == [file for file in made if len(file.keys) > 1 and len(file.blocks) > 2 * FULL + 3 * len(file.keys)]


def test_a_small_list_is_one_file_and_a_large_block_has_its_own():
    assert [1] == [len(file.keys) for file in cut_sizes([1])]
    assert [2] == [len(file.keys) for file in cut_sizes([LARGE - 9, LARGE - 9])]
    assert [1, 1] == [len(file.keys) for file in cut_sizes([LARGE - 9, LARGE])]
    assert [1, 1] == [len(file.keys) for file in cut_sizes([3 * FULL, 3 * FULL])]


def test_a_block_that_grows_moves_the_ends_of_few_files():
    sizes = [100 + 37 * number % 400 for number in range(2_000)]
    before = {file.keys for file in cut_sizes(sizes)}
    for place in range(0, 2_000, 100):
        after = {file.keys for file in cut_sizes([*sizes[:place], sizes[place] + 300, *sizes[place + 1 :]])}
        assert len(after - before) <= 3
    assert len(before) > 50


@given(st.sets(st.text(min_size=1, max_size=100), min_size=2))
def test_files_have_names_of_their_own_that_no_other_file_changes(firsts):
    one, *others = sorted(firsts)
    names = file_names([one, *others])
    assert all(re.fullmatch(r"[a-z0-9_]{1,80}(_|-[0-9]+)", name) for name in names)
    assert len(set(names)) == len(names)
    short = [number for number, name in enumerate(names) if name.endswith("_") and number]
    assert [names[number] for number in short] == [file_names(others)[number - 1] for number in short]


def test_no_name_is_one_that_windows_keeps_for_itself():
    assert ["con_", "nul_", "_22_a_20_b_"] == file_names(["con", "nul", '"a b'])
