"""What the stops of builds are judged by: a site is one of the editions only if it is whole."""

from __future__ import annotations

import os
import shutil

import pytest

from benchmarks import stopped
from benchmarks.full_disk import PARTS, disk_sizes, most_used
from benchmarks.stopped import Tally, beside, edition_of
from benchmarks.stops import kills, three_editions
from benchmarks.words import seeded
from kb.commands import site as command
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


def test_every_disk_that_is_to_fill_up_has_less_room_than_the_build_takes():
    stands, most = 900_000, 1_000_000
    sizes = disk_sizes(stands, most)
    assert all(size < (stands if name.startswith("first") else most) for name, size in sizes)
    assert 2 * PARTS - 1 == len({size for _, size in sizes})


def test_the_most_that_a_build_takes_of_a_disk_is_seen_with_its_exit_code(tmp_path):
    child = os.fork()
    if not child:
        os._exit(3)
    code, most = most_used(child, tmp_path)
    assert 3 == code
    assert most > 0


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="no forks")
def test_builds_that_are_killed_at_random_moments_leave_a_whole_site_and_the_next_is_right(
    good_library, tmp_path, monkeypatch
):
    monkeypatch.setattr(command, "cache", lambda: tmp_path / "cache")
    tally = Tally()
    kills(tally, *three_editions(good_library, tmp_path), tmp_path / "place" / "site", (seeded(7), 10))
    assert [] == tally.faults
    assert 2 == sum(times for (kind, _), times in tally.seen.items() if kind == "build after kills")
    assert 10 == sum(times for (kind, _), times in tally.seen.items() if kind.startswith("kill "))


def test_a_child_that_builds_gives_the_exit_code_of_the_command(tmp_path):
    assert 2 == stopped.run(tmp_path / "nowhere", tmp_path / "site")
