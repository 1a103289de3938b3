"""A claim sheet as text: the whole of it, a short note for the account, and plain values for JSON."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from typing import Any, Final

from kb.answers.answer import source_words
from kb.domain.vocabulary import UNKNOWN, label
from kb.evidence.claim_answers import title_of
from kb.evidence.claim_lines import SheetLine
from kb.evidence.claim_sheet import ClaimSheet
from kb.history.record import iso_day

LONGEST_NOTE: Final = 600
"""How many characters a note for the account has at most, for the free-text fields of billing systems."""

NOTE_HEAD: Final = "{plan}; {codes}; DOS {day}."
SAID: Final = "{question} {codes}: {value}."
UNANSWERED: Final = "No answer on file for: {questions}."
MORE: Final = "More on the sheet: {more}."

NOT_A_GUARANTEE: Final = "Not a guarantee of payment."


def sheet_lines(sheet: ClaimSheet) -> Iterator[tuple[str, str]]:
    """Write a sheet as lines of text, each with its style."""
    yield sheet.title, "bold"
    yield from ((f"  {code}: {title}", "") for code, title in sheet.titles if title)
    yield from ((f"  {warning}", "yellow") for warning in sheet.warnings)
    for part in sheet.parts:
        yield part.heading, "bold"
        if not part.lines:
            yield f"  {part.empty}", "yellow"
        for line in part.lines:
            yield f"  {line.text}{marks(sheet, line)}", "" if line.known else "yellow"
            yield from ((f"      {detail}", "dim") for detail in line.details)
    yield "Sources", "bold"
    yield from ((f"  [{number}] {source_words(asdict(cited))}", "") for number, cited in enumerate(sheet.sources, 1))
    yield "How to check this sheet", "bold"
    for text in sheet.texts:
        recorded = f"commit {text.commit[:12]} of {text.recorded}" if text.commit else "not committed yet"
        yield f"  {text.path}: {recorded}, git blob {text.blob[:12]}", "dim"
    yield f"  {sheet.prepared} {NOT_A_GUARANTEE}", "dim"


def marks(sheet: ClaimSheet, line: SheetLine) -> str:
    """Write the numbers of the sources of a line: ` [1] [3]`."""
    return "".join(f" [{sheet.number(cited)}]" for cited in line.sources)


def account_note(sheet: ClaimSheet) -> str:
    """Write the sheet in at most LONGEST_NOTE characters: what is known of each question, then what is not known.

    What does not fit is left out whole and counted, so that no value is cut.
    """
    codes = ", ".join(sheet.asked.codes)
    head = NOTE_HEAD.format(plan=sheet.plan, codes=codes, day=sheet.asked.dates.date.isoformat())
    foot = f"{sheet.prepared} {NOT_A_GUARANTEE}"
    room = LONGEST_NOTE - len(head) - len(foot) - len(f" {MORE.format(more=99)}") - 1
    kept: list[str] = []
    values = list(_values(sheet))
    for value in values:
        if sum(len(one) + 1 for one in kept) + len(value) <= room:
            kept.append(value)
    more = [MORE.format(more=len(values) - len(kept))] if len(kept) < len(values) else []
    return " ".join((head, *kept, *more, foot))


def _values(sheet: ClaimSheet) -> Iterator[str]:
    """Yield each known answer with how sure it is, joined for the codes that have it, then what is not known."""
    codes: dict[tuple[str, str, str], list[str]] = {}
    for answer in sheet.answers:
        if answer["answer"] != UNKNOWN:
            codes.setdefault((title_of(answer), answer["answer"], sure_on_note(answer)), []).append(answer["code"])
    for (title, value, sure), held in codes.items():
        yield SAID.format(question=title, codes=", ".join(held), value=f"{value}{sure}")
    unknown = dict.fromkeys(title_of(answer) for answer in sheet.answers if answer["answer"] == UNKNOWN)
    if unknown:
        yield UNANSWERED.format(questions=", ".join(unknown))


def sure_on_note(answer: dict[str, Any]) -> str:
    """Say how sure a value is, in brackets; nothing where no entry decides."""
    return f" ({label(answer['standing'])}, {answer['confidence']} confidence)" if answer["decided"] else ""


def sheet_record(sheet: ClaimSheet) -> dict[str, Any]:
    """Write a sheet as plain values, ready for JSON; sources are named by their number."""
    asked = sheet.asked
    return {
        "codes": list(asked.codes),
        "scope": asked.scope,
        "plan": sheet.plan,
        "date": asked.dates.date.isoformat(),
        "known": iso_day(asked.dates.known),
        "processed": iso_day(asked.dates.processed),
        "decided": iso_day(asked.decided),
        "with": asked.beside or None,
        "denial": asked.denial.code if asked.denial else None,
        "today": asked.today.isoformat(),
        "warnings": list(sheet.warnings),
        "parts": [
            {
                "heading": part.heading,
                "lines": [
                    {
                        "text": line.text,
                        "details": list(line.details),
                        "known": line.known,
                        "sources": [sheet.number(cited) for cited in line.sources],
                    }
                    for line in part.lines
                ],
                "empty": None if part.lines else part.empty,
            }
            for part in sheet.parts
        ],
        "sources": [{"number": number, **asdict(cited)} for number, cited in enumerate(sheet.sources, 1)],
        "texts": [asdict(text) for text in sheet.texts],
        "note": account_note(sheet),
        "prepared": sheet.prepared,
    }
