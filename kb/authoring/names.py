"""Ids made from words: of a source, a payer, a plan or an entry."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from typing import Final

from kb.content.paths import WINDOWS

LONGEST_ID: Final = 48


def id_from(words: str) -> str:
    """Make an id of a-z, 0-9 and single hyphens from words; `x` where nothing of them is left."""
    plain = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode().lower()
    made = re.sub(r"[^a-z0-9]+", "-", plain)[:LONGEST_ID].strip("-") or "x"
    return f"{made}-1" if WINDOWS.fullmatch(made) else made


def free_id(words: str, taken: Collection[str]) -> str:
    """Make an id that is not taken yet, with a number at its end where need be."""
    first = id_from(words)
    number = 2
    made = first
    while made in taken:
        made = f"{first}-{number}"
        number += 1
    return made
