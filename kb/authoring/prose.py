"""Statements for the sections of an entry: each says the value and cites its sources."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterable
from typing import Final

from kb.content.parse import read_sections, split
from kb.domain.vocabulary import UNKNOWN, Question

WIDTH: Final = 118
MARKS: Final = re.compile(r"([\\*_`\[\]])")
"""Characters that Markdown reads as marks: each gets a backslash."""


def plain(text: str) -> str:
    """Write a text so that Markdown shows it as it is."""
    return MARKS.sub(r"\\\1", " ".join(text.split()))


def statement(whose: str, question: Question, value: str, sources: Iterable[str], words: str = "") -> str:
    """Say in a paragraph what the value of a question is, whose it is, and by which sources."""
    if value == UNKNOWN:
        return wrapped(f"Data not available for {plain(whose)}.")
    cited = " ".join(f"[{source}]" for source in sources)
    quoted = f", in its words “{plain(words)}”" if words else ""
    said = value if question.values else plain(value).rstrip(".")
    return wrapped(f"{plain(whose)}: {said}{quoted} {cited}.")


def wrapped(text: str) -> str:
    """Break a paragraph into lines."""
    lines = textwrap.wrap(text, WIDTH, break_long_words=False, break_on_hyphens=False)
    return "\n".join(lines)


def section(heading: str, text: str) -> str:
    """Write a section with its heading and a blank line above each."""
    return f"\n## {heading}\n\n{text}\n"


def sections_of(text: str) -> dict[str, str]:
    """Read the sections of a file by heading, as they are written."""
    _, body, line = split(text)
    return {found.heading: found.text for found in read_sections(body, line)[0]}
