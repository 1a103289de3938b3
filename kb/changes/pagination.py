"""Which page of its month a change stands on. Pages fill up along the main line, so that what is placed stays there.

A later commit stands behind all earlier ones on the main line, whatever moment it carries: it moves none of them.
A clone without its beginning knows less, and may place them otherwise.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Final

from kb.changes.addresses import month, month_page
from kb.changes.recorded import RecordedCommit

ROOM: Final = 800
"""How much room a page has. Another number moves changes of full months to other addresses."""

LINE: Final = 1
WHOLE: Final = 8
"""What a file of a large addition takes, which is a line, and what a change that is told in full takes."""


def paginate(found: Iterable[RecordedCommit]) -> Iterator[RecordedCommit]:
    """Give each commit and each change its page. The commits come as the main line has them, oldest first."""
    taken: dict[str, int] = {}
    for one in found:
        name = month(one)
        page = _take(taken, name, 0 if one.changes else LINE * len(one.notes))
        told = tuple(replace(change, page=_take(taken, name, WHOLE)) for change in one.told)
        added = tuple(replace(change, page=_take(taken, name, LINE)) for change in one.added)
        first = next((change.page for change in (*told, *added)), page)
        yield replace(one, told=told, added=added, page=first)


def page_parts(one: RecordedCommit) -> Iterator[tuple[str, RecordedCommit]]:
    """Cut a commit into what stands on each of its pages; its notes stand on the first."""
    for page in dict.fromkeys((one.page, *(change.page for change in one.changes))):
        told = tuple(change for change in one.told if change.page == page)
        added = tuple(change for change in one.added if change.page == page)
        notes, unchanged = (one.notes, one.unchanged) if page == one.page else ((), 0)
        yield page, replace(one, told=told, added=added, notes=notes, unchanged=unchanged)


def _take(taken: dict[str, int], name: str, room: int) -> str:
    """Take room in a month and name the page that has it; what takes none stands beside the last."""
    before = taken.get(name, 0)
    taken[name] = before + room
    return month_page(name, max(before - (not room), 0) // ROOM + 1)
