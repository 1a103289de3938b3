"""The Markdown of a section to HTML, by Python-Markdown with tables. The only module that knows that parser.

Raw HTML and images are shown as text, an address alone is no link, and links defined elsewhere in a text are none.
`kb/rules/dialect.py` tells what a code host would show otherwise.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Mapping
from functools import cache, lru_cache
from typing import Final
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions.sane_lists import SaneListExtension
from markdown.extensions.tables import TableExtension
from markdown.inlinepatterns import InlineProcessor
from markdown.treeprocessors import Treeprocessor

from kb.content.citations import CITATION
from kb.domain.memory import give_back
from kb.domain.vocabulary import UNKNOWN

UNWANTED: Final = ("html", "reference", "short_reference", "image_link", "image_reference", "short_image_ref")
"""What the parser would make of the text beside our citations: raw HTML, images, and links defined elsewhere."""

MARKED: Final = {
    "reading": re.compile(r"our (reading|inference)\b", re.IGNORECASE),
    "unknown": re.compile(UNKNOWN, re.IGNORECASE),
}
"""The class of a paragraph, by how it begins."""

ABSOLUTE: Final = re.compile(r"[a-z]+:|#")
"""How a link begins that is no path to another file."""

Lead = Callable[[str], str]
"""Where a link of a content file leads on its page; empty if it leads nowhere any more."""


class Unrenderable(ValueError):
    """A text on which the parser fails; the message says how."""


KEPT: Final = 50_000
"""Texts whose HTML is kept, the ones used last: the rules, the pages and the search each render every section."""

CITED: Final = re.compile(r'<a data-source="([a-z0-9-]+)">0</a>')
LED: Final = re.compile(r'<a data-target="([^"<>]*)"')
"""What stands in parsed HTML for a citation, and for the address of a link: no text of a file can look like it, since
the parser writes its `<` as `&lt;`."""


def convert(text: str, numbers: Mapping[str, int], lead: Lead) -> str:
    """Render Markdown as HTML that is still to be sanitized.

    `numbers` gives the number of each source by id. Raises Unrenderable if the parser fails, as on blocks that are
    inside each other more deeply than it can follow.
    """

    def cite(found: re.Match[str]) -> str:
        source = found[1]
        if source not in numbers:
            return f"[{source}]"
        number = numbers[source]
        return f'<sup class="cite"><a aria-label="Source {number}" href="#source-{source}">{number}</a></sup>'

    def led(found: re.Match[str]) -> str:
        target = lead(html.unescape(found[1]))
        return f'<a href="{html.escape(target)}"' if target else "<a"

    return CITED.sub(cite, LED.sub(led, parsed(text)))


def convert_uncited(text: str) -> str:
    """Render Markdown without its citations, and without the addresses of links. Raises Unrenderable."""
    return CITED.sub("", LED.sub("<a", parsed(text)))


@lru_cache(KEPT)
def parsed(text: str) -> str:
    """Parse Markdown once, whatever its citations and links come to. Raises Unrenderable."""
    if text in _given:
        return _given.pop(text)
    try:
        return _converter().reset().convert(text)
    except Exception as fault:
        _converter.cache_clear()  # the parser still believes that it is inside those blocks
        raise Unrenderable(f"{type(fault).__name__}: {fault}") from fault


_given: Final[dict[str, str]] = {}
"""By text, what another process parsed it to."""


def take(given: Mapping[str, str]) -> None:
    """Take over what another process `parsed` some texts to."""
    _given.update(given)


def forget() -> None:
    """Let go of what was parsed, where no text is to be rendered any more: of a large library it is much."""
    parsed.cache_clear()
    _given.clear()
    give_back()


@cache
def _converter() -> Markdown:
    """Set the parser up, once: that takes as long as a section does. Sections are converted one after another.

    An extension that is named is looked for in all packages, which takes longer than a hundred sections.
    """
    tables = TableExtension(use_align_attribute=True)
    converter = Markdown(extensions=[tables, SaneListExtension()], output_format="html")
    converter.preprocessors.deregister("html_block")
    converter.parser.blockprocessors.deregister("reference")
    for unwanted in UNWANTED:
        converter.inlinePatterns.deregister(unwanted)
    converter.inlinePatterns.register(_Citations(CITATION.pattern), "citation", 175)
    converter.treeprocessors.register(_Links(converter), "links", 5)
    return converter


class _Citations(InlineProcessor):
    """Mark each `[source-id]`; what stands for it is filled in by `convert`."""

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[Element, int, int]:
        note = Element("a", {"data-source": m[1]})
        note.text = "0"
        return note, m.start(), m.end()


class _Links(Treeprocessor):
    """Mark links between content files, and paragraphs of a kind of their own."""

    def run(self, root: Element) -> None:
        for link in root.iter("a"):
            target = link.get("href")
            if target is not None and not ABSOLUTE.match(target):
                others = {name: value for name, value in link.attrib.items() if name != "href"}
                link.attrib.clear()
                link.attrib.update({"data-target": target, **others})
        for paragraph in root.iter("p"):
            start = "".join(paragraph.itertext()).strip()
            for name, pattern in MARKED.items():
                if pattern.match(start):
                    paragraph.set("class", name)
