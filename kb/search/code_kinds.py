"""Kinds of codes that a rule names as a whole: drugs with a Q code or a miscellaneous one, all Category III codes.

A rule of the plan asked of that speaks of the kind is found for a code of it that no page is on, and a note says so.
The browser does the same in `static/ranking.js`. Pure.
"""

from __future__ import annotations

import re
from typing import Final

from kb.search.analysis import words
from kb.search.field_sets import Matcher, of_plans, within
from kb.search.other_numbers import UNLISTED, UNLISTED_WORD
from kb.search.reading_result import Reading

KINDS: Final = (
    (r"q[0-9]{4}", "Q codes", " ".join(word.term for word in words("q code")), "word"),
    (r"[0-9]{4}t", "Category III codes", " ".join(word.term for word in words("category III")), "title"),
    (
        r"j(?:3490|3590|7[5679]99|8499|8999|9999)|c9399|a9699",
        "miscellaneous codes",
        words("miscellaneous")[0].term,
        "word",
    ),
    (UNLISTED, "unlisted codes", words(UNLISTED_WORD)[0].term, "word"),
)
"""The codes of each kind, how notes call it, and the terms of what speaks of it, in titles or anywhere."""


def of_kind(read: Reading, matcher: Matcher) -> dict[str, tuple[str, set[int]]]:
    """Return by code without a page, in lower case, its kind and the sections of the plans asked of that name it."""
    is_asked = bool(read.scopes)
    return {
        code: (
            called,
            of_plans(read, matcher).intersection(*(within(matcher, field, term) for term in terms.split(" "))),
        )
        for code in (code.written.lower() for code in read.absent)
        for pattern, called, terms, field in KINDS
        if (is_asked or (pattern == UNLISTED and not read.named)) and re.fullmatch(pattern, code)
    }
