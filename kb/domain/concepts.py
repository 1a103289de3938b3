"""The services that an entry can be on in place of codes, and the families of codes that belong to some of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from kb.domain.code_list import WHOLE, CodeList
from kb.domain.vocabulary import Value


@dataclass(frozen=True)
class Concept(Value):
    """A service by its name, with what its policies are about. `codes` are those of its family, single or ranges."""

    codes: tuple[str, ...] = ()

    @cached_property
    def _list(self) -> CodeList:
        return CodeList("", WHOLE, self.codes)

    def has(self, code: str) -> bool:
        """Return whether a code is one of its family."""
        return self._list.holds(code)


CONCEPTS: Final[tuple[Concept, ...]] = (
    Concept("cancer vaccines", "policies on vaccines and antigen products against cancer"),
    Concept("melanoma vaccines", "policies on vaccines against melanoma"),
    Concept("dendritic cell immunotherapy", "policies on dendritic cell products"),
    Concept("adoptive immunotherapy", "policies on cells taken, changed or loaded, and given back"),
    Concept("cellular and gene therapy", "policies on cellular and gene therapy products as a class"),
    Concept("clinical trials", "policies on care and costs inside a trial"),
    Concept("experimental services", "general definitions and lists of experimental or investigational services"),
)
"""Service concepts of a library that has no `concepts.yml` of its own, which says what entries may be on.

An entry on a concept informs and never decides an answer.
"""


def families_of(concepts: tuple[Concept, ...], code: str, codes: Mapping[str, object]) -> dict[str, tuple[str, ...]]:
    """Return by name the families that a code is of, each with its other codes among `codes`, in their order."""
    held = (concept for concept in concepts if concept.has(code))
    return {one.name: tuple(other for other in codes if other != code and one.has(other)) for one in held}
