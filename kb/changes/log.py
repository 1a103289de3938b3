"""A history to what was recorded, commit by commit: changes, the answers they move, and what cannot be told.

Only the versions that commits made are read, each once. A version that today's schema cannot read changes nothing
here: the next one that it reads is compared with the last one that it read.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from kb.changes.commit_steps import Step, steps
from kb.changes.pagination import paginate
from kb.changes.recorded import EVERY, FileChange, Note, RecordedCommit
from kb.changes.state import LibraryState
from kb.diff.change import Change, Effect
from kb.diff.changes import change_of
from kb.diff.direction import DIRECTIONS
from kb.diff.effects import effects
from kb.diff.grouping import Group, grouped
from kb.domain.model import CodePage, Document
from kb.domain.problem import shown
from kb.domain.vocabulary import names
from kb.history.documents import Documents, Unreadable
from kb.history.versions import ADDED, Commit, History

LARGE: Final = 12
"""As many files that one commit adds, or more, are told as one addition."""

UNREAD: Final = "this version cannot be read by today's schema{why}; its text is kept, and no change is told"
READ_AGAIN: Final = "today's schema reads this version, and none before it; what changed is not told"


ORDER: Final = names(DIRECTIONS)


@dataclass(frozen=True)
class _Edit:
    """A file before and after a commit, by lineage."""

    lineage: str
    before: Document | None
    after: Document | None

    @property
    def sides(self) -> tuple[Document, ...]:
        return tuple(page for page in (self.before, self.after) if page)


def change_log(history: History, documents: Documents) -> tuple[RecordedCommit, ...]:
    """Tell every commit that touched the library, newest first by the author's moment.

    What a shallow clone begins with was recorded then or before: it is taken in and told as no change.
    Raises ToolError where the repository has lost a text.
    """
    found = list(steps(history))
    documents.read(step.version for _, taken in found for step in taken if not step.version.withdrawn)
    state = LibraryState()
    told = [_commit(commit, taken, documents, state) for commit, taken in found]
    kept = list(paginate(one for one in told if not one.commit.begins_clone))
    order = sorted(range(len(kept)), key=lambda number: (kept[number].commit.moment, number), reverse=True)
    return tuple(kept[number] for number in order)


def _commit(commit: Commit, taken: Sequence[Step], documents: Documents, state: LibraryState) -> RecordedCommit:
    edits, notes, unheard = _read(taken, documents, state)
    fresh = [edit for edit in edits if edit.before is None and edit.after]
    large = fresh if len(fresh) >= LARGE or commit.begins_clone else []
    _apply_edits(state, [*large, *unheard])
    added = [_file_change(commit, edit, change, state) for edit in large if (change := change_of(None, edit.after))]
    rest = [edit for edit in edits if edit not in large]
    told, unchanged = _edits(commit, rest, state)
    return RecordedCommit(commit, tuple(told), tuple(added), tuple(notes), unchanged)


def _read(
    taken: Sequence[Step], documents: Documents, state: LibraryState
) -> tuple[list[_Edit], list[Note], list[_Edit]]:
    """Read what a commit led to: the edits, notes on what cannot be told, and what is read for the first time."""
    edits, notes, unheard = [], [], []
    for step in taken:
        version, before = step.version, state.held.get(step.lineage)
        after = None if version.withdrawn else documents.read_version(version)
        if isinstance(after, Unreadable):
            notes.append(Note(version.path, UNREAD.format(why=_why(after))))
        elif before is None and after and version.kind != ADDED:
            notes.append(Note(version.path, READ_AGAIN))
            unheard.append(_Edit(step.lineage, None, after))
        elif before or after:
            edits.append(_Edit(step.lineage, before, after))
    return edits, notes, unheard


def _why(unread: Unreadable) -> str:
    first = unread.problems[0] if unread.problems else None
    return f" ({first.code}: {shown(first.message)})" if first else ""


def _apply_edits(state: LibraryState, edits: Sequence[_Edit]) -> None:
    """Put all that leaves its place away first, so that another may come to it."""
    for edit in edits:
        state.put(edit.lineage, None)
    for edit in edits:
        state.put(edit.lineage, edit.after)


def _edits(commit: Commit, edits: Sequence[_Edit], state: LibraryState) -> tuple[list[FileChange], int]:
    """Tell the edits of a commit with what they do to the answers, and count those that say what was said before."""
    pairs = [(edit, change) for edit in edits if (change := change_of(edit.before, edit.after))]
    touched = [page for edit, _ in pairs for page in edit.sides]
    base = state.cut(touched)
    _apply_edits(state, edits)
    head = state.cut(touched)
    moved = effects(base, head, [change for _, change in pairs])
    groups = grouped(moved)
    told = [_file_change(commit, edit, change, state, (moved, groups.get(change.id, ()))) for edit, change in pairs]
    return sorted(told, key=lambda one: ORDER.index(one.change.direction)), len(edits) - len(pairs)


def _file_change(
    commit: Commit,
    edit: _Edit,
    change: Change,
    state: LibraryState,
    done: tuple[Sequence[Effect], tuple[Group, ...]] = ((), ()),
) -> FileChange:
    page = edit.sides[-1]
    moved, groups = done
    payer = "" if isinstance(page, CodePage) else page.path.partition("/")[0]
    mine = {effect.code for effect in moved if change.id in effect.causes}
    return FileChange(commit, change, edit.lineage, payer, _codes(edit, state, mine), groups)


def _codes(edit: _Edit, state: LibraryState, moved: set[str]) -> tuple[str, ...]:
    found = moved.union(*(state.spoken(page) for page in edit.sides))
    return (EVERY,) if len(found) > 1 and found >= state.codes.codes.keys() else tuple(sorted(found))
