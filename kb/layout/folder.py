"""All content files of a policies folder laid out."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from kb.content.load import decode, is_beside, load
from kb.content.save import save
from kb.domain.problem import Problem, ToolError
from kb.layout.file import LaidOut, lay_out

Files = Mapping[str, str]
"""The texts of files by path."""


def lay_out_all(folder: Path, completed: Callable[[Files], Files] = dict) -> tuple[LaidOut, ...]:
    """Lay out every content file below a folder, in order of path; nothing is written.

    `completed` gives the texts of all files with what is copied into them from others. A file that cannot be read
    comes back with its problems. README.md and the lists in YAML are left out.
    """
    texts = load(folder)
    laid = [
        replace(lay_out(path, text), before=texts.files[path])
        for path, text in completed(texts.files).items()
        if not is_beside(path)
    ]
    return tuple(sorted([*laid, *_unreadable(folder, texts.problems)], key=lambda one: one.path))


def _unreadable(folder: Path, problems: tuple[Problem, ...]) -> Iterator[LaidOut]:
    """Convert the line ends of files that have no other error; give the rest with their problems."""
    found: dict[str, tuple[Problem, ...]] = {}
    for problem in problems:
        found[problem.path] = (*found.get(problem.path, ()), problem)
    for path, faults in found.items():
        ends = {fault.code for fault in faults} == {"line-ending"} and not is_beside(path)
        mended = _with_unix_ends(folder, path) if ends else None
        yield mended or LaidOut(path, "", "", faults)


def _with_unix_ends(folder: Path, path: str) -> LaidOut | None:
    raw = (folder / path).read_bytes()
    text, _ = decode(raw.replace(b"\r\n", b"\n"), path)
    return replace(lay_out(path, text), before=raw.decode("utf-8")) if text is not None else None


def write(folder: Path, laid: LaidOut) -> None:
    """Write a file as it is laid out. Raises ToolError if it was changed since it was read, and OSError."""
    path = folder / laid.path
    if path.is_symlink() or path.read_bytes() != laid.before.encode():
        raise ToolError(f"{path} was changed meanwhile and stays; run fmt again")
    save(path, laid.after.encode())
