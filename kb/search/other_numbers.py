"""Numbers that look like codes or modifiers: a place of service, a revenue code, a type of bill, an amount.

The browser does the same in `static/other_numbers.js`. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from kb.search.analysis import CODE
from kb.search.lexicon import Lexicon
from kb.search.query import Group

PLACES: Final = "[0-9]{1,2}(?:(?:,| or|/| and| vs)+ ?[0-9]{1,2})*"

NUMBERS: Final = (
    (
        "place of service",
        rf"(?<![0-9a-z])(?:pos|place of service)(?: code)?[ :#=-]*({PLACES})(?![0-9a-z])",
    ),
    ("revenue code", r"(?<![0-9a-z])(?:rev(?:enue)?(?: codes?)?|rc)[ :#=-]*((?!20[0-4][0-9])[0-9]{3,4})(?![0-9a-z])"),
    ("type of bill", r"(?<![0-9a-z])(?:tob|type of bill|bill type)[ :#=-]*([0-9]{3,4})(?![0-9a-z])"),
)
"""What a number is by the words before it, and how both are written; the words name no question by themselves."""

NUMBER_WORDS: Final = tuple(name.split(" ")[0] for name, _ in NUMBERS)
"""The word of each that stays in the query and ranks."""


UNLISTED: Final = (
    r"(?<![0-9a-z.])(?:[0-9]{3}99|21089|7649[678]|81479|88749|89240|89398|90749|92700|96549|97039|97139|99429|99600)"
    r"(?![0-9a-z])"
)
"""The numbers of Category I codes that stand for an unlisted procedure: they end in 99, with a few exceptions."""

UNLISTED_WORD: Final = "unlisted"


def with_unlisted(text: str) -> str:
    """Add the word that finds what is said of unlisted codes where a cleaned query has one."""
    return f"{text} {UNLISTED_WORD}" if re.search(UNLISTED, text) else text


AMOUNT: Final = r"(?!(?:19|20)[0-9]{2}$)([0-9]{3,7})(?:\.[0-9]{2})?"
"""A number that is an amount where texts print it as one, and nothing else goes by it; no year."""


OF_MONEY: Final = "([0-9]+)usd"
"""How the word is written that an amount of money is cut as, `kb.search.typed.AMOUNT`."""


def as_amounts(groups: Iterable[Group], lexicon: Lexicon) -> list[Group]:
    """Read amounts of money as such, and numbers where the library holds them as amounts alone: 6859 for $6,859."""
    return [_as_amount(group, lexicon) for group in groups]


def _as_amount(group: Group, lexicon: Lexicon) -> Group:
    term = str(group.terms[0]) if group.kind == "word" else ""
    money = re.fullmatch(OF_MONEY, group.written)
    if money and group.kind == "word":
        plain = lexicon.holds(money[1]) and not re.fullmatch(CODE, money[1]) and not lexicon.holds(f"${money[1]}")
        kind, read = ("word", money[1]) if plain else ("concept", f"${money[1]}")
        return replace(group, kind=kind, terms=(read,), written=f"${money[1]}")
    digits = re.fullmatch(AMOUNT, term)
    if not digits or lexicon.holds(term) or not lexicon.holds(f"${digits[1]}"):
        return group
    return replace(group, kind="concept", terms=(f"${digits[1]}",))


def other_numbers(text: str) -> tuple[str, list[str]]:
    """Put in place of such numbers and the words before them one word, and tell what was read; not in quotes."""
    notes: list[str] = []
    for name, pattern in NUMBERS:
        for found in reversed(list(re.finditer(pattern, text))):
            if text[: found.start()].count('"') % 2:
                continue
            notes.append(
                f"{found[1]} is read as a {name}; answers here do not differ by it unless their text says so."
            )
            text = f"{text[: found.start()]} {name.split(' ')[0]} {text[found.end() :]}"
    return text, notes
