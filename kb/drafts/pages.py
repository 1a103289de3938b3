"""The text of a payer's document: pages of lines, each line split into cells where a table or a wide gap is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kb.domain.problem import Problem


class BadPaper(Exception):
    """The file is no document that can be read; carries the problem."""

    def __init__(self, problem: Problem) -> None:
        """Keep the problem."""
        super().__init__(str(problem))
        self.problem = problem


@dataclass(frozen=True)
class Line:
    """One line of a page: its cells from left to right, and whether the file marks it as a heading.

    `size` is that of its largest letters in points, 0 where the file does not tell.
    """

    cells: tuple[str, ...]
    is_heading: bool = False
    size: float = 0

    @property
    def text(self) -> str:
        """The whole line as one text."""
        return " ".join(self.cells)


@dataclass(frozen=True)
class Page:
    """A page by its number, counted from 1: its lines in reading order.

    `pictures` counts the large pictures on it; `in_columns` tells that it is set in two columns.
    """

    number: int
    lines: tuple[Line, ...]
    pictures: int = 0
    in_columns: bool = False


@dataclass(frozen=True)
class Paper:
    """A document: its pages, its title and address where the file states them, and what its reader doubts."""

    name: str
    pages: tuple[Page, ...]
    title: str = ""
    address: str = ""
    doubts: tuple[str, ...] = ()

    @property
    def lines(self) -> Iterator[tuple[int, Line]]:
        """Each line with the number of its page, in reading order."""
        return ((page.number, line) for page in self.pages for line in page.lines)


def clean(text: str) -> str:
    """Write a text with single spaces, plain hyphens at line ends, and without leaders of dots."""
    plain = text.replace("\u00ad", "").replace("\u2011", "-").replace("\u2010", "-").replace("\ufffe", "-")
    visible = "".join(sign if sign.isprintable() else " " for sign in plain.replace("\u00a0", " "))
    return " ".join(visible.split())
