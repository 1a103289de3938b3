"""A document as named facts, by which two documents of any kind are compared fact by fact.

Records, such as sources, scopes and receipts, are gained and lost as a whole; where both sides have a record, its
parts are compared.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from kb.diff.change import Fact
from kb.diff.direction import DATES, NEUTRAL, WORDING, direction
from kb.domain.code_list import CodeList
from kb.domain.criteria import Criterion
from kb.domain.model import Adoption, Answer, CodePage, Document, Entry, Payer, Receipt, Source, values_of
from kb.domain.vocabulary import QUESTIONS, label

ANSWER, DATE, WORDS, OTHER = "answer", "date", "wording", "other"
BY_KIND: Final = {DATE: DATES, WORDS: WORDING, OTHER: NEUTRAL}
DATED: Final = frozenset({"printed", "retrieved", "on", "effective", "edition", "checked", "review_by"})
WORDED: Final = frozenset({"title", "note", "publisher", "name", "reading", "rationale"})

READ: Final = {"whole": "read whole", "part": "partially read", "reference": "a reference"}
"""How much of a source was read, in words."""

ROWS: Final[dict[str, tuple[str, ...]]] = {
    "life_cycle": ("event",),
    "fee_schedule": ("file",),
    "units": ("setting",),
    "pairs": ("others", "column"),
    "modifiers": ("modifier",),
    "observed_amounts": ("hospital", "payer", "plan", "as_of"),
    "conflicts": ("topic",),
    "elements": ("shows", "asked_by"),
}
"""The tables of a code page, and the columns that identify a row."""

CODE_LIST: Final = "code list"


@dataclass(frozen=True)
class NamedFact:
    """A named fact of a document. `record` is the name of the record that it belongs to, empty for none."""

    name: str
    text: str
    kind: str = OTHER
    question: str = ""
    record: str = ""


def facts(before: Document | None, after: Document | None) -> tuple[Fact, ...]:
    """Compare two documents of one kind, or one with nothing. Prose is compared elsewhere."""
    old, new = _facts_by_name(before), _facts_by_name(after)
    names = dict.fromkeys((*new, *old))
    return tuple(fact for name in names if (fact := _fact(name, old, new)))


def _facts_by_name(document: Document | None) -> dict[str, NamedFact]:
    return {fact.name: fact for fact in snapshot(document)} if document else {}


def _fact(name: str, old: dict[str, NamedFact], new: dict[str, NamedFact]) -> Fact | None:
    fact = new.get(name) or old[name]
    if fact.record and _is_summary(fact) == (fact.record in old and fact.record in new):
        return None
    before, after = (side[name].text if name in side else "" for side in (old, new))
    if before == after:
        return None
    way = direction(fact.question, before, after) if fact.kind == ANSWER else BY_KIND[fact.kind]
    return Fact(name, fact.kind, before, after, way, fact.question)


def _is_summary(fact: NamedFact) -> bool:
    return fact.name == fact.record


def snapshot(document: Document) -> Iterator[NamedFact]:
    """Give the named facts of a document, without its prose, in the order in which they are shown."""
    if isinstance(document, Entry):
        yield from _entry(document)
    elif isinstance(document, Payer):
        yield from _payer(document)
    elif isinstance(document, CodePage):
        yield from _code(document)
    yield NamedFact("title", document.title, WORDS)
    yield NamedFact("reviewed", document.reviewed.isoformat(), DATE)
    yield NamedFact("review by", document.review_by.isoformat(), DATE)
    yield NamedFact("owner", document.owner)
    for source in document.sources.values():
        yield from _source(source)
    for receipt in document.looked:
        yield from _receipt(receipt)


def _entry(entry: Entry) -> Iterator[NamedFact]:
    for question in QUESTIONS:
        if question.key in entry.answers:
            yield from _answer(question.title, entry.answers[question.key])
    yield NamedFact("scope", entry.scope_id)
    yield NamedFact("codes", _reach(entry))
    yield NamedFact("document", entry.document, WORDS)
    yield NamedFact("currency", entry.currency)
    yield NamedFact("effective", _text(entry.effective), DATE)
    yield NamedFact("ends", _text(entry.ends), DATE)
    yield NamedFact("date basis", entry.date_basis)
    yield NamedFact("replaces", ", ".join(entry.replaces), OTHER)
    for criterion in entry.criteria:
        yield from _criterion(criterion)
    if entry.listed:
        yield from _code_list(entry.listed)
    for adoption in entry.adopted:
        yield from _adoption(adoption)


def _reach(entry: Entry) -> str:
    return f"concept: {entry.reach.label}" if entry.reach.kind == "concept" else entry.reach.label


def _answer(title: str, answer: Answer) -> Iterator[NamedFact]:
    key = answer.question
    yield NamedFact(title, answer.value, ANSWER, key)
    yield NamedFact(f"{title}: reason", answer.reason, OTHER, key)
    yield NamedFact(f"{title}: payer's words", answer.words, WORDS, key)
    yield NamedFact(f"{title}: sources", ", ".join(sorted(answer.sources)), OTHER, key)
    yield NamedFact(f"{title}: confidence", answer.confidence, OTHER, key)
    yield NamedFact(f"{title}: note", answer.note, WORDS, key)
    yield from _rows(f"{title}: time limit", answer.periods, ("level", "who", "starts", "since"))
    yield from _rows(f"{title}: contact", answer.contacts, ("kind", "who", "value"))


def _adoption(adoption: Adoption) -> Iterator[NamedFact]:
    name = f"adopted by {adoption.by}"
    yield NamedFact(name, f"since {adoption.on.isoformat()}", DATE, record=name)
    yield NamedFact(f"{name}: on", adoption.on.isoformat(), DATE, record=name)
    yield NamedFact(f"{name}: note", adoption.note, WORDS, record=name)


def _criterion(criterion: Criterion) -> Iterator[NamedFact]:
    """Give a criterion, and each of its items as a fact of its own."""
    name = f"criterion: {', '.join(filter(None, (criterion.kind, criterion.says, criterion.heading)))}"
    parts = {key: getattr(criterion, key) for key in ("most", "per", "source", "read", "note")}
    yield from _record(name, f"{len(criterion.items)} items", parts)
    yield from _listed(f"{name}: item", criterion.items)


def _code_list(listed: CodeList) -> Iterator[NamedFact]:
    """Give a code list, and, where both sides have one, each code that differs."""
    parts = {key: getattr(listed, key) for key in ("source", "read", "heading")}
    yield from _record(CODE_LIST, f"{len(listed.codes)} codes and ranges", parts)
    for code in listed.codes:
        yield NamedFact(f"{CODE_LIST}: {code}", "listed", record=CODE_LIST)


def _source(source: Source) -> Iterator[NamedFact]:
    summary = f"{source.title}, {source.publisher} ({label(source.standing)}, {READ[source.read]}) {source.url}"
    yield from _record(f"source {source.id}", summary, values_of(source), skip=("id",))


def _receipt(receipt: Receipt) -> Iterator[NamedFact]:
    name = f"searched {receipt.on}: {receipt.where}; words: {receipt.words}"
    parts = {"for": ", ".join(receipt.questions), "through": receipt.through, "plans": ", ".join(receipt.plans)}
    yield from _record(name, "searched", {part: said for part, said in parts.items() if said or part == "for"})


def _record(name: str, summary: str, parts: Mapping[str, object], skip: tuple[str, ...] = ()) -> Iterator[NamedFact]:
    yield NamedFact(name, summary, record=name)
    for key, value in parts.items():
        if key not in skip:
            kind = DATE if key in DATED else WORDS if key in WORDED else OTHER
            yield NamedFact(f"{name}: {key.replace('_', ' ')}", _text(value), kind, record=name)


def _payer(payer: Payer) -> Iterator[NamedFact]:
    for scope in payer.scopes:
        yield from _record(f"scope {scope.id}", f"{scope.name} ({scope.kind})", vars(scope), skip=("id",))
    yield from _listed("alias", payer.aliases)
    for portal in payer.portals:
        yield from _record(f"portal {portal.url}", portal.name, vars(portal), skip=("url",))
    yield NamedFact("contacts", payer.contacts_reason)


def _code(page: CodePage) -> Iterator[NamedFact]:
    yield NamedFact("family", page.family)
    yield NamedFact("add on to", ", ".join(page.primaries))
    for key in ("add_on_type", "add_on_sources"):
        yield NamedFact(key.replace("_", " "), _text(getattr(page, key)))
    yield from _listed("concept", page.concepts)
    for table, keys in ROWS.items():
        yield from _rows(table.replace("_", " "), getattr(page, table), keys)


def _rows(table: str, rows: Iterable[Any], keys: tuple[str, ...]) -> Iterator[NamedFact]:
    """Give the facts of a table; the name of a second row with the same identifying columns gets a number."""
    seen: dict[str, int] = {}
    for row in rows:
        known = f"{table}: {', '.join(filter(None, (_text(getattr(row, key)) for key in keys)))}"
        seen[known] = seen.get(known, 0) + 1
        name = known if seen[known] == 1 else f"{known} ({seen[known]})"
        parts = values_of(row)
        summary = "; ".join(f"{key.replace('_', ' ')} {_text(value)}" for key, value in parts.items() if _text(value))
        yield from _record(name, summary, parts, skip=keys)


def _listed(name: str, words: Iterable[str]) -> Iterator[NamedFact]:
    """Give each word of a list as a fact of its own."""
    for word in words:
        yield NamedFact(f"{name} “{word}”", "listed", record=f"{name} “{word}”")


def _text(value: object) -> str:
    if isinstance(value, tuple):
        return ", ".join(str(item) for item in value)
    return "" if value is None else value.isoformat() if isinstance(value, dt.date) else str(value)
