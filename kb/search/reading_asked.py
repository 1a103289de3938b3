"""What a cut query asks: on which codes, which question, which values of dimensions, and what else. Pure."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass

from kb.search.analysis import CODE, Concepts, spans
from kb.search.asks import CONTACTS, DATED, Ask, asks_of
from kb.search.binding import codes_of
from kb.search.code_life import out_of_life
from kb.search.dates import Found
from kb.search.denials import DeniedFor
from kb.search.field_sets import BILLING
from kb.search.intent import (
    IntentTables,
    further_questions,
    is_weak,
    of_service_dated,
    read_question,
)
from kb.search.intent_words import BENCHMARKS, COVERAGE
from kb.search.left_out import dimensions_asked
from kb.search.lexicon import Lexicon
from kb.search.modifiers import modifiers_asked
from kb.search.payer_order import of_second
from kb.search.period_groups import Told, asked_marks, limits_told, state_notes
from kb.search.plan_tables import MEDICARE, Named
from kb.search.query import NUMBER
from kb.search.reading_cut import Cut
from kb.search.reading_tables import ReadingTables
from kb.search.sections_asked import (
    COVERED,
    DIFFERENCE,
    EFFECTIVE,
    TOGETHER,
    of_setting,
    table_of,
)


@dataclass(frozen=True)
class Given:
    """What a query says of denials and days, beside the words that it is cut into; days of service in ISO form."""

    denied: DeniedFor
    times: Sequence[Found]
    first: str
    last: str
    today: dt.date


@dataclass(frozen=True)
class Asked:
    """What a cut query asks: on which codes, which question, which values of dimensions, and what else.

    `values_out` are the values of dimensions that are ruled out, in words. `together`: of codes billed together.
    `told_of_groups` and `told_of_life` are sentences on time limits for the groups named and on lives of codes.
    """

    codes: tuple[str, ...]
    classes: tuple[str, ...]
    question: str
    together: bool
    table: str
    dimensions: tuple[tuple[str, int, str], ...]
    values_out: tuple[str, ...]
    is_weak: bool
    further: tuple[str, ...]
    asks: tuple[Ask, ...]
    limits: tuple[Told, ...]
    told_of_groups: tuple[str, ...]
    unborn: tuple[str, ...]
    told_of_life: tuple[str, ...]
    modifiers: tuple[str, ...]
    asks_effective: bool


def read_asked(cut: Cut, of: Given, concepts: Concepts, lexicon: Lexicon, tables: ReadingTables) -> Asked:
    """Find what a cut query asks."""
    codes = tuple(codes_of(cut.groups, lexicon.codes))
    classes = tuple(tables.intent.classes[term] for term in cut.terms if term in tables.intent.classes)
    question, together = _question(
        cut, codes, classes, (of.denied.question, terms_said(of.denied, concepts)), tables.intent
    )
    if not question and any(term.startswith("$") and lexicon.holds(term) for term in cut.terms):
        question = BENCHMARKS
    question = question or (of_service_dated(cut.text) if any(not one.is_decision for one in of.times) else "")
    unborn, told_of_life = out_of_life(codes, of.last, of.today, tables.lives)
    table = table_of(cut.rest, question, codes, cut.named, together=together)
    dimensions, values_out = _dimensions(cut, table, tables)
    limits, told_of_groups = _limits(question, cut.named, dimensions, of.last, tables)
    weak = is_weak(cut.terms, question, cut.text, tables.intent)
    sought = _named(cut, codes, together=together)
    asks = tuple(asks_of(_without_names(cut), "" if weak else question, sought, tables.hospitals))
    if any(ask.key in CONTACTS for ask in asks):
        limits, told_of_groups = (), ()
    return Asked(
        codes=codes,
        classes=classes,
        question=question,
        together=together,
        table=table,
        dimensions=dimensions,
        values_out=tuple(values_out),
        is_weak=weak,
        further=() if together else _further(cut, codes, question, of.denied, concepts, tables.intent),
        asks=asks,
        limits=limits,
        told_of_groups=told_of_groups,
        unborn=unborn,
        told_of_life=tuple(told_of_life),
        modifiers=tuple(modifiers_asked(cut.rest, table)),
        asks_effective=bool(re.search(EFFECTIVE, cut.text)) or any(ask.key in DATED for ask in asks),
    )


def terms_said(denied: DeniedFor, concepts: Concepts) -> set[str]:
    """Return the terms of the words that stand for denial codes."""
    return {term for span in spans(denied.words, concepts) for term in span.terms}


def _question(
    cut: Cut, codes: Sequence[str], classes: Sequence[str], denied: tuple[str, set[str]], intent: IntentTables
) -> tuple[str, bool]:
    """Return the question that is put, and whether it is about codes billed together.

    `denied` is the question that denial codes are about, and the terms put in their place: it is put where none is.
    """
    about, said = denied
    question = read_question([term for term in cut.terms if term not in said], cut.text, intent)
    question = question or about or read_question(cut.terms, cut.text, intent)
    if not question and (cut.named.named or codes) and "add-on" in classes:
        question = "billing"
    together = (
        _side_by_side(cut, codes) and question in {"", "billing", "benchmarks", "coverage"} and not cut.named.named
    )
    if together and not question and re.search(DIFFERENCE, cut.text):
        return "", together
    is_pair = together and re.search(TOGETHER, cut.text) and not re.search(COVERED, cut.text)
    return ("billing" if is_pair else question), together


def _dimensions(cut: Cut, table: str, tables: ReadingTables) -> tuple[tuple[tuple[str, int, str], ...], list[str]]:
    """Return the values of dimensions that are asked of, and in words those that are ruled out."""
    values, out = dimensions_asked(cut.text, tables.intent)
    values = [*values, *of_second(cut.named.order, values, tables.intent)]
    return tuple(of_setting(one, table) for one in values), out


def _further(  # noqa: PLR0913, PLR0917  (each is a part of what is typed)
    cut: Cut, codes: Sequence[str], question: str, denied: DeniedFor, concepts: Concepts, intent: IntentTables
) -> tuple[str, ...]:
    """Return the questions put beside the first one, without those that are ruled out.

    The lines of a claim to a plan ask whether it is covered, too: units and modifiers of what is not decide nothing.
    """
    others = further_questions(cut.text, question, concepts, intent)
    is_by_word = any(intent.questions.get(term) == BILLING for term in cut.terms)
    is_claim = question == BILLING and bool(codes) and not (is_by_word or denied.codes)
    if is_claim and cut.named.scopes and MEDICARE not in cut.named.payers:
        others = tuple(dict.fromkeys((COVERAGE, *others)))
    return tuple(other for other in others if other not in cut.out.values())


def _side_by_side(cut: Cut, codes: Sequence[str]) -> bool:
    """Return whether two codes or more are named, each by itself: those of a range are no pair."""
    return len(codes) > 1 and not any(group.kind == "any" and not group.negative for group in cut.groups)


def _limits(
    question: str, named: Named, dimensions: Sequence[tuple[str, int, str]], last: str, tables: ReadingTables
) -> tuple[tuple[Told, ...], tuple[str, ...]]:
    """Return the time limits for the groups that are named, and all that is told of them and of the states named."""
    marks = asked_marks(named, dimensions, tables.intent)
    limits = limits_told(question, named, marks, last, tables.limits, tables.plans)
    of_states = state_notes(named, limits, tables.limits, tables.plans)
    return limits, (*(told.sentence for told in limits), *of_states)


def _without_names(cut: Cut) -> str:
    """Return the text of a query without the names of payers and plans: gold plus asks for nothing beside another."""
    whose = {"payer", "plan", "plans", "other"}
    text = cut.text
    for group, one in zip(cut.groups, cut.mentions, strict=True):
        text = text.replace(group.written, " ") if one and one.kind in whose and " " in group.written else text
    return text


def _named(cut: Cut, codes: Sequence[str], *, together: bool) -> list[str]:
    """Return what a query names of a plan, a code whose payment Medicare sets, and a document."""
    is_medicare = not cut.named.named or set(cut.named.payers) == {MEDICARE}
    numbers = (term for group in cut.groups for term in group.terms if not group.negative)
    is_document = any(re.fullmatch(NUMBER, str(term)) and not re.fullmatch(CODE, str(term)) for term in numbers)
    named = (
        ("plan", cut.named.named),
        ("code", bool(codes) and is_medicare and not together),
        ("document", is_document),
        ("any code", bool(codes)),
        ("nothing", not (cut.named.named or codes or is_document)),
    )
    return [name for name, is_named in named if is_named]
