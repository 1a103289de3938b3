"""A price file, opened and told apart: a hospital's table or JSON, or a payer's JSON, as charges."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from importlib import import_module
from typing import Any, Final

from kb.domain.problem import ToolError
from kb.official.source import Named
from kb.prices.opening import JSON, UNTOLD, Told, open_prices
from kb.prices.row import EVERYTHING, Charge, Keep
from kb.prices.shares import Shares
from kb.prices.source import Source
from kb.prices.table import read_table
from kb.prices.table_counting import count_table

INSTALL: Final = "the reader of JSON price files is not installed; type: pip install '.[documents]'"


def read_prices(named: Named, source: Source, keep: Keep = EVERYTHING, told: Told = UNTOLD) -> Iterator[Charge]:
    """Read the charges of a file; fills `source` before the first. Raises Refused where it is no price file."""
    with ExitStack() as stack:
        opened = stack.enter_context(open_prices(named, told))
        if opened.kind == JSON:
            again = lambda: stack.enter_context(open_prices(named, told)).text  # noqa: E731  (opens for this stack)
            yield from _json().read_json(opened.name, opened.text, source, again, keep)
        else:
            yield from read_table(opened.name, opened.text, source, keep)


def _json() -> Any:
    """Load the reader of JSON, whose library is an extra."""
    try:
        return import_module("kb.prices.json_files")
    except ModuleNotFoundError as fault:
        raise ToolError(INSTALL) from fault


def read_behind(named: Named, told: Told, wanted: frozenset[str] | None, key: bytes, *, walked: bool) -> Any:
    """Find the providers behind some references of a payer's file; `walked` as its source says."""
    with ExitStack() as stack:
        again = lambda: stack.enter_context(open_prices(named, told)).text  # noqa: E731  (opens for this stack)
        return _json().read_references(named.name, again, wanted, key, walked=walked)


def counted(named: Named, told: Told, *wanted: Any) -> bool:
    """Count what shares the wanted amounts of a payer's file, by its bytes (`kb.prices.counting`).

    False where that is not sure, or the library that reads items is missing, an extra: then nothing was counted.
    """
    try:
        count = import_module("kb.prices.counting").count
    except ModuleNotFoundError:
        return False
    with ExitStack() as stack:
        sure: bool = count(stack.enter_context(open_prices(named, told)).text, *wanted)
        return sure


def counted_table(named: Named, told: Told, hospital: str, shares: Shares) -> bool:
    """Count what shares the wanted amounts of a hospital's table; false for JSON, of which nothing was counted."""
    with ExitStack() as stack:
        opened = stack.enter_context(open_prices(named, told))
        if opened.kind != JSON:
            count_table(opened.name, opened.text, hospital, shares)
        return opened.kind != JSON
