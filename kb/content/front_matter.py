"""YAML text to a tree of values that know where they are; nothing is retyped: `0558` stays 0558, `no` stays no.

Read from the parser's events rather than through its loader: a loader turns 00100 into 64, lets a second key
silently replace the first, and dies on deep nesting. Tags, anchors and aliases are refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final, Protocol

import yaml

from kb.domain.problem import Place, shown

DEEPEST = 8
MOST_NODES = 5_000
CONTROL: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufeff\ufffe\uffff]")
"""What no text has: control characters and marks of another encoding; tabs and line ends are told apart elsewhere."""

COMMENT: Final = re.compile("#[^\n]*")


class FrontMatterError(Exception):
    """The text is no YAML we read; carries the place and how to fix it."""

    def __init__(self, place: Place, message: str, code: str = "yaml") -> None:
        """Keep the place, the rule's code and the message apart."""
        super().__init__(message)
        self.place, self.message, self.code = place, message, code


@dataclass(frozen=True)
class Scalar:
    """A value as it is written. `style` is the sign that quotes it or begins its block, one of `'"|>`, or none."""

    text: str
    place: Place
    style: str = field(default="", compare=False)


@dataclass(frozen=True)
class Sequence:
    """A list of nodes."""

    items: tuple[Node, ...]
    place: Place


@dataclass(frozen=True)
class Mapping:
    """Keys and nodes, in the order written; no key appears twice."""

    items: tuple[tuple[Scalar, Node], ...]
    place: Place


Node = Scalar | Sequence | Mapping
Event = yaml.Event


class Mark(Protocol):
    """What the parser knows of a position, counted from 0."""

    line: int
    column: int


def read_yaml(text: str, first_line: int = 1) -> Node | None:
    """Read one YAML document whose first line is line `first_line` of its file; None if it is empty.

    Raises FrontMatterError with the place of the error.
    """
    reader = _Reader(first_line)
    loader = yaml.CSafeLoader(text)
    try:
        return reader.document(_events(loader))
    except yaml.MarkedYAMLError as fault:
        mark = fault.problem_mark or fault.context_mark
        message = f"{fault.problem or 'not readable as YAML'}; put values with ': ', '#' or quotes in \"quotes\""
        raise FrontMatterError(reader.at(mark), message) from fault
    except yaml.YAMLError as fault:
        raise FrontMatterError(
            Place(first_line, 1), f"not readable as YAML: {shown(str(fault))}; take it out"
        ) from fault
    finally:
        loader.dispose()


def _events(loader: yaml.CSafeLoader) -> Iterator[Event]:
    while (event := loader.get_event()) is not None:
        yield event


@dataclass(frozen=True)
class Comment:
    """A comment from its `#` on: whether it has a line of its own, and in which column the next value is."""

    text: str
    place: Place
    alone: bool
    next_column: int


def comments(text: str, first_line: int = 1) -> Iterator[Comment]:
    """Find the comments of a YAML text that can be read: what is between its tokens, or behind a `|` or `>`."""
    end = 0
    for token in yaml.scan(text, Loader=yaml.CSafeLoader) if "#" in text else ():
        start = token.start_mark.index
        yield from _comments(text, end, start, first_line, token.start_mark.column)
        end = max(end, token.end_mark.index)
        if isinstance(token, yaml.ScalarToken) and token.style in {"|", ">"}:
            yield from _comments(text, start, text.find("\n", start), first_line, 0)


def _comments(text: str, start: int, end: int, first_line: int, next_column: int) -> Iterator[Comment]:
    for found in COMMENT.finditer(text, start, max(start, end)):
        at = found.start()
        before = text[text.rfind("\n", 0, at) + 1 : at]
        place = Place(first_line + text.count("\n", 0, at), len(before) + 1)
        yield Comment(found[0], place, not before.strip(), next_column + 1)


class _Reader:
    """Counts the nodes of one document while it is read."""

    def __init__(self, first_line: int) -> None:
        self.first_line, self.nodes = first_line, 0

    def at(self, mark: Mark | None) -> Place:
        return Place(mark.line + self.first_line, mark.column + 1) if mark else Place(self.first_line, 1)

    def document(self, events: Iterator[Event]) -> Node | None:
        root: Node | None = None
        for event in events:
            if isinstance(event, yaml.DocumentStartEvent) and root is not None:
                raise FrontMatterError(self.at(event.start_mark), "a second document begins; keep one")
            if isinstance(event, yaml.NodeEvent):
                root = self.node(event, events, 1)
        return None if isinstance(root, Scalar) and not root.text else root

    def node(self, event: Event, events: Iterator[Event], depth: int) -> Node:
        place = self.at(event.start_mark)
        self.nodes += 1
        self.refuse(event, place, depth)
        if isinstance(event, yaml.ScalarEvent):
            if CONTROL.search(event.value):
                raise FrontMatterError(place, "a control character; take out the '\\' escape", "control-character")
            return Scalar(event.value, place, event.style or "")
        if isinstance(event, yaml.SequenceStartEvent):
            return Sequence(tuple(self.sequence(events, depth + 1)), place)
        return Mapping(tuple(self.mapping(events, depth + 1)), place)

    def refuse(self, event: Event, place: Place, depth: int) -> None:
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise FrontMatterError(place, "anchors and aliases are not read; write the value out, or quote it")
        if getattr(event, "tag", None):
            raise FrontMatterError(place, "tags are not read; take out the '!', or put the value in quotes")
        if depth > DEEPEST or self.nodes > MOST_NODES:
            raise FrontMatterError(place, f"more than {DEEPEST} levels or {MOST_NODES} values; take some out")

    def sequence(self, events: Iterator[Event], depth: int) -> Iterator[Node]:
        for event in events:
            if isinstance(event, yaml.SequenceEndEvent):
                return
            yield self.node(event, events, depth)

    def mapping(self, events: Iterator[Event], depth: int) -> Iterator[tuple[Scalar, Node]]:
        seen: set[str] = set()
        for event in events:
            if isinstance(event, yaml.MappingEndEvent):
                return
            key = self.node(event, events, depth)
            if not isinstance(key, Scalar):
                raise FrontMatterError(key.place, "a key is a list or a mapping; write a plain word")
            if key.text in seen:
                raise FrontMatterError(key.place, f"'{shown(key.text)}' appears twice; keep one", "duplicate-key")
            seen.add(key.text)
            yield key, self.node(next(events), events, depth)
