"""Which page of its month has a change. Pages fill up along the main line, so that a change never moves.

A later commit on the main line comes after all earlier ones, whatever its date, and moves none of them. A shallow
clone lacks the first commits, and may place changes on other pages.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Final

from kb.changes.addresses import month, month_page
from kb.changes.recorded import RecordedCommit

ROOM: Final = 800
"""How many lines a page has room for. Another number would move changes of full months to other addresses."""

LINE: Final = 1
WHOLE: Final = 8
"""The lines that a file of a large addition takes, and those that a change in full takes."""


def paginate(found: Iterable[RecordedCommit]) -> Iterator[RecordedCommit]:
    """Set the page of each commit and change. The commits are given in the order of the main line, oldest first."""
    taken: dict[str, int] = {}
    for one in found:
        name = month(one)
        page = _take(taken, name, 0 if one.changes else LINE * len(one.notes))
        detailed = tuple(replace(change, page=_take(taken, name, WHOLE)) for change in one.detailed)
        added = tuple(replace(change, page=_take(taken, name, LINE)) for change in one.added)
        first = next((change.page for change in (*detailed, *added)), page)
        yield replace(one, detailed=detailed, added=added, page=first)


def page_parts(one: RecordedCommit) -> Iterator[tuple[str, RecordedCommit]]:
    """Cut a commit into its part on each of its pages; the first has the notes."""
    for page in dict.fromkeys((one.page, *(change.page for change in one.changes))):
        detailed = tuple(change for change in one.detailed if change.page == page)
        added = tuple(change for change in one.added if change.page == page)
        notes, unchanged = (one.notes, one.unchanged) if page == one.page else ((), 0)
        yield page, replace(one, detailed=detailed, added=added, notes=notes, unchanged=unchanged)


def _take(taken: dict[str, int], name: str, room: int) -> str:
    """Take a number of lines in a month and give the page that has them; what takes none goes on the last page."""
    before = taken.get(name, 0)
    taken[name] = before + room
    return month_page(name, max(before - (not room), 0) // ROOM + 1)
