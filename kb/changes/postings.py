"""What others subscribe to of the postings: a feed, and a calendar of their last days."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import Final

from kb.changes.dates import CalendarDay
from kb.changes.feed import NAME, Feed, Item, urn
from kb.domain.days import day
from kb.domain.staff import Posting

ADDRESS: Final = "jobs"
PAGE: Final = "jobs.html"


def postings_feed(postings: Iterable[Posting], origin: str) -> Feed:
    """Make the feed of some postings, at least one, the newest first; `origin` is what `origin_of` gives."""
    items = tuple(
        Item(
            urn("posting", origin, one.id),
            f"{one.title}, {one.employer}",
            "\n".join((f"Pay: {one.pay}. Last day: {day(one.expires)}.", *one.about)),
            _moment(one.posted),
            f"{PAGE}#job-{one.id}",
            one.credentials,
        )
        for one in postings
    )
    return Feed(urn("feed", origin, ADDRESS), ADDRESS, f"{NAME}: Jobs", items[0].moment, items, PAGE)


def last_days(postings: Iterable[Posting], origin: str) -> Iterator[CalendarDay]:
    """Yield the last day of each posting, with an alarm a day before."""
    for one in postings:
        summary = f"Last day to apply: {one.title}, {one.employer}"
        address = f"{PAGE}#job-{one.id}"
        id_ = urn("posting", origin, one.id)
        yield CalendarDay(id_, one.expires, summary, f"Pay: {one.pay}.", address, 0, _moment(one.posted), 1)


def _moment(on: dt.date) -> dt.datetime:
    return dt.datetime.combine(on, dt.time(), dt.UTC)
