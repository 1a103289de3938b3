"""HTML of a mail as lines of text, without what it quotes. Elements may stand in each other as deep as they like."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import Final

BLOCKS: Final = frozenset({
    "address", "article", "body", "br", "center", "dd", "div", "dl", "dt", "footer", "form", "h1", "h2", "h3", "h4",
    "h5", "h6", "header", "hr", "li", "main", "ol", "p", "pre", "section", "table", "td", "th", "tr", "ul",
})  # fmt: skip
UNREAD: Final = frozenset({"script", "style", "title", "head", "template", "blockquote", "svg", "object", "select"})
"""Elements whose text no reader sees, and quoted mail."""

VOID: Final = frozenset({"br", "hr", "img", "input", "link", "meta", "wbr", "col", "area", "base", "embed", "source"})
QUOTED: Final = re.compile(
    r"\b(?:gmail_quote|gmail_attr|gmail_signature|moz-cite-prefix|moz-signature|yahoo_quoted|protonmail_quote"
    r"|divRplyFwdMsg|appendonsend|OLK_SRC_BODY_SECTION|zmail_extra|x_gmail_quote)\b"
)
"""Classes and ids by which mail programs mark quoted mail and signatures."""

LAST: Final = re.compile(r"\b(?:divRplyFwdMsg|appendonsend)\b")
"""Marks behind which all is quoted: the quoted mail stands beside them, not in them."""


class _Reader(HTMLParser):
    """Gathers text; `unread` counts the open elements below one that is not read."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.unread: list[str] = []
        self.ended = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a line at a block; begin to skip at what is quoted."""
        marks = " ".join(value or "" for name, value in attrs if name in {"class", "id"})
        self.ended = self.ended or bool(LAST.search(marks))
        if tag in BLOCKS:
            self.parts.append("\n")
        if tag not in VOID and (self.unread or tag in UNREAD or QUOTED.search(marks)):
            self.unread.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """End a line at a block; end skipping where what is quoted ends."""
        if tag in self.unread:
            while self.unread.pop() != tag:
                pass
        if tag in BLOCKS:
            self.parts.append("\n")

    def handle_data(self, data: str) -> None:
        """Take text that is read."""
        if not self.unread and not self.ended:
            self.parts.append(re.sub(r"\s+", " ", data))


def text_of_html(html: str) -> str:
    """Return the text of HTML, a line a block, without quoted mail and signatures that it marks."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    lines = (" ".join(line.split()) for line in "".join(reader.parts).split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()
