"""Plain paragraphs, which every reader of Markdown shows alike: most sections are nothing else."""

from __future__ import annotations

import re
from typing import Final

SIGN: Final = r"[^\s\x00-\x1f\x7f*_`~<>&\\|$@#\[\]^{}]"
CITED: Final = r"\[[a-z0-9]+(?:-[a-z0-9]+)*\](?![\[(])"
LINE: Final = re.compile(
    rf"(?!\d+[.)])(?:[^\W_]|[(\"'“§]|{CITED}(?!:))(?:{SIGN}|{CITED}| (?=\S))*+",
)
"""A line of a paragraph: no sign in it marks anything, and none at its start begins a list, a table or a heading."""

ADDRESS: Final = re.compile(r"://|www\.", re.IGNORECASE)
"""What a code host makes a link of."""


def is_plain(text: str) -> bool:
    """Tell whether a text is paragraphs of words and citations alone, as far as can be told quickly."""
    return not ADDRESS.search(text) and all(LINE.fullmatch(line) for line in text.split("\n") if line)
