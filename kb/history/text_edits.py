"""Which files on disk differ from the newest commit, and which of them by the text of an entry alone. Pure.

Answers, lists and the pages of others are made from outlines (`kb/content/outline.py`). So what differs by its text
alone changes nothing that is told of other entries, whether it is committed or not.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from typing import Final

from kb.content.outline import outline_of
from kb.history.documents import Documents, Unreadable
from kb.history.versions import History, Lineage, Version

MOST: Final = 20
"""How many files are compared; where more differ, each counts as one that differs in more than its text."""


def not_committed(history: History) -> frozenset[str]:
    """Return the ids of the lineages whose newest version is not committed."""
    return frozenset(lineage.id for lineage in history.lineages.values() if lineage.newest.commit is None)


def text_edits(history: History, documents: Documents, today: dt.date) -> frozenset[str]:
    """Return the ids of the entries that differ from the newest commit by the text of their sections alone.

    Each is in force on the day `today`, with the edit and without. Raises ToolError if git has lost a text.
    """
    found = [history.lineages[id_] for id_ in not_committed(history)] if history.commits else []
    if not found or len(found) > MOST:
        return frozenset()
    held = Counter(path for lineage in history.lineages.values() for path in {one.path for one in lineage.versions})
    return frozenset(
        one.id for one in found if held[one.newest.path] == 1 and _differs_in_text(one, documents, today)
    )


def _differs_in_text(lineage: Lineage, documents: Documents, today: dt.date) -> bool:
    *_, before, after = (None, *lineage.versions)
    if before is None or before.withdrawn or after.withdrawn or before.path != after.path:
        return False
    if before.span != after.span or not _holds(after, today):
        return False
    outline = _outline(before, documents)
    return outline != "" and outline == _outline(after, documents)


def _holds(version: Version, today: dt.date) -> bool:
    """Tell whether a version has begun and not ended."""
    return version.begins <= today and (version.span.ends is None or version.span.ends >= today)


def _outline(version: Version, documents: Documents) -> str:
    read = documents.read_version(version)
    return "" if isinstance(read, Unreadable) else outline_of(read)
