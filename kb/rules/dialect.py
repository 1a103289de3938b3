"""The rule that the site and a code host show a section alike, so that a reviewer sees what readers of the site will.

Python-Markdown and GitHub's Markdown differ in many small things. No list of them is kept: each section is rendered
both ways, and the first thing that is shown otherwise is told.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from importlib import import_module
from itertools import zip_longest
from typing import Final

from kb.content.limits import LIMIT_RULES
from kb.content.markdown import Unrenderable, convert
from kb.content.parse import Parsed
from kb.domain.model import Section
from kb.domain.problem import Place, shown
from kb.rules.dialect_wording import difference_message
from kb.rules.headings import heading_level, raw_html
from kb.rules.plain_text import is_plain
from kb.rules.rendered_text import Shown, same_html, shown_by
from kb.rules.rule import Found, TextRule

NOTHING: Final = Shown("")


@dataclass(frozen=True)
class Difference:
    """The first thing that the site and a code host show otherwise.

    `before` is what both show before it; `line` is where the next thing begins that the code host shows, from 0.
    """

    site: Shown
    host: Shown
    before: Shown
    line: int


def site_html(text: str) -> str:
    """Render a section as the site does, its citations as they are typed.

    Raises Unrenderable if the site's parser fails.
    """
    return convert(text, {}, str)


def first_difference(text: str) -> Difference | None:
    """Compare what the site and a code host show of a Markdown text; citations stay as they are typed.

    Raises Unrenderable if the site's parser fails.
    """
    host_html = import_module("kb.rules.github_markdown").host_html  # slow to load, and few texts need it
    rendered = site_html(text), host_html(text)
    if same_html(*rendered):
        return None
    site, host = map(shown_by, rendered)
    at = next((at for at, pair in enumerate(zip_longest(site, host)) if pair[0] != pair[1]), None)
    if at is None:
        return None
    before = next((one for one in reversed(host[:at]) if one.tag != "p"), NOTHING)
    line = next((one.line for one in host[at:] if not one.tag.startswith("/")), text.rstrip().count("\n"))
    return Difference(_telling(site[at:], host[at:]), _telling(host[at:], site[at:]), before, line)


def _telling(mine: list[Shown], other: list[Shown]) -> Shown:
    """Return what one shows, after a paragraph's beginning and after a word with which the other's word begins."""
    one, against = mine[0] if mine else NOTHING, other[0] if other else NOTHING
    if one.tag == "p":
        passed = bool(against.tag) or not other
    else:
        alike = bool(one.words) and (one.tag, one.styles) == ("", against.styles)
        passed = alike and against.words.startswith(one.words)
    return mine[1] if passed and len(mine) > 1 else one


def shown_alike(parsed: Parsed) -> Found:
    """The site and a code host show each section alike; one that has HTML or other headings is told of that first."""
    for section in _comparable(parsed):
        if is_plain(section.text):
            continue
        with suppress(Unrenderable):
            found = first_difference(section.text)
            if found:
                row, column = _where(found, section.text.split("\n"))
                yield Place(section.line + 1 + row, column + 1), difference_message(found.site, found.host)


def rendering(parsed: Parsed) -> Found:
    """The site's parser can render each section."""
    for section in _comparable(parsed):
        try:
            site_html(section.text)
        except Unrenderable as fault:
            message = f"the text below cannot be rendered ({shown(str(fault))}); write it more plainly"
            yield Place(section.line, 1), message


def _comparable(parsed: Parsed) -> Iterator[Section]:
    """Yield the sections that other rules find no error with: HTML, headings, or more than a limit allows."""
    if any(problem.code in LIMIT_RULES for problem in parsed.problems):
        return
    faulty = {place.line for place, _ in (*heading_level(parsed), *raw_html(parsed))}
    for section in parsed.sections:
        if faulty.isdisjoint(range(section.line, section.line + section.text.count("\n") + 2)):
            yield section


def _where(found: Difference, lines: list[str]) -> tuple[int, int]:
    """Find the line and the column, from 0, of a word that differs, or of the line of a block."""
    wanted, before = found.site.words or found.host.words, found.before
    for row in range(before.line, found.line + 1):
        begin = max(lines[row].find(before.words), 0) + len(before.words) if row == before.line else 0
        column = lines[row].find(wanted, begin) if wanted else -1
        if column >= 0:
            return row, column
    return found.line, 0


DIALECT_RULES: Final = (
    TextRule("rendering", "the site can show each section", rendering),
    TextRule("markdown-dialect", "the site and a code host show a section alike", shown_alike),
)
