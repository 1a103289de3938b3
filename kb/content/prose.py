"""The Markdown of a section to safe HTML, and to plain text for the search. The only reader of Markdown.

Citations `[source-id]` become numbered notes, links between content files become links between pages, and a
paragraph that is our own reading, or says that data is not available, is marked as such. Raw HTML is shown as text.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Mapping
from functools import cache
from typing import Final
from xml.etree.ElementTree import Element, SubElement

import markdown
import nh3
from markdown.extensions.tables import TableExtension
from markdown.inlinepatterns import InlineProcessor
from markdown.treeprocessors import Treeprocessor

from kb.content.citations import CITATION
from kb.domain.vocabulary import UNKNOWN

TAGS: Final = {
    "a", "blockquote", "br", "code", "em", "h3", "h4", "hr", "li", "ol", "p", "pre", "strong", "sup", "table",
    "tbody", "td", "th", "thead", "tr", "ul",
}  # fmt: skip
ATTRIBUTES: Final = {
    "a": {"href", "class", "title", "aria-label"},
    "p": {"class"},
    "sup": {"class"},
    "ol": {"start"},
    "td": {"align"},
    "th": {"align"},
}
UNWANTED: Final = ("html", "reference", "short_reference", "image_link", "image_reference", "short_image_ref")
"""What the parser would make of the text beside our citations: raw HTML, images, and links defined elsewhere."""

MARKED: Final = {
    "reading": re.compile(r"our (reading|inference)\b", re.IGNORECASE),
    "unknown": re.compile(UNKNOWN, re.IGNORECASE),
}


Lead = Callable[[str], str]
"""Where a link of a content file leads on its page; empty where it leads nowhere any more."""


def to_page(target: str) -> str:
    """Lead a link between content files, as they stand today, to the page of the file."""
    return re.sub(r"\.md(?=#|$)", ".html", target)


def to_html(text: str, numbers: Mapping[str, int], titles: Mapping[str, str], lead: Lead = to_page) -> str:
    """Render a section. `numbers` and `titles` give the number and the title of each source by id."""
    converter, citations, pages = _converter()
    pages.lead = lead
    citations.numbers, citations.titles = numbers, titles
    converted = converter.reset().convert(text)
    return nh3.clean(converted, tags=TAGS, attributes=ATTRIBUTES, link_rel=None).strip()


def to_plain(text: str) -> str:
    """Give the words of a section without marks and citations, one blank between them."""
    bare = to_html(CITATION.sub("", text), {}, {})
    spaced = re.sub(r"</(p|li|h3|h4|td|th|tr|blockquote|pre)>", r"</\1> ", bare)
    words = html.unescape(nh3.clean(spaced, tags=set())).split()
    return re.sub(r"\s+([.,;:])(?=\s|$)", r"\1", " ".join(words))


@cache
def _converter() -> tuple[markdown.Markdown, _Citations, _Pages]:
    """Set the parser up, once: that takes as long as a section does. Sections are converted one after another."""
    tables = TableExtension(use_align_attribute=True)
    converter = markdown.Markdown(extensions=[tables, "sane_lists"], output_format="html")
    converter.preprocessors.deregister("html_block")
    converter.parser.blockprocessors.deregister("reference")
    for unwanted in UNWANTED:
        converter.inlinePatterns.deregister(unwanted)
    citations = _Citations(CITATION.pattern)
    converter.inlinePatterns.register(citations, "citation", 175)
    pages = _Pages(converter)
    converter.treeprocessors.register(pages, "pages", 5)
    return converter, citations, pages


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


class _Pages(Treeprocessor):
    """Lead links between content files to their pages, and mark paragraphs of a kind of their own."""

    lead: Lead

    def run(self, root: Element) -> None:
        for link in root.iter("a"):
            target = link.get("href", "")
            if not re.match(r"[a-z]+:|#", target):
                _lead(link, self.lead(target))
        for paragraph in root.iter("p"):
            start = "".join(paragraph.itertext()).strip()
            for name, pattern in MARKED.items():
                if pattern.match(start):
                    paragraph.set("class", name)


def _lead(link: Element, target: str) -> None:
    """Give a link its target; one that leads nowhere keeps its words alone."""
    if target:
        link.set("href", target)
    else:
        link.attrib.pop("href", None)
