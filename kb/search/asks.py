"""What a query asks for that is none of the questions of an entry: a fax number, what changed, our network status.

Such a query gets no value of another question: the sections that hold what is asked go first, and where none does a
note says so. The browser does the same in `static/asks.js`. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any, Final

from kb.domain.states import STATES
from kb.search.analysis import words
from kb.search.ask_kinds import DIAGNOSES, HOSPITAL, KINDS, NO_DIAGNOSIS, Kind
from kb.search.combination import PRODUCTS
from kb.search.hospitals import OWN
from kb.search.query import Group

DATED: Final = ("status", "age")
"""Kinds that the dates of the first result answer."""

UNRECORDED: Final = ("opps",)
"""Kinds that no record here can hold: a section that has their words tells of something near."""

OF_CLAIMS: Final = "claims?|remit"
"""Words of a contact that is asked for to send claims to: one for appeals is another."""

CONTACTS: Final = ("fax", "telephone", "portal", "address")

DOCUMENT: Final = (
    r"(?<![a-z])(?:policy|policies|lcd|ncd|lca|article|bulletin|cpb|guideline|determination|document)(?![a-z])"
)
"""Words that name a document."""

NEEDED: Final = {
    NO_DIAGNOSIS: r"^(?!.*(?<![0-9a-z])[a-z][0-9][0-9a-z]\.[0-9])",
    "document": DOCUMENT,
    "product": rf"(?<![0-9a-z]){PRODUCTS}(?![0-9a-z])",
}
"""What a query names by its words alone, of what a kind can need."""


MAY: Final[Mapping[str, str]] = {
    "fax": (
        "abn|addend|address|apc|asc|auto|availity|balance|benefic|box|call|caqh|cash|cent(?:er|re)|clerical"
        "|(?<![a-z])cob(?![a-z])|co-?ins|co-?pay|contract|credential|customer|deductib|diagnos|directory|dispute"
        "|eligib|enroll|faith|fault|fax|first|harmless|hotline|idr|indicator|liab|link|mail|med ?pay|member|mva"
        "|negotiat|network|num|nbr|open|opps|order|outpatient|(?<![a-z])par(?![a-z])|particip|patient"
        "|(?<![a-z])(?:ph|pip|pts?)(?![a-z])|phone|pocket|portal|primary|provider|qpa|qualif|second|self|send|set ?up"
        "|signed|status|surpris|tpl|uninsured|url|web|where|#"
    ),
    "changes": (
        "added|advocate|approved|archiv|before|cause|chang|code|continuity|contract|delet|differ|dropped|durat|earlier"
        "|exception|expir|extension|former|gap|good|last|late|length|manager|network|new(?![a-z])|old|outdated|period"
        "|previous|redline|relations|remov|replaced|(?<![a-z])reps?(?![a-z])|represent|revis|single|supersed|taken|took"
        "|transition|updat|valid|waiver|window"
    ),
    "statistics": (
        "active|aic|also|alongside|amount|archiv|check|co-?admin|combin|combo|concomit|concurr|confirm|controv"
        "|current (?:ed|ver)|doublet|draft|dual th|due|(?<![a-z])edi(?![a-z])|edition|final|forms?(?![a-z])"
        "|how (?:cur|fr|old|rec|st|up)|looked|often|on top|out ?dated|owner|pay[eo]r id|percent|plus|proposed"
        "|rates?(?![a-z])|refresh|retire|review|revised|same time|simult|stale|statistic|stats|still|together|too old"
        "|updat|verif|version|(?<![a-z])v[0-9]|while|who (?:auth|is|keep|main|own|wr)|with|(?<![a-z])w(?![a-z])|[+&]"
    ),
}
"""By the first kind of a group what stands in every text that the pattern of a kind in it is found in.

A browser loads the patterns of a group for such texts alone.
"""


@dataclass(frozen=True)
class Ask:
    """Something that a query asks for, and `each` of the words, or names, by which it does."""

    key: str
    each: tuple[str, ...] = ()

    @property
    def written(self) -> str:
        """The first of the words."""
        return self.each[0]

    @property
    def every(self) -> str:
        """All of the words."""
        return " ".join(self.each)


def asks_of(text: str, question: str, named: Sequence[str], hospitals: str) -> Iterator[Ask]:
    """Yield what a cleaned query asks for beside its question; `named` holds what Kind.needs can be.

    `hospitals` is the pattern of the names of hospitals.
    """
    for kind in _with(hospitals):
        found = [match[0] for match in re.finditer(rf"(?<![0-9a-z])(?:{kind.pattern})(?![0-9a-z])", text)]
        said = any(re.search(NEEDED[one], text) for one in kind.needs if one in NEEDED)
        has = not kind.needs or said or any(one in named for one in kind.needs)
        has &= not (kind.unless and re.search(rf"(?<![0-9a-z])(?:{kind.unless})(?![0-9a-z])", text))
        if found and has and question in kind.beside:
            yield Ask(kind.key, tuple(found))


def _with(hospitals: str) -> Iterator[Kind]:
    """Yield every kind; that of hospitals is known by their names."""
    yield from (replace(kind, pattern=hospitals) if kind.key == HOSPITAL else kind for kind in KINDS)


def products_of(groups: Sequence[Group]) -> frozenset[str]:
    """Return the words, as typed, that are products by name."""
    return frozenset(group.written for group in groups if re.search(NEEDED["product"], group.written))


def terms_of_products(groups: Sequence[Group]) -> tuple[str, ...]:
    """Return the terms of the groups that are products by name."""
    products = products_of(groups)
    return tuple(str(term) for group in groups if group.written in products for term in group.terms)


def kinds_of(asks: Sequence[Ask]) -> list[Kind]:
    """Return the kinds of what is asked for."""
    return [kind for kind in KINDS if any(ask.key == kind.key for ask in asks)]


def unmet(asks: Sequence[Ask], held: Sequence[str]) -> bool:
    """Tell whether something is asked for that no section tells of; `held` are the keys of which one was found."""
    keys = {ask.key for ask in asks if ask.key not in DATED}
    return bool(keys & {*UNRECORDED} or keys - {*held})


def terms_of_asks(asks: Sequence[Ask], groups: Sequence[Group]) -> Iterator[str]:
    """Yield the terms of the groups of a query that are words by which it asks for something, if it does."""
    if not asks:
        return
    said = {word.term for ask in asks for word in words(ask.every)}
    for group in groups:
        if {word.term for word in words(group.written)} <= said or _is_spoken(group, said):
            yield from (str(term) for term in group.terms)


def _is_spoken(group: Group, said: set[str]) -> bool:
    """Return whether a group is a phrase that has a word by which something is asked for: provider portal."""
    return (
        group.kind == "concept" and not group.negative and bool({word.term for word in words(group.written)} & said)
    )


def words_of(asks: Sequence[Ask]) -> Iterator[tuple[str, ...]]:
    """Yield for each thing asked for the words of the sections that tell of it, as terms."""
    for kind in kinds_of(asks):
        if kind.words:
            yield tuple(" ".join(word.term for word in words(phrase)) for phrase in kind.words)


def told(asks: Sequence[Ask], held: Sequence[str], who: str, about: str) -> Iterator[str]:
    """Yield what a reader is told of what is asked for: that it is outside, or that none is recorded.

    `held` are the keys of which a section of `who` was found; `about` is the question and the codes asked about.
    """
    kinds = kinds_of(asks)
    yield from (kind.outside for kind in kinds if kind.outside)
    missing = [kind for kind in kinds if not kind.outside and kind.key not in held and kind.key not in DATED]
    contacts = [kind.label for kind in missing if kind.key in CONTACTS]
    if contacts:
        of = f" of {who}" if who else ""
        yield f"Data not available: no {' or '.join(contacts)}{of}{about} is recorded in this library."
    if any(kind.key in UNRECORDED for kind in kinds):
        unrecorded = "an OPPS status indicator, an APC or an ASC payment status"
        yield f"Data not available: no page here records {unrecorded}{about}."
    if about and any(kind.key == DIAGNOSES for kind in kinds):
        of = f" of {who}" if who else ""
        yield (
            f"Data not available: no list of diagnosis codes{of} for the code itself is kept here; a range that a"
            " result quotes is of that result's own subject."
        )
    of = f" of {who}" if who else ""
    absent = (kind for kind in missing if kind.absent and not (about and kind.key == DIAGNOSES))
    yield from (kind.absent.format(of=of) for kind in absent)


def tables(hospitals: str) -> dict[str, Any]:
    """Return the tables of this module as plain data, for the browser; `hospitals` as in `asks_of`."""
    groups = list[list[dict[str, Any]]]()
    for kind in _with(hospitals):
        if kind.key in MAY:
            groups.append([])
        groups[-1].append({**asdict(kind), "words": [*words_of([Ask(kind.key)])]})
    told = {"ofClaims": OF_CLAIMS, "contacts": CONTACTS, "dated": DATED, "needed": NEEDED}
    return {**told, "may": [_may(kinds, hospitals) for kinds in groups], "kinds": groups}


def _may(kinds: Sequence[Mapping[str, Any]], hospitals: str) -> str:
    """Return the pattern of what stands in every text that the pattern of a kind in a group is found in."""
    keys = [kind["key"] for kind in kinds]
    return "|".join((MAY[keys[0]], *(_beginnings(hospitals) if HOSPITAL in keys else ())))


def _beginnings(hospitals: str) -> list[str]:
    """Return the words with which the names of hospitals begin; the whole names where these are words elsewhere."""
    states = {name.lower() for name in STATES.values()}
    names = [(re.split("[^0-9a-z]", name)[0], name) for name in hospitals.split("|")]
    begun = sorted({name if len(first) < OWN or first in states else first for first, name in names} - {""})
    return [one for one in begun if not any(one != other and one.startswith(other) for other in begun)]
