"""The answers of a code as data for the answer card of the search: one classic script for each code and payer.

Where no plan is named, one more script of the code tells the value of every plan.

A script has each text once. An answer is a list of numbers, one for each field of a CardAnswer; a number is an index
into the list of values. The first value is the empty one; empty fields at the end are left out. A scope has the index
of its answer to each question, in their order, in the list of answers.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final, NamedTuple

from kb.answers.resolve import resolve
from kb.catalogue import tables as catalogue
from kb.catalogue.rows import resolved
from kb.catalogue.schema import AnswerRow, Resolved, SourceRow
from kb.domain.model import Library
from kb.domain.vocabulary import QUESTIONS
from kb.pages.answers_as_of import CodeTimelines, asof_script
from kb.pages.grid import Answers, Cell, Grid, GridGroup, make_grid
from kb.pages.packing import Value, numbers
from kb.search.card import CLASS_CODES


class CardAnswer(NamedTuple):
    """An answer as a card shows it; static/card.js has the fields in the same order.

    `source` is the title, the publisher and the address of the first source; `board` is the row of the review board
    that says what to do about an unknown, if anything can be done.
    """

    value: str
    tone: str
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


Board = Mapping[tuple[str, str, str], str]
"""The address of the row of the review board on an unknown, by code, scope and slug of the question."""


@dataclass(frozen=True)
class StatedAnswers:
    """What entries say: `answers` and the ids of the sources `cited`, by entry and question, and the source records.

    `sources` are by entry and id; `board` has the rows of the review board.
    """

    answers: Mapping[tuple[str, str], AnswerRow]
    cited: Mapping[tuple[str, str], tuple[str, ...]]
    sources: Mapping[tuple[str, str], SourceRow]
    board: Board


def stated_answers(tables: catalogue.Tables, board: Board) -> StatedAnswers:
    """Gather what entries say from the catalogue; `board` has the rows of the review board."""
    answers, cited = catalogue.stated_answers(tables), catalogue.cited_sources(tables)
    return StatedAnswers(answers, cited, catalogue.sources(tables), board)


PLANS: Final = "plans"
"""Used in place of a payer for the script of all plans; no payer may have this name."""

ALL_CODES: Final = "all-codes"
"""Used in place of a code where a query names none."""


def general_scripts(library: Library, tables: catalogue.Tables, dated: CodeTimelines) -> Iterator[tuple[str, str]]:
    """Yield the address and the text of each script on what names no single code: all codes, then classes of codes.

    Each has a script of its answers on other days beside it.
    """
    stated = stated_answers(tables, {})
    scopes = catalogue.scopes(tables)
    for name, code in {ALL_CODES: "", **CLASS_CODES}.items():
        answers = _resolve_all(library, code)
        grid = make_grid(code, scopes, answers)
        yield from _scripts(name, grid, answers, stated)
        yield asof_script(name, dated.histories.clocks.today, dated.timelines(code, grid), grid)
        if code:
            yield plans_script(name, grid)


def _resolve_all(library: Library, code: str) -> Answers:
    """Resolve every question of every scope on a code that no page has."""
    found = (
        resolve(library, code, f"{payer.name}/{scope.id}", question.key)
        for payer, scope in library.scopes
        for question in QUESTIONS
    )
    rows = (Resolved(**resolved(one, 0)) for one in found)
    return {(row.scope, row.question): row for row in rows}


def answer_scripts(codes: Iterable[str], tables: catalogue.Tables, board: Board) -> Iterator[tuple[str, str]]:
    """Yield for each code the address and the text of the script of each payer, then of the script of all plans."""
    scopes, stated = catalogue.scopes(tables), stated_answers(tables, board)
    for code in codes:
        answers = catalogue.grid(tables, code)
        grid = make_grid(code, scopes, answers)
        yield from _scripts(code, grid, answers, stated)
        yield plans_script(code, grid)


def _scripts(name: str, grid: Grid, answers: Answers, stated: StatedAnswers) -> Iterator[tuple[str, str]]:
    """Yield the address and the text of the script of each payer; `name` is a code or what stands for it."""
    for group in grid.groups:
        arguments = ",".join(_json(part) for part in (name, group.payer, packed(group, answers, stated)))
        yield f"static/answers/{name.lower()}/{group.payer}.js", f"kb.answers({arguments});\n"


def plans_script(name: str, grid: Grid) -> tuple[str, str]:
    """Return the address and the text of the script of all plans; `name` is a code or a class of codes.

    `plans` are the ids of the scopes; `answers` has a list a question, with a plan's index into `values`, which are
    pairs of a value and its tone.
    """
    rows = [row for group in grid.groups for row in group.rows]
    values: dict[tuple[str, str], int] = {}
    places = [[values.setdefault((cell.value, cell.tone), len(values)) for cell in row.cells] for row in rows]
    held = {
        "plans": [row.scope for row in rows],
        "values": list(values),
        "answers": list(zip(*places, strict=True)),
    }
    return f"static/answers/{name.lower()}/{PLANS}.js", f"kb.planAnswers({_json(name)},{_json(held)});\n"


def packed(group: GridGroup, answers: Answers, stated: StatedAnswers) -> dict[str, Any]:
    """Pack the answers of a payer: its `title`, `scopes` with indexes into `answers`, and the list of `values`."""
    values: dict[Value, int] = {"": 0}
    made: dict[tuple[int, ...], int] = {}
    scopes = []
    for row in group.rows:
        found = (card_answer(cell, answers[row.scope, cell.question.slug], stated) for cell in row.cells)
        places = [made.setdefault(numbers(answer, values), len(made)) for answer in found]
        scopes.append([row.scope.partition("/")[2], row.name, places])
    return {"title": group.title, "scopes": scopes, "answers": list(made), "values": list(values)}


def card_answer(cell: Cell, found: Resolved, stated: StatedAnswers) -> CardAnswer:
    """Return an answer as a card shows it."""
    own = stated.answers.get((cell.entry, found.question))
    return CardAnswer(
        value=cell.value,
        tone=cell.tone,
        reason=found.reason,
        why=cell.why,
        entry=cell.entry,
        board=stated.board.get((found.code, found.scope, found.question), ""),
        reach=found.reach if found.decided else "",
        effective=found.effective.isoformat() if found.effective else "",
        standing=found.standing,
        confidence=found.confidence,
        source=_source(own, stated) if found.decided and own else (),
        marks=cell.marks,
        note=own.note if own else "",
        warning=found.warning,
    )


def _source(own: AnswerRow, stated: StatedAnswers) -> tuple[str, ...]:
    """Return the first source of an answer."""
    cited = stated.cited.get((own.entry, own.question), ())
    found = stated.sources.get((own.entry, cited[0])) if cited else None
    return (found.title, found.publisher, found.url) if found else ()


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=True, separators=(",", ":"))
