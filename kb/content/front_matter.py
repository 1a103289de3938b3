"""YAML text to a tree of values that know where they are; nothing is retyped: `0558` stays 0558, `no` stays no.

Read from the parser's events rather than through its loader: a loader turns 00100 into 64, lets a second key
silently replace the first, and dies on deep nesting. Tags, anchors and aliases are refused.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Container, Iterator
from dataclasses import dataclass, field
from typing import Any, Final, Protocol

import yaml

from kb.content.strict_yaml import outdented, overhanging
from kb.domain.problem import CONTROL, Place, place_in, shown

DEEPEST = 8
MOST_NODES = 5_000
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
Path = tuple[str | int, ...]
"""The keys and the numbers of items that lead to a node."""

Event = yaml.Event


class Mark(Protocol):
    """What the parser knows of a position, counted from 0."""

    line: int
    column: int


def scalars(node: Node | None, path: Path = ()) -> Iterator[tuple[Path, Scalar]]:
    """Yield every value of a tree with its path; keys are none."""
    if isinstance(node, Scalar):
        yield path, node
    elif isinstance(node, Mapping):
        for key, value in node.items:
            yield from scalars(value, (*path, key.text))
    elif node:
        for number, item in enumerate(node.items):
            yield from scalars(item, (*path, number))


def read_yaml(text: str, first_line: int = 1, most: int = MOST_NODES) -> Node | None:
    """Read one YAML document whose first line is line `first_line` of its file; None if it is empty.

    Raises FrontMatterError with the place of the error; more than `most` values are one.
    """
    reader = _Reader(text, first_line, most)
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
    end, begins = 0, [0, *(found.end() for found in re.finditer("\n", text))]
    for token in yaml.scan(text, Loader=yaml.CSafeLoader) if "#" in text else ():
        start = token.start_mark.index
        for at in _comments(text, end, start):
            yield _comment(text, at, begins, first_line, token.start_mark.column)
        end = max(end, token.end_mark.index)
        if isinstance(token, yaml.ScalarToken) and token.style in {"|", ">"}:
            for at in _comments(text, start, text.find("\n", start)):
                yield _comment(text, at, begins, first_line, 0)


def _comments(text: str, start: int, end: int) -> Iterator[int]:
    return (found.start() for found in COMMENT.finditer(text, start, max(start, end)))


def _comment(text: str, at: int, begins: list[int], first_line: int, next_column: int) -> Comment:
    """Describe the comment at an index; `begins` are the indexes at which the lines of the text begin."""
    line = bisect_right(begins, at) - 1
    before, end = text[begins[line] : at], text.find("\n", at)
    place, written = Place(first_line + line, len(before) + 1), text[at : end if end >= 0 else len(text)]
    return Comment(written, place, not before.strip(), next_column + 1)


class _Reader:
    """Counts the nodes of one document while it is read."""

    def __init__(self, text: str, first_line: int, most: int) -> None:
        self.text, self.first_line, self.most, self.nodes = text, first_line, most, 0

    def at(self, mark: Mark | None) -> Place:
        return Place(mark.line + self.first_line, mark.column + 1) if mark else Place(self.first_line, 1)

    def document(self, events: Iterator[Event]) -> Node | None:
        root: Node | None = None
        held = self.held(events)
        for event in held:
            if isinstance(event, yaml.DocumentStartEvent) and root is not None:
                raise FrontMatterError(self.at(event.start_mark), "a second document begins; keep one")
            if isinstance(event, yaml.NodeEvent):
                root = self.node(event, held, 1)
        return None if isinstance(root, Scalar) and not root.text else root

    def held(self, events: Iterator[Event]) -> Iterator[Event]:
        """Yield the events, and refuse what YAML forbids but its parser reads."""
        around: list[tuple[Any, int]] = [(None, -1)]
        for event in events:
            indent = around[-1][1]
            if isinstance(event, yaml.CollectionStartEvent):
                begins: Any = event.start_mark
                around.append((event, indent if event.flow_style else begins.column))
            elif isinstance(event, yaml.CollectionEndEvent):
                begun, _ = around.pop()
                if begun.flow_style:
                    self.hold_lines(begun.start_mark, event.end_mark, around[-1][1], quoted=False)
            elif isinstance(event, yaml.ScalarEvent):
                self.hold_scalar(event, indent)
            elif getattr(event, "version", None) or getattr(event, "tags", None):
                raise FrontMatterError(self.at(event.start_mark), "directives are not read; take out the '%' line")
            yield event

    def hold_scalar(self, event: Any, indent: int) -> None:
        """Refuse a scalar by how it is written."""
        if event.style in {"'", '"'}:
            self.hold_lines(event.start_mark, event.end_mark, indent, quoted=True)
        elif event.style in {"|", ">"}:
            at = overhanging(self.text, event.start_mark.index, indent)
            if at is not None:
                place = place_in(self.text, at, self.first_line)
                raise FrontMatterError(place, "a blank line has more spaces than the text below it; take them out")
        elif event.value == "-":
            raise FrontMatterError(self.at(event.start_mark), "a '-' alone in brackets; put it in quotes")

    def hold_lines(self, start: Any, end: Any, indent: int, *, quoted: bool) -> None:
        """Refuse a quoted text or a list in brackets that goes on in a line with no more spaces than its key."""
        at = outdented(self.text, start.index, end.index, indent, quoted=quoted) if end.line > start.line else None
        if at is not None:
            what, sign = ("text in quotes", "quote") if quoted else ("list in brackets", "bracket")
            way_out = f"close its {sign} before this line, or begin the line with {indent + 1} or more spaces"
            raise FrontMatterError(place_in(self.text, at, self.first_line), f"a {what} goes on here; {way_out}")

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
        if depth > DEEPEST or self.nodes > self.most:
            raise FrontMatterError(place, f"more than {DEEPEST} levels or {self.most} values; take some out")

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


def texts_of(text: str, keys: Container[str]) -> dict[str, str]:
    """Return the texts of some keys of front matter; nothing where it cannot be read."""
    try:
        root = read_yaml(text)
    except FrontMatterError:
        return {}
    items = root.items if isinstance(root, Mapping) else ()
    return {key.text: value.text for key, value in items if key.text in keys and isinstance(value, Scalar)}
