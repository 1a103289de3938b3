"""The feeds of recorded commits, as values: of all, of each payer, of each code. `atom` and `json_feed` write them.

That of a code is Atom alone, which every feed reader takes: codes are many, and a second form is as many files again.

Ids never change, and none depends on where the site is: that of a feed is made from the first commit of the
library and its address below the site, that of an item from its commit and its files, so that an id has one content
in every feed. Dates are of commits.
"""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from heapq import merge
from itertools import islice
from typing import Final

from kb.changes.addresses import FEED, address, code_feed, commit_address, payer_feed
from kb.changes.recorded import EVERY, FileChange, RecordedCommit
from kb.changes.wording import about, counted, headline, lines
from kb.domain.model import Library
from kb.history.versions import RECORDED, History

OURS: Final = uuid.UUID("6c1f9d55-6f6b-5a0c-9d43-6f0b1d3d7a52")
"""The namespace of all ids; it never changes."""

MOST_ITEMS: Final = 60
MOST_NAMED: Final = 100
"""How many files of a large addition an item names; of more it gives the number."""

NAME: Final = "Payer policy library"


@dataclass(frozen=True)
class Item:
    """A change, or a large addition as a whole. `address` is that of the change on the site; `text` has lines."""

    id: str
    title: str
    text: str
    moment: dt.datetime
    address: str
    tags: tuple[str, ...]


@dataclass(frozen=True)
class Feed:
    """A feed: its id, its address without an ending, and its items, the newest first.

    `updated` is the moment of its newest item; where it has none, the beginning of the day of the newest review.
    `page` shows the same to readers; `in_json` is whether there is a JSON Feed of it, too.
    """

    id: str
    address: str
    title: str
    updated: dt.datetime
    items: tuple[Item, ...]
    page: str = "changes.html"
    in_json: bool = True


def feeds(library: Library, found: tuple[RecordedCommit, ...], origin: str) -> Iterator[Feed]:
    """Make every feed of a library from its recorded commits, newest first; `origin` is what `origin_of` gives."""
    of_codes = {code_feed(code) for code in library.codes}
    for address_, title, pick in _kinds(library, found):
        items = tuple(islice(_items(library, found, pick), MOST_ITEMS))
        start = dt.datetime.combine(library.newest_review, dt.time(), dt.UTC)
        updated = max((item.moment for item in items), default=start)
        name, in_json = f"{NAME}: {title}", address_ not in of_codes
        yield Feed(urn("feed", origin, address_), address_, name, updated, items, in_json=in_json)


def origin_of(history: History) -> str:
    """Return the name of the first commit of a library, which tells its ids from those of any other.

    Empty if it is not known: without git, and in a shallow clone.
    """
    return history.commits[0].sha if history.state == RECORDED else ""


Pick = Callable[[Sequence[FileChange]], Iterable[FileChange]]
"""Gives those of some changes that a feed takes."""


def _kinds(library: Library, found: Iterable[RecordedCommit]) -> Iterator[tuple[str, str, Pick]]:
    """Yield each feed's address, what it is on, and which changes it takes."""
    yield FEED, "all changes", lambda changes: changes
    for name, page in library.payers.items():
        yield payer_feed(name), page.title, _of_payer(name)
    places = {id(changes): _by_code(changes) for one in found for changes in (one.detailed, one.added)}
    for code in library.codes:
        yield code_feed(code), code, _of_code(code, places)


def urn(*parts: str) -> str:
    """Make an id from parts that never change."""
    return uuid.uuid5(OURS, ":".join(parts)).urn


def _of_payer(name: str) -> Pick:
    return lambda changes: (recorded for recorded in changes if recorded.payer == name)


def _of_code(code: str, places: Mapping[int, Mapping[str, list[int]]]) -> Pick:
    """Take the changes on a code; `places` are those of each list by code."""

    def pick(changes: Sequence[FileChange]) -> Iterable[FileChange]:
        found = places[id(changes)]
        return (changes[place] for place in merge(found.get(code, ()), found.get(EVERY, ())))

    return pick


def _by_code(changes: Sequence[FileChange]) -> dict[str, list[int]]:
    """Return the places of the changes on each code: to look through all of them for each would take long."""
    found: dict[str, list[int]] = {}
    for place, recorded in enumerate(changes):
        for code in recorded.codes:
            found.setdefault(code, []).append(place)
    return found


def _items(library: Library, found: tuple[RecordedCommit, ...], pick: Pick) -> Iterator[Item]:
    for one in found:
        yield from (_item(library, recorded) for recorded in pick(one.detailed))
        added = tuple(pick(one.added))
        if added:
            yield _addition(library, one, added)


def _item(library: Library, recorded: FileChange) -> Item:
    tags = (
        recorded.change.direction,
        recorded.payer,
        *(recorded.codes if recorded.codes != (EVERY,) else ()),
    )
    return Item(
        id=urn(recorded.commit.sha, recorded.change.id),
        title=headline(library, recorded),
        text="\n".join(lines(library, recorded)),
        moment=recorded.commit.moment,
        address=address(recorded),
        tags=tuple(tag for tag in tags if tag),
    )


def _addition(library: Library, one: RecordedCommit, added: tuple[FileChange, ...]) -> Item:
    names = [about(library, recorded) for recorded in added[:MOST_NAMED]]
    names += [f"and {len(added) - MOST_NAMED} more"] if len(added) > MOST_NAMED else []
    return Item(
        id=urn(one.commit.sha, "added", *(recorded.change.id for recorded in added)),
        title=f"{counted(added)} added",
        text="\n".join([*names, f"Recorded {one.commit.recorded} in commit {one.commit.sha[:7]}"]),
        moment=one.commit.moment,
        address=commit_address(one),
        tags=(),
    )
