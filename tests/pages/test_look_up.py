"""The page of the code look-up finds what the command finds in the records of the library."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kb.answers.code_lookup import look_up, rows_of
from kb.pages.look_up import look_up_script

pytestmark = pytest.mark.browser

STATIC = Path(__file__).parents[2] / "site_templates" / "static"


def test_the_page_finds_what_the_command_finds(page, tmp_path, real_library):
    rows = tuple(rows_of(real_library))
    words = [word for row in rows for word in (*row.title.split()[:3], row.codes.split()[0], row.says.split()[0])]
    typed = list(dict.fromkeys([*words, *(f"{one} {other}" for one, other in zip(words, words[5:], strict=False))]))
    typed += [
        "with 0709T",
        "J9000-J9999",
        "0700T-0708T",
        "C43.9",
        "c43-c44",
        "unicorn",
        "one two three four five six seven eight nine",
    ]
    address, text = look_up_script(real_library)
    path = tmp_path / address
    path.parent.mkdir()
    path.write_text(text, encoding="utf-8")
    tags = "".join(f'<script src="{(STATIC / f"{name}.js").as_uri()}"></script>' for name in ("dom", "look_up"))
    (tmp_path / "page.html").write_text(f"<!doctype html><meta charset=utf-8><body>{tags}", encoding="utf-8")
    page.goto((tmp_path / "page.html").as_uri())
    there = json.loads(
        page.evaluate(
            "async (all) => { await kb.lookUp.load(''); return JSON.stringify(all.map(kb.lookUp.find)); }", typed
        )
    )
    for one, found in zip(typed, there, strict=True):
        here = look_up(rows, one)
        assert [list(row.values()) for row in found["rows"]] == [list(row) for row in here.rows], one
        assert found["told"] == here.told, one


def test_a_look_up_by_keyboard_leads_to_the_page_of_the_code(page, real_site):
    page.goto((real_site / "look-up.html").as_uri())
    page.get_by_label("Words, codes, a range or a diagnosis").fill("provenge")
    page.keyboard.press("Enter")
    page.get_by_role("link", name="Q2043").first.click()
    page.wait_for_url("**/codes/q2043.html")
