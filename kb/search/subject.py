"""The subject of a query, beside plan, question, code, document and day; and the documents that nothing here is.

The browser does the same in `static/subject.js`. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final

from kb.search.analysis import CODE
from kb.search.excerpt import subject_of
from kb.search.field_sets import Matcher, numbers_of_documents, within
from kb.search.query import NOISE, NUMBER, Group
from kb.search.reading_result import Reading

NAMES: Final = ("~!", "~@", "~asks:", "~line:")
"""How the terms of names begin, which are no subject."""


def subject(read: Reading) -> frozenset[str]:
    """Return the terms of the subject of a query."""
    numbers = set(numbers_of_documents(read))
    groups = tuple(group for group in read.groups if not group.negative and group.written not in NOISE)
    return frozenset(
        term for term in subject_of(groups, read.read) if term not in numbers and not term.startswith(NAMES)
    )


def subject_groups(read: Reading) -> list[Group]:
    """Return the groups of the subject."""
    terms = subject(read)
    return [group for group in read.groups if not group.negative and terms & set(group.terms)]


def only_mentioned(read: Reading, matcher: Matcher) -> Iterator[str]:
    """Yield the numbers of documents, as typed, that a query names and that no document here has."""
    for group in read.groups:
        numbers = [str(term) for term in group.terms if re.fullmatch(NUMBER, str(term))]
        plain = [number for number in numbers if not re.fullmatch(CODE, number)]
        if plain and not group.negative and not within(matcher, "title", *plain):
            yield group.written.upper()


def tables() -> dict[str, Any]:
    """Return the tables of this module as plain data, for the browser."""
    return {"number": NUMBER, "names": NAMES}
