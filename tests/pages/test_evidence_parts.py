"""Evidence as data: a line an entry, in one of a few scripts of its plan."""

from __future__ import annotations

import json
import re

import pytest

from kb.content.load import load
from kb.domain.problem import ToolError
from kb.pages import evidence_parts
from kb.pages.evidence_parts import PARTS, evidence_address, evidence_line, in_parts, part_of, with_lines
from kb.rules.check import check

PAGE = '<body><article class="evidence">\n<p>\u201cA\u201d, \u2028 <b>b</b></p>\n</article></body>'
A, B = "payer/plan/a", "payer/plan/b"


def test_a_library_that_is_not_large_has_a_page_for_each_entry(good_library, monkeypatch):
    library = check(load(good_library)).library
    assert ("evidence/payer/plan/a.html", False) == (evidence_address(library, A), in_parts(library))
    monkeypatch.setattr(evidence_parts, "MOST_PAGES", len(library.entries))
    assert not in_parts(library)
    monkeypatch.setattr(evidence_parts, "MOST_PAGES", len(library.entries) - 1)
    assert ("evidence.html?of=payer/plan/a", True) == (evidence_address(library, A), in_parts(library))


def test_a_line_has_the_entry_its_title_and_its_article_and_is_one_line():
    line = evidence_line(A, 'A "title"', PAGE)
    assert 1 == len(line.splitlines())
    told = json.loads("[" + line.removeprefix("kb.evidence(").removesuffix(");\n") + "]")
    assert [A, 'A "title"', PAGE.removeprefix("<body>").removesuffix("</body>")] == told


def test_a_page_without_an_article_is_a_fault():
    with pytest.raises(ToolError, match=f"the page of evidence of {A} has no article"):
        evidence_line(A, "", "<body></body>")


def test_some_lines_of_a_script_are_replaced_and_the_others_stay():
    old = [evidence_line(entry, "old", PAGE) for entry in (A, B)]
    new = evidence_line(B, "new", PAGE)
    assert old[0] + new == with_lines("".join(old), {B: new})
    with pytest.raises(ToolError, match="the site has no evidence of payer/plan/b"):
        with_lines(old[0], {B: new})


def test_the_entries_of_a_plan_are_parted_by_their_names_as_the_script_parts_them(real_policies):
    names = [f"07{number:02}t" for number in range(40)]
    assert {f"static/evidence/payer/plan.{part}.js" for part in range(PARTS)} == {
        part_of(f"payer/plan/{name}") for name in names
    }
    script = real_policies.parent / "site_templates" / "static" / "evidence_shown.js"
    found = re.search(r"const PARTS = (\d+);", script.read_text(encoding="utf-8"))
    assert found
    assert str(PARTS) == found[1]
