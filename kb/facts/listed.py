"""Listed prices in the facts store: a table, and its source, for each hospital and plan whose files `import` read.

A line sums up the prices of a code by payer, class, setting, billing class, modifiers and kind of price; the prices
themselves are kept outside git. Payers' names are the only text of others here.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from kb.content.beside import FACTS
from kb.content.front_matter import FrontMatterError, Scalar, read_yaml
from kb.content.front_matter import Mapping as Node
from kb.content.front_matter import Sequence as Sequence_
from kb.domain.problem import Place, Problem
from kb.facts.provenance import sha256
from kb.facts.table_text import check_table, read_table
from kb.facts.tables import AMOUNT, Table, amount, code, column

FOLDER: Final = f"{FACTS}/listed"
OWNER: Final = re.compile(r"(?:hospital|plan)-[a-z0-9]+(?:-[a-z0-9]+)*")
"""Whose prices a table has: `hospital-tampa-general`, `plan-uhc-commercial`."""

COUNT: Final = "[0-9]{1,9}"
WORD: Final = "[a-z][a-z -]{1,40}"
LEFT_OUT: Final = rf"(?:[a-z-]+ {COUNT}(?:; [a-z-]+ {COUNT})*)?"
AMOUNTS: Final = rf"(?:{AMOUNT}(?: {AMOUNT}){{0,8}})?"
PLACE: Final = "[0-9]{1,4}[:#][0-9]{1,12}"
"""Where a price stands: the number of its file in the source, from 1, and its line (`:`) or item (`#`)."""

PLACES: Final = rf"(?:{PLACE}(?: {PLACE}){{0,8}})?"
COUNTED: Final = ("as_filed", "n", "plans", "hospitals", "tins", "npis")
POINTS: Final = ("p10", "p25", "median", "p75", "p90")
KEY: Final = 7


def listed_table(owner: str) -> Table:
    """Give the table of a hospital or a plan."""
    word = f"(?:{WORD})?"
    return Table(
        owner,
        "Listed prices, summed up",
        (
            code(),
            column("payer", r"[^\x00-\x1f\x7f\ufffd]{0,120}", "the name of a payer"),
            column("class", word, "a class of payer, or nothing"),
            column("setting", word, "a setting, or nothing"),
            column("billing", word, "a billing class, or nothing"),
            column("modifiers", "(?:[0-9A-Z]{2}(?: [0-9A-Z]{2})*)?", "modifiers, or nothing"),
            column("kind", WORD, "a kind of price"),
            *(column(name, COUNT, "a whole number") for name in COUNTED),
            column("codes_sharing", f"(?:{COUNT}(?:-{COUNT})?)?", "how many other codes share the amounts"),
            *(amount(name) for name in POINTS),
            column("amounts", AMOUNTS, "fewer than ten amounts"),
            column("left_out", LEFT_OUT, "rules and how many prices each left out"),
            column("places", PLACES, "where the amounts stand, or the first price: file:line or file#item"),
        ),
        KEY,
        "",
        folder=FOLDER,
    )


@dataclass(frozen=True)
class ListedFile:
    """A price file behind a table: its name, hash, whose it is, its own day, template or schema, and its rows."""

    name: str
    sha256: str
    of: str
    updated: str
    version: str
    rows: int


@dataclass(frozen=True)
class ListedPlace:
    """Where a price stands: a file, and its line or item."""

    file: ListedFile
    unit: str
    number: int


@dataclass(frozen=True)
class ListedLine:
    """A line of a table: whose it is, and its cells by column."""

    owner: str
    cells: Mapping[str, str]


def lines_by_code(files: Mapping[str, bytes]) -> dict[str, tuple[ListedLine, ...]]:
    """Give the lines of all tables of listed prices, by code."""
    found: dict[str, list[ListedLine]] = {}
    for owner in owners(files):
        table = listed_table(owner)
        for row in read_table(files.get(table.path, b"")):
            found.setdefault(row[0], []).append(ListedLine(owner, dict(zip(table.names, row, strict=False))))
    return {code: tuple(lines) for code, lines in found.items()}


def files_of(files: Mapping[str, bytes], owner: str) -> tuple[ListedFile, ...]:
    """Give the price files behind the table of an owner; none where its source cannot be read."""
    try:
        root = read_yaml(files.get(listed_table(owner).provenance, b"").decode("utf-8"))
    except (UnicodeDecodeError, FrontMatterError):
        return ()
    held = {key.text: node for key, node in root.items}.get("files") if isinstance(root, Node) else None
    return tuple(_file(node) for node in held.items if isinstance(node, Node)) if isinstance(held, Sequence_) else ()


def places_of(line: ListedLine, files: Sequence[ListedFile]) -> Iterator[ListedPlace]:
    """Give where the amounts of a line stand, or the first of many, out of the files of its owner."""
    for written in line.cells.get("places", "").split():
        unit = "item" if "#" in written else "line"
        file, _, number = written.replace("#", ":").partition(":")
        if int(file) <= len(files):
            yield ListedPlace(files[int(file) - 1], unit, int(number))


def _file(node: Node) -> ListedFile:
    told = {key.text: value.text for key, value in node.items if isinstance(value, Scalar)}
    name, sha, of, updated, version = (told.get(key, "") for key in ("name", "sha256", "of", "updated", "version"))
    rows = told.get("rows", "")
    return ListedFile(name, sha, of, updated, version, int(rows) if rows.isdigit() else 0)


def write_source(owner: str, codes: Sequence[str], files: Sequence[ListedFile], reader: str, table: bytes) -> bytes:
    """Write where a table of listed prices comes from."""
    lines = [
        'title: "Listed prices, summed up"',
        f"owner: {owner}",
        f"codes: [{', '.join(codes)}]",
        "files:",
    ]
    for file in files:
        lines += [
            f"  - name: {json.dumps(file.name, ensure_ascii=False)}",
            f"    sha256: {file.sha256}",
            f"    of: {json.dumps(file.of, ensure_ascii=False)}",
            f"    updated: {json.dumps(file.updated, ensure_ascii=False)}",
            f"    version: {json.dumps(file.version, ensure_ascii=False)}",
            f"    rows: {file.rows}",
        ]
    lines += [f"table_sha256: {sha256(table)}", f'reader: "{reader}"']
    return ("\n".join(lines) + "\n").encode()


def listed_paths(paths: Iterator[str]) -> Iterator[str]:
    """Give those of some paths that are tables of listed prices or their sources."""
    for path in paths:
        folder, _, name = path.rpartition("/")
        owner, _, ending = name.rpartition(".")
        if folder == FOLDER and ending in {"csv", "yml"} and OWNER.fullmatch(owner):
            yield path


def owners(files: Mapping[str, bytes]) -> list[str]:
    """Name those whose listed prices are held, in order."""
    return sorted({path.rpartition("/")[2].rpartition(".")[0] for path in listed_paths(iter(files))})


def listed_problems(files: Mapping[str, bytes]) -> Iterator[Problem]:
    """Find what is wrong with the tables of listed prices: one without its source, or one edited by hand."""
    for owner in owners(files):
        table = listed_table(owner)
        raw, source = files.get(table.path), files.get(table.provenance)
        if raw is None or source is None:
            here, missing = (table.provenance, table.path) if raw is None else (table.path, table.provenance)
            yield Problem(here, Place(), "facts-source", f"{missing} is missing beside it; import the file again")
        elif (digest := _digest(source)) is None:
            message = "its 'table_sha256' cannot be read; import the file again: it is not written by hand"
            yield Problem(table.provenance, Place(), "facts-source", message)
        elif digest != sha256(raw):
            message = "the table was edited since it was imported; import the file again, or restore it from git"
            yield Problem(table.path, Place(), "facts-edited", message)
            yield from check_table(table, raw)


def _digest(source: bytes) -> str | None:
    try:
        root = read_yaml(source.decode("utf-8"))
    except (UnicodeDecodeError, FrontMatterError):
        return None
    found = {key.text: node for key, node in root.items} if isinstance(root, Node) else {}
    node = found.get("table_sha256")
    return node.text if isinstance(node, Scalar) else None
