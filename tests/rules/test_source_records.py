"""A file that cites a recorded document says of it what the record says; how it was read is the file's own."""

from __future__ import annotations

import pytest

from kb.content.load import load
from kb.rules.check import check

RECORD = """title: Example Policy 1
publisher: Example Health
url: https://example.org/health/policy-1
standing: primary
read: part
printed: 2026-01-01
retrieved: 2025-12-01
"""


def told(laid_over, record):
    problems = check(load(laid_over({"sources/example-policy-1.yml": record}))).problems
    return [one for one in problems if one.code == "source-differs"]


def test_the_same_of_the_document_passes_whatever_was_read_of_it_and_when(laid_over):
    assert [] == told(laid_over, RECORD)


@pytest.mark.parametrize(
    ("line", "other"),
    [
        ("title: Example Policy 1", "title: Example Policy 2"),
        ("publisher: Example Health", "publisher: Another"),
        ("url: https://example.org/health/policy-1", "url: https://example.org/health/policy-2"),
        ("standing: primary", "standing: secondary"),
        ("printed: 2026-01-01\n", ""),
    ],
)
def test_each_difference_is_told_at_the_key_of_each_file_that_cites_it(laid_over, line, other, way_out):
    found = told(laid_over, RECORD.replace(line, other))
    assert found
    assert all("fmt" in one.message and way_out.search(one.message) for one in found)
    key = line.partition(":")[0]
    texts = load(laid_over({})).files
    assert {key} == {texts[one.path].split("\n")[one.place.line - 1].split(":")[0].strip() for one in found}
