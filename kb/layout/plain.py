"""A content file as text for `git diff`: one fact a line, and one sentence of prose a line.

git passes the file under a temporary name, so that its kind is known by its keys alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from textwrap import shorten
from typing import Final

from kb.content.front_matter import FrontMatterError, Mapping, Node, Scalar, Sequence, read_yaml
from kb.content.parse import read_sections, split

SENTENCE: Final = re.compile(r"(?<=[.!?])\s+(?=[A-Z0-9*_“\"(\[])")
LONGEST_NAME: Final = 40
ITEM: Final = re.compile(r"\n(?=\s*(?:[-*+|#]|[0-9]+[.)])\s?)")
UNFINISHED: Final = re.compile(r"^[0-9]+[.)]$|\b(e\.g|i\.e|vs|No|cf|U\.S|Inc|Dr|St|approx)\.$")


def plain(text: str) -> str:
    """Write a file as text for `git diff`; one that cannot be read comes back as it is."""
    try:
        front, body, line = split(text)
        root = read_yaml(front, 2)
    except FrontMatterError:
        return text
    sections, faults = read_sections(body, line)
    if not isinstance(root, Mapping) or faults:
        return text
    lines = [*_facts(root)]
    for section in sections:
        lines += ["", f"## {section.heading}", "", *_sentences(section.text)]
    return "\n".join(lines) + "\n"


def _facts(node: Mapping, under: str = "") -> Iterator[str]:
    """Write each value on a line with all the keys that lead to it."""
    for key, value in node.items:
        yield from _fact(f"{under}{key.text.replace('_', ' ')}", value)


def _fact(name: str, value: Node) -> Iterator[str]:
    if isinstance(value, Scalar):
        yield f"{name}: {' '.join(value.text.split())}"
    elif isinstance(value, Mapping):
        yield from _facts(value, f"{name} / ")
    elif all(isinstance(item, Scalar) for item in value.items):
        yield f"{name}: {', '.join(_words(value))}"
    else:
        for item in value.items:
            yield from _fact(f"{name} / {_record_name(item)}", item)


def _record_name(item: Node) -> str:
    """Name a record of a list by its first value, which, unlike its number, stays when another is put before it."""
    first = item.items[0][1] if isinstance(item, Mapping) else item
    name = " ".join(_words(first)) if isinstance(first, Sequence) else first.text if isinstance(first, Scalar) else ""
    return shorten(name, LONGEST_NAME, placeholder="…")


def _words(node: Sequence) -> Iterator[str]:
    return (" ".join(item.text.split()) for item in node.items if isinstance(item, Scalar))


def _sentences(text: str) -> Iterator[str]:
    """Write one sentence a line, and a blank line between blocks of prose."""
    blocks = [block for block in re.split(r"\n\s*\n", text.strip("\n")) if block.strip()]
    for number, block in enumerate(blocks):
        if number:
            yield ""
        for item in ITEM.split(block):
            yield from _split_sentences(" ".join(item.split()))


def _split_sentences(paragraph: str) -> Iterator[str]:
    sentence = ""
    for piece in SENTENCE.split(paragraph):
        sentence = f"{sentence} {piece}" if sentence else piece
        if not UNFINISHED.search(sentence):
            yield sentence
            sentence = ""
    if sentence:
        yield sentence
