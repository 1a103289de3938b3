"""Versions to documents, or to their text where today's schema cannot read them; each text is parsed once."""

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
    """A version that today's schema cannot read: its text all the same, and the problems that stand in the way."""

    path: str
    text: str
    problems: tuple[Problem, ...]


Key = tuple[str, str]


class Documents:
    """Reads versions, many in one go, and remembers what came of each."""

    def __init__(self, contents: Blobs) -> None:
        self._contents = contents
        self._read: dict[Key, Document | Unreadable] = {}

    def remember(self, version: Version, document: Document) -> None:
        """Take a document that was read from this version's text already."""
        self._read[version.path, version.blob] = document

    def read(self, versions: Iterable[Version]) -> list[Document | Unreadable]:
        """Give what each version, none of them withdrawn, reads as. Raises ToolError where git has lost a text."""
        wanted = tuple(versions)
        new = [version for version in wanted if (version.path, version.blob) not in self._read]
        contents = self._contents.get(version.blob for version in new)
        self._read.update(((item.path, item.blob), read_text(item.path, contents[item.blob])) for item in new)
        return [self._read[version.path, version.blob] for version in wanted]

    def text(self, version: Version) -> str:
        """Give a version's text as it stands, whatever file it is; bytes that are no UTF-8 are stood in for."""
        return self._contents.get([version.blob])[version.blob].decode("utf-8", "replace")

    def read_version(self, version: Version) -> Document | Unreadable:
        """Give what one version reads as."""
        return self.read([version])[0]


def read_text(path: str, content: bytes) -> Document | Unreadable:
    """Read a text as the file of that path. What is not read, for whatever reason, keeps its text."""
    refused = refusal(path, link=False, plain=True, size=len(content))
    text, problems = (None, [refused]) if refused else decode(content, path)
    if text is None:
        return Unreadable(path, content.decode("utf-8", "replace"), tuple(problems))
    parsed = parse(path, text)
    return parsed.document or Unreadable(path, text, tuple(in_order(list(parsed.problems))))


def documents_of(history: History, library: Library | None = None) -> Documents:
    """Make a reader of a history's versions. A library read from the same files on disk saves reading them again."""
    made = Documents(history.contents)
    by_path = library.by_path if library else {}
    for lineage in history.lineages.values():
        if not lineage.newest.withdrawn and lineage.newest.path in by_path:
            made.remember(lineage.newest, by_path[lineage.newest.path])
    return made
