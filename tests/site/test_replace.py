"""A site is replaced whole or not at all, whatever stops the build and wherever it does."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from kb.domain.problem import ToolError
from kb.site import swap
from kb.site.build import build
from kb.site.file_list import MARK, foreign
from kb.site.replace import replace_folder

ROOT = Path(__file__).resolve().parents[2]
STOPS = Path(__file__).with_name("stop_at_every_step.py")


def quiet(_):
    """Take the build's progress, and say nothing."""


def read(folder):
    """Give every file of a folder: its path below and its bytes."""
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


@pytest.mark.skipif(os.name == "nt", reason="no such signals, and no forks")
@pytest.mark.slow
@pytest.mark.parametrize("way", ["exchange", "two-steps", "touched", "spare"])
@pytest.mark.parametrize("how", ["SIGKILL", "SIGTERM", "ENOSPC"])
def test_stopped_before_any_call_of_the_system_the_site_is_old_or_new_and_the_next_build_right(how, way, tmp_path):
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run([sys.executable, STOPS, tmp_path, how, way], env=env, capture_output=True, check=False)
    assert b"" == done.stderr
    *faults, last = done.stdout.decode().splitlines()
    assert [] == faults
    assert int(last.removesuffix(" stops")) > 40


@pytest.mark.parametrize("call", ["write_bytes", "rename"])
def test_a_call_that_fails_leaves_the_old_site_whole_and_is_told(call, old, whole, fails, monkeypatch):
    monkeypatch.setattr(swap, "exchange", lambda *_: False)
    fails(Path, call, OSError(28, "No space left on device"), 2)
    with pytest.raises(ToolError, match=r"cannot write .*site: No space left on device; the old site stays"):
        replace_folder(old, [("index.html", b"new"), ("b.html", b"")])
    assert whole()


def test_a_folder_above_without_rights_is_told_and_the_old_site_stays(old, whole, fails, good_library):
    fails(tempfile, "mkdtemp", PermissionError(13, "Permission denied"))
    told = r"cannot write beside .*site: Permission denied; name another folder with --out"
    with pytest.raises(ToolError, match=told):
        build(good_library, old, quiet)
    assert whole()


def test_a_first_write_that_fails_leaves_no_site_and_no_litter(tmp_path, fails, good_library):
    fails(Path, "write_bytes", OSError(28, "No space left on device"), 9)
    with pytest.raises(ToolError):
        build(good_library, tmp_path / "site", quiet)
    assert [] == list(tmp_path.iterdir())


def test_a_file_that_cannot_be_made_is_no_fault_of_the_folder(old, whole):
    def files():
        yield "index.html", b"new"
        raise FileNotFoundError(2, "No such file", "site.css")

    with pytest.raises(FileNotFoundError):
        replace_folder(old, files())
    assert whole()


def test_files_are_written_as_they_come_and_stay_out_of_the_old_site(old):
    def files():
        yield "index.html", b"new"
        (fresh,) = [path for path in old.parent.iterdir() if path != old]
        assert b"new" == (fresh / "new" / "index.html").read_bytes()
        assert b"new" != (old / "index.html").read_bytes()
        yield "b.html", b""

    assert ("index.html", "b.html") == replace_folder(old, files()).written
    assert {"index.html": b"new", "b.html": b""} == {k: v for k, v in read(old).items() if k != MARK}


def test_a_check_that_fails_at_the_last_moment_leaves_the_old_site(old, whole):
    def check():
        raise ToolError("not now")

    with pytest.raises(ToolError, match="not now"):
        replace_folder(old, [("index.html", b"new")], check=check)
    assert whole()


def test_what_comes_into_the_old_site_at_the_moment_of_the_swap_is_kept_and_named(old, monkeypatch):
    real = swap.exchange

    def late(one, other):
        (other / "notes.txt").write_text("mine")
        return real(one, other)

    monkeypatch.setattr(swap, "exchange", late)
    left = replace_folder(old, [("index.html", b"new")]).left
    assert {MARK, "notes.txt"} == {path.name for path in (left / "new").iterdir()}
    assert "mine" == (left / "new" / "notes.txt").read_text()
    assert b"new" == (old / "index.html").read_bytes()


def test_a_file_that_stays_the_same_is_not_written_again(old):
    before = {name: (old / name).lstat().st_ino for name in ("index.html", "about.html")}
    replace_folder(old, [("index.html", (old / "index.html").read_bytes()), ("about.html", b"new")])
    after = {name: (old / name).lstat().st_ino for name in before}
    assert before["index.html"] == after["index.html"]
    assert before["about.html"] != after["about.html"]
    assert b"new" == (old / "about.html").read_bytes()


def test_where_the_system_has_no_second_names_each_file_is_written(old, fails):
    content = (old / "index.html").read_bytes()
    fails(Path, "hardlink_to", OSError(1, "Operation not permitted"))
    replace_folder(old, [("index.html", content)])
    assert {"index.html": content} == {name: found for name, found in read(old).items() if name != MARK}


def test_with_what_goes_all_else_that_the_last_build_wrote_stays(old):
    before = {name: content for name, content in read(old).items() if name not in {MARK, "about.html", "404.html"}}
    written = replace_folder(old, [("about.html", b"new")], gone={"404.html"}).written
    assert {**before, "about.html": b"new"} == {name: found for name, found in read(old).items() if name != MARK}
    assert {*before, "about.html"} == {*written}
    assert [] == list(foreign(old))


def test_where_the_system_has_no_second_names_what_stays_is_copied(old, fails):
    before = {name: content for name, content in read(old).items() if name != MARK}
    fails(os, "link", OSError(1, "Operation not permitted"))
    replace_folder(old, [], gone=())
    assert before == {name: found for name, found in read(old).items() if name != MARK}
