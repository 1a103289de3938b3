"""Two texts line by line: what differs, with a little around it, and never too much."""

from __future__ import annotations

from difflib import unified_diff

import pytest

from kb.diff.line_diff import MOST_SHOWN, line_diff

OLD = "a\nb\nc\nd\ne\nf\ng\nh\ni\nj"


@pytest.mark.parametrize(
    "new",
    [
        OLD.replace("c", "C"),
        OLD.replace("c\n", ""),
        OLD.replace("c", "c\nnew"),
        OLD.replace("a", "A").replace("j", "J"),
        f"first\n{OLD}",
        f"{OLD}\nlast",
        "x",
    ],
)
def test_it_reads_as_a_unified_diff(new):
    expected = list(unified_diff(OLD.split("\n"), new.split("\n"), "one", "two", lineterm="", n=2))
    assert [line for line in expected if line[:2] != "@@"] == [
        line for line in line_diff(OLD, new, "one", "two") if line[:2] != "@@"
    ]


def test_the_place_of_a_change_is_told():
    assert "@@ -1,5 +1,5 @@" in line_diff(OLD, OLD.replace("c", "C"), "one", "two")
    assert "@@ -7,4 +7,5 @@" in line_diff(OLD, OLD.replace("h", "h\nnew"), "one", "two")


def test_where_nothing_differs_there_is_nothing():
    assert () == line_diff(OLD, OLD, "one", "two")


def test_of_a_long_one_the_rest_is_counted():
    told = line_diff("a\n" * 5_000, "b\n" * 5_000, "one", "two")
    assert MOST_SHOWN + 3 == len(told)
    assert "... 9002 more lines" == told[-1]


def test_of_one_just_long_enough_nothing_is_left_out():
    old, new = "a\n" * (MOST_SHOWN // 2), "b\n" * (MOST_SHOWN // 2)
    told = line_diff(old.strip(), new.strip(), "one", "two")
    assert MOST_SHOWN + 3 == len(told)
    assert "... 1 more lines" == told[-1]
    assert "+b" == line_diff(old.strip(), new.strip()[:-2], "one", "two")[-1]
    assert 1_000 == MOST_SHOWN


def test_changes_far_apart_stand_in_runs_of_their_own_with_their_places():
    told = line_diff(OLD, OLD.replace("b\n", "").replace("i", "I"), "one", "two")
    assert ["@@ -1,4 +1,3 @@", "@@ -7,4 +6,4 @@"] == [line for line in told if line.startswith("@@")]
