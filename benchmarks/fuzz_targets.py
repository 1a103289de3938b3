"""What a fuzzer tries: one function for each parser of text from outside. A fault is an exception.

Each takes bytes, makes text of them and holds what must hold for any text. A test runs them over the corpus in
`tests/data/corpus`, without a fuzzer.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from kb.content.limits import beyond_limits
from kb.content.load import Texts, decode, load
from kb.content.parse import parse
from kb.content.prose import ATTRIBUTES, TAGS, to_html
from kb.domain.problem import Problem
from kb.rules.check import check
from kb.search.find import Searcher, find, make_searcher

CORPUS: Final = Path(__file__).parents[1] / "tests" / "data" / "corpus"
GOOD: Final = Path(__file__).parents[1] / "tests" / "data" / "good"
ENTRY: Final = "example-health/commercial/category-iii.md"
TODAY: Final = dt.date(2026, 3, 2)
LONGEST: Final = 4_000
"""Characters of a text that are tried; longer ones only take longer."""

SCHEMES: Final = frozenset({"", "http", "https", "mailto"})


class _Elements(HTMLParser):
    """Holds every element of a page to the list of those that prose may have, and each link to a plain scheme."""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Look at one element."""
        for name, value in (("", ""), *attrs):
            leads = urlsplit(value or "").scheme.lower() if name == "href" else ""
            if tag not in TAGS or (name and name not in ATTRIBUTES.get(tag, ())) or leads not in SCHEMES:
                raise AssertionError(f"<{tag} {name}={value}>")


def front_matter(data: bytes) -> None:
    """Read bytes as a whole file: each problem has a place in it, and a message that can be printed."""
    text, problems = decode(data[:LONGEST], ENTRY)
    found = problems if text is None else _problems(text)
    lines = data.count(b"\n") + data.count(b"\r") + 2
    for problem in found:
        if not (1 <= problem.place.line <= lines and problem.place.column >= 1 and str(problem).isprintable()):
            raise AssertionError(f"{problem.place} of {lines} lines: {problem.message!r}")


def _problems(text: str) -> Sequence[Problem]:
    """Give the problems of a file: of reading it, and where there is none, of all rules."""
    read = parse(ENTRY, text)
    if not read.document:
        return read.problems
    checked = check(Texts({**_good(), ENTRY: text}, ()))
    return [problem for problem in checked.problems if problem.path == ENTRY]


def markdown(data: bytes) -> None:
    """Render bytes as the text of a section: it can be rendered, and what comes out runs nothing."""
    text = data[:LONGEST].decode("utf-8", "replace")
    if beyond_limits(text):
        return
    reader = _Elements()
    reader.feed(to_html(text, {}))
    reader.close()


def query(data: bytes) -> None:
    """Search for bytes: it ends, with at most as many hits as were asked for."""
    found = find(_searcher(), data[:LONGEST].decode("utf-8", "replace"), 10, TODAY)
    if len(found.hits) > 10:  # noqa: PLR2004  (as asked for)
        raise AssertionError(len(found.hits))


@cache
def _good() -> dict[str, str]:
    return load(GOOD).files


@cache
def _searcher() -> Searcher:
    return make_searcher(check(load(GOOD)).library)


TARGETS: Final[dict[str, Callable[[bytes], None]]] = {"front": front_matter, "markdown": markdown, "query": query}
