"""Dates of service within a query, in every usual form: a day, a month, a year, a span, or words such as last year.

What looks like a date and is none is told, never passed over. The browser does the same in `static/dates.js`, from
the tables of `tables()`.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any, Final

from kb.domain.days import MONTHS

YEAR: Final = "(?<y>(?:19|20)[0-9]{2})"
SHORT: Final = "(?<y>[0-9]{4}|[0-9]{2})"
MONTH: Final = "(?<m>[0-9]{1,2})"
DAY: Final = "(?<d>[0-9]{1,2})"
NAMES: Final = (
    "jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|"
    "nov(?:ember)?|dec(?:ember)?"
)
NAME: Final = rf"(?<m>{NAMES})\.?"
NTH: Final = "(?:st|nd|rd|th)?"
BEFORE: Final = "(?<![0-9a-z:./$-])(?:(?:dos|date of service|service date)[: ]*)?"
AFTER: Final = "(?![0-9a-z/$-]|[.,][0-9])"

FORMS: Final = (
    rf"{YEAR}[-/.]{MONTH}[-/.]{DAY}",  # 2026-03-01, 2026/03/01
    rf"{MONTH}/{DAY}(?= ?(?:or|and|vs|versus|,|&) ?[0-9]{{1,2}}/[0-9]{{1,2}}/{SHORT})",  # 3/2 of: 3/2 or 4/2/26
    rf"{MONTH}[-/]{DAY}[-/]{SHORT}",  # 3/1/26, 03-01-2026, the US order
    rf"{MONTH}[.]{DAY}[.]{YEAR}",  # 3.1.2026
    rf"{MONTH}[.](?<d>[1-9]|[1-3][0-9])[.](?<y>[0-9]{{2}})",  # 12.4.21; 2.04.21 is the number of a policy
    rf"(?:dos|date of service|service date|on|from)[: ]+{MONTH}[.]{DAY}[.](?<y>[0-9]{{2}})",  # dos 12.04.21
    rf"{YEAR}(?<m>[0-1][0-9])(?<d>[0-3][0-9])",  # 20260301
    rf"(?<m>[0-1][0-9])(?<d>[0-3][0-9]){YEAR}",  # 03012026
    rf"{DAY}[- ]{NAME}[- ,]+{SHORT}",  # 1-Mar-2026, 1 March 2026
    rf"{DAY}{NTH} (?:of )?{NAME},? {YEAR}",  # 1st of March 2026
    rf"{NAME} {DAY}{NTH},? {YEAR}",  # March 1, 2026
    rf"{NAME}[- ,]+{YEAR}",  # March 2024
    rf"{YEAR}[- ,]+{NAME}(?! ?[0-9]{{1,2}}(?![0-9]))",  # 2024 March
    rf"{YEAR}-(?<m>[0-1][0-9])",  # 2026-03
    rf"(?<m>[0-1]?[0-9])/{YEAR}",  # 03/2026
    rf"(?<q>[1-4])(?:st|nd|rd|th) quarter(?: of)? {YEAR}",
    rf"q(?<q>[1-4])[ -]?{YEAR}",
    rf"(?:in|during|for|of|since|until|back in|year|early|mid|late) {YEAR}",  # in 2021
    rf"{YEAR}",
)
"""Forms of a date, the longest first; `(?<y>` is rewritten for Python. The last, a bare year, stays a word."""

JOIN: Final = " ?(?:-|to|through|thru|till|until|and) ?"
LAST_MONTH, LAST_DAY, LAST_SHORT = "(?<n>[0-9]{1,2})", "(?<e>[0-9]{1,2})", "(?<z>[0-9]{4}|[0-9]{2})"
LAST: Final = "(?<z>(?:19|20)[0-9]{2})"
LAST_NAME: Final = rf"(?<n>{NAMES})\.?"

SPANS: Final = (
    rf"{YEAR}[-/.]{MONTH}[-/.]{DAY}{JOIN}{LAST}[-/.]{LAST_MONTH}[-/.]{LAST_DAY}",  # 2026-03-30 to 2026-04-02
    rf"{YEAR}(?<m>[0-1][0-9])(?<d>[0-3][0-9]){JOIN}{LAST}(?<n>[0-1][0-9])(?<e>[0-3][0-9])",  # 20260330-20260402
    rf"{MONTH}[/.]{DAY}[/.]{SHORT}{JOIN}{LAST_MONTH}[/.]{LAST_DAY}[/.]{LAST_SHORT}",  # 3/30/26-4/2/26
    rf"{MONTH}-{DAY}-{SHORT}(?: ?(?:to|through|thru|till|until|and) ?| - ){LAST_MONTH}-{LAST_DAY}-{LAST_SHORT}",
    rf"{MONTH}[/.]{DAY}{JOIN}{LAST_MONTH}[/.]{LAST_DAY}[/.]{LAST_SHORT}",  # 3/30-4/2/26
    rf"{MONTH}/{DAY}{JOIN}{LAST_DAY}/{LAST_SHORT}",  # 3/30-31/26
    rf"{NAME} {DAY}{NTH},? {YEAR}{JOIN}{LAST_NAME} {LAST_DAY}{NTH},? {LAST}",  # March 30, 2026 to April 2, 2026
    rf"{NAME} {DAY}{NTH}{JOIN}{LAST_NAME} {LAST_DAY}{NTH},? {LAST}",  # March 30 to April 2, 2026
    rf"{NAME} {DAY}{NTH}{JOIN}{LAST_DAY}{NTH},? {LAST}",  # March 30-31, 2026
    rf"{DAY}{NTH} {NAME}{JOIN}{LAST_DAY}{NTH} {LAST_NAME},? {LAST}",  # 30 March to 2 April 2026
    rf"{NAME}[- ,]+{YEAR}{JOIN}{LAST_NAME}[- ,]+{LAST}",  # March 2026 to April 2026
    rf"{NAME}{JOIN}{LAST_NAME}[- ,]+{LAST}",  # Jan-Mar 2026
    rf"{MONTH}/{YEAR}{JOIN}{LAST_MONTH}/{LAST}",  # 3/2026-4/2026
    rf"q(?<q>[1-4]) ?{YEAR}{JOIN}q(?<r>[1-4]) ?{LAST}",  # Q1 2025 to Q2 2026
    rf"q(?<q>[1-4]){JOIN}q(?<r>[1-4]) ?{LAST}",  # Q1-Q2 2026
    rf"{YEAR}(?:{JOIN}|/){LAST}",  # 2024-2026, 2025/2026
)
"""Forms of a span, the longest first; `n`, `e`, `z` and `r` are the last month, day, year and quarter.

A first date without a year is of the year of the last one, or of the year before where it would come after it.
"""

DECIDED: Final = (
    r"(?<![0-9a-z])(?:denied|denial|notice|dated|eob|letter|remit|remittance|decision|processed|received)"
    r"(?: (?:on|of|in|date|dated|from|letter|notice))*[: ]*$"
)
"""What before a date makes it the day of a decision, not of the service."""

_COUNTS: Final = "".join(
    f"(?<!{word} )" for word in ("day", "days", "weeks", "month", "months", "year", "years", "long")
)
_OF_DAY: Final = "(?: the| dos| date of service)? ?$"
_NOT: Final = "(?:not|no|on (?:or|and)|of or)"
EDGES: Final = (
    (rf"(?<![0-9a-z]){_NOT} (?:after|later than|before){_OF_DAY}", "itself"),
    (rf"(?<![0-9a-z]){_COUNTS}(?:before|prior to|earlier than){_OF_DAY}", "before"),
    (rf"(?<![0-9a-z]){_COUNTS}(?:after|later than){_OF_DAY}", "after"),
)
"""Words before a time by which the day before it, the day after it, or the day itself is meant, unless they count.

The first that is found holds: no later than a day is that day, 60 days after a day is no day of service."""

_LATER: Final = "(?:onwards?|forward|and (?:later|after|on|onwards?|forward))"
_UP_TO: Final = "(?:to|until|till|through|thru|up to) (?:date|now|today|present|the present)"
SINCE: Final = (
    ("(?<![0-9a-z])since(?: the)? ?$", ""),
    (rf"(?<![0-9a-z])(?:not (?:before|earlier than|prior to)|no earlier than|on (?:or|and) after){_OF_DAY}", ""),
    ("(?<![0-9a-z])(?:from|starting|beginning) ?$", "^ ?on(?![0-9a-z])"),
    ("", rf"^ ?(?:{_LATER}|{_UP_TO})(?![0-9a-z])"),
)
"""Words before a time and words behind it by which, together, all since then is meant, up to the reader's day."""

FIRST_YEAR, LAST_YEAR = 1990, 2099
"""The years that a date of service can lie in."""

CALLED_DATE: Final = (
    r"(?<![0-9a-z])(?:dos|date of service|service date)[: ]*"
    r"(?<w>[0-9]{1,2}[-/.][0-9]{1,2}(?:[-/.][0-9]+)?)(?![0-9a-z/-])"
)
LIKE_A_DATE: Final = (
    r"(?<![0-9a-z:./$-])(?<!pos )(?<!service )(?<!code )(?<!mod )(?<!modifier )(?<!modifiers )"
    r"(?<w>(?:0?[1-9]|1[0-2])/(?:0?[1-9]|[12][0-9]|3[01])(?: ?(?:-|to|through|thru) ?[0-9]{1,2}/[0-9]{1,2})?)"
    r"(?![0-9a-z/$-]|[.,][0-9])"
)
_NO_COUNT: Final = "(?! ?(?:units?|injections?|doses?|codes?|times|claims?)(?![a-z]))"
_NO_YEAR: Final = "(?![0-9a-z/-]|[.,][0-9]|,? ?(?:19|20)[0-9]{2}(?![0-9a-z]))"
MONTH_ALONE: Final = (
    rf"(?<![0-9a-z./-])(?<w>(?:(?:back )?in|since|during|from|as of|by|until) (?:{NAMES})(?: [0-9]{{1,2}}{NTH})?"
    rf"|(?:{NAMES})\.? [0-9]{{1,2}}{NTH}{_NO_COUNT}"
    rf"|[0-9]{{1,2}}{NTH} (?:of (?:{NAMES})|(?!may)(?:{NAMES})))\.?{_NO_YEAR}"
)
PART_OF_A_YEAR: Final = (
    r"(?<![0-9a-z])(?<w>(?:first|second|third|fourth|1st|2nd|3rd|4th|last|this|next|current|previous|prior) quarter"
    r"|(?:beginning|start|end|middle) of (?:the |this |last |next )?(?:year|quarter))(?! (?:of )?(?:19|20)[0-9]{2})"
    "(?![a-z])"
)
DATED: Final = (CALLED_DATE, LIKE_A_DATE, MONTH_ALONE, PART_OF_A_YEAR)
"""What is called a date of service, or looks like a date, and has no form of one: 1/15 or March without its year."""

LACKS_YEAR: Final = rf"[0-9]{{1,2}}/[0-9]{{1,2}}|(?:.* )?(?:{NAMES})\.?(?: [0-9]{{1,2}}{NTH})?|.*(?:quarter|year)"
"""How a time is written that has no year."""

AGO: Final = (
    r"(?<![0-9a-z])(?:as of )?(?:about |over |some )?(?<c>[0-9]{1,2}|an?|one|two|three|four|five|six|ten)"
    r" (?<u>years?|yrs?|months?|mos?|weeks?|wks?|days?) ago(?![0-9a-z])"
)
_LAST: Final = (
    r"(?:(?:in|within|over|during|for) (?:the )?(?:last|past|previous) |(?:the )?last "
    r"|(?:(?<=changes )|(?<=changed )|(?<=updates )|(?<=updated )|(?<=revisions ))(?:the )?past )"
)
_UNIT: Final = "years?|yrs?|months?|mos?|weeks?|wks?|days?"
WITHIN: Final = (
    rf"(?<![0-9a-z]){_LAST}(?<c>[0-9]{{1,3}}|two|three|four|five|six|ten) (?<u>{_UNIT})(?![0-9a-z])",
    r"(?<![0-9a-z])(?:in |within |over |during )?(?:the )?past (?<u>year|month|week)(?![0-9a-z])",
)
"""How a time up to today is given by its length: the last 90 days, in the past 6 months, past year."""

COUNTS: Final = {
    "a": 1,
    "an": 1,
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "ten": 10,
    "twelve": 12,
}
"""How a day is given by the time since then: 18 months ago."""

RELATIVE: Final = {
    "today": "today",
    "yesterday": "yesterday",
    "tomorrow": "tomorrow",
    "last year": "last year",
    "this year": "this year",
    "next year": "next year",
    "last month": "last month",
    "this month": "this month",
    "next month": "next month",
}
"""Words for a time that the reader's own day gives."""

SPAN: Final = r"^(?: ?(?:-|to|through|thru|until|and) ?)$"
"""What joins the first and the last date of a span."""

CHOICE: Final = "^ (?:or|vs|versus) $"
"""What is between two days of which it is asked which one holds."""

MAY: Final = (
    rf"(?<![0-9a-z])(?:(?:19|20)[0-9]{{2}}|q[1-4]|today|yesterday|tomorrow|ago(?![a-z])|(?:{NAMES})(?![a-z]))"
    "|[0-9]{8}|[0-9][-/.][0-9]|quarter|year|month|(?:last|past|previous) "
)
"""What stands in every text that has a time: a browser loads the tables for these alone."""


@dataclass(frozen=True)
class Found:
    """A time within a query: where it is, its first and its last day in ISO form; both empty if it is none.

    `is_decision`: it is the day of a denial or a notice, not of the service.
    """

    start: int
    end: int
    first: str
    last: str
    written: str
    is_decision: bool = False

    @property
    def lacks_year(self) -> bool:
        """Whether it is a time without its year: a day and a month, a month, a quarter."""
        return not self.first and bool(re.fullmatch(LACKS_YEAR, self.written))


def are_choice(times: Sequence[Found], text: str) -> bool:
    """Tell whether the times of a text are days without a year of which it is asked which one holds: 4/15 or 4/16."""
    is_choice = any(re.match(CHOICE, text[one.end : other.start]) for one, other in pairwise(times))
    return is_choice and all(one.lacks_year for one in times)


def find_dates(text: str, today: dt.date) -> list[Found]:
    """Find every time in a cleaned query, outside quotes, in order. One that cannot be has empty days."""
    found: list[Found] = []
    for one in [*_relative(text, today), *_forms(text)]:
        taken = any(one.start < other.end and other.start < one.end for other in found)
        if not taken and text[: one.start].count('"') % 2 == 0:
            found.append(one)
    joined = _joined(sorted(found, key=lambda one: one.start), text)
    return [_placed(one, text, today) for one in joined]


def _until_today(one: Found, text: str, today: dt.date) -> Found | None:
    """Return a time since which something is asked, up to today; None if it is none, or is to come."""
    if not one.first or one.is_decision or one.first > today.isoformat():
        return None
    for lead, behind in SINCE:
        before, after = re.search(lead, text[: one.start]), re.search(behind, text[one.end :])
        if before and after:
            start, end = before.start() if lead else one.start, one.end + after.end()
            return replace(one, start=start, end=end, last=today.isoformat(), written=text[start:end].strip())
    is_since = one.written.startswith("since ")
    return replace(one, last=today.isoformat()) if is_since else None


def _placed(one: Found, text: str, today: dt.date) -> Found:
    """Mark the day of a decision by the words before it; before a day is the eve of it, after it the next day."""
    is_service = re.match("dos|date of service|service date", one.written)
    one = replace(one, is_decision=not is_service and bool(re.search(DECIDED, text[: one.start])))
    since = _until_today(one, text, today)
    if since:
        return since
    for words, side in EDGES:
        before = re.search(words, text[: one.start]) if one.first else None
        if before:
            edge = dt.date.fromisoformat(one.last if side != "before" else one.first)
            day = (edge + dt.timedelta(days={"before": -1, "after": 1}.get(side, 0))).isoformat()
            return replace(one, first=day, last=day, written=text[before.start() : one.end].strip())
    return one


def without(text: str, found: list[Found]) -> str:
    """Return a query without its times; a bare year stays, since titles of documents have one."""
    years = set(bare_years(found))
    for one in reversed(found):
        if one.written not in years:
            text = f"{text[: one.start]} {text[one.end :]}"
    return text


def bare_years(found: Sequence[Found]) -> tuple[str, ...]:
    """Return the times that are a year and nothing else."""
    return tuple(one.written for one in found if re.fullmatch("[0-9]{4}", one.written))


def _forms(text: str) -> Iterator[Found]:
    for form in SPANS:
        for match in re.finditer(python_pattern(f"{BEFORE}{form}{AFTER}"), text):
            yield Found(match.start(), match.end(), *_both_ends(match.groupdict()), match[0].strip())
    for form in FORMS:
        for match in re.finditer(python_pattern(f"{BEFORE}{form}{AFTER}"), text):
            parts = match.groupdict()
            first, last = _span(parts)
            yield Found(match.start(), match.end(), first, last, match[0].strip())
    for pattern in DATED:
        for match in re.finditer(python_pattern(pattern), text):
            yield Found(match.start(), match.end(), "", "", match[0].strip())


def python_pattern(pattern: str) -> str:
    """Write a pattern of a table with its named groups as Python has them; the tables have them as browsers do."""
    return re.sub(r"\(\?<(?=[a-z]>)", "(?P<", pattern)


def _span(parts: dict[str, str | None]) -> tuple[str, str]:
    """Return the first and the last day that a day, month, quarter or year stands for; empty if there is no such."""
    written = str(parts["y"])
    year = int(written) if len(written) == len("2026") else 2000 + int(written)
    quarter, month = parts.get("q"), parts.get("m")
    if quarter:
        first, last = 3 * int(quarter) - 2, 3 * int(quarter)
    elif month:
        first = last = _month(month)
    else:
        first, last = 1, 12
    if not (1 <= first <= len(MONTHS) and FIRST_YEAR <= year <= LAST_YEAR):
        return "", ""
    day = int(parts.get("d") or 0)
    length = calendar.monthrange(year, last)[1]
    if day > length or (parts.get("d") and day < 1):
        return "", ""
    return f"{year}-{first:02}-{day or 1:02}", f"{year}-{last:02}-{day or length:02}"


def _both_ends(parts: dict[str, str | None]) -> tuple[str, str]:
    """Return the first day of the first date of a span and the last day of the last; empty if there is no such."""
    year = parts.get("z")
    month = parts.get("n") or parts.get("m")
    last = _span({"y": year, "m": month, "d": parts.get("e"), "q": parts.get("r")})[1]
    own = parts.get("y")
    first = _span({**parts, "y": own or year})[0]
    if first > last and not own:
        first = _span({**parts, "y": str(int(last[:4]) - 1) if last else year})[0]
    return (first, last) if first and last and first <= last else ("", "")


def _month(written: str) -> int:
    if written.isdigit():
        return int(written)
    return next(number for number, month in enumerate(MONTHS, 1) if month.lower().startswith(written[:3]))


def _relative(text: str, today: dt.date) -> Iterator[Found]:
    for words in RELATIVE:
        for match in re.finditer(rf"(?<![0-9a-z]){words}(?![0-9a-z])", text):
            yield Found(match.start(), match.end(), *relative_span(words, today), words)
    for match in re.finditer(python_pattern(AGO), text):
        day = days_ago(match["c"], match["u"], today).isoformat()
        yield Found(match.start(), match.end(), day, day, match[0])
    for pattern in WITHIN:
        for match in re.finditer(python_pattern(pattern), text):
            parts = match.groupdict()
            day = days_ago(parts.get("c") or "a", parts["u"], today).isoformat()
            yield Found(match.start(), match.end(), day, today.isoformat(), match[0])


def days_ago(count: str, unit: str, today: dt.date) -> dt.date:
    """Return the day so many days, weeks, months or years before today; the last of its month if it has none such."""
    number = COUNTS.get(count) or int(count)
    if unit[0] in "wd":
        return today - dt.timedelta(days=number * (7 if unit[0] == "w" else 1))
    year, month = divmod(today.year * 12 + today.month - 1 - number * (12 if unit[0] == "y" else 1), 12)
    return dt.date(year, month + 1, min(today.day, calendar.monthrange(year, month + 1)[1]))


def relative_span(words: str, today: dt.date) -> tuple[str, str]:
    """Return the first and the last day of words such as last month, seen from a day."""
    step = {"yesterday": -1, "last": -1, "tomorrow": 1, "next": 1}.get(words.partition(" ")[0], 0)
    if "year" in words:
        return f"{today.year + step}-01-01", f"{today.year + step}-12-31"
    if "month" in words:
        month = today.year * 12 + today.month - 1 + step
        year, number = divmod(month, 12)
        return f"{year}-{number + 1:02}-01", f"{year}-{number + 1:02}-{calendar.monthrange(year, number + 1)[1]:02}"
    day = (today + dt.timedelta(days=step)).isoformat()
    return day, day


def _joined(found: list[Found], text: str) -> list[Found]:
    """Join two times with a word between them that makes a span of them."""
    result: list[Found] = []
    for one in found:
        before = result[-1] if result else None
        if before and before.first and one.first and re.match(SPAN, text[before.end : one.start]):
            written = text[before.start : one.end].strip()
            result[-1] = Found(before.start, one.end, before.first, one.last, written)
        else:
            result.append(one)
    return result


def tables() -> dict[str, Any]:
    """Return the forms of a date as plain data, for the browser."""
    forms = [f"{BEFORE}{form}{AFTER}" for form in FORMS]
    return {
        "may": MAY,
        "forms": forms,
        "dated": DATED,
        "spans": [f"{BEFORE}{form}{AFTER}" for form in SPANS],
        "decided": DECIDED,
        "edges": EDGES,
        "since": SINCE,
        "years": [FIRST_YEAR, LAST_YEAR],
        "months": MONTHS,
        "relative": list(RELATIVE),
        "ago": AGO,
        "within": WITHIN,
        "counts": COUNTS,
        "lacksYear": LACKS_YEAR,
        "choice": CHOICE,
        "span": SPAN,
    }
