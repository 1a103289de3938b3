"""The evidence page: one entry on a date of service, made to be printed and attached to an appeal."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from kb.answers.caveats import Certainty, caveats, certainty_of
from kb.domain.days import eve
from kb.domain.model import Entry, Payer, Receipt, Scope
from kb.domain.scopes import payer_and_scope
from kb.domain.vocabulary import UNKNOWN
from kb.evidence.cases import cases
from kb.evidence.pack import Case, Pack, make_pack
from kb.history.clocks import Clocks
from kb.history.in_force import InForce
from kb.pages.entry import crumbs
from kb.pages.page import Crumb, NumberedSource, Page, SectionView, numbered, prose, receipts


@dataclass(frozen=True)
class EvidenceView:
    """What an evidence page shows: the pack, and of the entry that decides its prose, sources and receipts.

    `marks` says by question in a few words how sure the entry is of its answer. `until` is the last day on which the
    text holds, as far as one is recorded.
    """

    case: Case
    entry: Entry | None
    pack: Pack
    payer: Payer
    scope: Scope
    marks: Mapping[str, tuple[str, ...]]
    until: dt.date | None
    sections: tuple[SectionView, ...]
    sources: Mapping[str, NumberedSource]
    receipts: tuple[tuple[Receipt, str], ...]
    crumbs: tuple[Crumb, ...]


def evidence_pages(clocks: Clocks, paths: Collection[str] | None = None) -> Iterator[Page]:
    """Make the page of each entry in force on the day of the site, or of those of some paths."""
    for case in cases(clocks, paths):
        yield evidence_page(case)


def evidence_page(case: Case) -> Page:
    """Make the page of one pack. Raises ToolError if the repository has lost a text."""
    subject, entry = case.subject, case.entry
    payer, scope = payer_and_scope(case.library, subject)
    sources = numbered(entry) if entry else {}
    title = f"Evidence of {case.asked.date}: {payer.title}, {scope.name}: {subject.title}"
    shown = EvidenceView(
        case=case,
        entry=entry,
        pack=make_pack(case),
        payer=payer,
        scope=scope,
        marks=_marks(entry) if entry else {},
        until=_until(case.force),
        sections=tuple(_sections(entry, sources)) if entry else (),
        sources=sources,
        receipts=receipts(entry) if entry else (),
        crumbs=_crumbs(case, payer, scope),
    )
    return Page(f"evidence/{subject.id}.html", "evidence", title, shown)


def _until(force: InForce) -> dt.date | None:
    """Return the last day of the version in force: its own last day, or that before the next one begins."""
    ends = [force.version.span.ends] if force.version else []
    later = [eve(version.begins) for version in force.upcoming[:1] if version.begins < dt.date.max]
    return min(filter(None, (*ends, *later)), default=None)


def _marks(entry: Entry) -> Mapping[str, tuple[str, ...]]:
    """Return by question the standing and confidence, and the marks of the same value in the answer grid."""
    return {
        key: tuple(dict.fromkeys(_confidence(certainty_of(entry, answer))))
        for key, answer in entry.answers.items()
        if answer.value != UNKNOWN
    }


def _confidence(found: Certainty) -> Iterator[str]:
    yield from (found.standing, f"{found.confidence} confidence")
    yield from caveats(found)


def _sections(entry: Entry, sources: Mapping[str, NumberedSource]) -> Iterator[SectionView]:
    text = prose(entry, sources, on_paper)
    for section in entry.sections:
        yield SectionView(section.heading, section.slug, text[section.heading])


def on_paper(_target: str) -> str:
    """Return no address for a link to another page of the site, which is useless on paper."""
    return ""


def _crumbs(case: Case, payer: Payer, scope: Scope) -> tuple[Crumb, ...]:
    *way, entry = crumbs(case.subject, payer, scope)
    return (*way, Crumb(entry.title, f"{case.subject.id}.html"), Crumb("Printable policy evidence"))
