"""Facts from official files as published JSON: an index, files for codes with a common beginning, and schemas."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any, Final

from kb.published.edition import TOP, head
from kb.published.schema import CODE, DIALECT, NUMBER, TEXT, Schema

INDEX: Final = "facts-index"
SHARD: Final = "facts"
UP: Final = "../"

HEAD: Final[Schema] = {"schema": TEXT, "version": {"type": "string"}}
ROW: Final[Schema] = {"type": "array", "items": {"type": "string"}}
GROUP: Final[Schema] = {
    "type": "array",
    "description": (
        "Edits that are alike: the column in which the code stands (1 is paid, 2 is denied), the modifier indicator, "
        "the number of the rationale in the index (from 1), first day, last day (empty where the edit holds in the "
        "whole edition), how many other codes, and these codes: the place of their runs in `runs`, or the name of a "
        "file below facts/ that holds them"
    ),
    "prefixItems": [
        {"enum": [1, 2]},
        {"enum": ["0", "1"]},
        {"type": "string", "pattern": "^[0-9]{1,2}$"},
        {"type": "string"},
        {"type": "string"},
        NUMBER,
        {"anyOf": [NUMBER, {"type": "string", "pattern": "^runs/[0-9a-f]{12}$"}]},
    ],
    "items": False,
    "minItems": 7,
}
OF_CODE: Final[Schema] = {
    "type": "object",
    "properties": {
        "facts": {
            "type": "object",
            "description": "Rows by section; the index names the columns of each",
            "additionalProperties": {"type": "array", "items": ROW, "minItems": 1},
        },
        "pairs": {"type": "object", "additionalProperties": {"type": "array", "items": GROUP, "minItems": 1}},
        "documents": {"type": "array", "items": ROW},
    },
    "required": ["facts", "pairs", "documents"],
    "additionalProperties": False,
}
SCHEMAS: Final[Mapping[str, Schema]] = {
    INDEX: {
        "title": "Facts from official files: the files, what columns and indicators mean, and the sources",
        "properties": {
            **HEAD,
            "files": {
                "type": "array",
                "description": "The beginnings of codes, in small letters: facts/<beginning>.json holds these codes",
                "items": {"type": "string", "pattern": "^[0-9a-z]{2,5}$"},
            },
        },
        "required": ["schema", "version", "files"],
    },
    SHARD: {
        "title": "What official files say of the codes with a common beginning",
        "properties": {
            **HEAD,
            "runs": {
                "type": "array",
                "description": "Codes and runs of codes that edits of these codes name: 12001-12007 12011",
                "items": {"type": "string"},
            },
            "codes": {
                "type": "object",
                "propertyNames": CODE,
                "additionalProperties": OF_CODE,
            },
        },
        "required": ["schema", "version", "runs", "codes"],
        "additionalProperties": False,
    },
}


def index_file(names: tuple[str, ...], shared: Mapping[str, Any]) -> str:
    """Write the index; `names` are the beginnings of codes that have a file each."""
    return _json({**head(INDEX, UP), "files": names, **shared})


def shard_file(text: str) -> str:
    """Write the file of some codes from their text, which is an object of JSON."""
    return f"{json.dumps(head(SHARD, UP), separators=(',', ':'))[:-1]},{text[1:]}\n"


def schema_files() -> Iterator[tuple[str, str]]:
    """Give the address and the text of the schema of each kind of file."""
    for kind, body in SCHEMAS.items():
        yield f"{TOP}/schema/{kind}.schema.json", _json({"$schema": DIALECT, "type": "object", **body})


def _json(record: Mapping[str, Any]) -> str:
    return f"{json.dumps(record, ensure_ascii=False, separators=(',', ':'))}\n"
