"""The answers of plans on every date of service, as data for the claim sheet, which the browser puts together.

A text, a source and an answer stand once in a script; all else are their numbers. A row tells what holds from the
beginning, and then a day and what holds from it on: `[4, "2026-04-15", 7]`. In a text `{code}` stands for a code.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any, TypeVar

from kb.answers.answer import searched_words
from kb.answers.applicable import ApplicableEntry
from kb.answers.criteria import PrintedCriterion
from kb.answers.deadline import counting_doubts
from kb.domain.model import Library
from kb.domain.periods import NOT_STATED, Period
from kb.domain.scopes import scope_ids
from kb.domain.vocabulary import UNKNOWN
from kb.evidence.claim_answers import (
    coming_of,
    contact_key,
    contact_line,
    doubt_of,
    sure_of,
    title_of,
    value_of,
    why_of,
    words_of,
)
from kb.evidence.claim_codes import said_by
from kb.evidence.claim_deadlines import is_later_step
from kb.evidence.claim_text import sure_on_note
from kb.history.clocks import Clocks
from kb.history.record import iso_day
from kb.pages.ask_limits import START
from kb.pages.ask_texts import Kept, parts_of
from kb.pages.claim_days import Answered, ClaimDays, CodeDays, Valued
from kb.pages.claim_versions import TOGETHER
from kb.pages.packing import SharedRows, by_day, script_of
from kb.pages.unpaged import kinds_of
from kb.search.ranking_first import TIMED_QUESTIONS

Numbers = list[Any]
Told = TypeVar("Told", Answered, Valued)


class PlanScripts:
    """Makes the script of some plans each, from one plan after another, in the order of lists."""

    def __init__(self, days: ClaimDays) -> None:
        """Begin with no plan; `days` finds the answers of each."""
        self.days, self._ends = days, {scopes[-1] for scopes in parts_of(days.library, TOGETHER)}
        self._packing, self._plans = _Packing(days), dict[str, Any]()
        self.made: list[tuple[str, str]] = []

    def add(self, scope: str) -> None:
        """Pack a plan; with the last one of a script, that is among what is `made`: address and text."""
        self._plans[scope] = self._packing.plan(scope)
        if scope in self._ends:
            part, data = len(self.made), {"plans": self._plans, **self._packing.written()}
            self.made.append((f"static/claim/plans/{part}.js", script_of("claimPlans", part, data)))
            self._packing, self._plans = _Packing(self.days), {}


def plan_scripts(clocks: Clocks) -> list[tuple[str, str]]:
    """Return the address and the text of the script of some plans each."""
    scripts = PlanScripts(ClaimDays(clocks))
    for scope in scope_ids(clocks.library):
        scripts.add(scope)
    return scripts.made


@dataclass
class _Packing:
    """What a script has: its texts and sources, and answers, contacts, criteria and sets of rows, each once."""

    days: ClaimDays
    kept: Kept = field(default_factory=Kept)
    answers: dict[str, int] = field(default_factory=dict)
    contacts: dict[str, int] = field(default_factory=dict)
    criteria: dict[str, int] = field(default_factory=dict)
    sets: dict[str, int] = field(default_factory=dict)
    rows: SharedRows = field(default_factory=SharedRows)

    def plan(self, scope: str) -> dict[str, Any]:
        """Pack a plan: `codes` give by code its set of rows, `rest` that of all others with a page.

        One without a page is there by itself where an entry names it, else by its kind and the `ranges` that hold it.
        """
        library = self.days.library
        named, ranges = self.days.named_codes(scope)
        of = {code: code for code in (*library.codes, *named)}
        of |= kinds_of(ranges, of)
        self.rows = SharedRows()
        found = self.days.days_of(scope, list(of.values()))
        packed: dict[int, int] = {}
        sets = {}
        for name, code in of.items():
            held = found[code]
            if id(held) not in packed:
                packed[id(held)] = _number(self._set(held), self.sets)
            sets[name] = packed[id(held)]
        [(rest, _)] = Counter(sets.values()).most_common(1)
        codes = {name: number for name, number in sets.items() if number != rest or name not in library.codes}
        return {"codes": codes, "rest": rest, "ranges": ranges}

    def written(self) -> dict[str, Any]:
        """Return all but the plans as data."""
        held = {"answers": self.answers, "contacts": self.contacts, "criteria": self.criteria, "sets": self.sets}
        return {name: [json.loads(one) for one in found] for name, found in held.items()} | self.kept.written()

    def _set(self, held: CodeDays) -> list[Numbers]:
        """Pack the rows of a class of codes: an answer now, an answer then, for each question; then the criteria."""
        now = [self._packed(row, self._answer) for row in held.now]
        then = [self._packed(row, self._value) for row in held.then]
        criteria = by_day((first, [self._criterion(one) for one in printed]) for first, printed in held.criteria)
        return [now, then, criteria]

    def _packed(self, row: tuple[Told, ...], pack: Callable[[Told], int]) -> Numbers:
        """Pack a row, which codes of several classes may share, once."""
        return self.rows.packed(row, lambda answers: by_day((one.first, pack(one)) for one in answers))

    def _value(self, one: Valued) -> int:
        """Pack the value of an answer alone, with the reason where it is not known."""
        return self.kept.text(value_of(one.record))

    def _answer(self, answered: Answered) -> int:
        """Pack an answer; what is empty at the end is left out."""
        record = answered.record
        library, lineages = answered.library, iter(answered.lineages)
        texts = (record["answer"], value_of(record), record["entry"] or "", record["note"] or "")
        known = record["answer"] != UNKNOWN
        why = (doubt_of(record), why_of(record)) if known else ("", "")
        words = (*texts, *why, sure_on_note(record) if known else "")
        packed: Numbers = [
            [self.kept.text(one) for one in words],
            [self.kept.text(one) for one in sure_of(record)] if known else [],
            [self.kept.text(one) for one in words_of(record)] if known else [],
            self.kept.cited(answered.found.sources),
            [self._contact(library, one) for one in record["contacts"]],
            [self.kept.text(searched_words(one)) for one in record["searched"]] if not known else [],
            [told for one in record["as_of"]["versions"] if (told := self._version(one, lineages))],
            [self._limit(decider, period, title_of(record)) for decider, period in _limits(answered)],
        ]
        while packed[-1] == []:
            packed.pop()
        return _number(packed, self.answers)

    def _version(self, version: dict[str, Any], lineages: Iterator[str]) -> Numbers:
        """Pack a version behind an answer: the lineage where it decides, and what later versions say."""
        decider = next(lineages) if version["role"] == "decides" else ""
        coming = [self.kept.text(one) for one in coming_of(version)]
        return [self.kept.text(decider), *coming] if decider or coming else []

    def _contact(self, library: Library, contact: dict[str, Any]) -> int:
        line = contact_line(library, contact)
        texts = [self.kept.text(one) for one in (" ".join(contact_key(contact)), line.text, *line.details)]
        source = library.by_path[f"{contact['entry']}.md"].sources[contact["source"]]
        return _number([texts, self.kept.cited([source])], self.contacts)

    def _criterion(self, printed: PrintedCriterion) -> int:
        texts = [self.kept.text(one) for one in (said_by(printed), printed.criterion.note)]
        source = self.kept.cited([printed.entry.sources[printed.criterion.source]])
        return _number([texts, int(printed.decides), source], self.criteria)

    def _limit(self, decider: ApplicableEntry, period: Period, label: str) -> Numbers:
        """Pack a time limit: what is told of it, how it is counted, from when it holds, and its source."""
        since = f" from {START}{f' ({period.starts_words})' if period.starts_words else ''}"
        whom = f" ({period.whom})" if period.whom else ""
        told = f"{label}{whom}: {period.length_words}{since if period.starts != NOT_STATED else ''}"
        is_later = is_later_step(period, decider.answer.periods)
        texts = (told, period.starts, period.note, " ".join(counting_doubts(period)))
        counted = (period.unit, period.length, period.counts, period.holidays, period.weekend, period.presumed_days)
        source = self.kept.cited((decider.entry.sources[period.source],))
        return [[self.kept.text(one) for one in texts], counted, iso_day(period.since), source, int(is_later)]


def _limits(answered: Answered) -> Iterator[tuple[ApplicableEntry, Period]]:
    """Yield the time limits of the entries that decide, of a question that has any."""
    if answered.found.question in TIMED_QUESTIONS:
        for decider in answered.found.deciders:
            yield from ((decider, period) for period in decider.answer.periods)


def _number(packed: Numbers, held: dict[str, int]) -> int:
    return held.setdefault(json.dumps(packed, ensure_ascii=True, separators=(",", ":")), len(held))
