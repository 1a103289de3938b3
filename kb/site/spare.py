"""The site that the last build replaced, kept in the cache: a build that changes little makes it the new site.

To give each of thousands of files a second name, and to delete the old ones, takes longer than all else such a build
does. The spare lacks only what the last build changed. It is never used unless its files are as that build left them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from kb.site.file_list import LINE, MARK, Hashes, remove_empty, remove_listed
from kb.site.unchanged import Listing, Names, fingerprint, listing_of

Link = Callable[[str, str], None]
"""Gives a file a second name, or copies it."""


@dataclass(frozen=True)
class Spare:
    """The folder of a spare, and the fingerprint that its files must have; one without a fingerprint is not used.

    `site` has the files of the site that is to be replaced, where they are listed: the spare has most of them, too.
    """

    folder: Path
    written: str
    site: Names | None = None


@dataclass(frozen=True)
class Taken:
    """How a spare was listed that was taken, and the addresses at which it was changed since."""

    listing: Listing
    changed: tuple[str, ...]


def take_spare(spare: Spare, out: Path, now: Hashes, new: Path, link: Link) -> Taken | None:
    """Move the spare to `new` and bring it to what `out` is; None, and nothing is at `new`, where that cannot be.

    `now` is the list of the files of `out`. Raises OSError where files cannot be changed on the way.
    """
    listing = listing_of(spare.folder, spare.site) if spare.written and spare.folder.is_dir() else {}
    if not listing or spare.written != fingerprint(listing):
        _drop(spare)
        return None
    try:
        spare.folder.rename(new)
    except OSError:  # another build took it, or the cache is on another disk
        return None
    changed = tuple(sorted({*_different(new, out), *(address for address, hashes in now.items() if len(hashes) > 1)}))
    for address in changed:
        (new / address).unlink(missing_ok=True)
        if address in now:
            (new / address).parent.mkdir(parents=True, exist_ok=True)
            link(f"{out}/{address}", f"{new}/{address}")
    remove_empty(new, [address for address in changed if address not in now])
    return Taken(listing, changed)


def keep_spare(old: Path | None, spare: Spare) -> None:
    """Keep a folder that was replaced in place of the spare there is, or none. Where it cannot be moved it stays."""
    _drop(spare)
    if old:
        with suppress(OSError):
            spare.folder.parent.mkdir(parents=True, exist_ok=True)
            old.rename(spare.folder)


def _drop(spare: Spare) -> None:
    """Delete the spare; what no build wrote into it stays."""
    if spare.folder.is_dir():
        with suppress(OSError):
            remove_listed(spare.folder, {})


def _different(one: Path, other: Path) -> Iterator[str]:
    """Yield the addresses that do not have the same content in the lists of two folders. Raises OSError."""
    lists = [{*(folder / MARK).read_text(encoding="utf-8").splitlines()} for folder in (one, other)]
    yield from (address for _, address in LINE.findall("\n".join(lists[0] ^ lists[1])))
