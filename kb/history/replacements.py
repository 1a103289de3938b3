"""Which entries that were taken out of the library are carried on by another: our own correction is no second voice.

An entry says so itself (`replaces`). What it replaces counts on no date of service, whatever its text gave as its
days: the text was split, joined or filed anew, and the payer never said two things. By the two clocks that holds from
the day on which the line was recorded.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from kb.domain.model import Entry
from kb.history.documents import Documents
from kb.history.versions import Lineage, Version


def replaced_lineages(
    lineages: Iterable[Lineage], documents: Documents, knows: Callable[[Version], bool] = lambda _: True
) -> Mapping[str, tuple[str, ...]]:
    """Give the lineages that count no more, each with the ids of the entries that carry it on.

    `knows` tells which versions had been recorded by the time asked for; without it, all. Only lineages whose file
    is gone can be replaced. Raises ToolError where the repository has lost a text.
    """
    known = {lineage.id: [version for version in lineage.versions if knows(version)] for lineage in lineages}
    gone = {id_: versions[-1].id for id_, versions in known.items() if versions and versions[-1].withdrawn}
    carried = _carried(known.values(), documents) if gone else {}
    return {lineage: carried[id_] for lineage, id_ in gone.items() if id_ in carried}


def _carried(known: Iterable[list[Version]], documents: Documents) -> dict[str, tuple[str, ...]]:
    """Read the last text of each lineage: a file that is gone still carried on what it did."""
    texts = ([version for version in versions if not version.withdrawn] for versions in known)
    last = [versions[-1] for versions in texts if versions]
    entries = (document for document in documents.read(last) if isinstance(document, Entry))
    found: dict[str, tuple[str, ...]] = {}
    for entry in entries:
        found.update({id_: (*found.get(id_, ()), entry.id) for id_ in entry.replaces})
    return found
