"""What few queries need of the engine is loaded when one does, and finds what the whole engine finds."""

from __future__ import annotations

import json

import pytest

from kb.search.export import export
from kb.search.gather import gather
from tests.search.conftest import PARTS, SCRIPTS, STATIC

pytestmark = pytest.mark.browser

FOUND = """async typed => {
    kb.dataUrl = "static/index";
    const data = await kb.ready();
    return JSON.stringify(await kb.settle(data, () => kb.search(data, typed, 5, undefined, "2026-11-28")));
}"""
NAMES = ("days", "plans", "exact", "asks", "mend", "spoken")
DAYS, PLANS, EXACT, ASKS, MEND, SPOKEN = (f"joined/engine_{part}.js" for part in NAMES)
QUERIES = [
    ("0709T", []),
    ("cigna prior authorization", []),
    ("not covered", []),
    ("uhc 0709T 0708T units", [SPOKEN]),
    ("aetna 0709T coverage 2025", [DAYS]),
    ("uhc coverage on 3/1/2026", [DAYS]),
    ("cigna 0709T 2026-13-45", [DAYS]),
    ("0709T since last month", [DAYS]),
    ("when is the cigna policy effective", [DAYS]),
    ("bcbs massachusetts timely filing", [PLANS]),
    ("texas medicaid 0709T", [PLANS]),
    ("uhc medicare advantage", []),
    ("coverage 0709T not cigna", [PLANS]),
    ("medicare florida 0709T in 2025", [DAYS, PLANS]),
    ("cigna primary uhc secondary 0709T", [ASKS, PLANS, SPOKEN]),
    ("aetna appeal deadline", [PLANS]),
    ("aetna appeals", [PLANS]),
    ("appeals", []),
    ('"prior authorization" denied', [EXACT]),
    ("cigna 0558", [EXACT]),
    ("0709T C43.9 aetna", [EXACT, MEND, SPOKEN]),
    ("0709T modifier 59", [EXACT, SPOKEN]),
    ("cigna precert fax", [ASKS]),
    ("cigna covarage 0709T", [MEND]),
    ("0799T coverage", [MEND, SPOKEN]),
    ("what changed aetna", [ASKS, DAYS]),
    ("cigna dendritic cells", [SPOKEN]),
    ("anthem timely filing", [PLANS, SPOKEN]),
]


@pytest.fixture(scope="module")
def pages(real_library, tmp_path_factory):
    """Give the addresses of two pages on one index: with the first part of the engine alone, and with all parts."""
    folder = tmp_path_factory.mktemp("late")
    files = dict(export(gather(real_library), whole=True))
    for part in PARTS:
        scripts = [STATIC / f"{name}.js" for name in SCRIPTS[part]]
        files[f"static/joined/{part}.js"] = "".join(one.read_text(encoding="utf-8") for one in scripts)
    for name, parts in (("first.html", PARTS[:1]), ("every.html", PARTS)):
        tags = "".join(f'<script src="static/joined/{part}.js" defer></script>' for part in parts)
        files[name] = f"<!doctype html><meta charset=utf-8>{tags}"
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return (folder / "first.html").as_uri(), (folder / "every.html").as_uri()


@pytest.mark.parametrize(("typed", "parts"), QUERIES)
def test_a_part_is_loaded_where_a_query_needs_it_and_changes_nothing(page, pages, typed, parts):
    loaded = []
    page.on("request", lambda request: loaded.append(request.url.rsplit("/static/", 1)[-1]))
    page.goto(pages[0])
    loaded.clear()
    found = page.evaluate(FOUND, typed)
    assert parts == sorted(name for name in loaded if name.startswith("joined/"))
    page.goto(pages[1])
    assert json.loads(page.evaluate(FOUND, typed)) == json.loads(found)


def test_a_part_that_does_not_come_is_told(page, pages):
    page.route("**/joined/engine_days.js", lambda route: route.abort())
    page.goto(pages[0])
    told = page.evaluate(
        f"typed => ({FOUND})(typed).catch(fault => fault instanceof kb.NotLoaded)", "aetna 0709T 2025"
    )
    assert told is True
