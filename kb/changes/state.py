"""The library after each commit, kept payer by payer, so that a commit costs only what it changes."""

from __future__ import annotations

from collections.abc import Iterable

from kb.answers.applicable import NATIONAL, kinds_of
from kb.domain.model import CodePage, Document, Entry, Library
from kb.domain.reach import Reach
from kb.rules.check import gather

CODES = "codes"


class LibraryState:
    """Every document by lineage, and by folder: the first folder of its path, a payer's or that of the codes."""

    def __init__(self) -> None:
        self.documents: dict[str, Document] = {}
        self._by_folder: dict[str, dict[str, Document]] = {}
        self._codes: Library | None = None
        self._codes_by_reach: dict[Reach, frozenset[str]] = {}

    def put(self, lineage: str, document: Document | None) -> None:
        """Replace the document of a lineage; None removes it."""
        old = self.documents.pop(lineage, None)
        if isinstance(old, CodePage) or isinstance(document, CodePage):
            self._codes, self._codes_by_reach = None, {}
        if old and self._by_folder[_folder_of(old)].get(old.path) is old:
            del self._by_folder[_folder_of(old)][old.path]
        if document:
            self.documents[lineage] = document
            self._by_folder.setdefault(_folder_of(document), {})[document.path] = document

    def cut(self, touched: Iterable[Document]) -> Library:
        """Return the part of the library that these documents may affect: their payers, national Medicare, all codes.

        A code page may affect every payer.
        """
        pages = tuple(touched)
        folders = {CODES, NATIONAL.partition("/")[0], *(_folder_of(page) for page in pages)}
        wanted = (
            self._by_folder if any(isinstance(page, CodePage) for page in pages) else folders & self._by_folder.keys()
        )
        return gather(page for folder in sorted(wanted) for page in self._by_folder[folder].values())

    @property
    def codes(self) -> Library:
        """The library of the code pages alone."""
        if self._codes is None:
            self._codes = gather(self._by_folder.get(CODES, {}).values())
        return self._codes

    def codes_of(self, page: Document) -> frozenset[str]:
        """Return the codes that a page decides on: none for an entry on a concept or for a payer page."""
        if isinstance(page, CodePage):
            return frozenset({page.code})
        if not isinstance(page, Entry):
            return frozenset()
        if page.reach not in self._codes_by_reach:
            kinds = kinds_of(self.codes, page.reach).items()
            self._codes_by_reach[page.reach] = frozenset(code for code, kind in kinds if kind != "concept")
        return self._codes_by_reach[page.reach]


def _folder_of(document: Document) -> str:
    return document.path.partition("/")[0]
