"""What the site and a code host show otherwise, in words, and what the writer can do about it."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from kb.domain.problem import shown
from kb.rules.rendered_text import Shown

LISTS: Final = (
    "put a blank line before and after a list, begin its items with '- ' or '1. ', "
    "and indent by 4 blanks what stands inside an item"
)
TABLES: Final = (
    "put a blank line before and after a table, give it a row below its head, and write '|' as '\\|' in a cell"
)
CODE: Final = (
    "put a `code span` on one line, without '|'; put a block of code outside lists, between blank lines, "
    "and indent it by 4 blanks"
)
HEADINGS: Final = "put a blank line before and after a heading, and begin it with '### '"
BREAKS: Final = (
    "put a blank line between paragraphs, and end a line with two blanks where the next one is to begin anew"
)
EMPHASIS: Final = (
    "write *emphasis* or **bold** between blanks, one not inside the other, and put '\\' before other such signs"
)
LINKS: Final = (
    "write a link as [words](file.md) on one line, without an image, and cite an address as a source, [source-id]"
)
EXTRAS: Final = "write it in plain words, or in a `code span`; the site has no such mark"
WORDS: Final = "write the sign itself, without '\\' before it, or in a `code span`, and a link as [words](file.md)"

WAYS: Final = {
    **dict.fromkeys(("table", "tr", "th", "td"), TABLES),
    **dict.fromkeys(("pre", "code"), CODE),
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), HEADINGS),
    **dict.fromkeys(("ul", "ol", "li"), LISTS),
    **dict.fromkeys(("s", "math", "footnote", "task", "alert"), EXTRAS),
    **dict.fromkeys(("a", "img"), LINKS),
    **dict.fromkeys(("em", "strong"), EMPHASIS),
    **dict.fromkeys(("br", "p", "hr", "blockquote"), BREAKS),
}
"""What the writer can do, by the HTML element that one of the two shows and the other does not; the first counts."""

NAMES: Final = {
    "ul": "a list", "ol": "a numbered list", "li": "a list item", "blockquote": "a quotation",
    "pre": "a block of code", "hr": "a line across", "table": "a table", "tr": "a table row", "td": "a table cell",
    "th": "a cell of a table's head", "br": "a line break", "p": "a new paragraph", "img": "an image",
    "em": "emphasis", "strong": "bold", "code": "code", "a": "a link", "s": "struck out", "math": "a formula",
    "footnote": "a footnote", "task": "a check box", "alert": "a notice", "": "nothing more",
    **{f"h{level}": "a heading" for level in range(1, 7)},
}  # fmt: skip


def difference_message(site: Shown, host: Shown) -> str:
    """Say what the site shows and what a code host shows instead, and how to write it so that both show the same."""
    differ = host.styles ^ site.styles if host.words and site.words else frozenset()
    kinds = {host.tag.strip("/"), site.tag.strip("/"), *(style.split()[0] for style in differ)}
    kinds |= {"code"} & site.styles & host.styles
    way = next((way for kind, way in WAYS.items() if kind in kinds), WORDS)
    if site == replace(host, glued=site.glued):
        return f"the site and a code host do not both show a blank before {_named(site)}; {way}"
    return f"the site shows {_named(site)} here, and a code host {_named(host)}; {way}"


def _named(one: Shown) -> str:
    """Name what is shown: 'word' as bold, or the end of a list."""
    if one.words and not one.tag:
        indent = " " * (len(one.words) - len(one.words.lstrip()))
        return " ".join((f"'{indent}{shown(one.words)}'", *(f"as {_style(style)}" for style in sorted(one.styles))))
    name = NAMES[one.tag.strip("/")]
    return f"the end of {name}" if one.tag.startswith("/") else name


def _style(style: str) -> str:
    name, _, address = style.partition(" ")
    return f"{NAMES[name]} to '{shown(address)}'" if address else NAMES[name]
