"""Names by which staff call the hospitals whose price files the library quotes, as a pattern of a query. Pure."""

from __future__ import annotations

import re
from typing import Final

from kb.domain.model import Library
from kb.domain.states import STATES

GENERIC: Final = "medical|medicine|center|centre|health|healthcare|hospitals?|system|campus|main"
"""Words at the end of a hospital's name that staff leave out."""

SHARED: Final = (
    "general|regional|memorial|university|community|county|city|public|veterans|childrens?|mercy|baptist|methodist"
    "|good samaritan|sacred heart|national|american|first|new"
)
"""What is left of the names of many hospitals: it names none without its last words."""

OWN: Final = 6
"""How many letters the last word of a name has at least that names a hospital by itself: Kennestone, and Cedars."""

SHORTEST: Final = 3
"""How many letters a name has at least: two are a state."""

WHOLE: Final = r"^[A-Z].* (?:Hospital|(?:Medical|Cancer) Center|Medicine)$"
"""The whole name of a hospital, by which a group of synonyms is known as one of hospitals."""

NOTHING: Final = "(?!)"
"""The pattern of a library that quotes no price file."""


def hospital_pattern(library: Library) -> str:
    """Return the pattern of the names of all hospitals of the code pages, in small letters, the longest first.

    Groups of synonyms that have the whole name of a hospital add those of staff, and hospitals without a row.
    """
    names = {one.hospital for page in library.codes.values() for one in page.observed_amounts}
    called = {called for name in names for called in _called(name)}
    groups = (group for group in library.synonyms if any(re.search(WHOLE, name) for name in group))
    called |= {_as_pattern(name) for group in groups for name in group} if names else set()
    return "|".join(sorted(called, key=lambda one: (-len(one), one))) or NOTHING


def _called(name: str) -> list[str]:
    """Return the names of a hospital: without its last words and its place, and by letters within it, as UCLA is."""
    placeless = re.sub(r"\(.*?\)", "", name)
    core = re.sub(rf"(?i)(?:\W*\b(?:{GENERIC}))+\W*$", "", placeless).strip()
    core = placeless.strip() if re.fullmatch(rf"(?i){SHARED}", core) else core
    letters = re.findall(r"\b[A-Z]+[A-Z][A-Za-z]*\b", core)
    return [_as_pattern(one) for one in dict.fromkeys([core, *letters, _own_word(core)]) if len(one) >= SHORTEST]


def _as_pattern(name: str) -> str:
    return re.sub("[^0-9a-z]+", "[^0-9a-z]+", name.lower())


def _own_word(core: str) -> str:
    """Return the word that names a hospital by itself, empty for none: the last one, or its first part, as Cedars is.

    Beside a word that many hospitals have it is that of a place, and the first of several words that of a system.
    """
    words = core.split()
    word = words[-1].partition("-")[0] if words else ""
    is_of_place = any(re.fullmatch(rf"(?i){GENERIC}|{SHARED}|clinic", one) for one in words)
    is_own = len(word) >= OWN and word.isalpha() and not is_of_place and word not in STATES.values()
    return word if is_own else ""
