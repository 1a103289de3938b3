"""An answer as of two clocks, in plain values: which version of each entry spoke, why, and what was learned later."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Final

from kb.answers.answer import read_request, record, resolve_typed_code
from kb.answers.applicable import NATIONAL, UNLOOKED, reach_kind_of, related_scopes
from kb.answers.resolve import Resolution
from kb.catalogue.review import answer_due
from kb.domain.days import STALE_AFTER, day
from kb.domain.life_cycle import life_of
from kb.domain.model import Entry, Library
from kb.domain.problem import UsageError, shown
from kb.domain.vocabulary import question as question_of
from kb.history.clocks import own_day
from kb.history.documents import Documents, documents_of
from kb.history.in_force import NOT_RECORDED as UNKNOWN_THEN
from kb.history.in_force import AsOfDates, InForce
from kb.history.library_as_of import AsOf, held_until, library_as_of
from kb.history.record import Record, iso_day, version_record
from kb.history.today import in_force_now
from kb.history.versions import UNRECORDED, History, Lineage, Version


def answer_as_of(
    library: Library, history: History, words: tuple[str, str, str], asked: AsOfDates, today: dt.date
) -> Record:
    """Answer code, scope and question, as typed, as of two clocks.

    The record is that of a plain answer, with `as_of`: the dates, and of each entry that has to do with it which
    version was taken and why. `library` and `history` are of the same files on disk; `today` is the day on which the
    question is asked. Raises UsageError where a word is unknown, or where `known` is asked for and no history is
    recorded.
    """
    if asked.known and history.state == UNRECORDED:
        raise UsageError(f"--known asks what was recorded on a day. {history.note} Leave --known out.")
    documents = documents_of(history, library)
    payers = frozenset({words[1].strip().lower().split("/")[0], NATIONAL.split("/")[0]})
    then = library_as_of(history, asked, documents, today, payers)
    code, scope, question = read_request(*words, then.library, library)
    found = resolve_typed_code(then.library, code, scope, question)
    told = _as_of(_StatedAnswers(library, found, documents), then, tuple(_cautions(library, history, then, code)))
    return {
        **_with_gaps_named(record(found), found, {version["role"] for version in told["versions"]}),
        "as_of": told,
    }


def _with_gaps_named(told: Record, found: Resolution, roles: set[str]) -> Record:
    """Where entries that would speak cannot, say so, rather than that nobody looked."""
    why = next((why for role, why in CANNOT.items() if role in roles), "")
    return {**told, "reason": None, "why": why} if why and found.reason == UNLOOKED and not found.leading else told


NOT_RECORDED, NOT_IN_FORCE, UNREADABLE, SILENT = "not recorded", "not in force", "unreadable", "silent"
"""Why an entry that has to do with an answer neither decides nor informs it."""

CANNOT: Final = {
    UNREADABLE: "An entry that may speak to the question cannot be read by today's schema; its text is kept.",
    NOT_IN_FORCE: "No entry that speaks to the question was in force.",
    NOT_RECORDED: f"{UNKNOWN_THEN}.",
}


def answer_now(library: Library, history: History, words: tuple[str, str, str], today: dt.date) -> Record:
    """Answer code, scope and question by what is in force today; `upcoming` has the answers still to come, if any.

    The record is that of a plain answer, with `today` and what must be known of that day: `cautions`. Raises
    UsageError where a word is unknown.
    """
    standing, coming = in_force_now(library, history, today)
    code, scope, question = read_request(*words, library)
    scopes = (scope, *related_scopes(library, scope))
    upcoming = [
        {"entry": found.id, "effective": found.effective.isoformat(), "answer": found.entry.answers[question].value}
        for found in coming
        if found.entry.scope_id in scopes
        and question in found.entry.answers
        and reach_kind_of(library, found.entry, code)
    ]
    found = resolve_typed_code(standing, code, scope, question)
    told = _with_gaps_named(record(found), found, {NOT_RECORDED} if upcoming else set())
    cautions = [*_life(library, code, today), *_overdue(found, today), *_age(library, history, today)]
    return {
        **told,
        "today": today.isoformat(),
        "cautions": cautions,
        **({"upcoming": upcoming} if upcoming else {}),
    }


def _overdue(found: Resolution, today: dt.date) -> Iterator[str]:
    """Say of what decides that it was to be looked at again before today."""
    asked = question_of(found.question)
    for speaker in found.deciders:
        entry, due = speaker.entry, answer_due(speaker.entry, asked) if asked else today
        if due < today:
            yield f"A new review of {entry.id} was due on {day(due)}: check its sources before you rely on it."


def _age(library: Library, history: History, today: dt.date) -> Iterator[str]:
    """Say how old a library is that may no longer know what payers say."""
    last = max(own_day(library, history), library.newest_review)
    if today - last > STALE_AFTER:
        age = (today - last).days
        yield f"Nothing here was recorded after {day(last)}, {age} days ago: what payers changed since is not known."


def read_dates(date: str, known: str, processed: str) -> AsOfDates | None:
    """Read the dates of a call, empty where not given; None where neither clock is asked for.

    With `known` alone, the date of service is that day too. Raises UsageError for what is no date.
    """
    service, by, claim = (
        read_day(*given) for given in (("--date", date), ("--known", known), ("--processed", processed))
    )
    if claim and not service:
        raise UsageError("--processed goes with a date of service; give --date too")
    return AsOfDates(service or by or dt.date.max, by, claim) if service or by else None


def read_day(option: str, written: str) -> dt.date | None:
    """Read the day that an option was given; None where it was not. Raises UsageError for what is no date."""
    try:
        return dt.datetime.strptime(written, "%Y-%m-%d").date() if written else None  # noqa: DTZ007  (a day alone)
    except ValueError as fault:
        raise UsageError(f"{option} '{shown(written)}' is no date; write year-month-day: 2026-03-01") from fault


def _cautions(library: Library, history: History, then: AsOf, code: str) -> Iterator[str]:
    """Say of the date asked that the code may not be there, or that the library does not reach so far."""
    yield from _life(then.library if code in then.library.codes else library, code, then.asked.date)
    last = then.asked.known or own_day(library, history)
    if then.asked.date > last:
        yield f"This day is after {day(last)}, the day of this library: nothing later is recorded."


def _life(library: Library, code: str, date: dt.date) -> Iterator[str]:
    """Say of a day that the code may not be there."""
    page = library.codes.get(code)
    told = life_of(page).caution(date) if page else ""
    if told:
        yield told


def _as_of(said: _StatedAnswers, then: AsOf, cautions: tuple[str, ...]) -> Record:
    found, asked = said.found, then.asked
    speaking = {
        then.lineage_of[applicable.entry.id]: "decides" if applicable in found.deciders else "informs"
        for applicable in (*found.deciders, *found.informers)
    }
    others = {id_: item for id_, item in then.versions.items() if id_ not in speaking and said.concerns(item)}
    roles = {**speaking, **{id_: said.role(item) for id_, item in others.items()}}
    return {
        "date": asked.date.isoformat(),
        "known": iso_day(asked.known),
        "processed": iso_day(asked.processed),
        "history": then.history.state,
        "note": _note(then.history),
        "cautions": list(cautions),
        "versions": [
            said.version(then.history.lineages[id_], then.versions[id_], role) for id_, role in roles.items()
        ],
        "left_out": [
            {"path": note.path, "why": note.text} for note in then.notes if _concerns(note.path, said.scopes)
        ],
    }


def _note(history: History) -> str | None:
    if history.state == UNRECORDED:
        return f"{history.note} Answered from today's files by the effective dates they carry."
    return history.note or None


def _concerns(path: str, scopes: tuple[str, ...]) -> bool:
    """Tell whether something left out may have had a word to say: of the scopes asked, of a payer, of a code."""
    return path.rpartition("/")[0] in scopes or path.endswith("/payer.md") or path.startswith("codes/")


def _related_versions(item: InForce) -> list[Version]:
    """Give the version that decided, then those that begin later and those learned later."""
    return [version for version in (item.decided, *item.upcoming, *item.superseded_later) if version]


class _StatedAnswers:
    """What versions say to the question that was asked."""

    def __init__(self, library: Library, found: Resolution, documents: Documents) -> None:
        self.library, self.found, self.documents = library, found, documents
        self.scopes = (found.scope, *related_scopes(library, found.scope))

    def concerns(self, item: InForce) -> bool:
        """Tell whether a file that did not speak has to do with the question: in the scopes asked, at some time.

        One in force whose word was heard and passed over, such as the brand's beside a licensee's own, has not.
        """
        if item.version and self.belongs(item.version) and self.role(item) == SILENT:
            return False
        return any(self.belongs(version) for version in _related_versions(item))

    def belongs(self, version: Version) -> bool:
        """Tell whether a version is of the scopes asked, and speaks or may speak to the question."""
        return version.scope in self.scopes and self.speaks(version)

    def role(self, item: InForce) -> str:
        """Tell why an entry that concerns the question did not speak."""
        if not item.version:
            return NOT_IN_FORCE if item.decided else NOT_RECORDED
        return SILENT if isinstance(self.documents.read_version(item.version), Entry) else UNREADABLE

    def speaks(self, version: Version) -> bool:
        """Tell whether a version speaks to the question; one that takes the file away, or is unreadable, may."""
        if version.withdrawn:
            return False
        entry = self.documents.read_version(version)
        if not isinstance(entry, Entry):
            return True
        return bool(self.found.question in entry.answers and reach_kind_of(self.library, entry, self.found.code))

    def version(self, lineage: Lineage, item: InForce, role: str) -> Record:
        """Tell which version of a lineage was taken, and why."""
        taken = item.version or item.decided
        return {
            "entry": _related_versions(item)[0].id,
            "today": None if lineage.newest.withdrawn else lineage.id,
            "role": role,
            **(version_record(taken) if taken else {}),
            "why": item.why,
            "caveats": [*item.caveats, *self.ended_since(item)],
            "upcoming": [self.brief(version) for version in item.upcoming],
            "learned_later": [self.brief(version) for version in item.superseded_later],
        }

    def ended_since(self, item: InForce) -> Iterator[str]:
        """Tell of a version in force that its file calls it superseded."""
        entry = self.documents.read_version(item.version) if item.version else None
        if isinstance(entry, Entry) and held_until(entry):
            yield f"It is called superseded since it held until {entry.ends} only; on the day it had not ended."

    def brief(self, version: Version) -> Record:
        """Tell of a version what it says to the question: null where it is silent, gone or unreadable."""
        entry = None if version.withdrawn else self.documents.read_version(version)
        answer = entry.answers.get(self.found.question) if isinstance(entry, Entry) else None
        return {**version_record(version), "answer": answer.value if answer else None}
