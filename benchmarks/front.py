"""Write front matter the way people do: plain values, folded texts, lists, records, and source records."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from random import Random
from typing import Final

from benchmarks.words import WIDTH, document_number, wrap
from kb.content.parse import slug

MARK: Final = "Generated for measuring; no such document exists."
HOME: Final = "https://example.org/generated"
BARE: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9 _./%()'-]*")
"""An item that YAML reads as it stands in a list; others are put in quotes there."""

PLAIN: Final = re.compile(r"[A-Za-z0-9]([A-Za-z0-9 ,;_./%()'-]|:(?=\S))*")
"""Text that YAML reads as it stands after a key; other text is folded."""

LONGEST_LINE: Final = 90
NEWEST: Final = dt.date(2026, 11, 22)
"""The day after which nothing is dated; fixed, for content may not depend on the clock."""

Value = str | tuple[str, ...] | dt.date | int | None


def line(key: str, value: Value, indent: str = "") -> Iterator[str]:
    """Give the lines of one key: nothing for None, a list in brackets, a long or unusual text folded."""
    if isinstance(value, tuple):
        yield from _list(key, tuple(map(_quoted, value)), indent)
    elif value is not None:
        text = str(value)
        plain = len(text) < LONGEST_LINE and PLAIN.fullmatch(text)
        yield f"{indent}{key}: {text if plain else _folded(text, f'{indent}  ')}"


def _list(key: str, items: tuple[str, ...], indent: str) -> Iterator[str]:
    listed = f"{indent}{key}: [{', '.join(items)}]"
    yield from [listed] if len(listed) < WIDTH else (f"{indent}{key}:", *(f"{indent}  - {item}" for item in items))


def _folded(text: str, indent: str) -> str:
    return f">-\n{indent}{wrap(text, indent)}"


def _quoted(text: str) -> str:
    return text if BARE.fullmatch(text) else f'"{text}"'


def lines(values: Mapping[str, Value], indent: str = "") -> Iterator[str]:
    """Give the lines of several keys."""
    for key, value in values.items():
        yield from line(key, value, indent)


def items(key: str, records: Iterable[Mapping[str, Value]]) -> Iterator[str]:
    """Give the lines of a list of records; nothing where there are none."""
    head = [f"{key}:"]
    for record in records:
        yield from head
        head = []
        first, *others = lines(record, "    ")
        yield from (f"  - {first.lstrip()}", *others)


def table(key: str, records: Mapping[str, Mapping[str, Value]]) -> Iterator[str]:
    """Give the lines of records by id; nothing where there are none."""
    if records:
        yield f"{key}:"
    for name, record in records.items():
        yield f"  {name}:"
        yield from lines(record, "    ")


def page(front: Iterable[str], sections: Iterable[tuple[str, str]]) -> str:
    """Join front matter and sections, each a heading and its text, to the text of a file."""
    body = "".join(f"\n## {heading}\n\n{text}\n" for heading, text in sections)
    return "---\n" + "".join(f"{found}\n" for found in front) + f"---\n{body}"


@dataclass(frozen=True)
class Days:
    """When a page was reviewed, when it is due again, and when its sources were read."""

    reviewed: dt.date
    review_by: dt.date
    retrieved: dt.date


def draw_days(numbers: Random) -> Days:
    """Draw the days of a page, in an order that can have happened."""
    reviewed = before(numbers, NEWEST, 300)
    due = reviewed + dt.timedelta(days=numbers.choice((43, 92, 92, 183, 365)))
    return Days(reviewed, due, before(numbers, reviewed, 45))


def before(numbers: Random, day: dt.date, most: int) -> dt.date:
    """Draw a day at most so many days before another."""
    return day - dt.timedelta(days=numbers.randint(0, most))


def draw_source(numbers: Random, publisher: str, path: str, retrieved: dt.date) -> tuple[str, dict[str, Value]]:
    """Draw a source record: its id, and its keys in their order."""
    number = document_number(numbers)
    standing = numbers.choices(("primary", "primary elsewhere", "secondary"), (32, 40, 28))[0]
    own = standing == "primary elsewhere" and numbers.random() < 0.3  # noqa: PLR2004 - a share
    printed = before(numbers, retrieved, 3000).isoformat()[: numbers.choice((4, 7, 10))]
    return f"{slug(path.partition('/')[0])}-{slug(number)}", {
        "title": f"Generated {number}, edition of {numbers.randint(2011, 2026)}",
        "publisher": f"Generated reporter {numbers.randint(1, 20)}" if standing == "secondary" else publisher,
        "url": f"{HOME}/{path}/{slug(number)}",
        "own_url": f"{HOME}/own/{slug(number)}" if own else None,
        "standing": standing,
        "read": numbers.choices(("whole", "part", "reference"), (70, 24, 6))[0],
        "printed": printed if numbers.random() < 0.6 else None,  # noqa: PLR2004 - a share
        "retrieved": retrieved,
        "note": MARK,
    }


def draw_sources(
    numbers: Random, publisher: str, path: str, retrieved: dt.date, most: int
) -> dict[str, dict[str, Value]]:
    """Draw one source or more; where two have the same id, the later one stands."""
    drawn = (draw_source(numbers, publisher, path, retrieved) for _ in range(numbers.randint(1, most)))
    return dict(drawn)
