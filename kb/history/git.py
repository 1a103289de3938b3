"""Running git, which no other module does. A function starts one process, however many files and commits there are.

The results do not depend on the user's configuration (color, renames, quoting, signatures, order files, a pager):
every command sets what it needs. Nothing that a repository's configuration names is run, since a copied folder brings
its own: only commands that read are used, of which none filters files, calls a hook or asks a server for what is
missing. Paths are relative to the folder given.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Final, cast

from kb.domain.problem import ToolError, UsageError, shown

REPOSITORY_VARIABLES: Final = frozenset(
    f"GIT_{name}"
    for name in (
        *("DIR", "WORK_TREE", "INDEX_FILE", "PREFIX", "COMMON_DIR", "OBJECT_DIRECTORY", "NAMESPACE", "CONFIG"),
        *("EXTERNAL_DIFF", "TRACE", "TRACE2", "TRACE2_EVENT", "TRACE2_PERF"),
    )
)
"""Variables by which a hook points git at its own repository; the folder given may lie in another."""

PLAIN: Final = {
    "LC_ALL": "C",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_LITERAL_PATHSPECS": "1",
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_ALLOW_PROTOCOL": "none",
}
"""The environment of every command. No protocol is called `none`, so nothing is fetched.

A setting would not do for that, since a repository's own `protocol.ext.allow` goes before `protocol.allow`.
"""

SETTINGS: Final = (
    "core.quotepath=off",
    "log.showRoot=true",
    "log.showSignature=false",
    "core.fsmonitor=false",
    f"core.hooksPath={os.devnull}",
)
LOST: Final = "check the repository with 'git fsck'; if it is a partial clone, clone it whole"
LINK, SUBMODULE = "120000", "160000"
"""Modes of entries of a tree that are no plain files."""


@dataclass(frozen=True)
class Repository:
    """A folder inside a repository, its newest commit (`head`), and those that a shallow clone begins with."""

    folder: Path
    head: str
    boundary: tuple[str, ...]


@dataclass(frozen=True)
class Unrecorded:
    """Why there is no history here, in words to follow a colon.

    `unread` is what git says of a repository that is there but cannot be read, with the way out; it may name a folder
    of this machine, so it is for who runs the command, and the reason is for pages.
    """

    reason: str
    unread: str = ""


OUTSIDE: Final = (
    "the repository's work tree is elsewhere, so git would name other files; 'git config --unset core.worktree', or "
    "name a folder of a usual clone"
)


def probe(folder: Path) -> Repository | Unrecorded:
    """Find the repository of a folder, or why none can be read. Raises nothing if git reports an error."""
    wanted = ("rev-parse", "HEAD", "--is-inside-work-tree", "--is-shallow-repository", "--git-path", "shallow")
    try:
        told = run(folder, *wanted).decode("utf-8", "surrogateescape").rstrip("\n")
    except ToolError as fault:
        return _why_not(folder, str(fault))
    head, inside, shallow, path = told.split("\n", 3)
    if inside != "true":
        return Unrecorded(OUTSIDE, OUTSIDE)
    if shallow != "true":
        return Repository(folder, head, ())
    return Repository(folder, head, tuple(sorted((folder / path).read_text(encoding="ascii").split())))


def _why_not(folder: Path, message: str) -> Unrecorded:
    """Tell from the message of git why it reads no history: there is none, or one that it cannot read."""
    kept = _kept_above(folder)
    if not kept and "not a git repository" in message:
        return Unrecorded("the folder is not inside a git repository; clone the repository to have its history")
    if "unknown revision" in message and not (kept and _is_filled(kept / "logs" / "HEAD")):
        return Unrecorded("the repository has no commit yet; commit the folder to begin its history")
    if not kept:
        return Unrecorded(message)
    told = FOREIGN if "dubious ownership" in message else message if message == NO_GIT else ""
    if told:
        return Unrecorded(told, told)
    mend = f"mend {kept} by what git says of it, or clone the repository anew and copy your edits there"
    return Unrecorded("git cannot read the repository; mend it or clone it anew", f"{shown(message)}; {mend}")


NO_GIT: Final = "git is not installed; install it to have the history"
FOREIGN: Final = (
    "the repository belongs to another user; 'git config --global --add safe.directory' and its path allow it"
)


def _kept_above(folder: Path) -> Path | None:
    """Return the `.git` that stands in a folder or above it, whatever is in it; None if there is none."""
    if not folder.is_dir():
        return None
    places = (place / ".git" for place in (folder.resolve(), *folder.resolve().parents))
    return next((place for place in places if os.path.lexists(place)), None)


def _is_filled(path: Path) -> bool:
    """Return whether a file is there with something in it."""
    try:
        return path.stat().st_size > 0
    except OSError:
        return False


def read_blobs(folder: Path, blobs: Iterable[str]) -> Iterator[tuple[str, bytes]]:
    """Yield the content of each blob, in the order asked for. Raises ToolError if the repository lacks one."""
    wanted = tuple(dict.fromkeys(blobs))
    if not wanted:
        return
    # The list is passed in a file: with a pipe, writing it and reading the answer could block each other.
    with tempfile.TemporaryFile() as listed:
        listed.write("".join(f"{blob}\n" for blob in wanted).encode())
        listed.seek(0)
        with subprocess.Popen(
            _command(folder, "cat-file", "--batch"),
            stdin=listed,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=_environment(),
        ) as running:
            stream = cast("IO[bytes]", running.stdout)  # it was asked for
            yield from ((blob, _read_blob(stream, blob)) for blob in wanted)


def _read_blob(stream: IO[bytes], blob: str) -> bytes:
    header = stream.readline().split()
    if len(header) != 3 or header[0].decode() != blob:  # noqa: PLR2004  (name, type, size)
        raise ToolError(f"git has lost the content {blob[:12]}; {LOST}")
    content = stream.read(int(header[2]))
    stream.read(1)
    return content


def find_commit(folder: Path, revision: str) -> str:
    """Return the full name of the commit of a revision. Raises UsageError if there is none."""
    unknown = UsageError(f"no revision '{shown(revision)}' here; name a commit, a branch or a tag")
    if not revision or revision.startswith("-"):
        raise unknown
    found = probe(folder)
    if isinstance(found, Unrecorded):
        raise ToolError(f"no revision can be read: {found.reason}")
    try:
        return _full_name(run(folder, "rev-parse", "--verify", "--quiet", f"{revision}^{{commit}}"))
    except (ToolError, ValueError) as fault:
        if found.boundary:
            deeper = "this clone is shallow, so older ones are missing: 'git fetch --unshallow' gets them"
            raise UsageError(f"{unknown}; {deeper}") from fault
        raise unknown from fault


def _full_name(printed: bytes) -> str:
    """Read the name of one commit. Raises ValueError for what git prints of `^HEAD`, which is none."""
    name = printed.decode("ascii").strip()
    bytes.fromhex(name)
    return name


def run(folder: Path, *words: str) -> bytes:
    """Run git in a folder and give what it printed. Raises ToolError with the message of git."""
    try:
        done = subprocess.run(_command(folder, *words), env=_environment(), capture_output=True, check=False)
    except (OSError, ValueError) as fault:
        raise ToolError(f"git could not be started: {fault}") from fault
    if done.returncode:
        message = done.stderr.decode("utf-8", "replace").strip() or f"exit code {done.returncode}"
        raise ToolError(f"git {words[0]} failed: {message}; it needs git 2.31 or newer and a sound repository")
    return done.stdout


def _command(folder: Path, *words: str) -> list[str]:
    git = shutil.which("git")
    if not git:
        raise ToolError(NO_GIT)
    settings = [word for setting in SETTINGS for word in ("-c", setting)]
    return [git, "--no-pager", *settings, "-C", str(folder), *words]


def _environment() -> dict[str, str]:
    return {**{name: value for name, value in os.environ.items() if name not in REPOSITORY_VARIABLES}, **PLAIN}
