"""Rows of texts as lists of numbers: no text appears twice in a script of data."""

from __future__ import annotations

from collections.abc import Iterable

Value = str | int | tuple[str, ...]


def numbers(row: Iterable[Value], values: dict[Value, int]) -> tuple[int, ...]:
    """Return the place of each value of a row among `values`, which grow by what is new.

    The first value is what is empty: "", 0 and () alike. Values that are empty at the end of a row are left out.
    """
    found = [values.setdefault(value or "", len(values)) for value in row]
    while found and not found[-1]:
        found.pop()
    return tuple(found)
