"""The recorded commits of a history: changes, the answers they move, and notes on versions that cannot be read.

Only the versions that commits made are read, each once. A version that today's schema cannot read is no change: the
next version that it can read is compared with the last one that it could.
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
from kb.diff.changes import addition_of, change_of
from kb.diff.direction import DIRECTIONS
from kb.diff.effects import effects
from kb.diff.grouping import Group, grouped
from kb.domain.model import CodePage, Document
from kb.domain.problem import shown
from kb.domain.vocabulary import names
from kb.history.documents import Documents, Unreadable
from kb.history.versions import ADDED, Commit, History

LARGE: Final = 12
"""A commit that adds at least this many files is summarized as one addition."""

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
    """Return every commit that changed the library, newest first by the author's moment.

    The commit that a shallow clone begins with is left out: its files were recorded then or before.
    Raises ToolError if the repository has lost a text.
    """
    found = list(steps(history))
    documents.read(step.version for _, taken in found for step in taken if not step.version.withdrawn)
    state = LibraryState()
    recorded = [_commit(commit, taken, documents, state) for commit, taken in found]
    placed = list(paginate(one for one in recorded if not one.commit.begins_clone))
    order = sorted(range(len(placed)), key=lambda number: (placed[number].commit.moment, number), reverse=True)
    return tuple(placed[number] for number in order)


def _commit(commit: Commit, taken: Sequence[Step], documents: Documents, state: LibraryState) -> RecordedCommit:
    edits, notes, first_read = _read(taken, documents, state)
    fresh = [edit for edit in edits if edit.before is None and edit.after]
    large = fresh if len(fresh) >= LARGE or commit.begins_clone else []
    _apply_edits(state, [*large, *first_read])
    added = [_file_change(commit, edit, addition_of(edit.after), state) for edit in large if edit.after]
    summarized = set(map(id, large))  # ten thousand edits are not to be looked up in a list each
    rest = [edit for edit in edits if id(edit) not in summarized]
    detailed, unchanged = _edits(commit, rest, state)
    return RecordedCommit(commit, tuple(detailed), tuple(added), tuple(notes), unchanged)


def _read(
    taken: Sequence[Step], documents: Documents, state: LibraryState
) -> tuple[list[_Edit], list[Note], list[_Edit]]:
    """Read the steps of a commit: its edits, notes on unreadable versions, and edits that have no version before."""
    edits, notes, first_read = [], [], []
    for step in taken:
        version, before = step.version, state.documents.get(step.lineage)
        after = None if version.withdrawn else documents.read_version(version)
        if isinstance(after, Unreadable):
            notes.append(Note(version.path, UNREAD.format(why=_why(after))))
        elif before is None and after and version.kind != ADDED:
            notes.append(Note(version.path, READ_AGAIN))
            first_read.append(_Edit(step.lineage, None, after))
        elif before or after:
            edits.append(_Edit(step.lineage, before, after))
    return edits, notes, first_read


def _why(unread: Unreadable) -> str:
    first = unread.problems[0] if unread.problems else None
    return f" ({first.code}: {shown(first.message)})" if first else ""


def _apply_edits(state: LibraryState, edits: Sequence[_Edit]) -> None:
    """Apply edits to the state; documents leave their paths first, so that others may take these paths."""
    for edit in edits:
        state.put(edit.lineage, None)
    for edit in edits:
        state.put(edit.lineage, edit.after)


def _edits(commit: Commit, edits: Sequence[_Edit], state: LibraryState) -> tuple[list[FileChange], int]:
    """Make the changes of a commit, the tightest first, with the answers they move; count edits without a change."""
    pairs = [(edit, change) for edit in edits if (change := change_of(edit.before, edit.after))]
    touched = [page for edit, _ in pairs for page in edit.sides]
    base = state.cut(touched)
    _apply_edits(state, edits)
    head = state.cut(touched)
    moved = effects(base, head, [change for _, change in pairs])
    groups = grouped(moved)
    changes = [
        _file_change(commit, edit, change, state, (moved, groups.get(change.id, ()))) for edit, change in pairs
    ]
    return sorted(changes, key=lambda one: ORDER.index(one.change.direction)), len(edits) - len(pairs)


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
    codes = {effect.code for effect in moved if change.id in effect.causes}
    return FileChange(commit, change, edit.lineage, payer, _codes(edit, state, codes), groups)


def _codes(edit: _Edit, state: LibraryState, moved: set[str]) -> tuple[str, ...]:
    found = moved.union(*(state.codes_of(page) for page in edit.sides))
    return (EVERY,) if len(found) > 1 and found >= state.codes.codes.keys() else tuple(sorted(found))
