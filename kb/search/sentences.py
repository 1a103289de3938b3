"""A text cut into sentences: a dot behind a digit, a letter or a quote ends one. Pure.

The browser does the same in `static/sentences.js`.
"""

from __future__ import annotations

import re
from typing import Final

PARTED: Final = r"(?<=[0-9a-z\"”)][.!?]) "
"""What parts sentences."""


def sentences(text: str) -> list[str]:
    """Return the sentences of a plain text, in order."""
    return re.split(PARTED, text)
