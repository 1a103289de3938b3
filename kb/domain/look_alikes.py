"""Characters that look like others or like nothing: their names, and how two texts that look alike differ."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

ALIKE: Final = dict(
    zip(
        "\u0430\u0435\u043e\u0440\u0441\u0443\u0445\u0456\u0458\u0455\u0501\u04bb\u051b\u051d\u04cf"
        "\u0410\u0412\u0415\u041a\u041c\u041d\u041e\u0420\u0421\u0422\u0423\u0425\u0406\u0408\u0405\u04c0\u0417"
        "\u03bf\u03bd\u03c1\u03b9\u0391\u0392\u0395\u0396\u0397\u0399\u039a\u039c\u039d\u039f\u03a1\u03a4\u03a5\u03a7"
        "\u0131\u0261\u0585\u057d\u0578\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u2018\u2019\u201a\u201c\u201d\u201e",
        "aeopcyxijsdhqwlABEKMHOPCTYXIJSI3ovpiABEZHIKMNOPTYXigoun-------'''\"\"\"",
        strict=True,
    )
)
"""Letters of other scripts, dashes and quotes, each with the plain character that it looks like."""

PLAIN: Final = str.maketrans(ALIKE)


def name_of(character: str) -> str:
    """Name a character so that it can be looked up: `U+0435 CYRILLIC SMALL LETTER IE`."""
    return f"U+{ord(character):04X} {unicodedata.name(character, 'without a name')}"


def plain(written: str) -> str:
    """Write a text with the plain characters that it looks to be made of; what is invisible is left out."""
    seen = "".join(c for c in unicodedata.normalize("NFKC", written) if unicodedata.category(c) not in {"Cf", "Mn"})
    return seen.translate(PLAIN)


def told(written: str) -> str:
    """Say which characters of a text are not what they look like; empty if all are."""
    odd = dict.fromkeys(c for c in written if not c.isascii() and plain(c) != c)
    return " and ".join(map(name_of, odd))


def difference(written: str, wanted: str) -> str:
    """Say how a text differs from one that it looks like; empty if the two are the same or do not look alike."""
    if written == wanted or _key(written) != _key(wanted):
        return ""
    parts = [f"it holds {told(written)}"] if told(written) else []
    if found := re.search(r"(\S+)(\s{2,})\S", written):
        parts.append(f"it has {len(found[2])} blanks behind '{plain(found[1])}'")
    seen = plain(" ".join(written.split()))
    if _signs(seen) != _signs(wanted):
        parts.append("its words are joined otherwise")
    if seen != wanted and seen.casefold() == wanted.casefold():
        parts.append("its capitals differ")
    return " and ".join(parts)


def _key(text: str) -> str:
    """Return what stays of a text whatever its spaces, hyphens, capitals and look-alikes."""
    return "".join(c for c in plain(text).casefold() if c.isalnum())


def _signs(text: str) -> str:
    return "".join(c for c in text if not c.isalnum())
