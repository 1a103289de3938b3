"""The history of a policies folder: from git and the cache, with the files on disk as the newest versions."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from kb.content.load import Texts
from kb.domain.problem import ToolError
from kb.history.blobs import Blobs
from kb.history.cache import CachedHistory, cache_file, read_cache, write_cache
from kb.history.commits import Logged, log
from kb.history.effective_dates import Span, read_span
from kb.history.git import Repository, Unrecorded, probe, read_blobs
from kb.history.lineage import Disk, commit_of, lineages
from kb.history.versions import RECORDED, SHALLOW, UNRECORDED, History
from kb.history.work_tree import blob_of

UNTRACKED = Unrecorded("the folder lies in a git repository that holds none of its files; commit them to begin it")
UNASKED = Unrecorded("git was not asked")


def read_history(folder: Path, texts: Texts | None = None, cache: Path | None = None) -> History:
    """Read every version that git records of each file of a policies folder.

    With `texts`, as `load` gives them, a file on disk that is not committed is the newest version, not yet recorded.
    With a cache folder, only the commits since the last run are read. Where there is no git, no repository or no
    commit, every file on disk is the only version of its lineage and the note says why. Raises ToolError if git
    fails on the way.
    """
    found = probe(folder)
    if isinstance(found, Unrecorded):
        return unrecorded(texts, found)
    cached = _cached(found, cache)
    if not cached.log:
        return unrecorded(texts, UNTRACKED)
    contents, disk, spans = _on_disk(texts, len(found.head), known=cached.spans)
    commits = tuple(commit_of(logged, cached.boundary) for logged in cached.log)
    whole = cached.first not in cached.boundary
    note = "" if whole else SINCE.format(day=commits[0].recorded, commit=commits[0].sha[:7])
    changes = (logged.changes for logged in cached.log)
    made = lineages(zip(commits, changes, strict=True), spans, disk)
    return History(
        RECORDED if whole else SHALLOW, made, commits, note, Blobs(contents, partial(read_blobs, found.folder))
    )


SINCE = (
    "History is recorded here from {day} (commit {commit}) on only: this clone is shallow; "
    "'git fetch --unshallow' gets the rest."
)


def unrecorded(texts: Texts | None, why: Unrecorded = UNASKED) -> History:
    """Make a history where none is recorded: each file on disk is the only version of its lineage."""
    contents, disk, spans = _on_disk(texts, 40, known={})
    note = f"History is not recorded here: {why.reason}."
    return History(UNRECORDED, lineages((), spans, disk), (), note, Blobs(contents, lambda _: ()))


def _on_disk(
    texts: Texts | None, length: int, known: dict[str, Span]
) -> tuple[dict[str, str], Disk | None, dict[str, Span]]:
    """Return the texts on disk by blob, the blob of each path, and the dates of all blobs, `known` included."""
    if texts is None:
        return {}, None, known
    blobs = {path: blob_of(text.encode(), length) for path, text in texts.files.items()}
    contents = {blobs[path]: text for path, text in texts.files.items()}
    new = {blob: read_span(text) for blob, text in contents.items() if blob not in known}
    unreadable = frozenset(problem.path for problem in texts.problems) - texts.files.keys()
    return contents, Disk(blobs, unreadable), {**known, **new}


def _span(content: bytes) -> Span:
    return read_span(content.decode("utf-8", "replace"))


def _cached(repository: Repository, cache: Path | None) -> CachedHistory:
    """Return the commits and dates, from the cache and git, and write what is new to the cache."""
    path = cache_file(repository, cache) if cache else None
    old = read_cache(path) if path else None
    if old and (old.head, old.boundary) == (repository.head, repository.boundary):
        return old
    new = (old and _extended(repository, old)) or _read(repository, log(repository), None)
    if path:
        write_cache(path, new)
    return new


def _extended(repository: Repository, old: CachedHistory) -> CachedHistory | None:
    """Add the commits since the cached ones; None if the main line does not continue them, as after a rebase."""
    if old.boundary != repository.boundary:
        return None
    try:
        fresh = log(repository, since=old.head)
    except ToolError:  # the cached commit is gone from the repository
        return None
    return _read(repository, fresh, old) if fresh and fresh[0].parent == old.head else None


def _read(repository: Repository, fresh: list[Logged], old: CachedHistory | None) -> CachedHistory:
    changed = tuple(logged for logged in fresh if logged.changes)
    spans = dict(old.spans) if old else {}
    pages = (change for logged in changed for change in logged.changes if change.path.endswith(".md"))
    wanted = [change.blob for change in pages if change.blob and change.blob not in spans]
    spans.update((blob, _span(content)) for blob, content in read_blobs(repository.folder, wanted))
    first = old.first if old else fresh[0].sha
    return CachedHistory(repository.head, repository.boundary, first, (*(old.log if old else ()), *changed), spans)
