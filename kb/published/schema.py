"""What each kind of published JSON file holds, as JSON Schema (2020-12). No object holds more than is said here."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import MISSING, fields
from decimal import Decimal
from typing import Any, Final, get_args, get_type_hints

from kb.domain import vocabulary as v
from kb.domain.code_facts import (
    CodePair,
    Conflict,
    FeeRow,
    LifeEvent,
    Modifier,
    ObservedAmount,
    RecordElement,
    UnitLimit,
)
from kb.domain.criteria import CRITERION_KINDS, CRITERION_VERDICTS
from kb.domain.model import Portal
from kb.domain.reach import RANKS
from kb.domain.states import STATES
from kb.published.answers import NOT_PRINTED, NOT_STATED
from kb.published.edition import VERSION
from kb.published.records import NOT_RECORDED

Schema = dict[str, Any]

DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"
TEXT: Final[Schema] = {"type": "string", "minLength": 1}
NUMBER: Final[Schema] = {"type": "integer", "minimum": 0}
FLAG: Final[Schema] = {"type": "boolean"}
DAY: Final[Schema] = {"type": "string", "format": "date", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}
PARTIAL_DAY: Final = "^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$"
CODE: Final[Schema] = {"type": "string", "pattern": "^[0-9A-Z]{5}$"}


def _one_of(values: Iterable[v.Value], *more: str) -> Schema:
    return {"enum": list(dict.fromkeys((*(value.name for value in values), *more)))}


def _many(items: Schema) -> Schema:
    return {"type": "array", "items": items}


def _by_name(values: Schema) -> Schema:
    return {"type": "object", "additionalProperties": values}


def _object(required: Schema, optional: Schema | None = None) -> Schema:
    held = {**required, **(optional or {})}
    return {"type": "object", "properties": held, "required": list(required), "additionalProperties": False}


def _or_word(found: Schema, word: str) -> Schema:
    return {"anyOf": [found, {"const": word}]}


PRINTED: Final[Schema] = {"anyOf": [{"type": "string", "pattern": PARTIAL_DAY}, {"const": NOT_PRINTED}]}
STATED: Final = _or_word(DAY, NOT_STATED)
QUESTION: Final[Schema] = {"enum": [question.slug for question in v.QUESTIONS]}
REVIEWED: Final[Schema] = {"reviewed": DAY, "review_by": DAY, "page": TEXT}
KEPT: Final[Schema] = {"owner": TEXT}
SOURCE: Final = _object(
    {
        "title": TEXT,
        "publisher": TEXT,
        "url": {"type": "string", "format": "uri"},
        "standing": _one_of(v.STANDINGS),
        "read": _one_of(v.EXTENTS),
        "printed": PRINTED,
        "retrieved": DAY,
    },
    {"own_url": {"type": "string", "format": "uri"}, "part": TEXT, "note": TEXT},
)
RECEIPT: Final = _object(
    {"questions": _many(QUESTION), "where": TEXT, "words": TEXT, "on": DAY},
    {"through": _one_of(v.THROUGH), "plans": _many(TEXT)},
)
EVIDENCE: Final[Schema] = {"sources": _by_name(SOURCE), "searched": _many(RECEIPT)}


def _rows(row: type) -> Schema:
    """Describe a list of rows of a class of the model, as `plain` writes them."""
    hints = get_type_hints(row)
    kinds = {field.name: _typed(hints[field.name]) for field in fields(row)}
    free = {field.name for field in fields(row) if hints[field.name] is str and field.default is not MISSING}
    return _many(
        _object(
            {name: found for name, found in kinds.items() if name not in free},
            {name: kinds[name] for name in kinds if name in free},
        )
    )


def _typed(hint: Any) -> Schema:
    if type(None) in get_args(hint):
        return _or_word(_typed(get_args(hint)[0]), NOT_RECORDED)
    plain: dict[Any, Schema] = {str: TEXT, int: {"type": "integer"}, Decimal: {"type": "number"}, dt.date: DAY}
    return plain.get(hint, _many(TEXT))


def _stated_or_not(values: tuple[v.Value, ...]) -> Schema:
    return _one_of(values, NOT_STATED)


PERIOD: Final = _object(
    {
        "length": {"type": "integer", "minimum": 1},
        "unit": _one_of(v.PERIOD_UNITS),
        "from": _one_of(v.PERIOD_STARTS),
        "counts": _stated_or_not(v.PERIOD_COUNTS),
        "holidays": _stated_or_not(v.PERIOD_HOLIDAYS),
        "weekend": _stated_or_not(v.PERIOD_WEEKENDS),
        "source": TEXT,
    },
    {"presumed_days": NUMBER, "from_words": TEXT, "level": TEXT, "who": TEXT, "since": DAY, "note": TEXT},
)
CONTACT: Final = _object(
    {"kind": _one_of(v.CONTACT_KINDS), "value": TEXT, "source": TEXT, "checked": DAY, "review_by": DAY},
    {"who": TEXT, "turnaround": TEXT, "note": TEXT},
)
ACTS: Final[Schema] = {
    "periods": {**_many(PERIOD), "minItems": 1},
    "contacts": {**_many(CONTACT), "minItems": 1},
}
CRITERION: Final = _object(
    {
        "kind": _one_of(CRITERION_KINDS),
        "says": _one_of(CRITERION_VERDICTS),
        "items": {**_many(TEXT), "minItems": 1},
        "source": TEXT,
        "read": _one_of(v.EXTENTS),
    },
    {"heading": TEXT, "most": NUMBER, "per": TEXT, "note": TEXT},
)
CODE_LINE: Final[Schema] = {"code": CODE, "title": TEXT, "family": TEXT, **REVIEWED}
PARENT: Final[Schema] = {"add_on_to": CODE, "primaries": {"type": "array", "items": CODE}}
FACTS: Final[Schema] = {
    "life_cycle": _rows(LifeEvent),
    "fee_schedule": _rows(FeeRow),
    "units": _rows(UnitLimit),
    "pairs": _rows(CodePair),
    "modifiers": _rows(Modifier),
    "observed_amounts": _rows(ObservedAmount),
    "conflicts": _rows(Conflict),
    "elements": _rows(RecordElement),
}
SCOPE_LINE: Final[Schema] = {"id": TEXT, "name": TEXT, "kind": _one_of(v.SCOPE_KINDS), "answers": TEXT}
SCOPE: Final = _object(
    {
        **SCOPE_LINE,
        "line_of_business": _many(_one_of(v.LINES_OF_BUSINESS)),
        "states": _many({"enum": list(STATES)}),
        "aliases": _many(TEXT),
        "entries_file": TEXT,
        "entries": _many(_object({"entry": TEXT, "title": TEXT, "reach": TEXT})),
    },
    {"note": TEXT},
)


def _answered(known: Schema, unknown: Schema, rest: Schema, optional: Schema) -> Schema:
    """Describe an answer: one that is known holds `known`, one that is not holds its reason."""
    told = {"properties": {"answer": {"const": v.UNKNOWN}}, "required": ["answer"]}
    made = _object(rest, {**unknown, **known, **optional})
    return {**made, "if": told, "then": {"required": list(unknown)}, "else": {"required": list(known)}}


RESOLVED: Final = _answered(
    {
        "standing": _one_of(v.STANDINGS),
        "confidence": _one_of(v.CONFIDENCES),
        "part_read": FLAG,
        "sources": {**_many(TEXT), "minItems": 1},
        "entry": TEXT,
        "reach": {"enum": list(RANKS)},
    },
    {"reason": _one_of(v.REASONS)},
    {"question": QUESTION, "answer": TEXT, "why": TEXT, "decided": FLAG},
    {"words": TEXT, "note": TEXT, "warning": TEXT, **ACTS},
)
DECIDES: Final[Schema] = {
    "document": TEXT,
    "effective": STATED,
    "date_basis": _one_of(v.DATE_BASES),
    "currency": TEXT,
    "reviewed": DAY,
    "review_by": DAY,
    "sources": {**_by_name(SOURCE), "minProperties": 1},
}
"""What an entry has that decides an answer: all of it."""

DECIDING: Final = {
    **_object({"page": TEXT}, DECIDES),
    "dependentRequired": {name: [other for other in DECIDES if other != name] for name in DECIDES},
}
"""An entry that decides an answer, or that is to be opened first: then it has its page alone."""

OWN: Final = _object(
    {"question": QUESTION, "value": TEXT, "sources": _many(TEXT)},
    {"reason": _one_of(v.REASONS), "words": TEXT, "confidence": _one_of(v.CONFIDENCES), "note": TEXT, **ACTS},
)
ENTRY: Final = _object(
    {
        "entry": TEXT,
        "title": TEXT,
        "reach": _object({"kind": {"enum": list(RANKS)}, "label": TEXT}),
        "currency": _one_of(v.CURRENCIES),
        "effective": STATED,
        "ends": STATED,
        "date_basis": _one_of(v.DATE_BASES),
        **REVIEWED,
        "answers": _many(OWN),
        **EVIDENCE,
    },
    {"document": TEXT, "replaces": _many(TEXT), "criteria": {**_many(CRITERION), "minItems": 1}, **KEPT},
)
QUESTION_LINE: Final = _object({"id": QUESTION, "title": TEXT, "asks": TEXT}, {"values": _by_name(TEXT)})
COUNTS: Final = _object(dict.fromkeys(("codes", "payers", "scopes", "entries"), NUMBER))
FILES: Final = (
    "codes",
    "payers",
    "code",
    "payer",
    "entries",
    "answers",
    "sheet",
    "sheet_codes",
    "review",
    "catalogue",
)

KINDS: Final[dict[str, tuple[str, Schema]]] = {
    "index": (
        "What there is, and what the words mean",
        _object(
            {
                "counts": COUNTS,
                "questions": _many(QUESTION_LINE),
                "files": _object(dict.fromkeys(FILES, TEXT)),
                **{name: _by_name(TEXT) for name in ("reasons", "standings", "confidences")},
            }
        ),
    ),
    "codes": (
        "Every code",
        _object(
            {
                "codes": _many(_object({**CODE_LINE, "file": TEXT}, {**PARENT, **KEPT})),
            }
        ),
    ),
    "code": (
        "What is known of a code whoever pays",
        _object({**CODE_LINE, "concepts": _many(TEXT), **FACTS, **EVIDENCE}, {**PARENT, **KEPT}),
    ),
    "payers": (
        "Every payer",
        _object(
            {
                "payers": _many(
                    _object({"payer": TEXT, "title": TEXT, "file": TEXT, "scopes": _many(_object(SCOPE_LINE))})
                ),
            }
        ),
    ),
    "payer": (
        "A payer, its scopes and their entries",
        _object(
            {
                "payer": TEXT,
                "title": TEXT,
                "aliases": _many(TEXT),
                **REVIEWED,
                **EVIDENCE,
                "portals": _rows(Portal),
                "scopes": _many(SCOPE),
            },
            KEPT,
        ),
    ),
    "entries": (
        "The entries of one scope: what each says within one reach of codes",
        _object({"payer": TEXT, "scope": TEXT, "entries": _many(ENTRY)}),
    ),
    "answers": (
        "What one scope answers, each answer once; for each code the place of its answer to each question",
        _object(
            {
                "payer": TEXT,
                "payer_title": TEXT,
                "scope": TEXT,
                "scope_name": TEXT,
                "answers": _many(RESOLVED),
                "entries": _by_name(DECIDING),
                "codes": _by_name({**_many(NUMBER), "minItems": len(v.QUESTIONS), "maxItems": len(v.QUESTIONS)}),
            }
        ),
    ),
}
"""By kind of file: what it is, and the object it holds below the head that all files share."""

HEAD: Final[Schema] = {"schema": TEXT, "version": {"const": VERSION}}
MADE: Final[Schema] = {
    "as_of": DAY,
    "generated_at": {"type": "string", "format": "date-time"},
    "generated_from": TEXT,
}
LISTS: Final = ("index", "codes", "payers")
"""The kinds of file that say of which edition they are."""


def schema(kind: str) -> Schema:
    """Return the schema of a kind of file."""
    title, body = KINDS[kind]
    head = {**HEAD, **(MADE if kind in LISTS else {})}
    held = {**head, **body["properties"]}
    return {"$schema": DIALECT, "title": title, **body, "properties": held, "required": [*head, *body["required"]]}
