"""The lines of a table, counted, and what cuts their cells."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Final

from kb.official.source import refuse

SEARCHED: Final = 40
LONGEST_LINE: Final = 1 << 22
MOST_LINES: Final = 500
"""Lines that one row may have, in quotes; more means that a quote was never closed."""
DELIMITERS: Final = ",\t;"
FIRST_CODE: Final = re.compile(r"code\s*\|\s*1\b", re.IGNORECASE)


@dataclass
class Lines:
    """The lines of a file, counted; a line or a row without an end is refused before it fills the memory."""

    name: str
    text: io.TextIOWrapper
    number: int = 0
    begun: int = 0
    last: str = "\n"
    cut_by: str = ","
    waiting: list[str] = field(default_factory=list)

    def __iter__(self) -> Iterator[str]:
        """Itself."""
        return self

    def __next__(self) -> str:
        """Give the next line."""
        line = self.waiting.pop(0) if self.waiting else self.text.readline(LONGEST_LINE)
        if not line:
            raise StopIteration
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

    def pass_over(self, test: Callable[[str], bool]) -> int:
        """Pass over the next lines as long as each is a whole row that a test lets go; tell how many were."""
        read, count, last = self.text.readline, 0, self.last
        line = self.waiting.pop(0) if self.waiting else read(LONGEST_LINE)
        while line and test(line):
            count, last = count + 1, line
            line = self.waiting.pop(0) if self.waiting else read(LONGEST_LINE)
        if line:
            self.waiting.insert(0, line)
        if count:
            self.number += count
            self.begun, self.last = self.number, last
        return count

    def delimiter(self) -> str:
        """Tell what cuts the cells, by the line that has the heads."""
        self.waiting = []
        for _ in range(SEARCHED):
            self.waiting.append(self.text.readline(LONGEST_LINE))
            if FIRST_CODE.search(self.waiting[-1]):
                break
        return max(DELIMITERS, key=self.waiting[-1].count)
