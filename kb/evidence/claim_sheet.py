"""The claim sheet: what a plan says of the codes of one claim on its date of service, made to be sent.

Each line is one record in words, with the sources that say so; a template holds no fact of its own.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Final

from kb.domain.days import day
from kb.domain.model import Library
from kb.domain.scopes import plan_title
from kb.domain.vocabulary import QUESTIONS
from kb.evidence.claim_answers import ANSWERS, answers_part, calls_part, contacts_part, warnings_of
from kb.evidence.claim_codes import CRITERIA, coding_part, criteria_part, facts_of_codes, together_part
from kb.evidence.claim_deadlines import DEADLINES, deadlines_part
from kb.evidence.claim_denial import denial_part
from kb.evidence.claim_lines import Cited, ClaimAsked, SheetPart
from kb.facts.store import Store
from kb.history.answer_as_of import answers_and_library
from kb.history.in_force import AsOfDates
from kb.history.versions import UNRECORDED, History

Record = dict[str, Any]

MOST_CODES: Final = 12
"""How many codes a sheet has at most; each is looked up with all the others."""

PREPARED: Final = "Prepared on {today} from the library as of {day}, {commit}."
FULL_HASH: Final = re.compile(r"\b([0-9a-f]{12})[0-9a-f]{28}\b")


@dataclass(frozen=True)
class SheetText:
    """A text of the library that an answer came from: its path, the commit that recorded it, and its git blob."""

    path: str
    commit: str
    recorded: str
    blob: str


@dataclass(frozen=True)
class MadeFrom:
    """The day of the library, and the commit that it was read from, as published data names it."""

    as_of: dt.date
    commit: str


def prepared_from(today: dt.date, of: MadeFrom) -> str:
    """Say on which day a sheet is made, and from which state of the library."""
    commit = FULL_HASH.sub(r"\1", of.commit)
    return PREPARED.format(today=today.isoformat(), day=of.as_of.isoformat(), commit=commit)


@dataclass(frozen=True)
class ClaimSheet:
    """What the sheet shows. `sources` are in the order of their numbers, `texts` by what the answers can be checked.

    `answers` are the records that the parts were written from, one for each code and question.
    """

    asked: ClaimAsked
    plan: str
    titles: tuple[tuple[str, str], ...]
    warnings: tuple[str, ...]
    parts: tuple[SheetPart, ...]
    sources: tuple[Cited, ...]
    texts: tuple[SheetText, ...]
    prepared: str
    answers: tuple[Record, ...]

    @property
    def title(self) -> str:
        """Name the sheet: its codes, its plan, and the date of service."""
        return f"{', '.join(self.asked.codes)}: {self.plan}, date of service {day(self.asked.dates.date)}"

    def number(self, cited: Cited) -> int:
        """Return the number of a source on the sheet."""
        return self.sources.index(cited) + 1


def make_claim_sheet(
    library: Library, history: History, store: Store, asked: ClaimAsked, made_from: MadeFrom
) -> ClaimSheet:
    """Make the sheet of a claim.

    `library` and `history` are of the same files on disk, `store` has the official files imported there, and
    `made_from` names the state that these are of. Raises
    UsageError if a code or the plan is unknown, or if what was known by a day is asked and no history is recorded.
    """
    requests = tuple((code, asked.scope, question.slug) for question in QUESTIONS for code in asked.codes)
    answers, then = answers_and_library(library, history, requests, asked.dates, asked.today)
    known_then = _known_then(library, history, requests, asked)
    plan, facts = plan_title(library, asked.scope), facts_of_codes(store, asked.codes)
    parts: tuple[SheetPart, ...] = (
        answers_part(answers, known_then),
        together_part(library, facts, asked),
        coding_part(library, facts, asked),
        criteria_part(then, asked),
        deadlines_part(then, asked),
        contacts_part(then, answers),
        calls_part(answers, plan, asked),
    )
    if asked.denial:
        parts = (denial_part(asked.denial, parts, (ANSWERS, CRITERIA, DEADLINES)), *parts)
    return ClaimSheet(
        asked=asked,
        plan=plan,
        titles=tuple((code, library.codes[code].title if code in library.codes else "") for code in asked.codes),
        warnings=tuple(warnings_of(library, answers, known_then, asked)),
        parts=parts,
        sources=tuple(dict.fromkeys(cited for part in parts for line in part.lines for cited in line.sources)),
        texts=tuple(dict.fromkeys(_texts(answers))),
        prepared=prepared_from(asked.today, made_from),
        answers=tuple(answers),
    )


def _known_then(
    library: Library, history: History, requests: Iterable[tuple[str, str, str]], asked: ClaimAsked
) -> list[Record]:
    """Answer by what had been recorded on the date of service; nothing where that is not known, or asked anyway."""
    service = asked.dates.date
    if asked.dates.known or history.state == UNRECORDED or service > asked.today:
        return []
    by_then = AsOfDates(service, service, asked.dates.processed)
    return answers_and_library(library, history, requests, by_then, asked.today)[0]


def _texts(answers: Iterable[Record]) -> Iterator[SheetText]:
    """Yield the versions that decide answers, as far as they are recorded."""
    for answer in answers:
        for version in answer["as_of"]["versions"]:
            if version["role"] == "decides" and version.get("content"):
                commit, recorded = version["commit"] or "", version["recorded"] or ""
                yield SheetText(version["path"], commit, recorded, version["content"])
