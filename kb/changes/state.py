"""The library as it stood after each commit, kept payer by payer, so that a commit costs only what it touches."""

from __future__ import annotations

from collections.abc import Iterable

from kb.answers.applicable import NATIONAL, reach_kind_of
from kb.domain.model import CodePage, Document, Entry, Library
from kb.domain.reach import Reach
from kb.rules.check import gather

CODES = "codes"


class LibraryState:
    """Every document by lineage, and by folder: the first folder of its path, a payer's or that of the codes."""

    def __init__(self) -> None:
        self.held: dict[str, Document] = {}
        self._by_folder: dict[str, dict[str, Document]] = {}
        self._codes: Library | None = None
        self._spoken: dict[Reach, frozenset[str]] = {}

    def put(self, lineage: str, document: Document | None) -> None:
        """Put a document where that of its lineage stood; None takes it away."""
        old = self.held.pop(lineage, None)
        if isinstance(old, CodePage) or isinstance(document, CodePage):
            self._codes, self._spoken = None, {}
        if old and self._by_folder[_folder_of(old)].get(old.path) is old:
            del self._by_folder[_folder_of(old)][old.path]
        if document:
            self.held[lineage] = document
            self._by_folder.setdefault(_folder_of(document), {})[document.path] = document

    def cut(self, touched: Iterable[Document]) -> Library:
        """Give the library as far as these documents reach: their payers, the codes, and what stands beside all.

        A code page reaches every payer.
        """
        pages = tuple(touched)
        near = {CODES, NATIONAL.partition("/")[0], *(_folder_of(page) for page in pages)}
        wanted = (
            self._by_folder if any(isinstance(page, CodePage) for page in pages) else near & self._by_folder.keys()
        )
        return gather(page for folder in sorted(wanted) for page in self._by_folder[folder].values())

    @property
    def codes(self) -> Library:
        """The library of the code pages alone."""
        if self._codes is None:
            self._codes = gather(self._by_folder.get(CODES, {}).values())
        return self._codes

    def spoken(self, page: Document) -> frozenset[str]:
        """Name the codes a page speaks for; an entry on a concept only informs, and a payer page says nothing."""
        if isinstance(page, CodePage):
            return frozenset({page.code})
        if not isinstance(page, Entry):
            return frozenset()
        if page.reach not in self._spoken:
            ranks = ((code, reach_kind_of(self.codes, page, code)) for code in self.codes.codes)
            self._spoken[page.reach] = frozenset(code for code, rank in ranks if rank not in {"", "concept"})
        return self._spoken[page.reach]


def _folder_of(document: Document) -> str:
    return document.path.partition("/")[0]
