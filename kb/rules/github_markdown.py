"""The Markdown of a section to HTML as a code host makes it, by markdown-it. The only module that knows that parser.

That is CommonMark and what GitHub adds to it. Raw HTML is shown as text, since a rule of its own refuses it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Final

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

DEEPEST: Final = 40
"""How deep blocks are followed inside each other; what is deeper is lost."""

ADDRESS: Final = r"(?<![^\s*_~(])(?:(?:https?|ftp)://|www\.)[^\s<]+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
FORMULA: Final = r"(?<![\w$])\$(?![\s$])[^$]*[^\s$]\$(?![\d$])|\$\$"
STRUCK: Final = r"(?<![\w~])~(?![\s~])[^~]*[^\s~]~(?![\w~])"
FOOTNOTE: Final = r"\A\[\^[^\]\s]+\]:"
TASK: Final = r"\A\[[ xX]\] "
ALERT: Final = r"(?i:\A\[!(?:note|tip|important|warning|caution)\])"
EXTRAS: Final = {
    "a": re.compile(ADDRESS),
    "math": re.compile(FORMULA),
    "s": re.compile(STRUCK),
    "footnote": re.compile(FOOTNOTE),
    "task": re.compile(TASK),
    "alert": re.compile(ALERT),
}
"""What GitHub reads beside CommonMark, tables and strikethrough, by the HTML element that marks it here."""

ONLY_IN: Final = {"task": "list_item_open", "alert": "blockquote_open"}
"""The block that a paragraph must begin for an extra to be read."""


def host_html(text: str) -> str:
    """Render Markdown as a code host does. Blocks have the line they begin on, from 0, as `data-line`."""
    parser = _parser()
    tokens = parser.parse(text)
    for token in tokens:
        if token.map and token.nesting >= 0:
            token.attrSet("data-line", str(token.map[0]))
    return str(parser.renderer.render(tokens, parser.options, {}))


@cache
def _parser() -> MarkdownIt:
    """Set the parser up, once."""
    parser = MarkdownIt("commonmark", {"html": False, "maxNesting": DEEPEST, "xhtmlOut": False})
    parser.enable(["table", "strikethrough"]).disable(["html_block", "html_inline"])
    parser.add_render_rule("fence", RendererHTML.code_block)
    parser.core.ruler.before("text_join", "extras", _mark_extras)
    return parser


def _mark_extras(state: StateCore) -> None:
    """Put the extras of GitHub into elements of their own."""
    for at, token in enumerate(state.tokens):
        if token.type == "inline":
            around = state.tokens[at - 2].type if at > 1 else ""
            kinds = [tag for tag in EXTRAS if ONLY_IN.get(tag, around) == around]
            token.children = list(_with_extras(token.children or [], kinds))


def _with_extras(children: Sequence[Token], kinds: Sequence[str]) -> Iterator[Token]:
    """Yield inline tokens, and those of extras for the text that is one; the words of a link hold none."""
    links = 0
    for number, child in enumerate(children):
        links += child.nesting if child.type.startswith("link_") else 0
        kind, found = _first(child.content, kinds, number) if child.type == "text" and not links else ("", None)
        yield from _parted(child.content, kind, found) if found else (child,)


def _first(text: str, kinds: Sequence[str], number: int) -> tuple[str, re.Match[str] | None]:
    """Find an extra in a text, and its kind; `number` is that of the text in its paragraph, from 0."""
    for kind in kinds:
        found = EXTRAS[kind].search(text)
        if found and (not number or not EXTRAS[kind].pattern.count(r"\A")):
            return kind, found
    return "", None


def _parted(text: str, kind: str, found: re.Match[str]) -> Iterator[Token]:
    """Part a text into what is before an extra, the extra in its element, and what is after it."""
    yield Token("text", "", 0, content=text[: found.start()])
    yield Token(f"{kind}_open", kind, 1, attrs={"href": found[0]} if kind == "a" else {})
    yield Token("text", "", 0, content=found[0])
    yield Token(f"{kind}_close", kind, -1)
    yield Token("text", "", 0, content=text[found.end() :])
