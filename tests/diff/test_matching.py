"""Which document of one library is which of another: by path, and a moved one by what it says."""

from __future__ import annotations

from dataclasses import replace

from kb.diff.matching import COMMON, match_documents
from kb.domain.model import Section
from tests.answers.made import PLANS, library, payer_page, says

RULE = says("rule", "0709T", "covered")


def prose(entry, *lines):
    return replace(entry, sections=(Section("Summary", "summary", 9, "\n".join(lines)),))


def at(entry, name):
    return replace(entry, path=f"{PLANS}/{name}.md")


def pairs(base, head):
    """Give the names of the documents that are paired."""
    found = match_documents(base, head)
    return [tuple(page and page.path.split("/")[-1][:-3] for page in pair) for pair in found]


def test_documents_of_one_path_are_one_whatever_they_say():
    other = at(says("other", "96401", "not covered", owner="appeals"), "rule")
    assert [("rule", "rule")] == pairs(library(RULE), library(other))


def test_each_document_that_differs_stands_in_one_pair_in_order_of_path():
    same = says("same", "96401", "covered")
    head = library(replace(RULE, owner="appeals"), same, at(RULE, "again"), at(RULE, "zebra"))
    assert [(None, "again"), ("rule", "rule"), (None, "zebra")] == pairs(library(RULE, same), head)


def test_one_that_is_gone_stands_where_its_path_stood():
    found = match_documents(library(RULE, says("zebra", "0708T", "covered")), library())
    assert [f"{PLANS}/rule.md", f"{PLANS}/zebra.md"] == [before.path for before, after in found if after is None]


def test_the_same_text_at_another_path_is_the_document_that_was_moved():
    assert [("rule", "moved")] == pairs(library(RULE), library(at(RULE, "moved")))


def test_of_two_that_came_the_one_more_alike_was_moved_and_the_other_is_new():
    like = at(replace(RULE, owner="appeals"), "a-like")
    same = at(RULE, "same")
    assert [(None, "a-like"), ("rule", "same")] == pairs(library(RULE), library(like, same))


def test_of_two_that_went_each_is_moved_once():
    twin = at(replace(RULE, owner="appeals"), "twin")
    gone = library(RULE, twin)
    assert [("rule", "one"), (None, "three"), ("twin", "two")] == pairs(
        gone, library(at(RULE, "one"), at(twin, "two"), at(RULE, "three"))
    )
    assert [("rule", "one"), ("twin", None)] == pairs(gone, library(at(RULE, "one")))


def test_three_fifths_in_common_make_one_document_and_a_line_less_makes_two():
    """Of 60 features, 17 are facts and 43 are lines; the facts and 19 lines are 36."""

    def with_common(number):
        return prose(RULE, *(f"line {at}" if at < number else f"other {at}" for at in range(43)))

    base = library(with_common(43))
    assert [("rule", "moved")] == pairs(base, library(at(with_common(19), "moved")))
    assert [(None, "moved"), ("rule", None)] == pairs(base, library(at(with_common(18), "moved")))


def test_a_document_of_another_kind_is_never_the_one_that_was_moved():
    page = replace(payer_page("example"), path="elsewhere/payer.md")
    base, head = library(RULE), library()
    found = match_documents(base, replace(head, payers={**head.payers, "elsewhere": page}))
    assert (None, page) in found
    assert (RULE, None) in found


def test_another_plan_alone_does_not_make_another_document():
    elsewhere = replace(RULE, path="example/second/rule.md", scope="second")
    assert [("rule", "rule")] == pairs(library(RULE), library(elsewhere))


def test_what_more_than_a_score_of_documents_share_identifies_none():
    many = [at(RULE, f"copy-{number:02}") for number in range(COMMON + 1)]
    few = many[:COMMON]
    head = library(at(RULE, "moved"))
    assert ("copy-00", "moved") in pairs(library(*few), head)
    assert (None, "moved") in pairs(library(*many), head)
    assert 20 == COMMON
