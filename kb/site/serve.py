"""A preview on this machine that rebuilds on save, and shows in the browser why a save could not be built."""

from __future__ import annotations

import html
import re
import sys
import threading
from collections.abc import Callable, Sequence
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, Final

import watchfiles

from kb.domain.problem import ToolError

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


class _Quiet(SimpleHTTPRequestHandler):
    """Serves files without a line for each on the terminal; in place of pages, the errors where there are any."""

    timeout = SLOWEST

    def __init__(self, *given: Any, faults: Sequence[str], **named: Any) -> None:
        """Take the list of errors, which others change; a request is answered from within the base class."""
        self.faults = faults
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
        """Answer with a file, or with the errors where a page is asked for."""
        if self.faults and self.path.partition("?")[0].endswith(("/", ".html")):
            self._tell_faults()
        else:
            super().do_GET()

    def _tell_faults(self) -> None:
        items = "\n".join(f"<li><code>{html.escape(fault)}</code></li>" for fault in self.faults)
        self._answer(HTTPStatus.INTERNAL_SERVER_ERROR, BROKEN.format(items=items).encode())

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Show the site's own page for a wrong address, as the servers do that the site is published on."""
        page = Path(self.directory) / NOT_FOUND
        if code == HTTPStatus.NOT_FOUND and page.is_file():
            self._answer(HTTPStatus.NOT_FOUND, page.read_bytes())
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

    def _answer(self, status: HTTPStatus, page: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", "text/html; charset=utf-8")
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


def serve(out: Path, port: int, faults: Sequence[str] = ()) -> ThreadingHTTPServer:
    """Serve a site folder on 127.0.0.1 in the background. Raises ToolError if the port is taken.

    While there are `errors`, a list that the caller may change, every page is a list of them.
    """
    try:
        server = _Server(("127.0.0.1", port), partial(_Quiet, directory=str(out), faults=faults))
    except OSError as fault:
        raise ToolError(f"port {port} is taken; name another with --port") from fault
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server


def rebuild_on_save(folders: tuple[Path, ...], rebuild: Callable[[], object]) -> None:
    """Call `rebuild` whenever a file below the folders changes, until the keyboard interrupts."""
    for _ in watchfiles.watch(*folders, raise_interrupt=False):
        rebuild()
