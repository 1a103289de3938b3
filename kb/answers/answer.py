"""One resolved answer as a record: what the `answer` command prints, and what other programs read."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any, Final

from kb.answers.applicable import LOOKED, ApplicableEntry
from kb.answers.resolve import Resolution, resolve_each
from kb.content.kinds import suggest
from kb.domain.contacts import contact_record
from kb.domain.days import day
from kb.domain.model import Library, Receipt, Source
from kb.domain.periods import period_record
from kb.domain.problem import UsageError
from kb.domain.reach import is_code
from kb.domain.scopes import scope_ids
from kb.domain.vocabulary import QUESTIONS, SUPERSEDED, label, question, through_what


def ask(library: Library, code: str, scope: str, asked: str) -> Resolution:
    """Resolve an answer as asked on the command line. Raises UsageError if code, scope or question is unknown."""
    return resolve_typed_code(library, *read_request(code, scope, asked, library))


def resolve_typed_code(library: Library, code: str, scope: str, question: str) -> Resolution:
    """Resolve an answer for a code that was typed: where it has no page, the warning says that it may be mistyped."""
    return next(resolve_each_for_typed_code(library, code, scope, (question,)))


def resolve_each_for_typed_code(
    library: Library, code: str, scope: str, questions: Iterable[str]
) -> Iterator[Resolution]:
    """Resolve the answers to some questions (their keys), each as `resolve_typed_code` does."""
    for found in resolve_each(library, code, scope, questions):
        yield found if code in library.codes else without_page(found)


def read_request(code: str, scope: str, asked: str, *libraries: Library) -> tuple[str, str, str]:
    """Read what was typed: give the code, the id of a scope of any of the libraries, and the key of the question.

    Raises UsageError if one of them is unknown.
    """
    scopes = tuple(scope for library in libraries for scope in scope_ids(library))
    wanted, found = scope.strip().lower(), question(asked)
    if not is_code(code.strip().upper()):
        raise UsageError(f"'{code}' is no CPT or HCPCS code; write it like 0709T")
    if wanted not in scopes:
        raise UsageError(f"no scope '{scope}'; {suggest(wanted, tuple(dict.fromkeys(scopes)))}")
    if not found:
        slugs = tuple(known.slug for known in QUESTIONS)
        raise UsageError(f"no question '{asked}'; {suggest(asked, slugs)}")
    return code.strip().upper(), wanted, found.key


NO_PAGE_FOR: Final = "There is no page for "
"""How the warning begins that a code may be mistyped."""


def without_page(found: Resolution) -> Resolution:
    """Warn of an answer on a code without a page that it may be mistyped."""
    no_page = f"{NO_PAGE_FOR}{found.code} here, and no entry names it: "
    source = "the answer comes from wider rules only. " if found.deciders else "no rule here decides it. "
    return replace(found, warning=f"{no_page}{source}Check the code: nobody here has looked up what it is.")


def record(found: Resolution) -> dict[str, Any]:
    """Write a resolution as plain values, ready for JSON. Dates are ISO texts; what is not known is null."""
    leading, decider = found.leading, found.decider
    return {
        "code": found.code,
        "scope": found.scope,
        "question": found.question.replace("_", "-"),
        "answer": found.value,
        "reason": found.reason or None,
        "entry": leading.entry.id if leading else None,
        "reach": leading.rank if leading else None,
        "reach_label": leading.entry.reach.label if leading else None,
        "decided": decider is not None,
        "why": found.why,
        "warning": found.warning or None,
        "effective": decider.entry.effective.isoformat() if decider and decider.entry.effective else None,
        "date_basis": decider.entry.date_basis or None if decider else None,
        "currency": decider.entry.currency if decider else None,
        "standing": found.standing or None,
        "confidence": decider.answer.confidence if decider else None,
        "words": decider.answer.words or None if decider else None,
        "note": (leading.answer.note or None) if leading else None,
        "periods": [period_record(period) for decider in found.deciders for period in decider.answer.periods],
        "contacts": contacts_of(found),
        "sources": [source_record(source) for source in found.sources],
        "informed_by": [_informer(applicable) for applicable in found.informers],
        "searched": [receipt_record(receipt) for receipt in receipts_of(found)],
    }


def contacts_of(found: Resolution) -> list[dict[str, Any]]:
    """Write whom to turn to as plain values: the contacts of the entries that decide and inform, each once.

    Those of a brand are left out, since each licensee has its own, and those of a superseded entry.
    """
    every = (*found.deciders, *found.informers)
    applicable = (each for each in every if not each.for_brand and each.entry.currency != SUPERSEDED)
    named = {contact: each.entry for each in applicable for contact in each.answer.contacts}
    return [
        {
            **contact_record(contact),
            "entry": entry.id,
            "source_title": entry.sources[contact.source].title,
            "url": entry.sources[contact.source].url,
        }
        for contact, entry in named.items()
    ]


def source_record(source: Source) -> dict[str, Any]:
    """Write a source as plain values."""
    return {
        "id": source.id,
        "title": source.title,
        "publisher": source.publisher,
        "url": source.url,
        "standing": source.standing,
        "read": source.read,
        "printed": source.printed or None,
        "retrieved": source.retrieved.isoformat(),
    }


def source_words(record: Mapping[str, Any]) -> str:
    """Name a source, written as plain values, in a line: title, publisher, its own date, what kind it is, and where.

    A source without a standing is an official file, whose title has its edition.
    """
    kind = "; ".join(
        part
        for part in (
            label(record["standing"]),
            "read in part" if (record["read"] or "whole") != "whole" else "",
            f"retrieved {day(dt.date.fromisoformat(record['retrieved']))}" if record["retrieved"] else "",
        )
        if part
    )
    printed = record["printed"] or ("undated" if record["standing"] else "")
    head = ", ".join(part for part in (record["title"], record["publisher"], printed) if part)
    return f"{head}{f' ({kind})' if kind else ''} {record['url']}".strip()


def _informer(applicable: ApplicableEntry) -> dict[str, Any]:
    return {
        "entry": applicable.entry.id,
        "reach": applicable.rank,
        "answer": applicable.answer.value,
        "reason": None if applicable.known else applicable.reason,
        "currency": applicable.entry.currency,
    }


def receipts_of(found: Resolution) -> list[Receipt]:
    """Return the search receipts on this question of the entries that give no value, each once.

    Where the answer was looked for and not found, those of all that inform are. Where an entry gives the value and
    nobody to turn to, its receipts say where that was sought.
    """
    unknown = (applicable for applicable in found.informers if not applicable.known or found.reason == LOOKED)
    told = (*unknown, *(() if contacts_of(found) else found.deciders))
    return list(dict.fromkeys(receipt for applicable in told for receipt in applicable.receipts))


def searched_words(receipt: dict[str, Any]) -> str:
    """Say of the record of a receipt when, through what and where it was searched, as a sentence."""
    through = f" ({through_what(receipt['through'])})" if receipt["through"] else ""
    return f"Searched {day(dt.date.fromisoformat(receipt['on']))}{through}: {receipt['where']}."


def receipt_record(receipt: Receipt) -> dict[str, str | None]:
    """Write a receipt as plain values."""
    held = {"where": receipt.where, "words": receipt.words, "on": receipt.on.isoformat()}
    return {**held, "through": receipt.through or None}
