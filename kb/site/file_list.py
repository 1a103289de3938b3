"""The list of the files that a build wrote, kept in the site itself, and what else is in its folder.

The list is the file `.kb-site`: a line of words, then for each file its SHA-256 and its address, in the form of
`sha256sum`. A file that is not in it, or whose bytes are others now, was not made by a build.
"""

from __future__ import annotations

import errno
import hashlib
import os
import re
import stat
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path, PurePosixPath
from typing import Final

MARK: Final = ".kb-site"
NOTE: Final = "Made by build.py. A build replaces the files of this list, and no others.\n"
LINE: Final = re.compile(r"^([0-9a-f]{64})  (.+)$", re.MULTILINE)
LINK: Final = "link to "
HOLDS_SOMETHING: Final = frozenset({errno.ENOTEMPTY, errno.EEXIST, errno.ENOTDIR, errno.ENOENT})
"""What a system answers that shall delete a folder which is not empty, is a link or a file, or is not there."""

Hashes = Mapping[str, frozenset[str]]
"""By address below a folder: the SHA-256, in hex, of each content the file may have."""


def hash_of(content: bytes) -> str:
    """Return the SHA-256 of a file's bytes, in hex."""
    return hashlib.sha256(content).hexdigest()


def write_list(written: Iterable[tuple[str, str]]) -> bytes:
    """Write the list of files, given as address and hash. An address may be in it twice, with two hashes."""
    return "".join([NOTE, *(f"{digest}  {address}\n" for address, digest in sorted(written))]).encode()


def read_list(folder: Path) -> Hashes:
    """Read the list that is in a folder; empty if there is none, or none of this form."""
    try:
        return read_whole_list(folder)
    except (OSError, UnicodeDecodeError):
        return {}


def read_whole_list(folder: Path) -> Hashes:
    """Read the list that is in a folder. Raises OSError or UnicodeDecodeError if there is none that can be read."""
    lines = LINE.findall((folder / MARK).read_text(encoding="utf-8"))
    found = {address: frozenset((digest,)) for digest, address in lines}
    if len(found) < len(lines):  # an address is in it twice
        found = dict.fromkeys(found, frozenset())
        for digest, address in lines:
            found[address] |= {digest}
    return found


def fingerprint(path: Path) -> str:
    """Return the hash of a plain file, where a link leads to, or nothing for what is neither. Raises OSError."""
    mode = path.lstat().st_mode
    if stat.S_ISLNK(mode):
        return f"{LINK}{path.readlink()}"
    return hash_of(path.read_bytes()) if stat.S_ISREG(mode) else ""


def foreign(folder: Path, keep: Iterable[str] = ()) -> Iterator[str]:
    """Yield what is in a folder and is not as the last build wrote it, by address; folders end with a slash.

    What `keep` names is passed over, and so is what is below it. Raises OSError if a folder cannot be read.
    """
    listed, kept = read_list(folder), frozenset(keep)
    parents = {str(parent) for address in (*listed, *kept) for parent in PurePosixPath(address).parents}
    for root, folders, names in os.walk(folder, onerror=_raise):
        below = Path(root).relative_to(folder)
        own = {name: (below / name).as_posix() for name in sorted((*folders, *names))}
        ours = [name for name in folders if own[name] in parents and not Path(root, name).is_symlink()]
        yield from (f"{own[name]}/" for name in sorted(folders) if name not in ours and own[name] not in kept)
        folders[:] = [name for name in ours if own[name] not in kept]
        for name in sorted(names):
            if own[name] not in kept and not _as_written(Path(root, name), own[name], listed):
                yield own[name]


def _as_written(path: Path, address: str, listed: Hashes) -> bool:
    if address == MARK and listed:
        return not path.is_symlink()
    return fingerprint(path) in listed.get(address, frozenset())


def remove_listed(folder: Path, more: Hashes, beside: Path | None = None) -> None:
    """Delete what a build wrote below a folder, and what `more` lists, where it is as listed; the rest stays.

    A file that is also that of `beside` at the same address goes unread: it stays there. The list itself goes last,
    so that what is left of a removal that was stopped is known again. Raises OSError.
    """
    listed = {**read_list(folder), **more}
    for address in list(_addresses(str(folder), "")):
        path = f"{folder}/{address}"
        if address != MARK and (
            (beside and _is_same_file(path, f"{beside}/{address}"))
            or fingerprint(Path(path)) in listed.get(address, frozenset())
        ):
            os.unlink(path)  # noqa: PTH108  (a path object for each of thousands costs more)
    remove_empty(folder, listed)
    if listed and [path.name for path in folder.iterdir()] == [MARK]:
        (folder / MARK).unlink()
    if not any(folder.iterdir()):
        folder.rmdir()


def _addresses(folder: str, below: str) -> Iterator[str]:
    """Yield the address of each file below a folder; links are not followed. Raises OSError."""
    with os.scandir(folder) as found:
        for each in found:
            if each.is_dir(follow_symlinks=False):
                yield from _addresses(each.path, f"{below}{each.name}/")
            else:
                yield f"{below}{each.name}"


def _is_same_file(path: str, other: str) -> bool:
    """Tell whether two paths are two names of one plain file."""
    try:
        one, two = os.lstat(path), os.lstat(other)
    except OSError:
        return False
    return stat.S_ISREG(one.st_mode) and os.path.samestat(one, two)


def files_below(folder: Path) -> list[tuple[str, Path]]:
    """List what is below a folder and is no folder itself, by address; links are not followed."""
    found: list[tuple[str, Path]] = []
    for root, folders, names in os.walk(folder, onerror=_raise):
        here = Path(root)
        below = "" if here == folder else f"{here.relative_to(folder).as_posix()}/"
        links = [name for name in folders if (here / name).is_symlink()]
        found += [(f"{below}{name}", here / name) for name in (*names, *links)]
    return found


def remove_empty(folder: Path, addresses: Iterable[str]) -> None:
    """Delete the folders that held files of these addresses and hold nothing any more. Raises OSError."""
    parents: set[str] = set()
    for address in addresses:
        parent = address.rpartition("/")[0]
        while parent and parent not in parents:
            parents.add(parent)
            parent = parent.rpartition("/")[0]
    for parent in sorted(parents, key=lambda one: -one.count("/")):
        try:
            os.rmdir(f"{folder}/{parent}")  # noqa: PTH106  (a path object for each of thousands costs more)
        except OSError as fault:
            if fault.errno not in HOLDS_SOMETHING:
                raise


def _raise(fault: OSError) -> None:
    raise fault
