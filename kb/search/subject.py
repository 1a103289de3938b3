"""The subject of a query: what it is about beside plan, question, code, document and day.

The browser does the same in `static/subject.js`. Pure.
"""

from __future__ import annotations

from typing import Any, Final

from kb.search.excerpt import subject_of
from kb.search.field_sets import numbers_of_documents
from kb.search.query import Group, untold
from kb.search.reading_result import Reading

NAMES: Final = ("~!", "~@", "~asks:", "~line:", "$")
"""How the terms of names and of amounts begin, which are no subject."""


def subject(read: Reading) -> frozenset[str]:
    """Return the terms of the subject of a query."""
    numbers = set(numbers_of_documents(read))
    passed = untold(read.groups)
    groups = tuple(group for group in read.groups if not group.negative and group.written not in passed)
    return frozenset(
        term for term in subject_of(groups, read.read) if term not in numbers and not term.startswith(NAMES)
    )


def subject_groups(read: Reading) -> list[Group]:
    """Return the groups of the subject."""
    terms = subject(read)
    return [group for group in read.groups if not group.negative and terms & set(group.terms)]


def tables() -> dict[str, Any]:
    """Return the tables of this module as plain data, for the browser."""
    return {"names": NAMES}
