"""How sure an answer is: its standing, confidence, what was read, and its age, in the words of the vocabulary."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Final

from kb.domain.model import Answer, Entry, Source
from kb.domain.vocabulary import (
    CONFIDENCES,
    CURRENCIES,
    REASONS,
    STANDINGS,
    UNKNOWN,
    Value,
    best_standing,
    label,
)

OLD_YEARS: Final = 2
"""From how many years before the date of service on the age of a document date is named."""

WHOLE, PART, REFERENCE = "whole", "part", "reference"
SECONDARY: Final = "secondary"


def confidence_lines(entry: Entry, answer: Answer, service: dt.date) -> tuple[tuple[str, str], ...]:
    """Return titles (standing, confidence, read, currency, age) with their words; for an unknown, its reason."""
    if answer.value == UNKNOWN:
        return (("Not known", meaning(REASONS, answer.reason)),)
    cited = tuple(entry.sources[name] for name in answer.sources)
    return (
        ("Source type", meaning(STANDINGS, best_standing(source.standing for source in cited))),
        ("Confidence", meaning(CONFIDENCES, answer.confidence)),
        ("Read", extent(cited)),
        ("Status", meaning(CURRENCIES, entry.currency)),
        ("Age", age(cited, service)),
    )


def meaning(values: tuple[Value, ...], name: str) -> str:
    """Quote a value with what it means: `secondary: somebody reporting it`; the bare name where it is in no list."""
    found = next((value.meaning for value in values if value.name == name), "")
    return f"{label(name)}: {found}" if found else label(name)


def extent(cited: tuple[Source, ...]) -> str:
    """Say how much of the sources was read; where all are secondary, that the payer's own document was not."""
    read = _read(cited)
    if cited and all(source.standing == SECONDARY for source in cited):
        return f"{read}; all are third-party summaries: the payer's own document was not read"
    return read


def _read(cited: tuple[Source, ...]) -> str:
    whole = sum(source.read == WHOLE for source in cited)
    if whole == len(cited):
        return "its source was read whole" if whole == 1 else f"each of its {whole} sources was read whole"
    if whole:
        return f"{whole} of {len(cited)} sources read whole, the rest in part or for reference only"
    return "no source was read whole: silence on the rest proves nothing"


def age(cited: Iterable[Source], service: dt.date) -> str:
    """Say which is the newest date that the sources print, how old it is, and when they were looked up."""
    found = tuple(cited)
    looked = f"retrieved on {max(source.retrieved for source in found)}" if found else "no source"
    printed = sorted(source.printed for source in found if source.printed)
    if not printed:
        return f"its sources print no date; {looked}"
    return f"newest document date {printed[-1]}{_distance(printed[-1], service)}; {looked}"


def _distance(printed: str, service: dt.date) -> str:
    if printed > service.isoformat()[: len(printed)]:
        return ", after the date of service"
    years = service.year - int(printed[:4])
    return f", about {years} years before the date of service" if years >= OLD_YEARS else ""
