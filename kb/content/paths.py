"""What a path below the policies folder is, told without reading the file. Pure, and quick to load."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from kb.domain.reach import is_code

TEMPLATE: Final = "_template.md"
MOST_PATHS: Final = 20_000
"""Paths of which is kept what their files are: each is asked for on every day on which an answer may change."""

NAME: Final = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
RECORD: Final = re.compile(r"sources/([a-z0-9]+(?:-[a-z0-9]+)*)\.yml")
STAFF: Final = re.compile(r"(people|jobs)/(?!payer\.md)([a-z0-9]+(?:-[a-z0-9]+)*)\.md")
WINDOWS: Final = re.compile(r"con|prn|aux|nul|com[0-9]|lpt[0-9]")
"""Names that Windows has for devices, with and without an ending: no file or folder there can have one."""


@lru_cache(MOST_PATHS)
def kind_of(path: str) -> str:
    """Tell from a path below the policies folder what the file is: code, payer, entry, or empty for neither."""
    parts = path.removesuffix(".md").split("/")
    plain = path.endswith(".md") and all(map(NAME.fullmatch, parts))
    match parts if plain else []:
        case ["codes", *below]:
            return "code" if len(below) == 1 and is_code(below[0].upper()) else ""
        case [_, "payer"]:
            return "payer"
        case [_, _, _]:
            return "entry"
    return "entry" if path == TEMPLATE else ""


def is_source_record(path: str) -> bool:
    """Return whether a path below the policies folder is that of a source record."""
    return RECORD.fullmatch(path) is not None


def is_staff(path: str) -> bool:
    """Return whether a path below the policies folder is that of a team or of a posting."""
    return STAFF.fullmatch(path) is not None
