"""The lines of a table, counted, and what cuts their cells."""

from __future__ import annotations

import io
import re
from codecs import IncrementalDecoder, getincrementaldecoder
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import IO, Final, cast

from kb.official.grid import UTF_16
from kb.official.source import refuse

SEARCHED: Final = 40
BLOCK: Final = 1 << 17
"""Signs that are read at once, and the rest of their last line."""

LONGEST_LINE: Final = 1 << 22
MOST_LINES: Final = 500
"""Lines that one row may have, in quotes; more means that a quote was never closed."""
DELIMITERS: Final = ",\t;"
FIRST_CODE: Final = re.compile(r"code\s*\|\s*1\b", re.IGNORECASE)
OTHER_ENDS: Final = "\x0b\x0c\x1c\x1d\x1e"
"""Where `splitlines` ends a line of ASCII and a table does not."""

Passes = Callable[[list[str], str], int]
"""Tells how many lines, from the first on, are whole rows that nothing asks for; beside them is their text."""


@dataclass
class Lines:
    """The lines of a file, counted; a line or a row without an end is refused before it fills the memory.

    `held` are lines that were read, those before `at` are done with, and `block` is their text.
    """

    name: str
    text: io.TextIOWrapper
    number: int = 0
    begun: int = 0
    last: str = "\n"
    cut_by: str = ","
    held: list[str] = field(default_factory=list)
    at: int = 0
    block: str = ""
    decoder: IncrementalDecoder | None = None

    def __iter__(self) -> Iterator[str]:
        """Itself."""
        return self

    def __next__(self) -> str:
        """Give the next line."""
        if not self.more():
            raise StopIteration
        line = self.held[self.at]
        self.at += 1
        self.number += 1
        self.last = line
        if len(line) >= LONGEST_LINE:
            raise refuse(self.name, "a line of over 4 million signs; no table", "not-a-table", self.number)
        if self.number - self.begun > MOST_LINES:
            message = "a quote that opens in this row is never closed; mend the row"
            raise refuse(self.name, message, "open-quote", self.begun + 1)
        if "\0" in line:
            raise refuse(self.name, "a zero byte; download the file again", "not-a-table", self.number)
        return line

    def more(self) -> bool:
        """Tell whether there is a next line, and read on where none is held."""
        if self.at < len(self.held):
            return True
        self.block = self._read()
        self.held, self.at = lines_in(self.block), 0
        return bool(self.held)

    def pass_over(self, passes: Passes) -> int:
        """Pass over the next lines as long as each is let go; tell how many were."""
        before = self.number
        while self.more():
            whole = not self.at and self.block.endswith(("\n", "\r"))
            found = passes(self.held[self.at :], self.block if whole else "")
            self._done(found)
            if self.at < len(self.held):
                break
        return self.number - before

    def plain(self) -> Iterator[str]:
        """Give the next lines as long as each is a row of its own: without a quote."""
        while self.more():
            quotes = '"' in self.block
            for line in self.held[self.at :]:
                if quotes and '"' in line:
                    return
                self._done(1)
                yield line

    def _done(self, count: int) -> None:
        """Be done with some lines that are rows of their own."""
        if count:
            self.at += count
            self.number += count
            self.begun, self.last = self.number, self.held[self.at - 1]

    def _read(self) -> str:
        """Read the next text, whole lines of it but for one that is too long.

        Bytes are decoded here, twice as fast as a file of text does it, where a byte of a line's end is nothing else.
        """
        if self.text.encoding.startswith(UTF_16):
            found = self.text.read(BLOCK)
            return found if not found or found.endswith("\n") else found + self.text.readline(LONGEST_LINE)
        self.decoder = self.decoder or getincrementaldecoder(self.text.encoding)(self.text.errors or "strict")
        stream = cast("IO[bytes]", self.text.buffer)
        raw = stream.read(BLOCK)
        if not raw.endswith(b"\n"):
            raw += stream.readline(LONGEST_LINE)
        return self.decoder.decode(raw, final=not raw)

    def delimiter(self) -> str:
        """Tell what cuts the cells, by the line that has the heads."""
        for at in range(SEARCHED):
            if at == len(self.held):
                self.block += (found := self._read())
                self.held += lines_in(found)
            if at == len(self.held) or FIRST_CODE.search(self.held[at]):
                break
        return max(DELIMITERS, key=self.held[min(at, len(self.held) - 1)].count) if self.held else DELIMITERS[0]


def lines_in(text: str) -> list[str]:
    """Cut a text into its lines, each with its end, as a file of text is cut."""
    if text.isascii() and not any(sign in text for sign in OTHER_ENDS):
        return text.splitlines(keepends=True)
    return io.StringIO(text, newline="").readlines()
