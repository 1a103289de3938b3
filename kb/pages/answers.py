"""The answers of a code as data for the answer card of the search: one classic script a code, loaded when asked."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from kb import catalogue
from kb.catalogue import AnswerRow, Resolved, SourceRow
from kb.pages.grid import Answers, Cell, Grid, GridGroup, GridRow, make_grid


@dataclass(frozen=True)
class Said:
    """What entries say themselves, by entry and question, and the source records, by entry and id."""

    answers: Mapping[tuple[str, str], AnswerRow]
    sources: Mapping[tuple[str, str], SourceRow]


def answer_scripts(codes: Iterator[str], tables: catalogue.Tables) -> Iterator[tuple[str, str]]:
    """Give for each code the address and the text of its script."""
    scopes, said = catalogue.scopes(tables), Said(catalogue.said(tables), catalogue.sources(tables))
    for code in codes:
        answers = catalogue.grid(tables, code)
        rows = list(card_rows(make_grid(code, scopes, answers), answers, said))
        text = json.dumps(rows, ensure_ascii=True, separators=(",", ":"))
        yield f"static/answers/{code.lower()}.js", f"kb.answers({json.dumps(code)},{text});\n"


def card_rows(grid: Grid, answers: Answers, said: Said) -> Iterator[dict[str, Any]]:
    """Give every answer of a grid as a card shows it, in the order of the grid."""
    for group in grid.groups:
        for row in group.rows:
            for cell in row.cells:
                yield _card_row(group, row, cell, answers[row.scope, cell.question.key], said)


def _card_row(group: GridGroup, row: GridRow, cell: Cell, found: Resolved, said: Said) -> dict[str, Any]:
    own = said.answers.get((found.entry, found.question))
    return {
        "scope": row.scope,
        "name": row.name,
        "payer": group.title,
        "question": cell.question.key,
        "value": cell.value,
        "tone": cell.tone,
        "by": cell.by,
        "decided": found.decided,
        "reach": found.reach,
        "reason": found.reason,
        "why": cell.why,
        "warning": found.warning,
        "note": own.note if own else "",
        "url": cell.address or f"{group.payer}/payer.html#scope-{row.scope.split('/')[1]}",
        "effective": found.effective.isoformat() if found.effective else "",
        "standing": found.standing,
        "confidence": found.confidence,
        "marks": cell.marks,
        "source": _source(own, said) if found.decided and own else None,
    }


def _source(own: AnswerRow, said: Said) -> dict[str, str] | None:
    """Give the first source of an answer."""
    first = next(iter(own.sources.split()), "")
    found = said.sources.get((own.entry, first))
    return {"title": found.title, "publisher": found.publisher, "url": found.url} if found else None
