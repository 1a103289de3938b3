"""The explanation of an answer in words: which entry decides and why, and which others inform it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Final

from kb.answers.applicable import ApplicableEntry
from kb.domain.days import day
from kb.domain.reach import category_codes
from kb.domain.vocabulary import CONFLICT, OLD, QUESTIONS, SUPERSEDED, label

WITH_LISTED_VALUES: Final = frozenset(question.key for question in QUESTIONS if question.values)
UNRECORDED_EDITION: Final = "which revision was in force on this day is not recorded"


def explain(  # noqa: PLR0913  (each is a part of a resolution)
    code: str,
    scope: str,
    value: str,
    deciders: tuple[ApplicableEntry, ...],
    informers: tuple[ApplicableEntry, ...],
    *,
    begins: dt.date | None = None,
) -> str:
    """Explain an answer in sentences: which entry decides and why, and what the informers say.

    `begins` is the first day of the next rule, where no rule answers yet.
    """
    parts = [*_timing(informers, begins, known=bool(deciders)), *_named_unknown(code, scope, informers)]
    if not deciders:
        parts.append(UNDECIDED if informers else NO_ENTRY)
    elif value == CONFLICT:
        values = "; ".join(f"{applicable.entry.id} says “{applicable.answer.value}”" for applicable in deciders)
        parts.append(f"Policies that apply equally closely disagree: {values}.")
    else:
        parts.append(f"{_how_it_applies(code, deciders[0])}{SO.format(value=value)}.")
    if deciders and deciders[0].entry.scope_id != scope:
        parts.append("This is the national answer.")
    parts += [
        _informer_sentence(applicable, deciders)
        for applicable in informers
        if _adds_information(applicable, scope, deciders)
    ]
    return " ".join(parts)


SO: Final = ", so the answer is “{value}”"
"""How an explanation leads to the answer; beside the answer itself it may be left out."""


def _timing(informers: tuple[ApplicableEntry, ...], begins: dt.date | None, *, known: bool) -> Iterator[str]:
    """Yield the sentences on dates for an unknown: the edition in force is not recorded, or a rule begins later."""
    if known:
        return
    if any(applicable.outdated for applicable in informers):
        yield f"{UNRECORDED_EDITION[0].upper()}{UNRECORDED_EDITION[1:]}."
    if begins:
        older = any(ended(applicable) for applicable in informers)
        yield f"{'A newer rule' if older else 'No earlier rule is recorded here: one'} begins on {day(begins)}."


def ended(applicable: ApplicableEntry) -> bool:
    """Return, where nothing decides, whether a rule would, had it not ended, been superseded, or been outdated."""
    return applicable.known and not applicable.for_brand and applicable.rank != "concept"


def edition(applicable: ApplicableEntry) -> str:
    """Say what an old edition said, and of which year it is where its sources print one."""
    year = max((source.printed[:4] for source in applicable.sources), default="")
    name = f"a revision of {year}" if year else "an older revision"
    listed = applicable.answer.question in WITH_LISTED_VALUES
    return f"{name} said “{applicable.answer.value}”" if listed else f"{name} is known"


def _named_unknown(code: str, scope: str, informers: tuple[ApplicableEntry, ...]) -> Iterator[str]:
    """Yield the sentence on an entry that names the code and gives no value: why, and whose search that was."""
    unknown = next(
        (applicable for applicable in informers if not applicable.known and applicable.rank == "named code"), None
    )
    if unknown is None:
        return
    where = "Nationally, " if unknown.entry.scope_id != scope else ""
    if unknown.for_brand:
        yield (
            f"Searched across the licensees of the brand: {label(unknown.reason)}."
            if unknown.searched
            else NOT_SEARCHED
        )
    elif unknown.searched and unknown.answer.question != "benchmarks":
        yield f"{where}{code} is not listed in what could be read: {label(unknown.reason)}."
    else:
        findings = f"{where}code-specific findings for {code}: {label(unknown.reason)}."
        yield findings[0].upper() + findings[1:]


NOT_SEARCHED: Final = "Not yet searched."
NO_ENTRY: Final = "No policy on file for this plan answers this question."
UNDECIDED: Final = "No policy on file for this plan answers this."
"""What follows this sentence in an explanation informs without deciding."""


def _how_it_applies(code: str, applicable: ApplicableEntry) -> str:
    name, reach = _name(applicable), applicable.entry.reach
    inherits = "lists" if reach.kind == "named code" else "applies to"
    how = {
        "named code": f"{name} lists {code}",
        "range": f"{name} applies to codes {reach.label}, including {code}",
        "category": f"{name} applies to all {category_codes(reach.label)}, including {code}",
        "all codes": f"{name} applies to all codes",
        "inherited": f"{name} {inherits} the primary code of the add-on {code}",
    }[applicable.rank]
    return how[0].upper() + how[1:]


def _name(applicable: ApplicableEntry) -> str:
    """Quote the name of the payer's document; without one, our title of the entry, labeled as ours."""
    return f"“{applicable.entry.document}”" if applicable.entry.document else f"our record “{applicable.entry.title}”"


def _adds_information(applicable: ApplicableEntry, scope: str, deciders: tuple[ApplicableEntry, ...]) -> bool:
    """Return whether an informer's value differs from the answer and should be mentioned.

    It should if the entry never decides, if its reach is as close, or if it is the contractor's own.
    """
    if not applicable.known or any(applicable.answer.value == decider.answer.value for decider in deciders):
        return False
    same_reach = applicable.rank in {decider.rank for decider in deciders}
    own = applicable.entry.scope_id == scope and scope not in {decider.entry.scope_id for decider in deciders}
    return not applicable.decides or same_reach or own


def _informer_sentence(applicable: ApplicableEntry, deciders: tuple[ApplicableEntry, ...]) -> str:
    name, value = _name(applicable), applicable.answer.value
    name = name[0].upper() + name[1:]
    note = f" ({applicable.answer.note})" if applicable.answer.note else ""
    if applicable.for_brand:
        return f"{name}, of the brand, says “{value}”{note}: background only."
    if applicable.rank == "concept":
        return f"{name}, on {applicable.entry.reach.label}, says “{value}”{note}: background only."
    if applicable.entry.currency == SUPERSEDED:
        if applicable.entry.ends:
            return f"{name} said “{value}” until {applicable.entry.ends}: background only."
        return f"{name} said “{value}”: it has very likely been superseded and is background only."
    if applicable.outdated:
        return (
            f"{name}: {edition(applicable)}{note}; whether it held on this day is not recorded, so background only."
        )
    older = applicable.entry.currency == OLD and OLD not in {decider.entry.currency for decider in deciders}
    return f"{name}{', which is older,' if older else ''} says “{value}”."
