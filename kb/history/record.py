"""History as plain values, for JSON and for print: a version, and the versions of a file."""

from __future__ import annotations

import datetime as dt
from typing import Any

from kb.content.kinds import suggest
from kb.content.load import is_beside
from kb.domain.problem import UsageError, shown
from kb.history.documents import Documents, Unreadable, documents_of
from kb.history.in_force import AsOfDates, in_force, state_of
from kb.history.library_as_of import is_entry_lineage
from kb.history.versions import History, Lineage, Version

Record = dict[str, Any]


def version_record(version: Version) -> Record:
    """Write a version as plain values: dates as ISO texts, null where there are none."""
    return {
        "path": version.path,
        "kind": version.kind,
        "recorded": iso_day(version.recorded),
        "commit": version.commit.sha if version.commit else None,
        "subject": version.commit.subject if version.commit else None,
        "effective": iso_day(version.span.effective),
        "ends": iso_day(version.span.ends),
        "date_basis": version.span.date_basis or None,
        "content": version.blob or None,
    }


def history_of(history: History, asked: str, today: dt.date) -> Record:
    """Write the versions of a file, newest first, each of an entry with what it is today: `state`.

    `asked` is an id or a path, that of today or a former one; `state` is null for a file without effective dates.
    Raises UsageError if no file ever had it.
    """
    lineage = find_lineage(history, asked)
    documents = documents_of(history)
    documents.read(version for version in lineage.versions if not version.withdrawn)
    found = in_force(lineage, AsOfDates(today)) if is_entry_lineage(lineage) else None
    versions = [
        {
            **version_record(version),
            "state": state_of(version, found) if found else None,
            **_readable(documents, version),
        }
        for version in reversed(lineage.versions)
    ]
    head = {"entry": lineage.id, "history": history.state, "note": history.note or None, "today": today.isoformat()}
    return {**head, "versions": versions}


def text_of(history: History, asked: str, commit: str) -> str:
    """Return the text of a version of a file by the beginning of the name of its commit.

    Raises UsageError if no version has that commit, or it took the file away.
    """
    lineage = find_lineage(history, asked)
    known = [version for version in lineage.versions if version.commit and not version.withdrawn]
    found = [version for version in known if commit and version.commit and version.commit.sha.startswith(commit)]
    if not found:
        commits = tuple(version.commit.sha[:7] for version in known if version.commit)
        raise UsageError(f"no version of {lineage.id} has the commit '{shown(commit)}'; one of: {', '.join(commits)}")
    return documents_of(history).text(found[-1])


def find_lineage(history: History, asked: str) -> Lineage:
    """Find a lineage by its id, or by a former path. Raises UsageError if there is none."""
    wanted = asked.strip().removesuffix(".md")
    lineages = history.lineages.values()
    former = (lineage for lineage in lineages if any(version.id == wanted for version in lineage.versions))
    found = history.lineages.get(wanted) or next(former, None)
    if not found:
        near = suggest(wanted, tuple(history.lineages))
        way = near if near.startswith("did you mean") else "name it by its path: cigna/commercial/0709t"
        raise UsageError(f"no file '{shown(asked)}' was ever here; {way}")
    return found


def _readable(documents: Documents, version: Version) -> Record:
    """Say whether today's schema reads a version, and its problems; null where it is withdrawn or has no schema."""
    if version.withdrawn or is_beside(version.path):
        return {"readable": None, "problems": []}
    document = documents.read_version(version)
    problems = document.problems if isinstance(document, Unreadable) else ()
    return {"readable": not problems, "problems": [str(problem) for problem in problems]}


def iso_day(day: dt.date | None) -> str | None:
    """Write a day as an ISO text; None stays None."""
    return day.isoformat() if day else None
