"""A library as a sheet: a row for each question that an entry answers, in the form that `import sheet` reads."""

from __future__ import annotations

from collections.abc import Iterator

from kb.domain.model import Answer, Entry, Library
from kb.domain.vocabulary import UNKNOWN, question
from kb.published.sheet import code_as_text, sheet
from kb.sheets.columns import NAMES
from kb.sheets.written import reach_words


def export(library: Library) -> str:
    """Write the answers of every entry as CSV, in the order of the entries and of the questions."""
    return sheet(rows_of(library), NAMES)


def rows_of(library: Library) -> Iterator[tuple[str, ...]]:
    """Yield the rows of the sheet."""
    for entry in library.entries:
        for answer in entry.answers.values():
            row = {**_of_entry(entry), **_of_answer(answer), **_of_sources(entry, answer)}
            yield tuple(str(row.get(name) or "") for name in NAMES)


def _of_entry(entry: Entry) -> dict[str, object]:
    words = reach_words(entry.reach)
    code = code_as_text(words[0]) if words[0].isdigit() and len(words) == 1 else ", ".join(words)
    return {
        "payer": entry.payer,
        "plan": entry.scope,
        "code": code,
        "title": entry.title,
        "document": entry.document,
        "currency": entry.currency,
        "effective": entry.effective,
        "ends": entry.ends,
        "date basis": entry.date_basis,
        "entry": entry.id,
    }


def _of_answer(answer: Answer) -> dict[str, object]:
    asked = question(answer.question)
    return {
        "question": asked.title.lower() if asked else answer.question,
        "value": answer.value,
        "reason": answer.reason,
        "words": answer.words,
        "confidence": answer.confidence,
        "note": answer.note,
    }


def _of_sources(entry: Entry, answer: Answer) -> dict[str, object]:
    if answer.value == UNKNOWN:
        searched = next((one for one in entry.looked if answer.question in one.questions), None)
        return {"source": searched.where, "date": searched.on} if searched else {}
    sources = [entry.sources[name] for name in answer.sources]
    return {
        "source": "; ".join(f"{source.title} <{source.url}>" for source in sources),
        "date": max(source.retrieved for source in sources),
        "publisher": _joined([source.publisher for source in sources]),
        "standing": _joined([source.standing for source in sources]),
        "read": _joined([source.read for source in sources]),
        "printed": _joined([source.printed for source in sources]),
    }


def _joined(parts: list[str]) -> str:
    return "; ".join(parts) if any(parts) else ""
