"""The drift clock: days from publication to detection, review and adoption; where a date is missing, no figure."""

from __future__ import annotations

import pytest

from kb.changes.drift import BEFORE, SHALLOW, STEPS, UNADOPTED, UNPUBLISHED, UNRECORDED, drifts, lag
from kb.content.load import load
from kb.history.clocks import read_clocks
from kb.history.read import read_history
from kb.rules.check import check

RULE = "example-health/commercial/category-iii.md"
ID = "example-health/commercial/category-iii"
TWO = "  - by: billing\n    on: 2026-05-10\n  - by: appeals\n    on: 2026-05-20\n"


def edition(story, commit=None):
    """Write a new edition of the rule: printed on 1 April, effective in May, reviewed on the 20th, adopted in May."""
    story.edit(RULE, "effective: 2026-01-01", "effective: 2026-05-01")
    story.edit(RULE, "reviewed: 2026-03-02", "reviewed: 2026-04-20")
    story.edit(RULE, "printed: 2026-01-01", "printed: 2026-04-01")
    story.edit(RULE, "retrieved: 2026-03-02", "retrieved: 2026-04-20")
    story.edit(RULE, "  - by: billing\n    on: 2026-03-09\n    note: The example edit asks for the record.\n", TWO)
    if commit:
        story.commit(commit)


def drift(clocks, id_=ID):
    (found,) = [one for one in drifts(clocks) if one.entry.id == id_]
    return found


def lags(found):
    return [found.lag(step) for step in STEPS]


def test_lags_count_from_the_printed_day_to_the_first_commit_of_the_edition_the_review_and_the_first_team(story):
    edition(story, "2026-04-21")
    story.change("2026-06-01", RULE, "The example default", "An example default")
    found = drift(story.clocks())
    assert ("2026-04-01", "printed", "2026-04-21", "2026-04-20") == (
        *(str(found.published), found.basis),
        *(str(found.detected), str(found.reviewed)),
    )
    assert ([20, 19, 39], ()) == (lags(found), found.lacks)


def test_without_a_printed_day_of_the_payers_own_the_effective_day_counts_and_a_lag_may_be_negative(story):
    edition(story)
    story.edit(RULE, "    printed: 2026-04-01\n", "    printed: 2026-04\n")
    story.commit("2026-04-21")
    found = drift(story.clocks())
    assert ("2026-05-01", "effective", -10) == (str(found.published), found.basis, found.lag("detected"))


def test_a_day_that_a_reporter_prints_is_not_the_day_of_publication(story):
    edition(story)
    story.edit(RULE, "    standing: primary\n", "    standing: secondary\n")
    story.commit("2026-04-21")
    assert "effective" == drift(story.clocks()).basis


def test_what_was_published_before_the_library_began_gives_no_figure(story):
    found = drift(story.clocks())
    assert ("2026-01-01", [None] * 3) == (str(found.published), lags(found))
    assert BEFORE in found.lacks


def test_an_entry_without_any_day_gives_no_figure_and_says_so(story):
    found = drift(story.clocks(), "example-health/commercial/0709t")
    assert (None, [None] * 3, (UNPUBLISHED, UNADOPTED)) == (found.published, lags(found), found.lacks)


def test_an_edition_that_is_not_committed_is_not_detected(story):
    edition(story)
    found = drift(story.clocks())
    assert ([None] * 3, (UNRECORDED,)) == (lags(found), found.lacks)


def test_without_git_no_lag_is_counted(story):
    found = drift(read_clocks(check(load(story.folder)).library))
    assert ([None] * 3, (UNRECORDED,)) == (lags(found), found.lacks)


def test_what_a_shallow_clone_begins_with_was_detected_then_or_before(story, tmp_path):
    edition(story, "2026-04-21")
    story.git("clone", "--quiet", "--depth", "1", story.root.as_uri(), str(tmp_path / "clone"))
    folder = tmp_path / "clone" / "policies"
    texts = load(folder)
    found = drift(read_clocks(check(texts).library, read_history(folder, texts)))
    assert [None] * 3 == lags(found)
    assert SHALLOW in found.lacks


def test_a_median_is_told_with_the_worst_and_none_without_a_figure(story):
    assert None is lag(drifts(story.clocks()), "detected")
    edition(story, "2026-04-21")
    text = (story.folder / RULE).read_text(encoding="utf-8")
    story.write("example-health/medicare-advantage/category-iii.md", text)
    story.commit("2026-04-29")
    found = lag(drifts(story.clocks()), "detected")
    assert (2, 24, 28, "example-health/medicare-advantage/category-iii") == (
        *(found.number, found.median, found.worst),
        found.entry.id,
    )


@pytest.mark.parametrize("step", STEPS)
def test_the_real_library_counts_no_lag_of_what_is_older_than_itself(step, real_policies):
    texts = load(real_policies)
    clocks = read_clocks(check(texts).library, read_history(real_policies, texts))
    old = [one for one in drifts(clocks) if BEFORE in one.lacks]
    assert None is lag(old, step)
