"""NCCI pair files: millions of rows to a line for each column 1 code, indicator and rationale, with runs of codes.

A deletion date is the last day on which an edit is in force: in CMS's files these are ends of quarters. Indicator 9
marks an edit that never applied. Such edits, and those that ended before the edition, are counted and dropped.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby, pairwise
from typing import Final

from kb.domain.problem import Place, Problem, shown
from kb.facts.codes import count, is_code, ordinal, runs
from kb.facts.rationales import PAIR_NUMBERS, plain
from kb.facts.table_text import Row
from kb.official.heads import Found
from kb.official.layout import day
from kb.official.rows import Tell, hint, is_note
from kb.official.source import Refused, refuse

HEADS: Final = (
    r"column ?(?:1|one).*",
    r"column ?(?:2|two).*",
    r".*(?:in existence|prior to 1996|prior).*",
    r"effective(?: date)?(?: .*)?",
    r"deletion(?: date)?(?: .*)?",
    r"modifier.*",
    r"(?:ptp )?(?:edit )?rationale",
)
OPTIONAL: Final = 2
"""The place of the head that may be missing, and whose cells are left out."""

DAY: Final = re.compile(r"(?:[0-9]{4}-[0-9]{2}-[0-9]{2})?")
SETTINGS: Final = (
    ("practitioner", re.compile(r"ccipra|practitioner|physician")),
    ("hospital", re.compile(r"ccioph|hospital|outpatient")),
)
MOST: Final = 20
NEVER: Final = "9"
"""The indicator of an edit that never applied."""

STARS: Final = frozenset({"", " ", "*", "* "})
"""What stands below the head on edits from before 1996."""

Key = tuple[str, str, str, str, str]
Fact = tuple[str, str, str, str, str, str]
"""Column 1, column 2, first day, last day or none, indicator, number of the rationale."""


@dataclass
class Pairs:
    """The edits of some files, gathered: the column 2 codes by column 1 code, indicator, rationale and dates."""

    edition: str
    wanted: frozenset[str]
    groups: dict[Key, list[str]] = field(default_factory=dict)
    codes: dict[str, str] = field(default_factory=dict)
    days: dict[str, str] = field(default_factory=dict)
    marks: dict[str, str] = field(default_factory=dict)
    reasons: dict[str, str] = field(default_factory=dict)
    read: int = 0


def place_heads(name: str, found: Found) -> tuple[int, ...] | None:
    """Find the places of the seven columns, -1 for one that is missing; None where this is no pair file."""
    places: list[int] = []
    for words in HEADS:
        at = next((at for at, head in enumerate(found.heads) if re.fullmatch(words, head) and at not in places), -1)
        places.append(at)
    if places[0] < 0 or places[1] < 0:
        return None
    if any(place < 0 for at, place in enumerate(places) if at != OPTIONAL):
        raise refuse(name, "a pair file without dates, modifier or rationale; take the file as CMS publishes it",
                     "unknown-kind", found.line)  # fmt: skip
    strange = [head for at, head in enumerate(found.heads) if head and at not in places]
    if strange:
        message = f"the head '{shown(strange[0])}' is none of a pair file; take the file as CMS publishes it"
        raise refuse(name, message, "unknown-column", found.line)
    return tuple(places)


def setting_of(name: str, notes: Iterable[str]) -> str:
    """Tell whose claims a pair file is for, by its name before its notes; empty where neither tells it."""
    for written in (name.lower(), " ".join(notes).lower()):
        found = [setting for setting, pattern in SETTINGS if pattern.search(written)]
        if len(found) == 1:
            return found[0]
    return ""


def read_pairs(
    name: str, places: tuple[int, ...], rows: Iterable[tuple[int, list[str]]], pairs: Pairs, tell: Tell
) -> int:
    """Read the rows of one file into `pairs`, and give how many there were. Raises Refused with up to 20 problems."""
    problems: list[Problem] = []
    number = 0
    for line, cells in rows:
        fact = _fact(cells, places, pairs)
        if fact is None:
            if is_note(cells):
                continue
            problems += _learn(name, line, cells, places, pairs)
            if len(problems) >= MOST:
                break
            fact = _fact(cells, places, pairs)
        number += 1
        if not number % 200_000:
            tell(number)
        if fact is not None:
            _add(pairs, fact)
    if problems:
        raise Refused(*problems)
    pairs.read += number
    return number


def _fact(cells: list[str], places: tuple[int, ...], pairs: Pairs) -> Fact | None:
    """Read a row whose every cell was met before in its column; None for any other."""
    one, two, star, begin, end, mark, why = places
    try:
        if len(cells) > len(places) or (star >= 0 and cells[star] not in STARS):
            return None
        return (
            pairs.codes[cells[one]],
            pairs.codes[cells[two]],
            pairs.days[cells[begin]],
            pairs.days[cells[end]],
            pairs.marks[cells[mark]],
            pairs.reasons[cells[why]],
        )
    except (KeyError, IndexError):
        return None


def _add(pairs: Pairs, fact: Fact) -> None:
    """Keep an edit that is in force on the first day of the edition or later, and of a code that is wanted."""
    first, second, since, until, mark, reason = fact
    ended = until and (until < pairs.edition or until < since)
    unwanted = pairs.wanted and first not in pairs.wanted and second not in pairs.wanted
    if mark == NEVER or ended or unwanted:
        return
    key = (first, mark, reason, since if since > pairs.edition else "", until)
    held = pairs.groups.get(key)
    if held is None:
        pairs.groups[key] = [second]
    else:
        held.append(second)


def _learn(name: str, line: int, cells: list[str], places: tuple[int, ...], pairs: Pairs) -> list[Problem]:
    """Check the cells of a row that are met for the first time in their columns, and keep what they mean."""
    return [
        Problem(name, Place(line, at + 1), "official-value", message) for at, message in _faults(cells, places, pairs)
    ]


def _faults(cells: list[str], places: tuple[int, ...], pairs: Pairs) -> Iterator[tuple[int, str]]:
    one, two, star, begin, end, mark, why = places
    if len(cells) <= max(one, two, begin, end, mark, why):
        yield 0, f"{len(cells)} cells, fewer than the heads; the file is cut short: download it again"
        return
    for at in range(len(places) if star >= 0 else len(places) - 1, len(cells)):
        yield at, f"'{shown(cells[at])}' stands below no head; take the file as CMS publishes it"
    if star >= 0 and cells[star] not in STARS:
        yield star, f"'{shown(cells[star])}' is no star; take the file as CMS publishes it"
    for at, read, into, told in (
        (one, _code, pairs.codes, f"is no CPT or HCPCS code{hint(cells[one].strip(), 'code')}"),
        (two, _code, pairs.codes, f"is no CPT or HCPCS code{hint(cells[two].strip(), 'code')}"),
        (begin, _day, pairs.days, "is no day; CMS writes 20240701, or * for none"),
        (end, _day, pairs.days, "is no day; CMS writes 20240701, or * for none"),
        (mark, _mark, pairs.marks, "is no modifier indicator: it is 0, 1 or 9"),
        (why, _reason, pairs.reasons, f"is no rationale that is known{hint(cells[why], 'rationale')}"),
    ):
        meant = read(cells[at])
        if meant is None:
            yield at, f"'{shown(cells[at])}' {told}"
        else:
            into[cells[at]] = meant


def _code(written: str) -> str | None:
    code = written.strip().upper()
    return code if is_code(code) else None


def _day(written: str) -> str | None:
    found = day(written)
    return found if DAY.fullmatch(found) else None


def _mark(written: str) -> str | None:
    return written.strip() if written.strip() in {"0", "1", NEVER} else None


def _reason(written: str) -> str | None:
    number = PAIR_NUMBERS.get(plain(written))
    return str(number) if number else None


def pair_rows(name: str, pairs: Pairs) -> tuple[list[Row], int]:
    """Give the lines of the table and how many edits they hold. Raises Refused where two edits contradict."""
    rows: list[Row] = []
    kept = 0
    for code, keys in groupby(sorted(pairs.groups), key=lambda key: key[0]):
        of_code = [(*key, runs(pairs.groups[key])) for key in keys]
        _refuse_contradiction(name, code, of_code)
        rows += of_code
        kept += sum(count(row[-1]) for row in of_code)
    return rows, kept


def _refuse_contradiction(name: str, code: str, rows: Sequence[Row]) -> None:
    """Refuse a pair that has two edits in force at once, with different indicators or rationales."""
    plain_rows = [row for row in rows if not row[3] and not row[4]]
    if len(plain_rows) < 2:  # noqa: PLR2004  (one cannot contradict itself)
        return
    for other in _twice(row[-1] for row in plain_rows):
        message = f"{code} and {other} have two edits in force at once; take the file as CMS publishes it"
        raise refuse(name, message, "official-value")


def _twice(written: Iterable[str]) -> Iterator[str]:
    """Find codes that stand in more than one of some texts of runs, by the ends of their runs."""
    found = ((run.partition("-")[0], run.rpartition("-")[2]) for text in written for run in text.split())
    ends = sorted((ordinal(first), ordinal(last), first) for first, last in found)
    yield from (after[2] for before, after in pairwise(ends) if after[0] <= before[1])
