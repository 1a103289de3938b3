"""Which page of a month has a change, for addresses that named another page."""

from __future__ import annotations

import json
from dataclasses import replace

from kb.changes.change_pages import number_of, part_scripts


def test_a_page_of_a_month_has_a_number():
    assert [1, 2, 11] == [number_of(f"changes/2026-11{end}.html") for end in ("", "-2", "-11")]


def test_a_month_of_several_pages_has_the_page_of_each_change_and_of_the_first_part_of_each_commit(story):
    newest = story.recorded()[0]
    change = newest.detailed[0]
    parts = tuple(replace(change, page=f"changes/2026-03{end}.html") for end in ("", "-2"))
    others = tuple(replace(one, change=replace(one.change, id=f"a/b/c{at}")) for at, one in enumerate(parts))
    one = replace(newest, detailed=others, page="changes/2026-03.html")
    ((address, text),) = part_scripts([one])
    month = newest.commit.recorded.isoformat()[:7]
    sha = newest.commit.sha[:7]
    assert f"static/changes/{month}.js" == address
    pages = {f"c-{sha}": 1, f"c-{sha}-a--b--c0": 1, f"c-{sha}-a--b--c1": 2}
    assert [month, pages] == json.loads(text.removeprefix("kb.changePages(").removesuffix(");\n"))
    assert [] == list(part_scripts([replace(one, detailed=others[:1])]))
