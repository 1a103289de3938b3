"""What stood before in files that a side lacks or cannot read, so that a change in several steps is seen as a whole.

A file that was broken first and mended with another answer, or removed first and added again, is compared with its
last version that could be read.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from kb.diff.sides import Side
from kb.domain.model import Document, Entry
from kb.history.documents import Unreadable, read_text
from kb.history.git import read_blobs
from kb.history.tree import blobs_before


def earlier_documents(policies: Path, base: Side, head: Side, revision: str) -> Mapping[str, Document]:
    """Return by path the last version that could be read of each file that `base` lacks or cannot read.

    Looked at are the files that `base` cannot read, all that ever stood in the folders to which `head` adds a file,
    and the entries that an added one carries on. `revision` is the commit, branch or tag of `base`. Raises ToolError
    where git fails.
    """
    added = [path for path in head.files if path not in base.files and path.endswith(".md")]
    folders = {path.rpartition("/")[0] for path in added} - {""}
    wanted = sorted({*folders, *_carried_on(added, head), *(path for path in base.faults if path.endswith(".md"))})
    blobs = {
        path: found
        for path, found in blobs_before(policies, revision, wanted).items()
        if path not in base.library.by_path
    }
    contents = dict(read_blobs(policies, (blob for found in blobs.values() for blob in found)))
    read = ((path, _first_read(path, (contents[blob] for blob in found))) for path, found in blobs.items())
    return {path: document for path, document in read if document}


def _carried_on(added: Iterable[str], head: Side) -> Iterator[str]:
    """Give the paths of the entries that added ones name in `replaces`."""
    for page in (head.library.by_path.get(path) for path in added):
        yield from (f"{name}.md" for name in page.replaces) if isinstance(page, Entry) else ()


def _first_read(path: str, contents: Iterable[bytes]) -> Document | None:
    found = (read_text(path, content) for content in contents)
    return next(_documents(found), None)


def _documents(found: Iterable[Document | Unreadable]) -> Iterator[Document]:
    return (one for one in found if not isinstance(one, Unreadable))
