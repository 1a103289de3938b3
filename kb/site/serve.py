"""A preview on this machine that rebuilds on save; pages reload, and show why a save could not be built."""

from __future__ import annotations

import re
import sys
import threading
from collections.abc import Callable
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, Final

import watchfiles

from kb.domain.problem import ToolError
from kb.site.saves import FOLDER, Saves, list_of, with_saves
from kb.site.unchanged import TEMPLATES

BROKEN: Final = """<!doctype html>
<html lang="en"><meta charset="utf-8"><meta http-equiv="refresh" content="2">
<title>The site could not be built</title>
<h1>The site could not be built</h1>
<p>Mend what is named here and save; this page then goes over to the new site by itself.</p>
<ul>
{items}
</ul>
</html>
"""

NOT_FOUND: Final = "404.html"
OWN_HOST: Final = re.compile(r"(?:127\.0\.0\.1|localhost)(?::[0-9]{1,5})?", re.IGNORECASE)
"""The names under which the preview is asked for. A page elsewhere may lead a name of its own to this machine."""

SLOWEST: Final = 10
"""Seconds that a client may take for the next piece of a request."""

LONGEST_WAIT: Final = 20.0
"""Seconds that a page waits for the next save before it asks anew."""

ADDED: Final = {"preview.js": "text/javascript", "preview.css": "text/css"}
"""The files that the preview adds to pages, below its templates, with the type of each."""


class _Quiet(SimpleHTTPRequestHandler):
    """Serves files without a line for each on the terminal; pages with what became of the last save."""

    timeout = SLOWEST

    def __init__(self, *given: Any, saves: Saves, **named: Any) -> None:
        """Take what becomes of saves, which others tell; a request is answered from within the base class."""
        self.saves = saves
        super().__init__(*given, **named)

    def parse_request(self) -> bool:
        """Refuse a request under another name than the preview's own."""
        if not super().parse_request():
            return False
        if OWN_HOST.fullmatch(self.headers.get("Host") or ""):
            return True
        self.send_error(HTTPStatus.MISDIRECTED_REQUEST, "The preview is at 127.0.0.1 and localhost only")
        return False

    def do_GET(self) -> None:
        """Answer with a file, a page with what became of the last save, or what the preview adds to pages."""
        path, _, asked = self.path.partition("?")
        name = path.removeprefix(FOLDER)
        if path == f"{FOLDER}mark":
            self._answer(HTTPStatus.OK, self.saves.wait(asked, LONGEST_WAIT).encode(), "text/plain")
        elif path != name and name in ADDED:
            self._answer(HTTPStatus.OK, (TEMPLATES / "preview" / name).read_bytes(), ADDED[name])
        elif page := self._page():
            self._answer(HTTPStatus.OK, with_saves(page.read_bytes(), self.saves))
        elif self.saves.faults and not (Path(self.directory) / NOT_FOUND).is_file():
            broken = BROKEN.format(items=list_of(self.saves.faults)).encode()
            self._answer(HTTPStatus.INTERNAL_SERVER_ERROR, broken)
        elif self.command == "HEAD":
            super().do_HEAD()
        else:
            super().do_GET()

    def do_HEAD(self) -> None:
        """Answer as to GET, without the content."""
        self.do_GET()

    def _page(self) -> Path | None:
        """Return the file of the page that is asked for, if there is one."""
        if not self.path.partition("?")[0].endswith(("/", ".html")):
            return None
        found = Path(self.translate_path(self.path))
        page = found / "index.html" if found.is_dir() else found
        return page if page.is_file() and page.suffix == ".html" else None

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Show the site's own page for a wrong address, as the servers do that the site is published on."""
        page = Path(self.directory) / NOT_FOUND
        if code == HTTPStatus.NOT_FOUND and page.is_file():
            self._answer(HTTPStatus.NOT_FOUND, with_saves(page.read_bytes(), self.saves))
        else:
            super().send_error(code, message, explain)

    def translate_path(self, path: str) -> str:
        """Return the file of an address; for one outside the site, as behind a link, one that there cannot be."""
        nowhere = str(Path(self.directory) / NOT_FOUND / "none")
        found = super().translate_path(path)
        if "\0" in found:
            return nowhere
        is_inside = Path(found).resolve().is_relative_to(Path(self.directory).resolve())
        return found if is_inside else nowhere

    def list_directory(self, _: object) -> None:
        """List no folder: one without a page of its own is a wrong address."""
        self.send_error(HTTPStatus.NOT_FOUND)

    def _answer(self, status: HTTPStatus, page: bytes, kind: str = "text/html") -> None:
        self.send_response(status)
        self.send_header("Content-Type", f"{kind}; charset=utf-8")
        self.send_header("Content-Length", str(len(page)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(page)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Say nothing."""

    def end_headers(self) -> None:
        """Let no browser keep a page that the next save changes, or guess at what a file is."""
        self.send_header("Cache-Control", "no-store")
        self.send_header("X-Content-Type-Options", "nosniff")
        super().end_headers()


class _Server(ThreadingHTTPServer):
    """Says nothing of a client that goes away or says no more."""

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Print an error of the preview itself, and none of the line to the client."""
        if not isinstance(sys.exception(), (ConnectionError, TimeoutError)):
            super().handle_error(request, client_address)


def serve(out: Path, port: int, saves: Saves | None = None) -> ThreadingHTTPServer:
    """Serve a site folder on 127.0.0.1 in the background. Raises ToolError if the port is taken.

    Pages load anew when something is told to `saves`, and show why the last save could not be built.
    """
    handler = partial(_Quiet, directory=str(out), saves=saves or Saves(out))
    try:
        server = _Server(("127.0.0.1", port), handler)
    except OSError as fault:
        raise ToolError(f"port {port} is taken; name another with --port") from fault
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server


def rebuild_on_save(folders: tuple[Path, ...], rebuild: Callable[[], object]) -> None:
    """Call `rebuild` whenever a file below the folders changes, until the keyboard interrupts."""
    for _ in watchfiles.watch(*folders, raise_interrupt=False):
        rebuild()
