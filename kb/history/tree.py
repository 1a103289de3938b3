"""The policies folder at a revision, read by the same rules as a folder on disk."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from kb.content.beside import passed_over
from kb.content.load import Texts, decode, refusal
from kb.domain.problem import Problem, ToolError, printable
from kb.history.git import LINK, SUBMODULE, find_commit, read_blobs, run


def texts_at(folder: Path, revision: str) -> Texts:
    """Read every file of the policies folder at a revision: a commit, a branch or a tag.

    The checks are those of files on disk. Where the revision has no such folder, there are no files.
    Raises UsageError where the revision is not known, ToolError where there is no folder or no repository.
    """
    if not folder.is_dir():
        raise ToolError(f"there is no policies folder at {folder}; name one with --policies")
    listed = _listed(folder, find_commit(folder, revision))
    refused = {
        file.name: refusal(file.name, link=file.link, plain=bool(file.blob), size=file.size) for file in listed
    }
    wanted = {file.name: file.blob for file in listed if not refused[file.name]}
    contents = dict(read_blobs(folder, wanted.values()))
    texts: dict[str, str] = {}
    problems: list[Problem] = []
    for name, fault in refused.items():
        text, found = (None, [fault]) if fault else decode(contents[wanted[name]], name)
        problems += found
        if text is not None:
            texts[name] = text
    return Texts(texts, tuple(problems))


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
    return _Listed(name, int(size), mode == LINK, blob)
