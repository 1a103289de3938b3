"""CMS files without heads: HCPCS Level II in fixed columns, and the ICD-10-CM order file and tabular list."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final
from xml.parsers import expat

from kb.facts.codes import is_public
from kb.facts.table_text import Row
from kb.facts.tables import HCPCS, ICD10, Table
from kb.official.layout import day, text
from kb.official.rows import Tally
from kb.official.source import Refused, refuse

FIXED: Final = re.compile(r"(?:[A-V][0-9]{4}|[0-9]{4}[0-9A-Z]|   [0-9A-Z]{2})[0-9]{5}[3478].{80}")
"""How a line of the HCPCS Level II text file begins: code or modifier, sequence, record, long description."""

ORDER: Final = re.compile(r"[0-9]{5} [A-Z][0-9][0-9A-Z]{1,5} *[01] .{10,}")
"""How a line of the ICD-10-CM order file is written."""

VERSION: Final = re.compile(r"20[0-9]{2}")


def kind_of_line(line: str) -> Table | None:
    """Tell which table a line without heads belongs to."""
    if FIXED.match(line) and len(line.rstrip("\r\n")) > 250:  # noqa: PLR2004  (the dates stand behind it)
        return HCPCS
    return ICD10 if ORDER.fullmatch(line.rstrip("\r\n")) else None


def read_fixed(name: str, lines: Iterator[tuple[int, str]]) -> Tally:
    """Read the HCPCS Level II text file: a description may run over several lines of one code."""
    tally = Tally()
    held: list[str] = []
    for number, line in lines:
        if not line.strip():
            continue
        if not FIXED.match(line):
            raise refuse(
                name, "a line that is not of the record layout; download the file again", "official-value", number
            )
        if line[10] == "3":
            tally.read += 1
            _close(held, tally)
            held = [line[:5], line[229], day(line[268:276]), day(line[276:284]), day(line[284:292]), line[11:91]]
        elif line[10] == "4" and held and held[0] == line[:5]:
            held[5] += line[11:91]
        else:
            tally.read += 1
            tally.dropped += 1
    _close(held, tally)
    return tally


def _close(held: list[str], tally: Tally) -> None:
    if held and is_public(held[0]):
        tally.rows.append(tuple(map(text, held)))
    elif held:
        tally.dropped += 1


def read_order(name: str, lines: Iterator[tuple[int, str]]) -> Tally:
    """Read the ICD-10-CM order file: the codes that are valid on a claim, with their long titles."""
    tally = Tally()
    for number, line in lines:
        if not line.strip():
            continue
        if not ORDER.fullmatch(line.rstrip("\r\n")):
            raise refuse(name, "a line that is not of the order file; download it again", "official-value", number)
        tally.read += 1
        if line[14] == "1":
            tally.rows.append((dotted(line[6:14].strip()), text(line[77:] or line[16:76])))
        else:
            tally.dropped += 1
    return tally


def dotted(code: str) -> str:
    """Write a diagnosis code with its dot."""
    bare = code.replace(".", "")
    return bare if len(bare) <= 3 else f"{bare[:3]}.{bare[3:]}"  # noqa: PLR2004  (a category has three signs)


class _Tabular:
    """Gathers the diagnoses of a tabular list: name and title of each `diag`, and the version of the whole."""

    def __init__(self) -> None:
        self.rows: list[Row] = []
        self.version = ""
        self.names: list[str] = []
        self.path: list[str] = []
        self.words: list[str] = []

    def start(self, name: str, _: dict[str, str]) -> None:
        self.path.append(name)
        self.words = []

    def end(self, name: str) -> None:
        words = text("".join(self.words))
        if self.path[-2:] == ["diag", "name"]:
            self.names.append(words)
        elif self.path[-2:] == ["diag", "desc"] and self.names:
            self.rows.append((dotted(self.names[-1]), words))
        elif name == "version" and not self.version:
            self.version = words
        self.path.pop()
        self.words = []

    def data(self, words: str) -> None:
        self.words.append(words)


def read_tabular(name: str, lines: Iterator[str]) -> tuple[Tally, str]:
    """Read the tabular list: every code with its title, and the version that it prints, such as 2026."""
    found = _Tabular()
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler, parser.EndElementHandler = found.start, found.end
    parser.CharacterDataHandler = found.data
    parser.EntityDeclHandler = _refuse_entity
    try:
        for line in lines:
            parser.Parse(line)
        parser.Parse("", True)  # noqa: FBT003  (the parser's own signature)
    except expat.ExpatError as fault:
        message = f"no tabular list: {fault}; download the file again"
        raise refuse(name, message, "not-a-table", parser.CurrentLineNumber) from fault
    if not found.rows:
        raise refuse(name, "the file holds no diagnosis; name icd10cm_tabular_<year>.xml", "unknown-kind")
    return Tally(found.rows, len(found.rows)), found.version if VERSION.fullmatch(found.version) else ""


def _refuse_entity(*_: object) -> None:
    raise Refused(
        *refuse("the tabular list", "it declares entities; download the file again", "not-a-table").problems
    )
