"""The files on disk against a commit. Contents are compared by the names that git gives them.

`git status` and `git diff` are not asked: on files they run the filters that a repository's configuration names.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Final

from kb.history.git import LINK, SUBMODULE, Unrecorded, probe, run

NOTHING: Final[Mapping[str, str]] = MappingProxyType({})


@dataclass(frozen=True)
class Newest:
    """The newest commit: when it was made, in seconds, and whether the folder's files differ from it."""

    sha: str
    seconds: int
    differs: bool


def newest(folder: Path, held: Mapping[str, str] = NOTHING) -> Newest | None:
    """Find the newest commit where it holds the folder; None without git, and where it does not.

    `held` are texts of plain files by their path below the folder, which were read already.
    """
    if isinstance(probe(folder), Unrecorded) or not run(folder, "ls-tree", "HEAD", "--", "."):
        return None
    sha, seconds = run(folder, "log", "-1", "--no-show-signature", "--format=%H %ct", "HEAD").decode().split()
    return Newest(sha, int(seconds), any(True for _ in differing(folder, sha, held)))


def differing(folder: Path, commit: str, held: Mapping[str, str] = NOTHING) -> Iterator[str]:
    """Yield the paths below a folder whose files differ from a commit: edited, gone, or new and not ignored.

    `held` are texts of plain files, by path, which were read already.
    """
    kept: set[bytes] = set()
    for line in run(folder, "ls-tree", "-r", "-z", commit).split(b"\0"):
        if not line:
            continue
        head, path = line.split(b"\t", 1)
        mode, _, blob = head.decode("ascii").split()
        kept.add(path)
        name = path.decode("utf-8", "replace")
        if mode not in {SUBMODULE, LINK} and name in held:
            same = blob == blob_of(held[name].encode(), len(blob))
        else:
            same = mode == SUBMODULE or blob == _blob_on_disk(folder, path, len(blob), link=mode == LINK)
        if not same:
            yield name
    for path in run(folder, "ls-files", "--cached", "--others", "--exclude-standard", "-z").split(b"\0"):
        if path and path not in kept and os.path.lexists(os.path.join(os.fsencode(folder), path)):  # noqa: PTH118
            yield path.decode("utf-8", "replace")


def _blob_on_disk(folder: Path, path: bytes, length: int, *, link: bool) -> str | None:
    """Return the name of the content on disk; None if there is no such file, or none that can be read."""
    at = os.path.join(os.fsencode(folder), path)  # noqa: PTH118  (a path of bytes, which may be no text)
    try:
        if os.path.islink(at):  # noqa: PTH114
            return blob_of(os.readlink(at), length) if link else None  # noqa: PTH115
        with open(at, "rb") as file:  # noqa: PTH123
            return None if link else blob_of(file.read(), length)
    except OSError:
        return None


def blob_of(content: bytes, length: int = 40) -> str:
    """Return the name that git gives to a content: a hash of 40 characters (SHA-1) or of 64 (SHA-256)."""
    kind = hashlib.sha1 if length == 40 else hashlib.sha256  # noqa: PLR2004  (git's own two lengths)
    return kind(b"blob %d\0" % len(content) + content).hexdigest()
