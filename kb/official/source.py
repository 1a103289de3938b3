"""Opening the files that a person names: plain ones, and members of zip archives by name."""

from __future__ import annotations

import fnmatch
import hashlib
import io
import lzma
import struct
import zipfile
import zlib
from contextlib import ExitStack
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from typing import IO, Any, Final, cast

from kb.domain.problem import Place, Problem, UsageError, printable

MARK: Final = ".zip:"
"""What stands between an archive and the name of its member: `ccipra.zip:ccipra-v302r0-f1.txt`."""

STORED: Final = ("file", "memory", "s3", "gs", "az", "abfs")
"""Beginnings of paths in object storage; what leads to the web is not read."""

LARGEST: Final = 2 * 1024**3
"""Bytes that a file or a member may have once it is unpacked."""

CHUNK: Final = 1 << 20
BROKEN: Final = (zipfile.BadZipFile, NotImplementedError, EOFError, OSError, struct.error, zlib.error, lzma.LZMAError)
"""What is raised at an archive whose bytes were changed, or that was cut short."""


class Refused(Exception):
    """A file is not what it must be; carries what is wrong with it."""

    def __init__(self, *problems: Problem) -> None:
        """Keep the problems; there is at least one."""
        super().__init__(problems[0].message)
        self.problems = problems


def refuse(name: str, message: str, code: str, line: int = 1, column: int = 1) -> Refused:
    """Make a refusal of one problem."""
    return Refused(Problem(name, Place(line, column), code, message))


@dataclass
class Hashed(io.RawIOBase):
    """A stream that hashes what is read from it, or gives it to another digest."""

    stream: IO[bytes]
    digest: Any = field(default_factory=hashlib.sha256)

    def readable(self) -> bool:
        """Tell that it can be read."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Read some bytes into a buffer and hash them."""
        view = memoryview(buffer).cast("B")
        found: int = cast("Any", self.stream).readinto(view)
        self.digest.update(view[:found])
        return found


@dataclass(frozen=True)
class Named:
    """A file as a person named it: the path on disk, and the members on the way to it, each inside the one before."""

    path: Path
    members: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """Its name without folders: what provenance keeps and messages show."""
        parts = [self.path.name, *(member.rsplit("/", 1)[-1] for member in self.members)]
        return printable(":".join(parts))

    @property
    def last(self) -> str:
        """The name of the file itself, without the archives around it."""
        return printable((self.members[-1] if self.members else self.path.name).rsplit("/", 1)[-1])


def read_name(written: str) -> Named:
    """Read the path that a person typed: a file, or an archive, a colon and the name of a member.

    A file may be one in object storage, `s3://bucket/file.json.gz`. Raises UsageError where that cannot be reached.
    """
    lower = written.lower()
    at = lower.find(MARK)
    if at < 0 or Path(written).is_file():
        return Named(path_of(written))
    members: list[str] = []
    rest = written[at + len(MARK) :]
    while (inner := rest.lower().find(MARK)) >= 0:
        members.append(rest[: inner + len(MARK) - 1])
        rest = rest[inner + len(MARK) :]
    return Named(path_of(written[: at + len(MARK) - 1]), (*members, rest))


def path_of(written: str) -> Path:
    """Read the path of a file on disk or in object storage. Raises UsageError."""
    kind = written.partition("://")[0] if "://" in written else ""
    if not kind:
        return Path(written).expanduser()
    if kind not in STORED:
        raise UsageError(f"{printable(kind)}:// is read from nowhere, nothing is downloaded; use {', '.join(STORED)}")
    try:
        return cast("Path", import_module("upath").UPath(written))
    except ImportError as fault:
        raise UsageError(f"{kind}:// needs the extra cluster, and what fsspec has for it: {fault}") from fault


def open_named(named: Named, stack: ExitStack, largest: int = LARGEST) -> Hashed:
    """Open a file, which `stack` closes. Raises UsageError where there is none, Refused for a broken archive.

    `largest` is how many bytes a member may have that is read in pieces; one with members itself is read whole.
    """
    if not named.path.is_file():
        raise UsageError(f"no file {named.path}; name a file that you have downloaded, nothing is fetched")
    stream: IO[bytes] = stack.enter_context(named.path.open("rb"))
    for at, member in enumerate(named.members):
        archive, last = Named(named.path, named.members[:at]).name, at + 1 == len(named.members)
        stream = stack.enter_context(_open_member(stream, member, archive, stack, largest if last else 0))
    return Hashed(stream)


def _open_member(stream: IO[bytes], member: str, archive: str, stack: ExitStack, largest: int) -> IO[bytes]:
    try:
        packed = stack.enter_context(zipfile.ZipFile(stream))
        names = [name for name in members_of(packed) if name == member or name.rsplit("/", 1)[-1] == member]
        if not names:
            raise refuse(archive, f"no member '{printable(member)}'; {_offer(archive, packed)}", "no-member")
        info = packed.getinfo(names[0])
        if info.flag_bits & 1:
            raise refuse(archive, f"'{printable(member)}' is locked with a password; unpack it first", "locked")
        most = largest or LARGEST
        if info.file_size > most:
            raise refuse(archive, f"'{printable(member)}' has over {most >> 30} GiB unpacked", "too-large")
        return packed.open(info) if largest else io.BytesIO(packed.read(info))
    except BROKEN as fault:
        raise refuse(archive, f"a broken archive: {fault}; download it again", "broken-archive") from fault


def members_of(packed: zipfile.ZipFile) -> list[str]:
    """List the files of an archive that are no junk of a system."""
    return [
        info.filename
        for info in packed.infolist()
        if not info.is_dir() and not info.filename.startswith("__MACOSX/") and not info.filename.endswith(".DS_Store")
    ]


def _offer(archive: str, packed: zipfile.ZipFile) -> str:
    found = [f"{archive}:{name}" for name in members_of(packed)][:12]
    return f"name one of: {', '.join(map(printable, found))}" if found else "the archive is empty"


def offer_members(named: Named, raw: bytes) -> Refused:
    """Refuse a whole archive, and say how each of its members is named."""
    with zipfile.ZipFile(io.BytesIO(raw)) as packed:
        archive = ":".join([str(named.path), *named.members])
        message = f"an archive is read member by member; {_offer(archive, packed)}"
    return refuse(named.name, message, "whole-archive")


def members_like(named: Named) -> list[Named]:
    """Give the members of an archive whose names fit the pattern that stands last: `current_lcd.zip:*.csv`.

    Where none fits, those of the archives inside it, as CMS packs the Medicare Coverage Database. Raises UsageError
    where there is no such archive or no such member, Refused for a broken one.
    """
    archive, pattern = Named(named.path, named.members[:-1]), named.members[-1]
    with ExitStack() as stack:
        found = _fitting(archive, pattern, stack)
    if not found:
        raise UsageError(f"{archive.path}{MARK[-1]}{':'.join(named.members)}: no member fits; name one")
    return found


def _fitting(archive: Named, pattern: str, stack: ExitStack) -> list[Named]:
    try:
        packed = stack.enter_context(zipfile.ZipFile(io.BytesIO(open_named(archive, stack).read())))
    except BROKEN as fault:
        raise refuse(archive.name, f"a broken archive: {fault}; download it again", "broken-archive") from fault
    every = sorted(members_of(packed))
    named = [Named(archive.path, (*archive.members, name)) for name in every]
    found = [one for one in named if fnmatch.fnmatch(one.last, pattern)]
    inner = [one for one in named if one.last.lower().endswith(".zip")]
    return found or [deeper for one in inner for deeper in _fitting(one, pattern, stack)]
