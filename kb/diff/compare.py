"""The whole diff of two sides: changes, effects, concerns, and the files that had to be compared as plain text."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping

from kb.content.kinds import suggest
from kb.content.questions import FILE
from kb.diff.change import Concern, Diff, Unread
from kb.diff.changes import change_of, changes, question_changes
from kb.diff.dated import dated_effects
from kb.diff.effects import effects
from kb.diff.gate import concerns
from kb.diff.gate_files import file_concerns
from kb.diff.line_diff import line_diff
from kb.diff.official import compare_facts, fact_concerns
from kb.diff.sides import SYNONYMS, Side
from kb.diff.today import effects_today
from kb.domain.model import Document, Library
from kb.domain.problem import UsageError
from kb.rules.check import gather


def compare(  # noqa: PLR0913, PLR0917  (two sides, and what is known beside them)
    base: Side,
    head: Side,
    today: dt.date,
    earlier: Mapping[str, Document] | None = None,
    code: Iterable[Concern] = (),
    asked_code: str = "",
) -> Diff:
    """Compare two sides. A file that one side could not read is compared as text, and read as on the other side.

    So the effects of an edit on the answers are known even against an old revision that this schema cannot read.
    What `base` could not read is read as in its last version that could be, where `earlier` has one by its path.
    `today` is the day of the edit: what takes effect later lies ahead, and what held before is past.
    `code` are the concerns of what changes beside the policies. `asked_code` is a code whose official facts are told
    even where it has no page.
    """
    skipped = frozenset(path for side in (base, head) for path in side.faults)
    old = _with_documents_of(base, {**head.library.by_path, **(earlier or {})}, head)
    new = _with_documents_of(head, old.by_path, base)
    found = changes(old, new)
    moved = effects(old, new, found)
    moved = (*moved, *effects_today(old, new, found, moved, today))
    dated = dated_effects(old, new, found, moved)
    asked = () if FILE in skipped else question_changes(base.questions, head.questions)
    unread = tuple(_unread(base, head, skipped))
    official = compare_facts(base.facts, head.facts, (*old.codes, *new.codes), asked_code)
    return Diff(
        base=base.name,
        head=head.name,
        changes=(*found, *asked),
        effects=moved,
        concerns=(
            *concerns(old, new, found, moved, today, dated, earlier),
            *file_concerns(base, head, unread, asked),
            *code,
            *fact_concerns(official),
        ),
        unread=unread,
        day=today,
        dated=dated,
        official=official,
    )


def compare_entries(side: Side, first: str, second: str) -> Diff:
    """Compare two documents of one side, named by path or id, as if the second were an edit of the first.

    Raises UsageError where one is not there or both are not of one kind.
    """
    before, after = _named(side, first), _named(side, second)
    if type(before) is not type(after):
        raise UsageError(f"{before.id} and {after.id} are files of different kinds; name two entries")
    change = change_of(before, after)
    return Diff(before.id, after.id, (change,) if change else (), (), (), ())


def _named(side: Side, name: str) -> Document:
    """Find a document by its id or path, which may begin above the policies folder. Raises UsageError without one."""
    path = name if name.endswith(".md") else f"{name}.md"
    by_path = side.library.by_path
    found = next((page for known, page in by_path.items() if f"/{path}".endswith(f"/{known}")), None)
    if found is None:
        raise UsageError(f"no file '{name}' that could be read; {suggest(path, tuple(by_path))}")
    return found


def _with_documents_of(side: Side, readings: Mapping[str, Document], other: Side) -> Library:
    """Give the library of a side; files that it could not read are taken from `readings`, synonyms from `other`."""
    missing = [path for path in side.faults if path in readings]
    borrowed = [readings[path] for path in missing]
    synonyms = other.library.synonyms if SYNONYMS in side.faults else side.library.synonyms
    kept = side.library
    return gather([*kept.documents, *borrowed], synonyms, kept.paths, kept.lookup, kept.concepts)


def _unread(base: Side, head: Side, paths: frozenset[str]) -> Iterator[Unread]:
    """Compare the files that could not be read as text; one with the same text and problems is left out."""
    for path in sorted(paths):
        old, new = base.files.get(path), head.files.get(path)
        if old == new and base.faults.get(path) == head.faults.get(path):
            continue
        reasons = [f"{side.name}: {path}:{fault}" for side in (base, head) for fault in side.faults.get(path, ())]
        yield Unread(path, tuple(reasons), line_diff(old or "", new or "", base.name, head.name))
