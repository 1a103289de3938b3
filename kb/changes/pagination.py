"""Which page of its month has a change. Pages fill up along the main line, so that a change never moves.

A later commit on the main line comes after all earlier ones, whatever its date, and moves none of them. A shallow
clone lacks the first commits, and may place changes on other pages.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Final

from kb.changes.addresses import month, month_page
from kb.changes.recorded import FileChange, RecordedCommit
from kb.changes.wording import changed_answers, most_facts
from kb.diff.word_diff import SAME

ROOM: Final = 1_400
"""How many HTML elements of changes a page has room for, so that the page as a whole stays below 1,500.

Another number would move changes of full months; their old addresses then lead on by `static/changes/MONTH.js`.
"""

LINE: Final = 4
WHOLE: Final = 20
"""The elements of a file of a large addition, and those of a change in full without its facts and texts."""

MOST_SPANS: Final = 24
"""Up to how many spans the text of a section is shown word by word; a rewritten section has more."""


def paginate(found: Iterable[RecordedCommit]) -> Iterator[RecordedCommit]:
    """Set the page of each commit and change. The commits are given in the order of the main line, oldest first."""
    taken: dict[str, int] = {}
    for one in found:
        name = month(one)
        page = _take(taken, name, 0 if one.changes else LINE * len(one.notes))
        detailed = tuple(replace(change, page=_take(taken, name, elements(change))) for change in one.detailed)
        added = tuple(replace(change, page=_take(taken, name, LINE)) for change in one.added)
        first = next((change.page for change in (*detailed, *added)), page)
        yield replace(one, detailed=detailed, added=added, page=first)


def elements(recorded: FileChange) -> int:
    """Return about how many HTML elements a change in full takes: its frame, answers, facts and changed words."""
    shown = [passage.spans if len(passage.spans) <= MOST_SPANS else () for passage in recorded.change.passages]
    words = sum(2 + sum(span.kind != SAME for span in spans) for spans in shown)
    return min(WHOLE + len(changed_answers(recorded)) + len(most_facts(recorded.change)) + words, ROOM)


def page_parts(one: RecordedCommit) -> Iterator[tuple[str, RecordedCommit]]:
    """Cut a commit into its part on each of its pages; the first has the notes."""
    for page in dict.fromkeys((one.page, *(change.page for change in one.changes))):
        detailed = tuple(change for change in one.detailed if change.page == page)
        added = tuple(change for change in one.added if change.page == page)
        notes, unchanged = (one.notes, one.unchanged) if page == one.page else ((), 0)
        yield page, replace(one, detailed=detailed, added=added, notes=notes, unchanged=unchanged)


def _take(taken: dict[str, int], name: str, room: int) -> str:
    """Take a number of elements in a month and give the page that has them.

    What does not fit begins a page unless the page is empty; what takes none goes on the last page.
    """
    before = taken.get(name, 0)
    left = -before % ROOM
    begins = before + left if 0 < left < room else before
    taken[name] = begins + room
    return month_page(name, max(begins - (not room), 0) // ROOM + 1)
