"""An entry page: its own answers with their marks, and the wider rule that decides where it has none."""

from __future__ import annotations

import dataclasses
import datetime as dt
import re

from kb.catalogue.review import answer_due
from kb.domain.reach import RANKS
from kb.domain.vocabulary import UNKNOWN
from kb.history.clocks import read_clocks
from kb.pages.entry import MOST_RELATED, entry_page
from kb.pages.version_history import VersionHistories
from kb.site.render import environment, render
from kb.site.unchanged import TEMPLATES


def made(found, name):
    """Make the page of an entry."""
    library, grids = found
    past = VersionHistories(read_clocks(library)).of(read_clocks(library).lineages[name])
    return entry_page(library.by_path[f"{name}.md"], library, grids, past)


def shown(found, name):
    """Give what the page of an entry shows, and its answers by question."""
    context = made(found, name).context
    return context, {view.question.key: view for view in context.answers}


def read(found, name):
    """Give the text of an entry's page, a blank between words."""
    return " ".join(render(made(found, name), environment(TEMPLATES)).split())


def test_an_entry_without_an_answer_points_to_the_wider_rule_that_decides(real):
    _, answers = shown(real, "cigna/commercial/0709t")
    (rule,) = answers["coverage"].wider
    assert ("investigational", "Category III rule", "Category III codes") == (
        rule.cell.value,
        rule.cell.by,
        rule.title,
    )
    assert "cigna/commercial/category-iii.html#coverage" == rule.cell.address
    assert ("0708T", "0709T") == rule.codes
    assert () == answers["prior_authorization"].wider


def test_a_rule_shown_elsewhere_is_the_one_that_decides_there_and_never_the_entry_itself(real):
    library, grids = real
    pointed = 0
    for entry in library.entries:
        for view in shown(real, entry.id)[1].values():
            assert view.answer.value == UNKNOWN or view.wider == ()
            for rule in view.wider:
                pointed += 1
                held = [grids[code].cells[entry.scope_id, view.question.key] for code in rule.codes]
                assert {(rule.cell.value, rule.cell.entry)} == {(cell.value, cell.entry) for cell in held}
                assert entry.id != rule.cell.entry
    assert pointed


def test_a_wider_entry_does_not_point_to_a_closer_one(good, grids_of):
    library = good[0]
    named, category = (library.by_path[f"example-health/commercial/{name}.md"] for name in ("0709t", "category-iii"))
    said = category.answers["coverage"]
    silent = dataclasses.replace(said, value=UNKNOWN, reason="looked and not found", sources=())
    closer = dataclasses.replace(named, answers={"coverage": said}, sources=category.sources)
    wider = dataclasses.replace(category, answers={"coverage": silent})
    swapped = tuple({named.id: closer, category.id: wider}.get(entry.id, entry) for entry in library.entries)
    turned = dataclasses.replace(library, entries=swapped)
    grids = grids_of(turned)
    assert (said.value, named.id) == (
        grids["0709T"].cells["example-health/commercial", "coverage"].value,
        grids["0709T"].cells["example-health/commercial", "coverage"].entry,
    )
    assert () == shown((turned, grids), category.id)[1]["coverage"].wider


def test_how_sure_an_answer_is_has_the_marks_of_the_grid(real):
    library, grids = real
    compared = 0
    for entry in library.entries:
        for question, view in shown(real, entry.id)[1].items():
            cells = [grid.cells[entry.scope_id, question] for grid in grids.values()]
            own = [
                cell for cell in cells if cell.known and cell.entry == entry.id and cell.value == view.answer.value
            ]
            for cell in own:
                compared += 1
                assert {*cell.marks} - {"check the parent"} <= {*view.marks}, entry.id
    assert compared


def test_what_is_not_known_has_no_marks(real):
    _, answers = shown(real, "cigna/commercial/0709t")
    assert {()} == {view.marks for view in answers.values()}


def test_related_entries_of_a_scope_are_cut_and_the_rest_counted(good):
    library, grids = good
    entry = library.entries[0]
    more = tuple(dataclasses.replace(entry, path=f"{entry.scope_id}/more-{number}.md") for number in range(20))
    crowded = dataclasses.replace(library, entries=(*library.entries, *more))
    context, _ = shown((crowded, grids), entry.id)
    assert MOST_RELATED == len(context.siblings)
    assert len(crowded.entries_of(entry.scope_id)) - 1 - MOST_RELATED == context.more_siblings
    assert 0 == shown(good, entry.id)[0].more_siblings


def test_the_page_says_which_team_keeps_the_entry_or_that_none_is_named(good):
    own, payers = (read(good, f"example-health/commercial/{name}") for name in ("category-iii", "0709t"))
    assert "<dt>Owner</dt><dd>example coding desk</dd>" in own
    assert "<dt>Owner</dt><dd>example policy desk</dd>" in payers
    nobody = read(good, "sample-mutual/regional/cancer-vaccines")
    assert "<dt>Owner</dt><dd>not assigned</dd>" in nobody


def test_each_value_says_until_when_it_counts_as_fresh_and_its_half_life_only_where_that_decides(real):
    seen = set()
    for entry in real[0].entries:
        for view in shown(real, entry.id)[1].values():
            assert (view.fresh is not None) is view.known
            if view.fresh:
                seen.add(bool(view.fresh.half_life))
                assert (entry.reviewed, answer_due(entry, view.question)) == (view.fresh.checked, view.fresh.due)
                assert (view.fresh.due < entry.review_by) is bool(view.fresh.half_life)
    assert {True, False} == seen


def test_the_table_writes_the_day_of_the_check_and_the_day_it_is_due(good):
    told = read(good, "example-health/commercial/category-iii")
    text = " ".join(re.sub("<[^>]+>", "", told).split())
    assert "checked Mar 2, 2026, next review Sep 2, 2026" in text
    assert "checked Mar 2, 2026, next review Apr 1, 2026 review interval: 30 days" in text
    assert '<span class="muted countdown" data-countdown="2026-04-01" data-due></span>' in told


def test_what_is_not_known_says_when_it_was_last_searched_where_a_receipt_says_so(good):
    context, answers = shown(good, "example-health/commercial/0709t")
    assert {"coverage": dt.date(2026, 3, 2), "billing": None, "benchmarks": None} == {
        key: view.searched for key, view in answers.items()
    }
    text = re.sub("<[^>]+>", "", read(good, context.entry.id))
    assert "searched, not found last searched Mar 2, 2026" in text
    assert 1 == text.count("last searched")


def test_related_entries_of_a_scope_begin_with_the_closest_reach(real):
    order = {rank: place for place, rank in enumerate(RANKS)}
    lists = [[order[e.reach.kind] for e in shown(real, entry.id)[0].siblings] for entry in real[0].entries]
    assert max(map(len, lists)) > 2
    assert [] == [found for found in lists if found != sorted(found)]
