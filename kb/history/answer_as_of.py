"""An answer as of two clocks, as plain values: which version of each entry was in force, why, and what came later."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Final

from kb.answers.answer import read_request, record, resolve_typed_code
from kb.answers.applicable import NATIONAL, UNLOOKED, reach_kind_of, related_scopes
from kb.answers.resolve import Resolution
from kb.catalogue.review import answer_due
from kb.domain.days import STALE_AFTER, day, read_day
from kb.domain.life_cycle import life_of
from kb.domain.model import Entry, Library
from kb.domain.problem import UsageError
from kb.domain.vocabulary import QUESTIONS
from kb.history.clocks import own_day
from kb.history.documents import Documents, documents_of
from kb.history.in_force import NOT_RECORDED as UNKNOWN_THEN
from kb.history.in_force import AsOfDates, InForce
from kb.history.library_as_of import AsOf, held_until, library_as_of
from kb.history.record import Record, iso_day, version_record
from kb.history.today import Upcoming, in_force_now
from kb.history.versions import UNRECORDED, History, Lineage, Version


def answer_as_of(
    library: Library, history: History, words: tuple[str, str, str], asked: AsOfDates, today: dt.date
) -> Record:
    """Answer code, scope and question, as typed, as of two clocks.

    The record is that of a plain answer, with `as_of`: the dates, and for each entry on the question which version
    was taken and why. `library` and `history` are of the same files on disk; `today` is the day on which the question
    is asked. Raises UsageError if a word is unknown, or where `known` is given and no history is recorded.
    """
    return answer_and_library(library, history, words, asked, today)[0]


def answer_and_library(
    library: Library, history: History, words: tuple[str, str, str], asked: AsOfDates, today: dt.date
) -> tuple[Record, Library]:
    """Answer as `answer_as_of` does; give also the library as of then, of the payers that speak for the plan."""
    answers, then = answers_and_library(library, history, (words,), asked, today)
    return answers[0], then


def answers_and_library(
    library: Library, history: History, requests: Iterable[tuple[str, str, str]], asked: AsOfDates, today: dt.date
) -> tuple[list[Record], Library]:
    """Answer several requests, each as `answer_as_of` does, out of one library as of then, which is given, too."""
    if asked.known and history.state == UNRECORDED:
        raise UsageError(f"--known asks what was recorded on a day. {history.note} Leave --known out.")
    wanted, documents = tuple(requests), documents_of(history, library)
    payers = frozenset({NATIONAL.split("/")[0], *(scope.strip().lower().split("/")[0] for _, scope, _ in wanted)})
    then = library_as_of(history, asked, documents, today, payers)
    answers = []
    for words in wanted:
        code, scope, question = read_request(*words, then.library, library)
        found = resolve_typed_code(then.library, code, scope, question)
        cautions = tuple(_cautions(library, history, then, code))
        answers.append(record_as_of(library, documents, found, then, cautions=cautions))
    return answers, then.library


def record_as_of(  # noqa: PLR0913  (what is answered, and out of what)
    library: Library,
    documents: Documents,
    found: Resolution,
    then: AsOf,
    *,
    code: str = "",
    cautions: tuple[str, ...] = (),
) -> Record:
    """Write an answer of the library `then` as plain values, with `as_of`; `library` is that of the files on disk.

    `code` is one of the class of codes that is answered, where `found` names none.
    """
    of = replace(found, code=code) if code else found
    as_of = _as_of(_VersionAnswers(library, of, documents), then, cautions)
    answer = _explain_gap(record(found), found, {version["role"] for version in as_of["versions"]})
    return {**answer, "as_of": as_of}


def value_as_of(library: Library, documents: Documents, found: Resolution, then: AsOf, code: str) -> Record:
    """Write of what `record_as_of` does the value alone, and the reason where it is not known."""
    told = {"answer": found.value, "reason": found.reason or None}
    if found.reason != UNLOOKED or found.leading:
        return told
    stated = _VersionAnswers(library, replace(found, code=code), documents)
    return _explain_gap(told, found, set(_roles(stated, then).values()))


def _explain_gap(answer: Record, found: Resolution, roles: set[str]) -> Record:
    """Where entries on the question exist that could not be used, say why, instead of that nobody has searched."""
    why = next((why for role, why in GAP_WORDS.items() if role in roles), "")
    return (
        {**answer, "reason": None, "why": why} if why and found.reason == UNLOOKED and not found.leading else answer
    )


NOT_RECORDED, NOT_IN_FORCE, UNREADABLE, NO_ANSWER = "not recorded", "not in force", "unreadable", "silent"
"""The roles of an entry on the question that neither decides nor informs its answer."""

GAP_WORDS: Final = {
    UNREADABLE: "An entry that may speak to the question cannot be read by today's schema; its text is kept.",
    NOT_IN_FORCE: "No entry that speaks to the question was in force.",
    NOT_RECORDED: f"{UNKNOWN_THEN}.",
}

AFTER: Final = "This day is after {day}, the day of this library: nothing later is recorded."
HELD_UNTIL: Final = "It is called superseded since it held until {day} only; on the day it had not ended."
"""What is told of a version in force whose file calls it superseded."""

AGED: Final = "Nothing here was recorded after {last}, {days} days ago: what payers changed since is not known."
"""What is told of a library in which nothing was recorded for long."""


def answer_now(library: Library, history: History, words: tuple[str, str, str], today: dt.date) -> Record:
    """Answer code, scope and question by what is in force today; `upcoming` has the answers that begin later, if any.

    The record is that of a plain answer, with `today` and what must be known of that day: `cautions`. Raises
    UsageError if a word is unknown.
    """
    return answer_in(library, history, words, today, in_force_now(library, history, today))


def answer_in(
    library: Library,
    history: History,
    words: tuple[str, str, str],
    today: dt.date,
    now: tuple[Library, tuple[Upcoming, ...]],
) -> Record:
    """Answer as `answer_now` does, by what is in force today and what begins later, which is given."""
    current, later = now
    code, scope, question = read_request(*words, library)
    scopes = (scope, *related_scopes(library, scope))
    upcoming = [
        {"entry": found.id, "effective": found.effective.isoformat(), "answer": found.entry.answers[question].value}
        for found in later
        if found.entry.scope_id in scopes
        and question in found.entry.answers
        and reach_kind_of(library, found.entry, code)
    ]
    found = resolve_typed_code(current, code, scope, question)
    answer = _explain_gap(record(found), found, {NOT_RECORDED} if upcoming else set())
    cautions = [*_life(library, code, today), *overdue(found, today), *age(library, history, today)]
    return {
        **answer,
        "today": today.isoformat(),
        "cautions": cautions,
        **({"upcoming": upcoming} if upcoming else {}),
    }


def overdue(found: Resolution, today: dt.date) -> Iterator[str]:
    """Warn of each deciding entry whose review was due before today."""
    yield from (told for due, told in dues(found) if due < today)


def dues(found: Resolution) -> Iterator[tuple[dt.date, str]]:
    """Yield the day on which the review of each deciding entry is due, and what is told once it is past."""
    asked = next(known for known in QUESTIONS if known.key == found.question)
    for decider in found.deciders:
        entry, due = decider.entry, answer_due(decider.entry, asked)
        yield due, f"A new review of {entry.id} was due on {day(due)}: check its sources before you rely on it."


def age(library: Library, history: History, today: dt.date) -> Iterator[str]:
    """Warn where the library is so old that payers may have changed their rules since."""
    last = max(own_day(library, history), library.newest_review)
    if today - last > STALE_AFTER:
        yield AGED.format(last=day(last), days=(today - last).days)


def read_dates(date: str, known: str, processed: str) -> AsOfDates | None:
    """Read the dates of a call, each empty if not given; None if neither clock is given.

    With `known` alone, the date of service is that day too. Raises UsageError if one is no date.
    """
    service, by, claim = (
        read_day(*given) for given in (("--date", date), ("--known", known), ("--processed", processed))
    )
    if claim and not service:
        raise UsageError("--processed goes with a date of service; give --date too")
    day = service or by
    return AsOfDates(day, by, claim) if day else None


def _cautions(library: Library, history: History, then: AsOf, code: str) -> Iterator[str]:
    """Warn where the code may not exist on the date of service, or where the date is after the library's own day."""
    yield from _life(then.library if code in then.library.codes else library, code, then.asked.date)
    last = then.asked.known or own_day(library, history)
    if then.asked.date > last:
        yield AFTER.format(day=day(last))


def _life(library: Library, code: str, date: dt.date) -> Iterator[str]:
    """Warn where the code may not exist on a day."""
    page = library.codes.get(code)
    caution = life_of(page).caution(date) if page else ""
    if caution:
        yield caution


def _as_of(stated: _VersionAnswers, then: AsOf, cautions: tuple[str, ...]) -> Record:
    asked, roles = then.asked, _roles(stated, then)
    return {
        "date": asked.date.isoformat(),
        "known": iso_day(asked.known),
        "processed": iso_day(asked.processed),
        "history": then.history.state,
        "note": _note(then.history),
        "cautions": list(cautions),
        "versions": [
            stated.version(then.history.lineages[id_], then.versions[id_], role) for id_, role in roles.items()
        ],
        "left_out": [
            {"path": note.path, "why": note.text} for note in then.notes if _concerns(note.path, stated.scopes)
        ],
    }


def _roles(stated: _VersionAnswers, then: AsOf) -> dict[str, str]:
    """Return by id of lineage what part its entry has in an answer, or why it has none."""
    found = stated.found
    used = {then.lineage_of[one.entry.id]: "decides" for one in found.deciders}
    used |= {then.lineage_of[one.entry.id]: "informs" for one in found.informers}
    others = {id_: item for id_, item in then.versions.items() if id_ not in used and stated.concerns(item)}
    return {**used, **{id_: stated.role(item) for id_, item in others.items()}}


def _note(history: History) -> str | None:
    if history.state == UNRECORDED:
        return f"{history.note} Answered from today's files by the effective dates they carry."
    return history.note or None


def _concerns(path: str, scopes: tuple[str, ...]) -> bool:
    """Return whether a file left out may bear on the answer: it is of one of the scopes, of a payer, or of a code."""
    return path.rpartition("/")[0] in scopes or path.endswith("/payer.md") or path.startswith("codes/")


def _related_versions(item: InForce) -> list[Version]:
    """Return the version that decided, then those that begin later and those recorded later."""
    return [version for version in (item.decided, *item.upcoming, *item.superseded_later) if version]


class _VersionAnswers:
    """What the versions of entries answer to one question."""

    def __init__(self, library: Library, found: Resolution, documents: Documents) -> None:
        self.library, self.found, self.documents = library, found, documents
        self.scopes = (found.scope, *related_scopes(library, found.scope))

    def concerns(self, item: InForce) -> bool:
        """Return whether a file that gave no answer has a version on the question, for one of the scopes.

        One whose version in force is on the question is none of them: it was passed over, as a brand's entry is where
        the licensee has its own.
        """
        if item.version and self.belongs(item.version) and self.role(item) == NO_ANSWER:
            return False
        return any(self.belongs(version) for version in _related_versions(item))

    def belongs(self, version: Version) -> bool:
        """Return whether a version is of one of the scopes, and answers the question or may do so."""
        return version.scope in self.scopes and self.answers(version)

    def role(self, item: InForce) -> str:
        """Return the role of an entry that concerns the question and gave no answer."""
        if not item.version:
            return NOT_IN_FORCE if item.decided else NOT_RECORDED
        return NO_ANSWER if isinstance(self.documents.read_version(item.version), Entry) else UNREADABLE

    def answers(self, version: Version) -> bool:
        """Return whether a version answers the question: an unreadable one may, a withdrawal does not."""
        if version.withdrawn:
            return False
        entry = self.documents.read_version(version)
        if not isinstance(entry, Entry):
            return True
        return bool(self.found.question in entry.answers and reach_kind_of(self.library, entry, self.found.code))

    def version(self, lineage: Lineage, item: InForce, role: str) -> Record:
        """Return the record of the version of a lineage that was taken, and why."""
        taken = item.decided
        return {
            "entry": _related_versions(item)[0].id,
            "today": None if lineage.newest.withdrawn else lineage.id,
            "role": role,
            **(version_record(taken) if taken else {}),
            "why": item.why,
            "caveats": [*item.caveats, *self.ended_since(item)],
            "upcoming": [self.version_answer(version) for version in item.upcoming],
            "learned_later": [self.version_answer(version) for version in item.superseded_later],
        }

    def ended_since(self, item: InForce) -> Iterator[str]:
        """Warn where the file of a version in force calls it superseded."""
        entry = self.documents.read_version(item.version) if item.version else None
        if isinstance(entry, Entry) and held_until(entry):
            yield HELD_UNTIL.format(day=entry.ends)

    def version_answer(self, version: Version) -> Record:
        """Return the record of a version and its answer: null where it gives none, is withdrawn or unreadable."""
        entry = None if version.withdrawn else self.documents.read_version(version)
        answer = entry.answers.get(self.found.question) if isinstance(entry, Entry) else None
        return {**version_record(version), "answer": answer.value if answer else None}
