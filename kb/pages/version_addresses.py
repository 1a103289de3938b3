"""The address of the page of each version of each entry. It never changes: it is made from what is recorded.

The entry's own address, its id, shows the version in force; while none is, the file on disk. Each other version has
a page below it: `cigna/commercial/0709t/versions/2026-11-22-1a2b3c4.html`. A withdrawn entry keeps its own address.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from typing import Final

from kb.domain.model import Entry
from kb.history.clocks import Clocks
from kb.history.in_force import AsOfDates, in_force
from kb.history.library_as_of import as_ended
from kb.history.versions import Lineage, Version

PLAIN: Final = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*(/[a-z0-9]+(-[a-z0-9]+)*)*")

Addresses = Mapping[Version, str]
"""The address of each version's page; a withdrawal has one only where it is the last version of its file."""


def version_address(version: Version) -> str:
    """Return the address of a version whose entry page shows another version."""
    name = f"{version.recorded}-{version.commit.sha[:7]}" if version.commit else "not-committed"
    return f"{_plain(version.id)}/versions/{name}.html"


def _plain(id_: str) -> str:
    """Return an id as a part of an address: other characters, which a file name may once have had, become a hash."""
    if PLAIN.fullmatch(id_):
        return id_
    mark = hashlib.sha256(id_.encode("utf-8", "surrogateescape")).hexdigest()[:7]
    return f"{re.sub(r'[^a-z0-9/]+', '-', id_.lower()).strip('-/')}-{mark}"


def addresses(clocks: Clocks) -> Addresses:
    """Return the address of every version that has a page; no two have the same."""
    found: dict[Version, str] = {}
    taken: set[str] = set()
    shown = {shown_version(clocks, lineage) for lineage in clocks.lineages.values()}
    for lineage in clocks.lineages.values():
        for version in lineage.versions:
            own = f"{version.id}.html"
            if own not in taken and (version in shown or _has_entry_address(clocks, lineage, version)):
                found[version] = own
                taken.add(own)
            elif not version.withdrawn:
                found[version] = version_address(version)
        if lineage.newest.withdrawn and lineage.newest not in found:
            found[lineage.newest] = version_address(lineage.newest)
    return found


def shown_version(clocks: Clocks, lineage: Lineage) -> Version | None:
    """Return the version of an entry that decides today and is shown on its page; None if there is none."""
    decided = in_force(lineage, AsOfDates(clocks.today)).decided
    page = clocks.library.by_path.get(decided.path) if decided else None
    if lineage.newest.withdrawn or decided is None or page is None:
        return None
    if decided is lineage.newest:
        return decided
    read = clocks.documents.read_version(decided)
    return decided if isinstance(read, Entry) and page in (read, as_ended(read)) else None


def _has_entry_address(clocks: Clocks, lineage: Lineage, version: Version) -> bool:
    """Return whether a newest version, not begun or withdrawn, has the address of the entry, since no other has."""
    if version is not lineage.newest or f"{version.id}.md" in clocks.library.by_path:
        return False
    return PLAIN.fullmatch(version.id) is not None and lineage.id == version.id
