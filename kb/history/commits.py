"""The commits of the main line, and what each did to the files of a folder, by `git log`."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from kb.content.beside import FACTS, is_fact
from kb.domain.problem import printable
from kb.history.git import SUBMODULE, Repository, run

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

LONGEST_SUBJECT: Final = 300
"""Characters of a commit's subject that are kept: each page of the commit's files shows it."""


@dataclass(frozen=True, slots=True)  # there are very many
class Change:
    """What one commit did to one file: `status` is A, M, D or R; `before` is the path an R came from.

    `blob` names the content afterwards; it is empty if the file is gone.
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


def log(repository: Repository, since: str = "") -> list[Logged]:
    """List the commits of the main line up to the newest, oldest first; with `since`, those after that commit.

    Files of the facts store are left out: they have editions of their own (`kb/history/facts_as_of.py`).

    The main line follows first parents: a merge counts as one commit with all its changes, at its own date. A draft
    on a branch was never part of the library.
    """
    span = f"{since}..{repository.head}" if since else repository.head
    found = _read_log(run(repository.folder, *LOG, span, "--", "."))
    return [
        replace(one, changes=tuple(change for change in one.changes if not is_fact(change.path))) for one in found
    ]


def log_facts(repository: Repository) -> list[Logged]:
    """List the commits of the main line that changed the facts store, oldest first, with those changes alone."""
    found = _read_log(run(repository.folder, *LOG, repository.head, "--", FACTS))
    return [one for one in found if one.changes]


def _read_log(output: bytes) -> Iterator[Logged]:
    tokens = iter([token.decode("utf-8", "replace") for token in output.split(b"\0")])
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
    words = printable(subject[: LONGEST_SUBJECT + 1])
    cut = words if len(words) <= LONGEST_SUBJECT else f"{words[:LONGEST_SUBJECT].rstrip()}…"
    return Logged(sha, parents.split(" ")[0], int(seconds or 0), cut, tuple(changes))


def _change(token: str, rest: Iterator[str]) -> Change:
    """Read one raw line, `:old-mode new-mode old new status`, and the one or two paths that follow it."""
    _, mode, _, blob, status = token.split(" ")
    path = printable(next(rest))
    content = "" if status == "D" or mode == SUBMODULE else blob
    if status.startswith("R"):
        return Change("R", printable(next(rest)), content, path)
    if status.startswith("C"):
        return Change("A", printable(next(rest)), content)
    return Change("D" if not content else "A" if status == "A" else "M", path, content)
