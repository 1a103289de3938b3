"""A built site copied into a folder that holds other things too, such as a checked-out branch `gh-pages`.

Only what the last publication put there is replaced or taken away. The list of that is the folder's own `.kb-site`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Final

from kb.content.save import save
from kb.domain.problem import ToolError, printable
from kb.site.file_list import MARK, Hashes, fingerprint, read_list, remove_empty, write_list
from kb.site.out_folder import OURS, PROJECT, listed_in_words, whole_path, wrong_kind

NOTHING: Final[frozenset[str]] = frozenset()


@dataclass(frozen=True)
class Published:
    """How many files were written and removed; `edited` are old ones that stay, since somebody changed them."""

    written: int
    removed: int
    edited: tuple[str, ...]


def publish(site: Path, folder: Path) -> Published:
    """Make a folder hold the files of a built site, and leave alone all else in it.

    Where it is stopped midway, the next call goes on. Raises ToolError if the site is not whole, or the folder has
    a file of its own where the site has one, and then writes nothing; OSError if a file cannot be written.
    """
    new, old = _whole_site(site), read_list(_allowed(folder, site))
    taken = tuple(address for address in new if not _free(folder, address, old.get(address, NOTHING) | new[address]))
    if taken:
        way = "move it away, or delete it where it is of an older publication"
        raise ToolError(f"{folder} has its own {listed_in_words(taken)} where the site has one; {way}")
    _note(folder, old, new)
    written = sum([_copied(site / address, folder / address) for address in new])
    gone = [address for address in old if address not in new]
    removed = sum([_removed(folder / address, old[address]) for address in gone])
    remove_empty(folder, gone)
    _note(folder, new)
    return Published(written, removed, tuple(address for address in gone if (folder / address).exists()))


def _whole_site(site: Path) -> Hashes:
    """Read the list of a built site. Raises ToolError if a file is not as it says."""
    listed = read_list(site)
    wrong = [address for address in listed if not _free(site, address, listed[address], missing=False)]
    if wrong or not listed:
        told = f": {listed_in_words(tuple(wrong))}" if wrong else ""
        raise ToolError(f"{site} is no site as a build wrote it{told}; build it anew, and name it with --site")
    return listed


def _allowed(folder: Path, site: Path) -> Path:
    if wrong := wrong_kind(folder):
        raise ToolError(f"{folder} is {wrong.removesuffix(' with --out')}")
    if not folder.is_dir():
        raise ToolError(f"there is no folder {folder}; check the branch out there first: git worktree add")
    whole, own = whole_path(folder), whole_path(site)
    above = (whole, *whole.parents)
    if whole == PROJECT or own in above or whole in own.parents or any(place in above for place in OURS):
        raise ToolError(f"{printable(str(folder))} is the project's or the site's own folder; name another")
    return folder


def _free(folder: Path, address: str, hashes: frozenset[str], *, missing: bool = True) -> bool:
    """Return whether a file may be written: none is there, or one with a hash of these; links are not followed."""
    path = folder / address
    between = [folder / parent for parent in PurePosixPath(address).parents][:-1]
    if any(parent.is_symlink() or (parent.exists() and not parent.is_dir()) for parent in between):
        return False
    try:
        return fingerprint(path) in hashes
    except FileNotFoundError:
        return missing


def _note(folder: Path, *lists: Hashes) -> None:
    """Write the list of what is published; midway that is the old and the new one together."""
    rows: Iterator[tuple[str, str]] = (
        (address, digest) for one in lists for address, hashes in one.items() for digest in hashes
    )
    save(folder / MARK, write_list(dict.fromkeys(rows)))


def _copied(source: Path, target: Path) -> bool:
    """Copy a file where it differs; tell whether it did."""
    content = source.read_bytes()
    if target.exists() and target.read_bytes() == content:
        return False
    target.parent.mkdir(parents=True, exist_ok=True)
    save(target, content)
    return True


def _removed(path: Path, hashes: Iterable[str]) -> bool:
    try:
        if fingerprint(path) not in hashes:
            return False
    except FileNotFoundError:
        return False
    path.unlink()
    return True
