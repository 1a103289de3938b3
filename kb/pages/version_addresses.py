"""The address of the page of each version of each entry. It never changes: it is made from what is recorded.

The entry's own address, its id, shows the version in force; while none is, the file on disk. Each other version has
a page below it: `cigna/commercial/0709t/versions/2026-11-22-1a2b3c4.html`. A withdrawn entry keeps its own address.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Final

from kb.domain.model import Entry
from kb.history.clocks import Clocks
from kb.history.in_force import AsOfDates, in_force
from kb.history.library_as_of import as_ended
from kb.history.versions import Lineage, Version

PLAIN: Final = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*(/[a-z0-9]+(-[a-z0-9]+)*)*")

VERSIONS: Final = "/versions/"
"""What stands in the address of a version whose entry page shows another one."""

Addresses = Mapping[Version, str]
"""The address of each version's page; a withdrawal has one only where it is the last version of its file."""


def version_address(version: Version) -> str:
    """Return the address of a version whose entry page shows another version."""
    name = f"{version.recorded}-{version.commit.sha[:7]}" if version.commit else "not-committed"
    return f"{_plain(version.id)}{VERSIONS}{name}.html"


def _plain(id_: str) -> str:
    """Return an id as a part of an address: other characters, which a file name may once have had, become a hash."""
    if PLAIN.fullmatch(id_):
        return id_
    mark = hashlib.sha256(id_.encode("utf-8", "surrogateescape")).hexdigest()[:7]
    return f"{re.sub(r'[^a-z0-9/]+', '-', id_.lower()).strip('-/')}-{mark}"


class AddressesByPath(Mapping[Version, str]):
    """The address of every version that has a page; no two have the same.

    Only versions of one path can want the same address, so those of a path are told when one of them is asked for.
    """

    def __init__(self, clocks: Clocks) -> None:
        self._clocks = clocks
        self._told: dict[str, Mapping[Version, str]] = {}

    def __getitem__(self, version: Version) -> str:
        """Return the address of a version. Raises KeyError if it has none."""
        return self._at(version.path)[version]

    def __iter__(self) -> Iterator[Version]:
        """Yield the versions that have an address."""
        return (version for path in self._lineages for version in self._at(path))

    def __len__(self) -> int:
        """Count the versions that have an address."""
        return sum(len(self._at(path)) for path in self._lineages)

    def of_entry(self, address: str) -> tuple[Lineage, Version] | None:
        """Return the lineage and the version on the page at the address of an entry; None if no version is there."""
        path = f"{address.removesuffix('.html')}.md"
        found = self._at(path)
        at = ((lineage, one) for lineage, one in self._versions(path) if found.get(one) == address)
        return next(iter(reversed([*at])), None)

    @cached_property
    def _lineages(self) -> Mapping[str, list[Lineage]]:
        """By path, the lineages that have a version there."""
        found: dict[str, list[Lineage]] = {}
        for lineage in self._clocks.lineages.values():
            for path in {version.path for version in lineage.versions}:
                found.setdefault(path, []).append(lineage)
        return found

    def _versions(self, path: str) -> list[tuple[Lineage, Version]]:
        lineages = self._lineages.get(path, ())
        return [(lineage, version) for lineage in lineages for version in lineage.versions if version.path == path]

    def _at(self, path: str) -> Mapping[Version, str]:
        if path not in self._told:
            self._told[path] = self._tell(path)
        return self._told[path]

    def _tell(self, path: str) -> Mapping[Version, str]:
        found: dict[Version, str] = {}
        shown = {shown_version(self._clocks, lineage) for lineage in self._lineages.get(path, ())}
        taken = False
        for lineage, version in self._versions(path):
            if not taken and (version in shown or _has_entry_address(self._clocks, lineage, version)):
                found[version], taken = f"{version.id}.html", True
            elif not version.withdrawn or (version is lineage.newest and version not in found):
                found[version] = version_address(version)
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
