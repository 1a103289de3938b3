"""What a new site takes over from the old folder, and what it cannot take over."""

from __future__ import annotations

import os

import pytest

from kb.domain.problem import ToolError
from kb.site.carry_over import carry_over
from kb.site.file_list import hash_of


@pytest.fixture
def old(tmp_path):
    """A folder with a file, a link and a tree of somebody's own."""
    folder = tmp_path / "old"
    (folder / "docs" / "empty").mkdir(parents=True)
    (folder / "docs" / "a.txt").write_bytes(b"a")
    (folder / "CNAME").write_bytes(b"example.org")
    (folder / "CNAME").chmod(0o600)
    (folder / "link").symlink_to("CNAME")
    return folder


@pytest.fixture
def new(tmp_path):
    """A folder with one page."""
    (tmp_path / "new" / "static").mkdir(parents=True)
    (tmp_path / "new" / "index.html").write_bytes(b"new")
    return tmp_path / "new"


def test_files_links_and_folders_are_copied_as_they_are_and_stay_where_they_were(old, new):
    kept = carry_over(old, new, ["CNAME", "link", "docs", "static/own.css"])
    assert {"CNAME", "link", "docs/a.txt"} == kept.keys()
    assert {hash_of(b"example.org")} == kept["CNAME"]
    assert (b"example.org", 0o100600) == ((new / "CNAME").read_bytes(), (new / "CNAME").stat().st_mode)
    assert "CNAME" == str((new / "link").readlink())
    assert (True, b"a") == ((new / "docs" / "empty").is_dir(), (new / "docs" / "a.txt").read_bytes())
    assert (old / "docs" / "a.txt").exists()


def test_one_file_of_a_folder_that_the_site_has_too_is_copied(old, new):
    (old / "static").mkdir()
    (old / "static" / "own.css").write_bytes(b"mine")
    assert {"static/own.css"} == carry_over(old, new, ["static/own.css"]).keys()
    assert b"mine" == (new / "static" / "own.css").read_bytes()


@pytest.mark.parametrize("name", ["index.html", "static"])
def test_what_the_site_has_itself_cannot_be_kept(name, old, new):
    with pytest.raises(ToolError, match=f"the site has a {name} of its own; take it out of --keep"):
        carry_over(old, new, [name])


def test_what_is_no_file_cannot_be_kept(old, new):
    os.mkfifo(old / "docs" / "pipe")
    with pytest.raises(ToolError, match=r"pipe is neither a file nor a folder; take it out of --keep"):
        carry_over(old, new, ["docs"])
