"""Days as iCalendar (RFC 5545): all-day events, each with an id that never changes, and an alarm if it is to come.

An event without an end takes its one day, and one without a sequence was never moved: they are left out, since they
would be a tenth of the file. An alarm says what kind of day it is for; programs show the event beside it.

Written without a package: the format is lines of text with a rule for escapes and one for folding, and packages for
it need a time zone database. The tests read it with such a package.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from kb.changes.dates import CalendarDay
from kb.changes.feed import NAME

OCTETS: Final = 75
CONTROL: Final = re.compile("[\x00-\x09\x0b-\x1f\x7f]")


def calendar(days: Iterable[CalendarDay], base: str) -> str:
    """Write a calendar; `base` is the address of the site, or empty if that is not known."""
    return "".join(f"{folded}\r\n" for line in _lines(days, base) for folded in _fold(line))


def _lines(days: Iterable[CalendarDay], base: str) -> Iterator[str]:
    yield from ("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Payer policy library//kb//EN", "CALSCALE:GREGORIAN")
    yield from (f"NAME:{NAME}", f"X-WR-CALNAME:{NAME}")
    for found in days:
        yield from _event(found, base)
    yield "END:VCALENDAR"


def _event(found: CalendarDay, base: str) -> Iterator[str]:
    where = f"{base}{found.address}" if base else f"Page: {found.address}"
    yield from ("BEGIN:VEVENT", f"UID:{found.id.removeprefix('urn:uuid:')}")
    yield f"DTSTAMP:{found.stamp:%Y%m%dT%H%M%SZ}"
    if found.moved:
        yield f"SEQUENCE:{found.moved}"
    yield f"DTSTART;VALUE=DATE:{found.on:%Y%m%d}"
    description = f"{found.text}\n{where}"
    yield from (f"SUMMARY:{_escape(found.summary)}", f"DESCRIPTION:{_escape(description)}")
    if base:
        yield f"URL:{base}{found.address}"
    yield "TRANSP:TRANSPARENT"
    if found.alarm_days:
        yield from ("BEGIN:VALARM", "ACTION:DISPLAY", f"TRIGGER:-P{found.alarm_days}D")
        yield from (f"DESCRIPTION:{_escape(found.summary.partition(':')[0])}", "END:VALARM")
    yield "END:VEVENT"


def _escape(text: str) -> str:
    """Escape a text: backslash, semicolon, comma and line break; other control characters become spaces."""
    plain = CONTROL.sub(" ", text)
    return re.sub(r"([\\;,])", r"\\\1", plain).replace("\n", "\\n")


def _fold(line: str) -> Iterator[str]:
    """Cut a line into pieces of at most 75 octets, no character in two; those after the first begin with a space."""
    piece, size = "", 0
    for character in line:
        wide = len(character.encode())
        if size + wide > OCTETS:
            yield piece
            piece, size = " ", 1
        piece, size = piece + character, size + wide
    yield piece
