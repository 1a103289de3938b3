"""The folder of extracted prices, outside git: a Parquet file for each price file, and a list of those that count.

A folder of a hospital or a plan has files whose names tell what they were made from, and `files.json`, which is
replaced at once when all of them are there: so an import that is stopped leaves the old prices or the new ones, and
the next one with `--resume` reads only what is missing.
"""

from __future__ import annotations

import hashlib
import json
import secrets
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from importlib import import_module
from pathlib import Path
from typing import Any, Final

from kb.domain.problem import ToolError
from kb.facts.listed import OWNER
from kb.official.source import Named
from kb.prices.gathering import Gathered, together
from kb.prices.stored import COLUMNS, columns_of, part_of, record_of
from kb.prices.task import Part, Read, reader

FILES: Final = "files.json"
IGNORED: Final = ".gitignore"
INSTALL: Final = "the reader of Parquet files is not installed; type: pip install '.[prices]'"


@dataclass(frozen=True)
class Wanted:
    """What an import reads: for whom, for which codes, and for which plan and state where files tell none."""

    owner: str
    codes: frozenset[str]
    plan: str = ""
    state: str = ""

    def mark(self, named: Named) -> str:
        """Tell a file as it is now, and what is read of it, from any other, without reading it."""
        about = named.path.stat()
        told = [str(named.path.absolute()), named.members, about.st_size, getattr(about, "st_mtime", 0),
                self.owner, sorted(self.codes), self.plan, self.state, reader()]  # fmt: skip
        return hashlib.sha256(json.dumps(told).encode()).hexdigest()[:24]


@dataclass(frozen=True)
class Held:
    """A price file whose prices are kept: whose they are, for which codes, its SHA-256, mark, and Parquet file."""

    owner: str
    codes: frozenset[str]
    sha256: str
    mark: str
    read: Read
    path: Path


def keep_part(folder: Path, wanted: Wanted, mark: str, digest: str, part: Part) -> None:
    """Write the prices of a file into the folder of its owner; they count once `count_files` names them."""
    about = {"sha256": digest, "read": record_of(part.read), "codes": sorted(wanted.codes)}
    content: bytes = _parquet().to_parquet(COLUMNS, columns_of(part), about)
    _write(_path(folder, wanted.owner, mark), content)
    if not (folder / IGNORED).exists():
        _write(folder / IGNORED, b"*\n")


def is_kept(folder: Path, wanted: Wanted, mark: str) -> bool:
    """Tell whether the prices of a file are there already, counted or not."""
    return _path(folder, wanted.owner, mark).is_file()


def count_files(folder: Path, owner: str, marks: Sequence[str]) -> None:
    """Let the files with these marks be the prices of an owner, in this order, and remove what was there before."""
    home = folder / owner
    _write(home / FILES, json.dumps(list(marks)).encode())
    for path in home.glob("*.parquet"):
        if path.stem not in marks:
            path.unlink(missing_ok=True)


def held_files(folder: Path, owner: str = "") -> Iterator[Held]:
    """Give the price files whose prices are kept and count, of one owner or of all, owner by owner."""
    for home in sorted(folder.glob(f"{owner or '*'}/{FILES}")):
        if OWNER.fullmatch(home.parent.name):
            yield from held_of(folder, home.parent.name, json.loads(home.read_bytes()))


def held_of(folder: Path, owner: str, marks: Sequence[str]) -> Iterator[Held]:
    """Give what is kept of an owner's files with some marks."""
    for mark in marks:
        path = _path(folder, owner, mark)
        about: dict[str, Any] = _parquet().about_parquet(path)
        yield Held(
            owner, frozenset(about["codes"]), about["sha256"], mark, part_of(mark, about["read"], {}).read, path
        )


def kept_prices(folder: Path, codes: frozenset[str], owner: str = "") -> Gathered:
    """Put together what is kept of some codes, of one owner or of all; files read for other codes are passed over."""
    every = list(held_files(folder, owner))
    used = [each for each in every if codes <= each.codes]
    others = tuple(each.read.name for each in every if not codes <= each.codes)
    return replace(together(kept_part(each, codes) for each in used), passed_over=others)


def kept_part(held: Held, codes: frozenset[str]) -> Part:
    """Read the prices of some codes that are kept of a file."""
    about: dict[str, Any] = _parquet().about_parquet(held.path)
    return part_of(held.mark, about["read"], _parquet().from_parquet(held.path, "code", codes))


def _path(folder: Path, owner: str, mark: str) -> Path:
    return folder / owner / f"{mark}.parquet"


def _write(path: Path, content: bytes) -> None:
    """Write a file beside its place and move it there, so that a half of it is never found."""
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_name(f".kb-{secrets.token_hex(8)}")
    try:
        fresh.write_bytes(content)
        fresh.replace(path)
    finally:
        fresh.unlink(missing_ok=True)


def _parquet() -> Any:
    """Load what reads and writes Parquet, whose library is an extra."""
    try:
        return import_module("kb.prices.parquet")
    except ModuleNotFoundError as fault:
        raise ToolError(INSTALL) from fault
