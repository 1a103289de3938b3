"""A list of codes is written shorter than it is, and both scripts that read it give the codes back."""

from __future__ import annotations

import pytest

from kb.search.code_list import packed

LISTS = [
    [],
    ["0708T", "0709T", "0711T", "11674", "11763", "J1234", "Q2043"],
    ["99999", "11674", "0709T", "0708T", "0708U"],
    ["00001", "10001", "10002", "0001T", "9999T"],
]
READ = """texts => texts.map(text => kb.byWord.opened({
    expansion: { codes: text }, byWord: { filter: "" },
    reading: { plans: { plans: [[], {}], payers: {}, terms: {}, shared: [] }, intent: { values: {}, spoken: {} } },
}).expansion.codes)"""


def test_a_code_is_told_by_its_distance_from_the_one_before():
    assert "0708T 1 2 11674 89 J1234 Q2043" == packed(LISTS[1])
    assert "99999 11674 0709T 0708T 0708U" == packed(LISTS[2])


@pytest.mark.browser
def test_the_browser_reads_every_list_as_it_was(page, engine_scripts):
    for script in engine_scripts:
        page.add_script_tag(content=script.read_text(encoding="utf-8"))
    assert page.evaluate(READ, [packed(codes) for codes in LISTS]) == LISTS


def test_a_long_list_takes_less_than_half():
    codes = [f"{number:04}T" for number in range(1, 3000, 7)]
    assert len(packed(codes)) < len(" ".join(codes)) / 2
