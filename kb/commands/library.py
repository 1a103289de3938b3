"""Reading a library without problems, its history and its facts, for commands that answer from it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

from kb.commands import console
from kb.commands.options import CONTENT, Exit, cache, count, tell_unread
from kb.content.load import Texts
from kb.domain.model import Library
from kb.facts.kept import kept
from kb.facts.store import Store
from kb.history.read import read_history
from kb.history.versions import UNRECORDED, History
from kb.rules.check import Checked, Held, check, hold_alone


def history_of(policies: Path, texts: Texts) -> History:
    """Read the versions of every file of a policies folder, from git and this machine's cache.

    A repository that is there and cannot be read is told, since all answers are then those of today's files.
    """
    history = read_history(policies, texts, cache())
    if history.state == UNRECORDED:
        tell_unread(policies)
    return history


def store_of(texts: Texts) -> Store:
    """Return the facts store of some texts, answering out of this machine's cache where a build has filled it."""
    return kept(Store(texts.facts, texts.hashes), cache())


def sound_library(  # noqa: PLR0913  (each is a choice of the caller)
    texts: Texts,
    today: dt.date,
    *,
    as_json: bool,
    store: Store | None = None,
    aside: bool = False,
    alone: Callable[[str, str], Held] = hold_alone,
) -> Library:
    """Return the library of some texts; where they have problems, print them and end with exit code 1.

    `store` has the facts of the texts, if the caller has made one. With `aside`, the problems go to standard error.
    `alone` reads and checks one file by itself.
    """
    checked: Checked = check(texts, today, alone, store=store or store_of(texts))
    if checked.problems:
        outcome = f"No answer from content with {count(checked.problems)}."
        console.print_refused(checked.problems, outcome, as_json=as_json, aside=aside)
        raise Exit(CONTENT)
    return checked.library
