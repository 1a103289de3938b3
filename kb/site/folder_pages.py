"""A page for each folder of the site that leads to the page on it, so that no folder's address ends in a raw listing.

It has no frame: whoever opens a folder is led on at once, without a script too. The folder of the parts of one page,
such as codes/0709t/, and folders deep in the data have none, since they would be as many as codes or payers: the page
for a wrong address leads on from them (`wrong_address.js`).
"""

from __future__ import annotations

import html
from collections.abc import Collection, Iterable, Iterator
from pathlib import PurePosixPath
from typing import Final

LEADS: Final = {
    "api": "api.html",
    "codes": "pages.html#codes",
    "evidence": "pages.html",
    "feeds": "changes.html",
    "static": "index.html",
}
"""Where the folders of the top lead that have no page of their name."""

OF_DATA: Final = {"api": 3, "feeds": 2, "static": 2}
"""The folders of the top in which folders of files lead on, too, and how deep."""

PAGE: Final = """\
<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; base-uri 'none'; form-action 'none'">
<meta name="referrer" content="no-referrer">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex">
<meta http-equiv="refresh" content="0; url={to}">
<title>Payer policy library</title>
</head>
<body>
<main>
<h1>Payer policy library</h1>
<p><a href="{to}">Go to the page on this folder</a></p>
</main>
</body>
</html>
"""


def folder_pages(pages: Collection[str]) -> Iterator[tuple[str, str]]:
    """Yield address and text of the page of each folder that holds pages of several kinds, and of all of the top.

    `pages` are the addresses of all pages; a folder that has an index.html keeps it.
    """
    known = frozenset(pages)
    for folder in sorted({*_folders(known), *LEADS}):
        if f"{folder}/index.html" not in known and not _is_of_one_page(folder, known):
            yield f"{folder}/index.html", page_of(folder, known)


def with_data_folders(files: Iterable[tuple[str, bytes]]) -> Iterator[tuple[str, bytes]]:
    """Yield files as they come, and then the page of each folder of data, feeds or scripts down to some depth."""
    folders: set[str] = set()
    for address, content in files:
        top, _, below = address.partition("/")
        if below and top in OF_DATA:
            parents = PurePosixPath(address).parents
            folders |= {str(folder) for folder in parents if 1 < len(folder.parts) <= OF_DATA[top]}
        yield address, content
    for folder in sorted(folders):
        yield f"{folder}/index.html", page_of(folder, ()).encode()


def page_of(folder: str, pages: Collection[str]) -> str:
    """Return the text of the page of a folder, which leads on from its own depth."""
    return PAGE.format(to=html.escape("../" * (folder.count("/") + 1) + lead(folder, pages)))


def is_folder_page(address: str) -> bool:
    """Tell whether an address below the site's top is that of a folder's page."""
    return address.endswith("/index.html")


def lead(folder: str, pages: Collection[str]) -> str:
    """Return the page that a folder leads to: that of its payer, of its name, or of the folder above it."""
    if folder.startswith("evidence/"):
        return lead(folder.removeprefix("evidence/"), pages)
    for page in (f"{folder}/payer.html", f"{folder}.html"):
        if page in pages:
            return page
    above = folder.rpartition("/")[0]
    return LEADS.get(folder) or (lead(above, pages) if above else "index.html")


def _folders(pages: Iterable[str]) -> Iterator[str]:
    for page in pages:
        yield from (str(folder) for folder in PurePosixPath(page).parents if str(folder) != ".")


def _is_of_one_page(folder: str, pages: Collection[str]) -> bool:
    """Tell whether a folder below the top has the parts or the versions of one page, which has its name."""
    above = folder.rpartition("/")[0]
    return bool(above) and (f"{folder}.html" in pages or _is_of_one_page(above, pages))
