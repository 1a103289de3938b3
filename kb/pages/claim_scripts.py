"""What the page of the claim sheet makes sheets of, as data: the words of `kb claim`, and what plans answer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from kb.answers import deadline
from kb.ask.export import read_there
from kb.domain.model import Library
from kb.domain.reach import CODE
from kb.domain.vocabulary import QUESTIONS
from kb.evidence import claim_answers as answers
from kb.evidence import claim_codes as codes
from kb.evidence import claim_deadlines as deadlines
from kb.evidence import claim_denial as denial
from kb.evidence import claim_text as text
from kb.evidence.claim_sheet import FULL_HASH, MOST_CODES, PREPARED
from kb.history.answer_as_of import AFTER
from kb.history.clocks import Clocks
from kb.history.in_force import UNDATED
from kb.pages.claim_plans import plan_scripts
from kb.pages.claim_versions import TOGETHER, version_scripts
from kb.pages.packing import script_of


def claim_scripts(clocks: Clocks, plans: Iterable[tuple[str, str]] | None = None) -> Iterator[tuple[str, str]]:
    """Yield the address and the text of each script; those of `plans` are given where they are made already."""
    yield "static/claim.js", script_of("claimTables", tables_of(clocks.library))
    yield from plan_scripts(clocks) if plans is None else plans
    yield from version_scripts(clocks)


def tables_of(library: Library) -> dict[str, Any]:
    """Give the words of a sheet, with holes, and the codes of remittance advices that the library has."""
    return {
        "together": TOGETHER,
        "most": MOST_CODES,
        "code": read_there(CODE),
        "questions": [[one.key, one.label, one.asks, int(one.timed)] for one in QUESTIONS],
        "answers": _said(answers) | {"ofCodes": answers.OF_CODES},
        "codes": _said(codes),
        "deadlines": _said(deadlines) | {"noStart": deadline.NO_START, "holdsFrom": deadline.HOLDS_FROM},
        "denial": _said(denial) | {"code": read_there(denial.CODE)},
        "note": _said(text) | {"longest": text.LONGEST_NOTE},
        "fromService": deadlines.FROM_SERVICE,
        "fromDecision": deadlines.FROM_DECISION,
        "after": AFTER,
        "undated": UNDATED,
        "prepared": PREPARED,
        "fullHash": read_there(FULL_HASH),
        "denials": [[one.code, one.question, one.words, one.note] for one in library.lookup.denial_codes],
    }


def _said(module: object) -> dict[str, str]:
    """Give the texts that a module of the sheet says, by the name that scripts have for each: NO_PAGE as noPage."""
    held = {name: value for name, value in vars(module).items() if name.isupper() and isinstance(value, str)}
    return {_camel(name): value for name, value in held.items()}


def _camel(name: str) -> str:
    first, *others = name.lower().split("_")
    return "".join((first, *map(str.capitalize, others)))
