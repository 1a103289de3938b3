"""A record is copied into the files that cite it, whatever stood there of the document; all else stays."""

from __future__ import annotations

import datetime as dt

from kb.authoring.source_records import record_text, with_own
from kb.content.source_records import read_source_records
from kb.domain.source_record import SourceRecord

RECORD = SourceRecord(
    "guide", "Provider guide: 2026", "Example Health", "https://example.org/guide", "primary", "part",
    dt.date(2026, 1, 2), printed="2026", edition_of="guide-2025", note="Only chapter 3 was read.",
)  # fmt: skip
WHOLE = """  guide:
    title: "Provider guide: 2026"
    publisher: Example Health
    url: https://example.org/guide
    standing: primary
    read: part
    printed: 2026
    retrieved: 2026-01-02
    note: Only chapter 3 was read.
"""


def entry(sources):
    return f"---\ntitle: One\nsources:\n{sources}  other:\n    title: Another\n---\n\n## Coverage\n\nNo [guide].\n"


def copied(text):
    return with_own("acme/commercial/one.md", text, {"guide": RECORD})


def test_an_id_alone_becomes_the_whole_record():
    assert entry(WHOLE) == copied(entry("  guide:\n"))


def test_what_the_file_says_of_its_own_reading_stays_and_of_the_document_goes():
    own = "    read: whole\n    retrieved: 2026-02-03\n    part: page 7\n    note: Read twice.\n"
    text = copied(entry(f"  guide:\n    title: An old title\n{own}"))
    assert "title: An old title" not in text
    assert all(line in text for line in own.splitlines())
    assert "printed: 2026\n" in text


def test_copying_twice_changes_nothing_more():
    once = copied(entry("  guide:\n    own_url: https://example.org/elsewhere\n"))
    assert once == copied(once)
    assert "own_url" not in once


def test_a_file_without_the_id_or_that_cannot_be_read_stays():
    for text in (entry(""), "no front matter\n", "---\nsources: [\n---\n"):
        assert text == copied(text)


def test_the_text_of_a_record_reads_back_as_the_record():
    base = record_text(
        SourceRecord("guide-2025", "a", "b", "https://example.org", "primary", "part", RECORD.retrieved)
    )
    files = {"sources/guide.yml": record_text(RECORD), "sources/guide-2025.yml": base}
    records, problems = read_source_records(files)
    assert (RECORD, []) == (records["guide"], problems)
