"""A saved web page as one page of lines. The only module that knows selectolax."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from typing import Final

from selectolax.lexbor import LexborHTMLParser, LexborNode

from kb.domain.problem import Place, Problem
from kb.drafts.pages import BadPaper, Line, Page, Paper, clean

UNREAD: Final = frozenset({"script", "style", "noscript", "template", "nav", "svg", "head", "select", "button"})
INLINE: Final = frozenset({
    "a", "abbr", "b", "bdi", "cite", "code", "em", "font", "i", "label", "mark", "q", "s", "small", "span", "strong",
    "sub", "sup", "time", "u", "wbr", "ins", "img",
})  # fmt: skip
HEADINGS: Final = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "caption", "legend"})
PAIRS: Final = frozenset({"dt", "dd"})
LONGEST_CELL: Final = 60
"""Words of a table cell, above which the table only lays out the page."""

DEEPEST: Final = 150
"""Elements within each other; saved pages of payers have about thirty."""

CHARSET: Final = re.compile(rb"charset\s*=\s*[\"']?([A-Za-z0-9_-]+)", re.IGNORECASE)


def read(name: str, content: bytes) -> Paper:
    """Read a saved web page; it is one page. Raises BadPaper if its elements are nested too deep."""
    parser = LexborHTMLParser(decoded(content))
    body = parser.body or parser.root
    if body and _is_deep(body):
        message = (
            f"more than {DEEPEST} elements in each other; save the page from a browser again, or print it to PDF"
        )
        raise BadPaper(Problem(name, Place(), "nesting", message))
    lines = tuple(_lines(body)) if body else ()
    head = parser.css_first("title")
    link = parser.css_first("link[rel=canonical]")
    address = (link.attributes.get("href") or "") if link else ""
    pictures = sum(_is_large(image) for image in parser.css("img"))
    return Paper(name, (Page(1, lines, pictures),), clean(head.text()) if head else "", address)


def _is_deep(top: LexborNode) -> bool:
    """Tell whether elements are nested deeper than DEEPEST, without a call for each of them."""
    at: LexborNode | None = top.first_child
    depth = 1
    while at:
        if depth > DEEPEST:
            return True
        if at.first_child:
            at, depth = at.first_child, depth + 1
            continue
        while depth and not at.next:
            at, depth = at.parent or top, depth - 1
        at = at.next if depth else None
    return False


def decoded(content: bytes) -> str:
    """Decode a web page by its byte order mark, else by the encoding that it names, else as UTF-8 or Windows-1252."""
    marks = {codecs.BOM_UTF8: "utf-8-sig", codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}
    named = CHARSET.search(content[:2048])
    told = [named[1].decode()] if named else []
    for encoding in (*(marks[mark] for mark in marks if content.startswith(mark)), *told, "utf-8"):
        try:
            return content.decode(encoding)
        except (LookupError, UnicodeDecodeError):
            continue
    return content.decode("cp1252", "replace")


def _is_large(image: LexborNode) -> bool:
    """Tell whether a picture may hold text: one whose size is not stated, or is above that of an icon."""
    sizes = [image.attributes.get(name) or "" for name in ("width", "height")]
    numbers = [int(size) for size in sizes if size.isdigit()]
    return not numbers or min(numbers) >= 100  # noqa: PLR2004  (pixels)


def _lines(node: LexborNode) -> Iterator[Line]:
    """Give the lines of an element: a block each, a row of a table each, a term with its definition each."""
    held = ""
    for child in node.iter(include_text=True):
        tag = child.tag or ""
        if tag in UNREAD or "hidden" in child.attributes:
            continue
        if tag == "br":
            yield from _line(held)
            held = ""
        elif child.is_text_node or (tag in INLINE and not _has_blocks(child)):
            held += _text(child)
        else:
            yield from _line(held)
            held = ""
            yield from _block(child, tag)
    yield from _line(held)


def _block(node: LexborNode, tag: str) -> Iterator[Line]:
    if tag == "tr" and (cells := _row(node)):
        yield Line(cells)
    elif tag == "dl":
        yield from _pairs(node)
    elif tag in HEADINGS:
        yield from (Line((text,), is_heading=True) for text in [clean(node.text())] if text)
    else:
        yield from _lines(node)


def _row(node: LexborNode) -> tuple[str, ...]:
    """Return the cells of a row; none where the table only lays out the page."""
    cells = [child for child in node.iter() if child.tag in {"td", "th"}]
    texts = tuple(clean(_text(cell)) for cell in cells)
    layout = any(cell.css_first("table, h1, h2, h3, ul, ol") for cell in cells)
    if layout or any(len(text.split()) > LONGEST_CELL for text in texts):
        return ()
    return tuple(text for text in texts if text)


def _pairs(node: LexborNode) -> Iterator[Line]:
    held: list[str] = []
    for part in node.css("dt, dd"):
        if part.tag == "dt" and held:
            yield Line(tuple(held))
            held = []
        held += [text for text in [clean(_text(part))] if text]
    if held:
        yield Line(tuple(held))


def _has_blocks(node: LexborNode) -> bool:
    return any((found.tag or "") not in INLINE and found.tag != "br" for found in node.css("*"))


def _text(node: LexborNode) -> str:
    """Return the text of an element; a line break within it is a space."""
    if node.is_text_node:
        return node.text()
    parts = []
    for child in node.iter(include_text=True):
        if child.tag not in UNREAD:
            parts.append(" " if child.tag == "br" else _text(child))
            parts.append(" " if child.tag in {"p", "div", "li"} else "")
    return "".join(parts)


def _line(text: str) -> Iterator[Line]:
    if plain := clean(text):
        yield Line((plain,))
