"""What a host's robots.txt allows, asked once for each host."""

from __future__ import annotations

import ssl
import urllib.error
import urllib.request
from http.client import HTTPException
from typing import Final
from urllib.parse import urlsplit
from urllib.robotparser import RobotFileParser

from kb.watch.asking import AGENT, FORBIDDEN, UNAUTHORIZED

LARGEST: Final = 512 * 1024


class Robots:
    """Remembers what each host allows."""

    def __init__(self, seconds: float, context: ssl.SSLContext | None = None) -> None:
        """Ask hosts for at most so many seconds each."""
        self._seconds, self._context = seconds, context
        self._of: dict[str, RobotFileParser] = {}

    def allows(self, url: str) -> bool:
        """Return whether a host lets programs ask an address. One without a robots.txt to read forbids none."""
        parts = urlsplit(url)
        host = f"{parts.scheme}://{parts.netloc}"
        if host not in self._of:
            self._of[host] = self._read(f"{host}/robots.txt")
        return self._of[host].can_fetch(AGENT, url)

    def _read(self, url: str) -> RobotFileParser:
        parser = RobotFileParser(url)
        request = urllib.request.Request(url, headers={"User-Agent": AGENT})  # noqa: S310  (http or https)
        lines: list[str] = []
        try:
            with urllib.request.urlopen(  # noqa: S310  (as above)
                request, timeout=self._seconds, context=self._context if url.startswith("https") else None
            ) as answer:
                lines = answer.read(LARGEST).decode("utf-8", "replace").splitlines()
        except urllib.error.HTTPError as fault:
            lines = ["User-agent: *", "Disallow: /"] if fault.code in {UNAUTHORIZED, FORBIDDEN} else []
        except (OSError, HTTPException, ValueError):
            lines = []
        parser.parse(lines)
        return parser
