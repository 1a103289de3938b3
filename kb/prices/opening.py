"""Opening a hospital's file: plain, gz or in a zip; UTF-8, UTF-16 or of Windows; and telling a table from JSON.

What files come as is in the import study, section 5: marks of byte order, UTF-16, zips with folders of junk.
"""

from __future__ import annotations

import errno
import io
import time
import zipfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from typing import IO, Any, Final, cast

from kb.official.grid import MIXED, UTF_16, encoding_of
from kb.official.source import BROKEN, MARK, Hashed, Named, members_of, open_named, refuse
from kb.prices.inflate import inflate

SAMPLE: Final = 1 << 16
ZIP: Final = (b"PK\x03\x04", b"PK\x05\x06")
"""How an archive begins, and one without a member."""

ENDINGS: Final = (".csv", ".json", ".csv.gz", ".json.gz")
"""How price files end: where one member of an archive ends so, and others do not, it is the one."""

PACKINGS: Final = 3
PACKED: Final = b"\x1f\x8b"
ANY_SIZE: Final = 1 << 62
"""Bytes that a price file may have: it is read in pieces."""

JSON, TABLE = "json", "table"
NOT_READ: Final = {
    b"%PDF": "a PDF",
    b"\xd0\xcf\x11\xe0": "an old .xls workbook",
    b"SQLite": "a database",
    b"PAR1": "a Parquet file",
    b"7z\xbc\xaf": "a 7z archive",
}


@dataclass(frozen=True)
class Opened:
    """An open file: its name, whether it is a table or JSON, and its text."""

    name: str
    kind: str
    text: io.TextIOWrapper


Told = Callable[[int, int, float], None]
"""What is told on the way: bytes read of a file, bytes it has, seconds since it was opened."""

UNTOLD: Final[Told] = lambda _done, _whole, _seconds: None  # noqa: E731  (a constant of that type)
Progress = Callable[[str], None]
"""What prints a step of a long run."""

EVERY: Final = 5.0
"""Seconds between two reports."""


def how_far(name: str, done: int, whole: int, seconds: float) -> str:
    """Say how much of a file was read, how fast, and how long the rest takes at that speed."""
    speed = done / max(seconds, 1e-3)
    left = (whole - done) / max(speed, 1)
    return f"{name}: {done / 1e6:,.0f} of {whole / 1e6:,.0f} MB, {speed / 1e6:,.0f} MB/s, about {left:,.0f} s left"


@dataclass
class Counted:
    """Counts the bytes of a file as they are read, and tells how far it is."""

    whole: int
    told: Told
    done: int = 0
    begun: float = field(default_factory=time.monotonic)
    last: float = 0.0

    def update(self, found: memoryview) -> None:
        """Count some bytes."""
        self.done += len(found)
        seconds = time.monotonic() - self.begun
        if seconds - self.last > EVERY:
            self.last = seconds
            self.told(self.done, self.whole, seconds)


@contextmanager
def open_prices(named: Named, told: Told = UNTOLD) -> Iterator[Opened]:
    """Open a file. Raises Refused, also where reading on fails, and UsageError where there is no such file."""
    with ExitStack() as stack:
        try:
            yield _open(named, stack, told)
        except BROKEN as fault:
            if isinstance(fault, OSError) and fault.errno not in {None, errno.EINVAL}:
                raise  # a fault of the disk or of permissions, and not of the file's bytes
            raise refuse(named.name, f"broken: {fault}; download it again", "broken-archive") from fault


def _open(named: Named, stack: ExitStack, told: Told) -> Opened:
    plain = open_named(named, stack, ANY_SIZE).stream
    raw = Hashed(plain, Counted(_size(named, plain), told))
    stream: IO[bytes] = stack.enter_context(io.BufferedReader(raw, SAMPLE))
    sample = _peek(stream)
    if sample.startswith(ZIP):
        return _open(_only_member(named, stack), stack, told)
    for _ in range(PACKINGS):
        if sample.startswith(PACKED):
            stream = cast("IO[bytes]", stack.enter_context(io.BufferedReader(cast("Any", inflate(stream)), SAMPLE)))
            sample = _peek(stream)
    if sample.startswith(ZIP):
        raise refuse(named.name, "an archive inside of gz; unpack it first", "whole-archive")
    encoding = encoding_in(sample)
    errors = "replace" if encoding.startswith(UTF_16) else MIXED
    begins = sample.decode(encoding, "replace").lstrip("\ufeff \r\n\t")
    _refuse_others(named, sample, begins)
    text = stack.enter_context(io.TextIOWrapper(cast("Any", stream), encoding, errors=errors, newline=""))
    return Opened(named.name, JSON if begins[:1] in {"{", "["} else TABLE, text)


def _size(named: Named, stream: IO[bytes]) -> int:
    """Give the bytes of a file, or of a member as it is unpacked."""
    info = getattr(stream, "_left", None)
    return info if named.members and isinstance(info, int) else named.path.stat().st_size


def _peek(stream: IO[bytes]) -> bytes:
    return bytes(cast("io.BufferedReader[Any]", stream).peek(SAMPLE)[:SAMPLE])


def encoding_in(sample: bytes) -> str:
    """Tell the encoding of a file; UTF-16 without its mark is known by a zero in every other byte."""
    for at, name in ((1, "utf-16-le"), (0, "utf-16-be")):
        if len(sample) > 7 and not any(sample[at:8:2]):  # noqa: PLR2004  (four signs)
            return name
    return encoding_of(sample)


def _only_member(named: Named, stack: ExitStack) -> Named:
    """Give the only member of an archive. Raises Refused with the names to choose from, where there are more."""
    raw = io.BytesIO(open_named(named, stack).read()) if named.members else named.path.open("rb")
    with stack.enter_context(raw), zipfile.ZipFile(raw) as packed:
        found = members_of(packed)
        if any(name == "[Content_Types].xml" for name in found):
            raise refuse(named.name, "a workbook is not read; save it as CSV", "not-a-table")
        like = [name for name in found if name.lower().endswith(ENDINGS)]
        if len(found) == 1 or len(like) == 1:
            return Named(named.path, (*named.members, (like or found)[0]))
        if len(named.members) or not found:
            raise refuse(named.name, "an archive without one file to read; unpack it first", "whole-archive")
        bare = named.path.name.removesuffix(MARK[:-1])
        ending = "" if bare != named.path.name else "let its name end in .zip and "
        listed = ", ".join(f"{bare}{MARK}{name}" for name in found[:12])
    raise refuse(named.name, f"an archive is read member by member; {ending}name one of: {listed}", "whole-archive")


def _refuse_others(named: Named, sample: bytes, begins: str) -> None:
    """Refuse what is no table and no JSON."""
    if not begins.strip():
        raise refuse(named.name, "the file is empty; download it again", "empty-file")
    for mark, what in NOT_READ.items():
        if sample.startswith(mark):
            raise refuse(named.name, f"{what} is not read; take the CSV or JSON file", "not-a-table")
    if begins.startswith("<"):
        message = "a web page or XML, no price file: the address may have led to a page; download the file itself"
        raise refuse(named.name, message, "not-a-table")
    if "\0" in begins:
        raise refuse(named.name, "bytes that are no text; download the file again", "not-a-table")
