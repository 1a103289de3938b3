"""All that tables say of one code, as values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kb.facts.pair_index import Groups
from kb.facts.table_text import Row


@dataclass(frozen=True)
class CodeFacts:
    """The facts of a code: rows by table (without the code itself), add-on rows by role, pairs by table, documents.

    A fee row has two more cells than its table: the amounts without and with a facility before geographic adjustment.
    A document has its number, kind, contractors, first day, last day and title, and how many groups list the code.
    """

    code: str
    rows: Mapping[str, tuple[Row, ...]]
    pairs: Mapping[str, Groups]
    documents: tuple[Row, ...]

    @property
    def known(self) -> bool:
        """Whether any table says something of the code."""
        return bool(self.rows or self.pairs or self.documents)
