"""An entry page: the answers first, then the prose with its sources, what was searched, and related entries."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import islice
from typing import Final

from kb.answers.applicable import kinds_of
from kb.answers.caveats import Certainty, caveats, certainty_of, cited_certainty
from kb.content.markdown import Lead
from kb.content.prose import to_page
from kb.domain.model import Answer, CodePage, Entry, Library, Payer, Receipt, Scope
from kb.domain.reach import RANKS, rule_words
from kb.domain.scopes import payer_and_scope, scope_title_of
from kb.domain.staff import Team
from kb.domain.vocabulary import QUESTIONS, UNKNOWN, Question, tone
from kb.pages.citation import Citation, CitedAnswer, citation
from kb.pages.evidence_parts import evidence_address
from kb.pages.freshness import Freshness, freshness, last_searched
from kb.pages.grid import Cell, Grid
from kb.pages.limits import LimitsAndContacts, limits_and_contacts
from kb.pages.page import Crumb, NumberedSource, Page, SectionView, numbered, prose, receipts
from kb.pages.version_history import VersionHistory

MOST_RELATED: Final = 3
"""How many related entries a list shows before it points to the payer's page."""


@dataclass(frozen=True)
class Wider:
    """The answer of a wider rule where the entry has none: its cell, its title, and for which codes."""

    cell: Cell
    title: str
    codes: tuple[str, ...]


@dataclass(frozen=True)
class AnswerView:
    """A row of the answer table: the question, the entry's answer, how sure it is, and what decides instead.

    `fresh` is filled for a known value, `searched` for an unknown one that has a receipt of a search.
    """

    question: Question
    answer: Answer
    tone: str
    marks: tuple[str, ...]
    numbers: tuple[NumberedSource, ...]
    wider: tuple[Wider, ...]
    fresh: Freshness | None
    searched: dt.date | None

    @property
    def known(self) -> bool:
        """Whether there is a value."""
        return self.answer.value != UNKNOWN


@dataclass(frozen=True)
class Reached:
    """A code of the library that the entry applies to, by which kind of reach, and the same in words.

    An entry on a service decides nothing for a code.
    """

    code: CodePage
    rank: str
    words: str


@dataclass(frozen=True)
class EntryView:
    """What an entry page shows. `elsewhere` are entries on the same reach, with their payer and scope in words.

    `owner` is the team that keeps it, empty if none is named; `file` is the path of its file on disk, `evidence`
    the address of its evidence. Lists of related entries are cut; `more_siblings` counts what is left out.
    """

    entry: Entry
    payer: Payer
    scope: Scope
    owner: str
    teams: tuple[Team, ...]
    file: str
    evidence: str
    answers: tuple[AnswerView, ...]
    reached: tuple[Reached, ...]
    sections: tuple[SectionView, ...]
    siblings: tuple[Entry, ...]
    more_siblings: int
    elsewhere: tuple[tuple[Entry, str], ...]
    sources: Mapping[str, NumberedSource]
    receipts: tuple[tuple[Receipt, str], ...]
    limits: LimitsAndContacts
    citation: Citation
    history: VersionHistory
    crumbs: tuple[Crumb, ...]


def entry_page(
    entry: Entry, library: Library, grids: Mapping[str, Grid], history: VersionHistory, lead: Lead = to_page
) -> Page:
    """Make the page of an entry; `grids` gives the answer grid of each code, `history` the versions of the entry."""
    payer, scope = payer_and_scope(library, entry)
    sources, reached = numbered(entry, library), tuple(_reached(entry, library))
    text = prose(entry, sources, lead)
    siblings = _siblings(entry, library)
    answers = tuple(_answers(entry, sources, _WiderRuleContext(library, grids, reached)))
    shown = EntryView(
        entry=entry,
        payer=payer,
        scope=scope,
        owner=library.owner_of(entry),
        teams=library.teams_for(entry.scope_id, library.owner_of(entry)),
        file=history.versions[0].version.path,
        evidence=evidence_address(library, entry.id),
        answers=answers,
        reached=reached,
        sections=tuple(SectionView(s.heading, s.slug, text[s.heading]) for s in entry.sections),
        siblings=tuple(siblings[:MOST_RELATED]),
        more_siblings=len(siblings[MOST_RELATED:]),
        elsewhere=tuple(_elsewhere(entry, library)),
        sources=sources,
        receipts=receipts(entry),
        limits=limits_and_contacts((entry,), library),
        citation=citation(
            entry,
            scope_title_of(library, entry),
            (_cited_answer(entry, view) for view in answers),
            history.timeline.day,
        ),
        history=history,
        crumbs=crumbs(entry, payer, scope),
    )
    begins = f" (begins {history.begins})" if history.begins else ""
    return Page(f"{entry.id}.html", "entry", f"{payer.title}, {scope.name}: {entry.title}{begins}", shown)


def _cited_answer(entry: Entry, view: AnswerView) -> CitedAnswer:
    """Return an answer for a citation: with how sure it is, or why it is not known."""
    sure = cited_certainty(entry, view.answer) if view.known else view.answer.reason
    return CitedAnswer(view.question.title, view.answer.value, sure, view.numbers if view.known else ())


@dataclass(frozen=True)
class _WiderRuleContext:
    """What is needed to find wider rules for an entry: library, grids, and the codes that the entry applies to."""

    library: Library
    grids: Mapping[str, Grid]
    reached: tuple[Reached, ...]


def _answers(entry: Entry, sources: Mapping[str, NumberedSource], context: _WiderRuleContext) -> Iterator[AnswerView]:
    for question in QUESTIONS:
        answer = entry.answers.get(question.key)
        if answer:
            cited = tuple(sources[name] for name in answer.sources if name in sources)
            known = answer.value != UNKNOWN
            marks = _marks(certainty_of(entry, answer)) if known else ()
            wider = () if known else _wider(entry, question, context)
            fresh = freshness(entry, question) if known else None
            searched = None if known else last_searched(entry, question)
            yield AnswerView(question, answer, tone(answer.value), marks, cited, wider, fresh, searched)


def _marks(found: Certainty) -> tuple[str, ...]:
    """Return the standing, and the marks of the same value in the answer grid."""
    return tuple(dict.fromkeys(filter(None, (found.standing, *caveats(found)))))


def own_answers(entry: Entry, library: Library, sources: Mapping[str, NumberedSource]) -> tuple[AnswerView, ...]:
    """Return the rows of the answers of a version: without what decides instead, and without review dates."""
    found = _answers(entry, sources, _WiderRuleContext(library, {}, ()))
    return tuple(replace(view, fresh=None) for view in found)


def _wider(entry: Entry, question: Question, context: _WiderRuleContext) -> tuple[Wider, ...]:
    """Find the wider rules that decide a question for the codes of the entry; equal answers are joined."""
    cells: dict[tuple[str, str], Cell] = {}
    codes: dict[tuple[str, str], list[str]] = {}
    for reached in context.reached:
        cell = context.grids[reached.code.code].cell(entry.scope_id, question.key)
        if _is_wider(entry, reached, cell):
            cells.setdefault((cell.value, cell.entry), cell)
            codes.setdefault((cell.value, cell.entry), []).append(reached.code.code)
    titles = context.library.by_path
    return tuple(Wider(cell, titles[f"{cell.entry}.md"].title, tuple(codes[key])) for key, cell in cells.items())


def _is_wider(entry: Entry, reached: Reached, cell: Cell) -> bool:
    """Return whether another entry decides, whose reach is no closer than that of the entry."""
    if not cell.known or cell.entry == entry.id or reached.rank == "concept":
        return False
    return RANKS.index(cell.reach) >= RANKS.index(reached.rank)


def _reached(entry: Entry, library: Library) -> list[Reached]:
    return [
        Reached(library.codes[code], rank, rule_words(rank, entry.reach.label) or "background only")
        for code, rank in kinds_of(library, entry.reach).items()
    ]


def _siblings(entry: Entry, library: Library) -> list[Entry]:
    """Return the other entries of the scope, the closest reach first."""
    others = (found for found in library.entries_of(entry.scope_id) if found is not entry)
    return sorted(others, key=lambda found: RANKS.index(found.reach.kind))


def _elsewhere(entry: Entry, library: Library) -> list[tuple[Entry, str]]:
    same = (found for found in library.entries_on(entry.reach) if found.scope_id != entry.scope_id)
    return [(found, scope_title_of(library, found)) for found in islice(same, MOST_RELATED)]


def crumbs(entry: Entry, payer: Payer, scope: Scope) -> tuple[Crumb, ...]:
    """Return the breadcrumbs of an entry: the payer, its scope, the entry."""
    top = f"{payer.id}.html"
    return (
        Crumb("Home", "index.html"),
        Crumb(payer.title, top),
        Crumb(scope.name, f"{top}#scope-{scope.id}"),
        Crumb(entry.title),
    )
