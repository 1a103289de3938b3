"""An entry page: the answers first, then the prose with its sources, what was searched, and related entries."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kb.model import Answer, CodePage, Entry, Library, Payer, Receipt, Scope
from kb.pages.page import Crumb, NumberedSource, Page, SectionView, numbered, prose, receipts
from kb.speakers import rank_of
from kb.vocabulary import QUESTIONS, UNKNOWN, Question, best_standing, tone


@dataclass(frozen=True)
class AnswerView:
    """A row of the answer table: the question, what the entry says, and how sure it is."""

    question: Question
    answer: Answer
    tone: str
    standing: str
    numbers: tuple[NumberedSource, ...]

    @property
    def known(self) -> bool:
        """Whether there is a value."""
        return self.answer.value != UNKNOWN


@dataclass(frozen=True)
class Reached:
    """A code of the library that the entry speaks for, and by which reach."""

    code: CodePage
    rank: str


@dataclass(frozen=True)
class EntryView:
    """What an entry page shows. `elsewhere` are entries of other scopes on the same reach."""

    entry: Entry
    payer: Payer
    scope: Scope
    answers: tuple[AnswerView, ...]
    reached: tuple[Reached, ...]
    sections: tuple[SectionView, ...]
    siblings: tuple[Entry, ...]
    elsewhere: tuple[Entry, ...]
    sources: Mapping[str, NumberedSource]
    receipts: tuple[tuple[Receipt, str], ...]
    crumbs: tuple[Crumb, ...]


def entry_page(entry: Entry, library: Library) -> Page:
    """Make the page of an entry."""
    payer = library.payers[entry.payer]
    scope = next(scope for scope in payer.scopes if scope.id == entry.scope)
    sources = numbered(entry)
    text = prose(entry, sources)
    shown = EntryView(
        entry=entry,
        payer=payer,
        scope=scope,
        answers=tuple(_answers(entry, sources)),
        reached=tuple(_reached(entry, library)),
        sections=tuple(SectionView(s.heading, s.slug, text[s.heading]) for s in entry.sections),
        siblings=tuple(found for found in library.entries_of(entry.scope_id) if found is not entry),
        elsewhere=tuple(_elsewhere(entry, library)),
        sources=sources,
        receipts=receipts(entry),
        crumbs=_crumbs(entry, payer, scope),
    )
    return Page(f"{entry.id}.html", "entry", f"{payer.title}, {scope.name}: {entry.title}", shown)


def _answers(entry: Entry, sources: Mapping[str, NumberedSource]) -> list[AnswerView]:
    views = []
    for question in QUESTIONS:
        answer = entry.answers.get(question.key)
        if answer:
            cited = tuple(sources[name] for name in answer.sources)
            standing = best_standing(source.record.standing for source in cited)
            views.append(AnswerView(question, answer, tone(answer.value), standing, cited))
    return views


def _reached(entry: Entry, library: Library) -> list[Reached]:
    ranks = ((page, rank_of(library, entry, code)) for code, page in library.codes.items())
    return [Reached(page, rank) for page, rank in ranks if rank]


def _elsewhere(entry: Entry, library: Library, most: int = 12) -> list[Entry]:
    same = (found for found in library.entries_on(entry.reach) if found.scope_id != entry.scope_id)
    return [found for found, _ in zip(same, range(most), strict=False)]


def _crumbs(entry: Entry, payer: Payer, scope: Scope) -> tuple[Crumb, ...]:
    top = f"{payer.id}.html"
    return (
        Crumb("Home", "index.html"),
        Crumb(payer.title, top),
        Crumb(scope.name, f"{top}#scope-{scope.id}"),
        Crumb(entry.title),
    )
