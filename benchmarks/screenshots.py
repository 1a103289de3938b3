"""Take pictures of pages to look at: on a phone, a small and a wide screen, each in light and dark.

    .venv/bin/python -m benchmarks.screenshots --out DIR http://127.0.0.1:8000/codes/0709t.html [ADDRESS ...]

An address may also be a file: file:///.../site/index.html. It needs Chromium.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from playwright.sync_api import Browser
from playwright.sync_api import TimeoutError as TookTooLong

from benchmarks.chromium import browser, driver

WIDTHS: Final = (390, 1024, 1440)
"""In CSS pixels: a phone, a small screen, a wide one."""

HEIGHT: Final = 900
SCHEMES: Final = ("light", "dark")

LONGEST: Final = 5_000
"""Milliseconds to wait for what a page loads by itself, such as results."""


def main(words: Sequence[str] | None = None) -> int:
    """Read the words of the call, take the pictures, and print the path of each."""
    reader = argparse.ArgumentParser(prog="benchmarks.screenshots", description=(__doc__ or "").partition("\n")[0])
    reader.add_argument("address", nargs="+", help="the page: http://... or file:///...")
    reader.add_argument("--out", type=Path, required=True, help="the folder for the pictures; made if missing")
    given = reader.parse_args(words)
    given.out.mkdir(parents=True, exist_ok=True)
    with driver() as playwright, browser(playwright) as started:
        for address in given.address:
            for path in take(started, address, given.out):
                print(path)  # noqa: T201
    return 0


def take(started: Browser, address: str, folder: Path) -> Iterator[Path]:
    """Take six pictures of a whole page and give their paths: `0709t-390-dark.png`."""
    for width in WIDTHS:
        for scheme in SCHEMES:
            path = folder / f"{name_of(address)}-{width}-{scheme}.png"
            page = started.new_page(viewport={"width": width, "height": HEIGHT}, color_scheme=scheme)
            page.goto(address)
            with suppress(TookTooLong):  # a server that sends news is never quiet
                page.wait_for_load_state("networkidle", timeout=LONGEST)
            page.screenshot(path=path, full_page=True)
            page.close()
            yield path


def name_of(address: str) -> str:
    """Make a file name from an address: its last part and what follows `#`, in plain letters."""
    parts = urlsplit(address)
    last = parts.path.rstrip("/").rpartition("/")[2].removesuffix(".html") or "index"
    return re.sub(r"[^A-Za-z0-9]+", "-", f"{last} {parts.fragment}").strip("-")


if __name__ == "__main__":
    raise SystemExit(main())
