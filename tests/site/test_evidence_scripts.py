"""The site of a large library has its evidence in scripts: each article once, a touched one made alone."""

from __future__ import annotations

import shutil

import pytest

from kb.pages import evidence_parts
from kb.pages.evidence_parts import part_of
from kb.pages.packing import given_by
from kb.site.build import build

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("large")]

SCRIPTS = "static/evidence/"


@pytest.fixture
def large(monkeypatch):
    """Take any library for a large one."""
    monkeypatch.setattr(evidence_parts, "MOST_PAGES", 0)


def built(policies, out, cache=None):
    told = []
    made = build(policies, out, told.append, cache=cache)
    assert () == made.problems
    files = {path.relative_to(out).as_posix(): path.read_bytes() for path in out.rglob("*") if path.is_file()}
    return files, told


def articles(files):
    """Give by entry the address of its script, its title and its article."""
    found = {}
    for name in sorted(name for name in files if name.startswith(SCRIPTS) and name.endswith(".js")):
        [held] = given_by(files[name].decode())
        for entry, (title, article) in held.items():
            assert found.setdefault(entry, (name, title, article))[0] == name
    return found


def test_each_page_of_evidence_stands_in_the_script_of_its_part_with_links_from_the_top(
    good_library, good_site, tmp_path
):
    files, _ = built(good_library, tmp_path / "site")
    found = articles(files)
    pages = {
        path.relative_to(good_site / "evidence").as_posix(): path
        for path in (good_site / "evidence").rglob("*.html")
        if path.name != "index.html"
    }
    assert {f"{entry}.html" for entry in found} == pages.keys()
    assert ["evidence/index.html"] == [name for name in files if name.startswith("evidence/")]
    for entry, (name, title, article) in found.items():
        page = pages[f"{entry}.html"].read_text(encoding="utf-8")
        assert name == part_of(entry)
        assert (
            article.replace('href="', 'href="../../../')
            .replace('href="../../../#', 'href="#')
            .replace('href="../../../http', 'href="http')
            in page
        )
        assert title in page


def test_a_touched_entry_makes_the_line_of_its_own_anew_and_the_site_is_as_from_nothing(good_library, tmp_path):
    policies, cache = shutil.copytree(good_library, tmp_path / "policies"), tmp_path / "cache"
    before, _ = built(policies, tmp_path / "site", cache)
    entry = "example-health/commercial/0709t"
    path = policies / f"{entry}.md"
    text = path.read_text(encoding="utf-8").rstrip()
    assert text.endswith(".")
    path.write_text(f"{text[:-1]} and so on.\n", encoding="utf-8", newline="\n")
    after, told = built(policies, tmp_path / "site", cache)
    assert any(line.startswith("Making the pages of") for line in told)
    assert part_of(entry) in {name for name in after if after[name] != before[name]}
    whole, _ = built(policies, tmp_path / "whole")
    mark = ".kb-site"
    assert [] == [name for name in whole.keys() | after.keys() if name != mark and whole.get(name) != after.get(name)]
