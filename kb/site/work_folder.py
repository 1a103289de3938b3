"""The folder beside a site in which a build makes the new one, and what builds that were killed left of theirs.

    .site.kb-x1y2z3w4/      beside site/
        lock                held by the build as long as it lives
        new/                the new site; after an exchange, the old one
        old-1/              the old site, where the system cannot exchange two folders
        swap.json           written before the swap: which folder `new` was, and the hashes of what is kept

The folder is its own journal: from what is in it, `settle` tells how far a build came. The build itself calls it
at its end, and the next build for those that were killed.
"""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, Final

from kb.domain.problem import ToolError
from kb.site.file_list import Hashes, remove_listed
from kb.site.lock import lock

LOCK, NEW, OLD, SWAP = "lock", "new", "old-", "swap.json"
A_DAY: Final = 24 * 60 * 60
"""Seconds after which a folder counts as left where the file system has no locks."""


@contextmanager
def work_folder(out: Path) -> Iterator[Path]:
    """Make a folder to work in beside `out`, and clear it away in the end, whatever happens.

    What cannot be deleted stays for the next build. Raises ToolError if no folder can be made.
    """
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        work, file = _claim(out)
    except OSError as fault:
        raise ToolError(f"cannot write beside {out}: {fault.strerror}; name another folder with --out") from fault
    try:
        yield work
    finally:
        _finish_once_more(work, out, file)


def mend(out: Path) -> tuple[Path, ...]:
    """Clear away what killed builds left beside `out`, and put back a site that one of them had moved aside.

    Gives the folders that stay, since somebody's files are in them or they cannot be deleted.
    """
    try:
        left = sorted(_left_beside(out))
    except OSError:  # there is no such folder yet, or it cannot be listed
        return ()
    return tuple(work for work in left if not _cleared(work, out))


def _left_beside(out: Path) -> Iterator[Path]:
    begin = _begin(out)
    return (path for path in out.parent.iterdir() if path.name.startswith(begin) and _is_ours(path))


def _begin(out: Path) -> str:
    return f".{out.name}.kb-"


def _is_ours(path: Path) -> bool:
    """Tell a folder that a build made to work in: it has the lock file, or nothing yet."""
    if path.is_symlink() or not path.is_dir():
        return False
    lock = path / LOCK
    with suppress(OSError):  # another build clears it away, or another person's build made it
        return (lock.is_file() and not lock.is_symlink()) or not any(path.iterdir())
    return False


def _cleared(work: Path, out: Path) -> bool:
    """Clear a folder away unless its build lives; tell whether nothing that needs a word is left."""
    with suppress(OSError):
        if not (work / LOCK).exists():
            work.rmdir()
            return True
        with (work / LOCK).open("r+b") as file:
            if not _is_left(file, out):
                return True
            _finish(work, out, file)
    return not work.exists()


def _finish_once_more(work: Path, out: Path, file: IO[bytes]) -> None:
    """Finish the cleanup; delay an interrupt until it is done, and ignore failures."""
    try:
        with suppress(OSError):
            _finish(work, out, file)
    except BaseException:
        with suppress(OSError):
            _finish(work, out, file)
        raise


def _finish(work: Path, out: Path, file: IO[bytes]) -> None:
    """Settle, and delete the folder where nothing is left in it; the lock is let go first, as Windows asks for."""
    settle(work, out)
    file.close()
    if any(path.is_dir() for path in work.iterdir()):
        return
    for name in (f"{SWAP}.new", SWAP, LOCK):
        (work / name).unlink(missing_ok=True)
    with suppress(OSError):  # somebody put a file of their own into it
        work.rmdir()


def _claim(out: Path) -> tuple[Path, IO[bytes]]:
    """Make a folder and hold its lock. Between the two another build may take it for left; then make another."""
    while True:
        work = Path(tempfile.mkdtemp(prefix=_begin(out), dir=out.parent))
        try:
            file = (work / LOCK).open("xb")
            lock(file, wait=True)
            if (work / LOCK).exists():
                return work, file
            file.close()
        except FileNotFoundError:
            continue
        except BaseException:
            shutil.rmtree(work, ignore_errors=True)
            raise


def _is_left(file: IO[bytes], out: Path) -> bool:
    """Return whether the build that had this lock is gone: by the lock, else by the age of its file."""
    taken = lock(file, wait=False)
    if taken is not None:
        return taken
    with tempfile.TemporaryFile(dir=out.parent) as fresh:
        return os.fstat(fresh.fileno()).st_mtime - os.fstat(file.fileno()).st_mtime > A_DAY


def note_swap(work: Path, kept: Hashes) -> None:
    """Write down, before the swap, which folder is the new site and what it keeps of the old one. Raises OSError."""
    told = {"new": (work / NEW).stat().st_ino, "kept": {address: sorted(hashes) for address, hashes in kept.items()}}
    fresh = work / f"{SWAP}.new"
    fresh.write_text(json.dumps(told), encoding="utf-8")
    fresh.replace(work / SWAP)


def settle(work: Path, out: Path) -> None:
    """Put the old site back where `out` has none, and delete what builds made; whatever else is there stays.

    Raises ToolError if the old site cannot be put back, OSError if something cannot be deleted.
    """
    aside = sorted(work.glob(f"{OLD}*"))
    if aside and not os.path.lexists(out):
        _put_back(aside.pop(), out)
    told = _read_swap(work)
    new = work / NEW
    if new.exists() and (told is None or told[0] == new.stat().st_ino):
        shutil.rmtree(new)
    for folder in (new, *aside):
        if folder.exists():
            remove_listed(folder, told[1] if told else {}, out)


def _put_back(old: Path, out: Path) -> None:
    try:
        old.rename(out)
    except OSError as fault:
        raise ToolError(
            f"{out} is gone and cannot be put back: {fault.strerror}; rename {old} to {out.name}"
        ) from fault


def _read_swap(work: Path) -> tuple[int, Hashes] | None:
    try:
        told = json.loads((work / SWAP).read_bytes())
    except FileNotFoundError:
        return None
    return int(told["new"]), {address: frozenset(hashes) for address, hashes in told["kept"].items()}
