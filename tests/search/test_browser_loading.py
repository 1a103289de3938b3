"""A page opened from disk loads the index by itself, under the site's rule for scripts."""

from __future__ import annotations

import re

import pytest

from kb.content.load import load
from kb.rules.check import check
from kb.search.export import export
from kb.search.gather import gather

pytestmark = pytest.mark.browser

LOADED = """async typed => {
    kb.dataUrl = "static/index";
    const data = await kb.ready();
    const asked = () => kb.settle(data, () => kb.search(data, typed, 1).total);
    const totals = await Promise.all([asked(), asked()]);
    return [...totals, await asked()];
}"""


@pytest.fixture
def data(good_library):
    return gather(check(load(good_library)).library)


@pytest.fixture
def on_disk(tmp_path, data, engine_scripts):
    """Give a function that writes an index and gives a page's address; the page has the site's rule for scripts."""
    rule = "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; script-src 'self'\">"
    tags = "".join(f'<script src="{script.name}" defer></script>' for script in engine_scripts)

    def write(*, whole, **changed):
        files = {script.name: script.read_text(encoding="utf-8") for script in engine_scripts}
        files |= {"index.html": f"<!doctype html>{rule}{tags}", **export(data, whole=whole)}
        files |= {"static/silent.js": "// nothing\n", **changed}
        for name, text in files.items():
            (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / name).write_text(text, encoding="utf-8")
        return (tmp_path / "index.html").as_uri()

    return write


@pytest.fixture
def asked_for(page):
    """Give the list of files that the page asks for, which grows."""
    files = []
    page.on("request", lambda request: files.append(request.url.rsplit("/static/", 1)[-1].split("?")[0]))
    return files


def index_files(asked_for):
    return [name for name in asked_for if name.startswith("index")]


def test_a_small_library_is_one_file_loaded_once_and_only_when_asked(page, on_disk, asked_for):
    page.goto(on_disk(whole=True))
    assert [] == index_files(asked_for)
    totals = page.evaluate(LOADED, "0709T")
    assert totals[0] > 0
    assert 1 == len(set(totals))
    assert ["index.js"] == index_files(asked_for)


def test_of_a_large_library_a_query_loads_the_files_it_needs_and_each_once(page, on_disk, asked_for):
    page.goto(on_disk(whole=False))
    assert 1 == len(set(page.evaluate(LOADED, "0709T vaccine")))
    loaded = index_files(asked_for)
    families = {name.split("/")[1] for name in loaded if "/" in name}
    assert {"terms", "documents", "columns", "lives", "words"} == families
    assert "index/columns/filters.js" not in loaded
    assert len(set(loaded)) == len(loaded)


@pytest.mark.parametrize(("phrase", "is_known"), [("prior authorization", True), ("the code", False)])
def test_a_phrase_that_a_concept_is_known_by_needs_no_places(page, on_disk, asked_for, phrase, is_known):
    page.goto(on_disk(whole=False))
    page.evaluate(LOADED, f'"{phrase}" payer:cigna')
    families = {name.split("/")[1] for name in index_files(asked_for) if "/" in name}
    assert "terms" in families
    assert is_known == ("places" not in families)


SAID = "typed => kb.ready().then(data => kb.settle(data, () => kb.search(data, typed, 1)) && [...data.read.keys()])"


@pytest.fixture(scope="module")
def real_files(real_library):
    return export(gather(real_library), whole=False)


@pytest.mark.parametrize(("typed", "is_read"), [("aetna 0709T coverage", False), ("0709T coverage", True)])
def test_the_word_for_the_question_is_read_where_no_plan_answers_it_on_the_code(
    page, on_disk, real_files, typed, is_read
):
    page.goto(on_disk(whole=False, **real_files))
    page.evaluate(LOADED, typed)
    assert is_read == ("terms ~coverage" in page.evaluate(SAID, typed))


def test_both_ways_of_loading_give_the_same(page, on_disk):
    totals = []
    for whole in (True, False):
        page.goto(on_disk(whole=whole))
        totals.append(page.evaluate(LOADED, "vaccine coverage"))
    assert totals[0] == totals[1]


@pytest.mark.parametrize("address", ["static/silent", "static/missing"])
def test_an_index_that_does_not_come_is_told_and_asked_for_again(page, on_disk, address):
    page.goto(on_disk(whole=True))
    told = page.evaluate(
        """async address => {
            kb.dataUrl = address;
            const told = await kb.ready().catch(fault => [fault instanceof kb.NotLoaded, fault.message]);
            kb.dataUrl = "static/index";
            return [...told, Boolean((await kb.ready()).count)];
        }""",
        address,
    )
    assert [True, f"the search index could not be loaded from {address}.js", True] == told


def test_a_file_of_another_build_is_not_taken(page, on_disk, data):
    files = export(data, whole=False)
    strange = {name: re.sub(r'kb\.receive\("[^"]+"', 'kb.receive("other"', text) for name, text in files.items()}
    page.goto(on_disk(whole=False, **{name: text for name, text in strange.items() if "/terms/" in name}))
    told = page.evaluate(f"async typed => ({LOADED})(typed).catch(fault => fault instanceof kb.NotLoaded)", "0709T")
    assert told is True
