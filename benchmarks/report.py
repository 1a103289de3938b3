"""Print what was measured as a table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from rich.console import Console
from rich.table import Table

from benchmarks.probes import Passed
from benchmarks.served import Sent, Size

PARTS: Final = ("page", "style", "scripts", "names", "index file", "terms", "places", "facets", "titles", "pages",
                "documents", "columns", "answers", "other")  # fmt: skip
NOTHING: Final = "-"
Row = tuple[str, ...]


@dataclass
class Measured:
    """What was measured of one engine; what was not is left as it is, and shown as a dash."""

    name: str
    cpu: str = NOTHING
    size: Size | None = None
    sent: Mapping[str, Sequence[Sent]] = field(default_factory=dict)
    ready_http: float | None = None
    ready_file: float | None = None
    cold: Sequence[float] = ()
    warm: Sequence[float] = ()
    probes: Mapping[str, Passed] = field(default_factory=dict)


def show(measured: Sequence[Measured], queries: int, first: Sequence[str]) -> None:
    """Print the parts of our own first queries, then the table, an engine a column."""
    console = Console(width=118, highlight=False)
    console.print(_table("kb: a first query by its parts, bytes sent", ("", *first), parts(measured[0].sent, first)))
    title = f"measured with {queries} random queries"
    console.print(_table(title, ("", *(engine.name for engine in measured)), rows(measured, first)))


def _table(title: str, heads: Row, lines: Iterable[Row]) -> Table:
    table = Table(*heads, title=title, title_justify="left")
    for column in table.columns[1:]:
        column.justify = "right"
    for line in lines:
        table.add_row(*line)
    return table


def part_of(path: str) -> str:
    """Name the part of our own site that a file is."""
    name = path.removeprefix("static/")
    if name in {"names.js", "index.js"}:
        return {"names.js": "names", "index.js": "index file"}[name]
    if "/" in name:
        family = name.removeprefix("index/").split("/")[0].replace("joined", "scripts")
        return family if family in PARTS else "other"
    endings = {"html": "page", "css": "style", "svg": "style", "js": "scripts"}
    return endings.get(name.rsplit(".", 1)[-1], "other")


def parts(sent: Mapping[str, Sequence[Sent]], first: Sequence[str]) -> Iterator[Row]:
    """Give the bytes of each part for each query, the sum and the number of files."""
    counted = {typed: Counter[str]() for typed in first}
    for typed in first:
        for file in sent.get(typed, ()):
            counted[typed][part_of(file.path)] += file.size
    for part in PARTS:
        if any(counted[typed][part] for typed in first):
            yield (part, *(f"{counted[typed][part]:,}" for typed in first))
    yield ("all", *(f"{sum(counted[typed].values()):,}" for typed in first))
    yield ("files", *(str(len(sent.get(typed, ()))) for typed in first))


def rows(measured: Sequence[Measured], first: Sequence[str]) -> Iterator[Row]:
    """Give the lines of the table."""
    yield ("index, CPU s", *(engine.cpu for engine in measured))
    yield ("index, MB as files", *(_size(engine.size, "raw") for engine in measured))
    yield ("index, MB with gzip", *(_size(engine.size, "sent") for engine in measured))
    yield ("index, files", *(f"{engine.size.files:,}" if engine.size else NOTHING for engine in measured))
    for typed in first:
        yield (f"first query {typed}, kB", *(_moved(engine.sent.get(typed, ())) for engine in measured))
    yield ("ready over http, ms", *(_time(engine.ready_http) for engine in measured))
    yield ("ready over file, ms", *(_time(engine.ready_file) for engine in measured))
    yield ("cold p50 / p95 / max, ms", *(spread(engine.cold) for engine in measured))
    yield ("warm p50 / p95 / max, ms", *(spread(engine.warm) for engine in measured))
    yield ("probes passed", *(_probes(engine.probes) for engine in measured))


def _size(size: Size | None, which: str) -> str:
    return f"{getattr(size, which) / 1e6:.2f}" if size else NOTHING


def _moved(sent: Sequence[Sent]) -> str:
    return f"{sum(file.size for file in sent) / 1e3:,.1f} in {len(sent)}" if sent else NOTHING


def _time(took: float | None) -> str:
    return NOTHING if took is None else f"{took:,.0f}"


def _probes(probes: Mapping[str, Passed]) -> str:
    return ", ".join(f"{where} {passed}".strip() for where, passed in probes.items()) or NOTHING


def spread(took: Sequence[float]) -> str:
    """Give the middle, the 95th of a hundred and the longest of some times."""
    if not took:
        return NOTHING
    ordered = sorted(took)
    return " / ".join(f"{ordered[min(len(ordered) - 1, int(len(ordered) * share))]:.1f}" for share in (0.5, 0.95, 1))
