"""Rules on the code list of an entry: in order, so that a code that is added is one line, and each code once."""

from __future__ import annotations

from typing import Final

from kb.domain.model import Entry, Library
from kb.domain.reach import shape
from kb.domain.vocabulary import COVERAGE
from kb.rules.rule import Found, Rule, on


def list_order(entry: Entry, _: Library) -> Found:
    """The codes of a list go upwards, each once, and no range runs down or takes in the code behind it."""
    before = ""
    ends: dict[str, str] = {}
    for number, code in enumerate(entry.listed.codes if entry.listed else ()):
        first, _dash, last = code.partition("-")
        place = entry.place("listed", "codes", number)
        if last and last <= first:
            yield place, f"the range {code} does not run upwards; correct it"
        elif first <= max(before, ends.get(shape(first), "")):
            yield place, f"{code} does not follow what is above it; put the codes in order, each once"
        before, ends[shape(first)] = first, last or first


def list_coverage(entry: Entry, _: Library) -> Found:
    """Coverage is not said of a code that is missing from a list that was read whole."""
    answer = entry.answers.get("coverage")
    if not entry.listed or not entry.listed.is_whole or not answer or answer.value not in COVERED:
        return
    if entry.reach.kind not in {"named code", "concept"}:
        message = f"'{answer.value}' would hold for codes that the list lacks; name the listed codes below `codes:`"
        yield entry.place("coverage"), message
    for code in entry.reach.named_codes:
        if not entry.listed.holds(code):
            yield (
                entry.place("codes"),
                f"{code} is not in the list, which was read whole; take it out, or correct the list",
            )


COVERED: Final = frozenset(value.name for value in COVERAGE if value.name.startswith("covered"))
CODE_LIST_RULES: Final = (
    Rule("list-order", "the codes of a list are in order, each once", on(Entry, list_order)),
    Rule("list-coverage", "no code that a wholly read list lacks is called covered", on(Entry, list_coverage)),
)
