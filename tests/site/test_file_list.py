"""The list of what a build wrote: what is foreign beside it, and removal of no more than it names."""

from __future__ import annotations

import os
import socket
import subprocess

import pytest

from kb.site.file_list import MARK, fingerprint, foreign, hash_of, read_list, remove_listed, write_list

FILES = {"index.html": b"a", "a/b/page.html": b"b", "a/odd  name.css": b"c"}


@pytest.fixture
def site(tmp_path):
    """A folder with three files and the list of them."""
    folder = tmp_path / "site"
    for address, content in FILES.items():
        (folder / address).parent.mkdir(parents=True, exist_ok=True)
        (folder / address).write_bytes(content)
    (folder / MARK).write_bytes(write_list((address, hash_of(content)) for address, content in FILES.items()))
    return folder


def test_the_list_is_read_as_it_was_written_and_sha256sum_reads_it_too(site):
    assert {address: {hash_of(content)} for address, content in FILES.items()} == read_list(site)
    done = subprocess.run(["sha256sum", "--check", "--quiet", MARK], cwd=site, capture_output=True, check=False)
    assert (0, b"") == (done.returncode, done.stdout)


@pytest.mark.parametrize("content", [None, b"", b"Made by build.py from policies/; do not edit.\n", b"\xff\xfe"])
def test_a_list_that_is_not_there_or_of_no_such_form_is_empty(content, tmp_path):
    if content is not None:
        (tmp_path / MARK).write_bytes(content)
    assert {} == read_list(tmp_path)


def test_an_address_may_have_two_hashes(tmp_path):
    (tmp_path / MARK).write_bytes(write_list([("a", "1" * 64), ("a", "2" * 64)]))
    assert {"a": {"1" * 64, "2" * 64}} == read_list(tmp_path)


def test_nothing_is_foreign_in_a_site_as_it_was_written_nor_where_a_file_of_it_is_gone(site):
    assert [] == list(foreign(site))
    (site / "index.html").unlink()
    assert [] == list(foreign(site))


def make_socket(path):
    """Make a socket file; the name of its folder may be longer than a socket's address can be."""
    os.chdir(path.parent)
    with socket.socket(socket.AF_UNIX) as opened:
        opened.bind(path.name)


@pytest.mark.parametrize(
    ("put", "told"),
    [
        (lambda site: (site / "CNAME").write_text("x"), "CNAME"),
        (lambda site: (site / "index.html").write_text("edited"), "index.html"),
        (lambda site: (site / "a" / "notes.txt").write_text("x"), "a/notes.txt"),
        (lambda site: (site / ".git").mkdir(), ".git/"),
        (lambda site: (site / "a" / "empty").mkdir(), "a/empty/"),
        (lambda site: (site / "link").symlink_to("index.html"), "link"),
        (lambda site: (site / "loop").symlink_to("."), "loop/"),
        (lambda site: os.mkfifo(site / "pipe"), "pipe"),
        (lambda site: make_socket(site / "socket"), "socket"),
        (
            lambda site: ((site / "index.html").unlink(), (site / "index.html").symlink_to("/etc/hostname")),
            "index.html",
        ),
        (lambda site: ((site / "index.html").unlink(), (site / "index.html").mkdir()), "index.html/"),
        (lambda site: (site / MARK).rename(site / "b"), "b"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_no_build_wrote_is_foreign(put, told, site, monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    put(site)
    assert told in list(foreign(site))


def test_a_page_copied_to_another_address_and_a_list_without_one_are_foreign(site):
    (site / "copy.html").write_bytes(b"a")
    assert ["copy.html"] == list(foreign(site))
    (site / MARK).write_bytes(b"words\n")
    assert [MARK, "a/", "copy.html", "index.html"] == sorted(foreign(site))


def test_what_is_to_be_kept_is_passed_over_with_all_below_it(site):
    (site / "CNAME").write_text("x")
    (site / "docs" / "old").mkdir(parents=True)
    (site / "docs" / "old" / "a.txt").write_text("x")
    assert [] == list(foreign(site, ("CNAME", "docs")))
    assert [] == list(foreign(site, ("CNAME", "docs/old/a.txt")))
    assert ["docs/old/"] == list(foreign(site, ("CNAME", "docs/other")))


def test_a_removal_takes_away_what_is_listed_and_then_the_folder(site):
    remove_listed(site, {})
    assert not site.exists()


def test_a_removal_leaves_what_is_not_as_listed_and_the_list_with_it(site):
    (site / "CNAME").write_text("x")
    (site / "index.html").write_text("edited")
    (site / "empty").mkdir()
    remove_listed(site, {})
    assert [MARK, "CNAME", "empty", "index.html"] == sorted(path.name for path in site.iterdir())


def test_a_removal_takes_away_what_was_carried_over_where_it_is_the_same(site):
    (site / "CNAME").write_text("x")
    (site / "link").symlink_to("CNAME")
    kept = {name: frozenset({fingerprint(site / name)}) for name in ("CNAME", "link")}
    assert "link to CNAME" in kept["link"]
    remove_listed(site, kept)
    assert not site.exists()


def test_a_removal_that_was_stopped_is_gone_on_with(site):
    (site / "index.html").unlink()
    remove_listed(site, {})
    assert not site.exists()


def test_a_removal_takes_away_a_second_name_unread_and_no_other_file_for_it(site, tmp_path):
    beside = tmp_path / "beside"
    beside.mkdir()
    (beside / "mine.txt").write_text("x")
    (site / "mine.txt").hardlink_to(beside / "mine.txt")
    (beside / "index.html").write_text("edited")
    (site / "index.html").write_text("edited")
    remove_listed(site, {}, beside)
    assert ["index.html"] == [path.name for path in site.iterdir() if path.name != MARK]
    assert "x" == (beside / "mine.txt").read_text()
