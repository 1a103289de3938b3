"""Which page of its month a change stands on: pages fill up along the main line, and what is placed stays there."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from kb.changes.pagination import LINE, MOST_SPANS, ROOM, WHOLE, elements, page_parts, paginate
from kb.changes.recorded import Note
from kb.diff.change import EDITED, Fact, Passage
from kb.diff.word_diff import GONE, NEW, SAME, Span

FULL = ROOM // WHOLE
"""How many changes told in full a page holds, where they have no facts, answers and texts."""


def bare(change):
    """Return a change without what it changed."""
    return replace(change, change=replace(change.change, facts=(), passages=()), groups=())


@pytest.fixture
def commit(story):
    """Make a commit of a day with as many changes told in full, and files of a large addition, as are asked for."""
    found = story.recorded()[0]
    change = bare(found.detailed[0])

    def make(day, told=0, added=0, notes=0):
        moment = dt.datetime.fromisoformat(f"{day}T12:00:00+00:00")
        dated = replace(found.commit, moment=moment, sha=f"{day}-{told}-{added}")
        whole, lines = ((replace(change, commit=dated, page=""),) * number for number in (told, added))
        return replace(
            found, commit=dated, detailed=whole, added=lines, notes=(Note("a.md", "unread"),) * notes, page=""
        )

    return make


def pages(one):
    return [change.page for change in one.changes]


def test_the_changes_of_a_month_stand_on_one_page_while_there_is_room(commit):
    first, second = paginate([commit("2026-03-02", FULL - 1), commit("2026-03-09", 1)])
    assert {"changes/2026-03.html"} == {*pages(first), *pages(second), first.page, second.page}


def test_what_finds_no_room_stands_on_the_next_page_and_another_month_begins_anew(commit):
    first, second, third = paginate([commit("2026-03-02", FULL), commit("2026-03-09", 1), commit("2026-04-01", 1)])
    assert ["changes/2026-03.html"] * FULL == pages(first)
    assert (["changes/2026-03-2.html"], "changes/2026-03-2.html") == (pages(second), second.page)
    assert ["changes/2026-04.html"] == pages(third)


def test_a_file_of_a_large_addition_takes_a_line_and_an_addition_larger_than_a_page_goes_on(commit):
    (one,) = paginate([commit("2026-03-02", added=2 * ROOM // LINE + 1)])
    numbers = [pages(one).count(f"changes/2026-03{end}.html") for end in ("", "-2", "-3")]
    assert [ROOM // LINE, ROOM // LINE, 1] == numbers


def test_the_parts_of_a_commit_hold_each_change_once_and_its_notes_on_the_first(commit):
    (one,) = paginate([commit("2026-03-02", FULL + 1, ROOM // LINE, notes=2)])
    cut = list(page_parts(one))
    assert [f"changes/2026-03{end}.html" for end in ("", "-2", "-3")] == [page for page, _ in cut]
    assert list(one.changes) == [change for _, part in cut for change in part.changes]
    assert [2, 0, 0] == [len(part.notes) for _, part in cut]


def test_a_later_commit_moves_nothing_even_where_it_carries_an_earlier_moment(commit):
    line = [commit(f"2026-03-{day:02}", 7 * day, 31 * day, day) for day in (9, 2, 30, 2, 15, 1)]
    whole = list(paginate(line))
    assert len({page for one in whole for page in pages(one)}) > 2
    for number in range(len(line)):
        assert whole[:number] == list(paginate(line[:number]))


def test_a_commit_of_which_nothing_can_be_told_has_a_page_for_its_notes(commit):
    full, silent, empty = paginate([commit("2026-03-02", FULL), commit("2026-03-03", notes=1), commit("2026-04-03")])
    assert (["changes/2026-03.html"], "changes/2026-03-2.html") == (sorted(set(pages(full))), silent.page)
    assert [("changes/2026-03-2.html", 1)] == [(page, len(part.notes)) for page, part in page_parts(silent)]
    assert "changes/2026-04.html" == empty.page


def test_a_change_takes_room_by_what_it_shows_and_never_more_than_a_page(story):
    change = bare(story.recorded()[0].detailed[0])
    facts = tuple(Fact(f"fact {number}", "other", "a", "b", "neutral") for number in range(3))
    passage = Passage("Coverage", (Span(SAME, "of"), Span(GONE, "one"), Span(NEW, "two")))
    rewritten = Passage("Coverage", (Span(GONE, "one"),) * (MOST_SPANS + 1))

    def room(**told):
        return elements(replace(change, change=replace(change.change, kind=EDITED, **told)))

    assert [WHOLE, WHOLE + 3, WHOLE + 2 + 2, WHOLE + 2] == [
        room(),
        room(facts=facts),
        room(passages=(passage,)),
        room(passages=(rewritten,)),
    ]
    assert room(passages=(passage,) * ROOM) == ROOM


def test_a_change_that_does_not_fit_begins_the_next_page(commit, story):
    big = bare(story.recorded()[0].detailed[0])
    big = replace(big, change=replace(big.change, passages=(Passage("Coverage", ()),) * (ROOM // 3)))
    (one,) = paginate([replace(commit("2026-03-02", 1), detailed=(commit("2026-03-02", 1).detailed[0], big, big))])
    assert ["changes/2026-03.html", "changes/2026-03.html", "changes/2026-03-2.html"] == pages(one)
