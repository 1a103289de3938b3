"""The rows of the review worklist: what is due, unknown, in conflict, third-party, partial, or old. Pure.

A row is what one step settles: the codes and questions of one entry, or the unknowns of a scope that one call or one
search may answer. A brand has no policy of its own and nobody to call, so its unknowns have no row.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from typing import Final

from kb.catalogue.resolved import ResolvedAnswer, ResolvedAnswers
from kb.domain.model import Document, Entry, Library, Payer
from kb.domain.scopes import scope_ids
from kb.domain.vocabulary import CONFLICT, QUESTIONS, UNCONFIRMED_CURRENCIES, UNKNOWN, Question, Value

DUE_WITHIN: Final = 30
"""Days ahead in which a review counts as due."""

KINDS: Final = (
    Value("overdue", "the day of review has passed", "bad"),
    Value("source changed", "the page of a source has changed, moved or gone since it was read", "bad"),
    Value("conflicting", "policies that apply equally closely disagree", "bad"),
    Value("due", f"to be reviewed within {DUE_WITHIN} days", "partial"),
    Value("unknown", "data not available, and something can be done about it", "unknown"),
    Value("secondary-only", "based on a third-party summary", "partial"),
    Value("part-read", "decided by documents of which a part was read", "partial"),
    Value("old", "decided by a revision that may be outdated, or prints no date", "partial"),
    Value("conflict noted", "sources disagree, and the policy says which of them it takes", "partial"),
)
"""The kinds of row, the most pressing first."""

REVIEWS: Final = ("overdue", "due")
"""The kinds that go by the day: a row that is due today is overdue tomorrow."""

CHANGED: Final = "source changed"
"""The kind of a document one of whose sources has changed since it was read."""

READ_AGAIN: Final = (*REVIEWS, CHANGED)
"""The kinds in which the sources of a document are opened and compared."""

REVIEW: Final = "Open its sources again, compare, mend what changed, and set reviewed and review_by."
ACTIONS: Final = {
    CHANGED: "Open the changed source again and compare; mend what it says now, and set retrieved and reviewed.",
    "conflicting": "Ask the payer which document holds; end the other, or mark it superseded.",
    "secondary-only": "Find the payer's own document and cite it.",
    "part-read": "Read the whole document, and set read to whole.",
    "old": "Look for the newest revision; cite it, and set currency to current.",
    "conflict noted": "Ask the payer which source holds, and say so in the policy.",
    "not looked up": "Search the payer's public pages; record in the policy file what was searched.",
    "looked and not found": "Call the payer.",
    "behind login": "Look in the payer's portal, signed in; cite it by title and day.",
    "contract-confidential": "Ask contracting; the answer stays in the contract.",
    "sources conflict": "Ask the payer which source holds.",
    "lapsed": "Look for the newer revision; without one, call the payer.",
}
"""The next step by kind of row, and for unknowns by their reason."""

BRAND: Final = "brand"
CONFLICTS: Final = "conflicts"
"""The slug of the section of an entry on sources in conflict."""

NOTHING_TO_DO: Final = "not applicable"
CALLED_FOR: Final = ("looked and not found", "lapsed", "sources conflict", "behind login")
"""Reasons of an unknown that a call to the payer may settle."""


@dataclass(frozen=True)
class ToDo:
    """A row of the board. `scope` is empty for a row on a whole payer or code; `day` is when it is due, if it is.

    `asks` are the questions in words to ask on a call, where one may help.
    """

    kind: str
    payer: str
    scope: str
    title: str
    address: str
    questions: tuple[Question, ...]
    codes: tuple[str, ...]
    reason: str
    action: str
    day: dt.date | None = None
    asks: tuple[str, ...] = ()


def answer_due(entry: Entry, question: Question) -> dt.date:
    """Return the day on which an answer is due for review: that of its entry, or an earlier end of its half-life."""
    if not question.half_life or entry.answers[question.key].value == UNKNOWN:
        return entry.review_by
    return min(entry.review_by, entry.reviewed + dt.timedelta(days=question.half_life))


def to_do(library: Library, resolved: ResolvedAnswers, day: dt.date) -> tuple[ToDo, ...]:
    """Return every row as of a day, the most pressing kind first, then by day, payer and scope."""
    order = {kind.name: place for place, kind in enumerate(KINDS)}
    scopes = {scope: place for place, scope in enumerate(scope_ids(library))}
    found = (
        *_review_rows(library, day),
        *_changed_rows(library),
        *_answer_rows(library, resolved),
        *_conflict_rows(library),
    )
    return tuple(
        sorted(found, key=lambda row: (order[row.kind], row.day or day, scopes.get(row.scope, -1), row.address))
    )


def later_reviews(library: Library, day: dt.date) -> tuple[ToDo, ...]:
    """Return the rows of the reviews that do not stand on the board of a day yet, by day, payer and scope.

    Each is as it will be when it comes to the board.
    """
    latest = day + dt.timedelta(days=DUE_WITHIN)
    scopes = {scope: place for place, scope in enumerate(scope_ids(library))}
    later = [(first, document) for document in library.documents if (first := _first_due(document)) > latest]
    rows = [_review_row(document, first, first + dt.timedelta(days=DUE_WITHIN), "due") for first, document in later]
    return tuple(sorted(rows, key=lambda row: (row.day or day, scopes.get(row.scope, -1), row.address)))


def _review_rows(library: Library, day: dt.date) -> Iterator[ToDo]:
    latest = day + dt.timedelta(days=DUE_WITHIN)
    for document in library.documents:
        first = _first_due(document)
        if first <= latest:
            yield _review_row(document, first, latest, "overdue" if first < day else "due")


def _first_due(document: Document) -> dt.date:
    return min(_due_days(document).values(), default=document.review_by)


def _due_days(document: Document) -> dict[Question, dt.date]:
    if not isinstance(document, Entry):
        return {}
    return {question: answer_due(document, question) for question in QUESTIONS if question.key in document.answers}


def _review_row(document: Document, day: dt.date, latest: dt.date, kind: str) -> ToDo:
    """Make the row of a document that is due on a day, with the questions that are due by the latest day."""
    entry = document if isinstance(document, Entry) else None
    payer = document.name if isinstance(document, Payer) else entry.payer if entry else ""
    early = entry is not None and day < entry.review_by
    why = "the review interval of the answer ends" if early else "its review falls due"
    return ToDo(
        kind=kind,
        payer=payer,
        scope=entry.scope_id if entry else "",
        title=document.title,
        address=f"{document.id}.html",
        questions=tuple(question for question, due in _due_days(document).items() if due <= latest),
        codes=entry.reach.named_codes if entry else (),
        reason=why,
        action=REVIEW,
        day=day,
    )


def _changed_rows(library: Library) -> Iterator[ToDo]:
    """Make a row for each document that cites an address which was seen to have changed since it was read."""
    for document in library.documents:
        found = {source.title: seen for source in document.sources.values() if (seen := library.seen_since(source))}
        if found:
            told = [f"{title}: {seen.state}{f' ({seen.told})' if seen.told else ''}" for title, seen in found.items()]
            first = min(seen.seen for seen in found.values())
            row = _review_row(document, first, first, CHANGED)
            yield replace(row, reason="; ".join(told), action=ACTIONS[CHANGED])


Key = tuple[str, str, str, str]
"""Kind, scope, entry, and the reason of an unknown."""

Gathered = dict[Key, dict[str, dict[str, None]]]
"""The codes in their order, by key of row and question."""


def _answer_rows(library: Library, resolved: ResolvedAnswers) -> Iterator[ToDo]:
    brands = {f"{payer.name}/{scope.id}" for payer, scope in library.scopes if scope.kind == BRAND}
    keys = [[*_row_keys(answer, brands)] for answer in resolved.answers]
    of_sets = [
        [(resolved.answers[place].question, key) for place in places for key in keys[place]]
        for places in resolved.sets
    ]
    gathered: Gathered = {}
    for code, scopes in resolved.of.items():
        for number in scopes.values():
            for question, key in of_sets[number]:
                gathered.setdefault(key, {}).setdefault(question, {})[code] = None
    for key, found in gathered.items():
        for codes, questions in _by_codes(found):
            yield _answer_row(library, key, codes, questions)


def _by_codes(found: dict[str, dict[str, None]]) -> Iterator[tuple[tuple[str, ...], tuple[Question, ...]]]:
    """Group the questions that concern the same codes."""
    groups: dict[tuple[str, ...], list[Question]] = {}
    for question in QUESTIONS:
        if question.slug in found:
            groups.setdefault(tuple(found[question.slug]), []).append(question)
    yield from ((codes, tuple(questions)) for codes, questions in groups.items())


def _row_keys(row: ResolvedAnswer, brands: Collection[str]) -> Iterator[Key]:
    """Yield the keys of the rows that a resolved answer belongs to; a brand's unknowns belong to none."""
    entry = row.entry or ""
    if row.value == UNKNOWN:
        if row.reason != NOTHING_TO_DO and row.scope not in brands:
            yield "unknown", row.scope, "", row.reason
        return
    if row.value == CONFLICT:
        yield "conflicting", row.scope, entry, ""
    if row.standing == "secondary":
        yield "secondary-only", row.scope, entry, ""
    if row.part_read:
        yield "part-read", row.scope, entry, ""
    if row.currency in UNCONFIRMED_CURRENCIES:
        yield "old", row.scope, entry, ""


def _conflict_rows(library: Library) -> Iterator[ToDo]:
    """Make a row for each entry with a section on sources in conflict."""
    kind = next(kind for kind in KINDS if kind.name == "conflict noted")
    for entry in library.entries:
        if CONFLICTS in {section.slug for section in entry.sections}:
            yield ToDo(
                kind=kind.name,
                payer=entry.payer,
                scope=entry.scope_id,
                title=entry.title,
                address=f"{entry.id}.html#{CONFLICTS}",
                questions=(),
                codes=entry.reach.named_codes,
                reason=kind.meaning,
                action=ACTIONS[kind.name],
            )


def _answer_row(library: Library, key: Key, codes: tuple[str, ...], questions: tuple[Question, ...]) -> ToDo:
    kind, scope, entry, reason = key
    payer, _, name = scope.partition("/")
    titles = ", ".join(question.label for question in questions)
    return ToDo(
        kind=kind,
        payer=payer,
        scope=scope,
        title=library.by_path[f"{entry}.md"].title if entry else titles,
        address=f"{entry}.html#{questions[0].slug}" if entry else f"{payer}/payer.html#scope-{name}",
        questions=questions,
        codes=codes,
        reason=reason or next(value.meaning for value in KINDS if value.name == kind),
        action=ACTIONS[reason or kind],
        asks=tuple(question.asks for question in questions) if reason in CALLED_FOR else (),
    )
