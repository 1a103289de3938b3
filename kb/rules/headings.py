"""Rules on the body of a file: headings, raw HTML, and what is left of the template."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from kb.content.citations import CITATION
from kb.content.parse import Parsed
from kb.content.paths import TEMPLATE
from kb.domain.problem import Place, shown
from kb.domain.vocabulary import PAGE_HEADINGS
from kb.rules.rule import Found, TextRule

RAW_HTML: Final = re.compile(r"</?[A-Za-z][^<>\n]*>|<!--")
CODE_SPAN: Final = re.compile(r"`[^`\n]*`")
CITED_LINK: Final = re.compile(rf"\[[^\[\]]*({CITATION.pattern})[^\[\]]*\]\(")
PLACEHOLDER: Final = re.compile(
    r"\bREPLACE\b|\b(?:TBD|FIXME)\b|\b(?i:lorem ipsum)\b"
    r"|\bhttps?://(?:[a-z0-9-]+\.)*example\.(?:com|net)\b|\b1900-01(?:-0[12])?\b|\b0000T\b"
)
"""What `_template.md` puts where a writer's own value belongs: words that begin with REPLACE, an address at
example.com, the year 1900, the code 0000T. Beside them, what other hands leave for later."""

PLACEHOLDER_LEFT: Final = "placeholder"
COMMENT: Final = re.compile(r"\s*# ")


def lines(parsed: Parsed) -> Iterator[tuple[int, str]]:
    """Yield the numbered lines of all sections, code spans blanked out so that columns stay."""
    for section in parsed.sections:
        for number, line in enumerate(section.text.split("\n"), section.line + 1):
            yield number, CODE_SPAN.sub(lambda match: " " * len(match[0]), line)


def unknown_heading(parsed: Parsed) -> Found:
    """A heading is one of the list for its kind of file."""
    allowed = PAGE_HEADINGS.get(parsed.kind, ())
    for section in parsed.sections:
        if section.heading not in allowed:
            yield (
                Place(section.line, 4),
                f"no heading '{shown(section.heading)}' here; use one of: {', '.join(allowed)}",
            )


def duplicate_heading(parsed: Parsed) -> Found:
    """A heading appears once."""
    seen: set[str] = set()
    for section in parsed.sections:
        if section.heading in seen:
            yield Place(section.line, 4), f"'{shown(section.heading)}' appears twice; join the two sections"
        seen.add(section.heading)


def heading_order(parsed: Parsed) -> Found:
    """Headings are in the order of the list."""
    order = PAGE_HEADINGS.get(parsed.kind, ())
    latest = -1
    for section in parsed.sections:
        if section.heading in order:
            rank = order.index(section.heading)
            if rank < latest:
                yield Place(section.line, 4), f"move '{section.heading}' above '{order[latest]}'"
            latest = max(latest, rank)


def empty_section(parsed: Parsed) -> Found:
    """A heading has text below it."""
    for section in parsed.sections:
        if not section.text.strip():
            yield (
                Place(section.line, 4),
                f"nothing below '{shown(section.heading)}'; write it, or take the heading out",
            )


def no_section(parsed: Parsed) -> Found:
    """A page on a payer or a code says something in words; an entry needs the sections of what it answers."""
    if parsed.document and parsed.kind != "entry" and not parsed.sections:
        wanted = ", ".join(PAGE_HEADINGS[parsed.kind])
        yield Place(), f"front matter alone; add a section such as '## Summary', one of: {wanted}"


def heading_level(parsed: Parsed) -> Found:
    """The title comes from front matter; below a section, only third-level headings."""
    for number, line in lines(parsed):
        if re.match(r"#(?!#{1,2} )", line) or re.match(r"(=+|-+)\s*$", line):
            yield Place(number, 1), "no title or underlined heading in the body; use '## ' or '### '"


def raw_html(parsed: Parsed) -> Found:
    """The body is Markdown only."""
    for number, line in lines(parsed):
        for match in RAW_HTML.finditer(line):
            yield (
                Place(number, match.start() + 1),
                f"raw HTML '{shown(match[0][:20])}'; write Markdown, or a `code span`",
            )


def citation_in_link(parsed: Parsed) -> Found:
    """A citation, which is a link on the site, is not in the words of another link."""
    for number, line in lines(parsed):
        for match in CITED_LINK.finditer(line):
            yield Place(number, match.start(1) + 1), f"'{match[1]}' is a link of its own; move it behind this link"


def placeholder(parsed: Parsed) -> Found:
    """Nothing of the template is left in a copy of it; its notes, which no page shows, may stay.

    All places of a file are one problem at the first of them, so that a fresh copy is told in one message.
    """
    found = list(_left(parsed))
    if len(found) == 1:
        yield found[0][0], f"'{found[0][1]}' stands for a value of your own; write that, or take the line out"
    elif found:
        listed = ", ".join(str(place.line) for place, _ in found)
        way = "write a value of your own in each, or take the line out"
        yield found[0][0], f"{len(found)} lines are still to be filled in ({listed}); {way}"


def to_fill_in(parsed: Parsed) -> frozenset[int]:
    """Return the numbers of the lines that are still to be filled in: what else is wrong there follows from that."""
    return frozenset(place.line for place, _ in _left(parsed))


def _left(parsed: Parsed) -> Iterator[tuple[Place, str]]:
    """Yield each place of a file where something of the template is left, and what."""
    for number, line in enumerate(parsed.text.split("\n"), 1) if parsed.path != TEMPLATE else ():
        match = PLACEHOLDER.search(line)
        if match and not COMMENT.match(line):
            yield Place(number, match.start() + 1), match[0]


HEADING_RULES: Final = (
    TextRule("unknown-heading", "a heading is one of the list for its kind of file", unknown_heading),
    TextRule("duplicate-heading", "a heading stands once", duplicate_heading),
    TextRule("heading-order", "headings stand in the order of the list", heading_order),
    TextRule("empty-section", "a heading has text below it", empty_section),
    TextRule("no-section", "a payer page and a code page say something in words", no_section),
    TextRule("heading-level", "sections begin with '## ', parts of them with '### '", heading_level),
    TextRule("raw-html", "the body is Markdown, without HTML", raw_html),
    TextRule("citation-in-link", "no link has a citation in its words", citation_in_link),
    TextRule(PLACEHOLDER_LEFT, "nothing of the template is left where a value belongs", placeholder),
)
