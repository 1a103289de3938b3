"""Keeps mail in a Maildir, in a folder for each outcome, so that any mail program shows it.

A file is named by the hash of the mail, so that one that is kept a second time, after a break, stands there once.
"""

from __future__ import annotations

import hashlib
import os
from pathlib import Path


def keep(maildir: Path, folder: str, raw: bytes) -> Path:
    """Keep a mail in a folder of a Maildir, written through to the disk; gives its file."""
    top = maildir / f".{folder}"
    for name in ("tmp", "new", "cur"):
        (top / name).mkdir(parents=True, exist_ok=True, mode=0o700)
    (top / "maildirfolder").touch()
    name = f"{hashlib.sha256(raw).hexdigest()}.kb"
    seen = next((top / "cur").glob(f"{name}:*"), None)
    if seen:
        return seen
    written = top / "tmp" / f"{name}.{os.getpid()}"
    with written.open("wb") as file:
        file.write(raw)
        file.flush()
        os.fsync(file.fileno())
    kept = top / "new" / name
    written.replace(kept)
    _sync(kept.parent)
    return kept


def _sync(folder: Path) -> None:
    """Write the names of a folder through to the disk, where the system can."""
    if os.name != "posix":
        return
    opened = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)
