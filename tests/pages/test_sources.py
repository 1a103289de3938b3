"""The page of the documents that are recorded once."""

from __future__ import annotations

import dataclasses
import datetime as dt

import pytest

from benchmarks.bounds import measure
from kb.domain.source_record import WatchedSource
from kb.pages.sources import MOST_CITING, MOST_EDITIONS, sources_page
from kb.site.render import environment, render
from kb.site.unchanged import TEMPLATES


@pytest.fixture(scope="module")
def library(real_library):
    return real_library


def shown(library):
    return sources_page(library).context


def test_each_record_stands_once_and_the_editions_of_a_document_stand_together(library):
    documents = shown(library).documents
    ids = [edition.record.id for editions in documents for edition in editions]
    assert sorted(library.source_records) == sorted(ids)
    assert shown(library).total == len(documents)
    linked = {record.edition_of for record in library.source_records.values() if record.edition_of}
    assert linked
    for editions in documents:
        base, *others = (edition.record for edition in editions)
        assert [base.id] * len(others) == [one.edition_of for one in others]


def test_an_edition_names_the_files_that_cite_it_and_counts_the_others(library):
    citing = {
        id_: [document.id for document in library.documents if id_ in document.sources]
        for id_ in library.source_records
    }
    found = [edition for editions in shown(library).documents for edition in editions]
    assert any(edition.more for edition in found)
    for edition in found:
        expected = citing[edition.record.id]
        assert [f"{id_}.html" for id_ in expected[:MOST_CITING]] == [one.address for one in edition.citing]
        assert max(0, len(expected) - MOST_CITING) == edition.more


def test_the_documents_that_most_files_cite_come_first(library):
    def uses(editions):
        ids = {edition.record.id for edition in editions}
        return sum(1 for document in library.documents if ids & set(document.sources))

    counted = [uses(editions) for editions in shown(library).documents]
    assert sorted(counted, reverse=True) == counted


def test_what_a_visit_has_found_since_a_document_was_read_stands_with_it(library):
    record = next(iter(library.source_records.values()))
    seen = {False: dt.date(2020, 1, 1), True: dt.date(2030, 1, 1)}
    for told, day in seen.items():
        watched = dataclasses.replace(library, watched=(WatchedSource(record.url, "gone", day),))
        found = [one for editions in shown(watched).documents for one in editions if one.record.id == record.id]
        assert [told] == [bool(one.seen) for one in found]


def test_a_large_library_shows_those_that_are_cited_most_and_tells_how_many_there_are(library):
    record = next(iter(library.source_records.values()))
    many = {f"made-{n}": dataclasses.replace(record, id=f"made-{n}") for n in range(MOST_EDITIONS + 5)}
    view = shown(dataclasses.replace(library, source_records=many))
    assert (MOST_EDITIONS, MOST_EDITIONS + 5) == (len(view.documents), view.total)


def test_a_library_without_records_has_an_empty_page(library):
    assert ((), 0) == (shown(dataclasses.replace(library, source_records={})).documents, 0)


def crowded(library, editions):
    """Give the library with many documents of so many editions, each cited by six files and seen changed."""
    record = next(iter(library.source_records.values()))
    made = [
        dataclasses.replace(record, id=f"made-{n}-{of}", url=f"https://example.org/{n}/{of}",
                            title=f"Document {n} {of}", edition_of=f"made-{n}-0" if of else "", read="part")
        for n in range(MOST_EDITIONS) for of in range(editions)
    ]  # fmt: skip
    source = next(iter(library.entries[0].sources.values()))
    cited = {one.id: dataclasses.replace(source, id=one.id, url=one.url) for one in made}
    entries = tuple(dataclasses.replace(entry, sources=cited) for entry in library.entries[:6])
    watched = tuple(WatchedSource(one.url, "changed", dt.date(2030, 1, 1)) for one in made)
    records = {one.id: one for one in made}
    return dataclasses.replace(library, source_records=records, entries=entries, watched=watched)


@pytest.mark.parametrize(("editions", "documents"), [(1, MOST_EDITIONS), (3, MOST_EDITIONS // 3)])
def test_the_page_keeps_its_bounds_however_many_editions_there_are(library, editions, documents):
    page = sources_page(crowded(library, editions))
    assert documents == len(page.context.documents)
    assert all(one.seen and one.more for found in page.context.documents for one in found)
    content = render(page, environment(TEMPLATES)).encode()
    assert [] == [found for found in measure([(page.address, content)]) if not found.fits]


def test_a_document_whose_editions_have_no_room_is_counted_and_not_denied(library):
    page = sources_page(crowded(library, MOST_EDITIONS + 1))
    content = render(page, environment(TEMPLATES))
    assert f"0 of {MOST_EDITIONS} documents" in content
    assert "No document is recorded" not in content
