"""One address asked by HTTP: what came of it. Redirects are followed within the host that was named, and no further.

Proxies are those of the environment (`https_proxy`), as urllib reads them.
"""

from __future__ import annotations

import http.client
import re
import ssl
import time
import urllib.error
import urllib.request
from dataclasses import dataclass
from email.message import Message
from typing import IO, Any, Final
from urllib.parse import urljoin, urlsplit

from kb.domain.vocabulary import Value
from kb.watch.page_text import asks_for_password, hash_of

AGENT: Final = "kb-watch/1 (checks whether cited policy documents have changed)"
STATES: Final = (
    Value("changed", "it says something else than at the last visit"),
    Value("moved", "it has another address for good"),
    Value("gone", "there is nothing at the address any more"),
    Value("login page", "it is shown to signed-in users only"),
    Value("redirect loop", "it redirects in a circle, or without an end"),
    Value("wrong certificate", "its certificate is not valid for it"),
    Value("slow", "it did not answer in time"),
    Value("huge", "it is larger than is read"),
    Value("no answer", "it cannot be reached, or answers with an error"),
    Value("not allowed", "its robots.txt asks programs to stay away"),
    Value("first seen", "it answers, and was not visited before"),
    Value("unchanged", "it says the same as at the last visit"),
)
"""What can come of a visit, what somebody should look at first."""

LOGIN: Final = re.compile(r"/(?:log-?in|sign-?in|sso|saml2?|oauth2?|auth)(?:[/._?&-]|$)", re.IGNORECASE)
"""The path of a page where people sign in."""

REDIRECTS: Final = frozenset({301, 302, 303, 307, 308})
FOR_GOOD: Final = frozenset({301, 308})
MOST_HOPS: Final = 5
CHUNK: Final = 1 << 16
UNCHANGED, UNAUTHORIZED, FORBIDDEN, NOT_FOUND, GONE = 304, 401, 403, 404, 410


@dataclass(frozen=True)
class Known:
    """What was seen at the last visit: the hash of the text, and what the server calls its version."""

    sha256: str = ""
    etag: str = ""
    modified: str = ""


@dataclass(frozen=True)
class Seen:
    """What came of a visit: one of STATES, more of it in words, and what is to be known at the next."""

    url: str
    state: str
    told: str = ""
    known: Known = Known()


@dataclass(frozen=True)
class Limits:
    """How long one visit may take in seconds, and how many bytes are read."""

    seconds: float = 30.0
    size: int = 30 * 1024 * 1024


class _Still(urllib.request.HTTPRedirectHandler):
    """Follows no redirect by itself."""

    def redirect_request(self, *_: Any, **__: Any) -> None:
        return None


def ask(url: str, known: Known, limits: Limits, context: ssl.SSLContext | None = None) -> Seen:
    """Ask one address. Raises nothing: what goes wrong is what came of it."""
    opener = urllib.request.build_opener(_Still, urllib.request.HTTPSHandler(context=context))
    try:
        return _ask(opener, url, known, limits)
    except TimeoutError:
        return Seen(url, "slow", f"no whole answer within {limits.seconds:g} seconds", known)
    except urllib.error.URLError as fault:
        return _unreached(url, fault.reason, known, limits)
    except (OSError, http.client.HTTPException, ValueError) as fault:
        return _unreached(url, fault, known, limits)


def _unreached(url: str, fault: object, known: Known, limits: Limits) -> Seen:
    if isinstance(fault, ssl.SSLCertVerificationError):
        return Seen(url, "wrong certificate", fault.verify_message, known)
    if isinstance(fault, TimeoutError):
        return Seen(url, "slow", f"no answer within {limits.seconds:g} seconds", known)
    return Seen(url, "no answer", str(fault), known)


def _ask(opener: urllib.request.OpenerDirector, url: str, known: Known, limits: Limits) -> Seen:
    """Ask an address, and those that it redirects to on the same host."""
    at, visited, end = url, [url], time.monotonic() + limits.seconds
    while True:
        try:
            with opener.open(_request(at, known), timeout=limits.seconds) as answer:
                return _read(url, answer, answer.headers, known, (limits, end))
        except urllib.error.HTTPError as fault:
            with fault:
                target = urljoin(at, fault.headers.get("Location", ""))
                if fault.code not in REDIRECTS:
                    return _refused(url, fault, known)
                if stop := _stops(url, fault.code, target, visited, known):
                    return stop
        visited.append(at := target)


def _request(url: str, known: Known) -> urllib.request.Request:
    headers = {"User-Agent": AGENT, "Accept-Encoding": "identity"}
    headers |= {"If-None-Match": known.etag} if known.etag else {}
    headers |= {"If-Modified-Since": known.modified} if known.modified else {}
    return urllib.request.Request(url, headers=headers)  # noqa: S310  (a source's address is http or https)


def _stops(url: str, code: int, target: str, visited: list[str], known: Known) -> Seen | None:
    """Return what a redirect comes to where it is not followed; None where it is."""
    if LOGIN.search(urlsplit(target).path):
        return Seen(url, "login page", f"it leads to {target}", known)
    if target in visited or len(visited) > MOST_HOPS:
        return Seen(url, "redirect loop", " → ".join([*visited, target]), known)
    if code in FOR_GOOD:
        return Seen(url, "moved", f"to {target}", known)
    if urlsplit(target).netloc != urlsplit(url).netloc:
        return Seen(url, "moved", f"for now to another host, {target}", known)
    return None


def _refused(url: str, fault: urllib.error.HTTPError, known: Known) -> Seen:
    if fault.code == UNCHANGED:
        return Seen(url, "unchanged", "", known)
    if fault.code in {NOT_FOUND, GONE}:
        return Seen(url, "gone", f"status {fault.code}", known)
    if fault.code in {UNAUTHORIZED, FORBIDDEN}:
        return Seen(url, "login page", f"status {fault.code}", known)
    return Seen(url, "no answer", f"status {fault.code}", known)


def _read(url: str, answer: IO[bytes], headers: Message, known: Known, within: tuple[Limits, float]) -> Seen:
    limits, end = within
    raw = bytearray()
    while chunk := answer.read(CHUNK):
        raw += chunk
        if len(raw) > limits.size:
            return Seen(url, "huge", f"more than {limits.size // 1024:,} KiB", known)
        if time.monotonic() > end:
            raise TimeoutError
    kind = headers.get("Content-Type", "")
    if "html" in kind.lower() and asks_for_password(bytes(raw)):
        return Seen(url, "login page", "it asks for a password", known)
    now = Known(hash_of(bytes(raw), kind), headers.get("ETag", ""), headers.get("Last-Modified", ""))
    if not known.sha256:
        return Seen(url, "first seen", "", now)
    return Seen(url, "unchanged" if now.sha256 == known.sha256 else "changed", "", now)
