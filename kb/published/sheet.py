"""Answers as CSV: a row for each code, scope and question, for spreadsheets and for programs.

A code stands behind the word HCPCS: 00100 alone is read as the number 100, by spreadsheets and by programs that guess
types. A text that a spreadsheet would take for a formula begins with an apostrophe. The file begins with a byte order
mark, without which spreadsheets misread what is not ASCII. Each row says of which day and commit it is, since rows
are copied from sheet to sheet.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from typing import Final

from kb.domain.vocabulary import QUESTIONS, REASONS
from kb.published.answers import PayerAnswers, Record
from kb.published.edition import MADE, Edition

COLUMNS: Final[dict[str, str]] = {
    "hcpcs_code": "the code behind the word HCPCS, which keeps it a text: “HCPCS 00100”",
    "payer": "the id of the payer",
    "payer_title": "its name",
    "scope": "the id of the scope, payer/plan",
    "scope_name": "its name",
    "question": "the id of the question, as in JSON and SQLite",
    "question_title": "the question as pages call it",
    "answer": "the resolved answer",
    "reason": "why it is not known",
    "reason_means": "the same in words",
    "why": "how the answer comes about",
    "warning": "what to check first",
    "words": "the payer's own word",
    "note": "what the entry adds",
    "entry": "the entry that decides, or the one to open first",
    "reach": "how that entry reaches the code",
    "document": "the payer's document",
    "effective": "the day from which it holds",
    "date_basis": "what that day counts from",
    "currency": "whether it is the newest edition",
    "standing": "who says so",
    "confidence": "how sure it is",
    "part_read": "whether only a part was read",
    "reviewed": "the day of the last review",
    "review_by": "the day of the next",
    "sources": "titles and addresses of the sources",
    "sources_retrieved": "the days on which they were opened",
    "link": "the section to open",
    **MADE,
}
"""What each column holds, in their order."""

SYSTEM: Final = "HCPCS"
"""The code system of every code: CPT codes are its level I."""

FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
"""What a spreadsheet may read as the beginning of a formula; the last four are the wide forms of the first four."""

MARK: Final = "\ufeff"
TITLES: Final = {question.slug: question.title for question in QUESTIONS}
MEANINGS: Final = {reason.name: reason.meaning for reason in REASONS}
MEANINGS_OF_CONFLICT: Final = "entries of the same reach disagree; the entries are named under why"


def sheet(rows: Iterable[tuple[str, ...]], columns: Iterable[str] = COLUMNS) -> str:
    """Write rows below the heads of the columns, as CSV with a byte order mark; no cell runs as a formula."""
    held = io.StringIO()
    writer = csv.writer(held, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(map(guarded, row) for row in rows)
    return MARK + held.getvalue()


def sheet_rows(code: str, payers: Iterable[PayerAnswers], edition: Edition) -> Iterator[tuple[str, ...]]:
    """Give the rows of a code; a link is an address, or a path below the site where the site's is not known."""
    made = dict(zip(MADE, edition.made, strict=True))
    for payer in payers:
        for record in payer.answers:
            held = {**record, **_spelled_out(code, payer, record, edition.base_url), **made}
            yield tuple(str(held.get(name, "")) for name in COLUMNS)


def _spelled_out(code: str, payer: PayerAnswers, record: Record, base_url: str) -> dict[str, str]:
    sources = [payer.sources[name] for name in record.get("sources", ())]
    reason = record.get("reason", "")
    return {
        "hcpcs_code": code_as_text(code),
        "payer": payer.payer,
        "payer_title": payer.title,
        "question_title": TITLES[record["question"]],
        "reason_means": MEANINGS_OF_CONFLICT if reason and record["decided"] else MEANINGS.get(reason, ""),
        "part_read": {True: "yes", False: "no"}.get(record.get("part_read"), ""),  # type: ignore[arg-type]
        "sources": "; ".join(f"{source['title']} <{source['url']}>" for source in sources),
        "sources_retrieved": "; ".join(dict.fromkeys(source["retrieved"] for source in sources)),
        "link": base_url + record.get("page", f"codes/{code.lower()}.html"),
    }


def code_as_text(code: str) -> str:
    """Write a code so that no program reads it as a number: 00100 as “HCPCS 00100”."""
    return f"{SYSTEM} {code}"


def guarded(text: str) -> str:
    """Keep a spreadsheet from running a text as a formula."""
    return f"'{text}" if text.startswith(FORMULA) else text
