"""Sections laid out: one blank line around headings and between blocks, no trailing spaces.

Lines are not wrapped again, so that a changed word changes its line and none of those that follow.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

FENCE: Final = re.compile(r" {0,3}(`{3,}|~{3,})")
HEADING: Final = re.compile(r"#{1,6} ")
BREAK: Final = re.compile(r"\S {2,}$")


def tidy_prose(text: str) -> str:
    """Lay out the text below front matter; it then begins with a blank line and ends with one line end."""
    lines: list[str] = [""]
    for line, is_code in _with_code(text.split("\n")):
        if is_code:
            lines.append(line)
            continue
        heading = HEADING.match(line)
        if (heading or not line.strip() or HEADING.match(lines[-1])) and lines[-1]:
            lines.append("")
        if line.strip():
            lines.append(line)
    return "\n".join(_without_trailing(lines)).rstrip("\n") + "\n"


def _with_code(lines: list[str]) -> Iterator[tuple[str, bool]]:
    """Yield each line, and whether it belongs to a fenced code block, whose lines stay as they are."""
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
    """Remove trailing spaces, except two before another line, which are a line break."""
    coded = [is_code for _, is_code in _with_code(lines)]
    for number, line in enumerate(lines):
        following = lines[number + 1] if number + 1 < len(lines) else ""
        breaks = BREAK.search(line) and following.strip() and not HEADING.match(line)
        yield line if coded[number] else f"{line.rstrip()}  " if breaks else line.rstrip()
