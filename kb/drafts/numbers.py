"""The title and the number of a document, as it prints them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from kb.drafts.pages import Paper
from kb.drafts.printed_dates import HISTORY, read_day
from kb.facts.codes import is_code

NUMBER: Final = r"(?P<number>[A-Z]{0,8}[ .#-]{0,2}[0-9][A-Z0-9]*(?:[./_-][A-Z0-9]+)*)"
KIND: Final = (
    r"(?:medical|clinical|coverage|reimbursement|payment|administrative|pharmacy|drug|policy|guideline|bulletin"
    r"|document|lcd|article|procedure|corporate|utilization management|benefit)"
)
LABELED: Final = re.compile(
    rf"\W{{0,3}}(?:{KIND}[ /]+){{0,4}}(?:number|no\.?|#|id)(?: \(?s\)?)?[ :.\u2026#]*(?P<value>.*)", re.IGNORECASE
)
"""A label at the beginning of a cell: `Coverage Policy Number`, `Number`, `LCD ID`."""

BARE: Final = re.compile(r"\W{0,3}(?:no\.?|id|#)(?![a-z])", re.IGNORECASE)
"""Labels that are too short to be trusted without the word that says whose number follows."""

LABEL_INSIDE: Final = re.compile(
    rf"(?<=[ ;|])(?=(?:{KIND}[ /]+){{1,4}}(?:number|no\.|#|id)[ :])"
    r"|(?<=[a-z0-9.)])(?= ?[|;\u2022] )",
    re.IGNORECASE,
)
OTHERS: Final = re.compile(
    r"related|see also|replaces|supersedes?|previous|formerly|group|member|phone|fax|tax|contract|npi|nct|isbn|page"
    r"|version|references",
    re.IGNORECASE,
)
"""Words that make a number that of something else."""

NO_TITLE: Final = re.compile(
    r"(?:medical|clinical|coverage|reimbursement|payment|commercial|medicare advantage|policy|guideline|bulletin|page"
    r"|and|[0-9]+|of|position|statement|document|information|utilization|management|local|determination|lcd|\W)+",
    re.IGNORECASE,
)
"""What a title has to be more than: the kind of the document."""

TITLE: Final = re.compile(
    r"\W{0,3}(?:policy|document|guideline|lcd|article|bulletin)? ?(?:title|name|subject)[ .\u2026]*"
    r"(?::[ .]*(?P<value>.*)|$)",
    re.IGNORECASE,
)
LONGEST_TITLE: Final = 160
FIRST_LINES: Final = 25


@dataclass(frozen=True)
class Named:
    """The title and number of a document; empty where it is in doubt, which `doubts` tells."""

    title: str
    number: str
    doubts: tuple[str, ...]


def named(paper: Paper) -> Named:
    """Find the title and the number of a paper. A number is given only where all that are printed agree."""
    found = list(_numbers(paper))
    numbers = dict.fromkeys(number for _, number, sure in found if sure)
    doubts = []
    sure = len(numbers) == 1 and all(sure for *_, sure in found)
    if found and not sure:
        told = "; ".join(dict.fromkeys(f"{number} (page {page})" for page, number, _ in found))
        doubts.append(f"document number: printed as {told}; write the right one yourself")
    elif not found:
        doubts.append("document number: none is printed behind a label such as Policy Number")
    title, marked = _title(paper)
    if not title:
        doubts.append("title: none was found at the top of page 1")
    elif not marked:
        doubts.append("title: taken from the top of page 1, where nothing marks it; compare it")
    return Named(title, next(iter(numbers)) if sure else "", tuple(doubts))


def _numbers(paper: Paper) -> Iterator[tuple[int, str, bool]]:
    """Give each labeled number: its page, the number, and whether it can be trusted."""
    lines = list(paper.lines)
    for index, (page, line) in enumerate(lines):
        if index and HISTORY.fullmatch(line.text):
            break
        below = lines[index + 1][1].cells if index + 1 < len(lines) else ()
        for at, cell in enumerate(line.cells):
            beside = line.cells[at + 1] if at + 1 < len(line.cells) else ""
            under = below[at] if len(below) == len(line.cells) else ""
            for part in LABEL_INSIDE.split(cell):
                yield from ((page, *one) for one in _number(part.lstrip(" |;\u2022"), beside or under))


def _number(cell: str, near: str) -> Iterator[tuple[str, bool]]:
    found = LABELED.match(cell)
    if not found or BARE.match(cell) or OTHERS.search(cell[: found.start("value")]):
        return
    value = found["value"] or near.lstrip(" .\u2026:#")
    number = re.match(NUMBER, value)
    if not number or read_day(value)[1]:
        return
    rest = value[number.end() :]
    fused = rest[:1].islower() or bool(re.match(r"[ ,]+(?:and |& )?[A-Z]{0,5}[0-9][A-Z0-9.]{2,}", rest))
    written = " ".join(number["number"].rstrip(".-/").split())
    if not fused and (is_code(written) and "number" not in cell.lower()):
        return
    yield (value[:40].strip() if fused else written), not fused


def _title(paper: Paper) -> tuple[str, bool]:
    """Find the title, and whether something marks it: a label, a heading, or letters larger than all others."""
    first = [line for page, line in paper.lines if page == paper.pages[0].number][:FIRST_LINES]
    for index, line in enumerate(first):
        found = TITLE.match(line.cells[0])
        if found:
            below = first[index + 1].text if index + 1 < len(first) else ""
            return (found["value"] or " ".join(line.cells[1:]) or below)[:LONGEST_TITLE].strip(), True
    fit = [line for line in first if _is_title(line.text)]
    sizes = sorted({line.size for line in first}, reverse=True)
    marked = [line.text for line in fit if line.is_heading or (len(sizes) > 1 and line.size == sizes[0])]
    plain = [line.text for line in fit if len(line.cells) == 1]
    own = [paper.title] if _is_title(paper.title) else []
    return next(iter([*marked, *plain, *own]), ""), bool(marked)


def _is_title(text: str) -> bool:
    return (
        bool(text)
        and len(text) <= LONGEST_TITLE
        and not NO_TITLE.fullmatch(text)
        and ":" not in text[-1:]
        and not (
            read_day(text)[1]
            or LABELED.match(text)
            or re.match(r"\W*(?:effective|last|next|original)\b", text, re.IGNORECASE)
        )
    )
