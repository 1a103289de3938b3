"""Front matter laid out: what is put in one form, and what is left as it is written."""

from __future__ import annotations

import pytest

from kb.content.fields import CODE_FIELDS, ENTRY_FIELDS
from kb.layout.front import tidy_front

CASES = {
    "keys in order": ("codes: 0709T\ntitle: A\n", "title: A\ncodes: 0709T\n"),
    "a value on several lines moves whole": (
        "codes: 0709T\ntitle: >-\n  One\n  two\ncurrency: old\n",
        "title: >-\n  One\n  two\ncodes: 0709T\ncurrency: old\n",
    ),
    "a comment moves with its key": (
        "# of codes\ncodes: 0709T\n# of title\ntitle: A\n",
        "# of title\ntitle: A\n# of codes\ncodes: 0709T\n",
    ),
    "one blank behind a colon": ("title:    A\n", "title: A\n"),
    "no blanks at the end": ("title: A   \ncodes: 0709T \n", "title: A\ncodes: 0709T\n"),
    "a date without quotes": ('effective: "2026-01-01"\n', "effective: 2026-01-01\n"),
    "another text keeps its quotes": ('title: "A: b"\ndocument: "No. 7"\n', 'title: "A: b"\ndocument: "No. 7"\n'),
    "a list of one": ("codes: [0709T]\n", "codes: 0709T\n"),
    "a list on one line": ("codes: [0708T,0709T ]\n", "codes: [0708T, 0709T]\n"),
    "a list of dashes": ("codes:\n  - 0708T\n  - 0709T\n", "codes: [0708T, 0709T]\n"),
    "a list over two lines": ("codes: [0708T,\n  0709T]\n", "codes: [0708T, 0709T]\n"),
    "a list with a comment stays": ("codes:\n  - 0708T # why\n  - 0709T\n", "codes:\n  - 0708T # why\n  - 0709T\n"),
    "words that need quotes keep them": ('codes: ["a, b", "c: d"]\n', 'codes: ["a, b", "c: d"]\n'),
    "records of a table": (
        "sources:\n  one:\n    url: u\n    title: t\n  two:\n    read: whole\n    title: t\n",
        "sources:\n  one:\n    title: t\n    url: u\n  two:\n    title: t\n    read: whole\n",
    ),
    "a comment above a record stays above it": (
        "sources:\n  one:\n    url: u\n    title: t\n  # of two\n  two:\n    title: t\n",
        "sources:\n  one:\n    title: t\n    url: u\n  # of two\n  two:\n    title: t\n",
    ),
    "records of a list": (
        "looked:\n  - on: 2026-01-01\n    for: [coverage]\n  - where: x\n    for: coverage\n",
        "looked:\n  - for: coverage\n    on: 2026-01-01\n  - for: coverage\n    where: x\n",
    ),
    "records of a list at the margin": (
        "looked:\n- on: 2026-01-01\n  for: coverage\n",
        "looked:\n- for: coverage\n  on: 2026-01-01\n",
    ),
    "records in braces stay": (
        "looked:\n  - {on: 2026-01-01, where: x}\n",
        "looked:\n  - {on: 2026-01-01, where: x}\n",
    ),
    "the order of records is the writer's": ("sources:\n  b:\n    title: t\n  a:\n    title: t\n",) * 2,
}


@pytest.mark.parametrize("what", CASES)
def test_front_matter_is_laid_out(what):
    before, after = CASES[what]
    assert after == tidy_front(before, ENTRY_FIELDS)
    assert after == tidy_front(after, ENTRY_FIELDS)


def test_a_list_too_wide_for_a_line_has_one_item_a_line():
    words = [f"example concept number {number}" for number in range(6)]
    items = "".join(f"  - {word}\n" for word in words)
    assert f"concepts:\n{items}" == tidy_front(f"concepts: [{', '.join(words)}]\n", CODE_FIELDS)
    assert f"concepts:\n{items}" == tidy_front(f"concepts:\n{items}", CODE_FIELDS)
