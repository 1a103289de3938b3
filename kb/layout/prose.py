"""Sections laid out: one blank line around headings and between blocks, no trailing blanks.

Lines are not wrapped anew: a word changed in a paragraph is then a change of its line, not of all that follow.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

FENCE: Final = re.compile(r" {0,3}(`{3,}|~{3,})")
HEADING: Final = re.compile(r"#{1,6} ")
BREAK: Final = re.compile(r"\S {2,}$")


def tidy_prose(text: str) -> str:
    """Lay out all that stands below front matter; it begins with a blank line and ends with one line end."""
    kept: list[str] = [""]
    for line, is_code in _with_code(text.split("\n")):
        if is_code:
            kept.append(line)
            continue
        heading = HEADING.match(line)
        if (heading or not line.strip() or HEADING.match(kept[-1])) and kept[-1]:
            kept.append("")
        if line.strip():
            kept.append(line)
    return "\n".join(_without_trailing(kept)).rstrip("\n") + "\n"


def _with_code(lines: list[str]) -> Iterator[tuple[str, bool]]:
    """Give each line with whether it is part of a fenced block, whose lines stay as they are."""
    fence = ""
    for line in lines:
        mark = FENCE.match(line)
        if fence:
            yield line, True
            fence = "" if mark and mark[1].startswith(fence) and not line[mark.end() :].strip() else fence
        else:
            fence = mark[1] if mark else ""
            yield line, bool(mark)


def _without_trailing(lines: list[str]) -> Iterator[str]:
    """Take trailing blanks away; two of them before another line are a line break, and stay."""
    coded = [is_code for _, is_code in _with_code(lines)]
    for number, line in enumerate(lines):
        following = lines[number + 1] if number + 1 < len(lines) else ""
        breaks = BREAK.search(line) and following.strip() and not HEADING.match(line)
        yield line if coded[number] else f"{line.rstrip()}  " if breaks else line.rstrip()
