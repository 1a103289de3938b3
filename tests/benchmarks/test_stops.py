"""What the stops of builds are judged by: a site is one of the editions only if it is whole."""

from __future__ import annotations

import shutil

import pytest

from benchmarks.stops import beside, edition_of
from kb.site.file_list import MARK


@pytest.fixture
def site(good_site, tmp_path):
    return shutil.copytree(good_site, tmp_path / "place" / "site")


def remove(path):
    path.unlink()


def cut(path):
    path.write_bytes(path.read_bytes()[:-1])


def test_a_whole_site_is_the_edition_of_its_list(site):
    assert "one" == edition_of(site, {(site / MARK).read_text(): "one"})
    assert not edition_of(site, {"another list": "two"})


@pytest.mark.parametrize("harm", [remove, cut])
@pytest.mark.parametrize("name", ["index.html", "api/v1/index.json"])
def test_a_site_that_lacks_something_is_none(harm, name, site):
    harm(site / name)
    assert not edition_of(site, {(site / MARK).read_text(): "one"})


def test_a_site_with_something_more_is_none_and_so_is_no_site(site):
    (site / "more.txt").touch()
    assert not edition_of(site, {(site / MARK).read_text(): "one"})
    assert not edition_of(site / "nowhere", {})


def test_what_stands_beside_a_site_is_named(site):
    assert [] == beside(site)
    (site.parent / ".site-x").mkdir()
    assert [".site-x"] == beside(site)
