"""What the YAML parser reads though YAML forbids it, found in the text: a forgotten quote would swallow a key unseen.

Each function takes the whole text, and returns the index of the fault's character; None where there is none.
"""

from __future__ import annotations

import re
from typing import Final

QUOTED_LINE: Final = re.compile(r"\n( *+)(?=[ \t]*+\S)")
LISTED_LINE: Final = re.compile(r"\n( *+)(?=[ \t]*+[^\s#\]}])")
"""The indentation of a line that is not blank. A tab indents nothing in YAML.

In brackets a comment stands anywhere; a closing bracket at the start of a line hides nothing, and many write it so.
"""


def outdented(text: str, start: int, end: int, indent: int, *, quoted: bool) -> int | None:
    """Find the first line of a quoted text, or of a list in brackets, with no more spaces than its key has."""
    lines = (QUOTED_LINE if quoted else LISTED_LINE).finditer(text, start, end)
    return next((found.end() for found in lines if len(found[1]) <= indent), None)


def overhanging(text: str, start: int, indent: int) -> int | None:
    """Find a blank line below a `|` or `>` that has more spaces than the text which it belongs to."""
    head, _, _ = text[start : start + 4].partition("\n")
    at, widest = text.find("\n", start) + 1, (0, 0)
    while at and not any(map(str.isdigit, head)):
        end = text.find("\n", at)
        line = text[at : end if end >= 0 else len(text)]
        spaces = len(line) - len(line.lstrip(" "))
        if line.strip():
            return widest[1] if widest[0] > spaces > indent else None
        widest, at = max(widest, (spaces, at)), end + 1
    return None
