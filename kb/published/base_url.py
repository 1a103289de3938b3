"""The addresses that a call names: that of the site, and that of the code host's editor."""

from __future__ import annotations

from urllib.parse import urlsplit

from kb.domain.problem import UsageError, shown


def read_base(written: str) -> str:
    """Read the address that a site will have, with one slash at its end; empty stays empty. Raises UsageError."""
    way = "write it like https://host/folder/; to try it, write https://example.org/policies/"
    return _read(written, f"--base-url {shown(written)} is no address of a site: {way}")


def read_edit(written: str) -> str:
    """Read what stands before a file's path below `policies/` in the code host's editor, with one slash at its end.

    Empty stays empty. Raises UsageError.
    """
    way = "write what stands before a file's path, like https://host/team/library/edit/main/policies/"
    return _read(written, f"--edit-url {shown(written)} is no address of a code host's editor: {way}")


def _read(written: str, refusal: str) -> str:
    if written and not _leads_to_a_folder(written):
        raise UsageError(refusal)
    return f"{written.rstrip('/')}/" if written else ""


def _leads_to_a_folder(written: str) -> bool:
    """Tell whether a text is a web address below which files may stand. One with a password is none to publish."""
    try:
        parts = urlsplit(written)
    except ValueError:
        return False
    plain = written.isprintable() and not any(sign in written for sign in ' ?#\\"<>')
    return plain and parts.scheme in {"http", "https"} and bool(parts.hostname) and "@" not in parts.netloc


def path_of(base: str) -> str:
    """Give the path of a site on its host, /folder/, from its address; empty where that is not known."""
    return f"/{urlsplit(base).path.lstrip('/')}" if base else ""
