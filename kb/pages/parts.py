"""The parts of a long page: each is a page of its own, and all of them lead to each other."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from kb.content.prose import to_page
from kb.domain.model import Document
from kb.pages.page import NumberedSource, SectionView

CITED: Final = re.compile(r'href="#source-([^"]+)"')


@dataclass(frozen=True)
class Tab:
    """A part in the menu of parts: its title, its address, and its anchors with their headings."""

    title: str
    address: str
    anchors: tuple[tuple[str, str], ...] = ()


def source_anchors(page: Document) -> tuple[tuple[str, str], ...]:
    """Give the anchors of a part on sources: its list of sources and its search log, as far as the file has them."""
    return (
        *((("sources", "Sources"),) if page.sources else ()),
        *((("searched", "Search log"),) if page.looked else ()),
    )


def to_page_above(target: str) -> str:
    """Lead a link between files from a part, which is a folder deeper than the page of its file."""
    page = to_page(target)
    return page if target.startswith(("#", "/")) or ":" in target else f"../{page}"


def cited(views: Iterable[SectionView], sources: Mapping[str, NumberedSource]) -> dict[str, NumberedSource]:
    """Give those of the sources that the prose or the tables of some sections cite, in the order of their numbers."""
    shown = tuple(views)
    found = {name for view in shown for name in CITED.findall(view.prose)}
    found |= {name for view in shown if view.table for row in view.table.rows for name in row.sources}
    return {name: source for name, source in sources.items() if name in found}
