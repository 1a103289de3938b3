"""A small server on this machine that sends a folder as a static host would, and records what it sent."""

from __future__ import annotations

import gzip
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from functools import cache, partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, Final
from urllib.parse import unquote, urlsplit

PACKED: Final = (".html", ".css", ".js", ".json", ".svg")
"""Files that are sent with gzip; Pagefind's others are packed as they stand."""

LEVEL: Final = 6
QUIET: Final = 0.6
"""Seconds without a request after which a page has all it wants."""


@dataclass(frozen=True)
class Sent:
    """A file that was sent, by its path below the folder, and the bytes of its body as they went over the line."""

    path: str
    size: int


@dataclass
class Served:
    """Where a folder is served, and what was sent since the list was last emptied."""

    address: str
    sent: list[Sent] = field(default_factory=list)
    since: float = 0.0

    def note(self, path: str, size: int) -> None:
        """Remember a file."""
        self.sent.append(Sent(path, size))
        self.since = time.monotonic()

    def is_quiet(self) -> bool:
        """Tell whether nothing has been asked for in a while."""
        return time.monotonic() - self.since > QUIET


@contextmanager
def served(folder: Path) -> Iterator[Served]:
    """Serve a folder on a free port of this machine for as long as the block runs."""
    told = Served("")
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Handler, folder=folder, told=told)) as server:
        told.address = f"http://127.0.0.1:{server.server_address[1]}"
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield told
        server.shutdown()
        thread.join()


@cache
def body(path: Path) -> tuple[bytes, bool]:
    """Give a file as it is sent, and whether with gzip. Raises OSError where there is none."""
    plain = path.read_bytes()
    packs = path.suffix in PACKED
    return (gzip.compress(plain, LEVEL, mtime=0) if packs else plain), packs


class _Handler(SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def __init__(self, *given: Any, folder: Path, told: Served) -> None:
        self.told = told
        super().__init__(*given, directory=str(folder))

    def do_GET(self) -> None:
        path = Path(self.translate_path(self.path))
        if not path.is_file():
            self.send_error(404)
            return
        sent, packed = body(path)
        self.told.note(unquote(urlsplit(self.path).path).lstrip("/"), len(sent))
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(path.name))
        self.send_header("Content-Length", str(len(sent)))
        self.send_header("Cache-Control", "max-age=600")
        if packed:
            self.send_header("Content-Encoding", "gzip")
        self.end_headers()
        with suppress(ConnectionError):  # the page is gone
            self.wfile.write(sent)

    def log_message(self, *_: Any) -> None:
        """Say nothing on the console."""


@dataclass(frozen=True)
class Size:
    """Files on disk: how many, their bytes, and their bytes as they are sent, each file by itself."""

    files: int
    raw: int
    sent: int


def size_of(paths: Iterator[Path]) -> Size:
    """Add files up."""
    held = [path for path in paths if path.is_file()]
    return Size(len(held), sum(path.stat().st_size for path in held), sum(len(body(path)[0]) for path in held))
