"""Choices and long lists of numbers can be read again, here and in the browser, and likely ones take few bytes."""

from __future__ import annotations

import random
from base64 import b64encode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.search.coded_runs import packed_run, read_run
from kb.search.coding import Choices, coded, steps
from kb.search.packing import varints

CHOICES = st.lists(st.tuples(st.integers(0, 4), st.integers(0, 1)))
RUN = """([bytes, length, told, groups, size]) => {
    const cursor = kb.packing.cursorOf(Uint8Array.from(atob(bytes), letter => letter.charCodeAt(0)));
    const { numbers, weights } = kb.coding.run(cursor, length, told, groups, size);
    return { run: [...numbers].map((number, at) => [number, weights[at]]), at: cursor.at };
}"""


def taken(written, contexts):
    choices = Choices(written, 5)
    return [1 - choices.place(context, 2) for context in contexts]


@given(CHOICES)
def test_choices_are_read_as_they_were_written(told):
    contexts, choices = [context for context, _ in told], [choice for _, choice in told]
    assert choices == taken(coded(contexts, choices, 5), contexts)


@pytest.mark.parametrize("choice", [0, 1])
@pytest.mark.parametrize("share", [0.5, 0.01, 0])
def test_likely_choices_take_few_bytes(share, choice):
    dice = random.Random(7)  # noqa: S311
    choices = [choice ^ (dice.random() < share) for _ in range(8_000)]
    written = coded([0] * 8_000, choices, 1)
    assert len(written) < {0.5: 1_020, 0.01: 95, 0: 20}[share]
    assert choices == taken(written, [0] * 8_000)


def test_what_is_carried_goes_through_all_the_bytes_before():
    for seed in range(300):
        dice = random.Random(seed)  # noqa: S311
        choices = [int(dice.random() < 0.003) for _ in range(3_000)]
        assert choices == taken(coded([0] * 3_000, choices, 1), [0] * 3_000)


@given(st.integers(1, 9).flatmap(lambda places: st.tuples(st.just(places), st.integers(0, places - 1))))
def test_a_place_is_read_as_it_was_written(told):
    places, place = told
    choices = steps(places)[place]
    assert place == Choices(coded(range(len(choices)), choices, 9), 9).place(0, places)


@st.composite
def runs(draw):
    """Groups of numbers, some of the numbers, and what each is worth."""
    size, many = draw(st.integers(1, 60)), draw(st.integers(1, 4))
    of = draw(st.lists(st.integers(0, many - 1), min_size=size, max_size=size))
    groups = [[number for number in range(size) if of[number] == group] for group in range(many)]
    numbers = sorted(draw(st.sets(st.integers(0, size - 1), min_size=1)))
    worths = draw(st.lists(st.sampled_from((1, 7, 300, 9_000)), min_size=len(numbers), max_size=len(numbers)))
    return numbers, worths, groups


@given(runs())
def test_a_long_list_is_read_as_it_was_packed(run):
    numbers, worths, groups = run
    assert list(zip(numbers, worths, strict=True)) == read_run(packed_run(numbers, worths, groups), groups)


def test_a_list_with_too_many_worths_is_not_packed_so():
    assert not packed_run(range(300), range(300), [range(300)])


@pytest.mark.browser
@pytest.mark.parametrize("groups", [1, 5])
def test_the_browser_reads_a_long_list_as_it_was_packed(page, engine_scripts, groups):
    for script in engine_scripts:
        page.add_script_tag(content=script.read_text(encoding="utf-8"))
    dice = random.Random(groups)  # noqa: S311
    of = [[number for number in range(4_000) if number % groups == group] for group in range(groups)]
    numbers = [number for number in range(4_000) if dice.random() < (0.02, 0.9, 0.4, 0, 0.5)[number % groups]]
    worths = [dice.choice((64, 64, 64, 130, 31_000)) for _ in numbers]
    packed = packed_run(numbers, worths, of)
    bytes_behind = b64encode(packed + varints([2**30])).decode()
    found = page.evaluate(RUN, [bytes_behind, len(packed), len(numbers), of, 4_000])
    assert {"run": [list(one) for one in zip(numbers, worths, strict=True)], "at": len(packed)} == found
