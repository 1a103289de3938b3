"""An evidence pack as one value: what one entry said on a date of service, and what is needed to judge it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from kb.domain.model import Entry, Library
from kb.evidence.content_hash import UNRECORDED_NOTE, ContentHash, content_hash, prepared_from
from kb.evidence.gaps import gaps
from kb.evidence.later_versions import Step, before, steps
from kb.evidence.rulings import OtherEntry, Ruling, other_entries, rulings
from kb.history.documents import Documents
from kb.history.in_force import AsOfDates, InForce, in_force
from kb.history.library_as_of import Note
from kb.history.versions import UNRECORDED, History, Lineage


@dataclass(frozen=True)
class Case:
    """What a pack is made of.

    `library` is what is in force on the date of service, at least of the entry's payer and of national Medicare.
    `entry` is the version that decides, in force or ended, or None; `subject` is that entry, or else the nearest
    version, which only names it. `force` is the version in force with its reason. `codes` are those in question,
    `more_codes` counts those left out; `day` is the one on which the pack is made, `notes` name files left out.
    `changed`: a file on disk differs from the newest commit in what the pack may tell.
    """

    library: Library
    history: History
    documents: Documents
    lineage: Lineage
    force: InForce
    asked: AsOfDates
    day: dt.date
    entry: Entry | None
    subject: Entry
    codes: tuple[str, ...]
    more_codes: int = 0
    notes: tuple[Note, ...] = ()
    changed: bool = False


@dataclass(frozen=True)
class Pack:
    """What the page shows. `in_force`: whether the entry was in force on the date; `why` and `caveats` explain it.

    `known_then` says which version was in force by what had been recorded on the date of service itself; empty if
    that is not known. `earlier` counts the versions before the first of `steps`. `content_hash` is that of the text
    that decides.
    """

    case: Case
    in_force: bool
    why: str
    caveats: tuple[str, ...]
    known_then: str
    rulings: tuple[Ruling, ...]
    others: tuple[OtherEntry, ...]
    steps: tuple[Step, ...]
    earlier: int
    gaps: tuple[str, ...]
    content_hash: ContentHash | None
    prepared: str


def make_pack(case: Case) -> Pack:
    """Make the pack of a case. Raises ToolError if the repository has lost a text."""
    entry, force, asked = case.entry, case.force, case.asked
    found = rulings(case.library, entry, case.codes, asked.date) if entry else ()
    return Pack(
        case=case,
        in_force=force.version is not None,
        why=force.why,
        caveats=force.caveats,
        known_then=_known_then(case),
        rulings=found,
        others=other_entries(found, entry) if entry else (),
        steps=steps(case.lineage, force, asked, case.documents),
        earlier=before(case.lineage, force),
        gaps=(*_history_gaps(case), *(gaps(entry, found, case.day, case.notes) if entry else (_no_entry_gap(case),))),
        content_hash=content_hash(case.history, case.lineage, force.decided) if force.decided else None,
        prepared=prepared_from(case.history, case.day.isoformat(), changed=case.changed),
    )


def _known_then(case: Case) -> str:
    """Say which version was in force on the date of service by what had been recorded on that day."""
    asked = case.asked
    if case.history.state == UNRECORDED or asked.known == asked.date:
        return ""
    return in_force(case.lineage, AsOfDates(asked.date, asked.date, asked.processed)).why


def _history_gaps(case: Case) -> tuple[str, ...]:
    """Say what is missing in the history itself."""
    note = UNRECORDED_NOTE if case.history.state == UNRECORDED else case.history.note
    return (note,) if note else ()


def _no_entry_gap(case: Case) -> str:
    """Say that another entry may have been in force on the date."""
    return (
        f"What {case.subject.scope_id} said on {case.asked.date} is not known from this entry; "
        "`answer CODE SCOPE QUESTION --date` asks all entries of the scope."
    )
