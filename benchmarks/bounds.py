"""Measure every page of a built site: elements, and bytes as a server sends them, by kind of page.

    .venv/bin/python -m benchmarks.bounds SITE

It exits 1 if a page has more than 1,500 elements or takes more than 60,000 bytes.
"""

from __future__ import annotations

import argparse
import gzip
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

MOST_ELEMENTS: Final = 1_500
MOST_BYTES: Final = 60_000
"""What a page may have at most, and take when it is compressed."""

ELEMENT: Final = re.compile(rb"<[a-zA-Z]")


@dataclass(frozen=True)
class Measured:
    """A page: its address, the number of its elements, and its compressed size in bytes."""

    address: str
    elements: int
    size: int

    @property
    def fits(self) -> bool:
        """Whether the page is within the bounds."""
        return self.elements <= MOST_ELEMENTS and self.size <= MOST_BYTES


def measure(pages: Iterable[tuple[str, bytes]]) -> Iterator[Measured]:
    """Measure pages, given by address and content."""
    for address, content in pages:
        yield Measured(address, len(ELEMENT.findall(content)), len(gzip.compress(content, mtime=0)))


def kind(address: str) -> str:
    """Say what kind of page has an address: its file name where that is fixed, else its folder."""
    folder, _, name = address.rpartition("/")
    if not folder or name in {"payer.html", "contacts.html", "sources.html", "coding.html", "rates.html"}:
        return name
    if name == "history.html" or folder.split("/")[0] in {"codes", "changes", "review", "evidence"}:
        return folder.split("/")[0] if name != "history.html" else name
    return "version" if folder.endswith("/versions") else "entry"


def main(words: Sequence[str] | None = None) -> int:
    """Print the largest page of each kind, and each page beyond the bounds."""
    reader = argparse.ArgumentParser(prog="benchmarks.bounds", description=(__doc__ or "").partition("\n")[0])
    reader.add_argument("site", type=Path, help="the folder of a built site")
    site = reader.parse_args(words).site
    paths = sorted(site.rglob("*.html"))
    found = list(measure((path.relative_to(site).as_posix(), path.read_bytes()) for path in paths))
    largest = {kind(page.address): page for page in sorted(found, key=lambda page: page.elements)}
    for name, page in sorted(largest.items()):
        print(f"{name:24} {page.elements:6} elements {page.size:7} bytes  {page.address}")  # noqa: T201
    beyond = [page for page in found if not page.fits]
    print(f"{len(found)} pages, {len(beyond)} beyond the bounds", *(page.address for page in beyond[:20]))  # noqa: T201
    return int(bool(beyond))


if __name__ == "__main__":
    raise SystemExit(main())
