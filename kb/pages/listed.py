"""Listed prices of a code out of imported price files: a table, and a strip for each line on one scale.

Lines of which the rules leave nothing stand below the others and are on no scale.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from kb.content.code_tables import dollars
from kb.domain.vocabulary import UNKNOWN
from kb.facts.listed import ListedFile, ListedLine, ListedPlace, files_of, places_of
from kb.facts.store import Store
from kb.pages.pictures import Scale

ANCHOR: Final = "listed-prices"
TITLE: Final = "Prices in imported files"
POINTS: Final = ("p10", "p25", "median", "p75", "p90")
PERCENTAGE: Final = "percentage"
MOST: Final = 60
"""How many lines a page shows; `rates` and the tables in git have all."""


@dataclass(frozen=True)
class ListedRow:
    """A line: whose prices, what they are, how many are left of how many, the amounts, what was left out.

    `places` are those of the few amounts, or of the first price. `start` and `end` bound the tenth to the ninetieth
    percentile on the scale, `middle` is the median; few amounts have `points` instead.
    """

    whose: str
    payer: str
    price: tuple[str, ...]
    counts: str
    amounts: str
    shared: str
    left_out: str
    places: tuple[str, ...]
    start: float | None
    end: float | None
    middle: float | None
    points: tuple[float, ...]

    @property
    def used(self) -> bool:
        """Whether any amount is left."""
        return bool(self.amounts)


@dataclass(frozen=True)
class ListedPrices:
    """What is listed for a code: a sentence, the lines, how many more there are, the scale, and the files."""

    told: str
    rows: tuple[ListedRow, ...]
    more: int
    ticks: tuple[tuple[str, float], ...]
    files: tuple[ListedFile, ...]


def listed_prices(store: Store, code: str) -> ListedPrices | None:
    """Give what imported files list for a code; None where none of them has it."""
    lines = store.listed.get(code, ())
    if not lines:
        return None
    every = [amount for line in lines if not _percent(line) for amount in _drawn(line)]
    scale = Scale.around(every) if every else None
    owners = {line.owner: files_of(store.files, line.owner) for line in lines}
    rows = sorted((_row(line, owners[line.owner], scale) for line in lines), key=lambda row: not row.used)
    files = tuple(file for found in owners.values() for file in found)
    return ListedPrices(
        _told(lines, len(files)), tuple(rows[:MOST]), max(0, len(rows) - MOST), scale.ticks if scale else (), files
    )


def _told(lines: Sequence[ListedLine], files: int) -> str:
    """Say how many prices there are and how many are left, or why there is no figure."""
    filed, left = (sum(int(line.cells[name]) for line in lines) for name in ("as_filed", "n"))
    taken: Counter[str] = Counter()
    for line in lines:
        for part in filter(None, line.cells["left_out"].split("; ")):
            rule, _, count = part.rpartition(" ")
            taken[rule] += int(count)
    why = ", ".join(f"{count:,} {rule}" for rule, count in taken.items())
    head = f"{filed:,} price{'' if filed == 1 else 's'} in {files:,} file{'' if files == 1 else 's'}"
    if not left:
        return f"{UNKNOWN.capitalize()}: {head}, none left{f' (left out: {why})' if why else ', none with a figure'}."
    return f"{head}, {left:,} left{f' (left out: {why})' if why else ''}. Listed by law; not what anyone paid."


def _row(line: ListedLine, files: Iterable[ListedFile], scale: Scale | None) -> ListedRow:
    cells = line.cells
    scale = None if _percent(line) else scale
    places = {name: scale.place(_number(cells[name])) if scale else None for name in POINTS}
    few = [scale.place(amount) if scale else None for amount in _few(line)]
    modifiers = f"modifier {cells['modifiers']}" if cells["modifiers"] else ""
    told = (cells["class"] or "class not told", cells["setting"], cells["billing"], modifiers, cells["kind"])
    return ListedRow(
        whose=next((file.of for file in files), line.owner),
        payer=cells["payer"],
        price=tuple(filter(None, told)),
        counts=f"{int(cells['n']):,} of {int(cells['as_filed']):,}",
        amounts=_amounts(line),
        shared=cells["codes_sharing"].replace("-", " to "),
        left_out=cells["left_out"],
        places=tuple(_places(places_of(line, tuple(files)))),
        start=places["p10"],
        end=places["p90"],
        middle=places["median"],
        points=tuple(place for place in few if place is not None),
    )


def _places(places: Iterable[ListedPlace]) -> Iterator[str]:
    """Say where prices stand, those of one file together: h1.csv, lines 4 and 9, of 2026-04-01."""
    by_file: dict[tuple[ListedFile, str], list[int]] = {}
    for place in places:
        by_file.setdefault((place.file, place.unit), []).append(place.number)
    for (file, unit), found in by_file.items():
        numbers = ", ".join(f"{number:,}" for number in sorted(set(found)))
        many = f"{unit}s" if len(set(found)) > 1 else unit
        yield f"{file.name}, {many} {numbers}{f', of {file.updated}' if file.updated else ''}"


def _amounts(line: ListedLine) -> str:
    """Write the percentiles, or the few amounts."""
    figure = [f"{name} {_money(line, cell)}" for name in POINTS if (cell := line.cells[name])]
    return ", ".join(figure or [_money(line, str(amount)) for amount in _few(line)])


def _money(line: ListedLine, written: str) -> str:
    return f"{written} %" if _percent(line) else dollars(Decimal(written))


def _percent(line: ListedLine) -> bool:
    return line.cells["kind"].endswith(PERCENTAGE)


def _few(line: ListedLine) -> list[Decimal]:
    return [Decimal(written) for written in line.cells["amounts"].split()]


def _drawn(line: ListedLine) -> list[Decimal]:
    figure = (_number(line.cells[name]) for name in ("p10", "median", "p90"))
    return [amount for amount in (*figure, *_few(line)) if amount and amount > 0]


def _number(written: str) -> Decimal | None:
    return Decimal(written) if written else None
