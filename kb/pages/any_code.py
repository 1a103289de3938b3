"""The page of any code: one page that reads what official files and rules on many codes say of the code asked for."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from kb.domain.model import CodePage
from kb.facts.codes import count, expand
from kb.facts.crosswalk import Crossing, crosswalk, crosswalk_lines, with_own
from kb.facts.of_code import facts_of
from kb.facts.provenance import Provenance
from kb.facts.sections import PAIR_COLUMNS, PAIR_HEADINGS, SECTIONS, group_line, lines_of, papers
from kb.facts.store import Store
from kb.facts.tables import BY_NAME
from kb.pages.page import Crumb, Page

ADDRESS: Final = "codes/any.html"
FEW: Final = 12
"""Codes of a group that are written out on a code's page."""


@dataclass(frozen=True)
class Held:
    """A table that is held: its title, and where it comes from."""

    title: str
    source: Provenance


@dataclass(frozen=True)
class AnyCode:
    """What the page shows before a code is asked for: the tables that are held, and the codes with a page."""

    held: tuple[Held, ...]
    pages: tuple[CodePage, ...]
    crumbs: tuple[Crumb, ...]


def any_code_pages(store: Store, codes: Iterable[CodePage]) -> tuple[Page, ...]:
    """Make the page; none where nothing is imported."""
    if not store.sources:
        return ()
    held = tuple(Held(BY_NAME[name].title, source) for name, source in store.sources.items())
    shown = AnyCode(held, tuple(codes), (Crumb("Home", "index.html"), Crumb("Any code")))
    return (Page(ADDRESS, "any_code", "Any code", shown),)


@dataclass(frozen=True)
class Block:
    """A block of the facts of a code: a heading, its file and edition, and lines of a label and a value.

    `papers` are those that explain its indicators, each with its address.
    """

    heading: str
    source: Provenance
    papers: tuple[tuple[str, str], ...]
    lines: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Official:
    """What official files say on the page of a code: its facts, its pairs by group, and how many codes those hold.

    `crossings` are what it is billed with and what not, each with who says so.
    """

    facts: tuple[Block, ...]
    crossings: tuple[tuple[str, str], ...]
    pairs: tuple[Block, ...]
    groups: int
    others: int


def official_of(store: Store, code: str, own: Iterable[Crossing] = ()) -> Official | None:
    """Give what official files say of a code; None where no file holds it.

    `own` is what the library itself says that the code is billed with.
    """
    facts = facts_of(store, code)
    if not facts.known:
        return None
    blocks = tuple(
        Block(
            section.heading,
            store.sources[section.table],
            papers(section.family, section.labels),
            tuple(lines_of(section, row)),
        )
        for section in SECTIONS
        for row in facts.rows.get(section.key, ())
    )
    pairs = tuple(
        Block(
            PAIR_HEADINGS[name],
            store.sources[name],
            papers("pairs", PAIR_COLUMNS),
            tuple((group_line(g), _few(g.others)) for g in groups),
        )
        for name, groups in facts.pairs.items()
    )
    every = [group for groups in facts.pairs.values() for group in groups]
    others = {other for group in every for other in expand(group.others)}
    crossings = crosswalk_lines(with_own(crosswalk(facts, store), own))
    return Official(blocks, crossings, pairs, len(every), len(others))


def _few(others: str) -> str:
    """Give the codes of a group where they are few; of many, nothing: the box answers for each."""
    return others if count(others) <= FEW else ""
