"""The first sheet of an .xlsx workbook as rows of texts, read as a stream; no other library is needed for that."""

from __future__ import annotations

import re
import zipfile
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import IO, Final
from xml.parsers import expat

CHUNK: Final = 1 << 18
DIGITS: Final = 15
"""Digits that a number of a workbook is exact to; more are noise of its binary form."""

Shape = tuple[int, int]
"""How many digits a number format shows at least, before and behind the point."""

BUILT_IN: Final = {"1": "0", "2": "0.00", "3": "#,##0", "4": "#,##0.00"}
ZEROS: Final = re.compile(r"[$#,]*(0+)(?:\.(0+))?(?:_\))?")
"""A number format that shows some digits always: 0.00, 00, #,##0.00."""


class BadWorkbook(Exception):
    """The bytes are no workbook that can be read."""


def is_workbook(packed: zipfile.ZipFile) -> bool:
    """Tell whether an archive is a workbook."""
    return "xl/workbook.xml" in packed.namelist()


def sheet_rows(packed: zipfile.ZipFile) -> Iterator[tuple[int, list[str]]]:
    """Give each row of the first sheet with its number. Raises BadWorkbook where it cannot be read."""
    shared = _Strings()
    try:
        if "xl/sharedStrings.xml" in packed.namelist():
            with packed.open("xl/sharedStrings.xml") as stream:
                _parse(stream, shared)
        with packed.open(_first_sheet(packed)) as stream:
            sheet = _Sheet(tuple(shared.found), _shapes(packed))
            parser = _parser(sheet)
            while chunk := stream.read(CHUNK):
                parser.Parse(chunk)
                while sheet.rows:
                    yield sheet.rows.popleft()
            parser.Parse(b"", True)  # noqa: FBT003  (the parser's own signature)
    except (expat.ExpatError, zipfile.BadZipFile, KeyError, ValueError, IndexError, EOFError) as fault:
        raise BadWorkbook(str(fault)) from fault
    yield from sheet.rows


def _shapes(packed: zipfile.ZipFile) -> tuple[Shape, ...]:
    """Read how many digits each style of a workbook shows at least, before and behind the point."""
    styles = _Styles()
    if "xl/styles.xml" in packed.namelist():
        with packed.open("xl/styles.xml") as stream:
            _parse(stream, styles)
    return tuple(styles.shapes)


def _first_sheet(packed: zipfile.ZipFile) -> str:
    found = [name for name in packed.namelist() if re.fullmatch(r"xl/worksheets/sheet[0-9]+\.xml", name)]
    if not found:
        raise BadWorkbook("it has no sheet")
    return min(found, key=lambda name: int(re.sub("[^0-9]", "", name)))


class _Handler:
    """What a parser tells of a document; names are without their prefix."""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Meet the beginning of an element."""

    def end(self, name: str) -> None:
        """Meet the end of an element."""

    def text(self, data: str) -> None:
        """Meet text."""


def _parser(handler: _Handler) -> expat.XMLParserType:
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = lambda name, attributes: handler.start(name.rpartition(":")[2], attributes)
    parser.EndElementHandler = lambda name: handler.end(name.rpartition(":")[2])
    parser.CharacterDataHandler = handler.text
    parser.StartDoctypeDeclHandler = _refuse_doctype
    return parser


def _refuse_doctype(*_: object) -> None:
    raise BadWorkbook("it declares a document type, which no workbook does")


def _parse(stream: IO[bytes], handler: _Handler) -> None:
    _parser(handler).ParseFile(stream)


@dataclass
class _Strings(_Handler):
    """The shared strings of a workbook, in order; phonetic readings are left out."""

    found: list[str] = field(default_factory=list)
    parts: list[str] = field(default_factory=list)
    inside: str = ""
    aside: bool = False

    def start(self, name: str, attributes: dict[str, str]) -> None:  # noqa: ARG002  (the parser's signature)
        if name == "si":
            self.parts = []
        self.aside = self.aside or name == "rPh"
        self.inside = name

    def end(self, name: str) -> None:
        if name == "si":
            self.found.append("".join(self.parts))
        if name == "rPh":
            self.aside = False
        self.inside = ""

    def text(self, data: str) -> None:
        if self.inside == "t" and not self.aside:
            self.parts.append(data)


@dataclass
class _Styles(_Handler):
    """The styles of a workbook: of each, the digits that its number format shows at least."""

    shapes: list[Shape] = field(default_factory=list)
    codes: dict[str, str] = field(default_factory=lambda: dict(BUILT_IN))
    inside: bool = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "numFmt":
            self.codes[attributes.get("numFmtId", "")] = attributes.get("formatCode", "")
        elif name == "cellXfs":
            self.inside = True
        elif name == "xf" and self.inside:
            found = ZEROS.fullmatch(self.codes.get(attributes.get("numFmtId", ""), ""))
            self.shapes.append((len(found[1]), len(found[2] or "")) if found else (0, 0))

    def end(self, name: str) -> None:
        if name == "cellXfs":
            self.inside = False


@dataclass
class _Sheet(_Handler):
    """The rows of a sheet as they are met."""

    shared: tuple[str, ...]
    shapes: tuple[Shape, ...] = ()
    rows: deque[tuple[int, list[str]]] = field(default_factory=deque)
    cells: list[str] = field(default_factory=list)
    number: int = 0
    kind: str = ""
    shape: Shape = (0, 0)
    at: int = 0
    parts: list[str] = field(default_factory=list)
    inside: str = ""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "row":
            self.number = int(attributes.get("r", self.number + 1))
            self.cells = []
        elif name == "c":
            self.at = _column(attributes["r"]) if "r" in attributes else len(self.cells)
            self.kind, self.parts = attributes.get("t", ""), []
            style = int(attributes.get("s", 0))
            self.shape = self.shapes[style] if style < len(self.shapes) else (0, 0)
        self.inside = name

    def end(self, name: str) -> None:
        if name == "c":
            self.cells += [""] * (self.at + 1 - len(self.cells))
            self.cells[self.at] = self._value("".join(self.parts))
        elif name == "row":
            self.rows.append((self.number, self.cells))
        self.inside = ""

    def text(self, data: str) -> None:
        if self.inside in {"v", "t"}:
            self.parts.append(data)

    def _value(self, written: str) -> str:
        if self.kind == "s":
            return self.shared[int(written)]
        return plain_number(written, self.shape) if self.kind in {"", "n"} else written


def plain_number(written: str, shape: Shape = (0, 0)) -> str:
    """Write a number of a workbook as it is shown: 0.96999999999999997 is 0.97, and 12001.0 is 12001.

    `shape` is how many digits its format shows at least, before and behind the point: a 0 of format 0.00 is 0.00. No
    digit is cut off.
    """
    if not re.fullmatch(r"-?[0-9.]+(?:[eE][+-]?[0-9]+)?", written):
        return written
    digits = written if len(written) <= DIGITS and "e" not in written.lower() else f"{float(written):.{DIGITS}g}"
    whole, _, rest = digits.removesuffix(".0").partition(".")
    whole, rest = whole.zfill(shape[0]), rest.ljust(shape[1], "0")
    return f"{whole}.{rest}" if rest else whole


def _column(reference: str) -> int:
    number = 0
    for letter in re.sub("[^A-Z]", "", reference):
        number = number * 26 + ord(letter) - 64
    return number - 1
