"""The text of a cell as a day, codes, a question, a value or sources. Each reader raises BadCell with the way out."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

from kb.content.kinds import LONGEST_ANSWER, suggest
from kb.domain.days import MONTHS
from kb.domain.problem import shown
from kb.domain.reach import ADD_ON, CATEGORIES, EVERY, Reach, concept_reach, is_code, read_reach
from kb.domain.vocabulary import QUESTIONS, UNKNOWN, Question, names
from kb.sheets.columns import ASKED, plain_head

EPOCH: Final = dt.date(1899, 12, 30)
SERIALS: Final = range(36526, 73051)
"""Days as Excel counts them that are believed: 2000 to 2099."""

UNSAID: Final = frozenset({UNKNOWN, "unknown", "tbd", "tba", "?", "??", "not known", "not found", "no data", "n a"})
YES: Final = frozenset({"yes", "y", "true"})
NO: Final = frozenset({"no", "n", "false", "none", "none required"})
INVESTIGATIONAL: Final = frozenset(
    {"e i", "e i u", "eiu", "experimental", "experimental investigational", "experimental and investigational",
     "unproven", "experimental or investigational", "investigational and not medically necessary"}
)  # fmt: skip
SAID: Final = {
    "coverage": {
        **dict.fromkeys(INVESTIGATIONAL, "investigational"),
        **dict.fromkeys((*NO, "non covered", "noncovered", "not payable", "denied", "excluded"), "not covered"),
        **dict.fromkeys(
            ("covered if criteria met", "covered with conditions", "conditional"), "covered with criteria"
        ),
        **dict.fromkeys(("individual consideration", "case by case basis"), "case by case"),
    },
    "prior_authorization": {
        **dict.fromkeys((*YES, "pa required", "auth required", "required yes"), "required"),
        **dict.fromkeys((*NO, "no pa", "no auth", "no auth required", "pa not required"), "not required"),
        **dict.fromkeys(("sometimes", "depends", "in some cases"), "required in some cases"),
        **dict.fromkeys(("na", "n a"), "not applicable"),
    },
}
"""What people write for a value, by question, in its plain form."""

TIME: Final = r"(?:[ T][0-9:.]+(?: ?[APap][Mm]|Z)?)?"
DAY: Final = (
    re.compile(rf"(?P<y>[12][0-9]{{3}})[-/](?P<m>[0-9]{{1,2}})[-/](?P<d>[0-9]{{1,2}}){TIME}"),
    re.compile(rf"(?P<m>[0-9]{{1,2}})[-/](?P<d>[0-9]{{1,2}})[-/](?P<y>[0-9]{{4}}|[0-9]{{2}}){TIME}"),
    re.compile(r"(?P<d>[0-9]{1,2})[- ](?P<n>[A-Za-z]{3,9})\.?[-, ]+(?P<y>[0-9]{4}|[0-9]{2})"),
    re.compile(r"(?P<n>[A-Za-z]{3,9})\.? (?P<d>[0-9]{1,2})(?:st|nd|rd|th)?,? (?P<y>[0-9]{4})"),
)
"""Forms of a day; of digits alone, the US order."""

SHORT_YEAR: Final = 100
SHORTEST_CODE: Final = 5


class BadCell(Exception):
    """What is wrong with a cell: the kind, a message that ends with the way out, and the column where it is known."""

    def __init__(self, code: str, message: str, column: str = "") -> None:
        """Keep the kind, the message and the column apart."""
        super().__init__(message)
        self.code, self.message, self.column = code, message, column


@dataclass(frozen=True)
class Cited:
    """A source as a cell names it: its title and its address, one of the two perhaps empty."""

    title: str
    url: str


def read_day(written: str) -> dt.date:
    """Read a day in any usual form, US order where digits alone tell, or as a number of Excel."""
    if re.fullmatch(r"[0-9]{5}(?:\.[0-9]+)?", written) and int(float(written)) in SERIALS:
        return EPOCH + dt.timedelta(days=int(float(written)))
    found = next((match for form in DAY if (match := form.fullmatch(written))), None)
    if not found:
        raise BadCell("bad-date", f"'{shown(written)}' is no day; write 2026-03-01 or 3/1/2026")
    parts = found.groupdict()
    year = int(parts["y"])
    try:
        month = _month(parts["n"]) if parts.get("n") else int(parts["m"])
        return dt.date(year + 2000 if year < SHORT_YEAR else year, month, int(parts["d"]))
    except (ValueError, StopIteration) as fault:
        way = "write 2026-03-01, or 3/1/2026"
        raise BadCell("bad-date", f"'{shown(written)}' is not in the calendar; {way}") from fault


def _month(name: str) -> int:
    """Return the number of a month by the beginning of its name. Raises StopIteration if it is none."""
    start = "sep" if name.lower() == "sept" else name.lower()
    return next(number for number, month in enumerate(MONTHS, 1) if month.lower().startswith(start))


def read_codes(written: str, services: Collection[str]) -> Reach:
    """Read codes as people write them: CPT 0709T; 0708T/0709T; category III; all codes; or one of the services.

    `services` are the names in `concepts.yml` of the library. Raises BadCell.
    """
    text = re.sub(
        r"\.0$", "", re.sub(r"\b(?:CPT|HCPCS)\b[:#® ]*(?=[0-9A-V][0-9])", "", written, flags=re.IGNORECASE)
    ).strip()
    plain = plain_head(text)
    service = next((name for name in services if plain == plain_head(name)), "")
    if service:
        return concept_reach(service)
    if plain in {"all", "any", "all codes", "every code"}:
        return read_reach((EVERY,))
    wide = next((name for name in CATEGORIES if plain in {name.lower(), name.lower().replace("category", "cat"),
                                                         f"{name.lower()} codes"}), "")  # fmt: skip
    wide = ADD_ON if plain in {"add on codes", "add on", "add ons"} else wide
    if wide:
        return read_reach((wide,))
    parts = tuple(part.upper() if is_code(part.upper()) else part for part in re.split(r"[\s,;/&+]+", text) if part)
    for part in parts:
        _refuse_cut(part)
    joined = tuple(dict.fromkeys(parts)) if all(map(is_code, parts)) else (text.upper() if "-" in text else text,)
    try:
        return read_reach(joined)
    except ValueError as fault:
        raise BadCell("bad-code", str(fault)) from fault


def _refuse_cut(part: str) -> None:
    """Raise BadCell at a code that a spreadsheet cut its zeros from, or that has a modifier."""
    if re.fullmatch(r"[0-9]{1,4}|[0-9]{1,3}[TFU]", part.upper()):
        whole = part.upper().zfill(SHORTEST_CODE)
        raise BadCell("cut-code", f"'{part}' is short of a code; write {whole} if the sheet dropped its zeros")
    if re.fullmatch(r"[0-9A-Z]{5}-[0-9A-Z]{2}", part.upper()):
        raise BadCell(
            "code-with-modifier", f"'{part}' has a modifier; write {part[:5]}, and the modifier in the note"
        )


def read_question(written: str) -> Question:
    """Read a question by its key, its title, or what people call it."""
    found = ASKED.get(plain_head(written))
    if not found:
        way = suggest(written.lower(), tuple(question.title.lower() for question in QUESTIONS))
        raise BadCell("unknown-question", f"no question '{shown(written)}'; {way}")
    return found


def read_value(written: str, question: Question) -> str:
    """Read a value: of a list where the question has one, else a short text."""
    plain = plain_head(written)
    said = SAID.get(question.key, {}).get(plain)
    if said:
        return said
    if plain in UNSAID or written.strip().lower() in UNSAID:
        return UNKNOWN
    if not question.values:
        if len(written) > LONGEST_ANSWER:
            raise BadCell("too-long", f"{len(written)} characters; write at most {LONGEST_ANSWER}")
        return " ".join(written.split())
    found = next((name for name in names(question.values) if plain_head(name) == plain), "")
    if not found:
        if question.key == "coverage" and plain in YES:
            raise BadCell(
                "unclear-value", "'yes' leaves open under which criteria; write covered, or covered with criteria"
            )
        raise BadCell(
            "unknown-value", f"'{shown(written)}' is no value; {suggest(written.lower(), names(question.values))}"
        )
    return found


def read_choice(written: str, allowed: tuple[str, ...]) -> str:
    """Read one of a list, in any case."""
    found = next((name for name in allowed if plain_head(name) == plain_head(written)), "")
    if not found:
        raise BadCell("unknown-value", f"'{shown(written)}' is no value here; {suggest(written.lower(), allowed)}")
    return found


def read_sources(written: str) -> tuple[Cited, ...]:
    """Read sources: Title <https://...>, several with ; between; or a title, or an address, alone."""
    marked = re.findall(r"\s*;?\s*([^<>]*?)\s*<(https?://[^<>\s]+)>", written)
    if marked:
        return tuple(Cited(title.strip(" ;,"), url) for title, url in marked)
    urls = re.findall(r"https?://[^\s;,<>]+", written)
    if len(urls) > 1:
        return tuple(Cited("", url) for url in urls)
    if not urls:
        return (Cited(written.rstrip(" ;"), ""),) if written else ()
    return (Cited(written.replace(urls[0], "").strip(" ;,:-()"), urls[0]),)
