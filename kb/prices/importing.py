"""Importing price files: each becomes a Parquet file outside git, and all of them the lines of a table in git."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from kb.domain.problem import Problem
from kb.facts.listed import ListedFile, listed_table, write_source
from kb.facts.table_text import write_table
from kb.official.source import Named, Refused, refuse
from kb.prices.gathering import together
from kb.prices.kept import (
    Held,
    Wanted,
    count_files,
    fresh_folder,
    is_kept,
    keep_part,
    kept_part,
    key_of,
    remove_paths,
    write_parts,
)
from kb.prices.part import Part
from kb.prices.runs import Run
from kb.prices.summary import summed_up
from kb.prices.task import Task, reader


@dataclass(frozen=True)
class Imported:
    """What an import has read: the files for git by path, the prices that are kept, how many lines and old files."""

    owner: str
    written: dict[str, bytes]
    held: tuple[Held, ...]
    lines: int
    resumed: int


def read_listed(files: Sequence[Named], wanted: Wanted, folder: Path, run: Run, *, resume: bool) -> Imported:
    """Read price files of one owner, and keep the prices of each below a folder as soon as it is read.

    They do not count yet. With `resume`, a file that a stopped import has read is not read again. Raises Refused with
    the problems of all files, or where a file is one of a hospital and the owner is a plan.
    """
    marks = [wanted.mark(named) for named in files]
    key = key_of(folder, wanted.owner, resume=resume)
    missing = [(named, mark) for named, mark in zip(files, marks, strict=True) if not is_kept(folder, wanted, mark)]
    _read(missing, wanted, folder, run, key)
    held = write_parts(folder, wanted.owner, marks)
    content, source, lines = _table(held, wanted)
    table = listed_table(wanted.owner)
    written = {table.path: content, table.provenance: source}
    return Imported(wanted.owner, written, held, lines, len(files) - len(missing))


def let_count(imported: Imported, folder: Path, save: Callable[[dict[str, bytes]], None]) -> None:
    """Hand the files for git to `save`, and let the prices that were read be those of their owner from now on."""
    save(imported.written)
    count_files(folder, imported.owner, imported.held)


def _read(missing: Sequence[tuple[Named, str]], wanted: Wanted, folder: Path, run: Run, key: bytes) -> None:
    problems, into = list[Problem](), [fresh_folder(folder, wanted.owner) if wanted.every else None for _ in missing]
    tasks = [Task(named, wanted.codes, wanted.plan, key, reader(), hashed=True, into=rows)
             for (named, _), rows in zip(missing, into, strict=True)]  # fmt: skip
    try:
        for (named, mark), rows, outcome in zip(missing, into, run(tasks), strict=True):
            if isinstance(outcome, Part):
                problems += _other_owner(named, outcome, wanted)
                told = replace(outcome.read, state=outcome.read.state or wanted.state)
                keep_part(folder, wanted, mark, replace(outcome, read=told), rows)
            else:
                problems += outcome
    finally:
        remove_paths(filter(None, into))
    if problems:
        raise Refused(*problems)


def _other_owner(named: Named, part: Part, wanted: Wanted) -> Iterator[Problem]:
    """Find a payer's file that was named as a hospital's, or the other way round."""
    if part.read.payer != bool(wanted.plan):
        is_, way = (
            ("a payer's", "import rates FILE --plan") if part.read.payer else ("a hospital's", "import hospital")
        )
        yield from refuse(named.name, f"this is {is_} file; type: {way}", "unknown-kind").problems


def _table(held: Sequence[Held], wanted: Wanted) -> tuple[bytes, bytes, int]:
    lines = summed_up(together(kept_part(each, wanted.codes) for each in held), wanted.codes)
    table = write_table(listed_table(wanted.owner), lines)
    files = [ListedFile(each.read.name, each.sha256, each.read.hospital, each.read.updated, each.read.version,
                        each.read.rows) for each in held]  # fmt: skip
    return table, write_source(wanted.owner, sorted(wanted.codes), files, reader(), table), len(lines)
