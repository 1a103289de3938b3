"""Which edition a result is of, beside the day that a query asks of: what began later, what a newer one may follow.

An edition answers for no day before it starts, and an old one for none that a later edition may have. The browser
says the same, in `static/editions.js`. Pure.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Final

from kb.domain.days import MONTHS
from kb.domain.vocabulary import UNKNOWN
from kb.search.beginnings import PAST, begins
from kb.search.document_numbers import of_other_revisions
from kb.search.documents import OF_MEDICARE, ROWS, SearchDocument
from kb.search.first_entry import conflicts_of, numbers_of, texts_of
from kb.search.headline import question_of, scope_of
from kb.search.intent import topic_of
from kb.search.number_keys import BETWEEN
from kb.search.period_groups import Told
from kb.search.reading_result import Reading
from kb.search.sentences import sentences

DAY: Final = "[0-9]{4}-[0-9]{2}-[0-9]{2}"
MONTH: Final = "[A-Z][a-z]{2,8} (?:19|20)[0-9]{2}"
"""A month as texts write it: August 2024."""

YEAR: Final = "(?<![0-9])(?:19|20)[0-9]{2}(?![0-9])"

TODAY: Final = "today: "
UNDATED: Final = "revision without a date: "
"""What is before the value of a hit where another day is asked of."""

OF_REVISION: Final = (
    r"(?<![a-z])(?:editions?|revisions?|versions?|cop(?:y|ies)|brochures?|notices?|lists?|newsletters?|updates?)"
    r"(?![a-z])"
)
"""Words of a sentence that speaks of revisions."""

UNREAD: Final = r"(?<![a-z])not (?:seen|read|found)(?![a-z])"
"""Words of a sentence that speaks of what was not read; static/editions_told.js has the same."""

OLD_EDITION: Final = "; an old revision was read, and whether it still holds is not known"
"""What is told of it where a query asks whether a document is still current."""

BEGUN: Final = rf"(?:from|since|effective|starting|as of) {DAY}"
"""Words by which a section says from which day on it holds; static/editions_told.js has the same."""

CHANGES_PAGE: Final = "What changed in this library, by day, is on its page Changes."
"""What is told where what comes first changed on another day than those asked of."""

FIRST_SHOWN: Final = 3
"""Results that are looked at for other plans' values: those that the browser loads first."""

MOST: Final = 3
"""Sentences on a conflict that are quoted."""


def is_other_day(read: Reading, today: dt.date) -> bool:
    """Return whether a query asks of days that today is none of, or of one that could not be read."""
    return bool(read.undated) or bool(read.day and not read.day <= today.isoformat() <= read.last_day)


def dated_value(document: SearchDocument, read: Reading, today: dt.date) -> str:
    """Return the value of a hit with the edition that it is of, where a query asks of a day that it may not hold on.

    Of a value that is unknown there, what a wider rule gives today is left out, and so is one that begins later. A
    value without a revision that prints a date itself stands as it is.
    """
    if any(told.alone and told.value == document.value for told in read.limits):
        return document.value
    is_past = any(mark in PAST for mark in document.marks)
    is_open = bool(read.day) and (is_past or document.effective > read.last_day)
    if not document.value or not (is_open or is_other_day(read, today)):
        return document.value
    if document.value.startswith(UNKNOWN) or is_out_of_force(read, document):
        return UNKNOWN
    if document.effective:
        return f"revision of {document.effective}: {document.value}"
    if re.search(DAY, document.value):
        return document.value
    return f"{UNDATED if is_past else TODAY}{document.value}"


def is_before(read: Reading, document: SearchDocument) -> bool:
    """Return whether a query asks of a day before all that a section records."""
    return bool(read.day) and begins(document) > read.last_day


def is_after(read: Reading, document: SearchDocument) -> bool:
    """Return whether a query asks of a day on which a section had ended."""
    return bool(read.day and document.ends) and document.ends < read.day


def is_out_of_force(read: Reading, document: SearchDocument) -> bool:
    """Return whether a query asks of a day on which a section did not hold yet, or no longer."""
    return is_before(read, document) or is_after(read, document)


def as_of_then(read: Reading, document: SearchDocument, today: dt.date, conflicts: Sequence[str]) -> Reading:
    """Return a reading by which card and hit give no value of the first result that holds only later.

    Before its words begin nothing is recorded; what copies of the year asked of gave stands for what newer ones give.
    One with an effective date is left to the version that was in force.
    """
    if document.effective or not read.day or not document.value or document.value.startswith(UNKNOWN):
        return read
    said = _told_of_year(read, [said for said in conflicts if re.search(OF_REVISION, said.lower())])
    if is_before(read, document):
        value = UNKNOWN
    elif said and is_other_day(read, today):
        clauses = said.rstrip(".").split("; ")
        value = f"as of {read.day[:4]}: “{next((one for one in clauses if read.day[:4] in one), clauses[0])}”"
    else:
        return read
    told = _in_its_place(document, value)
    return replace(read, limits=(told, *read.limits))


def out_of_force_beside(
    read: Reading, numbers: Sequence[int], documents: Sequence[SearchDocument]
) -> list[SearchDocument]:
    """Return those of the first results that are of other plans than the first and do not hold yet, or no longer."""
    first, *others = [documents[number] for number in numbers[:FIRST_SHOWN]]
    beside = (one for one in others if one.kind == "entry" and scope_of(one) != scope_of(first))
    told = (one for one in beside if one.value and not one.value.startswith(UNKNOWN))
    return [one for one in told if is_out_of_force(read, one)]


def none_then(read: Reading, beside: Iterable[SearchDocument]) -> Reading:
    """Return a reading by which card and hits give no value of such results; see `as_of_then`."""
    undated = (one for one in beside if not one.effective)
    told = (_in_its_place(one, UNKNOWN) for one in undated)
    return replace(read, limits=(*told, *read.limits))


def _in_its_place(document: SearchDocument, value: str) -> Told:
    """Return what is told in the place of the value of a section that holds only later."""
    sentence = f"{document.title}: {value}."
    return Told(scope_of(document), question_of(document), sentence, value, document.entry, alone=True)


def told_out_of_force(
    read: Reading, document: SearchDocument, quoted: str, earlier: SearchDocument | None = None
) -> Iterator[str]:
    """Say that what applied on a day before a section begins, or after it has ended, is not recorded.

    The payer may have had an earlier revision: that this one begins does not mean that the policy does. `earlier` is
    the section of another entry of the plan that was in force.
    """
    unknown = f"what applied {of_time(read)} is not recorded"
    if earlier:
        unknown = f"{earlier.title}, effective {earlier.effective}, was in force {of_time(read)}"
    if is_after(read, document):
        yield f"{document.title}: this ended on {document.ends}; {unknown}.{quoted}"
    elif is_before(read, document):
        start = (
            f"this revision begins on {document.effective}"
            if document.effective
            else f"what was read is of {begins(document)} at the earliest"
        )
        yield f"{document.title}: {start}; {unknown}.{quoted}"


def of_time(read: Reading) -> str:
    """Return the time asked of behind its word: on 2026-03-01, from 2026-01-01 to 2026-12-31."""
    return f"on {read.when}" if read.day == read.last_day else f"from {read.when}"


def on_editions(  # noqa: PLR0913  (each is a part of what is known of the day)
    read: Reading,
    first: int,
    documents: Sequence[SearchDocument],
    today: dt.date,
    conflicts: Sequence[str],
    *,
    earlier: SearchDocument | None = None,
) -> Iterator[str]:
    """Yield what the first result leaves open on the day asked of; `conflicts` are its entry's, on its question.

    `earlier` is as in `told_out_of_force`.
    """
    document = documents[first]
    if document.kind == "code":
        yield from _on_files(read, first, documents)
    elif read.day:
        told = "".join(_on_day(read, first, documents, conflicts, earlier))
        unread = "" if told else _unread_of_year(read, document)
        yield from [said for said in (told, unread) if said]
        if is_other_day(read, today) and not any(on_effective(read, first, documents)):
            said = _told_of_year(read, conflicts)
            yield from [f"{document.title}, conflicts: “{said}”"] if said and said not in told else []


ENDED: Final = r"(?i)\b(?:retire|withdr[ae]w|rescind|archive|terminate|discontinue)"
"""How a word begins that says of a dated sentence that a document has ended; static/editions.js has the same."""


def span_told(since: str, until: str) -> str:
    """Say since when a rule holds, and until when where that is on record; both are days in ISO form, or empty."""
    begins = f"effective {since}" if since else "no effective date of its own is on record"
    return f"{begins}{' until' if since else '; until'} {until}" if until else begins


def on_effective(read: Reading, first: int, documents: Sequence[SearchDocument]) -> Iterator[str]:
    """Say since when the entry of the first result holds, where a query asks for that, and if sources disagree."""
    document = documents[first]
    changes = any(ask.key == "changes" for ask in read.asks)
    if not (read.asks_effective or ((read.asks_newest or changes) and document.effective)):
        return
    if changes and read.day and document.effective and not read.day <= document.effective <= read.last_day:
        yield f"{document.title}: effective {document.effective}, which is not within {read.when}. {CHANGES_PAGE}"
        return
    own = sentences(document.fields.get("text", ""))
    revision = _revision_asked(read)
    told = [said for said in own if revision and re.search(rf"(?<![0-9a-z]){revision}(?![0-9a-z])", said)]
    if revision:
        yield f"{document.title}: {f'“{told[0]}”' if told else f'nothing here is on revision {revision} itself.'}"
        return
    dated = (told for told in own if re.search(DAY, told))
    said = next((told for told in dated if not document.effective or re.search(ENDED, told)), "")
    said = said or (_begun_elsewhere(first, documents) if read.asks_effective and not document.effective else "")
    reviewed = next((told for told in own if _is_on_review(read, told)), "")
    since = span_told(document.effective, document.ends)
    conflict = " ".join([told for told in conflicts_of(first, documents) if re.search(DAY, told)][:MOST])
    said = reviewed or said
    quoted = f" Its text says: “{said}”" if said else f" But see Conflicts: “{conflict}”" if conflict else ""
    on_review = any("review" in ask.every for ask in read.asks if ask.key == "status")
    which = "next" if any("next" in ask.every for ask in read.asks if ask.key == "status") else "last"
    unrecorded = f"the day of its {which} review is not on record; " if on_review and not reviewed else ""
    due = f"; this entry was reviewed on {document.reviewed}, its next review is due on {document.review_by}"
    aged = due if any(ask.key == "age" for ask in read.asks) and document.reviewed else ""
    asks_current = read.asks_newest or any(ask.key == "status" for ask in read.asks)
    old = OLD_EDITION if "old" in document.marks and asks_current else ""
    yield f"{document.title}: {unrecorded}{since}{aged}{old}.{quoted}"


def _begun_elsewhere(first: int, documents: Sequence[SearchDocument]) -> str:
    """Return what another section of the entry says of services from a day on; else an empty text."""
    every = (told for text in texts_of(first, documents) for told in sentences(text))
    return next((told for told in every if re.search(BEGUN, told)), "")


def _revision_asked(read: Reading) -> str:
    """Return the revision of a document that a query names and that no entry is on: 098 of Z-67-098; else empty."""
    numbers = of_other_revisions(read.groups)
    parted = (re.search(rf"[0-9][{BETWEEN}]([0-9]+)$", group.written) for group in numbers)
    return next((found[1] for found in parted if found), "")


def _is_on_review(read: Reading, told: str) -> bool:
    """Return whether a sentence dates a review where a query asks for one."""
    return (
        any("review" in ask.every for ask in read.asks if ask.key == "status")
        and "review" in told
        and bool(re.search(f"{DAY}|{MONTH}", told))
    )


def _on_day(
    read: Reading,
    first: int,
    documents: Sequence[SearchDocument],
    conflicts: Sequence[str],
    earlier: SearchDocument | None,
) -> Iterator[str]:
    """Say that an edition starts after the day asked of, or that later editions than an old one were not read."""
    document, when = documents[first], read.when
    day = document.effective
    said = _said_of_day(read, first, documents, conflicts)
    quoted = f" Of {read.day[:4]} its text says: “{said}”" if said else ""
    if is_out_of_force(read, document):
        yield from told_out_of_force(read, document, quoted, earlier)
    elif day >= read.day and not any(on_effective(read, first, documents)):
        yield f"{document.title}: the revision read starts {day}, within {when}.{quoted}"
    elif "status=old" in document.facets:
        revision = f"the revision read is of {day}" if day else "an old revision was read"
        told = quoted or f" Whether it holds on {when}: data not available."
        yield f"{document.title}: {revision}; later ones were not read.{told}"


def _said_of_day(read: Reading, first: int, documents: Sequence[SearchDocument], conflicts: Sequence[str]) -> str:
    """Return what a section says of revisions on the day, in the month or in the year asked of, or its conflicts do.

    Where the section answers no question, all of its entry is looked through.
    """
    of_entry = () if topic_of(documents[first].heading) else numbers_of(first, documents)
    mine = (documents[number].fields.get("text", "") for number in (first, *of_entry))
    told = [*(said for text in mine for said in sentences(text)), *conflicts]
    of_revisions = [said for said in told if re.search(OF_REVISION, said.lower())]
    return next((said for span in _spans(read) for said in of_revisions if re.search(span, said)), "")


def _spans(read: Reading) -> Iterator[str]:
    """Yield patterns of the day, of the month and of the year asked of, as texts write them."""
    year, month = read.day[:4], read.day[:7]
    if read.day == read.last_day:
        yield rf"(?<![0-9]){read.day}"
    if month == read.last_day[:7]:
        yield rf"(?<![0-9]){month}|{MONTHS[int(month[5:]) - 1]} {year}"
    yield rf"(?<![0-9]){year}(?![0-9A-Za-z]{'' if month != read.last_day[:7] else '|-'})"


def _unread_of_year(read: Reading, document: SearchDocument) -> str:
    """Return what a section says of a file or document of the year asked of that nobody read; else an empty text."""
    said = _said_of_year([document.fields.get("text", "")], read.day[:4], UNREAD)
    return f"{document.title}: “{said}”" if said else ""


def _said_of_year(texts: Iterable[str], year: str, words: str) -> str:
    """Return the first sentence of texts that names a year and has words of a pattern; else an empty text."""
    every = (told for text in texts for told in sentences(text))
    return next((told for told in every if year in told and re.search(words, told)), "")


def _told_of_year(read: Reading, conflicts: Sequence[str]) -> str:
    """Return what is recorded of sources that disagree, of the year asked of: what copies of then gave."""
    years = {read.day[:4], read.last_day[:4]} - {""}
    return next((said for said in conflicts if years & set(re.findall(YEAR, said))), "")


def _on_files(read: Reading, first: int, documents: Sequence[SearchDocument]) -> Iterator[str]:
    """Say that the files read for a table of a code page are of years before the one asked of, or quote that."""
    document = documents[first]
    if not read.day or document.heading not in OF_MEDICARE:
        return
    texts = texts_of(first, documents)
    asked = read.day[:4]
    newest = max((year for text in texts for year in re.findall(YEAR, text)), default="")
    oldest = min((day for text in texts for day in _days_in(text)), default="")
    if said := _said_of_year(texts, asked, " not "):
        yield f"{document.title}, {document.heading}: “{said}”"
    elif newest and newest < asked:
        yield (
            f"{document.title}, {document.heading}: the files read are of {newest} at the latest; "
            f"for {asked} data not available."
        )
    elif newest and ROWS not in document.facets and not any(asked in text for text in texts):
        yield f"{document.title}, {document.heading}: no file of {asked} was read; for {asked} data not available."
    elif ROWS in document.facets and asked not in document.fields.get("text", "") and newest:
        yield f"{document.title}, {document.heading}: the first row is of no file of {asked}."
    elif oldest[:4] == asked and oldest > read.last_day:
        yield (
            f"{document.title}, {document.heading}: the oldest file read of that year is of {oldest}; "
            f"for {read.when} data not available."
        )


def _days_in(text: str) -> Iterator[str]:
    """Yield the days that a text has, and the first days of its months: of July 2024 2024-07-01."""
    yield from re.findall(DAY, text)
    for found in re.findall(MONTH, text):
        month, year = found.split(" ")
        if month in MONTHS:
            yield f"{year}-{MONTHS.index(month) + 1:02}-01"
