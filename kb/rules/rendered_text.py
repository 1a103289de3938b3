"""HTML to what a reader sees, in order: blocks, words with their emphasis and links, line breaks.

How tight a list is set, and how spaces are spread, is left out, so that two renderings of one text can be compared.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from html.parser import HTMLParser
from typing import Final
from urllib.parse import unquote

BLOCKS: Final = frozenset("ul ol li blockquote pre hr table tr th td h1 h2 h3 h4 h5 h6".split())  # noqa: SIM905
PASSED: Final = frozenset({"p", "thead", "tbody"})
VOID: Final = frozenset({"br", "img"})
PIECE: Final = re.compile(r"\n|[^\S\n]+|\S+")
CODE_LINE: Final = re.compile(r"\n|[^\n]+")
LAYOUT: Final = re.compile(rf"\s*(</?(?:p|thead|tbody|{'|'.join(sorted(BLOCKS))})\b[^>]*>)\s*")
UNSEEN: Final = re.compile(r' (?:data-line|class)="\w+"')

Attributes = list[tuple[str, str | None]]


@dataclass(frozen=True, slots=True)
class Shown:
    """A block that begins or, with `/`, ends; a line break, `br`; an image; or a word, whose `tag` is empty.

    `words` are the word, how a cell is aligned, the first number of a list, or the address of an image. `styles` are
    the inline elements around a word, a link with its address and title. `glued` tells that no space is before the
    word. `line` counts from 0: it is that of the `data-line` before it and the line ends since.
    """

    tag: str
    words: str = ""
    styles: frozenset[str] = frozenset()
    glued: bool = False
    line: int = field(default=0, compare=False)


def same_html(one: str, other: str) -> bool:
    """Return whether two fragments are the same but for line numbers, classes and spaces around blocks, as most are.

    They then show the same; if not, they still may. This takes a tenth of the time that `shown_by` takes.
    """
    return _without_layout(one) == _without_layout(other)


def _without_layout(html: str) -> str:
    return LAYOUT.sub(r"\1", UNSEEN.sub("", html)).replace("&quot;", '"')


def shown_by(html: str) -> list[Shown]:
    """Return what an HTML fragment shows."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.found


class _Reader(HTMLParser):
    """Gathers what is shown; `styles` are the inline elements that are open."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[Shown] = []
        self.styles: list[str] = []
        self.line = 0
        self.glued = self.parted = self.code = False

    def handle_starttag(self, tag: str, attrs: Attributes) -> None:
        values = {name: value or "" for name, value in attrs}
        self.line = int(values.get("data-line", self.line))
        if tag in BLOCKS:
            aligned = values.get("align") or values.get("style", "").removeprefix("text-align:")
            self._block(tag, values.get("start", "").lstrip("0") or aligned)
        elif tag in VOID:
            self._block(tag, values.get("src", ""))
        elif tag == "a":
            self.styles.append(f"a {unquote(values.get('href', ''))} {values.get('title', '')}".rstrip())
        elif tag not in PASSED:
            self.styles.append(tag)
        self.parted = self.parted or tag == "p"

    def handle_endtag(self, tag: str) -> None:
        if tag in BLOCKS:
            self._block(f"/{tag}")
        elif tag not in PASSED:
            self.styles.pop()
        self.parted = self.parted or tag == "p"

    def handle_data(self, data: str) -> None:
        for piece in (CODE_LINE if self.code else PIECE).findall(data):
            if piece == "\n" or (piece.isspace() and not self.code):
                self.line += piece == "\n" and self._inside_text()
                self.glued = False
            else:
                self._word(piece)

    def _inside_text(self) -> bool:
        """Return whether a line end is one of the text, and not one that the renderer put between blocks."""
        return not self.parted and bool(self.found) and self.found[-1].tag in {"", "br", "pre"}

    def _block(self, tag: str, words: str = "") -> None:
        self.found.append(Shown(tag, words, line=self.line))
        self.glued = self.parted = False
        self.code = tag == "pre"

    def _word(self, word: str) -> None:
        last = self.found[-1] if self.found else None
        if self.parted and last and not last.tag:
            self._block("p")
        self.parted = False
        one = Shown("", word, frozenset(self.styles), self.glued, self.line)
        if last and self.glued and last.styles == one.styles:
            self.found[-1] = replace(last, words=last.words + word)
        else:
            self.found.append(one)
        self.glued = True
