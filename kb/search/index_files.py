"""How the files of the browser's index are written, whether all are made, or those that an edit changes. Pure."""

from __future__ import annotations

import hashlib
import json
from base64 import urlsafe_b64encode
from collections.abc import Iterator, Mapping
from typing import Any, Final

from kb.search.documents import SearchDocument
from kb.search.packing import Packed, text, unpacked, varints
from kb.search.postings import parts_of

INDEX: Final = "static/index.js"
FOLDER: Final = "static/index/"
SHOWN_TOGETHER: Final = {"documents": 16, "pages": 256, "lives": 16, "limits": 1}
"""Sections at most, pages, codes, or payers, in one file of rows: some kilobytes.

Fewer in a file would cost a query less, but ten thousand entries more files than free hosting takes."""

DIGITS: Final = 3
"""Letters of a file's hash, six bits each: of 260,000 files of other builds one has the same by chance, and they are
few enough for the list of thousands of them that every first query loads."""

HASHED_TOGETHER: Final = 8
"""Files of `documents` that have one hash, that of all of them: the list of theirs would be the largest part of
`index.js`. An edited section then rewrites so many small files."""


def call(name: str, text: str, digest: str = "") -> str:
    """Write the call of a file: it says its hash, by which the page knows that it is one of this index.

    `digest` is that of its group where it has none of its own.
    """
    return f'kb.receive("{digest or hash_of(text)}","{name}",{text});\n'


def is_row(name: str) -> bool:
    """Tell whether a file has rows as they are shown: it has its hash with others."""
    return name.startswith("documents/")


def hashes_with_places(texts: Mapping[str, str]) -> dict[str, str]:
    """Return by name the hash of each file of terms, and the same of its places: an edit changes both."""
    both = {name: hash_of(texts[name] + texts[_of_places(name)]) for name in texts if name.startswith("terms/")}
    return both | {_of_places(name): digest for name, digest in both.items()}


def _of_places(name: str) -> str:
    """Return the name of the file of the places of a file of terms."""
    return name.replace("terms", "places", 1)


def group_of(name: str) -> int:
    """Return the number of the group of files that a file of `documents` has its hash with."""
    return int(name.removeprefix("documents/")) // HASHED_TOGETHER


def hash_of(text: str) -> str:
    """Return the hash of what a file hands over."""
    return urlsafe_b64encode(hashlib.sha256(text.encode()).digest()).decode()[:DIGITS]


def written(content: Any) -> str:
    """Write what a file hands over as JSON."""
    return json.dumps(content, ensure_ascii=True, separators=(",", ":"))


def payload(family: str, file: Packed) -> list[str]:
    """Return what a file of keyed blocks of a family hands over: its keys, and its blocks as text."""
    return ["\n".join(file.keys), text(_parts(family, file))]


def _parts(family: str, file: Packed) -> Iterator[bytes]:
    """Yield the bytes of a file in parts that are each like itself."""
    for _, block in unpacked(file):
        yield varints([len(block)])
        yield from parts_of(block) if family == "terms" else (block,)


def shown(document: SearchDocument) -> list[str | tuple[str, ...]]:
    """Return what is shown of a section, in the order in which store.js reads it."""
    told = (document.entry, document.section, document.kind, document.title, document.heading, document.value)
    days = (document.in_force, document.review_by)
    return [
        *(*told, document.reach, document.fields.get("text", ""), *days, document.marks, document.certainty),
        document.place,
        document.reviewed,
    ]
