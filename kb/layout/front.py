"""Front matter laid out: keys in their fixed order, one space after a colon, lists and dates in one form.

A list of one item is the item alone, a longer one `[a, b]`, or one item a line where that does not fit. A date has no
quotes. Comments stay above their key. Nothing else is changed: not how a value is quoted or folded.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from kb.content.front_matter import FrontMatterError, Mapping, Node, Scalar, Sequence, read_yaml
from kb.content.record_reader import Field

WIDEST: Final = 118
QUOTED_DATE: Final = re.compile(r"""(["'])([0-9]{4}(?:-[0-9]{2}){0,2})\1""")
Keys = tuple[str, ...]


def tidy_front(text: str, fields: tuple[Field, ...]) -> str:
    """Lay out front matter, given without its `---` lines. Raises FrontMatterError if it cannot be read."""
    lines = [line.rstrip() for line in text.rstrip("\n").split("\n")]
    root = read_yaml("\n".join(lines))
    if not isinstance(root, Mapping):
        return text
    inner = {field.key: field.kind.keys for field in fields}
    return "\n".join(_Layout(lines, inner).mapping(root, 0, len(lines), tuple(inner))) + "\n"


def in_order(node: Node, fields: tuple[Field, ...]) -> Node:
    """Put the keys of a mapping, and of the records in it, in the order of the fields; unknown keys come last."""
    inner = {field.key: field.kind.keys for field in fields}
    return _sorted(node, tuple(inner), inner)


def _sorted(node: Node, keys: Keys, inner: dict[str, Keys]) -> Node:
    if not isinstance(node, Mapping):
        return node
    items = [(key, _records(value, inner.get(key.text, ()))) for key, value in node.items]
    return Mapping(tuple(sorted(items, key=lambda item: _rank(item[0].text, keys))), node.place)


def _records(node: Node, keys: Keys) -> Node:
    """Sort the records that a value holds: those of a list, or those of a table by id."""
    if not keys or isinstance(node, Scalar):
        return node
    if isinstance(node, Sequence):
        return Sequence(tuple(_sorted(item, keys, {}) for item in node.items), node.place)
    return Mapping(tuple((name, _sorted(record, keys, {})) for name, record in node.items), node.place)


def _rank(key: str, keys: Keys) -> int:
    return keys.index(key) if key in keys else len(keys)


@dataclass(frozen=True)
class _Layout:
    """Lays out the lines of one front matter; `inner` gives by key the keys of the records below it."""

    lines: list[str]
    inner: dict[str, Keys]

    def mapping(self, node: Mapping, first: int, end: int, keys: Keys) -> list[str]:
        """Return the lines of a mapping, now on the lines from `first` up to `end`, in the order of its keys."""
        starts = [key.place.line - 1 for key, _ in node.items]
        if len(set(starts)) < len(starts) or not node.items:
            return self.lines[first:end]
        heads = [first, *(self._above(start) for start in starts[1:]), end]
        blocks = [
            (_rank(key.text, keys), self.block(key, value, (heads[number], starts[number], heads[number + 1])))
            for number, (key, value) in enumerate(node.items)
        ]
        return [line for _, block in sorted(blocks, key=lambda found: found[0]) for line in block]

    def _above(self, start: int) -> int:
        """Return the line on which the comment above a key begins, which is the key's own without a comment."""
        while start and self.lines[start - 1].lstrip().startswith("#"):
            start -= 1
        return start

    def block(self, key: Scalar, value: Node, at: tuple[int, int, int]) -> list[str]:
        """Return the lines of a key, its comment and its value; `at`: first line of comment, of key, and end."""
        head, start, end = at
        above, own = self.lines[head:start], self.lines[start:end]
        spaced = _spaced(own[0], key)
        if isinstance(value, Scalar):
            return [*above, spaced, *own[1:]]
        if isinstance(value, Sequence) and all(isinstance(item, Scalar) for item in value.items):
            return [*above, *_listed(own, key, value)]
        return [*above, own[0], *self.below(value, start + 1, end, self.inner.get(key.text, ()))]

    def below(self, value: Node, first: int, end: int, keys: Keys) -> list[str]:
        """Return the lines of the records below a key, each with its keys in order."""
        if value.place.line - 1 < first:
            return self.lines[first:end]
        if isinstance(value, Mapping):
            return self.table(value, first, end, keys)
        items = value.items if isinstance(value, Sequence) else ()
        starts = [first, *(self._above(item.place.line - 1) for item in items[1:]), end]
        found = (self.item(item, starts[number], starts[number + 1], keys) for number, item in enumerate(items))
        return [line for lines in found for line in lines]

    def table(self, value: Mapping, first: int, end: int, keys: Keys) -> list[str]:
        """Return the lines of a table of records by id; the records keep their order."""
        starts = [first, *(self._above(key.place.line - 1) for key, _ in value.items[1:]), end]
        found: list[str] = []
        for number, (key, record) in enumerate(value.items):
            start, last = key.place.line, starts[number + 1]
            found += self.lines[starts[number] : start]
            if isinstance(record, Mapping) and record.place.line > start:
                found += self.mapping(record, start, last, keys)
            else:
                found += self.lines[start:last]
        return found

    def item(self, record: Node, first: int, end: int, keys: Keys) -> list[str]:
        """Return the lines of a record of a list, whose first key follows the dash."""
        start = record.place.line - 1
        as_is = self.lines[first:end]
        dash = re.match(r"( *)- (?=\S)", self.lines[start])
        if not isinstance(record, Mapping) or not dash or self.lines[start][dash.end()] in "{#":
            return as_is
        bare = _Layout([*self.lines], {})
        bare.lines[start] = f"{dash[1]}  {self.lines[start][dash.end() :]}"
        written = bare.mapping(record, start, end, keys)
        if written[0].lstrip().startswith("#"):
            return as_is
        return [*self.lines[first:start], f"{dash[1]}- {written[0][dash.end() :]}", *written[1:]]


def _spaced(line: str, key: Scalar) -> str:
    """Put one space after the colon of a key, and take the quotes off a date."""
    found = re.match(rf"( *(?:- )?{re.escape(key.text)}:) +(.*)", line)
    if not found:
        return line
    date = QUOTED_DATE.fullmatch(found[2])
    return f"{found[1]} {date[2] if date else found[2]}"


def _listed(own: list[str], key: Scalar, value: Sequence) -> list[str]:
    """Write a list of words in its one form; one with a comment inside stays as it is."""
    head = re.match(rf"( *{re.escape(key.text)}:)", own[0])
    words = [_word(item.text) for item in value.items if isinstance(item, Scalar)]
    if not head or not words or any("#" in line for line in own):
        return own
    if len(words) == 1:
        return [f"{head[1]} {words[0]}"]
    line = f"{head[1]} [{', '.join(words)}]"
    indent = " " * (len(own[0]) - len(own[0].lstrip()) + 2)
    return [line] if len(line) <= WIDEST else [head[1], *(f"{indent}- {word}" for word in words)]


def _word(text: str) -> str:
    """Write a word of a list, in quotes only where YAML would read it otherwise without."""
    plain = " ".join(text.split())
    if _items(f"[{plain}, x]") == [plain, "x"] and _items(f"- {plain}") == [plain]:
        return plain
    return '"' + plain.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _items(written: str) -> list[str]:
    try:
        node = read_yaml(written)
    except FrontMatterError:
        return []
    return [item.text for item in node.items if isinstance(item, Scalar)] if isinstance(node, Sequence) else []
