"""Rules on the layout of a body: no cell, item, number, heading or passage is lost or repeated."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from kb.content.parse import Parsed
from kb.domain.model import Section
from kb.domain.problem import Place, shown
from kb.rules.rule import Found, TextRule

CELL: Final = re.compile(r"(?<!\\)\|")
NUMBERED: Final = re.compile(r"( *)([0-9]{1,9})[.)] ")
EMPTY_ITEM: Final = re.compile(r" *(?:[-*+]|[0-9]{1,9}[.)]) *(?:\[[a-z0-9-]+\] *)*")
PLACED: Final = re.compile(r"(?!#)[ >]*(?:(?:[-*+]|[0-9]{1,9}[.)]) [ >]*)*#{1,6}(?: |$)")
PART: Final = re.compile(r"### *(.*)")
LONG_ENOUGH: Final = 6
"""The least number of words for two identical passages to count as a repeat."""


def _rows(section: Section) -> Iterator[tuple[int, str]]:
    """Yield the lines of a section with their numbers in the file."""
    yield from enumerate(section.text.split("\n"), section.line + 1)


def _cells(line: str) -> list[str]:
    """Cut a row of a table at its bars."""
    inner = line.strip().removeprefix("|")
    inner = inner[:-1] if inner.endswith("|") and not inner.endswith("\\|") else inner
    return [cell.strip() for cell in CELL.split(inner)]


def _is_rule(line: str) -> bool:
    """Return whether a line is the row of rules below the head of a table."""
    return set(line) <= set("|-: ") and "|" in line and "-" in line


def _tables(section: Section) -> Iterator[list[tuple[int, str]]]:
    """Find the tables: the head, the row of rules, and all rows to the next empty line."""
    lines = list(_rows(section))
    for at in range(1, len(lines)):
        if _is_rule(lines[at][1]) and "|" in lines[at - 1][1]:
            end = next((n for n in range(at, len(lines)) if not lines[n][1].strip()), len(lines))
            yield lines[at - 1 : end]


def table_cells(parsed: Parsed) -> Found:
    """A row of a table has a cell below each head, and no other, or its words are shown by nothing."""
    for section in parsed.sections:
        for (_, head), *rows in _tables(section):
            heads = _cells(head)
            for number, row in rows:
                cells = _cells(row)
                if len(cells) != len(heads):
                    lost = "".join(f"; '{shown(cell)}' would be lost" for cell in cells[len(heads) :][:1])
                    count = f"{len(cells)} cells where the head has {len(heads)}{lost}"
                    yield Place(number, 1), f"{count}; give each head one cell, and write a bar in a cell as \\|"


def table_rule(parsed: Parsed) -> Found:
    """Rows between bars are in a table, whose second line is one of rules; else the bars are shown as typed."""
    for section in parsed.sections:
        inside = {number for table in _tables(section) for number, _ in table}
        for number, line in _rows(section):
            if line.lstrip().startswith("|") and number not in inside:
                yield (
                    Place(number, 1),
                    "a row without its table; put '|---|---|' below the head, as many as it has cells",
                )


def table_row(parsed: Parsed) -> Found:
    """A row of a table says something, and begins and ends with a bar as the others do."""
    for section in parsed.sections:
        for table in _tables(section):
            barred = table[0][1].lstrip().startswith("|")
            for number, row in table:
                if not any(_cells(row)):
                    yield Place(number, 1), "a row without a word; fill it, or take it out"
                elif barred and not (row.lstrip().startswith("|") and row.rstrip().endswith("|")):
                    way = "begin and end a row with a bar, or put a blank line above the text"
                    yield Place(number, 1), f"this line becomes a row of the table above; {way}"


def table_head(parsed: Parsed) -> Found:
    """The heads of a table differ, and only the first may be empty."""
    for section in parsed.sections:
        for (number, head), *_ in _tables(section):
            heads = [cell.casefold() for cell in _cells(head)]
            for at, name in enumerate(heads):
                if (not name and at) or name in heads[:at]:
                    what = f"'{shown(name)}' is the head of two columns" if name else "a column without a head"
                    yield Place(number, 1), f"{what}; name each column"


def list_number(parsed: Parsed) -> Found:
    """The numbers of a list are those that a reader sees: each is one more than the one above."""
    for section in parsed.sections:
        latest: dict[int, int] = {}
        for number, line in _rows(section):
            found = NUMBERED.match(line)
            if not found:
                latest = {} if line.strip() and line[0] not in " -*+" else latest
                continue
            indent, count = len(found[1]), int(found[2])
            latest = {deep: last for deep, last in latest.items() if deep <= indent}
            if indent in latest and count != latest[indent] + 1:
                message = f"readers see {latest[indent] + 1} for this {count}; write the numbers in a row"
                yield Place(number, indent + 1), message
                count = latest[indent] + 1
            latest[indent] = count


def empty_item(parsed: Parsed) -> Found:
    """An item of a list says something."""
    for section in parsed.sections:
        for number, line in _rows(section):
            if line.strip() and EMPTY_ITEM.fullmatch(line):
                yield Place(number, 1), "an item without a word; write it, or take it out"


def heading_place(parsed: Parsed) -> Found:
    """A heading starts at column 1; otherwise it is not a heading of the file."""
    for section in parsed.sections:
        for number, line in _rows(section):
            if PLACED.match(line):
                yield Place(number, 1), "a heading within something else; begin the line with it, or take the '#' out"


def empty_part(parsed: Parsed) -> Found:
    """A heading within a section has words, and text below it."""
    for section in parsed.sections:
        lines = [(number, line) for number, line in _rows(section) if line.strip()]
        for at, (number, line) in enumerate(lines):
            part = PART.fullmatch(line)
            if part and (not part[1].strip("# ") or at + 1 == len(lines) or PART.fullmatch(lines[at + 1][1])):
                yield Place(number, 1), "a heading with nothing below it; write it, or take the heading out"


def quote_line(parsed: Parsed) -> Found:
    """Each line of a quote says that it is one, or words of ours become the payer's."""
    for section in parsed.sections:
        before = ""
        for number, line in _rows(section):
            quoted = before.startswith(">") and before.strip("> ")
            if quoted and line.strip() and not line.startswith((">", "#", "-", "*", "|", "`")):
                yield (
                    Place(number, 1),
                    "this line becomes a part of the quote above; begin it with '>', or part the two",
                )
            before = line


def repeated_passage(parsed: Parsed) -> Found:
    """No paragraph, item or row of a section appears twice in it."""
    for section in parsed.sections:
        seen: dict[str, int] = {}
        for number, passage in _passages(section):
            words = " ".join(re.findall(r"\w+", passage)).casefold()
            if len(words.split()) < LONG_ENOUGH:
                continue
            if words in seen:
                yield Place(number, 1), f"the same stands in line {seen[words]}; take one out"
            seen.setdefault(words, number)


def _passages(section: Section) -> Iterator[tuple[int, str]]:
    """Cut a section into paragraphs, items and rows, with the line on which each begins."""
    start, held = 0, ""
    for number, line in (*_rows(section), (0, "")):
        if not line.strip() or re.match(r" *(?:[-*+] |[0-9]+[.)] |\|)", line):
            if held:
                yield start, held
            start, held = number, line.strip()
        else:
            start, held = (start, f"{held} {line.strip()}") if held else (number, line.strip())


TABLE_AND_LIST_RULES: Final = (
    TextRule("table-cells", "a row of a table has one cell below each head", table_cells),
    TextRule("table-rule", "a row of a table stands below a head and a line of rules", table_rule),
    TextRule("table-row", "a row of a table says something, between bars", table_row),
    TextRule("table-head", "the columns of a table have names that differ", table_head),
    TextRule("list-number", "the numbers of a list go up by one", list_number),
    TextRule("empty-item", "an item of a list says something", empty_item),
    TextRule("heading-place", "a heading begins its line", heading_place),
    TextRule("empty-part", "a heading within a section has text below it", empty_part),
    TextRule("quote-line", "each line of a quote begins with '>'", quote_line),
    TextRule("repeated-passage", "no passage appears twice in a section", repeated_passage),
)
