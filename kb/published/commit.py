"""The commit that a build is made from, as published data tells it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from kb.history.lineage import moment
from kb.history.work_tree import NOTHING, newest
from kb.published.edition import Committed


def newest_commit(policies: Path, held: Mapping[str, str] = NOTHING) -> Committed | None:
    """Read the newest commit of a policies folder; None where git holds none of it.

    `held` are the texts of its files by path, as far as they were read already.
    """
    found = newest(policies, held)
    if not found:
        return None
    at = moment(found.seconds).strftime("%Y-%m-%dT%H:%M:%SZ")
    return Committed(at, f"commit {found.sha}", found.differs)
