"""The days that a library names, as a calendar shows them: effective, ends, review due, the life of a code.

The id of a day is made from its file and its kind, so that a corrected date moves the event. How often it was moved
is counted over the versions that today's schema reads.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from kb.changes.feed import urn
from kb.domain.code_facts import LifeEvent
from kb.domain.days import day, first_day
from kb.domain.model import CodePage, Document, Entry, Library
from kb.domain.scopes import scope_name, scope_title
from kb.history.clocks import Clocks
from kb.history.versions import Lineage

ALARM_DAYS: Final = {"life cycle": 30, "effective": 14, "ends": 14, "review": 7}
"""How many days before an event its alarm is, by kind."""

LONGEST_PAST: Final = 366
"""How many days a day stays in the calendar once it is past; its page tells it for good."""

ReadDay = Callable[[Document], "dt.date | None"]


@dataclass(frozen=True)
class CalendarDay:
    """An event of one day: its id, summary, text and page, how often it was moved, and when it was recorded last.

    `alarm_days` is how many days before it the alarm is; 0 if the day is past.
    """

    id: str
    on: dt.date
    summary: str
    text: str
    address: str
    moved: int
    stamp: dt.datetime
    alarm_days: int


def dates(clocks: Clocks) -> tuple[CalendarDay, ...]:
    """Return every day of the files on disk: those to come first, in the order of their alarms.

    Where days of two codes are equal, that of an add-on comes before that of its parent.
    """
    named = (one for page in clocks.on_disk.documents for one in _days(clocks.on_disk, page))
    found = [day_ for one in named if (day_ := _dated(clocks, *one))]
    add_ons = {f"{page.id}.html" for page in clocks.on_disk.codes.values() if page.add_on_to}

    def order(one: CalendarDay) -> tuple[object, ...]:
        alarm = one.on - dt.timedelta(days=one.alarm_days)
        return not one.alarm_days, alarm, one.address.partition("#")[0] not in add_ons, one.address, one.id

    return tuple(sorted(found, key=order))


def not_long_past(days: Iterable[CalendarDay], today: dt.date) -> tuple[CalendarDay, ...]:
    """Leave out the days that are long past, which nobody plans by."""
    return tuple(one for one in days if (today - one.on).days <= LONGEST_PAST)


@dataclass(frozen=True)
class _NamedDayDay:
    """A day without its history: its kind, its name among the days of its page, its words, how to read its date."""

    kind: str
    name: str
    summary: str
    text: str
    read: ReadDay


def _days(library: Library, page: Document) -> Iterator[tuple[Document, _NamedDayDay]]:
    title = _title(library, page)
    if isinstance(page, Entry):
        answers = "\n".join(f"{key.replace('_', ' ')}: {answer.value}" for key, answer in page.answers.items())
        basis = f"Which day counts: {page.date_basis}.\n{answers}" if page.date_basis else answers
        yield page, _NamedDayDay("effective", "effective", f"Takes effect: {title}", basis, _effective)
        yield page, _NamedDayDay("ends", "ends", f"Last day: {title}", answers, _ends)
    if isinstance(page, CodePage):
        for number, event in enumerate(page.life_cycle):
            first = next(n for n, other in enumerate(page.life_cycle) if other.event == event.event)
            name = f"life cycle {event.event}" + (f" {number - first + 1}" if number != first else "")
            yield (
                page,
                _NamedDayDay(
                    "life cycle", name, _life(page, event), _life_text(page, event), _event(event, number - first)
                ),
            )
    review = f"Compare with its sources anew. Last reviewed {day(page.reviewed)}."
    yield page, _NamedDayDay("review", "review", f"Review due: {title}", review, lambda found: found.review_by)


def _title(library: Library, page: Document) -> str:
    if isinstance(page, CodePage):
        return f"{page.code}, the code's page"
    if not isinstance(page, Entry):
        return f"{page.title}, the payer's page"
    scope, payer = scope_name(library, page.scope_id), library.payers[page.payer].title
    return f"{scope_title(payer, scope)}: {page.title}"


def _effective(page: Document) -> dt.date | None:
    return page.effective if isinstance(page, Entry) else None


def _ends(page: Document) -> dt.date | None:
    return page.ends if isinstance(page, Entry) else None


def _event(event: LifeEvent, further: int) -> ReadDay:
    """Make a function that reads the day of an event by its name.

    `further` is the zero-based index of the event among those of the same name.
    """

    def read(page: Document) -> dt.date | None:
        rows = page.life_cycle if isinstance(page, CodePage) else ()
        same = [row.on for row in rows if row.event == event.event]
        return first_day(same[min(further, len(same) - 1)]) if same else None

    return read


def _life(page: CodePage, event: LifeEvent) -> str:
    inferred = " (inferred, printed by no source)" if event.basis == "inferred" else ""
    return f"{page.code}: {event.event}{f' expected {day(event.on)}' if inferred else f' {day(event.on)}'}{inferred}"


def _life_text(page: CodePage, event: LifeEvent) -> str:
    exact = (
        ""
        if len(event.on) == len("2027-01-01")
        else f"No day is known, only {day(event.on)}; it stands on the first."
    )
    sources = "; ".join(page.sources[name].title for name in event.sources if name in page.sources)
    return "\n".join(part for part in (event.note, exact, f"Sources: {sources}" if sources else "") if part)


def _dated(clocks: Clocks, page: Document, named: _NamedDayDay) -> CalendarDay | None:
    on = named.read(page)
    lineage = clocks.lineages.get(page.id) or clocks.history.lineages.get(page.id)
    return (
        None
        if on is None
        else CalendarDay(
            id=urn(page.id, named.name),
            on=on,
            summary=named.summary,
            text=named.text,
            address=f"{page.id}.html",
            moved=_moved(clocks, lineage, named.read),
            stamp=_stamp(clocks, lineage),
            alarm_days=ALARM_DAYS[named.kind] if on > clocks.today else 0,
        )
    )


def _moved(clocks: Clocks, lineage: Lineage | None, read: ReadDay) -> int:
    """Count in how many versions a day differs from that of the version before."""
    versions = [version for version in lineage.versions if not version.withdrawn] if lineage else []
    pages = [page for page in clocks.documents.read(versions) if isinstance(page, Document)]
    known = [on for page in pages if (on := read(page))]
    return sum(one != other for one, other in pairwise(known))


def _stamp(clocks: Clocks, lineage: Lineage | None) -> dt.datetime:
    """Return the moment of the newest commit of a lineage; without one, the beginning of the day of the site."""
    commits = [version.commit.moment for version in lineage.versions if version.commit] if lineage else []
    return max(commits, default=dt.datetime.combine(clocks.today, dt.time(), dt.UTC))
