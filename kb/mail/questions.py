"""The questions of a mail, out of what its sender wrote and its subject."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from kb.mail.own_text import CODE

MOST: Final = 3
"""How many questions of a mail are answered."""

LONGEST: Final = 300
"""How many characters a question has at most: longer ones are told, not asked."""

SHORTEST: Final = 3
WRAPPED: Final = 50
"""How many characters a line has that a mail program broke."""

GREETING: Final = re.compile(
    r"(?:hi|hello|hey|dear|good (?:morning|afternoon|evening|day)|greetings|to whom it may concern)\b[^?0-9]{0,60}",
    re.IGNORECASE,
)
ASKING: Final = re.compile(
    r"(?:what|which|who|where|when|how|why|is|are|does|do|did|can|could|will|would|has|have|should|must)\b",
    re.IGNORECASE,
)
"""How a text begins that asks, with a question mark or without."""

ITEM: Final = re.compile(r"(?:[-*•·–]|\(?[0-9]{1,2}[.)]|\(?[a-z][.)])\s+")  # noqa: RUF001  (lists are written with it)
PREFIX: Final = re.compile(r"(?:(?:re|fw|fwd|aw|wg|antw|sv|vs|tr)(?:\[\d+\])?\s*:|\[[^\]]{0,40}\])\s*", re.IGNORECASE)


@dataclass(frozen=True)
class _Paragraph:
    """A text that stands together; `item`: it is one of a list."""

    text: str
    item: bool


def questions_of(lines: tuple[str, ...], subject: str) -> tuple[str, ...]:
    """Return the questions of a mail in their order, all of them; none if nothing in it can be asked.

    Sentences that end with a question mark are, and items of a list; without any, texts that name a code or begin as
    a question does; else a subject that names a code. A question that names none is asked with the subject, or the
    text, that names one.
    """
    paragraphs, topic = list(_paragraphs(lines)), _topic(subject)
    asked = [one for paragraph in paragraphs for one in _asked(paragraph)]
    said = [paragraph.text for paragraph in paragraphs if "?" not in paragraph.text and not paragraph.item]
    about = next((text for text in (topic, *said) if CODE.search(text)), "")
    asked = asked or [text for text in said if CODE.search(text) or ASKING.match(text)]
    asked = asked or ([topic] if CODE.search(topic) or topic.endswith("?") else [])
    asked = [one if CODE.search(one) or not about else f"{about} {one}" for one in asked]
    return tuple(dict.fromkeys(one for one in map(_clean, asked) if SHORTEST <= len(one) <= LONGEST))


def _topic(subject: str) -> str:
    while found := PREFIX.match(subject):
        subject = subject[found.end() :]
    return subject.strip()


def _paragraphs(lines: tuple[str, ...]) -> Iterator[_Paragraph]:
    """Yield texts that stand together: wrapped lines joined, items of a list apart, without a greeting."""
    held, is_item = list[str](), False
    for line in (*lines, ""):
        item = ITEM.match(line)
        if held and (item or not _goes_on(held[-1], line)):
            yield _Paragraph(" ".join(held), is_item)
            held = []
        rest = line[item.end() :] if item else line
        if rest and not GREETING.fullmatch(rest):
            is_item = bool(item) if not held else is_item
            held.append(rest)


def _goes_on(before: str, line: str) -> bool:
    """Tell whether a line goes on with the one before: that one was wrapped, or this one begins within a sentence."""
    return bool(line) and not before.endswith("?") and (len(before) >= WRAPPED or line[0].islower())


def _asked(paragraph: _Paragraph) -> Iterator[str]:
    """Yield the questions of a text: one with what is said before it, several each by itself; an item as it is."""
    found = [f"{one}?" for one in paragraph.text.split("?")[:-1] if one.strip()]
    if paragraph.item and not found:
        yield paragraph.text
    elif len(found) == 1 and len(found[0]) <= LONGEST:
        yield found[0]
    else:
        yield from (re.split(r"(?<=[.!;:])\s+", one.strip())[-1] for one in found)


def _clean(text: str) -> str:
    return " ".join(text.split())
