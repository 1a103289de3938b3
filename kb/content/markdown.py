"""The Markdown that holds here: CommonMark with the tables of GitHub-flavored Markdown, read by markdown-it.

So a code host lays a file out as the site does. Raw HTML and images are shown as text, an address alone is no link,
and links defined elsewhere in a text are none. The only module that knows the parser.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import cache
from typing import Final

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from kb.content.citations import CITATION
from kb.domain.vocabulary import UNKNOWN

UNWANTED: Final = ("html_block", "html_inline", "image", "reference", "autolink")
"""What the parser would make of the text beside our citations: raw HTML, images, and links defined elsewhere."""

NESTING: Final = 100
"""How deep the parser follows blocks inside each other; what is deeper is lost, and a rule refuses far less."""

MARKED: Final = {
    "reading": re.compile(r"our (reading|inference)\b", re.IGNORECASE),
    "unknown": re.compile(UNKNOWN, re.IGNORECASE),
}
"""The class of a paragraph, by how it begins."""

ABSOLUTE: Final = re.compile(r"[a-z]+:|#")
"""How a link begins that is no path to another file; the parser makes none that runs something."""

ALIGNED: Final = re.compile(r"text-align:(\w+)")

Lead = Callable[[str], str]
"""Where a link of a content file leads on its page; empty where it leads nowhere any more."""


def convert(text: str, numbers: Mapping[str, int], titles: Mapping[str, str], lead: Lead) -> str:
    """Render Markdown as HTML that is still to be sanitized.

    `numbers` and `titles` give the number and the title of each source by id.
    """
    parser = _parser()
    cited: dict[str, object] = {"numbers": numbers, "titles": titles}
    tokens = parser.parse(text, cited)
    for at, token in enumerate(tokens):
        if token.type == "paragraph_open":
            _mark(token, tokens[at + 1])
        elif token.type in {"th_open", "td_open"}:
            _align(token)
        for child in token.children or ():
            if child.type == "link_open" and child.markup != "citation":
                _lead(child, lead)
    return str(parser.renderer.render(tokens, parser.options, cited))


@cache
def _parser() -> MarkdownIt:
    """Set the parser up, once."""
    parser = MarkdownIt("commonmark", {"html": False, "maxNesting": NESTING, "xhtmlOut": False}).enable("table")
    parser.disable(UNWANTED)
    parser.inline.ruler.before("link", "citation", _cite)
    parser.inline.ruler.before("link", "no_image", _no_image)
    return parser


def _cite(state: StateInline, silent: bool) -> bool:  # noqa: FBT001  (the parser's own way of calling)
    """Turn `[source-id]` into a numbered link to the list of sources; an unknown id stays as it is written."""
    found = CITATION.match(state.src, state.pos)
    if not found or found[1] not in state.env.get("numbers", ()):
        return False
    if not silent:
        _push_note(state, found[1])
    state.pos = found.end()
    return True


def _push_note(state: StateInline, source: str) -> None:
    number, title = state.env["numbers"][source], state.env["titles"][source]
    state.push("citation_open", "sup", 1).attrs = {"class": "cite"}
    link = state.push("link_open", "a", 1)
    link.markup = "citation"
    link.attrs = {"aria-label": f"Source {number}: {title}", "href": f"#source-{source}", "title": title}
    state.push("text", "", 0).content = str(number)
    state.push("link_close", "a", -1)
    state.push("citation_close", "sup", -1)


def _no_image(state: StateInline, silent: bool) -> bool:  # noqa: FBT001  (as above)
    """Keep the signs that begin an image as text, so that what follows is no link either."""
    if not state.src.startswith("![", state.pos):
        return False
    if not silent:
        state.pending += "!["
    state.pos += 2
    return True


def _mark(paragraph: Token, inline: Token) -> None:
    """Give a paragraph its class where it is of a kind of its own."""
    start = "".join(child.content for child in inline.children or ()).strip()
    for name, pattern in MARKED.items():
        if pattern.match(start):
            paragraph.attrSet("class", name)


def _align(cell: Token) -> None:
    """Write how a cell is aligned as an attribute, which needs no style sheet of its own."""
    aligned = ALIGNED.fullmatch(str(cell.attrs.pop("style", "")))
    if aligned:
        cell.attrSet("align", aligned[1])


def _lead(link: Token, lead: Lead) -> None:
    """Give a link its target; one that leads nowhere keeps its words alone."""
    target = str(link.attrs.pop("href", ""))
    led = target if ABSOLUTE.match(target) else lead(target)
    if led and (ABSOLUTE.match(led) or ":" not in led.split("/")[0]):
        link.attrs = {"href": led, **link.attrs}
