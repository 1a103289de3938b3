"""git: the only module that runs it. Each question costs one process, however many files and commits there are.

Whatever the user has configured (colour, renames, quoting, signatures, order files, a pager) the answers are the
same: every command says itself what it wants. Paths come out relative to the folder asked about.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Final

from kb.load import Texts, decode, passed_over, refusal
from kb.problem import Problem, ToolError, UsageError, printable, shown

AIMED_ELSEWHERE: Final = frozenset(
    f"GIT_{name}"
    for name in ("DIR", "WORK_TREE", "INDEX_FILE", "PREFIX", "COMMON_DIR", "OBJECT_DIRECTORY", "NAMESPACE", "CONFIG")
)
"""What a hook sets to aim git at its own repository; the folder asked about may lie in another."""

PLAIN: Final = {"LC_ALL": "C", "GIT_OPTIONAL_LOCKS": "0", "GIT_TERMINAL_PROMPT": "0", "GIT_LITERAL_PATHSPECS": "1"}
SETTINGS: Final = ("core.quotepath=off", "log.showRoot=true", "log.showSignature=false", "core.fsmonitor=false")
LOG: Final = (
    *(
        "log",
        "--first-parent",
        "--sparse",
        "--reverse",
        "--diff-merges=first-parent",
        "--raw",
        "-z",
        "-M50%",
        "-l2000",
    ),
    *("--no-abbrev", "--relative", "--no-color", "--no-ext-diff", "--no-textconv", "--no-notes", "--no-mailmap"),
    *("--no-show-signature", "--no-follow", "--ignore-submodules=none", f"-O{os.devnull}", "--encoding=UTF-8"),
    "--format=%x02%H%x1f%P%x1f%at%x1f%s",
)
LINK, SUBMODULE = "120000", "160000"
"""Modes of what is no plain file."""


@dataclass(frozen=True)
class Repository:
    """A folder inside a repository: its newest commit, and the commits a shallow clone begins with."""

    folder: Path
    head: str
    boundary: tuple[str, ...]


@dataclass(frozen=True)
class Unrecorded:
    """Why there is no history here, in words that stand after a colon."""

    reason: str


@dataclass(frozen=True, slots=True)  # there are very many
class Change:
    """What one commit did to one file: `status` is A, M, D or R; `before` is the path an R came from.

    `blob` names the content afterwards; it is empty where the file is gone.
    """

    status: str
    path: str
    blob: str
    before: str = ""


@dataclass(frozen=True)
class Logged:
    """A commit of the main line: its first parent (empty for a root), author time in seconds, subject, changes."""

    sha: str
    parent: str
    seconds: int
    subject: str
    changes: tuple[Change, ...]


def probe(folder: Path) -> Repository | Unrecorded:
    """Find the repository a folder lies in, or why none can be read. Never raises for what git says."""
    wanted = ("rev-parse", "HEAD", "--is-shallow-repository", "--git-path", "shallow")
    try:
        head, shallow, path = _run(folder, *wanted).decode("utf-8", "surrogateescape").rstrip("\n").split("\n", 2)
    except ToolError as fault:
        return Unrecorded(_why_not(str(fault)))
    if shallow != "true":
        return Repository(folder, head, ())
    return Repository(folder, head, tuple(sorted((folder / path).read_text(encoding="ascii").split())))


def _why_not(said: str) -> str:
    known = {
        "not a git repository": "the folder is not inside a git repository; clone the repository to have its history",
        "unknown revision": "the repository has no commit yet; commit the folder to begin its history",
        "dubious ownership": (
            "the repository belongs to another user; 'git config --global --add safe.directory' and its path allow it"
        ),
    }
    return next((told for mark, told in known.items() if mark in said), said)


@dataclass(frozen=True)
class Newest:
    """The newest commit: when it was made, in seconds, and whether the folder's files differ from it."""

    sha: str
    seconds: int
    differs: bool


def newest(folder: Path) -> Newest | None:
    """Find the newest commit where it holds the folder; None without git, and where it does not."""
    if isinstance(probe(folder), Unrecorded) or not _run(folder, "ls-tree", "HEAD", "--", "."):
        return None
    sha, seconds = _run(folder, "log", "-1", "--format=%H %ct", "HEAD").decode().split()
    differs = bool(_run(folder, "status", "--porcelain", "--untracked-files=all", "--", "."))
    return Newest(sha, int(seconds), differs)


def log(repository: Repository, since: str = "") -> list[Logged]:
    """List the commits of the main line up to the newest, oldest first; with `since`, those after that commit.

    The main line is that of first parents: a merge counts with all it brought, at its own date. What the library
    said on a day is what stood on the main line; a draft on a branch was never its word.
    """
    span = f"{since}..{repository.head}" if since else repository.head
    return list(_read_log(_run(repository.folder, *LOG, span, "--", ".")))


def _read_log(said: bytes) -> Iterator[Logged]:
    tokens = iter([token.decode("utf-8", "replace") for token in said.split(b"\0")])
    head: list[str] = []
    changes: list[Change] = []
    for token in tokens:
        if token.startswith("\x02"):
            if head:
                yield _logged(head, changes)
            head, changes = token[1:].split("\x1f", 3), []
        elif token.startswith(("\n:", ":")):
            changes.append(_change(token.lstrip("\n"), tokens))
    if head:
        yield _logged(head, changes)


def _logged(head: list[str], changes: list[Change]) -> Logged:
    sha, parents, seconds, subject = head
    return Logged(sha, parents.split(" ")[0], int(seconds or 0), printable(subject), tuple(changes))


def _change(token: str, rest: Iterator[str]) -> Change:
    """Read one raw line, `:old-mode new-mode old new status`, and the one or two paths behind it."""
    _, mode, _, blob, status = token.split(" ")
    path = printable(next(rest))
    kept = "" if status == "D" or mode == SUBMODULE else blob
    if status.startswith("R"):
        return Change("R", printable(next(rest)), kept, path)
    if status.startswith("C"):
        return Change("A", printable(next(rest)), kept)
    return Change("D" if not kept else "A" if status == "A" else "M", path, kept)


def read_blobs(folder: Path, blobs: Iterable[str]) -> Iterator[tuple[str, bytes]]:
    """Give the content of each blob, in the order asked for. Raises ToolError where the repository lacks one."""
    wanted = tuple(dict.fromkeys(blobs))
    if not wanted:
        return
    # The list goes through a file: written to a pipe, it and the answer could wait for each other.
    with tempfile.TemporaryFile() as asked:
        asked.write("".join(f"{blob}\n" for blob in wanted).encode())
        asked.seek(0)
        with subprocess.Popen(
            _command(folder, "cat-file", "--batch"),
            stdin=asked,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=_environment(),
        ) as running:
            if running.stdout is None:  # cannot be: it was asked for
                raise ToolError("git cat-file gave nothing")
            yield from ((blob, _read_blob(running.stdout, blob)) for blob in wanted)


def _read_blob(stream: IO[bytes], blob: str) -> bytes:
    header = stream.readline().split()
    if len(header) != 3 or header[0].decode() != blob:  # noqa: PLR2004  (name, type, size)
        raise ToolError(f"git has lost the content {blob[:12]}; check the repository with 'git fsck'")
    content = stream.read(int(header[2]))
    stream.read(1)
    return content


def texts_at(folder: Path, revision: str) -> Texts:
    """Read every file of the policies folder as it stood at a revision: a commit, a branch or a tag.

    They are held to the same checks as files on disk. Where the revision had no such folder, there are no files.
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


def find_commit(folder: Path, revision: str) -> str:
    """Give the full name of the commit that a revision stands for. Raises UsageError where there is none."""
    unknown = UsageError(f"no revision '{shown(revision)}' here; name a commit, a branch or a tag")
    if not revision or revision.startswith("-"):
        raise unknown
    found = probe(folder)
    if isinstance(found, Unrecorded):
        raise ToolError(f"no revision can be read: {found.reason}")
    try:
        return _run(folder, "rev-parse", "--verify", "--quiet", f"{revision}^{{commit}}").decode().strip()
    except (ToolError, ValueError) as fault:
        if found.boundary:
            deeper = "this clone is shallow, so older ones are missing: 'git fetch --unshallow' gets them"
            raise UsageError(f"{unknown}; {deeper}") from fault
        raise unknown from fault


@dataclass(frozen=True)
class _Listed:
    """A file of a tree: `blob` is empty for what is no file."""

    name: str
    size: int
    link: bool
    blob: str


def _listed(folder: Path, commit: str) -> list[_Listed]:
    """List the files below a folder at a commit, in order of path; hidden ones are passed over."""
    lines = _run(folder, "ls-tree", "-r", "-l", "-z", commit).split(b"\0")
    found = (_read_listed(line) for line in lines if line)
    return sorted((file for file in found if not passed_over(file.name)), key=lambda file: file.name)


def _read_listed(line: bytes) -> _Listed:
    head, path = line.split(b"\t", 1)
    mode, _, blob, size = head.decode("ascii").split()
    name = printable(path.decode("utf-8", "replace"))
    if mode == SUBMODULE:
        return _Listed(name, 0, link=False, blob="")
    return _Listed(name, int(size), mode == LINK, blob)


def _run(folder: Path, *words: str) -> bytes:
    """Run git in a folder and give what it printed. Raises ToolError with git's own words."""
    try:
        done = subprocess.run(_command(folder, *words), env=_environment(), capture_output=True, check=False)
    except (OSError, ValueError) as fault:
        raise ToolError(f"git could not be started: {fault}") from fault
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip() or f"exit code {done.returncode}"
        raise ToolError(f"git {words[0]} failed: {said}; it needs git 2.31 or newer and a sound repository")
    return done.stdout


def _command(folder: Path, *words: str) -> list[str]:
    git = shutil.which("git")
    if not git:
        raise ToolError("git is not installed; install it to have the history")
    settings = [word for setting in SETTINGS for word in ("-c", setting)]
    return [git, "--no-pager", *settings, "-C", str(folder), *words]


def _environment() -> dict[str, str]:
    return {**{name: value for name, value in os.environ.items() if name not in AIMED_ELSEWHERE}, **PLAIN}
