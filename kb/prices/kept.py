"""The folder of extracted prices, outside git: a Parquet file for each price file, and a list of those that count.

An owner (a hospital or a plan) has a folder. While its files are read, what each has is kept as a part, and beside it
the key of the run, by which the same TIN is the same number in all of them. When all are there, they are written
without such numbers, `files.json` is replaced at once, and parts and key are removed. So an import that is stopped
leaves the old prices or the new ones, and the next one with `--resume` reads only what is missing. Where every code
is read, the rows of a file are written below a folder as they come, and joined to one file at the end.
"""

from __future__ import annotations

import hashlib
import json
import secrets
import shutil
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from importlib import import_module
from pathlib import Path
from typing import Any, Final

from kb.domain.problem import ToolError
from kb.facts.listed import OWNER
from kb.official.source import Named
from kb.prices.gathering import Gathered, together
from kb.prices.part import Part, Read
from kb.prices.row import ALL_CODES, DOLLARS
from kb.prices.stored import COLUMNS, columns_of, numbered, part_of, read_of, record_of
from kb.prices.stored_every import asked_of, columns_of_groups, for_codes, with_shares
from kb.prices.task import reader

FILES: Final = "files.json"
KEY: Final = ".key"
PART, WHOLE, ROWS = ".part.parquet", ".parquet", ".rows"
FRESH: Final = ".kb-"
"""How the name of a file or a folder begins that is still being written."""

EVERY: Final = "all"
IGNORED: Final = ".gitignore"
INSTALL: Final = (
    "the reader of Parquet files is not installed; type: .venv/bin/python -m pip install -e '.[prices,fast]', or "
    "with uv: uv pip install --python .venv/bin/python -e '.[prices,fast]'"
)


@dataclass(frozen=True)
class Wanted:
    """What an import reads: for whom, for which codes, and for which plan and state where files tell none.

    With `every`, all codes are read, and `codes` are those that are summed up in git.
    """

    owner: str
    codes: frozenset[str]
    plan: str = ""
    state: str = ""
    every: bool = False

    def mark(self, named: Named) -> str:
        """Tell a file as it is now, and what is read of it, from any other, without reading it."""
        about = named.path.stat()
        told = [str(named.path.absolute()), named.members, about.st_size, getattr(about, "st_mtime", 0),
                self.owner, sorted(self.codes), self.plan, self.state, self.every, reader()]  # fmt: skip
        return hashlib.sha256(json.dumps(told).encode()).hexdigest()[:24]


@dataclass(frozen=True)
class Held:
    """A price file whose prices are kept: whose they are, for which codes, its SHA-256, and the Parquet file."""

    owner: str
    codes: frozenset[str]
    sha256: str
    read: Read
    path: Path

    @property
    def every(self) -> bool:
        """Whether it was read for every code."""
        return EVERY in self.codes

    def has(self, codes: frozenset[str]) -> bool:
        """Tell whether it was read for some codes."""
        return self.every or codes <= self.codes


def key_of(folder: Path, owner: str, *, resume: bool) -> bytes:
    """Give the key of a run: that of one that was stopped, with `resume`, else a new one, without old parts.

    Raises ToolError where no Parquet file can be written, before anything is read.
    """
    _parquet()
    path = folder / owner / KEY
    if not (resume and path.is_file()):
        remove_paths([*path.parent.glob(f"*{PART}"), *path.parent.glob(f"*{ROWS}"), *path.parent.glob(f"{FRESH}*")])
        _write(path, secrets.token_bytes(16))
        _write(folder / IGNORED, b"*\n")
    return path.read_bytes()


def fresh_folder(folder: Path, owner: str) -> Path:
    """Name a folder below which the rows of every code of a file can be written."""
    return folder.absolute() / owner / f"{FRESH}{secrets.token_hex(8)}"


def keep_part(folder: Path, wanted: Wanted, mark: str, part: Part, rows: Path | None = None) -> None:
    """Keep what a file has, until all files of its owner are read; `rows` has what was written of every code."""
    codes = [EVERY] if wanted.every else sorted(wanted.codes)
    about = {"sha256": part.sha256, "read": record_of(part.read), "codes": codes}
    columns = columns_of_groups(part) if wanted.every else columns_of(part)
    if rows:
        remove_paths([folder / wanted.owner / f"{mark}{ROWS}"])
        rows.replace(folder / wanted.owner / f"{mark}{ROWS}")
    content: bytes = _parquet().to_parquet(COLUMNS, columns, about)
    _write(folder / wanted.owner / f"{mark}{PART}", content)


def is_kept(folder: Path, wanted: Wanted, mark: str) -> bool:
    """Tell whether a part of a file is there already."""
    return (folder / wanted.owner / f"{mark}{PART}").is_file()


def write_parts(folder: Path, owner: str, marks: Sequence[str]) -> tuple[Held, ...]:
    """Write the parts of an owner's files, TINs and NPIs numbered anew over all of them. They do not count yet."""
    home, held = folder / owner, list[Held]()
    paths = [home / f"{mark}{PART}" for mark in marks]
    abouts = [_parquet().about_parquet(path) for path in paths]
    parts = (part_of(("", mark), about["read"], _parquet().from_parquet(path))
             for mark, about, path in zip(marks, abouts, paths, strict=True))  # fmt: skip
    for mark, about, part in zip(marks, abouts, numbered(tuple(parts)), strict=True):
        fresh = home / f"{FRESH}{secrets.token_hex(8)}"
        try:
            held.append(_held(owner, _write_whole(fresh, home / mark, part, about)))
        finally:
            fresh.unlink(missing_ok=True)
    return tuple(held)


def _write_whole(fresh: Path, mark: Path, part: Part, about: dict[str, Any]) -> Path:
    """Write the file of a part, those of every code with the rows that were written before."""
    if EVERY in about["codes"]:
        rows = sorted(mark.with_name(f"{mark.name}{ROWS}").glob("*.parquet"))
        _parquet().join_parquet(fresh, COLUMNS, columns_of_groups(part), rows, about)
    else:
        fresh.write_bytes(_parquet().to_parquet(COLUMNS, columns_of(part), about))
    with fresh.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()[:8]
    return fresh.replace(mark.with_name(f"{mark.name}-{digest}{WHOLE}"))


def count_files(folder: Path, owner: str, held: Sequence[Held]) -> None:
    """Let some files be the prices of an owner, in this order, and remove what was there before."""
    home, names = folder / owner, [each.path.name for each in held]
    _write(home / FILES, json.dumps(names).encode())
    remove_paths(
        path for path in (*home.glob("*.parquet"), *home.glob(f"*{ROWS}"), home / KEY) if path.name not in names
    )


def held_files(folder: Path, owner: str = "") -> Iterator[Held]:
    """Give the price files whose prices are kept and count, of one owner or of all, owner by owner."""
    for listed in sorted(folder.glob(f"{owner or '*'}/{FILES}")):
        if OWNER.fullmatch(listed.parent.name):
            yield from (_held(listed.parent.name, listed.parent / name) for name in json.loads(listed.read_bytes()))


def _held(owner: str, path: Path) -> Held:
    about: dict[str, Any] = _parquet().about_parquet(path)
    return Held(owner, frozenset(about["codes"]), about["sha256"], read_of(about["read"]), path)


def kept_prices(folder: Path, codes: frozenset[str], owner: str = "") -> Gathered:
    """Put together what is kept of some codes, of one owner or of all; files read for other codes are passed over."""
    every = list(held_files(folder, owner))
    used = [each for each in every if each.has(codes)]
    others = tuple(each.read.name for each in every if not each.has(codes))
    return replace(together(kept_part(each, codes) for each in used), passed_over=others)


def kept_part(held: Held, codes: frozenset[str]) -> Part:
    """Read the prices of some codes that are kept of a file."""
    about: dict[str, Any] = _parquet().about_parquet(held.path)
    whose = held.owner, held.path.stem
    if not held.every:
        return part_of(whose, about["read"], _parquet().from_parquet(held.path, "code", codes))
    columns = _parquet().from_parquet(held.path, "code", codes | {"", ALL_CODES})
    part = for_codes(part_of(whose, about["read"], columns), codes)
    return with_shares(part, _parquet().sharing(held.path, asked_of(part), DOLLARS))


def remove_paths(paths: Iterable[Path]) -> None:
    """Remove files and folders, where they are there."""
    for path in paths:
        if path.is_dir():
            shutil.rmtree(path, ignore_errors=True)
        else:
            path.unlink(missing_ok=True)


def _write(path: Path, content: bytes) -> None:
    """Write a file beside its place and move it there, so that a half of it is never found."""
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_name(f"{FRESH}{secrets.token_hex(8)}")
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
