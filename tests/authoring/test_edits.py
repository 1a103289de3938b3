"""One key, record, item or section changed: every other line stays, and what was there is in its order."""

from __future__ import annotations

import pytest

from kb.authoring.edits import blocks_of, with_item, with_keys, with_record, with_section
from kb.content.fields import ENTRY_FIELDS
from kb.content.parse import parse
from kb.domain.vocabulary import PAGE_HEADINGS
from kb.layout.file import lay_out

ENTRY = "example-health/commercial/category-iii"


@pytest.fixture
def text(good_library):
    return (good_library / f"{ENTRY}.md").read_text(encoding="utf-8")


def changed(before, after):
    """Give the lines that went and the lines that came, and hold that the file is still laid out."""
    assert not lay_out(f"{ENTRY}.md", after).problems
    assert not lay_out(f"{ENTRY}.md", after).differs
    old, new = before.split("\n"), after.split("\n")
    return [line for line in old if line not in new], [line for line in new if line not in old]


def test_a_key_is_set_added_in_its_place_and_taken_out(text):
    assert (["reviewed: 2026-03-02"], ["reviewed: 2026-03-09"]) == changed(
        text, with_keys(text, {"reviewed": "2026-03-09"}, ENTRY_FIELDS)
    )
    added = with_keys(text, {"ends": "2026-12-31"}, ENTRY_FIELDS)
    assert ([], ["ends: 2026-12-31"]) == changed(text, added)
    assert text == with_keys(added, {"ends": ""}, ENTRY_FIELDS)


def test_comments_above_a_key_stay_above_it(text):
    noted = text.replace("owner:", "# whose\nowner:")
    assert "# whose\nowner: other desk\n" in with_keys(noted, {"owner": "other desk"}, ENTRY_FIELDS)
    assert "# whose\nowner:" in with_keys(noted, {"reviewed": "2026-03-09"}, ENTRY_FIELDS)


def test_a_record_is_added_and_put_in_the_place_of_one(text):
    record = {"title": "T", "publisher": "P", "url": "https://example.org/t", "standing": "secondary"}
    record |= {"read": "part", "retrieved": "2026-03-01"}
    added = with_record(text, "sources", "fresh", record, ENTRY_FIELDS)
    assert [] == changed(text, added)[0]
    assert "fresh" in parse(f"{ENTRY}.md", added).document.sources
    again = with_record(text, "sources", "example-policy-1", record, ENTRY_FIELDS)
    assert ["example-policy-1", "example-summary"] == [*parse(f"{ENTRY}.md", again).document.sources]


def test_an_item_goes_to_the_end_of_a_list_that_is_made_where_there_is_none(text):
    item = {"for": ["coverage"], "where": "a page", "words": "0709T", "on": "2026-03-01"}
    once = with_item(text, "looked", item, ENTRY_FIELDS)
    twice = with_item(once, "looked", {**item, "where": "another"}, ENTRY_FIELDS)
    assert ["a page", "another"] == [receipt.where for receipt in parse(f"{ENTRY}.md", twice).document.looked]


def test_a_section_is_replaced_or_added_in_its_place(text):
    order = PAGE_HEADINGS["entry"]
    replaced = with_section(text, "Coverage", "Said [example-policy-1].", order)
    assert ["Said [example-policy-1]."] == changed(text, replaced)[1]
    added = with_section(text, "Appeals", "Said [example-policy-1].", order)
    headings = [section.heading for section in parse(f"{ENTRY}.md", added).sections]
    assert headings == [name for name in order if name in headings]
    assert [] == changed(text, added)[0]


def test_the_blocks_of_a_file_are_all_its_lines(text):
    lines = [line for block in blocks_of(text).values() for line in block]
    assert lines == text.split("---\n")[1].rstrip("\n").split("\n")
