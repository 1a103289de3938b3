"""A site folder replaced whole: every file is written beside the old site, and the two change places at the end."""

from __future__ import annotations

import os
import shutil
import stat
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from kb.domain.problem import ToolError
from kb.site.carry_over import carry_over
from kb.site.file_list import MARK, Hashes, hash_of, read_whole_list, remove_empty, write_list
from kb.site.spare import Spare, Taken, keep_spare, take_spare
from kb.site.swap import swap
from kb.site.unchanged import Listing, listed_again
from kb.site.work_folder import NEW, note_swap, work_folder

Check = Callable[[], object]
Files = Iterable[tuple[str, bytes]]


@dataclass(frozen=True)
class Replaced:
    """The addresses that were written, and the folder of what could not be cleared away, where there is one.

    `listing` is that of the site, where it is known from what was done.
    """

    written: tuple[str, ...]
    left: Path | None = None
    listing: Listing | None = None


def replace_folder(  # noqa: PLR0913, PLR0917  (each is a part of what a build leaves)
    out: Path,
    files: Files,
    keep: Iterable[str] = (),
    check: Check = lambda: None,
    gone: Collection[str] | None = None,
    spare: Spare | None = None,
) -> Replaced:
    """Write files to a fresh folder beside `out` as they come, and swap it in. A file that stays the same stays.

    What `keep` names is carried over from the old folder. `check` is called right before the swap, to raise where
    the old folder may not be replaced. With `gone`, all that the last build wrote stays beside these files, but for
    these addresses. `spare` is then made the new folder where it can be, and the old one is kept in its place.
    Raises ToolError, and leaves `out` as it was.
    """
    with work_folder(out) as work:
        new = work / NEW
        written, taken = _fill(new, out, files, gone, spare)
        with _as_tool_error(out):
            (new / MARK).write_bytes(write_list(written))
            kept = carry_over(out, new, keep)
            check()
            note_swap(work, kept)
            listing = listed_again(new, taken.listing, (*taken.changed, MARK)) if taken else None
            swap(work, out)
            if spare:
                keep_spare(new if gone is not None else None, spare)
    return Replaced(tuple(address for address, _ in written), work if work.exists() else None, listing)


def _fill(
    new: Path, out: Path, files: Files, gone: Collection[str] | None, spare: Spare | None
) -> tuple[list[tuple[str, str]], Taken | None]:
    """Fill the folder of the new site; return address and hash of each file of it, and the spare that became it."""
    if gone is None:
        return [_write(new, out, *file, fresh=True) for file in files], None
    with _as_tool_error(out):
        listed = read_whole_list(out)
        taken = take_spare(spare, out, listed, new, _link_or_copy) if spare else None
    written = [_write(new, out, *file, fresh=not taken) for file in files]
    with _as_tool_error(out):
        passed = {address for address, _ in written}
        if taken:
            _remove(new, [address for address in gone if address in listed and address not in passed])
            taken = replace(taken, changed=(*taken.changed, *passed, *gone))
        return [*written, *_take_others(out, new, listed, {*gone, *passed}, begun=bool(taken))], taken


def _write(folder: Path, out: Path, address: str, content: bytes, *, fresh: bool) -> tuple[str, str]:
    """Write one file of the new site, or take the one of the old site that is the same; give its address and hash.

    Where the new site is not `fresh`, what is at the address is a name of a file that the old site has, too.
    """
    path = folder / address
    with _as_tool_error(out):
        path.parent.mkdir(parents=True, exist_ok=True)
        if not fresh:
            path.unlink(missing_ok=True)
        if not _take_over(out / address, path, content):
            path.write_bytes(content)
    return address, hash_of(content)


def _take_others(
    out: Path, new: Path, listed: Hashes, passed: Collection[str], *, begun: bool
) -> Iterator[tuple[str, str]]:
    """Take all files of the old site that the last build wrote but for some; yield address and hash of each.

    Where the new site is `begun`, it has all of them.
    """
    made = set[str]()
    for address, hashes in listed.items():
        if address in passed:
            continue
        parent = address.rpartition("/")[0]
        if not begun and parent not in made:
            (new / parent).mkdir(parents=True, exist_ok=True)
            made.add(parent)
        if not begun:
            _link_or_copy(f"{out}/{address}", f"{new}/{address}")
        yield from ((address, one) for one in hashes)


def _remove(folder: Path, addresses: Collection[str]) -> None:
    """Delete files, and the folders that are empty without them."""
    for address in addresses:
        (folder / address).unlink(missing_ok=True)
    remove_empty(folder, addresses)


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
