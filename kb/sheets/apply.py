"""Lines of a sheet put into an entry: what changes of its keys, its sources and its sections, and the text of it.

What a line does not say stays as it is; in what is new it is the least sure value. A changed answer has the source
and the day that the line names.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from kb.authoring.edits import with_item, with_keys, with_record, with_section, without_record
from kb.authoring.names import free_id
from kb.authoring.new_entry import LEAST_SURE, NOT_LOOKED_UP, host_of, title_of
from kb.authoring.new_pages import REVIEW_AFTER
from kb.authoring.prose import section, statement, wrapped
from kb.authoring.yaml_lines import front_matter
from kb.content.citations import citations
from kb.content.fields import ENTRY_FIELDS
from kb.content.parse import parse
from kb.domain.model import Answer, Entry, Source
from kb.domain.reach import Reach
from kb.domain.scopes import scope_title
from kb.domain.vocabulary import PAGE_HEADINGS, QUESTIONS, UNKNOWN
from kb.sheets.cells import BadCell, Cited
from kb.sheets.lines import Line, unknown
from kb.sheets.targets import Target

LOOKED: Final = "looked and not found"
PERIODS: Final = "periods"
Record = dict[str, Any]


@dataclass
class Draft:
    """An entry while lines are put into it: what it says and what is to change.

    `taken` counts what was taken for something that no cell says; `kept` are the sections whose older words stay
    below the new statement, to be read again.
    """

    target: Target
    reach: Reach
    today: dt.date
    keys: Record = field(default_factory=dict)
    records: dict[str, Record] = field(default_factory=dict)
    changed: dict[str, Record] = field(default_factory=dict)
    receipts: list[Record] = field(default_factory=list)
    sections: dict[str, str] = field(default_factory=dict)
    days: list[dt.date] = field(default_factory=list)
    stated: dict[str, str] = field(default_factory=dict)
    taken: Counter[str] = field(default_factory=Counter)
    kept: list[str] = field(default_factory=list)

    @property
    def entry(self) -> Entry | None:
        """The entry as the library has it; None where it is new."""
        return self.target.entry

    @property
    def whose(self) -> str:
        """Payer and plan in words."""
        return scope_title(self.target.payer.title, self.target.scope.name)

    @property
    def is_changed(self) -> bool:
        """Whether anything is to be written."""
        return bool(self.keys or self.changed or self.receipts or self.sections) or not self.entry


def begin(target: Target, reach: Reach, today: dt.date) -> Draft:
    """Begin with what the entry of a target says."""
    held = target.entry.sources if target.entry else {}
    return Draft(target, reach, today, records={name: _record(source) for name, source in held.items()})


def _record(source: Source) -> Record:
    names = ("title", "publisher", "url", "own_url", "standing", "read", "printed", "retrieved", "note")
    return {name: getattr(source, name) for name in names}


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
    records, changed = _sources(draft, line)
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


def _sources(draft: Draft, line: Line) -> tuple[dict[str, Record], dict[str, Record]]:
    """Find or make the records of the sources of a line, by id; which of them are to be written comes second."""
    found: dict[str, Record] = {}
    changed: dict[str, Record] = {}
    said = dict(line.of_sources)
    for column, parts in said.items():
        if len(parts) not in {1, len(line.cited)} and line.cited:
            raise BadCell("unequal-list", f"{len(parts)} for {len(line.cited)} sources; write one for each", column)
    for number, cited in enumerate(line.cited):
        stated = {column: parts[number if len(parts) > 1 else 0] for column, parts in said.items()}
        name = _known(draft, cited) or _known_of(found, cited)
        before = draft.records.get(name) or found.get(name)
        made = _updated(before, cited, stated) if before else _made(draft, line, cited, stated)
        name = name or free_id(made["title"], {*draft.records, *found})
        found[name] = made
        if made != before:
            changed[name] = made
    return found, changed | _read_again(line, found)


def _known(draft: Draft, cited: Cited) -> str:
    return _known_of(draft.records, cited)


def _known_of(records: Mapping[str, Record], cited: Cited) -> str:
    """Find a source by its address; without one by its id or its title."""
    if cited.url:
        return next((name for name, record in records.items() if record["url"] == cited.url), "")
    wanted = cited.title.casefold()
    return next((name for name, record in records.items() if wanted in {name, record["title"].casefold()}), "")


def _updated(before: Record, cited: Cited, stated: Mapping[str, str]) -> Record:
    said = {"title": cited.title if cited.url else "", **stated}
    return {**before, **{name: value for name, value in said.items() if value}}


def _made(draft: Draft, line: Line, cited: Cited, stated: Mapping[str, str]) -> Record:
    """Make the record of a source that the entry does not have yet."""
    if not cited.url:
        raise BadCell("no-address", f"'{cited.title}' has no web address; write Title <https://...>", "source")
    if not line.date:
        raise BadCell("no-date", "the day on which a new source was read is missing; give it", "date")
    for name in ("standing", "read"):
        if not stated.get(name):
            draft.taken[f"{name} {LEAST_SURE[name]}"] += 1
    if not stated.get("publisher"):
        draft.taken["publisher: the host of the address"] += 1
    return {
        "title": cited.title or f"Page at {cited.url.partition('://')[2].rstrip('/')}",
        "publisher": stated.get("publisher") or host_of(cited.url),
        "url": cited.url,
        "own_url": "",
        "standing": stated.get("standing") or LEAST_SURE["standing"],
        "read": stated.get("read") or LEAST_SURE["read"],
        "printed": stated.get("printed", ""),
        "retrieved": line.date,
        "note": "",
    }


def _read_again(line: Line, found: dict[str, Record]) -> dict[str, Record]:
    """Move the day of sources that the line says were read later than the entry knows."""
    if not line.date or not found or line.date <= max(record["retrieved"] for record in found.values()):
        return {}
    for name, record in found.items():
        found[name] = {**record, "retrieved": line.date}
    return dict(found)


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


def written(draft: Draft, text: str) -> str:
    """Write the text of a draft: a new file, or `text`, that of its entry, with the changes."""
    return _edited(draft, text) if draft.entry else _fresh(draft)


def _fresh(draft: Draft) -> str:
    reviewed = max(draft.days, default=draft.today)
    reach = draft.reach
    values = {
        "title": title_of(reach.codes if reach.named_codes else (reach_words(reach)[0],)),
        "concept" if reach.kind == "concept" else "codes": reach_words(reach),
        "currency": LEAST_SURE["currency"],
        "reviewed": reviewed,
        "review_by": reviewed + REVIEW_AFTER,
        **draft.keys,
        "looked": draft.receipts,
        "sources": draft.records,
    }
    headings = (question.title for question in QUESTIONS if question.title in draft.sections)
    return front_matter(values, ENTRY_FIELDS) + "".join(section(name, draft.sections[name]) for name in headings)


def reach_words(reach: Reach) -> tuple[str, ...]:
    """Write a reach as it stands in a file."""
    if reach.kind == "range":
        return ("-".join(reach.codes),)
    return reach.codes or (reach.label,)


def _edited(draft: Draft, text: str) -> str:
    for receipt in draft.receipts:
        text = with_item(text, "looked", receipt, ENTRY_FIELDS)
    for name, record in draft.changed.items():
        text = with_record(text, "sources", name, record, ENTRY_FIELDS)
    text = with_keys(text, {**draft.keys, **_review_days(draft)}, ENTRY_FIELDS)
    for heading, said in draft.sections.items():
        text = with_section(text, heading, said, PAGE_HEADINGS["entry"])
    moved = any(name.endswith("_sources") for name in draft.keys)
    return _without_uncited(draft, text) if moved else text


def _review_days(draft: Draft) -> Record:
    """Move the review to the newest look at a source, where that is later."""
    newest = max(draft.days, default=None)
    if not draft.entry or not newest or newest <= draft.entry.reviewed:
        return {}
    due = {} if draft.entry.review_by > newest else {"review_by": newest + REVIEW_AFTER}
    return {"reviewed": newest, **due}


def _without_uncited(draft: Draft, text: str) -> str:
    """Take out the records of sources that nothing cites any more."""
    document = parse(draft.target.path, text).document
    if document:
        used = {citation.id for citation in citations(document)}
        for name in document.sources.keys() - used:
            text = without_record(text, "sources", name, ENTRY_FIELDS)
    return text
