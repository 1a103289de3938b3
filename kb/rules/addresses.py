"""The rule on web addresses: each leads where it seems to, to the document itself, for everybody."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final
from urllib.parse import urlsplit

from kb.domain.model import Document, Library, Payer
from kb.domain.problem import Place
from kb.rules.rule import Found, Rule

WRAPPERS: Final = re.compile(
    r"(?:^|\.)safelinks\.protection\.outlook\.com$|^urldefense\.(?:com|proofpoint\.com)$|^(?:www\.)?google\.[a-z.]+/url"
    r"|^(?:bit\.ly|tinyurl\.com|t\.co|goo\.gl|lnkd\.in|ow\.ly|is\.gd)(?:/|$)"
)
"""Hosts that only lead on: mail filters, result pages, and short addresses."""

OWN_NETWORK: Final = re.compile(
    r"localhost|127\.|10\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.|.*\.(?:local|internal|lan|corp)$"
)
SENTENCE: Final = re.compile(r"[.,;:!?'\"\])>*_`]$|%20$")


def web_address(document: Document, _: Library) -> Found:
    """A web address is that of the document, without what a mail, a browser or a sentence put to it."""
    for place, url in _addresses(document):
        if fault := _fault(url):
            yield place, fault


def _addresses(document: Document) -> Iterator[tuple[Place, str]]:
    for source in document.sources.values():
        yield document.place("sources", source.id, "url"), source.url
        if source.own_url:
            yield document.place("sources", source.id, "own_url"), source.own_url
    for number, portal in enumerate(document.portals if isinstance(document, Payer) else ()):
        yield document.place("portals", number, "url"), portal.url


def _fault(url: str) -> str:
    """Say what is wrong with an address; empty if nothing is."""
    parts = urlsplit(url)
    host = parts.hostname or ""
    checks: dict[str, object] = {
        "a user name or a password stands in it; take it out": "@" in parts.netloc,
        "it leads on from another host; open it, and copy where it leads": WRAPPERS.search(host)
        or WRAPPERS.search(f"{host}{parts.path}"),
        "only your own network knows this host; name a public address": OWN_NETWORK.match(host),
        "it ends with a sign of the sentence around it; take that out": SENTENCE.search(url) and not _closes(url),
        "a second address stands in it; keep one": re.search(r"https?:/?/?[^?#]*https?:/", url)
        and "archive" not in host,
        "it has a character that no address has; copy it from the browser": not url.isascii()
        or re.search(r"[<>\"{}|\\^`]", url),
    }
    return next((fault for fault, held in checks.items() if held), "")


def _closes(url: str) -> bool:
    """Return whether an address ends with a bracket that it opened."""
    return url.endswith(")") and url.count("(") == url.count(")")


ADDRESS_RULES: Final = (Rule("web-address", "a web address leads to the document itself", web_address),)
