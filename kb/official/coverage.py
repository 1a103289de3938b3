"""The Medicare Coverage Database export: its tables are known by their heads, joined, and cut to what is kept."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final

from kb.facts.codes import is_code, runs
from kb.facts.table_text import Row
from kb.official.layout import day, text
from kb.official.lines import dotted

PARTS: Final[dict[str, tuple[str, ...]]] = {
    "contractor": ("contractor id", "contractor number"),
    "LCD": ("lcd id", "title"),
    "article": ("article id", "title"),
    "NCD": ("ncd id", "ncd mnl sect", "ncd mnl sect title"),
    "LCD codes": ("lcd id", "hcpc code id"),
    "article codes": ("article id", "hcpc code id"),
    "LCD contractors": ("lcd id", "contractor id"),
    "article contractors": ("article id", "contractor id"),
    "article yes": ("article id", "icd10 code id", "icd10 covered group"),
    "article no": ("article id", "icd10 code id", "icd10 noncovered group"),
}
"""The tables that are read, each with the heads by which it is known."""

LETTERS: Final = {"LCD": "L", "article": "A", "NCD": "N"}
BEGINS: Final = ("rev eff date", "article rev eff date", "article eff date", "orig det eff date", "ncd efctv dt")
ENDS: Final = (
    "rev end date", "ent det end date", "article rev end date", "article end date", "ncd trmntn dt", "date retired",
)  # fmt: skip

Cells = dict[str, str]


@dataclass
class Export:
    """What was read of an export: the rows of each of its tables, as cells by head."""

    parts: dict[str, list[Cells]] = field(default_factory=lambda: defaultdict(list))


def part_of(heads: tuple[str, ...]) -> str:
    """Tell which table of the export has such heads; empty for one that is not read, `-` for no table of it."""
    if not heads or heads[0] not in {"lcd id", "article id", "ncd id", "contractor id"}:
        return "-"
    fitting = [name for name, wanted in PARTS.items() if set(wanted) <= set(heads)]
    return max(fitting, key=lambda name: len(PARTS[name]), default="")


def add_rows(export: Export, part: str, heads: tuple[str, ...], rows: Iterable[tuple[int, list[str]]]) -> int:
    """Add the rows of a table and count them; descriptors and other texts that are not kept are not even held."""
    wanted = {
        *PARTS[part], *BEGINS, *ENDS, "lcd version", "article version", "ncd vrsn num", "contractor number",
        "hcpc code group",
    } - {"description"}  # fmt: skip
    places = [(at, head) for at, head in enumerate(heads) if head in wanted]
    count = 0
    for _, cells in rows:
        if any(cell.strip() for cell in cells):
            count += 1
            export.parts[part].append({head: text(cells[at]) if at < len(cells) else "" for at, head in places})
    return count


def documents(export: Export) -> list[Row]:
    """Give a row for each document, of its newest version."""
    numbers = {row["contractor id"]: row["contractor number"] for row in export.parts["contractor"]}
    rows: list[Row] = []
    for kind, letter in LETTERS.items():
        holders: dict[str, set[str]] = defaultdict(set)
        for link in export.parts[f"{kind} contractors"]:
            holders[link[f"{kind.lower()} id"]].add(numbers.get(link["contractor id"], ""))
        for row in _newest(export, kind):
            id_ = row[f"{kind.lower()} id"]
            contractors = " ".join(sorted(filter(None, holders[id_])))
            section = row.get("ncd mnl sect", "").rstrip(".")
            begins, ends = _first_day(row, BEGINS), _first_day(row, ENDS)
            title = row.get("title") or row.get("ncd mnl sect title", "")
            rows.append((f"{letter}{id_}", kind, section, contractors, begins, ends, title))
    return rows


def _newest(export: Export, kind: str) -> Iterator[Cells]:
    newest: dict[str, Cells] = {}
    for row in export.parts[kind]:
        held = newest.get(row[f"{kind.lower()} id"])
        if held is None or _version(row) > _version(held):
            newest[row[f"{kind.lower()} id"]] = row
    yield from newest.values()


def _version(row: Cells) -> int:
    written = next((row[head] for head in ("lcd version", "article version", "ncd vrsn num") if row.get(head)), "0")
    return int(written) if written.isdigit() else 0


def _first_day(row: Cells, heads: tuple[str, ...]) -> str:
    return next((found for head in heads if (found := day(row.get(head, "")))), "")


def listed_codes(export: Export, wanted: frozenset[str]) -> Iterator[Row]:
    """Give for each document and group the codes that it lists; what is no code stays, and is refused later."""
    for kind in ("LCD", "article"):
        found: dict[tuple[str, str], list[str]] = defaultdict(list)
        for row in _of_newest(export, kind, f"{kind} codes"):
            number = f"{LETTERS[kind]}{row[f'{kind.lower()} id']}"
            found[number, row.get("hcpc code group") or "1"].append(row["hcpc code id"].upper())
        for (number, group), codes in found.items():
            strange = [code for code in codes if not is_code(code) and len(code) == 5]  # noqa: PLR2004
            kept = [code for code in codes if is_code(code) and (not wanted or code in wanted)]
            if strange or kept:
                yield number, group, " ".join([*strange, runs(kept)]).strip()


def diagnoses(export: Export, kept: frozenset[str]) -> Iterator[Row]:
    """Give for each article that is kept the diagnoses that support a service, and those that do not, by group."""
    for support, head in (("yes", "icd10 covered group"), ("no", "icd10 noncovered group")):
        found: dict[tuple[str, str], set[str]] = defaultdict(set)
        for row in _of_newest(export, "article", f"article {support}"):
            if (number := f"A{row['article id']}") in kept:
                found[number, row[head] or "1"].add(dotted(row["icd10 code id"].upper()))
        yield from ((number, support, group, " ".join(sorted(codes))) for (number, group), codes in found.items())


def _of_newest(export: Export, kind: str, part: str) -> Iterator[Cells]:
    """Give the rows of a table that belong to the newest version of each document that the export describes."""
    head = f"{kind.lower()} id"
    newest = {row[head]: _version(row) for row in _newest(export, kind)}
    for row in export.parts[part]:
        if row[head] in newest and _version(row) in {newest[row[head]], 0}:
            yield row
