"""A build that changes little makes the site before the last one the new site, and never one that anything befell."""

from __future__ import annotations

import os

import pytest

from kb.domain.problem import ToolError
from kb.site.file_list import foreign
from kb.site.replace import replace_folder
from kb.site.spare import Spare
from kb.site.unchanged import fingerprint_of, listing_of

FIRST = {"index.html": b"first", "a/one.html": b"one", "b/two.html": b"two"}


@pytest.fixture
def out(tmp_path):
    """A site that stands for the second time, with the first one kept beside."""
    replace_folder(tmp_path / "site", FIRST.items())
    touch(tmp_path / "site", Spare(tmp_path / "cache" / "spare", ""), {"index.html": b"second", "c/new.html": b"c"})
    return tmp_path / "site"


def kept(out):
    """Give the spare with the fingerprint that it has now."""
    folder = out.parent / "cache" / "spare"
    return Spare(folder, fingerprint_of(folder))


def touch(out, spare, files, gone=()):
    """Change files of a site; where its list is told, it is what a new one is."""
    done = replace_folder(out, files.items(), gone=gone, spare=spare)
    assert done.listing is None or done.listing == listing_of(out)
    return done.listing is not None


def read(folder):
    found = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()}
    return {address: path.read_bytes() for address, path in found.items() if address != ".kb-site"}


def is_whole(out, files):
    """Tell whether a site is these files, nothing else, and nothing is left beside it."""
    beside = {path.name for path in out.parent.iterdir()}
    return (read(out), [*foreign(out)], beside - {"cache"}) == (files, [], {"site"})


def test_the_site_that_was_replaced_is_kept(out):
    assert FIRST == read(kept(out).folder)
    assert is_whole(out, {**FIRST, "index.html": b"second", "c/new.html": b"c"})


def test_only_what_differs_is_linked_and_the_site_is_right_each_time(out, monkeypatch):
    linked = []
    link = os.link
    monkeypatch.setattr(os, "link", lambda *given, **more: linked.append(given[1]) or link(*given, **more))
    touch(out, kept(out), {"a/one.html": b"other"}, gone={"b/two.html"})
    assert ["c/new.html", "index.html"] == sorted(name.partition("/new/")[2] for name in map(str, linked))
    assert is_whole(out, {"index.html": b"second", "c/new.html": b"c", "a/one.html": b"other"})
    linked.clear()
    touch(out, kept(out), {"index.html": b"third"})
    assert ["a/one.html"] == [name.partition("/new/")[2] for name in linked]
    assert is_whole(out, {"index.html": b"third", "c/new.html": b"c", "a/one.html": b"other"})


def test_a_file_that_both_sites_have_is_not_written_through(out):
    touch(out, kept(out), {"a/one.html": b"other"})
    assert b"one" == read(kept(out).folder)["a/one.html"]


def test_what_is_both_written_and_gone_is_there(out):
    assert touch(out, kept(out), {"c/new.html": b"again"}, gone={"c/new.html"})
    assert is_whole(out, {**FIRST, "index.html": b"second", "c/new.html": b"again"})


@pytest.mark.parametrize("address", ["a/one.html", ".kb-site", "more.html"])
def test_a_spare_that_anybody_changed_is_not_used_and_what_is_not_ours_stays(address, out):
    spare = kept(out)
    (spare.folder / address).unlink(missing_ok=True)
    (spare.folder / address).write_bytes(b"nonsense")
    touch(out, spare, {"b/two.html": b"other"})
    assert is_whole(out, {**FIRST, "index.html": b"second", "c/new.html": b"c", "b/two.html": b"other"})
    assert address == ".kb-site" or b"nonsense" == read(spare.folder)[address]


def test_a_spare_on_another_disk_is_not_used(out, fails):
    spare = kept(out)
    fails(type(out), "rename", OSError(18, "Invalid cross-device link"))
    touch(out, spare, {"b/two.html": b"other"})
    assert is_whole(out, {**FIRST, "index.html": b"second", "c/new.html": b"c", "b/two.html": b"other"})


def test_a_build_of_all_drops_the_spare(out):
    spare = kept(out)
    replace_folder(out, FIRST.items(), spare=spare)
    assert not spare.folder.exists()
    assert is_whole(out, FIRST)


def test_a_spare_that_cannot_be_read_leaves_the_old_site(out, fails):
    before, spare = read(out), kept(out)
    fails(os, "link", OSError(5, "Input/output error"))
    fails(type(out), "unlink", OSError(5, "Input/output error"), 1)
    with pytest.raises(ToolError, match="the old site stays"):
        touch(out, spare, {"a/one.html": b"other"})
    assert before == read(out)
