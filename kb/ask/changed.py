"""What git recorded as changed for a code or a plan since a day, as claims with the sources of the file today."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection, Iterator
from typing import Final

from kb.ask.reply import Claim, claim_of
from kb.changes.log import change_log
from kb.changes.recorded import EVERY, FileChange
from kb.changes.wording import headline
from kb.domain.days import MONTHS, day
from kb.domain.model import CodePage, Entry, Library
from kb.history.documents import documents_of
from kb.history.versions import History

ASKED: Final = re.compile(
    r"\bwhat(?:'?s| is| has| was)? (?:changed|new|different)\b|\b(?:changes|updates)\b[^?]{0,40}\bsince\b"
    r"|\bchanged since\b",
    re.IGNORECASE | re.ASCII,
)
"""The words that ask what changed."""


SHORT: Final = tuple(month[:3].lower() for month in MONTHS)
SINCE: Final = re.compile(
    rf"\bsince (?:the start of )?({'|'.join(SHORT)})[a-z]*\b(?! ?[0-9])", re.IGNORECASE | re.ASCII
)


def since_month(typed: str, today: dt.date) -> dt.date | None:
    """Return the first day of a month named without a year: the last one that has begun; None where none is."""
    found = SINCE.search(typed)
    if not found:
        return None
    month = SHORT.index(found[1].lower()) + 1
    return dt.date(today.year - (month > today.month), month, 1)


def changes_since(
    library: Library, history: History, first: dt.date | None, codes: Collection[str], scopes: Collection[str]
) -> Iterator[Claim]:
    """Yield each recorded change since a day, or all, of some codes and plans; an empty one stands for all.

    Where a code is named, changes of what names it come first, then those of answers, each with the newest first. A
    file that is no longer here has no sources, and so no claim. Raises ToolError if git has lost a text.
    """
    log = change_log(history, documents_of(history, library))
    found = [change for one in log for change in (*one.detailed, *one.added) if _is_of(change, codes, scopes)]
    for change in sorted(found, key=lambda one: (bool(codes) and not _names(library, one), not one.change.answers)):
        document, recorded = library.by_path.get(f"{change.lineage}.md"), change.commit.recorded
        if document and (first is None or recorded >= first):
            text = f"Recorded {day(recorded)}: {headline(library, change)}"
            yield from claim_of(text, change.lineage, "", tuple(document.sources.values()))


def _names(library: Library, change: FileChange) -> bool:
    """Tell whether a file is a code's own page, or an entry that names its codes."""
    document = library.by_path.get(f"{change.lineage}.md")
    return isinstance(document, CodePage) or (isinstance(document, Entry) and document.reach.kind == "named code")


def _is_of(change: FileChange, codes: Collection[str], scopes: Collection[str]) -> bool:
    of_code = not codes or EVERY in change.codes or bool({*codes} & {*change.codes})
    of_plan = not scopes or any(change.lineage.startswith(f"{scope}/") for scope in scopes)
    return of_code and of_plan
