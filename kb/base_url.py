"""The address that a site will have, as the call names it."""

from __future__ import annotations

from urllib.parse import urlsplit

from kb.problem import UsageError, shown


def read_base(written: str) -> str:
    """Read the address that a site will have, with one slash at its end; empty stays empty. Raises UsageError."""
    parts = urlsplit(written)
    if written and (parts.scheme not in {"http", "https"} or not parts.hostname or parts.query or parts.fragment):
        way = "write it like https://host/folder/; to try it, write https://example.org/policies/"
        raise UsageError(f"--base-url {shown(written)} is no address of a site: {way}")
    return f"{written.rstrip('/')}/" if written else ""


def path_of(base: str) -> str:
    """Give the path of a site on its host, /folder/, from its address; empty where that is not known."""
    return f"/{urlsplit(base).path.lstrip('/')}" if base else ""
