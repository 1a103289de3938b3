"""What the sender of a mail wrote: without quoted mail, signature and disclaimer. Each line is looked at once.

A library for this (mail-parser-reply 1.36) left out questions that stand in a list with hyphens, and took 24 seconds
for 24 kB of "On On On".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

CODE: Final = re.compile(r"(?<![A-Za-z0-9])(?:[0-9]{4}[0-9A-Za-z]|[A-Za-z][0-9]{4})(?![A-Za-z0-9])")
"""What is written as a code of CPT or HCPCS."""

LONGEST_LINE: Final = 2_000
"""Beyond this a line is cut before it is compared with anything."""

FORWARDED: Final = re.compile(
    r"-{2,} ?(?:original message|forwarded message|forwarded by .{0,80}) ?-{2,}|begin forwarded message:",
    re.IGNORECASE,
)
ATTRIBUTION: Final = re.compile(r"(?:on|am|le|el) .{4,200}(?:wrote|schrieb|écrit|escribió) ?:", re.IGNORECASE)
"""The line before quoted mail; programs break it over up to three lines."""

HEADER: Final = re.compile(r"\*?(from|sent|date|to|cc|subject):\*?(?:\s|$)", re.IGNORECASE)
CLOSERS: Final = frozenset(
    ["thanks", "thank", "thx", "ty", "regards", "best", "cheers", "sincerely", "respectfully", "wishes", "br", "tia"],
)
CLOSING: Final = CLOSERS | frozenset(
    [
        "many",
        "kind",
        "warm",
        "with",
        "kindest",
        "warmest",
        "you",
        "so",
        "much",
        "very",
        "again",
        "in",
        "advance",
        "a",
        "lot",
        "and",
        "everyone",
        "all",
        "team",
    ],
)
"""The words that a line before a signature is made of, the first of which one at least stands there."""

LONGEST_CLOSING: Final = 6
"""How many words such a line has at most."""

MOBILE: Final = re.compile(
    r"(?:sent (?:from|via) (?:my|outlook|mail|yahoo|gmail)|get outlook for)\b.{0,80}", re.IGNORECASE
)
NOTICE: Final = re.compile(
    r"(?:\*+ ?)?(?:(?:confidentiality|privacy|legal) (?:notice|disclaimer|statement)\b.*|disclaimer:.*)"
    r"|this (?:e-?mail|message|communication)\b.{0,120}\b(?:confidential|intended|privileged).*"
    r"|\[external\b[^\[\]]{0,60}\].{0,80}|caution:? .{0,60}\bexternal\b.{0,200}",
    re.IGNORECASE,
)
MARK: Final = re.compile(r"-- ?|_{5,}|-{5,}|\*{5,}|={5,}")


def own_text(text: str, name: str = "") -> tuple[str, ...]:
    """Return the lines that the sender wrote; `name` is the sender's, which alone on a line begins a signature."""
    lines = [line.strip()[:LONGEST_LINE] for line in re.split(r"\r\n?|\n", text.replace("\u00a0", " "))]
    return tuple(_unsigned(list(_unquoted(lines)), name))


def _unquoted(lines: list[str]) -> Iterator[str]:
    """Yield lines up to a mail that is quoted below, without lines that are marked as quoted."""
    skip = 0
    for at, line in enumerate(lines):
        if skip:
            skip -= 1
            continue
        if FORWARDED.fullmatch(line) or _is_header(lines, at):
            return
        skip = _attribution(lines, at)
        if skip and not _is_marked(lines[at + skip :]):
            return
        skip -= bool(skip)
        if not line.startswith((">", "|>")) and not _attribution(lines, at):
            yield line


def _is_header(lines: list[str], at: int) -> bool:
    """Tell whether the head of a quoted mail begins here: From, and two other fields within four lines."""
    named = [found[1].lower() for found in map(HEADER.match, lines[at : at + 5]) if found]
    return bool(HEADER.match(lines[at])) and named[0] == "from" and len({*named}) > 2  # noqa: PLR2004


def _attribution(lines: list[str], at: int) -> int:
    """Return over how many lines the line before quoted mail goes; 0 where none begins here."""
    if lines[at][:3].lower() not in {"on ", "am ", "le ", "el "}:
        return 0
    joined = ""
    for count in (1, 2, 3):
        joined = " ".join(lines[at : at + count])
        if ATTRIBUTION.fullmatch(joined):
            return count
    return 0


def _is_marked(rest: list[str]) -> bool:
    """Tell whether what comes next is marked line by line as quoted, so that one's own text may follow it."""
    return next((line.startswith(">") for line in rest if line), False)


def _unsigned(lines: list[str], name: str) -> list[str]:
    """Return lines up to the signature; one with a question on a code below it is none."""
    own, said = _words(name), False
    last = max((at for at, line in enumerate(lines) if "?" in line and CODE.search(line)), default=-1)
    for at, line in enumerate(lines):
        begins = MARK.fullmatch(line) or _is_closing(line) or MOBILE.fullmatch(line) or NOTICE.fullmatch(line)
        is_name = len(own) > 1 and own in {_words(line.partition(",")[0]), _words(line)}
        if said and at > last and (begins or is_name):
            return lines[:at]
        said = said or bool(line)
    return [line for line in lines if not NOTICE.fullmatch(line)]


def _is_closing(line: str) -> bool:
    words = line.lower().replace(",", " ").replace(".", " ").replace("!", " ").split()
    return len(words) <= LONGEST_CLOSING and CLOSING.issuperset(words) and not CLOSERS.isdisjoint(words)


def _words(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", text.lower()))
