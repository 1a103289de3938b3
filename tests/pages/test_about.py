"""The page on how to read the library states each half-life as the questions have it, and no other page does."""

from __future__ import annotations

import html5lib
import pytest

from kb.domain.vocabulary import QUESTIONS


@pytest.fixture(scope="module")
def stated(good_site):
    """The definitions below the heading on half-lives, by page."""
    found = {}
    for path in good_site.rglob("*.html"):
        tree = html5lib.parse(path.read_bytes(), namespaceHTMLElements=False)
        for section in tree.iter("section"):
            if any(heading.get("id") == "half-lives" for heading in section.iter("h2")):
                boxes = [["".join(part.itertext()) for part in box] for box in section.iter("div")]
                found[path.name] = dict(boxes)
    return found


@pytest.mark.slow
def test_half_lives_are_stated_once_and_are_those_of_the_questions(stated):
    kept = {asked.label: f"{asked.half_life} days after the review" for asked in QUESTIONS if asked.half_life}
    assert {"glossary.html": kept} == stated
