"""What identifies the text of a version: its path, commit, git blob, and SHA-256."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Final

from kb.history.versions import History, Lineage, Version


@dataclass(frozen=True)
class ContentHash:
    """What is needed to check a version. `commit`, `recorded` and `subject` are empty if it is not committed."""

    path: str
    commit: str
    recorded: str
    subject: str
    blob: str
    sha256: str


def content_hash(history: History, lineage: Lineage, version: Version) -> ContentHash | None:
    """Hash a version; None if it has no text, or the history does not have it.

    Raises ToolError if the repository has lost the text.
    """
    if version.withdrawn or lineage.id not in history.lineages:
        return None
    content = history.contents.get([version.blob])[version.blob]
    commit = version.commit
    return ContentHash(
        path=version.path,
        commit=commit.sha if commit else "",
        recorded=version.recorded.isoformat() if commit and version.recorded else "",
        subject=commit.subject if commit else "",
        blob=version.blob,
        sha256=hashlib.sha256(content).hexdigest(),
    )


UNRECORDED_NOTE: Final = "History is not recorded here: which versions there were, and since when, is not known."
"""The reason, which differs from machine to machine, is left out: the page must be the same on each."""


def prepared_from(history: History, day: str, *, changed: bool) -> str:
    """Say from which commit of the library a pack is made, on which day, and whether that was changed since."""
    if not history.commits:
        return f"Prepared on {day} from the files of the library as they stand. {UNRECORDED_NOTE}"
    newest = history.commits[-1]
    loose = ", with changes on disk that are not committed" if changed else ""
    note = f" {history.note}" if history.note else ""
    return f"Prepared on {day} from the library at commit {newest.sha[:12]} of {newest.recorded}{loose}.{note}"
