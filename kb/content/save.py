"""Writing one file: whole or not at all, and never over a file that is somebody else's."""

from __future__ import annotations

import os
import secrets
import shutil
import stat
from collections.abc import Callable, Mapping
from pathlib import Path

from kb.domain.problem import ToolError


def save(path: Path, content: bytes) -> None:
    """Write a file beside its place and move it there, so that a full disk or a kill leaves the old one whole.

    A file that is replaced hands on its rights. Raises OSError, which names `path`, and leaves the old one.
    """
    try:
        _save(path, content)
    except OSError as fault:
        raise OSError(fault.errno, fault.strerror, str(path)) from fault


def _save(path: Path, content: bytes) -> None:
    fresh = path.with_name(f".kb-{secrets.token_hex(8)}")
    try:
        with fresh.open("xb") as file:
            file.write(content)
        if path.exists():
            shutil.copymode(path, fresh)
        fresh.replace(path)
    except BaseException:
        fresh.unlink(missing_ok=True)
        raise


def save_all(files: Mapping[Path, bytes]) -> None:
    """Write several files, all or none: each is written beside its place before the first is moved there.

    Raises OSError, which names the file, and leaves or restores the old ones.
    """
    fresh = {path: path.with_name(f".kb-{secrets.token_hex(8)}") for path in files}
    before = {path: path.read_bytes() if path.exists() else None for path in files}
    moved: list[Path] = []
    try:
        for path, content in files.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            fresh[path].write_bytes(content)
        for path, made in fresh.items():
            made.replace(path)
            moved.append(path)
    except BaseException:
        for path in moved:
            _restore(path, before[path])
        raise
    finally:
        for made in fresh.values():
            made.unlink(missing_ok=True)


def _restore(path: Path, content: bytes | None) -> None:
    if content is None:
        path.unlink(missing_ok=True)
    else:
        path.write_bytes(content)


def save_own(path: Path, content: bytes, is_own: Callable[[bytes], bool]) -> None:
    """Write a file that may replace an older one of its kind, which `is_own` knows by its bytes, and no other.

    Raises ToolError if something else is there, OSError if it cannot be written.
    """
    if os.path.lexists(path):
        if not stat.S_ISREG(path.lstat().st_mode):
            raise ToolError(f"{path} is no plain file; name a new file")
        if not is_own(path.read_bytes()):
            raise ToolError(f"{path} was not made by this command, or was edited since; name a new file, or move it")
    save(path, content)
