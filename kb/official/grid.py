"""A named file as rows of cells, whatever it is written in: commas, tabs, a workbook; and as plain lines."""

from __future__ import annotations

import codecs
import csv
import io
import zipfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from typing import Final

from kb.official.source import Hashed, Named, offer_members, open_named, refuse
from kb.official.xlsx import BadWorkbook, is_workbook, sheet_rows

Rows = Iterator[tuple[int, list[str]]]
"""The number of each line or row, from 1, and its cells."""

SAMPLE: Final = 1 << 18
UTF_16: Final = "utf-16"
TABS: Final = 3
"""A line with so many tabs is cut at tabs."""

csv.field_size_limit(1 << 26)


def _as_windows(fault: UnicodeError) -> tuple[str, int]:
    """Read the bytes that are no UTF-8 as Windows writes them."""
    if not isinstance(fault, UnicodeDecodeError):
        raise fault
    return fault.object[fault.start : fault.end].decode("cp1252", "replace"), fault.end


MIXED: Final = "as-windows"
"""How bytes are decoded that are no UTF-8: one file may have both, and a sample does not tell."""

codecs.register_error(MIXED, _as_windows)


@dataclass(frozen=True)
class Opened:
    """A file that was opened: its rows, what it is (text, workbook, xml), and its SHA-256 once all was read.

    `first` is its first line, `lines` are all of them; rows and lines are read once, and not both.
    """

    named: Named
    kind: str
    first: str
    rows: Rows
    lines: Iterator[str]
    sha256: Callable[[], str]


@contextmanager
def open_grid(named: Named) -> Iterator[Opened]:
    """Open a file as rows. Raises Refused where it is neither text nor workbook, UsageError where there is none."""
    with ExitStack() as stack:
        yield _open(named, stack)


def _open(named: Named, stack: ExitStack) -> Opened:
    stream = open_named(named, stack)
    buffered = stack.enter_context(io.BufferedReader(stream, SAMPLE))
    sample = buffered.peek(SAMPLE)[:SAMPLE]
    if not sample:
        raise refuse(named.name, "the file is empty; download it again", "empty-file")
    if sample.startswith(b"PK\x03\x04"):
        return _workbook(named, buffered, stream)
    if sample.startswith((b"%PDF", b"\xd0\xcf\x11\xe0")):
        way = "a PDF or an old .xls file is not read; take the text, csv or xlsx file of the same archive"
        raise refuse(named.name, way, "not-a-table")
    encoding = encoding_of(sample)
    errors = "replace" if encoding == UTF_16 else MIXED
    text = stack.enter_context(io.TextIOWrapper(buffered, encoding, errors=errors, newline=""))
    kind = "xml" if sample.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"<") else "text"
    lines = iter(text)
    first = next(iter(sample.decode(encoding, errors).splitlines()), "")
    return Opened(named, kind, first, _text_rows(named, lines, sample), lines, lambda: _digest(text, stream))


def _digest(reader: io.TextIOWrapper | io.BufferedReader[Hashed], stream: Hashed) -> str:
    """Read what is left of a file, and give the hash of all its bytes."""
    while reader.read(SAMPLE):
        pass
    return str(stream.digest.hexdigest())


def encoding_of(sample: bytes) -> str:
    """Tell the encoding of a file by the mark at its beginning; without one it is UTF-8, or that of Windows."""
    if sample.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return UTF_16
    return "utf-8-sig" if sample.startswith(codecs.BOM_UTF8) else "utf-8"


def _workbook(named: Named, buffered: io.BufferedReader[Hashed], stream: Hashed) -> Opened:
    raw = buffered.read()
    try:
        packed = zipfile.ZipFile(io.BytesIO(raw))
    except zipfile.BadZipFile as fault:
        raise refuse(named.name, f"a broken archive: {fault}; download it again", "broken-archive") from fault
    if not is_workbook(packed):
        raise offer_members(named, raw)
    return Opened(named, "workbook", "", _sheet(named, packed), iter(()), lambda: _digest(buffered, stream))


def _sheet(named: Named, packed: zipfile.ZipFile) -> Rows:
    try:
        yield from sheet_rows(packed)
    except BadWorkbook as fault:
        message = f"the workbook cannot be read: {fault}; save it again as .xlsx, or take the text file"
        raise refuse(named.name, message, "broken-workbook") from fault


def _text_rows(named: Named, lines: Iterator[str], sample: bytes) -> Rows:
    """Cut lines into cells: at tabs where a line of the sample has some, else as CSV."""
    wide = encoding_of(sample) == UTF_16
    tab = b"\t\0" if wide else b"\t"
    if any(line.count(tab) >= TABS for line in sample.splitlines()[:80]):
        yield from ((number, _tab_cells(line)) for number, line in enumerate(lines, 1))
        return
    reader = csv.reader(lines)
    try:
        yield from ((reader.line_num, cells) for cells in reader)
    except csv.Error as fault:
        message = f"no CSV: {fault}; download the file again"
        raise refuse(named.name, message, "not-a-table", reader.line_num) from fault


def _tab_cells(line: str) -> list[str]:
    """Cut a line at tabs; a cell in quotes loses them."""
    cells = line.rstrip("\r\n").split("\t")
    if '"' not in line:
        return cells
    return [
        cell[1:-1].replace('""', '"') if cell[:1] == cell[-1:] == '"' and len(cell) > 1 else cell for cell in cells
    ]
