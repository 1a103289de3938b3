"""A content file as people read it in `git diff`: a fact a line, prose one sentence a line.

git hands over a file under a passing name, so what it is shows in its keys alone.
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
    """Lay out a file for reading; one that cannot be read comes back as it is."""
    try:
        front, body, line = split(text)
        root = read_yaml(front, 2)
    except FrontMatterError:
        return text
    sections, faults = read_sections(body, line)
    if not isinstance(root, Mapping) or faults:
        return text
    told = [*_facts(root)]
    for section in sections:
        told += ["", f"## {section.heading}", "", *_sentences(section.text)]
    return "\n".join(told) + "\n"


def _facts(node: Mapping, under: str = "") -> Iterator[str]:
    """Write each value on a line that names all of its keys, so that the line tells where it stands."""
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
            yield from _fact(f"{name} / {_known_by(item)}", item)


def _known_by(item: Node) -> str:
    """Name a record of a list by its first value: unlike a number, that stays when another is put before it."""
    first = item.items[0][1] if isinstance(item, Mapping) else item
    said = " ".join(_words(first)) if isinstance(first, Sequence) else first.text if isinstance(first, Scalar) else ""
    return shorten(said, LONGEST_NAME, placeholder="…")


def _words(node: Sequence) -> Iterator[str]:
    return (" ".join(item.text.split()) for item in node.items if isinstance(item, Scalar))


def _sentences(text: str) -> Iterator[str]:
    """Write one sentence a line, and a blank line between blocks of prose."""
    blocks = [block for block in re.split(r"\n\s*\n", text.strip("\n")) if block.strip()]
    for number, block in enumerate(blocks):
        if number:
            yield ""
        for item in ITEM.split(block):
            yield from _parted(" ".join(item.split()))


def _parted(paragraph: str) -> Iterator[str]:
    held = ""
    for piece in SENTENCE.split(paragraph):
        held = f"{held} {piece}" if held else piece
        if not UNFINISHED.search(held):
            yield held
            held = ""
    if held:
        yield held
