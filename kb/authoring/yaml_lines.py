"""Values as lines of front matter, such that reading them gives the values back."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from kb.content.front_matter import FrontMatterError, Node, Scalar, read_yaml
from kb.content.record_reader import Field
from kb.layout.front import WIDEST, tidy_front

SURELY_PLAIN: Final = re.compile(r"(?:https?:/)?[A-Za-z0-9/][A-Za-z0-9 ,./;()+=?_-]*")
"""Texts that YAML reads as they are, which is told without asking it: most are such."""


def front_matter(values: Mapping[str, Any], fields: tuple[Field, ...]) -> str:
    """Write values by key as front matter with its `---` lines, in the order of the fields.

    A value is a text, a date or number, a list of texts, a record, a list of records, or records by id; an empty one
    is left out.
    """
    text = "\n".join(line for field in fields for line in key_lines(field.key, values.get(field.key)))
    return f"---\n{tidy_front(text, fields)}---\n"


def key_lines(key: str, value: Any, indent: int = 0) -> Iterator[str]:
    """Write one key and its value as lines; nothing where the value is empty."""
    head = f"{' ' * indent}{key}:"
    if value in (None, "", (), [], {}):
        return
    if isinstance(value, Mapping) and not all(isinstance(inner, Mapping) for inner in value.values()):
        yield head
        yield from record_lines(value, indent + 2)
    elif isinstance(value, Mapping):
        yield head
        for name, inner in value.items():
            yield f"{' ' * indent}  {name}:"
            yield from record_lines(inner, indent + 4)
    elif isinstance(value, Sequence) and not isinstance(value, str):
        yield from _list_lines(head, value, indent)
    else:
        yield from _scalar_lines(head, str(value), indent)


def record_lines(values: Mapping[str, Any], indent: int) -> Iterator[str]:
    """Write the keys of one record as lines."""
    for key, value in values.items():
        yield from key_lines(key, value, indent)


def _list_lines(head: str, items: Sequence[Any], indent: int) -> Iterator[str]:
    if all(isinstance(item, str) for item in items):
        if len(items) == 1:
            yield from _scalar_lines(head, items[0], indent)
        else:
            yield head
            yield from (f"{' ' * indent}  - {_in_one_line(item)}" for item in items)
        return
    yield head
    for item in items:
        first, *others = record_lines(item, indent + 4)
        yield f"{' ' * indent}  - {first.lstrip()}"
        yield from others


def _scalar_lines(head: str, written: str, indent: int) -> Iterator[str]:
    """Write a text behind its key: on one line, or folded below `>-` where one line is too short for it."""
    text = " ".join(written.split())
    line = f"{head} {_in_one_line(text)}"
    if len(line) <= WIDEST or " " not in text:
        yield line
        return
    yield f"{head} >-"
    width = WIDEST - indent - 2
    for part in textwrap.wrap(text, width, break_long_words=False, break_on_hyphens=False):
        yield f"{' ' * indent}  {part}"


def _in_one_line(written: str) -> str:
    """Write a text plainly where YAML reads it back so, else in double quotes."""
    text = " ".join(written.split())
    return text if _reads_back(text) else '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _reads_back(text: str) -> bool:
    """Return whether YAML reads a text back as it is, behind a key and as an item of a list."""
    return bool(SURELY_PLAIN.fullmatch(text)) or _value_of(f"k: {text}") == _value_of(f"k:\n  - {text}") == text


def _value_of(written: str) -> str | None:
    """Read the one value of a YAML text; None where it is none, or cannot be read."""
    try:
        node: Node | None = read_yaml(written)
    except FrontMatterError:
        return None
    while node and not isinstance(node, Scalar):
        inner = node.items[0] if node.items else None
        node = inner[1] if isinstance(inner, tuple) else inner
    return node.text if isinstance(node, Scalar) else None
