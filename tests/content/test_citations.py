from __future__ import annotations

import pytest

from kb.content.citations import citations, cited_in
from kb.content.parse import parse


def cited(text, first_line=1):
    return [(c.id, c.place.line, c.place.column) for c in cited_in(text, first_line)]


def test_each_citation_is_found_where_it_stands():
    assert [("a", 7, 5), ("b-2", 7, 9), ("c", 9, 1)] == cited("See [a] [b-2].\n\n[c]: it says so", 7)


@pytest.mark.parametrize(
    "text", ["[a](b.md)", "[a]: https://example.org", "[Two words]", "[A]", "[]", "[a_b]", "[-a]", "[a-]", "[a--b]"]
)
def test_links_and_other_brackets_are_no_citations(text):
    assert [] == cited(text)


def test_an_entry_cites_in_its_answers_and_in_its_sections(good_library):
    path = "example-health/commercial/policy-1-2019.md"
    found = citations(parse(path, (good_library / path).read_text()).document)
    assert [("example-policy-1-2019", 12, 19), ("example-policy-1-2019", 29, 43)] == [
        (c.id, c.place.line, c.place.column) for c in found
    ]


def test_a_code_page_cites_in_its_add_on_relation_rows_and_sections(good_library):
    path = "codes/0709t.md"
    text = (good_library / path).read_text()
    lines = text.split("\n")
    found = list(citations(parse(path, text).document))
    keys = [lines[c.place.line - 1].split(":")[0].strip() for c in found if c.place.line < lines.index("## Summary")]
    assert ["add_on_sources", *["sources"] * 10] == keys
    assert sum(line.count("[example-") for line in lines[lines.index("## Summary") :]) == len(found) - len(keys)
