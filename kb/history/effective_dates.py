"""The dates of an entry's text, without reading the rest, so that a long history of many files takes seconds.

Lines of front matter in their plain form are read by a pattern; any other form by the whole YAML reader, with the
same result. Where the first key stands at the margin, what is set in belongs to another key.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from importlib import import_module
from typing import Final

KEYS: Final = ("effective", "ends", "date_basis")
FRONT: Final = re.compile(r"---[ ]*\n(.*?)^---[ ]*$", re.DOTALL | re.MULTILINE)
NAMED: Final = re.compile(r"""^[ ?"']*(?:effective|ends|date_basis)["' ]*:.*$|^\{.*$""", re.MULTILINE)
AT_THE_MARGIN: Final = re.compile("[a-z]")
PLAIN: Final = re.compile(r"(effective|ends|date_basis): ([0-9]{4}-[0-9]{2}-[0-9]{2}|[a-z][a-z ]*[a-z])[ ]*")


@dataclass(frozen=True, slots=True)  # there are very many
class Span:
    """The first and last day on which a text holds, and which day counts; None and empty if it does not say."""

    effective: dt.date | None = None
    ends: dt.date | None = None
    date_basis: str = ""


def read_span(text: str) -> Span:
    """Read the dates of an entry's text. What is missing or no date is left empty; raises nothing."""
    front = FRONT.match(text)
    if not front:
        return Span()
    own = AT_THE_MARGIN.match(front[1])
    lines = [line for line in NAMED.findall(front[1]) if not (own and line.startswith(" "))]
    plain = [found for line in lines if (found := PLAIN.fullmatch(line))]
    written = {found[1]: found[2] for found in plain} if len(plain) == len(lines) else _read_whole(front[1])
    return Span(_day(written.get("effective", "")), _day(written.get("ends", "")), written.get("date_basis", ""))


def _read_whole(front: str) -> dict[str, str]:
    found: dict[str, str] = import_module("kb.content.front_matter").texts_of(front, KEYS)  # slow to load
    return found


def _day(written: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(written) if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", written) else None
    except ValueError:
        return None
