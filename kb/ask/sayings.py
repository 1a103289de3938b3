"""A section of a page taken apart into what it says with a source: each row of a table, item, and sentence is one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from kb.ask.cited import page_sources
from kb.ask.reply import Claim, claim_of
from kb.content.citations import cited_in
from kb.content.prose import to_plain
from kb.domain.model import CodePage

PARTED: Final = re.compile(r"(?<=[0-9a-z\"”)\]][.!?]) ")
"""What parts sentences whose citations stand before the dot."""

ITEM: Final = re.compile(r"\n(?=- |\|)")
RULE: Final = re.compile(r"\|[-: |]+")


def sayings(page: CodePage, name: str) -> Iterator[Claim]:
    """Yield each saying of a section that cites a source, as a claim; what cites none is no one's saying."""
    for section in page.sections:
        for part in _parts(section.text) if section.slug == name else ():
            ids = dict.fromkeys(one.id for one in cited_in(part))
            text = f"{page.code}: {_plain(part)}"
            yield from claim_of(text, page.id, section.slug, page_sources(page, ids))


def _parts(text: str) -> Iterator[str]:
    for paragraph in text.strip().split("\n\n"):
        for item in ITEM.split(paragraph):
            if item.startswith("|"):
                yield item
            else:
                yield from PARTED.split(" ".join(item.split()))


@lru_cache(maxsize=1_000)
def _plain(part: str) -> str:
    """Write a saying without marks and citations; the cells of a row behind each other."""
    cells = [to_plain(cell) for cell in part.strip("|").split("|")] if part.startswith("|") else [to_plain(part)]
    return "; ".join(cell for cell in cells if cell)
