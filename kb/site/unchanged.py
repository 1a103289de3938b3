"""What the last build was made from and what it wrote: where both are as they were, there is nothing to do.

A note in this machine's cache has a key of all that a site is made of, and a fingerprint of the files it wrote by
their sizes and times. The note is never trusted without both; a damaged one counts as none.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import os
import sqlite3
import sys
import zlib
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from typing import Final

from kb.content.load import Texts
from kb.content.save import save
from kb.domain.problem import ToolError
from kb.history.versions import History

PROJECT: Final = Path(__file__).resolve().parents[2]
CODE: Final = PROJECT / "kb"
TEMPLATES: Final = PROJECT / "site_templates"
STATIC: Final = "static files"
"""The name by which the files that are made of templates and code alone are kept for the next build."""

LOCK: Final = PROJECT / ".lock" / "build.txt"


Listing = Mapping[str, str]
"""By address of a file or folder, which ends with a slash: what tells it, of a file its kind, size and time, too."""


@dataclass(frozen=True)
class Note:
    """The key of what a site was made from, the fingerprint of its files, and how many pages and entries it has.

    `rest` is the key of all but the content files, `files` the hash and the outline of each of these by path. `edits`
    are the lineages that differ from the newest commit by text alone, `made_from` is what published data names.
    `spare` is the fingerprint of the files of the site before it, where these were kept. `code` is the key of the
    code alone, `today` the day on which the content was without problems, if that was asked.
    """

    key: str
    written: str
    pages: int
    entries: int
    rest: str
    files: Mapping[str, tuple[str, str]]
    edits: Sequence[str] = ()
    made_from: str = ""
    spare: str = ""
    code: str = ""
    today: str = ""


def had_come(note: Note, today: dt.date | None) -> bool:
    """Tell whether all days had come by `today` that a check looks at, since they had when the note was written."""
    return today is None or bool(note.today and note.today <= today.isoformat())


def code_key() -> str:
    """Return a key of the code, the templates and the packages that make a site."""
    digest = hashlib.sha256()
    for part in (sys.version, sqlite3.sqlite_version, zlib.ZLIB_RUNTIME_VERSION):
        _add(digest, part.encode())
    for path, content in _code():
        _add(digest, path.encode())
        _add(digest, content)
    return digest.hexdigest()


def refuse_other_code(code: str) -> None:
    """Raise ToolError in a worker that runs other code than the one, by its key, that hands a call over."""
    if code != code_key():
        raise ToolError("the worker has another version of the code or of Python; give it the build's")


def key_of(texts: Texts, history: History, settings: Iterable[object]) -> str:
    """Return a key of all that a site is made of: content, history and settings, among them the key of the code."""
    digest = hashlib.sha256()
    for part in (*settings, history.state, history.note):
        _add(digest, repr(part).encode())
    for commit in history.commits:
        _add(digest, commit.sha.encode())
    for path in texts.files:
        _add(digest, path.encode())
        _add(digest, texts.digest(path))
    for path in texts.facts:
        _add(digest, path.encode())
        _add(digest, texts.fact_hash(path).encode())
    return digest.hexdigest()


def rest_key(texts: Texts, history: History, settings: Iterable[object], edits: Collection[str] = ()) -> str:
    """Return a key of all that a site is made of but the texts that are on disk: they count by their outlines.

    `edits` are the lineages that differ from the newest commit by text alone: they count as they are committed.
    """
    return key_of(Texts({}, (), texts.facts, texts.hashes), history, (*settings, *_shape(history, edits)))


def _shape(history: History, edits: Collection[str]) -> Iterator[tuple[object, ...]]:
    """Yield what a history is without the texts that are not committed."""
    for id_, lineage in history.lineages.items():
        for one in lineage.versions[:-1] if id_ in edits else lineage.versions:
            blob = one.blob if one.commit or one.withdrawn else ""
            yield id_, one.path, one.kind, blob, one.commit and one.commit.sha, one.recorded, one.span, one.withdrawn


def _add(digest: hashlib._Hash, part: bytes) -> None:
    """Add a part behind its length, so that no two lists of parts are alike."""
    digest.update(f"{len(part)}:".encode())
    digest.update(part)


def _code() -> Iterator[tuple[str, bytes]]:
    for folder in (CODE, TEMPLATES):
        for path in sorted(_files_below(str(folder))):
            with open(path, "rb") as file:  # noqa: PTH123  (a path object for each of hundreds costs more)
                yield path.removeprefix(str(PROJECT)), file.read()
    if LOCK.is_file():
        yield LOCK.name, LOCK.read_bytes()


def _files_below(folder: str) -> Iterator[str]:
    """Yield the path of each file below a folder, but those that Python makes."""
    for root, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if name != "__pycache__"]
        yield from (f"{root}/{name}" for name in names if not name.endswith(".pyc"))


def fingerprint_of(out: Path) -> str:
    """Return a fingerprint of all files below a folder by kind, size and time; empty where there is no folder."""
    if not out.is_dir() or out.is_symlink():
        return ""
    return fingerprint(listing_of(out))


def fingerprint(listing: Listing) -> str:
    """Return the fingerprint of a folder that is listed."""
    return hashlib.sha256("\n".join(sorted(listing.values())).encode("utf-8", "surrogateescape")).hexdigest()


@dataclass(frozen=True)
class Names:
    """How a folder is listed, and by address the number by which its disk, the `device`, knows each file."""

    listing: Listing
    numbers: Mapping[str, int]
    device: int


def names_of(folder: Path) -> Names | None:
    """List all that is below a folder, with the numbers of files; None where that is no folder, or cannot be read."""
    listing, numbers = dict[str, str](), dict[str, int]()
    with suppress(OSError):
        if folder.is_dir() and not folder.is_symlink():
            _list(str(folder), "", listing, numbers)
            return Names(listing, numbers, folder.stat().st_dev)
    return None


def listing_of(folder: Path, beside: Names | None = None) -> dict[str, str]:
    """List all that is below a folder.

    What is the same file as at its address `beside`, by another name, is told as there and not looked at.
    """
    found: dict[str, str] = {}
    if beside and folder.stat().st_dev == beside.device:
        _list_beside(str(folder), "", found, beside)
    else:
        _list(str(folder), "", found, {})
    return found


def _list(folder: str, below: str, found: dict[str, str], numbers: dict[str, int]) -> None:
    """Put each file and folder below a folder into `found`. A dict, since thousands are yielded slowly."""
    with os.scandir(folder) as inside:
        for each in inside:
            address = below + each.name
            if each.is_dir(follow_symlinks=False):
                found[f"{address}/"] = f"{address}/"
                _list(each.path, f"{address}/", found, numbers)
            else:
                told = each.stat(follow_symlinks=False)
                found[address], numbers[address] = _line(address, told), told.st_ino


def _list_beside(folder: str, below: str, found: dict[str, str], beside: Names) -> None:
    with os.scandir(folder) as inside:
        for each in inside:
            address = below + each.name
            if each.is_dir(follow_symlinks=False):
                found[f"{address}/"] = f"{address}/"
                _list_beside(each.path, f"{address}/", found, beside)
            elif beside.numbers.get(address) == each.inode():
                found[address] = beside.listing[address]
            else:
                found[address] = _line(address, each.stat(follow_symlinks=False))


def _line(address: str, told: os.stat_result) -> str:
    return f"{address} {told.st_mode} {told.st_size} {told.st_mtime_ns}"


def listed_again(folder: Path, listing: Listing, addresses: Iterable[str]) -> Listing:
    """Return the list of a folder of which one is known, after files at some addresses were written or deleted."""
    found = dict(listing)
    parents = {f"{parent}/" for address in addresses for parent in PurePosixPath(address).parents} - {"./"}
    for address in (*addresses, *parents):
        found.pop(address, None)
        with suppress(FileNotFoundError, NotADirectoryError):
            told = os.lstat(f"{folder}/{address}")
            found[address] = address if address in parents else _line(address, told)
    return found


def read_note(cache: Path, out: Path, names: Names | None = None) -> Note | None:
    """Read the note on a site folder if its files are as the last build wrote them; else None.

    `names` has its files, where they are listed already.
    """
    with suppress(OSError, ValueError, TypeError, LookupError, AttributeError):
        note = Note(**json.loads(_file(cache, out).read_bytes()))
        if note.written and note.written == (fingerprint(names.listing) if names else fingerprint_of(out)):
            return replace(note, files={path: (told[0], told[1]) for path, told in note.files.items()})
    return None


def write_note(cache: Path, out: Path, note: Note) -> None:
    """Note what a site folder was made from. If that cannot be written, the next build makes the site again."""
    with suppress(OSError):
        cache.mkdir(parents=True, exist_ok=True)
        save(_file(cache, out), json.dumps(vars(note)).encode())


def _file(cache: Path, out: Path) -> Path:
    return cache / f"built-{_name(out)}.json"


def kept_file(cache: Path, out: Path) -> Path:
    """Return the file of the results that builds of a site keep for the next."""
    return cache / f"kept-{_name(out)}.sqlite"


def spare_folder(cache: Path, out: Path) -> Path:
    """Return the folder of the site that the last build replaced."""
    return cache / f"spare-{_name(out)}"


def _name(out: Path) -> str:
    return hashlib.sha256(str(out).encode("utf-8", "surrogateescape")).hexdigest()[:20]
