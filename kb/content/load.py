"""The policies folder to texts: the only reader of `policies/` on disk. What cannot be read as text is a problem.

Which files count and what a file must be like is told by `passed_over` (`kb/content/beside.py`), `refusal` and
`decode`, so that content read from elsewhere, such as an older revision, is held to the same.
"""

from __future__ import annotations

import hashlib
import os
import re
import stat
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from kb.content.beside import FACTS, is_fact, passed_over
from kb.content.paths import WINDOWS, is_source_record, is_staff, kind_of
from kb.domain.problem import CONTROL, Place, Problem, ToolError, printable

LARGEST: Final = 256 * 1024
"""Bytes a content file may have; an entry of the real library has about 8,000."""

QUESTIONS: Final = "questions.yml"
LARGEST_QUESTIONS: Final = 1024 * 1024
"""Bytes that the list of staff's questions may have, which grows with every one that was judged."""

BESIDE: Final = frozenset(
    {"README.md", "synonyms.yml", QUESTIONS, "lookup.yml", "concepts.yml", "volume.csv", "watched.csv"}
)
"""Files of the policies folder that are no entry, code or payer page."""

LONGEST_NAME: Final = 80


def is_beside(path: str) -> bool:
    """Return whether a path is that of a file of the folder that is no entry, code or payer page."""
    return path in BESIDE or is_source_record(path) or is_staff(path)


LINE_END: Final = re.compile(r"[\r\x85\u2028\u2029]")
"""Line ends that YAML counts and editors do not, or the other way round."""

PLAIN: Final = bytes([ord("\n"), *range(ord(" "), ord("~") + 1)])
"""The characters of nearly all of a text, which are what they seem to be."""

TAB: Final = re.compile(r"\t")


@dataclass(frozen=True)
class Texts:
    """What was read: the text of each file by path below the folder, in order of path, and what was unreadable.

    `facts` are the bytes of the files of the facts store, by path; they are no content, and read by `kb/facts`.
    `hashes` are their SHA-256 in hex, `digests` the SHA-256 of the texts, as far as they were worked out.
    """

    files: dict[str, str]
    problems: tuple[Problem, ...]
    facts: Mapping[str, bytes] = field(default_factory=dict)
    hashes: dict[str, str] = field(default_factory=dict, compare=False, repr=False)
    digests: dict[str, bytes] = field(default_factory=dict, compare=False, repr=False)

    def digest(self, path: str) -> bytes:
        """Return the SHA-256 of a text, which is worked out once."""
        if path not in self.digests:
            self.digests[path] = hashlib.sha256(self.files[path].encode("utf-8", "surrogateescape")).digest()
        return self.digests[path]

    def fact_hash(self, path: str) -> str:
        """Return the SHA-256 of a file of the facts store, which is worked out once."""
        if path not in self.hashes:
            self.hashes[path] = hashlib.sha256(self.facts[path]).hexdigest()
        return self.hashes[path]


def load(folder: Path) -> Texts:
    """Read every file of a policies folder. Raises ToolError if there is no such folder."""
    if not folder.is_dir():
        raise ToolError(f"there is no policies folder at {folder}; name one with --policies")
    files: dict[str, str] = {}
    problems: list[Problem] = []
    for path in _paths(folder):
        name = printable(path)
        text, found = _read(f"{folder}/{path}", name)
        problems += found
        if text is not None:
            files[name] = text
    facts, unread = load_facts(folder)
    return Texts(files, (*problems, *unread), facts)


def load_facts(folder: Path) -> tuple[dict[str, bytes], tuple[Problem, ...]]:
    """Read the files of the facts store, by path below the policies folder; one that cannot be read is a problem."""
    files: dict[str, bytes] = {}
    problems: list[Problem] = []
    for below in _paths_below(folder, FACTS):
        name, path = printable(below), folder / below
        try:
            if path.is_symlink() or not path.is_file():
                problems.append(Problem(name, Place(), "symlink", "no plain file; put the file itself here"))
            else:
                files[name] = path.read_bytes()
        except OSError as error:
            message = f"cannot be opened: {error.strerror}; fix its permissions"
            problems.append(Problem(name, Place(), "unreadable", message))
    return files, tuple(problems)


def _paths(folder: Path) -> list[str]:
    """List the content files below a folder in order."""
    facts = folder / FACTS
    plain = facts.is_dir() and not facts.is_symlink()
    return [path for path in _paths_below(folder) if not (plain and is_fact(path))]


def _paths_below(folder: Path, begin: str = "") -> list[str]:
    """List the files below a folder in order, by path from it; linked folders are not walked into.

    `passed_over` tells which are none, `begin` is the folder below it where to begin. A folder that cannot be opened
    is in the list itself; one that is not there has none. Paths are plain text: an object for each costs more.
    """
    top = folder / begin
    if not top.is_dir() or (begin and top.is_symlink()):
        return []
    found: list[str] = []
    closed: list[str] = []
    for root, folders, names in os.walk(
        f"{folder}/{begin}" if begin else str(folder), onerror=lambda error: closed.append(error.filename)
    ):
        linked = [name for name in folders if os.path.islink(f"{root}/{name}")]  # noqa: PTH114
        folders[:] = sorted(name for name in folders if not passed_over(name) and name not in linked)
        found += [f"{root}/{name}" for name in (*names, *linked) if not passed_over(name)]
    length = len(str(folder)) + 1
    return sorted(path.replace(os.sep, "/")[length:] for path in (*found, *closed))


def _read(path: str, name: str) -> tuple[str | None, list[Problem]]:
    """Read one file: its text, or None if nothing can be made of it, and the problems."""
    mode, size = _mode_and_size(path)
    refused = refusal(name, link=stat.S_ISLNK(mode), plain=stat.S_ISREG(mode), size=size)
    if refused:
        return None, [refused]
    try:
        raw = _bytes_of(path, size)
    except OSError as error:
        return None, [
            Problem(name, Place(), "unreadable", f"cannot be opened: {error.strerror}; fix its permissions")
        ]
    return decode(raw, name)


def _bytes_of(path: str, size: int) -> bytes:
    """Read a file of so many bytes; a file object for each of thousands costs more."""
    file = os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0))
    try:
        raw = os.read(file, size + 1)
    finally:
        os.close(file)
    if len(raw) == size:
        return raw
    with open(path, "rb") as whole:  # noqa: PTH123  (it was written meanwhile, or is read in parts)
        return whole.read()


def _mode_and_size(path: str) -> tuple[int, int]:
    """Return what a path is, and of how many bytes: a link is not followed; zeros where that cannot be told."""
    try:
        told = os.lstat(path)
    except OSError:
        return 0, 0
    return told.st_mode, told.st_size


def refusal(name: str, *, link: bool, plain: bool, size: int) -> Problem | None:
    """Say why a file is not even opened: a link, no plain file, at a path of no content, or of too many bytes."""
    if link:
        return Problem(name, Place(), "symlink", "a link is not followed; put the file itself here")
    if not plain:
        message = "a folder that cannot be opened, or no plain file; fix its permissions, or take it out"
        return Problem(name, Place(), "unreadable", message)
    if misnamed := _misnamed(name):
        return Problem(name, Place(), *misnamed)
    most = LARGEST_QUESTIONS if name == QUESTIONS else LARGEST
    if size > most:
        return Problem(name, Place(), "too-large", f"over {most // 1024} KiB; split it, or move quoted text out")
    return None


def _misnamed(name: str) -> tuple[str, str] | None:
    """Return the rule that a path breaks, and the message; None if it is one of content that every system holds."""
    if not kind_of(name) and not is_beside(name):
        way = (
            "use codes/<code>.md, <payer>/payer.md, <payer>/<scope>/<name>.md, sources/<id>.yml, people/<team>.md or "
            "jobs/<name>.md; a-z, 0-9, hyphens"
        )
        return "file-name", f"no content file has such a path; {way}"
    for part in name.removesuffix(".md").removesuffix(".yml").split("/"):
        if WINDOWS.fullmatch(part):
            return (
                "windows-name",
                f"Windows keeps the name '{part}' for itself and cannot hold this; name it otherwise",
            )
        if len(part) > LONGEST_NAME:
            return "long-name", f"a name of {len(part)} characters; write at most {LONGEST_NAME}"
    return None


def decode(raw: bytes, name: str) -> tuple[str | None, list[Problem]]:
    """Read the bytes of a file: its text, or None if nothing can be made of them, and the problems."""
    if not raw or raw.isspace():
        return None, [Problem(name, Place(), "empty-file", "nothing in it; copy _template.md, or delete the file")]
    odd = raw.translate(None, PLAIN)
    if not odd:
        return raw.decode("ascii"), []
    if raw.startswith(b"\xef\xbb\xbf"):
        return None, [Problem(name, Place(), "byte-order-mark", "save it as UTF-8 without a byte order mark")]
    if raw.count(0) > len(raw) // 4:
        return None, [Problem(name, Place(), "not-utf-8", "every other byte is 0, as in UTF-16; save as UTF-8")]
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        place = _place(raw, error.start)
        return None, [Problem(name, place, "not-utf-8", f"byte 0x{raw[error.start]:02x} is no UTF-8; save as UTF-8")]
    problems = [] if odd.decode("utf-8").isprintable() else _characters(text, name)
    return None if problems else text, problems


def _characters(text: str, name: str) -> list[Problem]:
    """Find line endings and control characters that would make diffs and line numbers lie."""
    wanted = {
        LINE_END: ("line-ending", "another line ending; save with Unix line endings (LF)"),
        TAB: ("tab", "a tab; indent with spaces"),
        CONTROL: ("control-character", "a control character; take it out, or is this no text file?"),
    }
    return [
        Problem(name, _place(text.encode(), len(text[: found.start()].encode())), *fault)
        for mark, fault in wanted.items()
        if (found := mark.search(text))
    ]


def _place(raw: bytes, at: int) -> Place:
    before = raw[:at]
    line_start = before.rfind(b"\n") + 1
    return Place(before.count(b"\n") + 1, len(before[line_start:].decode("utf-8", "replace")) + 1)
