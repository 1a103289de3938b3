"""Numbers of a claim form that look like codes or modifiers: a place of service, a revenue code, a type of bill.

The browser does the same in `static/other_numbers.js`. Pure.
"""

from __future__ import annotations

import re
from typing import Final

NUMBERS: Final = (
    ("place of service", r"(?<![0-9a-z])(?:pos|place of service)(?: code)?[ :#=-]*([0-9]{1,2})(?![0-9a-z])"),
    ("revenue code", r"(?<![0-9a-z])(?:rev(?:enue)?(?: codes?)?|rc)[ :#=-]*([0-9]{3,4})(?![0-9a-z])"),
    ("type of bill", r"(?<![0-9a-z])(?:tob|type of bill|bill type)[ :#=-]*([0-9]{3,4})(?![0-9a-z])"),
)
"""What a number is by the words before it, and how both are written; the words name no question by themselves."""


def other_numbers(text: str) -> tuple[str, list[str]]:
    """Take such numbers and the words before them out of a cleaned query, and tell what was read; not in quotes."""
    notes: list[str] = []
    for name, pattern in NUMBERS:
        for found in reversed(list(re.finditer(pattern, text))):
            if text[: found.start()].count('"') % 2:
                continue
            notes.append(
                f"{found[1]} is read as a {name}; answers here do not differ by it unless their text says so."
            )
            text = f"{text[: found.start()]} {text[found.end() :]}"
    return text, notes
