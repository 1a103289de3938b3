"""What to do first: the first tasks of a library, by payer, each with its page, its owner and its command."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise

import pytest

from kb.catalogue.acts import acts_on, contacts_for
from kb.pages.acts import MOST_ACTS, acts_page
from kb.pages.page import Page

DAY = dt.date(2026, 9, 1)


@pytest.fixture
def made(good):
    acts = acts_on(good[0], DAY)
    return good[0], acts, acts_page(good[0], acts, DAY)


def test_each_task_stands_once_below_its_payer(made):
    _, acts, page = made
    shown = [view.act for group in page.context.groups for view in group.acts]
    assert sorted(map(repr, acts[:MOST_ACTS])) == sorted(map(repr, shown))
    for group in page.context.groups:
        name = group.payer.name if group.payer else "codes"
        assert {name} == {view.act.about.split("/")[0] for view in group.acts}


def test_a_payer_with_a_task_that_more_answers_wait_for_comes_first_and_its_tasks_are_in_order(made):
    counts = [[view.act.answers for view in group.acts] for group in made[2].context.groups]
    assert counts == [sorted(found, reverse=True) for found in counts]
    assert [found[0] for found in counts] == sorted((found[0] for found in counts), reverse=True)


def test_a_step_stands_once_above_the_tasks_in_a_row_that_it_is_the_step_of(made):
    groups = made[2].context.groups
    assert any(len(views) > 1 for group in groups for _, views in group.runs)
    for group in groups:
        steps = [step for step, _ in group.runs]
        assert all(one != other for one, other in pairwise(steps))
        assert group.acts == tuple(view for _, views in group.runs for view in views)
        assert all(view.act.action == step for step, views in group.runs for view in views)


def test_a_task_names_a_page_a_file_and_an_owner_that_the_library_has(made):
    library, _, page = made
    assert isinstance(page, Page)
    for view in (view for group in page.context.groups for view in group.acts):
        document = library.by_path[view.file]
        assert view.address.partition("#")[0] == f"{document.id}.html"
        assert view.owner == library.owner_of(document)
        assert view.contacts == tuple(contacts_for(library, view.act))


def test_no_more_tasks_than_the_page_holds_are_shown_and_all_are_counted(good, made):
    acts = made[1] * MOST_ACTS
    page = acts_page(good[0], acts, DAY)
    assert MOST_ACTS == page.context.shown == sum(len(group.acts) for group in page.context.groups)
    assert len(acts) == page.context.total


def test_a_library_with_nothing_to_do_says_so(good):
    assert () == acts_page(good[0], (), DAY).context.groups
