"""One key or one section of a content file changed; every other line stays as it is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from kb.authoring.yaml_lines import key_lines
from kb.content.front_matter import Mapping as ReadMapping
from kb.content.front_matter import read_yaml
from kb.content.parse import split
from kb.content.record_reader import Field
from kb.layout.front import tidy_front

Blocks = dict[str, list[str]]
"""The lines of each key of a front matter, with the comments above it, in the order written."""


def with_keys(text: str, values: Mapping[str, Any], fields: tuple[Field, ...]) -> str:
    """Set keys of the front matter of a file; a key whose value is empty is taken out."""
    blocks = blocks_of(text)
    for key, value in values.items():
        blocks[key] = [*_comments(blocks.get(key, ())), *key_lines(key, value)]
    return _joined(text, {key: lines for key, lines in blocks.items() if _says(lines)}, fields)


def with_record(text: str, key: str, name: str, record: Mapping[str, Any], fields: tuple[Field, ...]) -> str:
    """Add a record to a table of records by id, such as the sources of a file, or put it in the place of one."""
    blocks = blocks_of(text)
    before = blocks.get(key, [f"{key}:"])
    kept = _without_record(before, name)
    added = list(key_lines(key, {name: record}))[1:]
    at = next((number for number, line in enumerate(before) if line == f"  {name}:"), len(kept))
    blocks[key] = [*kept[:at], *added, *kept[at:]]
    return _joined(text, blocks, fields)


def without_record(text: str, key: str, name: str, fields: tuple[Field, ...]) -> str:
    """Take a record out of a table of records by id, and the table where it was the last."""
    blocks = blocks_of(text)
    kept = _without_record(blocks.get(key, []), name)
    blocks[key] = kept if any(line.startswith("  ") for line in kept) else []
    return _joined(text, {key: lines for key, lines in blocks.items() if lines}, fields)


def with_item(text: str, key: str, item: Mapping[str, Any], fields: tuple[Field, ...]) -> str:
    """Add a record at the end of a list of records, such as the receipts of a file."""
    blocks = blocks_of(text)
    blocks[key] = [*blocks.get(key, [f"{key}:"]), *list(key_lines(key, [dict(item)]))[1:]]
    return _joined(text, blocks, fields)


def with_section(text: str, heading: str, below: str, order: Iterable[str]) -> str:
    """Put a text below a heading, which is added in its place by `order` where the file does not have it."""
    front, body, _ = split(text)
    parts = re.split(r"^(?=## )", body, flags=re.MULTILINE)
    fresh = f"## {heading}\n\n{below.strip()}\n\n"
    ranks = {name: number for number, name in enumerate(order)}
    found = [_heading(part) for part in parts]
    if heading in found:
        parts[found.index(heading)] = fresh
    else:
        later = (n for n, name in enumerate(found) if name and ranks.get(name, len(ranks)) > ranks[heading])
        parts.insert(next(later, len(parts)), fresh)
    whole = "".join(part if part.endswith("\n\n") else f"{part.rstrip()}\n\n" for part in parts if part.strip())
    return f"---\n{front}---\n\n{whole.rstrip()}\n"


def _heading(part: str) -> str:
    return part[3:].partition("\n")[0].strip() if part.startswith("## ") else ""


def blocks_of(text: str) -> Blocks:
    """Cut the front matter of a file into the lines of its keys."""
    front, _, _ = split(text)
    lines = front.rstrip("\n").split("\n")
    root = read_yaml(front)
    keys = [key for key, _ in root.items] if isinstance(root, ReadMapping) else []
    starts = [_above(lines, key.place.line - 1) for key in keys]
    ends = [*starts[1:], len(lines)]
    return {key.text: lines[start:end] for key, start, end in zip(keys, [0, *starts[1:]], ends, strict=True)}


def _above(lines: list[str], start: int) -> int:
    """Return the line on which the comment above a key begins, which is the key's own without a comment."""
    while start and lines[start - 1].startswith("#"):
        start -= 1
    return start


def _comments(lines: Iterable[str]) -> list[str]:
    return [line for line in lines if line.startswith("#")]


def _says(lines: list[str]) -> bool:
    return any(not line.startswith("#") for line in lines)


def _without_record(lines: list[str], name: str) -> list[str]:
    kept: list[str] = []
    inside = False
    for line in lines:
        inside = line == f"  {name}:" or (inside and line.startswith("    "))
        if not inside:
            kept.append(line)
    return kept


def _joined(text: str, blocks: Blocks, fields: tuple[Field, ...]) -> str:
    """Put a file together again, its keys in the order of the fields."""
    ranks = {field.key: number for number, field in enumerate(fields)}
    ordered = sorted(blocks.items(), key=lambda block: ranks.get(block[0], len(ranks)))
    front = "\n".join(line for _, lines in ordered for line in lines)
    _, body, _ = split(text)
    return f"---\n{tidy_front(front, fields)}---{body}"
