"""Rules on the signs inside a body's lines: they make of a text what its writer meant."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from contextlib import suppress
from typing import Final

from kb.content.citations import CITATION
from kb.content.kinds import suggest
from kb.content.markdown import Unrenderable
from kb.content.parse import Parsed
from kb.domain.model import Section
from kb.domain.problem import Place, place_in, shown
from kb.rules.dialect import site_html
from kb.rules.rule import Found, TextRule

FENCE: Final = re.compile(r" {0,3}(?:`{3,}|~{3,})")
SPAN: Final = re.compile(r"(?<!`)(`+)(?!`).+?(?<!`)\1(?!`)")
LINK: Final = re.compile(r"\[((?:[^\[\]]|\[[^\[\]]*\])*)\]\(((?:[^()\n]|\([^()\n]*\))*)\)")
BRACKET: Final = re.compile(r"(?<!\\)[\[\]]")
ENTITY: Final = re.compile(r"&(?:[A-Za-z][A-Za-z0-9]{1,31}|#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6});")
PLAIN_ENTITIES: Final = frozenset({"&lt;", "&gt;", "&amp;"})
"""Signs that may need to be written so; any other character is typed as it is."""

BACKSLASH: Final = re.compile(r"(?<!\\)\\(?=[{}()#+.!-])(?!(?<=^\\)[#+-])(?!(?<=^\d\\)\.)(?!(?<=^\d\d\\)\.)")
"""A backslash that goes in front of a sign that is no mark there; in front of one at the start of a line it stays."""

EMPHASIS: Final = re.compile(r"\w<(?:em|strong)>([^<\n]+)|<(?:em|strong)>([^<\n]+)</(?:em|strong)>\w")


def _rows(section: Section) -> Iterator[tuple[int, str]]:
    yield from enumerate(section.text.split("\n"), section.line + 1)


def _with_code(section: Section) -> Iterator[tuple[int, str, bool]]:
    """Yield the numbered lines of a section, and whether each is part of a fenced block."""
    fenced = False
    for number, line in _rows(section):
        fence = bool(FENCE.match(line))
        yield number, line, fenced or fence
        fenced = fenced != fence


def _prose(parsed: Parsed) -> Iterator[tuple[int, str]]:
    """Yield the numbered lines of all sections; code is blanked out so that columns stay."""
    for section in parsed.sections:
        for number, line, code in _with_code(section):
            if not code:
                yield number, SPAN.sub(lambda match: " " * len(match[0]), line) if "`" in line else line


def brackets(parsed: Parsed) -> Found:
    """Square brackets cite a source or hold the words of a link; others would look like a citation and be none."""
    known = tuple(parsed.document.sources) if parsed.document else ()
    for number, paragraph in _paragraphs(parsed):
        rest = LINK.sub(_blank, CITATION.sub(_blank, paragraph))
        if match := BRACKET.search(rest):
            held = rest[match.end() :].partition("]")[0] if match[0] == "[" else ""
            way = suggest(held, known) if held and known else "write [source-id], or round brackets"
            yield place_in(rest, match.start(), number), f"'{match[0]}{shown(held)[:30]}' cites nothing; {way}"


def _paragraphs(parsed: Parsed) -> Iterator[tuple[int, str]]:
    """Yield the paragraphs of all sections, code blanked out, each with the number of its first line."""
    first, held = 0, list[str]()
    for number, line in (*_prose(parsed), (0, "")):
        if held and (not line.strip() or number != first + len(held)):
            yield first, "\n".join(held)
            held = []
        if line.strip():
            first = first if held else number
            held.append(line)


def _blank(match: re.Match[str]) -> str:
    return re.sub(r"[^\n]", " ", match[0])


def entity(parsed: Parsed) -> Found:
    """A character stands for itself; one that is written as a name may be none that a reader sees."""
    for number, line in _prose(parsed):
        for match in ENTITY.finditer(line):
            sign = html.unescape(match[0])
            if sign != match[0] and match[0] not in PLAIN_ENTITIES:
                seen = f"write '{sign}'" if sign.isprintable() and sign.strip() else "take it out, or write a blank"
                yield Place(number, match.start() + 1), f"'{match[0]}' is not shown as typed; {seen}"


def backslash(parsed: Parsed) -> Found:
    """A backslash is before a mark; before any other sign it would vanish."""
    for number, line in _prose(parsed) if "\\" in parsed.text else ():
        for match in BACKSLASH.finditer(line):
            signs = line[match.start() : match.end() + 1]
            message = f"the backslash of '{signs}' is lost; write it twice to show it, or take it out"
            yield Place(number, match.start() + 1), message


def emphasis_in_word(parsed: Parsed) -> Found:
    """Stars set off whole words; between letters or digits they vanish, as in 2*3*4."""
    for section in parsed.sections if "*" in parsed.text or "_" in parsed.text else ():
        rendered = ""
        with suppress(Unrenderable):  # a rule of its own says so
            rendered = site_html(section.text)
        for match in EMPHASIS.finditer(rendered):
            words = html.unescape(match[1] or match[2])
            message = (
                f"the signs around '{shown(words)[:30]}' vanish; write \\* or \\_ to show them, or part the words"
            )
            yield _place_of(section, words), message


def link_title(parsed: Parsed) -> Found:
    """A link has no words that only a mouse brings up."""
    for number, line in _prose(parsed):
        for match in LINK.finditer(line):
            if re.search(r"\s[\"'(]", match[2].strip()):
                yield (
                    Place(number, match.start(2) + 1),
                    "the title of a link is not seen; write its words in the text",
                )


def empty_link(parsed: Parsed) -> Found:
    """A link has words and an address, both on one line."""
    for number, line in _prose(parsed):
        for match in LINK.finditer(line):
            if not match[1].strip() or not match[2].strip():
                missing = "words" if not match[1].strip() else "an address"
                yield Place(number, match.start() + 1), f"a link without {missing}; write [words](file.md)"


def citation_in_code(parsed: Parsed) -> Found:
    """A citation is in the text: in code it is no link to its source."""
    known = parsed.document.sources if parsed.document else {}
    for section in parsed.sections if "`" in parsed.text or "~~~" in parsed.text else ():
        for number, line, code in _with_code(section):
            spans = [(0, line)] if code else [(span.start(), span[0]) for span in SPAN.finditer(line)]
            for start, text in spans:
                for match in CITATION.finditer(text):
                    if match[1] in known:
                        message = f"'{match[0]}' in code cites nothing; put it behind the code"
                        yield Place(number, start + match.start() + 1), message


def _place_of(section: Section, words: str) -> Place:
    """Find where words are first in a section; at its heading where they do not."""
    for number, line in _rows(section):
        if words and words in line:
            return Place(number, line.index(words) + 1)
    return Place(section.line, 1)


INLINE_MARKUP_RULES: Final = (
    TextRule("brackets", "square brackets cite a source or make a link", brackets),
    TextRule("entity", "a character stands for itself, not as &name;", entity),
    TextRule("backslash", "a backslash stands before a mark only", backslash),
    TextRule("emphasis-in-word", "stars and low lines set off whole words", emphasis_in_word),
    TextRule("link-title", "a link has no title, which few would see", link_title),
    TextRule("empty-link", "a link has words and an address", empty_link),
    TextRule("citation-in-code", "a citation does not stand in code", citation_in_code),
)
