from __future__ import annotations

import pytest

from kb.official.source import Refused, read_name
from kb.prices.gathering import gather
from kb.prices.reading import read_prices
from kb.prices.rules import Asked
from kb.prices.runs import here
from kb.prices.source import Source
from kb.prices.steps import listed


@pytest.fixture
def put(tmp_path):
    """Write a file and give it as a person names it."""

    def go(content, name="north.csv"):
        (tmp_path / name).write_bytes(content if isinstance(content, bytes) else content.encode())
        return read_name(str(tmp_path / name))

    return go


@pytest.fixture
def charges(put):
    """Read the charges of a file."""
    return lambda content, name="north.csv": list(read_prices(put(content, name), Source()))


@pytest.fixture
def refused(charges):
    """Give the only problem that a file is refused with: code, line, column, message."""

    def go(content, name="north.csv"):
        with pytest.raises(Refused) as told:
            charges(content, name)
        (problem,) = told.value.problems
        return problem.code, problem.place.line, problem.place.column, problem.message

    return go


@pytest.fixture
def look(put):
    """Give what some files, by name, list for a code."""

    def go(files, code="70553", without=(), plan="", **asked):
        named = tuple(put(content, name) for name, content in files.items())
        gathered = gather(named, frozenset({code}), here(lambda _: None), plan)
        return listed(gathered, Asked(code, **asked), frozenset(without))

    return go
