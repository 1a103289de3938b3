"""By which document a plan answers on a code: its name and number, as the entry that decides records them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from kb.answers.resolve import Resolution, resolve
from kb.ask.asked import Asked
from kb.ask.choices import of_class
from kb.ask.claims import asked_in_words, is_known
from kb.ask.heard import kind_of, left_open
from kb.ask.reply import ROWS, Claim, Gap, Reply, claim_of
from kb.domain.days import day
from kb.domain.model import Entry
from kb.domain.scopes import plan_title
from kb.domain.vocabulary import QUESTIONS
from kb.search.card import CLASS_CODES
from kb.search.reading_shown import CLASS_TITLES

POLICY: Final = re.compile(
    r"\b(?:policy|bulletin|document|guideline|lcd) (?:numbers?|no\.?|#|ids?|names?|titles?)(?! ?[0-9])(?!\w)",
    re.IGNORECASE | re.ASCII,
)
"""The words that ask for the number or the name of a payer's document."""

NUMBER: Final = re.compile(r"(?:numbers?|no\.?|#|ids?)$", re.IGNORECASE | re.ASCII)
"""What the words end with that ask for a number and not for a name."""

BY: Final = "{plan}, document on {about}: {document}."
SINCE: Final = ", effective "
NONE: Final = "{plans}: no document that decides an answer on {shown} is recorded by its name."
READ: Final = "Read the sources of the plan's entries, or ask the plan."
"""How a document is told, and what is told where none is recorded."""


def of_policies(asked: Asked) -> Reply | None:
    """Reply with the documents that decide the answers of the plans named on a code; None where none is asked for.

    Where a number is asked for and none of them has one, they are only the nearest.
    """
    words, read = POLICY.search(asked.typed), asked.found.read
    shown = " or ".join(_subjects(asked))
    if not words or not read.named or not read.scopes or read.day or not shown:
        return None
    claims = tuple(_claims(asked))[:ROWS]
    if not claims:
        plans = ", ".join(plan_title(asked.desk.current, scope) for scope in read.scopes)
        missing = Gap(NONE.format(plans=plans, shown=shown))
        return Reply(asked.typed, "not known", unknown=(missing,), following=(READ,))
    said = words[0].lower().split()
    left, _ = left_open(asked)
    has_number = any(char.isdigit() for claim in claims for char in _named(claim))
    wanted = (words[0],) if NUMBER.search(words[0]) and not has_number else ()
    unread = (*(word for word in left if word.lower() not in said), *wanted)
    return Reply(asked.typed, kind_of(unread), claims=claims, unread=unread)


def _named(claim: Claim) -> str:
    """Return the name of the document in a claim."""
    return claim.text.partition(": ")[2].partition(SINCE)[0]


def _claims(asked: Asked) -> Iterator[Claim]:
    """Yield each document once, with the first question that it decides."""
    told: set[tuple[str, str]] = set()
    for found in _answers(asked):
        entry = found.deciders[0].entry if found.deciders and is_known(found.value) else None
        if entry and entry.document and (found.scope, entry.id) not in told:
            told.add((found.scope, entry.id))
            plan = plan_title(asked.desk.current, found.scope)
            text = BY.format(plan=plan, about=asked_in_words(found), document=document_of(entry))
            yield from claim_of(text, entry.id, found.question.replace("_", "-"), found.sources)


def document_of(entry: Entry) -> str:
    """Name the document of an entry, and since when it holds, where that is recorded."""
    return f"{entry.document}{SINCE}{day(entry.effective)}" if entry.effective else entry.document


def _answers(asked: Asked) -> Iterator[Resolution]:
    """Yield the answers of the plans named on what is asked of."""
    read, library = asked.found.read, asked.desk.current
    keys = (read.question, *read.further) if read.question else [one.key for one in QUESTIONS]
    for code in _subjects(asked).values():
        for scope in read.scopes:
            found = (resolve(library, code, scope, key) for key in keys)
            yield from (one if read.codes else of_class(one, read.class_of_codes) for one in found)


def _subjects(asked: Asked) -> dict[str, str]:
    """Give by name the codes that have a page, or the code that stands for the class of codes that is named."""
    read, library = asked.found.read, asked.desk.current
    if read.codes:
        return {code: code for code in read.codes if code in library.codes}
    general = read.class_of_codes
    return {CLASS_TITLES[general]: CLASS_CODES[general]} if general in CLASS_CODES else {}
