"""An evidence pack as one value: what one entry said on a date of service, and all that it takes to judge it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from kb.domain.model import Entry, Library
from kb.evidence.content_hash import UNTOLD, ContentHash, content_hash, prepared_from
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

    `library` is what is in force on the date asked, at least of the entry's payer and of what stands beside it.
    `entry` is the text that decides, in force or ended; where there is none, `name` is the nearest text, which only
    says what the entry is called. `codes` are those in question, `more_codes` counts those left out; `day` is the one
    on which the pack is made, `notes` tell of files left out.
    """

    library: Library
    history: History
    documents: Documents
    lineage: Lineage
    force: InForce
    asked: AsOfDates
    day: dt.date
    entry: Entry | None
    name: Entry
    codes: tuple[str, ...]
    more_codes: int = 0
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True)
class Pack:
    """What the page shows. `in_force` tells whether the entry held on the date; `why` and `caveats` say why so.

    `known_then` says which version had been recorded by the date of service itself; empty where that is not known.
    `earlier` counts the versions before the first of `steps`. `seal` is that of the text that decides.
    """

    case: Case
    in_force: bool
    why: str
    caveats: tuple[str, ...]
    known_then: str
    rulings: tuple[Ruling, ...]
    voices: tuple[OtherEntry, ...]
    steps: tuple[Step, ...]
    earlier: int
    gaps: tuple[str, ...]
    seal: ContentHash | None
    prepared: str


def make_pack(case: Case) -> Pack:
    """Work a pack out. Raises ToolError where the repository has lost a text."""
    entry, force, asked = case.entry, case.force, case.asked
    found = rulings(case.library, entry, case.codes, asked.date) if entry else ()
    return Pack(
        case=case,
        in_force=force.version is not None,
        why=force.why,
        caveats=force.caveats,
        known_then=_known_then(case),
        rulings=found,
        voices=other_entries(found, entry) if entry else (),
        steps=steps(case.lineage, force, asked, case.documents),
        earlier=before(case.lineage, force),
        gaps=(*_untold(case), *(gaps(entry, found, case.day, case.notes) if entry else (_silent(case),))),
        seal=content_hash(case.history, case.lineage, force.decided) if force.decided else None,
        prepared=prepared_from(case.history, case.day.isoformat()),
    )


def _known_then(case: Case) -> str:
    """Tell of the day of service what was recorded by then."""
    asked = case.asked
    if case.history.state == UNRECORDED or asked.known == asked.date:
        return ""
    return in_force(case.lineage, AsOfDates(asked.date, asked.date, asked.processed)).why


def _untold(case: Case) -> tuple[str, ...]:
    """Say where the record of versions has a gap of its own."""
    note = UNTOLD if case.history.state == UNRECORDED else case.history.note
    return (note,) if note else ()


def _silent(case: Case) -> str:
    """Say that another rule may have stood on the date."""
    return (
        f"What {case.name.scope_id} said on {case.asked.date} is not known from this entry; "
        "`answer CODE SCOPE QUESTION --date` asks all entries of the scope."
    )
