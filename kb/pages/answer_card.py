"""The answers of plans as data for the answer card of the search: classic scripts, each of some plans and some codes.

Where no plan is named, one more script for each code tells the value of every plan.

A script has each text and each answer once. An answer is a list of numbers, one for each field of a CardAnswer; a
number is an index into the list of values. The first value is the empty one; where an answer ends with such, they are
left out. A set has the index of its answer to each of the questions; a plan has the index of its set for each of the
codes. In an explanation `{code}` stands for the code.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final, NamedTuple

from kb.catalogue import tables as catalogue
from kb.catalogue.resolved import ResolvedAnswer, ResolvedAnswers, resolve_answers
from kb.domain.model import Answer, Document, Entry, Library
from kb.domain.vocabulary import UNKNOWN, tone
from kb.pages.answer_pieces import GENERAL, ON_DAYS, TODAY, Piece, pieces
from kb.pages.answers_as_of import CodeTimelines
from kb.pages.criteria import criteria_of_plans
from kb.pages.dated_scripts import code_dates, plan_dates
from kb.pages.grid import QUESTIONS_BY_SLUG, PlanCriteria, make_cell, make_grids
from kb.pages.packing import Value, in_order, numbers

COVERAGE_SLUG: Final = "coverage"
"""The question beside whose answer criteria stand."""


class CardAnswer(NamedTuple):
    """An answer as a card shows it; static/card.js has the fields in the same order.

    `by` says how the rule applies, or why the answer is unknown, as a grid does.
    `criteria` of the plan's own rules stand beside its coverage: the address of their section, then a line each.
    `source` is the title, the publisher and the address of the first source; `board` is the row in the worklist
    that says what to do about an unknown, if anything can be done.
    """

    value: str
    tone: str
    by: str
    reason: str
    why: str
    entry: str
    board: str
    reach: str
    effective: str
    standing: str
    confidence: str
    source: tuple[str, ...]
    marks: tuple[str, ...]
    note: str
    warning: str
    criteria: tuple[str, ...] = ()


Board = Mapping[tuple[str, str, str], str]
"""The address of the row of the review worklist on an unknown, by scope, slug of the question and reason."""


@dataclass(frozen=True)
class StatedAnswers:
    """What entries say: the `library`, the rows of the review worklist (`board`), and criteria by code and plan."""

    library: Library
    board: Board
    criteria: Mapping[str, Mapping[str, PlanCriteria]] = field(default_factory=dict)


def answer_scripts(library: Library, tables: catalogue.Tables, board: Board) -> Iterator[tuple[str, str]]:
    """Yield the address and the text of each script: of some plans and codes, then of all plans for each code."""
    of_general = resolve_answers(library, GENERAL.values())
    criteria = {code: criteria_of_plans(library, code) for code in library.codes}
    stated = StatedAnswers(library, board, criteria)
    shown = {name: (of_general, code) for name, code in GENERAL.items()}
    shown |= {code: (tables.resolved, code) for code in library.codes}
    for piece in pieces(library, TODAY):
        written = _json(packed(piece, shown, stated))
        yield f"static/answers/{piece.name}.js", f"kb.answers({_json(piece.name)},{written});\n"
    yield from (plans_script(name, found, code) for name, (found, code) in shown.items() if code)


def dated_scripts(tables: catalogue.Tables, dated: CodeTimelines) -> Iterator[tuple[str, str]]:
    """Yield the scripts of the answers on other days: address and text of each.

    They are those of each class of codes, and of some plans with what names no single code and the codes whose
    timelines have been asked for before.
    """
    grids = make_grids(catalogue.scopes(tables), resolve_answers(dated.library, GENERAL.values()))
    today = dated.histories.clocks.today
    timelines = {name: dated.timelines(code, grids[code]) for name, code in GENERAL.items()}
    yield from (code_dates(name, today, timelines[name], grids[code]) for name, code in GENERAL.items() if code)
    yield from (plan_dates(piece, today, dated.moved_of) for piece in pieces(dated.library, ON_DAYS))


Shown = Mapping[str, tuple[ResolvedAnswers, str]]
"""By code, or what stands for codes, where its answers are resolved, and the code there."""


def plans_script(name: str, resolved: ResolvedAnswers, code: str) -> tuple[str, str]:
    """Return the address and the text of the script of all plans; `name` is a code or a class of codes.

    `answers` has a list a question: the index of each scope, in the order of lists, into `values`. These are pairs of
    a value and its tone.
    """
    values: dict[str, int] = {}
    sets = [resolved.sets[number] for number in resolved.of[code].values()]
    places = [[values.setdefault(resolved.answers[one].value, len(values)) for one in found] for found in sets]
    held = {
        "values": [(value, tone(value)) for value in values],
        "answers": list(zip(*places, strict=True)),
    }
    return f"static/plans/{name.lower()}.js", f"kb.planAnswers({_json(name)},{_json(held)});\n"


def packed(piece: Piece, shown: Shown, stated: StatedAnswers) -> dict[str, Any]:
    """Pack the answers of some plans on some `codes` to some `questions`; what is shared is told by its index."""
    values: dict[Value, int] = {"": 0}
    made: dict[tuple[int, ...], int] = {}
    kept: dict[tuple[int, ...], int] = {}
    numbered: dict[tuple[int, int, tuple[str, ...]], int] = {}

    def place(name: str, scope: str) -> int:
        resolved, code = shown[name]
        number, criteria = resolved.of[code][scope], _criteria(stated, name, scope)
        key = (id(resolved), number, criteria)
        if key not in numbered:
            own = (resolved.sets[number][question] for question in piece.questions)
            answers = (card_answer(resolved.answers[one], stated, criteria) for one in own)
            places = tuple(made.setdefault(numbers(one, values), len(made)) for one in answers)
            numbered[key] = kept.setdefault(places, len(kept))
        return numbered[key]

    plans = {scope: [place(name, scope) for name in piece.codes] for scope in piece.scopes}
    held = {"codes": piece.codes, "questions": list(piece.questions), "plans": plans}
    answers, ordered = in_order(made, values)
    return {**held, "sets": list(kept), "answers": answers, "values": ordered}


def _criteria(stated: StatedAnswers, code: str, scope: str) -> tuple[str, ...]:
    found = stated.criteria.get(code, {}).get(scope)
    return (found.address, *found.lines) if found else ()


def card_answer(found: ResolvedAnswer, stated: StatedAnswers, criteria: tuple[str, ...] = ()) -> CardAnswer:
    """Return an answer as a card shows it, that on coverage with the criteria of the plan."""
    cell = make_cell(QUESTIONS_BY_SLUG[found.question], found)
    entry = stated.library.by_path.get(f"{cell.entry}.md")
    own = entry.answers.get(cell.question.key) if isinstance(entry, Entry) else None
    return CardAnswer(
        value=cell.value,
        tone=cell.tone,
        by=cell.by,
        reason=found.reason,
        why=cell.why,
        entry=cell.entry,
        board=stated.board.get((found.scope, found.question, found.reason), "") if found.value == UNKNOWN else "",
        reach=found.reach if found.decided else "",
        effective=found.effective.isoformat() if found.effective else "",
        standing=found.standing,
        confidence=found.confidence,
        source=_source(own, entry) if found.decided and own and entry else (),
        marks=cell.marks,
        note=own.note if own else "",
        warning=found.warning,
        criteria=criteria if found.question == COVERAGE_SLUG else (),
    )


def _source(own: Answer, entry: Document) -> tuple[str, ...]:
    """Return the first source of an answer of an entry."""
    found = entry.sources.get(own.sources[0]) if own.sources else None
    return (found.title, found.publisher, found.url) if found else ()


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=True, separators=(",", ":"))
