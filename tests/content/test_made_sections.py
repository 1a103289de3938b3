"""Criteria and code lists become passages that cite their sources and that a search finds."""

from __future__ import annotations

from kb.content.citations import cited_in
from kb.content.made_sections import WIDTH, criteria_text
from kb.domain.criteria import Criterion

LONG = tuple(f"C{number}.0-C{number}.9" for number in range(10, 60))


def test_each_criterion_is_an_item_with_its_verdict_its_items_and_its_source():
    text = criteria_text((Criterion("modifiers", "refused", ("22", "51"), "pw", "whole", "Not payable"),))
    assert "\n- **Modifiers**, refused, under “Not payable”: 22; 51 [pw].\n" == text


def test_a_list_read_in_part_says_so_and_a_note_cites_the_source_again():
    criterion = Criterion("age or sex", "required", ("18 or older",), "pw", "part", note="At the first visit.")
    text = criteria_text((criterion,))
    assert "Read in part: what is missing here may be there." in " ".join(text.split())
    assert " ".join(text.split()).endswith("At the first visit [pw].")


def test_a_long_list_is_broken_into_lines_and_no_item_and_no_citation_is_cut():
    text = criteria_text((Criterion("diagnoses", "supports", LONG, "source-with-a-long-name", "whole"),))
    assert max(len(line) for line in text.splitlines()) <= WIDTH
    assert all(item in text for item in LONG)
    assert ["source-with-a-long-name"] == [citation.id for citation in cited_in(text)]


def test_what_a_list_without_a_verdict_means_is_our_reading():
    of = [criteria_text((Criterion("diagnoses", says, ("C43.9",), "pw", "whole"),)) for says in
          ("listed without a verdict", "supports")]  # fmt: skip
    assert ["Our reading: a diagnosis listed with nothing said" in text for text in of] == [True, False]
