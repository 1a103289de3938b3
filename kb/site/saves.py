"""What became of the last save, and how the preview shows it: a page loads anew, and names what is to be mended."""

from __future__ import annotations

import hashlib
import html
import threading
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from kb.domain.problem import Problem
from kb.site.file_list import MARK

Fault = Problem | str
"""A problem of the content, or what else kept a site from being built, in words."""

FOLDER: Final = "/.kb-preview/"
"""Where the preview has what it adds to pages: no site has an address like it."""

LOADED: Final = """<link rel="stylesheet" href="{folder}preview.css">
<script src="{folder}preview.js" defer data-mark="{mark}"></script>
</head>"""
OVERLAY: Final = """<div class="kb-preview" role="alert">
<h2>The last save could not be built</h2>
<ul>
{items}
</ul>
<p>This is the last site that could be built. Mend what is named and save: this goes away by itself.</p>
</div>
</body>"""
SHOWN: Final = 20
"""So many faults are shown; the others are counted."""


@dataclass
class Saves:
    """Whether the last save could be built. Threads that answer browsers wait here for the next one."""

    out: Path
    faults: tuple[Fault, ...] = ()
    mark: str = ""
    changed: threading.Condition = field(default_factory=threading.Condition)

    def tell(self, faults: Iterable[Fault]) -> None:
        """Take in what became of a save, once the site stands. The mark stays if nothing is other than it was."""
        with self.changed:
            self.faults = tuple(faults)
            self.mark = hashlib.sha256(f"{_stands(self.out)} {self.faults}".encode()).hexdigest()[:16]
            self.changed.notify_all()

    def wait(self, mark: str, seconds: float) -> str:
        """Return the mark as soon as it is another one, or when so many seconds are over."""
        with self.changed:
            self.changed.wait_for(lambda: self.mark != mark, seconds)
            return self.mark


def _stands(out: Path) -> str:
    """Tell one site in a folder from the next: each has a list of its own."""
    try:
        told = (out / MARK).stat()
    except OSError:
        return ""
    return f"{told.st_ino} {told.st_mtime_ns}"


def with_saves(page: bytes, saves: Saves) -> bytes:
    """Return a page that reloads after the next save, and that shows why the last one could not be built."""
    loaded = LOADED.format(folder=FOLDER, mark=saves.mark).encode()
    overlay = OVERLAY.format(items=list_of(saves.faults)).encode() if saves.faults else b"</body>"
    return page.replace(b"</head>", loaded, 1).replace(b"</body>", overlay, 1)


def list_of(faults: tuple[Fault, ...]) -> str:
    """Return faults as items of a list: file, line and column, rule and message; the first ones, and a count."""
    items = [_item(fault) for fault in faults[:SHOWN]]
    more = len(faults) - SHOWN
    return "\n".join([*items, f"<li>and {more} more, which the terminal names</li>"] if more > 0 else items)


def _item(fault: Fault) -> str:
    if isinstance(fault, str):
        return f"<li>{html.escape(fault)}</li>"
    place = f"{fault.path}:{fault.place.line}:{fault.place.column}"
    return f"<li><code>{html.escape(place)}</code> <b>{html.escape(fault.code)}</b> {html.escape(fault.message)}</li>"
