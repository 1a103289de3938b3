"""`sources/<id>.yml`: a document that several files cite, recorded once; `fmt` copies it into the files."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from kb.content import kinds
from kb.content.fields import SOURCE_FIELDS
from kb.content.front_matter import FrontMatterError, Node, read_yaml
from kb.content.paths import RECORD
from kb.content.record_reader import Field, places, read_record
from kb.domain.problem import Place, Problem
from kb.domain.source_record import OF_THE_DOCUMENT, OF_THE_READING, SourceRecord

FOLDER: Final = "sources"
EDITION: Final = Field("edition_of", kinds.word, "the id of the record of which this is another edition")
RECORD_FIELDS: Final = tuple(
    field
    for given in SOURCE_FIELDS
    if given.key in {*OF_THE_DOCUMENT, *OF_THE_READING}
    for field in ((given, EDITION) if given.key == "printed" else (given,))
)
UNKNOWN_EDITION: Final = "unknown-edition"


def path_of_record(id_: str) -> str:
    """Return the path of the source record of an id."""
    return f"{FOLDER}/{id_}.yml"


def read_source_records(files: Mapping[str, str]) -> tuple[dict[str, SourceRecord], list[Problem]]:
    """Read all source records among the texts by path: the records by id, and every error with its place."""
    found: dict[str, SourceRecord] = {}
    roots: dict[str, Node] = {}
    problems: list[Problem] = []
    for path, text in files.items():
        if match := RECORD.fullmatch(path):
            read, root, faults = _read(match[1], text)
            problems += [Problem(path, *fault) for fault in faults]
            if read and root:
                found[read.id], roots[read.id] = read, root
    return found, [*problems, *_odd_editions(found, roots)]


def _read(id_: str, text: str) -> tuple[SourceRecord | None, Node | None, Iterable[tuple[Place, str, str]]]:
    try:
        root = read_yaml(text)
    except FrontMatterError as fault:
        return None, None, [(fault.place, fault.code, fault.message)]
    if root is None:
        return None, None, [(Place(1, 1), "empty-file", "nothing in it; write its keys, or delete the file")]
    values, faults = read_record(root, RECORD_FIELDS)
    return (None if faults else SourceRecord(id=id_, **values)), root, faults


def _odd_editions(found: Mapping[str, SourceRecord], roots: Mapping[str, Node]) -> Iterator[Problem]:
    """Find records that are said to be an edition of themselves, of an edition, or of what is not recorded."""
    for id_, record in found.items():
        base = found.get(record.edition_of)
        if not record.edition_of or (base and base.id != id_ and not base.edition_of):
            continue
        told = f"'{record.edition_of}' has no record in {FOLDER}/; add it, or take this out"
        if base:
            told = f"'{base.id}' is no base of editions; name the record that is no edition itself"
        yield Problem(path_of_record(id_), places(roots[id_])[("edition_of",)], UNKNOWN_EDITION, told)
