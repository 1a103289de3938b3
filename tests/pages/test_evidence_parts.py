"""Evidence as data: a line an entry, in one of a few scripts of its plan."""

from __future__ import annotations

import re

import pytest

from kb.content.load import load
from kb.domain.problem import ToolError
from kb.pages import evidence_parts
from kb.pages.evidence_parts import (
    PARTS,
    article_of,
    evidence_address,
    evidence_script,
    in_parts,
    part_of,
    with_articles,
)
from kb.pages.packing import given_by
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


def test_the_article_of_an_entry_is_cut_out_of_its_page():
    assert PAGE.removeprefix("<body>").removesuffix("</body>") == article_of(A, PAGE)


def test_a_page_without_an_article_is_a_fault():
    with pytest.raises(ToolError, match=f"the page of evidence of {A} has no article"):
        article_of(A, "<body></body>")


@pytest.mark.parametrize("article", ["<p>\u201cA\u201d</p>", "<p>long</p>" * 20_000])
def test_some_articles_of_a_script_are_replaced_and_the_others_stay(article):
    old, new = ("Old \u201ctitle\u201d", article), ("New", article)
    script = with_articles(evidence_script({A: old, B: old}), {B: new})
    assert evidence_script({A: old, B: new}) == script
    assert [{A: [*old], B: [*new]}] == given_by(script)
    with pytest.raises(ToolError, match="the site has no evidence of payer/plan/b"):
        with_articles(evidence_script({A: old}), {B: new})


def test_the_entries_of_a_plan_are_parted_by_their_names_as_the_script_parts_them(real_policies):
    names = [f"07{number:02}t" for number in range(40)]
    assert {f"static/evidence/payer/plan.{part}.js" for part in range(PARTS)} == {
        part_of(f"payer/plan/{name}") for name in names
    }
    script = real_policies.parent / "site_templates" / "static" / "evidence_shown.js"
    found = re.search(r"const PARTS = (\d+);", script.read_text(encoding="utf-8"))
    assert found
    assert str(PARTS) == found[1]
