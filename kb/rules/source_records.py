"""Rules on documents that are recorded once in `sources/`: the files that cite them say the same of them."""

from __future__ import annotations

from typing import Final

from kb.content.source_records import path_of_record
from kb.domain.model import Document, Library
from kb.domain.problem import shown
from kb.domain.source_record import OF_THE_DOCUMENT
from kb.rules.rule import Found, Rule

WAY: Final = "type `python3 build.py fmt` to copy the record, or give this source an id of its own"


def source_differs(document: Document, library: Library) -> Found:
    """A source whose id has a record says of the document what the record says."""
    for id_, source in document.sources.items():
        record = library.source_records.get(id_)
        for key in OF_THE_DOCUMENT if record else ():
            held, wanted = getattr(source, key), getattr(record, key)
            if held != wanted:
                path = path_of_record(id_)
                said = f"differs from {path}, which says '{shown(wanted)}'" if wanted else f"is not in {path}"
                yield document.place("sources", id_, key), f"{said}; {WAY}"


SOURCE_RECORD_RULES: Final = (
    Rule(
        "source-differs",
        "a source that has a record in `sources/` says of the document what that says",
        source_differs,
    ),
)
