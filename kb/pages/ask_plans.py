"""The answers and the contacts of plans, as data for the Ask page.

A text stands once in a script, as does a source; all else are their numbers. Texts of several scripts stand in
`static/ask.js` and have the first numbers. In a text `{plan}` stands for the plan, `{on}` for what the answer is on
(` of 0709T`), `{code}` for a code in an explanation, and `{said}` for the value. Lines are the parts of a claim (what
it says, the note beside it, what is in doubt) or of a gap (what is not known, where it was searched).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from sys import intern
from typing import Any, Final, NamedTuple

from kb.answers.by_class import Classes
from kb.answers.resolve import Resolution
from kb.ask.claims import (
    TURNAROUND,
    Answered,
    acts_after,
    answer_claims,
    answer_words,
    contacts_in_words,
    not_known,
    turnarounds_in_words,
)
from kb.ask.export import ON, PLAN, SAID
from kb.ask.policy_names import document_of
from kb.ask.reply import Claim
from kb.domain.model import Entry, Library, Source
from kb.history.answer_as_of import dues
from kb.pages.ask_limits import limits_of
from kb.pages.ask_texts import Kept
from kb.search.analysis import Concepts
from kb.search.card import CLASS_CODES, NAMED
from kb.search.period_groups import groups_named
from kb.search.plan_tables import PlanTables, make_plan_tables

PARTED: Final = "\n"
GENERAL: Final = {"": "", **CLASS_CODES}
"""What names no single code, and the code that only rules on it reach."""


class Worded(NamedTuple):
    """An answer: whether it is known, its value, claim or gap, entry to open first, acts, sources, and warnings.

    A warning is told after the day that stands before it.
    """

    known: bool
    value: str
    told: str
    entry: str
    acts: tuple[str, ...]
    sources: tuple[Source, ...]
    late: tuple[tuple[str, str], ...]

    @property
    def texts(self) -> Iterator[str]:
        """Yield its texts, in the order in which a script has them."""
        yield from (*self.acts, *(warning for _, warning in self.late), self.value, self.told, self.entry)


@dataclass(frozen=True)
class Held:
    """What replies are made from: a library, its answers by class of codes, and the tables that words are read by.

    `worded` are the answers of each class.
    """

    library: Library
    classes: Classes
    concepts: Concepts
    plans: PlanTables
    worded: Sequence[tuple[Worded, ...]]


def held_for(library: Library, classes: Classes, concepts: Concepts) -> Held:
    """Word the answers of each class of codes once, and hold what else replies are made from."""
    each = {id(one): one for answers in classes.answers for one in answers}  # classes share many
    of_each = {number: worded(one) for number, one in each.items()}
    words = [tuple(of_each[id(one)] for one in answers) for answers in classes.answers]
    return Held(library, classes, concepts, make_plan_tables(library, concepts), words)


def texts_of(held: Held, scopes: Iterable[str]) -> list[str]:
    """Return the texts of the answers of some plans, each once."""
    numbers = (number for scope in scopes for number in _numbers(scope, held.classes))
    return list(dict.fromkeys(text for number in numbers for one in held.worded[number] for text in one.texts))


def _numbers(scope: str, classes: Classes) -> list[int]:
    """Return the numbers of the classes of codes in a plan, each once."""
    return list(dict.fromkeys(found[scope] for found in classes.of.values()))


def packed_plans(held: Held, scopes: Iterable[str], kept: Kept) -> dict[str, Any]:
    """Pack the answers and contacts of some plans, with the texts and the sources of all."""
    return {"plans": {scope: _plan(held, scope, kept) for scope in scopes}, **kept.written()}


def _plan(held: Held, scope: str, kept: Kept) -> dict[str, Any]:
    """Pack the answers of a plan: `codes` give by code a set, `rest` that of all others; a set has all questions.

    `named` are codes, or the two ends of a range, that its entries name and that have no page.
    """
    answers, sets = dict[tuple[Any, ...], int](), dict[tuple[int, ...], int]()
    places = {
        number: tuple(answers.setdefault(packed_answer(one, kept), len(answers)) for one in held.worded[number])
        for number in _numbers(scope, held.classes)
    }
    of = {code: code for code in held.library.codes} | GENERAL
    codes = {name: sets.setdefault(places[held.classes.of[code][scope]], len(sets)) for name, code in of.items()}
    [(rest, _)] = Counter(codes.values()).most_common(1)
    return {
        "codes": {name: number for name, number in codes.items() if number != rest},
        "rest": rest,
        "sets": list(sets),
        "answers": list(answers),
        "limits": limits_of(held.library, held.classes, scope, of, kept),
        "named": _named_codes(held.library, scope),
        "contacts": _contacts(held, scope, kept),
        "documents": {entry.id: kept.text(document_of(entry)) for entry in _deciding(held, scope) if entry.document},
    }


def _deciding(held: Held, scope: str) -> Iterator[Entry]:
    """Yield the entry that decides each answer of a plan, or the first of those in conflict."""
    every = (found for number in _numbers(scope, held.classes) for found in held.classes.answers[number])
    yield from (found.deciders[0].entry for found in every if found.deciders)


def _contacts(held: Held, scope: str, kept: Kept) -> list[list[Any]]:
    """Pack the contacts of a plan: question, kind, claim and entry, the lines of business that it is for, sources.

    How long the plan takes comes last, as a claim of no kind.
    """
    packed = [
        [
            *(kept.text(text) for text in (question, contact.kind, _told(claim), claim.entry)),
            [kept.text(mark) for mark in groups_named(contact.who.lower(), held.concepts, held.plans)],
            kept.cited(claim.sources),
        ]
        for question, contact, claim in contacts_in_words(held.library, scope)
    ]
    return packed + [
        [
            *(kept.text(text) for text in (question, TURNAROUND, claim.text, claim.entry)),
            [],
            kept.cited(claim.sources),
        ]
        for question, claim in turnarounds_in_words(held.library, scope)
    ]


def _told(claim: Claim) -> str:
    return PARTED.join((claim.brief, claim.text.removeprefix(claim.brief).strip())) if claim.brief else claim.text


def worded(found: Resolution) -> Worded:
    """Word an answer; a text that many have is kept once."""
    answered = Answered(replace(found, code=ON), PLAN, (found.warning,) if found.warning else (), SAID)
    claims = list(answer_claims(answered))
    told = PARTED.join(answer_words(answered) if claims else _gap(answered))
    acts = tuple(intern(_on(act)) for act in dict.fromkeys(acts_after([answered])))
    late = tuple((due.isoformat(), warning) for due, warning in dues(found)) if claims else ()
    entry = found.leading.entry.id if found.leading else ""
    sources = found.sources if claims else ()
    return Worded(answered.is_known, found.value, intern(_on(told)), intern(entry), acts, sources, late)


def packed_answer(answer: Worded, kept: Kept) -> tuple[Any, ...]:
    """Pack an answer as the numbers of its texts and sources; what is empty at the end is left out."""
    value, told, entry = [kept.text(text) for text in answer.texts][-3:]
    acts, late = (tuple(map(kept.text, answer.acts)), tuple((due, kept.text(text)) for due, text in answer.late))
    packed = [int(answer.known), value, told, entry, acts, tuple(kept.cited(answer.sources)), late]
    while packed[-1] == ():
        packed.pop()
    return tuple(packed)


def _gap(answered: Answered) -> tuple[str, ...]:
    if answered.is_known:
        return ()
    gap = not_known(replace(answered, limit=""))
    return gap.brief, gap.searched


def _on(text: str) -> str:
    """Leave room for what an answer is on: nothing stands there where it is on no code."""
    return text.replace(f" of {ON}", ON)


def _named_codes(library: Library, scope: str) -> list[Any]:
    mine = [entry.reach for entry in library.entries_of(scope) if entry.reach.kind in NAMED]
    alone = {code for reach in mine for code in reach.named_codes if code not in library.codes}
    return [*sorted(alone), *sorted({reach.codes for reach in mine if reach.kind == "range"})]
