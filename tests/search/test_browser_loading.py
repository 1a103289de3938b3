"""A page opened from disk loads the index by itself, under the site's rule for scripts."""

from __future__ import annotations

from pathlib import Path

import pytest

from kb.check import check
from kb.load import load
from kb.search.export import export
from kb.search.find import make_searcher

pytestmark = pytest.mark.browser

STATIC = Path(__file__).resolve().parents[2] / "site_templates" / "static"
SCRIPTS = [STATIC / f"{name}.js" for name in ("stem", "analysis", "query", "widen", "engine")]


@pytest.fixture
def on_disk(tmp_path, good_library):
    """Give the address of a page in a folder, with the site's rule: its own scripts only, and none in the page."""
    rule = "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; script-src 'self'\">"
    index = export(make_searcher(check(load(good_library)).library))
    tags = "".join(f'<script src="{script.name}" defer></script>' for script in SCRIPTS)
    files = {script.name: script.read_text(encoding="utf-8") for script in SCRIPTS}
    files |= {"index.html": f"<!doctype html>{rule}{tags}", "index.js": index, "silent.js": "// nothing\n"}
    for name, text in files.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    return (tmp_path / "index.html").as_uri()


def test_a_page_on_disk_loads_the_index_once_and_only_when_asked(page, on_disk):
    page.goto(on_disk)
    scripts = "document.querySelectorAll('script').length"
    assert len(SCRIPTS) == page.evaluate(scripts)
    totals = page.evaluate(
        """async () => {
            kb.dataUrl = "index.js";
            const given = await Promise.all([kb.ready(), kb.ready()]);
            given.push(await kb.ready());
            return given.map(data => kb.search(data, "0709T", 1).total);
        }"""
    )
    assert totals[0] > 0
    assert 1 == len(set(totals))
    assert len(SCRIPTS) + 1 == page.evaluate(scripts)


@pytest.mark.parametrize("address", ["silent.js", "missing.js"])
def test_an_index_that_does_not_come_is_told_and_asked_for_again(page, on_disk, address):
    page.goto(on_disk)
    told = page.evaluate(
        """async address => {
            kb.dataUrl = address;
            const told = await kb.ready().catch(fault => fault.message);
            kb.dataUrl = "index.js";
            return [told, Boolean((await kb.ready()).documents.length)];
        }""",
        address,
    )
    assert [f"the search index could not be loaded from {address}", True] == told
