"""The key of a document's number: one for every way of parting its letters and digits, and of leading zeros.

`Z-67-096` and `z67.96` have the key `z67.96`; `MED.00024` has `med24`. The index holds the keys of the numbers of its
texts. The browser does the same in `static/analysis.js`. Pure.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any, Final

CODE: Final = r"[0-9]{4}[tfu]|[0-9]{5}|[a-v][0-9]{4}"
"""A billing code."""

BETWEEN: Final = r"\-.\u2010-\u2014"
"""What parts the letters and digits of a number, for a character class."""

CHUNK: Final = rf"(?<![0-9a-z][{BETWEEN}])[0-9a-z]+(?:[{BETWEEN}][0-9a-z]+)*"
"""Letters and digits with a sign between them, in folded text, from their beginning."""

LETTERS_FIRST: Final = rf"(?=[^0-9]*[0-9][^0-9]*[0-9]).*[a-z][{BETWEEN}]?[0-9].*"
"""What may be a number of a document: letters before digits, two of these at least."""

DOTTED: Final = r"[0-9]{1,3}(?:\.[0-9]{1,3}){2,}"
"""A number without letters: 8.01.01."""

SERIES: Final = r"[a-z]{2,4}([0-9]+(?:\.[0-9]+)+)"
"""A number whose letters are often left out: THE801.024."""

DIAGNOSIS: Final = r"[a-tv-z][0-9][0-9a-z](?:\.[0-9a-z]{1,4})?"

AMOUNT: Final = r"(?<=[$])[0-9]{1,3}(?:,[0-9]{3})+"
"""An amount of a thousand dollars or more, as texts print it, without its cents; its term is `$6859`."""

NO_NUMBER: Final = (
    rf"(?:.*[{BETWEEN}])?(?:{CODE})(?:[{BETWEEN}].*)?"  # a code, or a span of codes
    rf"|{DIAGNOSIS}(?:[{BETWEEN}]{DIAGNOSIS})?"  # a diagnosis, which has the form of a few numbers, too, or a span
    rf"|[a-z]+[{BETWEEN}]?(?:19|20)[0-9]{{2}}"  # a month and its year
    r"|.*[a-z]{5}.*"
    r"|x[0-9]{1,4}"  # how many units: x400
)
"""What is no number of a document, though it has letters and digits."""


def key_of(written: str) -> str:
    """Return the key of a folded number, whatever it looks like: leading zeros and signs taken away."""
    short = re.sub("[0-9]+", lambda digits: digits[0].lstrip("0") or "0", written)
    return compact(short)


def compact(written: str) -> str:
    """Take the signs out of a number, but for a dot where two runs of digits would else be one."""
    dotted = re.sub(rf"(?<=[0-9])[{BETWEEN}](?=[0-9])", ".", written)
    return re.sub(rf"[{BETWEEN}](?![0-9])|(?<![0-9])[{BETWEEN}]", "", dotted)


def letters_of(key: str) -> str:
    """Return the letters that a key begins with, which are before its first digit."""
    return re.sub("[0-9].*", "", key)


@lru_cache(maxsize=100_000)
def keys_in(chunk: str) -> tuple[str, ...]:
    """Return the terms of the numbers that a chunk of a text holds: itself, and what follows each sign in it."""
    starts = [0, *(sign.end() for sign in re.finditer(f"[{BETWEEN}]", chunk))]
    series = re.fullmatch(SERIES, chunk)
    found = [*(chunk[at:] for at in starts if is_number(chunk[at:])), *([series[1]] if series else [])]
    return tuple(f"#{key_of(one)}" for one in found)


def is_number(written: str) -> bool:
    """Return whether a folded text has the form of a document's number."""
    if re.fullmatch(DOTTED, written):
        return True
    return bool(re.fullmatch(LETTERS_FIRST, written)) and not re.fullmatch(NO_NUMBER, written)


def keys_at(folded: str, start: int) -> tuple[str, ...]:
    """Return the terms of the numbers and of the amount that begin at a place of a folded text."""
    amount = AMOUNTS.match(folded, start)
    if amount:
        return (f"${amount[0].replace(',', '')}",)
    found = CHUNKS.match(folded, start)
    return keys_in(found[0]) if found else ()


CHUNKS: Final = re.compile(CHUNK)
AMOUNTS: Final = re.compile(AMOUNT)


def tables() -> dict[str, Any]:
    """Return the patterns as plain data, for the browser."""
    return {
        "between": BETWEEN,
        "chunk": CHUNK,
        "amount": AMOUNT,
        "lettersFirst": LETTERS_FIRST,
        "dotted": DOTTED,
        "noNumber": NO_NUMBER,
        "series": SERIES,
    }
