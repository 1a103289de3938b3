"""What the library answers to a reading: the answer of each plan asked of, or of every plan, counted.

Plans that are named answer by themselves; where no plan is named, every plan's answer is counted and the reader is
asked which one. A plan that is named and not held gives no card: no other plan's answer takes its place.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final, NamedTuple

from kb.answers.applicable import reach_kind_by
from kb.domain.model import Library
from kb.domain.vocabulary import QUESTIONS, UNKNOWN, label
from kb.search.field_sets import NATIONAL
from kb.search.period_groups import Told as Limit
from kb.search.reading_result import Reading

BRIEF: Final = 3
"""Plans of which every question is answered where none is asked."""

NAMED: Final = ("named code", "range")
"""How an entry reaches a code that it prints."""

CLASS_CODES: Final = {"category-iii": "9999T"}
"""A code that no page has, for the rules on a whole class of codes."""


@dataclass(frozen=True)
class Told:
    """The value of an answer, and how sure it is.

    `entry` decides it, or is to be opened first; empty where none exists. `marks` are its doubts, as tables show
    them, `sure` the same in a phrase; `cautions` are sentences on its dates
    and on the code, and the note on it. `changes` are the
    days within the span asked of from which another value holds, each with it.
    """

    value: str
    entry: str = ""
    marks: tuple[str, ...] = ()
    sure: str = ""
    cautions: tuple[str, ...] = ()
    changes: tuple[tuple[str, str], ...] = ()


class Row(NamedTuple):
    """The answer of a plan to a question on a code; `code` is empty for what holds for all codes."""

    code: str
    scope: str
    question: str
    told: Told

    @property
    def value(self) -> str:
        """The value of the answer."""
        return self.told.value


@dataclass(frozen=True)
class Card:
    """Answers to a reading. `day` is the day of service that they are of, empty for today.

    `counts` tell, where no plan is named, how many plans give each value for `code`, the most frequent first;
    `plans` is how many plans were asked. A national rule that decides for Medicare's contractors too has one row.
    """

    code: str
    question: str
    day: str
    rows: tuple[Row, ...]
    counts: tuple[tuple[str, int], ...] = ()
    plans: int = 0


Answer = Callable[[str, str, str], Told]
"""Gives an answer: code (empty for all codes), scope, key of the question."""


def make_card(read: Reading, library: Library, answer: Answer) -> Card | None:
    """Answer what a reading asks; None if it asks for none, or of a plan or a document that is not held."""
    only_mentioned = read.mentioned and not read.question
    unheld = read.named and (not read.scopes or read.state_only)
    if read.asks or only_mentioned or read.undated or unheld or (read.table and not read.named):
        return None
    scopes = read.scopes or library.scope_ids
    codes = [code for code in read.codes if _is_held(code, scopes, read, library) and code not in read.unborn]
    if read.codes and not codes:
        return None
    general = not codes
    codes = codes or [CLASS_CODES.get(read.class_of_codes, "")]
    asked = [read.question, *read.further] if read.question else []
    questions = asked or _questions(read, len(scopes), general=general and not codes[0])
    if not questions or ((read.names_product or not read.named) and codes == [""]):
        return None
    rows = tuple(
        Row(
            "" if general else code,
            scope,
            question,
            _with(_of(read.limits, scope, question), answer(code, scope, question)),
        )
        for code in codes
        for scope in scopes
        for question in questions
    )
    if codes == [""] and all(row.value == UNKNOWN for row in rows):
        return None
    first = "" if general else codes[0]
    counts = Counter(row.value for row in rows if row.code == first) if not read.named else Counter()
    if not read.named:
        rows = tuple(sorted(rows, key=lambda row: (row.value == UNKNOWN, not row.scope.startswith(NATIONAL))))
    return Card(first, read.question, read.day, tuple(once(rows)), tuple(counts.most_common()), len(scopes))


def _is_held(code: str, scopes: Sequence[str], read: Reading, library: Library) -> bool:
    """Return whether a code has a page, or is named by an entry of a plan that is asked of, be it in a range."""
    mine = (entry for entry in library.entries if read.named and entry.scope_id in scopes)
    return code in library.codes or any(reach_kind_by(library, entry.reach, code) in NAMED for entry in mine)


def once(rows: Sequence[Row]) -> Iterator[Row]:
    """Leave out the rows of Medicare's contractors that only repeat the national rule."""
    national = {(row.code, row.question, row.told.entry) for row in rows if row.scope == NATIONAL}
    for row in rows:
        is_contractor = row.scope.startswith("medicare/") and row.scope != NATIONAL
        if not (is_contractor and (row.code, row.question, row.told.entry) in national):
            yield row


def _of(limits: Sequence[Limit], scope: str, question: str) -> list[Limit]:
    return [limit for limit in limits if (limit.scope, limit.question) == (scope, question)]


def _with(limits: Sequence[Limit], told: Told) -> Told:
    """Put the limit of the group that is named into the value of an answer, and before what it leaves open."""
    limit = next((limit for limit in limits if limit.entry in {"", told.entry}), None)
    if limit is None:
        return told
    general = "" if limit.alone or told.value == UNKNOWN else f"; in general: {told.value}"
    return replace(told, value=f"{limit.value}{general}", cautions=(limit.sentence, *told.cautions))


def _questions(read: Reading, scopes: int, *, general: bool) -> list[str]:
    """Return the questions that are answered where none is put: all for a few plans, coverage for many."""
    if general or not read.named:
        return []
    return [question.key for question in QUESTIONS] if scopes <= BRIEF else ["coverage"]


def card_record(card: Card | None) -> dict[str, Any] | None:
    """Write a card as plain values, ready for JSON."""
    if card is None:
        return None
    slugs = {question.key: question.slug for question in QUESTIONS}
    answers = [
        {
            "code": row.code or None,
            "scope": row.scope,
            "question": slugs[row.question],
            "value": row.value,
            "entry": row.told.entry or None,
            "marks": list(row.told.marks),
            "certainty": row.told.sure or None,
            "cautions": list(row.told.cautions),
            "changes": [{"from": first, "value": value} for first, value in row.told.changes],
        }
        for row in card.rows
    ]
    counts = [{"value": value, "plans": number} for value, number in card.counts]
    return {
        "code": card.code or None,
        "question": slugs.get(card.question),
        "date": card.day or None,
        "answers": answers,
        "counts": counts,
    }


def card_lines(card: Card, library: Library) -> Iterator[str]:
    """Write a card as lines of text for a terminal."""
    names = {f"{payer.name}/{scope.id}": f"{payer.title}, {scope.name}" for payer, scope in library.scopes}
    titles = {question.key: question.label.lower() for question in QUESTIONS}
    if card.counts:
        told = ", ".join(f"{value} {number}" for value, number in card.counts)
        yield f"Of {card.plans} plans: {told}. Which plan? Add its name."
        return
    for row in card.rows:
        about = ", ".join(part for part in (row.code or "all codes", titles[row.question]) if part)
        doubts = f" ({', '.join(label(mark) for mark in row.told.marks)})" if row.told.marks else ""
        later = "".join(f"; from {first} on: {value}" for first, value in row.told.changes)
        yield f"{names[row.scope]}: {about}: {row.value}{doubts}{later}"
    yield from dict.fromkeys(f"{row.told.entry}: {caution}" for row in card.rows for caution in row.told.cautions)
