"""The Markdown of a section to HTML, by Python-Markdown with tables. The only module that knows that parser.

Raw HTML and images are shown as text, an address alone is no link, and links defined elsewhere in a text are none.
`kb/rules/dialect.py` tells what a code host would show otherwise.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import cache
from typing import Final
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.extensions.tables import TableExtension
from markdown.inlinepatterns import InlineProcessor
from markdown.treeprocessors import Treeprocessor

from kb.content.citations import CITATION
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


def convert(text: str, numbers: Mapping[str, int], titles: Mapping[str, str], lead: Lead) -> str:
    """Render Markdown as HTML that is still to be sanitized.

    `numbers` and `titles` give the number and the title of each source by id. Raises Unrenderable if the parser
    fails, as on blocks that are inside each other more deeply than it can follow.
    """
    converter, citations, links = _converter()
    citations.numbers, citations.titles, links.lead = numbers, titles, lead
    try:
        return converter.reset().convert(text)
    except Exception as fault:
        _converter.cache_clear()  # the parser still believes that it is inside those blocks
        raise Unrenderable(f"{type(fault).__name__}: {fault}") from fault


@cache
def _converter() -> tuple[Markdown, _Citations, _Links]:
    """Set the parser up, once: that takes as long as a section does. Sections are converted one after another."""
    tables = TableExtension(use_align_attribute=True)
    converter = Markdown(extensions=[tables, "sane_lists"], output_format="html")
    converter.preprocessors.deregister("html_block")
    converter.parser.blockprocessors.deregister("reference")
    for unwanted in UNWANTED:
        converter.inlinePatterns.deregister(unwanted)
    citations = _Citations(CITATION.pattern)
    converter.inlinePatterns.register(citations, "citation", 175)
    links = _Links(converter)
    converter.treeprocessors.register(links, "links", 5)
    return converter, citations, links


class _Citations(InlineProcessor):
    """Turn `[source-id]` into a numbered link to the list of sources; an unknown id stays as it is written."""

    numbers: Mapping[str, int]
    titles: Mapping[str, str]

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[Element | None, int | None, int | None]:
        source = m[1]
        if source not in self.numbers:
            return None, None, None
        note = Element("sup", {"class": "cite"})
        label = f"Source {self.numbers[source]}: {self.titles[source]}"
        link = SubElement(note, "a", {"href": f"#source-{source}", "title": self.titles[source], "aria-label": label})
        link.text = str(self.numbers[source])
        return note, m.start(), m.end()


class _Links(Treeprocessor):
    """Lead links between content files to their pages, and mark paragraphs of a kind of their own."""

    lead: Lead

    def run(self, root: Element) -> None:
        for link in root.iter("a"):
            target = link.get("href", "")
            if not ABSOLUTE.match(target):
                _lead(link, self.lead(target))
        for paragraph in root.iter("p"):
            start = "".join(paragraph.itertext()).strip()
            for name, pattern in MARKED.items():
                if pattern.match(start):
                    paragraph.set("class", name)


def _lead(link: Element, target: str) -> None:
    """Return a link its target; one that leads nowhere keeps its words alone."""
    if target:
        link.set("href", target)
    else:
        link.attrib.pop("href", None)
