"""A citation names the payer, the scope, the document, its date, the library's day and the main source."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace

import pytest

from kb.domain.days import WRITTEN
from kb.domain.source_record import SourceRecord, WatchedSource
from kb.history.clocks import read_clocks
from kb.pages.citation import main_source
from kb.pages.entry import entry_page
from kb.pages.page import numbered
from kb.pages.version_history import VersionHistories

RULE = "example-health/commercial/category-iii"


def cited(found, name):
    """Give the citation of an entry's page."""
    library, grids = found
    clocks = read_clocks(library)
    past = VersionHistories(clocks).of(clocks.lineages[name])
    return entry_page(library.by_path[f"{name}.md"], library, grids, past).context.citation


def test_it_says_what_was_read_what_it_says_how_sure_that_is_and_of_which_day(good):
    found = cited(good, RULE)
    assert found.text.startswith(
        "Example Health, Commercial plans: Category III codes. Example Policy 1, Category III Codes, effective "
        "Jan 1, 2026. Coverage: "
    )
    assert found.text.endswith("Payer policy library as of Mar 2, 2026.")
    assert (
        "Main source: Example Policy 1, Example Health, https://example.org/health/policy-1 (payer document)."
        == found.source
    )


def test_what_an_entry_does_not_have_is_said_and_not_made_up(good):
    found = cited(good, "example-health/commercial/0709t")
    assert "Both codes by name. No document named, no effective date. Coverage: data not available (" in found.text
    assert "" == found.source


def without_address(found):
    """Give the main source of a citation but for its address, which stays as it is."""
    return re.sub(r"https?://\S+", "", found.source)


@pytest.mark.parametrize(
    ("name", "said", "source"),
    [
        (
            "cigna/commercial/category-iii",
            "Coverage: investigational (third-party summary, current, medium confidence).",
            "OpenPayer",
        ),
        (
            "medicare/cgs/category-iii",
            "Coverage: case by case (payer document, may be outdated, ",
            "(payer document)",
        ),
    ],
)
def test_it_is_no_surer_than_the_page_and_names_a_source_that_the_answer_rests_on(real, name, said, source):
    found = cited(real, name)
    assert said in found.text
    assert source in found.source


def test_no_day_in_numbers_is_cited_whatever_its_sources_are_called(real):
    every = [entry.id for entry in real[0].entries]
    told = [cited(real, name) for name in every]
    titles = [source.title for name in every for source in real[0].by_path[f"{name}.md"].sources.values()]
    assert any(WRITTEN.search(title) for title in titles)
    assert [] == [text for found in told for text in (found.text, without_address(found)) if WRITTEN.search(text)]


def test_the_main_source_is_the_strongest_then_the_most_fully_read_then_the_first_cited(good):
    sources = numbered(good[0].by_path[f"{RULE}.md"])
    first, second = sources.values()

    def main(**changed):
        found = {
            name: replace(source, record=replace(source.record, **changed.get(f"s{source.number}", {})))
            for name, source in sources.items()
        }
        return main_source(found.values()).id

    same = {"standing": "primary", "read": "part"}
    assert second.record.id == main(s1={"standing": "secondary"}, s2={"standing": "primary elsewhere"})
    assert second.record.id == main(s1={**same, "read": "reference"}, s2=same)
    assert first.record.id == main(s1=same, s2=same)
    assert main_source([]) is None


def test_a_source_comes_with_the_other_editions_of_its_document_and_what_was_seen_at_its_address(good):
    library = good[0]
    entry = library.by_path[f"{RULE}.md"]
    name, source = next(iter(entry.sources.items()))
    values = {key: getattr(source, key) for key in ("title", "publisher", "url", "standing", "read", "retrieved")}
    own, older = SourceRecord(name, **values), SourceRecord("older", **values, edition_of=name)
    seen = WatchedSource(source.url, "changed", source.retrieved + dt.timedelta(days=1))
    known = replace(library, source_records={name: own, "older": older}, watched=(seen,))
    assert ((older,), seen) == (numbered(entry, known)[name].editions, numbered(entry, known)[name].seen)
    before = replace(known, watched=(replace(seen, seen=source.retrieved),))
    assert numbered(entry, before)[name].seen is None
