"""A text cut into sentences: a dot behind a digit, a letter or a quote ends one. Pure.

The browser does the same in `static/sentences.js`.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from typing import Final

from kb.search.analysis import Concepts, analyse

PARTED: Final = r"(?<=[0-9a-z\"”)][.!?]) "
"""What parts sentences."""


def sentences(text: str) -> list[str]:
    """Return the sentences of a plain text, in order."""
    return re.split(PARTED, text)


def sentences_with(terms: Container[str], text: str, concepts: Concepts) -> Iterator[str]:
    """Yield the sentences of a plain text that hold one of some terms."""
    for sentence in sentences(text):
        if any(term.text in terms for term in analyse(sentence, concepts)):
            yield sentence
