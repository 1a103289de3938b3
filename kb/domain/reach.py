"""Billing codes, and the reach of an entry: the codes that it applies to.

A reach is written below `codes:` as `0709T`, `[0708T, 0709T]`, `0708T-0710T`, `category III`, `add-on codes` or
`all codes`, or as a service concept below `concept:`. The entry with the closest reach decides: see `RANKS`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from kb.domain.look_alikes import difference, plain, told
from kb.domain.problem import shown

CODE: Final = re.compile(r"[0-9]{5}|[0-9]{4}[TFU]|[A-V][0-9]{4}")
"""CPT Category I (five digits), III (T), II (F), PLA (U), and HCPCS Level II; the letter in upper case."""

RANKS: Final = ("named code", "range", "category", "all codes", "inherited", "concept")
"""The kinds of reach, closest first. `inherited` is that of a parent, for its add-on; a concept never decides."""

REACH_WORDS: Final = {
    "named code": "code listed",
    "range": "code range",
    "category": "rule for a category of codes",
    "all codes": "plan-wide rule",
    "inherited": "from the primary code",
}
"""How an entry that decides reaches a code, in the words that pages show; an entry on a concept never decides."""

CATEGORY_RULES: Final = {
    "category I": "Category I rule",
    "category II": "Category II rule",
    "category III": "Category III rule",
    "HCPCS Level II": "HCPCS Level II rule",
    "add-on codes": "add-on code rule",
}
"""How a rule on a category of codes is called on pages, by the label of its reach."""

CATEGORIES: Final = {
    "category I": re.compile(r"[0-9]{5}"),
    "category II": re.compile(r"[0-9]{4}F"),
    "category III": re.compile(r"[0-9]{4}T"),
    "HCPCS Level II": re.compile(r"[A-V][0-9]{4}"),
}
NINES: Final = str.maketrans("012345678", "9" * 9)
DIGITS: Final = str.maketrans("OIL", "011")
"""Letters that are typed for the digits they look like."""

ADD_ON: Final = "add-on codes"
EVERY: Final = "all codes"
MOST_NAMED: Final = 1_000
"""Codes that an entry may name one by one: each is resolved for each plan and question when it changes."""


@dataclass(frozen=True)
class Reach:
    """The codes that an entry applies to.

    `kind` is one of RANKS without `inherited`; `codes` holds the named codes, or the two ends of a range;
    `label` is the reach in words, as it is shown.
    """

    kind: str
    label: str
    codes: tuple[str, ...] = ()

    @property
    def named_codes(self) -> tuple[str, ...]:
        """The codes that it names one by one; none if it is a range or wider."""
        return self.codes if self.kind == "named code" else ()

    @property
    def in_words(self) -> str:
        """The codes as a reader is told of them: `Category III codes` for the category III."""
        return category_codes(self.label) if self.kind == "category" else self.label

    @cached_property
    def _named(self) -> frozenset[str]:
        return frozenset(self.codes)

    def names(self, code: str) -> bool:
        """Return whether a code is among its codes: a named one, or an end of the range."""
        return code in self._named


def read_reach(words: tuple[str, ...]) -> Reach:
    """Read the items of a `codes:` line. Raises ValueError, with the way to write it, if they are no reach."""
    if len(words) == 1:
        single = _read_single(words[0])
        if single:
            return single
    bad = [word for word in words if not is_code(word)]
    if bad and (_is_range(bad[0]) or bad[0] in {*CATEGORIES, ADD_ON, EVERY}):
        raise ValueError(f"'{bad[0]}' does not go with other codes; give it an entry of its own")
    if bad:
        forms = ", ".join([*CATEGORIES, ADD_ON, EVERY])
        meant = _meant(bad[0])
        way = f"write {meant}" if meant else f"use a code (0709T), a range (0708T-0710T) or one of: {forms}"
        raise ValueError(f"'{shown(bad[0])}' is no code{_because(bad[0])}; {way}")
    if len(set(words)) < len(words):
        raise ValueError("a code is named twice; name it once")
    if len(words) > MOST_NAMED:
        raise ValueError(f"{len(words):,} codes; name at most {MOST_NAMED:,}, or split the entry")
    return Reach("named code", ", ".join(words), words)


def _because(word: str) -> str:
    odd = told(word)
    return f", for it holds {odd}" if odd else ""


def _meant(word: str) -> str:
    """Find the reach that a word was meant to be: several codes, another dash, a small letter, an O for a 0."""
    seen = plain(word).strip()
    found = [_near(part) for part in re.split(r"[\s,;/&+]+|\band\b|\bor\b", seen) if part]
    if all(found) and found:
        return found[0] if len(found) == 1 else f"[{', '.join(found)}]"
    return next((each for each in (*CATEGORIES, ADD_ON, EVERY) if difference(word, each)), "")


def _near(word: str) -> str:
    first, dash, last = (part.upper() for part in word.partition("-"))
    if dash:
        return f"{_near(first)}-{_near(last)}" if _near(first) and _near(last) else ""
    return next((code for code in (first, first.translate(DIGITS)) if is_code(code)), "")


def _is_range(word: str) -> bool:
    first, _, last = word.partition("-")
    return is_code(first) and is_code(last)


def _read_single(word: str) -> Reach | None:
    if word in CATEGORIES or word == ADD_ON:
        return Reach("category", word)
    if word == EVERY:
        return Reach("all codes", word)
    first, dash, last = word.partition("-")
    if dash and is_code(first) and is_code(last):
        if shape(first) != shape(last) or first >= last:
            raise ValueError(f"the range {word} does not run upwards within one kind of code")
        return Reach("range", f"{first} to {last}", (first, last))
    return None


def concept_reach(concept: str) -> Reach:
    """Make the reach of an entry on a service concept."""
    return Reach("concept", concept)


def reaches(reach: Reach, code: str, *, add_on: bool) -> bool:
    """Return whether a reach includes a code. `add_on`: it is an add-on. A concept is matched by `applicable`."""
    if reach.kind == "named code":
        return reach.names(code)
    if reach.kind == "range":
        return shape(code) == shape(reach.codes[0]) and reach.codes[0] <= code <= reach.codes[1]
    if reach.kind == "category":
        pattern = CATEGORIES.get(reach.label)
        return add_on if pattern is None else bool(pattern.fullmatch(code))
    return reach.kind == "all codes"


def rule_words(rank: str, label: str) -> str:
    """Say how a rule applies to a code by its kind of reach and the label of that: `Category III rule`.

    It is empty for a concept, which never decides.
    """
    return CATEGORY_RULES[label] if rank == "category" else REACH_WORDS.get(rank, "")


def category_codes(label: str) -> str:
    """Name the codes of a category by its label: `Category III codes`, `add-on codes`."""
    return label if label.endswith("codes") else f"{label[0].upper()}{label[1:]} codes"


def takes_in(wide: Reach, narrow: Reach) -> bool:
    """Return whether a reach surely includes every code of another. Which codes are add-ons is not known here."""
    if narrow.kind in {"named code", "range"}:
        return all(reaches(wide, code, add_on=False) for code in narrow.codes) and not _gaps(wide, narrow)
    return wide == narrow or (wide.kind == "all codes" and narrow.kind != "concept")


def _gaps(wide: Reach, narrow: Reach) -> bool:
    """Return whether named codes are to stand for a range: the ends of the range say nothing of what is between."""
    return narrow.kind == "range" and wide.kind == "named code"


def may_share(one: Reach, other: Reach) -> bool:
    """Return whether two reaches may have a code in common; one on a concept shares them with that concept only."""
    if "concept" in {one.kind, other.kind}:
        return one == other
    pairs = ((one, other), (other, one))
    if one.codes or other.codes:
        return any(reaches(wide, code, add_on=True) for wide, narrow in pairs for code in narrow.codes)
    return one == other or bool({one.label, other.label} & {ADD_ON, EVERY})


def is_code(word: str) -> bool:
    """Return whether a word has the shape of a CPT or HCPCS code, in upper case."""
    return bool(CODE.fullmatch(word))


def shape(code: str) -> str:
    """Put a 9 for each digit of a code, so that codes of one kind are equal: 0709T and 0042T are both `9999T`."""
    return code.translate(NINES)
