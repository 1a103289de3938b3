"""A list of codes as a short text: a code that goes on from the one before is the distance to it. Pure.

`0708T 0709T 0711T 11674` is `0708T 1 2 11674`. `static/by_word.js` and `static/names.js` read it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

WHOLE: Final = 5
"""Signs of a code; what is shorter is a distance."""

NUMBER: Final = re.compile(r"[0-9]+")


def packed(codes: Iterable[str]) -> str:
    """Write codes as a text."""
    return " ".join(_told(codes))


def _told(codes: Iterable[str]) -> Iterator[str]:
    before = ""
    for code in codes:
        distance = _number(code) - _number(before) if _shape(code) == _shape(before) else 0
        yield str(distance) if distance > 0 and len(str(distance)) < WHOLE else code
        before = code


def _shape(code: str) -> str:
    return NUMBER.sub(lambda found: "0" * len(found[0]), code)


def _number(code: str) -> int:
    found = NUMBER.search(code)
    return int(found[0]) if found else 0
