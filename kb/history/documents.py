"""Versions read into documents, or kept as text where today's schema cannot read them; each text is parsed once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from kb.content.load import decode, refusal
from kb.content.parse import parse
from kb.domain.model import Document, Library
from kb.domain.problem import Problem, in_order
from kb.history.blobs import Blobs
from kb.history.versions import History, Version


@dataclass(frozen=True)
class Unreadable:
    """A version that today's schema cannot read: its text, and the problems that it has."""

    path: str
    text: str
    problems: tuple[Problem, ...]


Key = tuple[str, str]


class Documents:
    """Reads versions, many in one process, and keeps the result of each."""

    def __init__(self, contents: Blobs) -> None:
        self.contents = contents
        self._read: dict[Key, Document | Unreadable] = {}

    def remember(self, version: Version, document: Document) -> None:
        """Keep a document that was read from the text of this version elsewhere."""
        self._read[version.path, version.blob] = document

    def read(self, versions: Iterable[Version]) -> list[Document | Unreadable]:
        """Read versions, none of them withdrawn, in their order. Raises ToolError if git has lost a text."""
        wanted = tuple(versions)
        new = [version for version in wanted if (version.path, version.blob) not in self._read]
        contents = self.contents.get(version.blob for version in new)
        self._read.update(((item.path, item.blob), read_text(item.path, contents[item.blob])) for item in new)
        return [self._read[version.path, version.blob] for version in wanted]

    def alone(self, versions: Iterable[Version]) -> Documents:
        """Read versions, none of them withdrawn; give these alone, which need no text, and no git, any more."""
        wanted = tuple(versions)
        made = Documents(Blobs({}, _nothing))
        made._read = {(one.path, one.blob): document for one, document in zip(wanted, self.read(wanted), strict=True)}
        return made

    def text(self, version: Version) -> str:
        """Return the text of a version of any file; bytes that are no UTF-8 become replacement characters."""
        return self.contents.get([version.blob])[version.blob].decode("utf-8", "replace")

    def read_version(self, version: Version) -> Document | Unreadable:
        """Read one version, which is not withdrawn."""
        return self._read.get((version.path, version.blob)) or self.read([version])[0]


def _nothing(_: Iterable[str]) -> Iterable[tuple[str, bytes]]:
    return ()


def read_text(path: str, content: bytes) -> Document | Unreadable:
    """Read a content as the file of that path; what cannot be read becomes an Unreadable with its text."""
    refused = refusal(path, link=False, plain=True, size=len(content))
    text, problems = (None, [refused]) if refused else decode(content, path)
    if text is None:
        return Unreadable(path, content.decode("utf-8", "replace"), tuple(problems))
    parsed = parse(path, text)
    if parsed.document:
        return parsed.document.put_away()
    return Unreadable(path, text, tuple(in_order(list(parsed.problems))))


def documents_of(history: History, library: Library | None = None) -> Documents:
    """Make a reader of the versions of a history. It reuses the documents that `library` has already parsed."""
    made = Documents(history.contents)
    by_path = library.by_path if library else {}
    for lineage in history.lineages.values():
        if not lineage.newest.withdrawn and lineage.newest.path in by_path:
            made.remember(lineage.newest, by_path[lineage.newest.path])
    return made
