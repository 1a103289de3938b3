"""A question as it goes through the reply's makers: the library, the words as typed, and what the search found."""

from __future__ import annotations

from dataclasses import dataclass

from kb.search.lookup import LookUp
from kb.search.result import Result


@dataclass(frozen=True)
class Asked:
    """A question: the library ready for it, its words, and how the search read them and what it found."""

    desk: LookUp
    typed: str
    found: Result
