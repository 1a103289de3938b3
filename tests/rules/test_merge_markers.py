"""What a merge or a patch leaves behind is told in every file of the folder."""

from __future__ import annotations

import pytest

from kb.content.load import Texts
from kb.content.parse import parse
from kb.rules.check import check
from kb.rules.merge_markers import conflict_marker

ENTRY = "example-health/commercial/spare.md"


@pytest.mark.parametrize(
    "line",
    [
        "<<<<<<< HEAD",
        "<<<<<<<",
        "||||||| base",
        "=======",
        ">>>>>>> branch",
        "@@ -1,3 +1,4 @@ x",
        "diff --git a/x b/x",
        "+++ b/x",
    ],
)
def test_a_mark_is_told_in_front_matter_and_body(line):
    for text in (f"---\n{line}\n---\n", f"---\n---\n## Summary\na\n{line}\nb\n"):
        (found,) = conflict_marker(parse(ENTRY, text))
        assert (text.split("\n").index(line) + 1, 1) == (found[0].line, found[0].column)


def test_a_long_mark_is_quoted_by_its_first_twenty_characters():
    (found,) = conflict_marker(parse(ENTRY, f"---\n---\n<<<<<<< {'x' * 30}\n"))
    assert found[1].startswith(f"'<<<<<<< {'x' * 12}' is left of a merge")


def test_a_mark_on_the_first_line_is_told_there():
    (found,) = conflict_marker(parse(ENTRY, "<<<<<<< HEAD\n---\n---\n"))
    assert 1 == found[0].line


@pytest.mark.parametrize("line", ["<<<< a", "a <<<<<<< b", "> a", "======", "|||||||| a", "---", "+++"])
def test_what_only_resembles_a_mark_passes(line):
    assert [] == list(conflict_marker(parse(ENTRY, f"---\n---\n## Summary\n{line}\n")))


def test_a_list_beside_the_content_is_told_of_its_mark_though_it_cannot_be_read():
    problems = check(Texts({"synonyms.yml": "- [a, b]\n<<<<<<< HEAD\n- [c, d]\n"}, ())).problems
    assert {("synonyms.yml", "yaml"), ("synonyms.yml", "conflict-marker")} <= {(p.path, p.code) for p in problems}
