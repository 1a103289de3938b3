"""Documents recorded once, copied into the files that cite them, and the text of a new record."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from kb.authoring.edits import with_record
from kb.authoring.yaml_lines import record_lines
from kb.content.fields import SOURCE_FIELDS
from kb.content.front_matter import FrontMatterError, Node, Scalar, read_yaml
from kb.content.front_matter import Mapping as ReadMapping
from kb.content.load import is_beside
from kb.content.parse import FIELDS, split
from kb.content.paths import kind_of
from kb.content.source_records import RECORD_FIELDS, read_source_records
from kb.domain.model import Source
from kb.domain.source_record import OF_THE_DOCUMENT, SourceRecord


def record_text(record: SourceRecord) -> str:
    """Write a record as the text of its file."""
    values = {field.key: getattr(record, field.key) for field in RECORD_FIELDS}
    return "".join(f"{line}\n" for line in record_lines(values, 0))


def values_of(record: SourceRecord | Source) -> dict[str, Any]:
    """Return what a file holds of a source by key, or of one that it cites by a record and says nothing else of."""
    return {field.key: getattr(record, field.key, "") for field in SOURCE_FIELDS}


def with_records(files: Mapping[str, str]) -> dict[str, str]:
    """Copy the records among some files, given by path, into the content files that cite them."""
    records, _ = read_source_records(files)
    return {path: text if is_beside(path) else with_own(path, text, records) for path, text in files.items()}


def with_own(path: str, text: str, records: Mapping[str, SourceRecord]) -> str:
    """Copy records into the sources of a file that have their ids; all else in it stays.

    What the record says of the document takes the place of what the file says of it; what was read, when, and the
    note are copied where the file has none. A file that cannot be read comes back as it is.
    """
    try:
        root = read_yaml(split(text)[0]) if records else None
    except FrontMatterError:
        return text
    for id_, node in _sources(root):
        if record := records.get(id_):
            held = _texts(node)
            wanted = {key: str(value) for key, value in values_of(record).items() if value}
            merged = {
                field.key: wanted.get(field.key, "")
                if field.key in OF_THE_DOCUMENT
                else held.get(field.key) or wanted.get(field.key, "")
                for field in SOURCE_FIELDS
            }
            if {key: value for key, value in merged.items() if value} != held:
                text = with_record(text, "sources", id_, merged, FIELDS[kind_of(path)])
    return text


def _sources(root: Node | None) -> list[tuple[str, Node]]:
    table = {key.text: value for key, value in root.items} if isinstance(root, ReadMapping) else {}
    found = table.get("sources")
    return [(key.text, value) for key, value in found.items] if isinstance(found, ReadMapping) else []


def _texts(node: Node) -> dict[str, str]:
    """Return the texts of a record by key; nothing where nothing stands below its id."""
    items = node.items if isinstance(node, ReadMapping) else ()
    return {key.text: value.text for key, value in items if isinstance(value, Scalar)}
