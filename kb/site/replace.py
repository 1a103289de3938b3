"""A site folder replaced whole: every file is written beside the old site, and the two change places at the end."""

from __future__ import annotations

import os
import shutil
import stat
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from kb.domain.problem import ToolError
from kb.site.carry_over import carry_over
from kb.site.file_list import MARK, hash_of, read_whole_list, write_list
from kb.site.swap import swap
from kb.site.work_folder import NEW, note_swap, work_folder

Check = Callable[[], object]
Files = Iterable[tuple[str, bytes]]


@dataclass(frozen=True)
class Replaced:
    """The addresses that were written, and the folder of what could not be cleared away, where there is one."""

    written: tuple[str, ...]
    left: Path | None = None


def replace_folder(
    out: Path,
    files: Files,
    keep: Iterable[str] = (),
    check: Check = lambda: None,
    gone: Collection[str] | None = None,
) -> Replaced:
    """Write files to a fresh folder beside `out` as they come, and swap it in. A file that stays the same stays.

    What `keep` names is carried over from the old folder. `check` is called right before the swap, to raise where
    the old folder may not be replaced. With `gone`, all that the last build wrote stays beside these files, but for
    these addresses. Raises ToolError, and leaves `out` as it was.
    """
    with work_folder(out) as work:
        written = [_write(work / NEW, out, *file) for file in files]
        with _as_tool_error(out):
            if gone is not None:
                written += _take_others(out, work / NEW, {*gone, *(address for address, _ in written)})
            (work / NEW / MARK).write_bytes(write_list(written))
            kept = carry_over(out, work / NEW, keep)
            check()
            note_swap(work, kept)
            swap(work, out)
    return Replaced(tuple(address for address, _ in written), work if work.exists() else None)


def _write(folder: Path, out: Path, address: str, content: bytes) -> tuple[str, str]:
    """Write one file of the new site, or take the one of the old site that is the same; give its address and hash."""
    path = folder / address
    with _as_tool_error(out):
        path.parent.mkdir(parents=True, exist_ok=True)
        if not _take_over(out / address, path, content):
            path.write_bytes(content)
    return address, hash_of(content)


def _take_others(out: Path, new: Path, passed: Collection[str]) -> Iterator[tuple[str, str]]:
    """Take all files of the old site that the last build wrote, but for some addresses; yield address and hash."""
    made: set[str] = set()
    for address, hashes in read_whole_list(out).items():
        if address in passed:
            continue
        parent = address.rpartition("/")[0]
        if parent not in made:
            (new / parent).mkdir(parents=True, exist_ok=True)
            made.add(parent)
        _link_or_copy(f"{out}/{address}", f"{new}/{address}")
        yield from ((address, one) for one in hashes)


def _link_or_copy(old: str, new: str) -> None:
    """Give a file a second name, or copy it. Names are plain text: a path object for each of thousands costs more."""
    try:
        os.link(old, new)
    except (AttributeError, OSError, NotImplementedError):
        shutil.copy2(old, new, follow_symlinks=False)


def _take_over(old: Path, new: Path, content: bytes) -> bool:
    """Give a file of the old site a second name in the new one, if it is a plain file of this content.

    False, and nothing done, where it is not, or the system has no second names.
    """
    try:
        told = old.lstat()
        if not stat.S_ISREG(told.st_mode) or told.st_size != len(content) or old.read_bytes() != content:
            return False
        new.hardlink_to(old)
    except (OSError, NotImplementedError):
        return False
    return True


@contextmanager
def _as_tool_error(out: Path) -> Iterator[None]:
    """Tell of what cannot be written; what fails while a file is made is no error of the folder."""
    try:
        yield
    except OSError as fault:
        raise ToolError(f"cannot write {out}: {fault.strerror}; the old site stays") from fault
