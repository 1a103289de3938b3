"""Where a table of the facts store comes from: a small YAML file beside it, one fact per line."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import re
from dataclasses import dataclass
from typing import Final

from kb.content.front_matter import FrontMatterError, Mapping, Node, Scalar, Sequence, read_yaml
from kb.domain.problem import Place, Problem
from kb.facts.tables import Table

READER: Final = "1"
"""The version of the readers; a higher one reads the same file otherwise."""

NAMED: Final = 4
"""Files that are named in a line; NCCI pairs come in four."""

PUBLISHER: Final = "Centers for Medicare & Medicaid Services"


@dataclass(frozen=True)
class SourceFile:
    """A file that was read: its name without folders, the SHA-256 of its bytes, and how many rows it had."""

    name: str
    sha256: str
    rows: int


@dataclass(frozen=True)
class Provenance:
    """The source of a table.

    `edition` is the first day on which it holds; `printed` is the day that the file itself carries, if it carries
    one. `whole` is unset where only the rows of some codes were kept, or a part of several was read: then what is
    not in the table is not known. `dropped` are rows that are no fact of this edition, such as deleted edits.
    """

    table: str
    edition: dt.date
    printed: str
    retrieved: dt.date
    own_url: str
    files: tuple[SourceFile, ...]
    codes: tuple[str, ...]
    whole: bool
    kept: int
    dropped: int
    table_sha256: str
    reader: str = READER

    @property
    def read(self) -> int:
        """How many rows the files had."""
        return sum(file.rows for file in self.files)

    @property
    def label(self) -> str:
        """Name the files and the edition, as answers cite them."""
        names = ", ".join(file.name for file in self.files[:NAMED])
        more = f" and {len(self.files) - NAMED} more files" if len(self.files) > NAMED else ""
        return f"{names}{more}, edition of {self.edition.isoformat()}"


def sha256(raw: bytes) -> str:
    """Give the SHA-256 of some bytes in hexadecimal digits."""
    return hashlib.sha256(raw).hexdigest()


def write_provenance(table: Table, found: Provenance) -> bytes:
    """Write the source of a table. Texts of others are in quotes."""
    lines = [
        f"title: {json.dumps(table.title)}",
        f"publisher: {json.dumps(PUBLISHER)}",
        f"own_url: {found.own_url}",
        f"edition: {found.edition.isoformat()}",
        *([f"printed: {json.dumps(found.printed)}"] if found.printed else []),
        f"retrieved: {found.retrieved.isoformat()}",
        f"whole: {'yes' if found.whole else 'no'}",
        *([f"codes: [{', '.join(found.codes)}]"] if found.codes else []),
        "files:",
    ]
    for file in found.files:
        lines += [
            f"  - name: {json.dumps(file.name, ensure_ascii=False)}",
            f"    sha256: {file.sha256}",
            f"    rows: {file.rows}",
        ]
    lines += [
        f"rows_read: {found.read}",
        f"rows_kept: {found.kept}",
        f"rows_dropped: {found.dropped}",
        "rows_refused: 0",
        f"table_sha256: {found.table_sha256}",
        f"reader: {json.dumps(found.reader)}",
    ]
    return ("\n".join(lines) + "\n").encode()


class _Bad(Exception):
    """A provenance file that cannot be read."""


def read_provenance(table: Table, raw: bytes) -> Provenance | Problem:
    """Read the source of a table, or say what is wrong with the file."""
    try:
        return _read(table, read_yaml(raw.decode("utf-8")))
    except (UnicodeDecodeError, _Bad, ValueError) as fault:
        message = f"{fault}; import the file again: it is not written by hand"
        return Problem(table.provenance, Place(), "facts-source", message)
    except FrontMatterError as fault:
        return Problem(table.provenance, fault.place, "facts-source", fault.message)


def _read(table: Table, root: Node | None) -> Provenance:
    if not isinstance(root, Mapping):
        raise _Bad("this is no provenance")
    found = {key.text: node for key, node in root.items}
    files = found.get("files")
    if not isinstance(files, Sequence) or not files.items:
        raise _Bad("it names no file")
    return Provenance(
        table.name,
        dt.date.fromisoformat(_text(found, "edition")),
        _text(found, "printed", ""),
        dt.date.fromisoformat(_text(found, "retrieved")),
        _text(found, "own_url"),
        tuple(map(_file, files.items)),
        _texts(found.get("codes")),
        _text(found, "whole") == "yes",
        int(_text(found, "rows_kept")),
        int(_text(found, "rows_dropped")),
        _text(found, "table_sha256"),
        _text(found, "reader"),
    )


def _file(node: Node) -> SourceFile:
    if not isinstance(node, Mapping):
        raise _Bad("a file without name and hash")
    found = {key.text: value for key, value in node.items}
    digest = _text(found, "sha256")
    if not re.fullmatch("[0-9a-f]{64}", digest):
        raise _Bad("a file without its SHA-256")
    return SourceFile(_text(found, "name"), digest, int(_text(found, "rows")))


def _text(found: dict[str, Node], key: str, default: str | None = None) -> str:
    node = found.get(key)
    if isinstance(node, Scalar):
        return node.text
    if node is None and default is not None:
        return default
    raise _Bad(f"'{key}' is missing")


def _texts(node: Node | None) -> tuple[str, ...]:
    items = node.items if isinstance(node, Sequence) else ()
    return tuple(item.text for item in items if isinstance(item, Scalar))
