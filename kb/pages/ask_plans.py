"""The answers and the contacts of plans, as data for the Ask page.

A text stands once in a script, as does a source; all else are their numbers. Texts of several scripts stand in
`static/ask.js` and have the first numbers. In a text `{plan}` stands for the plan, `{on}` for what the answer is on
(` of 0709T`), `{code}` for a code in an explanation, and `{said}` for the value. Lines are the parts of a claim (what
it says, the note beside it, what is in doubt) or of a gap (what is not known, where it was searched).
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from typing import Any, Final

from kb.answers.by_class import Classes
from kb.answers.resolve import Resolution
from kb.ask.claims import Answered, acts_after, answer_claims, answer_words, contacts_in_words, not_known
from kb.ask.export import ON, PLAN, SAID
from kb.ask.reply import Claim
from kb.domain.model import Library
from kb.history.answer_as_of import dues
from kb.pages.ask_texts import Kept
from kb.search.analysis import Concepts
from kb.search.card import CLASS_CODES, NAMED
from kb.search.period_groups import groups_named
from kb.search.plan_tables import PlanTables

PARTED: Final = "\n"
GENERAL: Final = {"": "", **CLASS_CODES}
"""What names no single code, and the code that only rules on it reach."""


@dataclass(frozen=True)
class Held:
    """What replies are made from: a library, its answers by class of codes, and the tables that words are read by."""

    library: Library
    classes: Classes
    concepts: Concepts
    plans: PlanTables


def texts_of(scopes: Iterable[str], classes: Classes) -> Collection[str]:
    """Return the texts of the answers of some plans."""
    kept = Kept()
    for scope in scopes:
        for number in _numbers(scope, classes):
            _answers(number, classes, kept)
    return kept.texts


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
    answers, sets = dict[str, int](), dict[tuple[int, ...], int]()
    packed = {number: _answers(number, held.classes, kept) for number in _numbers(scope, held.classes)}
    places = {
        number: tuple(answers.setdefault(one, len(answers)) for one in every) for number, every in packed.items()
    }
    of = {code: code for code in held.library.codes} | GENERAL
    codes = {name: sets.setdefault(places[held.classes.of[code][scope]], len(sets)) for name, code in of.items()}
    [(rest, _)] = Counter(codes.values()).most_common(1)
    return {
        "codes": {name: number for name, number in codes.items() if number != rest},
        "rest": rest,
        "sets": list(sets),
        "answers": [json.loads(one) for one in answers],
        "named": _named_codes(held.library, scope),
        "contacts": _contacts(held, scope, kept),
    }


def _contacts(held: Held, scope: str, kept: Kept) -> list[list[Any]]:
    """Pack the contacts of a plan: question, kind, claim and entry, the lines of business that it is for, sources."""
    return [
        [
            *(kept.text(text) for text in (question, contact.kind, _told(claim), claim.entry)),
            [kept.text(mark) for mark in groups_named(contact.who.lower(), held.concepts, held.plans)],
            kept.cited(claim.sources),
        ]
        for question, contact, claim in contacts_in_words(held.library, scope)
    ]


def _told(claim: Claim) -> str:
    return PARTED.join((claim.brief, claim.text.removeprefix(claim.brief).strip())) if claim.brief else claim.text


def _answers(number: int, classes: Classes, kept: Kept) -> list[str]:
    """Pack the answers on a class of codes, each as JSON, so that those alike are one."""
    return [json.dumps(_answer(one, kept)) for one in classes.answers[number]]


def _answer(found: Resolution, kept: Kept) -> list[Any]:
    """Pack an answer: whether it is known, its value, claim or gap, entry to open first, acts, sources, and warnings.

    A warning is told after the day that stands before it. What is empty at the end is left out.
    """
    answered = Answered(replace(found, code=ON), PLAN, (found.warning,) if found.warning else (), SAID)
    claims = list(answer_claims(answered))
    told = PARTED.join(answer_words(answered) if claims else _gap(answered))
    acts = [kept.text(_on(act)) for act in dict.fromkeys(acts_after([answered]))]
    late = [[due.isoformat(), kept.text(warning)] for due, warning in dues(found)] if claims else []
    entry = found.leading.entry.id if found.leading else ""
    numbers = [int(answered.is_known), *(kept.text(text) for text in (found.value, _on(told), entry))]
    packed = [*numbers, acts, kept.cited(found.sources if claims else ()), late]
    while packed[-1] == []:
        packed.pop()
    return packed


def _gap(answered: Answered) -> tuple[str, ...]:
    gap = not_known(replace(answered, limit=""))
    return () if answered.is_known else (gap.brief, gap.searched)


def _on(text: str) -> str:
    """Leave room for what an answer is on: nothing stands there where it is on no code."""
    return text.replace(f" of {ON}", ON)


def _named_codes(library: Library, scope: str) -> list[Any]:
    mine = [entry.reach for entry in library.entries_of(scope) if entry.reach.kind in NAMED]
    alone = {code for reach in mine for code in reach.named_codes if code not in library.codes}
    return [*sorted(alone), *sorted({reach.codes for reach in mine if reach.kind == "range"})]
