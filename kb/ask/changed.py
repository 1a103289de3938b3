"""What git recorded as changed for a code or a plan since a day, as claims with the sources of the file today."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection, Iterable, Iterator
from typing import Final

from kb.ask.reply import Claim, claim_of
from kb.changes.recorded import EVERY, FileChange, RecordedCommit
from kb.changes.wording import headline
from kb.domain.days import MONTHS, day
from kb.domain.model import CodePage, Entry, Library

ASKED: Final = re.compile(
    r"\bwhat(?:'?s| is| has| was)? (?:changed|new|different)\b|\b(?:changes|updates)\b[^?]{0,40}\bsince\b"
    r"|\bchanged since\b|\b(?:any|recent|latest|new)(?: [a-z]+)? (?:changes|updates|revisions)\b"
    r"|\b(?:latest|last|newest|most recent)(?: [a-z-]+){0,4} (?:change|update|revision)\b",
    re.IGNORECASE | re.ASCII,
)
"""The words that ask what changed."""


RECORDED: Final = "Recorded {day}: {told}"
"""How a change is told."""

Span = tuple[dt.date | None, dt.date | None]
"""The first day and the last; either may be open."""

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
    library: Library, log: Iterable[RecordedCommit], span: Span, codes: Collection[str], scopes: Collection[str]
) -> Iterator[Claim]:
    """Yield each change recorded in a span of days, of some codes and plans; an empty one stands for all.

    Those that change an answer come first; where a code is named, before them all of what names it. Each has the
    newest first. A file that is no longer here has no sources, and so no claim.
    """
    every = (change for one in log for change in (*one.detailed, *one.added))
    found = [change for change in every if _is_of(library, change, codes, scopes)]
    for change in sorted(
        found, key=lambda one: (bool(codes) and not names_codes(library, one), not one.change.answers)
    ):
        document, recorded = library.by_path.get(f"{change.lineage}.md"), change.commit.recorded
        if document and (span[0] or recorded) <= recorded <= (span[1] or recorded):
            text = RECORDED.format(day=day(recorded), told=headline(library, change))
            yield from claim_of(text, change.lineage, "", tuple(document.sources.values()))


def names_codes(library: Library, change: FileChange) -> bool:
    """Tell whether a file is a code's own page, or an entry that names its codes."""
    document = library.by_path.get(f"{change.lineage}.md")
    return isinstance(document, CodePage) or (isinstance(document, Entry) and document.reach.kind == "named code")


def _is_of(library: Library, change: FileChange, codes: Collection[str], scopes: Collection[str]) -> bool:
    """Tell whether a change is of codes and plans."""
    held = codes_of(library, change)
    of_code = not codes or EVERY in held or bool({*codes} & {*held})
    of_plan = not scopes or any(change.lineage.startswith(f"{scope}/") for scope in scopes)
    return of_code and of_plan


def codes_of(library: Library, change: FileChange) -> tuple[str, ...]:
    """Return the codes that a change is of; a rule for all codes that is kept to some today is of those."""
    document = library.by_path.get(f"{change.lineage}.md")
    today = document.reach.named_codes if isinstance(document, Entry) else ()
    return today if today and EVERY in change.codes else change.codes
