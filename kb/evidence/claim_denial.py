"""What a denial code means for a claim: the question that it raises, what is known of it, last day, what to send."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Final

from kb.domain.model import DenialCode, Library
from kb.domain.problem import UsageError, shown
from kb.domain.vocabulary import QUESTIONS, UNKNOWN, Question
from kb.evidence.claim_lines import SheetLine, SheetPart

HEADING: Final = "The denial"
READ_AS: Final = "{code}: in our words, about “{words}”. The question it raises: {question}."
OURS: Final = "Which question a denial code raises is our interpretation; its official wording is X12's."
NO_APPEAL: Final = f"Last day to appeal: {UNKNOWN}. No time limit to appeal is recorded as a number for this plan."
NOT_RECKONED: Final = "Last day to appeal: not reckoned. The time limits are below, with the reason beside each."
TO_SEND: Final = "What to send. {line}"
NO_LIST: Final = f"What to send: {UNKNOWN}. Ask the plan which records it wants, and send what its answer cites."

CODE: Final = re.compile(r"(?:(?:CARC|RARC)[ -]?)?(?:(?P<group>CO|PR|OA|PI)[ -]?)?(?P<number>[A-Z]{0,2}[0-9]{1,3})")
SENT: Final = "documentation"
DISPUTED: Final = "appeals"


def read_denial(library: Library, written: str) -> DenialCode:
    """Find a code of a remittance advice in `lookup.yml`: with its group, else by its number under any group.

    Raises UsageError if the table does not have it.
    """
    match = CODE.fullmatch(written.strip().upper())
    known = library.lookup.denial_codes
    group, number = (match["group"] or "", match["number"]) if match else ("", "")
    exact = (one for one in known if one.code.upper() == (f"{group}-{number}" if group else number))
    alike = (one for one in known if number and one.code.upper().rpartition("-")[2] == number)
    found = next(exact, None) or next(alike, None)
    if found is None:
        listed = ", ".join(one.code for one in known)
        raise UsageError(f"denial code '{shown(written)}' is not in lookup.yml; it has {listed}")
    return replace(found, code=f"{group}-{number}" if group else found.code)


def question_of(denial: DenialCode) -> Question:
    """Give the question that a denial code raises."""
    return next(one for one in QUESTIONS if one.key == denial.question)


def denial_part(denial: DenialCode, parts: Iterable[SheetPart], labels: tuple[str, str, str]) -> SheetPart:
    """Say what a denial leads to, out of the answers, criteria and deadlines of a sheet.

    `labels` are the headings of the parts of the answers, the criteria and the deadlines.
    """
    held = {part.heading: part.lines for part in parts}
    answers, criteria, deadlines = (held[name] for name in labels)
    asked, limits = question_of(denial), _on(deadlines, _label(DISPUTED))
    first = READ_AS.format(code=denial.code, words=denial.words, question=asked.label)
    lines = (
        SheetLine(first, tuple(filter(None, (denial.note, OURS)))),
        *(replace(line, details=()) for line in _on(answers, asked.label)),
        *_or(_known(limits), NOT_RECKONED if limits else NO_APPEAL),
        *_or(_prefixed(_known(_on(answers, _label(SENT)), criteria), TO_SEND), NO_LIST),
    )
    return SheetPart(HEADING, lines, "")


def _label(key: str) -> str:
    return next(one.label for one in QUESTIONS if one.key == key)


def _on(lines: Iterable[SheetLine], label: str) -> tuple[SheetLine, ...]:
    return tuple(line for line in lines if line.text.startswith((f"{label}, ", f"{label}:", f"{label} (")))


def _known(*of: Iterable[SheetLine]) -> tuple[SheetLine, ...]:
    return tuple(line for lines in of for line in lines if line.known)


def _prefixed(lines: Iterable[SheetLine], words: str) -> tuple[SheetLine, ...]:
    return tuple(replace(line, text=words.format(line=line.text)) for line in lines)


def _or(lines: tuple[SheetLine, ...], empty: str) -> Iterator[SheetLine]:
    yield from lines or (SheetLine(empty, known=False),)
