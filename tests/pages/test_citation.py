"""A citation names the payer, the scope, the document, its date, the library's day and the main source."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from kb.pages.citation import citation, main_source
from kb.pages.page import numbered, place

RULE = "example-health/commercial/category-iii"
DAY = dt.date(2026, 3, 2)


def cited(library, entry):
    return citation(entry, place(library, entry), numbered(entry), DAY)


def test_it_says_what_was_read_and_of_which_day_and_who_says_so(good):
    library = good[0]
    found = cited(library, library.by_path[f"{RULE}.md"])
    assert (
        "Example Health, Commercial plans: Category III codes. Example Policy 1, Category III Codes, effective "
        "1 January 2026. Payer policy library as of 2 March 2026."
    ) == found.told
    assert (
        "Main source: Example Policy 1, Example Health, https://example.org/health/policy-1 (primary)."
        == found.source
    )


def test_what_an_entry_does_not_have_is_said_and_not_made_up(good):
    library = good[0]
    found = cited(library, library.by_path["example-health/commercial/0709t.md"])
    assert "Both codes by name. No document named, no effective date. Payer" in found.told
    assert "" == found.source


def test_the_main_source_is_the_strongest_then_the_most_fully_read_then_the_first_cited(good):
    sources = numbered(good[0].by_path[f"{RULE}.md"])
    first, second = sources.values()

    def main(**changed):
        found = {
            name: replace(source, record=replace(source.record, **changed.get(f"s{source.number}", {})))
            for name, source in sources.items()
        }
        return main_source(found).id

    same = {"standing": "primary", "read": "part"}
    assert second.record.id == main(s1={"standing": "secondary"}, s2={"standing": "primary elsewhere"})
    assert second.record.id == main(s1={**same, "read": "reference"}, s2=same)
    assert first.record.id == main(s1=same, s2=same)
    assert main_source({}) is None
