"""Entries that we removed and replaced by others: they are not treated as separate rules of the payer.

An entry names them itself (`replaces`). What it replaces counts on no date of service, whatever dates its text gave:
the text was split, joined or filed elsewhere, and the payer never said two things. By the two clocks that holds from
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
    """Return the ids of the lineages that are replaced, each with the ids of the entries that replace it.

    `knows` says whether a version had been recorded by a day; without it, all had. Only lineages whose file
    is gone can be replaced. Raises ToolError if the repository has lost a text.
    """
    known = {lineage.id: [version for version in lineage.versions if knows(version)] for lineage in lineages}
    gone = {id_: versions[-1].id for id_, versions in known.items() if versions and versions[-1].withdrawn}
    replaced = _replaced(known.values(), documents) if gone else {}
    return {lineage: replaced[id_] for lineage, id_ in gone.items() if id_ in replaced}


def _replaced(known: Iterable[list[Version]], documents: Documents) -> dict[str, tuple[str, ...]]:
    """Read `replaces` in the last text of each lineage: a withdrawn file still replaces what it did."""
    texts = ([version for version in versions if not version.withdrawn] for versions in known)
    last = [versions[-1] for versions in texts if versions]
    entries = (document for document in documents.read(last) if isinstance(document, Entry))
    found: dict[str, tuple[str, ...]] = {}
    for entry in entries:
        found.update({id_: (*found.get(id_, ()), entry.id) for id_ in entry.replaces})
    return found
