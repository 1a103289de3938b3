"""The dates that a document prints about itself: read behind their labels only, and doubted where two disagree."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from kb.domain.days import MONTHS
from kb.drafts.pages import Paper

MONTH: Final = rf"(?P<month>{'|'.join(f'{name[:3]}(?:{name[3:]})?' for name in MONTHS)}|Sept)\.?"
FORMS: Final = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        rf"{MONTH} (?P<d>[0-9]{{1,2}})(?:st|nd|rd|th)?,? ?(?P<y>(?:19|20)[0-9]{{2}})(?![0-9])",
        rf"(?P<d>[0-9]{{1,2}})[ -]{MONTH}[ -](?P<y>(?:19|20)[0-9]{{2}})(?![0-9])",
        r"(?P<y>(?:19|20)[0-9]{2})[-/](?P<m>[0-9]{1,2})[-/](?P<d>[0-9]{1,2})(?![0-9/-])",
        r"(?P<m>[0-9]{1,2})(?P<sep>[-/])(?P<d>[0-9]{1,2})(?P=sep)(?P<y>(?:19|20)?[0-9]{2})(?![0-9/-])",
        r"(?P<m>[0-9]{1,2})\.(?P<d>[0-9]{1,2})\.(?P<y>(?:19|20)[0-9]{2})(?![0-9.-])",
    )
)
"""A day as documents print it; of numbers alone, in the order of the United States."""

PARTIAL: Final = re.compile(rf"{MONTH},? (?:19|20)[0-9]{{2}}|(?:0?[1-9]|1[0-2])/(?:19|20)[0-9]{{2}}", re.IGNORECASE)
"""A month with its year, which is no day."""

BETWEEN: Final = (
    r"[ :.\u2026*]*(?:date[ :.*]*)?"
    r"(?:(?:for|with)? ?(?:dates?|claims?|services?)? ?(?:of service|performed|processed)? ?"
    r"(?:on(?: or after)?|as of)? )?"
    r"[ :]*"
)
"""What may stand between a label and its date."""

KINDS: Final = {
    "next": r"next (?:scheduled )?(?:review|update|revision)(?: date)?|review due(?: date)?",
    "original": r"(?:original|initial|first|origination|inception|implementation)[ a-z]{0,30}?date"
    r"|origination|original(?:ly)? effective|policy created|date of origin|adopted",
    "ends": r"(?:end|ending|retirement|retired|termination|expiration|archive)(?:ed)? date|revision ending date",
    "effective": r"(?:this |current |revised |revision |policy |guideline |version |coverage |medical policy )*"
    r"effective(?: date)?(?: of (?:this )?(?:policy|version|guideline))?",
    "reviewed": r"(?:date of )?(?:the )?(?:last|latest|most recent|annual|committee)? ?review(?:ed)?(?: date)?",
    "revised": r"(?:date of )?(?:the )?(?:last|latest|most recent)? ?(?:revis(?:ed|ion)|updated?|modified)(?: date)?",
    "published": r"(?:published|publication|posted|issued?|approv(?:ed|al))(?: date| on)?",
    "retrieved": r"(?:date )?(?:printed|retrieved|accessed|downloaded)(?: on| date)?",
}
LABEL: Final = {
    kind: re.compile(rf"(?:\W{{0,3}})(?:{words})(?=\W|$|date)", re.IGNORECASE) for kind, words in KINDS.items()
}
INSIDE: Final = re.compile(rf"(?:(?<=[ ;,|(])|^)(?:{'|'.join(KINDS.values())})\b\W*?:", re.IGNORECASE)
"""A label with a colon, at the beginning or in the middle of a cell."""

STAMP: Final = re.compile(r"(?P<at>[0-9]{1,2}/[0-9]{1,2}/[0-9]{2,4}),? [0-9]{1,2}:[0-9]{2}(?: ?[AP]M)?\b")
"""What a browser prints on a page: the day and the hour."""

HISTORY: Final = re.compile(
    r"(?:policy|document|revision|review|version|change|update|publication)?[ /]*"
    r"(?:histor(?:y|ies)|change log|revision log|summary of changes|updates)\b.{0,40}",
    re.IGNORECASE,
)
"""The heading below which a document tells of its older editions."""

NO_DATE: Final = re.compile(r"(?:n/?a|tbd|none|not applicable|to be determined)\W*", re.IGNORECASE)
LONGEST_LABEL: Final = 90
LONGEST_REST: Final = 12
"""Characters behind a date, more of which make its cell a sentence."""


@dataclass(frozen=True)
class Printed:
    """A date behind its label: the kind of date, the page, and the day; `written` is how it is printed.

    `sure` is not set where it may be a part of a sentence.
    """

    kind: str
    page: int
    written: str
    day: dt.date | None
    sure: bool = True


@dataclass(frozen=True)
class Dates:
    """The one day of each kind, and what is doubted: two days that disagree, or a label without a day."""

    days: dict[str, dt.date]
    doubts: tuple[str, ...]


CALLED: Final = {
    "effective": "effective date",
    "reviewed": "date of review",
    "revised": "date of revision",
    "published": "date of publication",
    "next": "next review",
    "original": "original effective date",
    "ends": "end date",
    "retrieved": "date of printing",
}


def dates_of(paper: Paper) -> Dates:
    """Find the dates of a paper. A day is given only where all labels of its kind agree."""
    found = list(_printed(paper))
    days: dict[str, dt.date] = {}
    doubts: list[str] = []
    for kind, called in CALLED.items():
        mine = [one for one in found if one.kind == kind]
        whole = dict.fromkeys(one.day for one in mine)
        if len(whole) == 1 and (only := next(iter(whole))) and any(one.sure for one in mine):
            days[kind] = only
        elif mine:
            told = dict.fromkeys(f"{one.written or 'no day'} (page {one.page})" for one in mine)
            doubts.append(f"{called}: printed as {'; '.join(told)}; write the right one yourself")
    if "effective" not in {one.kind for one in found}:
        doubts.append("effective date: none is printed behind a label; see the history of the document")
    return Dates(days, tuple(doubts))


def read_day(text: str) -> tuple[dt.date | None, str]:
    """Read the day that a text begins with: the day and how it is printed; None where it begins with none."""
    for form in FORMS:
        found = form.match(text)
        if found:
            return _day(found), found[0]
    partial = PARTIAL.match(text)
    return None, partial[0] if partial else ""


def _day(found: re.Match[str]) -> dt.date | None:
    parts = found.groupdict()
    month = parts.get("m") or next(
        n for n, name in enumerate(MONTHS, 1) if name[:3].lower() == parts["month"][:3].lower()
    )
    year = int(parts["y"])
    try:
        return dt.date(year if year > 99 else 2000 + year, int(month), int(parts["d"]))  # noqa: PLR2004
    except ValueError:
        return None


def _printed(paper: Paper) -> Iterator[Printed]:
    lines = list(paper.lines)
    for number, (page, line) in enumerate(lines):
        if number and HISTORY.fullmatch(line.text):
            break
        if stamp := STAMP.match(line.text):
            day, written = read_day(stamp["at"])
            yield Printed("retrieved", page, written, day)
        below = lines[number + 1][1].cells if number + 1 < len(lines) else ()
        for at, cell in enumerate(line.cells):
            beside = line.cells[at + 1] if at + 1 < len(line.cells) else ""
            under = below[at] if at < len(below) and len(below) == len(line.cells) else ""
            yield from _in_cell(page, cell, (beside, under))


def _in_cell(page: int, cell: str, near: tuple[str, str]) -> Iterator[Printed]:
    """Read the labels of one cell; a date may follow in it, or stand beside or under it."""
    starts = [0, *(found.start() for found in INSIDE.finditer(cell) if found.start())]
    parts = [cell[begin:end] for begin, end in zip(starts, [*starts[1:], None], strict=True)]
    for at, part in enumerate(parts):
        kind = next((kind for kind, label in LABEL.items() if label.match(part)), "")
        if not kind:
            continue
        label = LABEL[kind].match(part)
        rest = part[label.end() if label else 0 :]
        between = re.match(BETWEEN, rest, re.IGNORECASE)
        value = rest[between.end() if between else 0 :]
        is_label = not value.strip(" :.*")
        if is_label and at == len(parts) - 1 and len(cell) <= LONGEST_LABEL:
            yield from _beside(kind, page, near)
        elif not is_label:
            yield from _value(kind, page, value, is_label=":" in rest[: between.end() if between else 0])


def _beside(kind: str, page: int, near: tuple[str, str]) -> Iterator[Printed]:
    for beside in near:
        text = beside[found.end() if (found := re.match(BETWEEN, beside, re.IGNORECASE)) else 0 :]
        day, written = read_day(text)
        if written:
            yield Printed(kind, page, written, day)
            return
        if text and not any(label.match(text) for label in LABEL.values()):
            yield from _value(kind, page, text, is_label=True)
            return


def _value(kind: str, page: int, value: str, *, is_label: bool) -> Iterator[Printed]:
    """Give the date that a value begins with; behind a colon, also that there is none that can be read."""
    day, written = read_day(value)
    if written:
        rest = value[len(written) :]
        yield Printed(kind, page, written, day, is_label or len(rest) <= LONGEST_REST)
    elif is_label and re.search(r"[0-9]{4}", value[:40]) and not NO_DATE.fullmatch(value):
        yield Printed(kind, page, f"'{value[:40].strip()}'", None)
