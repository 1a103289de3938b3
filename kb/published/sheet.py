"""Answers as CSV: a row for each code, scope and question, for spreadsheets and for programs.

A text that a spreadsheet would take for a formula begins with an apostrophe, which makes it text again. The file
begins with a byte order mark, without which spreadsheets misread what is not ASCII.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from typing import Final

from kb.domain.vocabulary import QUESTIONS, REASONS
from kb.published.answers import PayerAnswers, Record

COLUMNS: Final = (
    *("code", "payer", "scope", "scope_name", "question", "answer", "reason", "reason_means", "why", "warning"),
    *("words", "note", "entry", "reach", "document", "effective", "date_basis", "currency", "standing"),
    *("confidence", "part_read", "reviewed", "review_by", "sources", "sources_retrieved", "link"),
)
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


def sheet_rows(code: str, payers: Iterable[PayerAnswers], base_url: str) -> Iterator[tuple[str, ...]]:
    """Give the rows of a code; a link is an address, or a path below the site where the site's is not known."""
    for payer in payers:
        for record in payer.answers:
            held = {**record, **_spelled_out(code, payer, record, base_url)}
            yield tuple(str(held.get(name, "")) for name in COLUMNS)


def _spelled_out(code: str, payer: PayerAnswers, record: Record, base_url: str) -> dict[str, str]:
    sources = [payer.sources[name] for name in record.get("sources", ())]
    reason = record.get("reason", "")
    return {
        "code": code,
        "payer": payer.title,
        "question": TITLES[record["question"]],
        "reason_means": MEANINGS_OF_CONFLICT if reason and record["decided"] else MEANINGS.get(reason, ""),
        "part_read": {True: "yes", False: "no"}.get(record.get("part_read"), ""),  # type: ignore[arg-type]
        "sources": "; ".join(f"{source['title']} <{source['url']}>" for source in sources),
        "sources_retrieved": "; ".join(dict.fromkeys(source["retrieved"] for source in sources)),
        "link": base_url + record.get("page", f"codes/{code.lower()}.html"),
    }


def guarded(text: str) -> str:
    """Keep a spreadsheet from running a text as a formula."""
    return f"'{text}" if text.startswith(FORMULA) else text
