"""Lines of a sheet put into an entry: what changes of its keys and of its sections.

What a line does not say stays as it is; in what is new it is the least sure value. A changed answer has the source
and the day that the line names.
"""

from __future__ import annotations

from typing import Final

from kb.authoring.new_entry import LEAST_SURE, NOT_LOOKED_UP
from kb.authoring.prose import statement, wrapped
from kb.domain.model import Answer
from kb.domain.vocabulary import UNKNOWN
from kb.sheets.cells import BadCell
from kb.sheets.draft import Draft, Record
from kb.sheets.line_sources import sources_of
from kb.sheets.lines import Line, unknown

LOOKED: Final = "looked and not found"
PERIODS: Final = "periods"


def put(draft: Draft, line: Line) -> None:
    """Put one line into a draft. Raises BadCell, and leaves the draft as it was, if the line cannot be taken."""
    _refuse_other_entry_values(draft, line)
    before = draft.taken.copy()
    try:
        (_put_unknown if unknown(line) else _put_value)(draft, line)
    except BadCell:
        draft.taken = before
        raise
    _put_entry_values(draft, line)


def _answer(draft: Draft, line: Line) -> Answer | None:
    return draft.entry.answers.get(line.question.key) if draft.entry else None


def _put_unknown(draft: Draft, line: Line) -> None:
    key, held = line.question.key, _answer(draft, line)
    was_known = bool(held and held.value != UNKNOWN)
    if held and was_known and not line.reason:
        way = "give a reason to take it back, or leave the cell empty"
        raise BadCell("unknown-over-known", f"the library has '{held.value}'; {way}", "value")
    for column in ("words", "confidence"):
        if getattr(line, column):
            raise BadCell("beside-unknown", f"does not go with '{UNKNOWN}'; empty it", column)
    reason = line.reason or (held.reason if held else NOT_LOOKED_UP)
    receipt = _receipt(draft, line) if reason == LOOKED else None
    if not held and not line.reason:
        draft.taken["reason not looked up"] += 1
    wanted = {key: UNKNOWN, f"{key}_reason": reason, f"{key}_note": line.note or (held.note if held else "")}
    if was_known:
        wanted |= dict.fromkeys((f"{key}_words", f"{key}_sources", f"{key}_confidence"), "")
        wanted |= _without_periods(draft, line)
    _change(draft, held, wanted)
    draft.receipts += [receipt] if receipt else []
    if was_known or not held:
        _say(draft, line, (UNKNOWN, (), ""), held)


def _receipt(draft: Draft, line: Line) -> Record | None:
    """Make the receipt of a search where the entry has none on the question."""
    looked = draft.entry.looked if draft.entry else ()
    if any(line.question.key in receipt.questions for receipt in looked):
        return None
    where = "; ".join(one.title or one.url for one in line.cited)
    if not where or not line.date:
        raise BadCell("no-receipt", f"'{LOOKED}' needs where it was searched (source) and the day (date)", "reason")
    draft.days.append(line.date)
    words = f"{line.reach.label}, {line.question.title.lower()}"
    return {"for": [line.question.title.lower()], "where": where, "words": words, "on": line.date}


def _put_value(draft: Draft, line: Line) -> None:
    key, held = line.question.key, _answer(draft, line)
    if line.reason:
        raise BadCell("beside-value", "a reason is for data not available; empty it", "reason")
    same = bool(held and held.value == line.value)
    if not line.cited and not same:
        raise BadCell("no-source", "a new answer needs its source: Title <https://...>", "source")
    records, changed = sources_of(draft, line)
    sources = tuple(records) if line.cited else (held.sources if held else ())
    confidence = line.confidence or (held.confidence if held and same else "")
    if not confidence:
        draft.taken[f"confidence {LEAST_SURE['confidence']}"] += 1
    wanted = {
        key: line.value,
        f"{key}_reason": "",
        f"{key}_words": line.words or (held.words if held and same else ""),
        f"{key}_sources": sources,
        f"{key}_confidence": confidence or LEAST_SURE["confidence"],
        f"{key}_note": line.note or (held.note if held and same else ""),
    }
    draft.records |= records
    draft.changed |= changed
    draft.days += [record["retrieved"] for record in changed.values()]
    _change(draft, held, wanted if same else {**wanted, **_without_periods(draft, line)})
    if not held or not same or held.sources != sources or held.words != wanted[f"{key}_words"]:
        _say(draft, line, (line.value, sources, str(wanted[f"{key}_words"])), held)


def _without_periods(draft: Draft, line: Line) -> Record:
    """Take out the time limits as numbers of an answer that changes: they were of the old one."""
    held = _answer(draft, line)
    if not held or not held.periods:
        return {}
    draft.taken["time limits as numbers taken out with the old answer"] += 1
    return {f"{line.question.key}_{PERIODS}": ()}


def _change(draft: Draft, held: Answer | None, wanted: Record) -> None:
    """Note which keys of an answer are to be written: those that say something else than they do."""
    for name, value in wanted.items():
        part = name.removeprefix(held.question).removeprefix("_") if held else ""
        before = getattr(held, part or "value") if held else ""
        if value != before and (value or before):
            draft.keys[name] = value


def _say(draft: Draft, line: Line, says: tuple[str, tuple[str, ...], str], held: Answer | None) -> None:
    """Put the statement of an answer into its section: `says` are the value, its sources and the payer's words.

    Words of a person stay below it, marked as older.
    """
    said = statement(draft.whose, line.question, *says)
    before = _section_before(draft, line).strip()
    if before and held and before != _said_before(draft, line, held):
        draft.kept.append(line.question.title)
        older = wrapped(
            f"Our reading: what follows was written before {draft.today.isoformat()} and may no longer hold."
        )
        said = f"{said}\n\n{older}\n\n{before}"
    draft.sections[line.question.title] = said


def _section_before(draft: Draft, line: Line) -> str:
    entry = draft.entry
    found = next((one for one in entry.sections if one.heading == line.question.title), None) if entry else None
    return found.text if found else ""


def _said_before(draft: Draft, line: Line, held: Answer) -> str:
    return statement(draft.whose, line.question, held.value, held.sources, held.words)


def _refuse_other_entry_values(draft: Draft, line: Line) -> None:
    """Raise BadCell where a line says something else of the whole entry than one above it."""
    for column, value in line.of_entry:
        if draft.stated.get(column, value) != value:
            raise BadCell(
                "two-values", f"a row above says '{draft.stated[column]}' of the same entry; keep one", column
            )


def _put_entry_values(draft: Draft, line: Line) -> None:
    for column, value in line.of_entry:
        draft.stated[column] = value
        name = column.replace(" ", "_")
        before = getattr(draft.entry, name) if draft.entry else ""
        if value != str(before or ""):
            draft.keys[name] = value
    if (
        "effective" in draft.keys
        and "date basis" not in draft.stated
        and not (draft.entry and draft.entry.date_basis)
    ):
        draft.keys["date_basis"] = "not stated"
