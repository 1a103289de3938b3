"""The policies folder at a revision, read by the same rules as a folder on disk."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from kb.content.beside import is_fact, passed_over
from kb.content.load import Texts, decode, refusal
from kb.domain.problem import Problem, ToolError, printable
from kb.history.git import LINK, LOST, SUBMODULE, find_commit, read_blobs, run
from kb.history.work_tree import differing


def texts_at(folder: Path, revision: str) -> Texts:
    """Read every file of the policies folder at a revision: a commit, a branch or a tag.

    The checks are those of files on disk. Where the revision has no such folder, there are no files.
    Raises UsageError if the revision is not known, ToolError if there is no folder or no repository.
    """
    if not folder.is_dir():
        raise ToolError(f"there is no policies folder at {folder}; name one with --policies")
    every = _listed(folder, find_commit(folder, revision))
    listed = [file for file in every if not is_fact(file.name)]
    stored = {file.name: file.blob for file in every if is_fact(file.name) and file.blob and not file.link}
    refused = {
        file.name: refusal(file.name, link=file.link, plain=bool(file.blob), size=file.size) for file in listed
    }
    wanted = {file.name: file.blob for file in listed if not refused[file.name]}
    contents = dict(read_blobs(folder, (*wanted.values(), *stored.values())))
    texts: dict[str, str] = {}
    problems: list[Problem] = []
    for name, fault in refused.items():
        text, found = (None, [fault]) if fault else decode(contents[wanted[name]], name)
        problems += found
        if text is not None:
            texts[name] = text
    return Texts(texts, tuple(problems), {name: contents[blob] for name, blob in stored.items()})


@dataclass(frozen=True)
class _Listed:
    """A file of a tree, its size in bytes; `blob` is empty for what is no file."""

    name: str
    size: int
    link: bool
    blob: str


def _listed(folder: Path, commit: str) -> list[_Listed]:
    """List the files below a folder at a commit, in order of path; hidden ones are passed over."""
    lines = run(folder, "ls-tree", "-r", "-l", "-z", commit).split(b"\0")
    found = (_read_listed(line) for line in lines if line)
    return sorted((file for file in found if not passed_over(file.name)), key=lambda file: file.name)


def _read_listed(line: bytes) -> _Listed:
    head, path = line.split(b"\t", 1)
    mode, _, blob, size = head.decode("ascii").split()
    name = printable(path.decode("utf-8", "replace"))
    if mode == SUBMODULE:
        return _Listed(name, 0, link=False, blob="")
    if not size.isdecimal():
        raise ToolError(f"git has lost the content {blob[:12]} of {name}; {LOST}")
    return _Listed(name, int(size), mode == LINK, blob)


MOST_BLOBS: Final = 100
"""How many older contents of a file are looked at, the newest first."""


def blobs_before(folder: Path, revision: str, paths: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Return the contents that files had up to a revision on its main line, by path, the newest first.

    `paths` are files and folders below `folder`; of a folder every file is given that ever was in it. Raises
    UsageError if the revision is not known, ToolError if git fails.
    """
    wanted = tuple(paths)
    if not wanted:
        return {}
    commit = find_commit(folder, revision)
    told = ("log", "--first-parent", "-m", "--raw", "--no-abbrev", "--no-renames", "--relative", "--format=", "-z")
    fields = iter(run(folder, *told, commit, "--", *wanted).split(b"\0"))
    found: dict[str, dict[str, None]] = {}
    for head, path in zip(fields, fields, strict=False):
        _, mode, before, after, _ = head.decode("ascii").split()
        names = found.setdefault(path.decode("utf-8", "replace"), {})
        if mode not in {LINK, SUBMODULE}:
            names |= dict.fromkeys(blob for blob in (after, before) if blob.strip("0"))
    return {path: tuple(names)[:MOST_BLOBS] for path, names in found.items()}


def changed_paths(folder: Path, base: str, head: str) -> tuple[str, ...]:
    """Return every path of the repository that differs between two revisions; without `head`, from the files on disk.

    Raises UsageError if a revision is not known, ToolError if git fails.
    """
    old = find_commit(folder, base)
    if not head:
        return tuple(sorted(differing(top_of(folder), old)))
    told = ("diff-tree", "-r", "--name-only", "--no-renames", "--no-relative", f"-O{os.devnull}", "-z")
    differs = run(folder, *told, old, find_commit(folder, head))
    return tuple(sorted({path.decode("utf-8", "replace") for path in differs.split(b"\0") if path}))


def top_of(folder: Path) -> Path:
    """Return the folder at the top of the work tree in which a folder lies."""
    return Path(os.fsdecode(run(folder, "rev-parse", "--show-toplevel").removesuffix(b"\n")))


def place_in_repository(folder: Path) -> str:
    """Return the path of a folder below the top of its repository, with a slash at its end; empty for the top."""
    return run(folder, "rev-parse", "--show-prefix").decode("utf-8", "replace").removesuffix("\n")
