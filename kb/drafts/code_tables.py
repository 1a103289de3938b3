"""The procedure codes that a document lists: from its code tables only, never the words beside a code."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from kb.authoring.code_lists import HEADS, ITEM
from kb.domain.reach import is_code, shape
from kb.drafts.pages import Line, Paper

OF_CODES: Final = re.compile(
    r"(?=.*\b(?:cpt|hcpcs|procedure codes?|billing codes?|applicable codes?|procedure code\(s\)|coding|codes?)\b)"
    r"(?!.*[.;]$).{3,140}",
    re.IGNORECASE,
)
"""A line that can stand above a list of procedure codes."""

OF_DIAGNOSES: Final = re.compile(r"icd|diagnos|revenue|type of bill|place of service|drg|ndc|modifier", re.IGNORECASE)
"""Lists of other codes, some of which look like a procedure code."""

ENDS: Final = re.compile(
    r"(?:[0-9IVX]{1,4}[.)] )?(?:references?|background|description(?: of services?)?|rationale|definitions?|overview"
    r"|bibliography|policy(?: statement)?|coverage(?: rationale| policy)?|medical necessity|disclaimer|instructions?"
    r"|clinical evidence|(?:[a-z/]+ ){0,3}history(?: .{0,40})?|u\.?s\.? food and drug.*|summary|guidelines?|scope"
    r"|notes?|regulatory status|benefit application|general information|documentation(?: requirements)?)\W*",
    re.IGNORECASE,
)
"""Headings below which no list of codes goes on."""

STARTS: Final = re.compile(
    rf"[+*\u2022\u2020\u2021\u25cf\u25aa#^ ]*(?P<first>{ITEM.pattern})"
    rf"(?P<more>(?:(?: *[,;/&] *(?:and )?| and ){ITEM.pattern})*)"
    r"[*\u2020\u2021^]*(?P<rest>.*)",
)
LIKE_A_CODE: Final = re.compile(r"[+*]?(?=[0-9A-Za-z]*[0-9])[0-9OIlTFUS]{4}[0-9A-Za-z]")
IN_PROSE: Final = re.compile(
    r"(?<![\w.$/-])(?:[0-9]{4}[TFU]|[A-V][0-9]{4}|(?<=CPT )[0-9]{5}|(?<=code )[0-9]{5})(?![\w-])"
)
BARE: Final = re.compile(r"(?<![\w.$/-])(?<!\b[A-Z]{2} )(?<!\b[Zz][Ii][Pp] )[0-9]{5}(?![\w-])")
"""Five digits that may be a code, and no ZIP code behind a state."""

GONE: Final = re.compile(r"\b(?:deleted|discontinued|terminated|retired|end(?:ed|s)? (?:on|date))\b", re.IGNORECASE)
HEAD_ROW: Final = re.compile(
    r"(?:cpt|hcpcs)?[\u00ae*/ ]*(?:cpt|hcpcs|procedure|level ii)?[\u00ae* ]*codes?(?:\(s\))?[\u00ae*]*", re.IGNORECASE
)
ABOUT_OTHERS: Final = re.compile(r"(?:icd|diagnos|revenue|modifier).*\bcodes?\b|modifiers?$", re.IGNORECASE)
"""A heading of a list of other codes."""

SENTENCE: Final = re.compile(r"\b(?:is|are|was|were|may|must|should|do|does|will|see)\b")
LONGEST_HEADING: Final = 12
FEWEST_REPEATS: Final = 3
MOST_DOUBTS: Final = 12


@dataclass
class _Reader:
    """Where a reading of lines stands: the heading of the list, whether it is one, and what was found.

    `blocked` is set within a list of diagnoses or the like.
    """

    heading: str = ""
    inside: bool = False
    blocked: bool = False
    lists: dict[str, dict[str, int]] = field(default_factory=dict)
    doubts: list[str] = field(default_factory=list)
    mentioned: dict[str, int] = field(default_factory=dict)
    taken: set[int] = field(default_factory=set)


@dataclass(frozen=True)
class Codes:
    """The codes and ranges by the heading that they stand below, each with its page; what is in doubt.

    `taken` has the indexes of the lines of code tables, of which nothing is quoted.
    """

    lists: dict[str, dict[str, int]]
    doubts: tuple[str, ...]
    taken: frozenset[int]

    @property
    def every(self) -> tuple[str, ...]:
        """All codes and ranges, in order, each once; a code within a range is left out."""
        found = {code for held in self.lists.values() for code in held}
        ranges = [code.split("-") for code in found if "-" in code]
        within = {
            code for code in found for first, last in ranges
            if "-" not in code and shape(code) == shape(first) and first <= code <= last
        }  # fmt: skip
        return tuple(sorted(found - within))


def codes_of(paper: Paper) -> Codes:
    """Find the code lists of a paper, over as many pages as they take."""
    reader = _Reader()
    repeated = _repeated(paper)
    for index, (page, line) in enumerate(paper.lines):
        if line.text not in repeated or _is_head(line):
            _take(reader, index, page, line)
    listed = {heading: held for heading, held in reader.lists.items() if held}
    every = {code for held in listed.values() for code in held}
    doubts = [*reader.doubts, *_doubts(listed)]
    loose = {code: page for code, page in reader.mentioned.items() if not _holds(every, code)}
    if loose:
        told = ", ".join(f"{code} (page {page})" for code, page in list(loose.items())[:MOST_DOUBTS])
        more = f" and {len(loose) - MOST_DOUBTS} more" if len(loose) > MOST_DOUBTS else ""
        doubts.append(f"codes named outside a list of codes, left out: {told}{more}")
    return Codes(listed, tuple(_few(doubts)), frozenset(reader.taken))


def _few(doubts: list[str]) -> list[str]:
    kept = list(dict.fromkeys(doubts))
    more = len(kept) - 2 * MOST_DOUBTS
    return kept if more <= 0 else [*kept[: 2 * MOST_DOUBTS], f"codes: {more} more doubts; compare the list by hand"]


def _doubts(listed: dict[str, dict[str, int]]) -> Iterator[str]:
    if not listed:
        yield "codes: no list of procedure codes was found"
    if len(listed) > 1:
        told = "; ".join(f"'{heading}' {len(held)}" for heading, held in listed.items())
        yield f"codes stand below {len(listed)} headings ({told}); see which ones the answer is about"


def _holds(every: set[str], code: str) -> bool:
    ranges = (item.split("-") for item in every if "-" in item)
    return code in every or any(shape(code) == shape(first) and first <= code <= last for first, last in ranges)


def _repeated(paper: Paper) -> frozenset[str]:
    """Return the lines that stand on most pages: heads and feet, which end no list."""
    counts: dict[str, set[int]] = {}
    for page, line in paper.lines:
        counts.setdefault(line.text, set()).add(page)
    return frozenset(
        text for text, pages in counts.items() if len(pages) >= FEWEST_REPEATS and 2 * len(pages) > len(paper.pages)
    )


def _is_head(line: Line) -> bool:
    return any(_is_code_head(cell) for cell in line.cells)


def _is_code_head(cell: str) -> bool:
    plain = " ".join(cell.lower().replace("\u00ae", "").split())
    return plain in HEADS or bool(HEAD_ROW.fullmatch(cell.strip()))


def _take(reader: _Reader, index: int, page: int, line: Line) -> None:
    """Read one line: a heading, a row of codes, or prose."""
    row = _row(line) if reader.inside else []
    if row:
        reader.taken.add(index)
        _keep(reader, page, row, line)
    elif OF_DIAGNOSES.search(line.text) and _is_heading(line):
        _leave(reader, page, line)
    elif _is_heading(line):
        _enter(reader, index, line)
    elif _is_end(line):
        reader.inside = reader.blocked = False
    elif reader.inside:
        _beside(reader, index, page, line)
    if not reader.inside and not reader.blocked:
        reader.heading = ""
        _mention(reader, page, line.text)


def _beside(reader: _Reader, index: int, page: int, line: Line) -> None:
    """Note what stands in a list and is no row of it, such as text set beside a table: its numbers may be codes."""
    for code in BARE.findall(line.text):
        reader.mentioned.setdefault(code, page)
    if reader.lists.get(reader.heading):
        reader.taken.add(index)
        _doubt(reader, page, line)


def _enter(reader: _Reader, index: int, line: Line) -> None:
    """Begin a list below a heading; the head row of a table goes on with the list above it."""
    if _is_head(line):
        reader.inside = not reader.blocked
        reader.heading = reader.heading or line.text
    else:
        reader.inside, reader.blocked, reader.heading = True, False, line.text
    if reader.inside:
        reader.taken.add(index)


def _leave(reader: _Reader, page: int, line: Line) -> None:
    """End a list above one of diagnoses, modifiers or the like, whose codes are not those of procedures."""
    if any(_is_code_head(cell) and not OF_DIAGNOSES.search(cell) for cell in line.cells) and len(line.cells) > 1:
        reader.doubts.append(f"a table of procedure codes beside other codes (page {page}), left out; see the page")
    reader.inside, reader.blocked, reader.heading = False, True, ""


def _is_heading(line: Line) -> bool:
    """Tell whether a line can stand above a list of codes: a head of a table, or a short line about codes."""
    if _is_head(line):
        return True
    is_short = _is_short(line) and len(line.cells) == 1
    return (is_short or line.is_heading) and bool(OF_CODES.fullmatch(line.text) or ABOUT_OTHERS.search(line.text))


def _is_end(line: Line) -> bool:
    return bool(ENDS.fullmatch(line.text)) or (line.is_heading and not OF_CODES.fullmatch(line.text))


def _is_short(line: Line) -> bool:
    return (
        len(line.text.split()) <= LONGEST_HEADING
        and not line.text.endswith((".", ";", ","))
        and not SENTENCE.search(line.text)
    )


def _row(line: Line) -> list[tuple[str, str]]:
    """Read the codes of a row, each with what follows it: all cells of a grid of codes, else the first cell."""
    found = [_in_cell(cell) for cell in line.cells]
    if all(found):
        return [code for cell in found for code in cell]
    return next((codes for codes in found if codes), [])


def _in_cell(cell: str) -> list[tuple[str, str]]:
    grid = [_item(part) for word in cell.split() if (part := ITEM.fullmatch(word.strip("+*,;")))]
    if len(grid) == len(cell.split()) > 1 and all(grid):
        return [(code, "") for code in grid]
    found = STARTS.fullmatch(cell)
    items = [_item(part) for part in ITEM.finditer(found["first"] + found["more"])] if found else []
    if not found or not all(items) or re.match(r"[0-9A-Za-z.-]", found["rest"]):
        return []
    return [(code, found["rest"]) for code in items]


def _item(part: re.Match[str]) -> str:
    first, last = part[1].upper(), (part[2] or "").upper()
    if not is_code(first) or (last and (not is_code(last) or shape(first) != shape(last) or last <= first)):
        return ""
    return f"{first}-{last}" if last else first


def _keep(reader: _Reader, page: int, row: list[tuple[str, str]], line: Line) -> None:
    held = reader.lists.setdefault(reader.heading, {})
    for code, _ in row:
        held.setdefault(code, page)
    if GONE.search(line.text):
        told = ", ".join(code for code, _ in row)
        reader.doubts.append(f"{told} (page {page}): the row speaks of an end; see whether it still holds")
    _mention(reader, page, line.text)


def _mention(reader: _Reader, page: int, text: str) -> None:
    """Note the codes that a text names; whether a list holds them is told at the end."""
    for code in IN_PROSE.findall(text):
        reader.mentioned.setdefault(code, page)


def _doubt(reader: _Reader, page: int, line: Line) -> None:
    """Tell what looks like a code and is none, in a line of a list that begins with no code."""
    first = line.cells[0].split()[0]
    if LIKE_A_CODE.fullmatch(first) or (STARTS.match(line.cells[0]) and any(map(str.isdigit, first))):
        reader.doubts.append(f"'{first}' (page {page}): no code that can be read, left out; see the page")
    _mention(reader, page, line.text)
