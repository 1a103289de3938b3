"""A preview on this machine that rebuilds on save."""

from __future__ import annotations

import threading
from collections.abc import Callable
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import watchfiles

from kb.problem import ToolError


class _Quiet(SimpleHTTPRequestHandler):
    """Serves files without a line for each on the terminal."""

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Say nothing."""

    def end_headers(self) -> None:
        """Let no browser keep a page that the next save changes."""
        self.send_header("Cache-Control", "no-store")
        super().end_headers()


def serve(out: Path, port: int) -> ThreadingHTTPServer:
    """Serve a site folder on 127.0.0.1 in the background. Raises ToolError where the port is taken."""
    try:
        server = ThreadingHTTPServer(("127.0.0.1", port), partial(_Quiet, directory=str(out)))
    except OSError as fault:
        raise ToolError(f"port {port} is taken; name another with --port") from fault
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server


def rebuild_on_save(folders: tuple[Path, ...], rebuild: Callable[[], object]) -> None:
    """Call `rebuild` whenever a file below the folders changes, until the keyboard interrupts."""
    for _ in watchfiles.watch(*folders, raise_interrupt=False):
        rebuild()
