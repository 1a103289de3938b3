"""A file is written whole or not at all, and one that is somebody else's is never written over."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from kb.content.save import save, save_own
from kb.domain.problem import ToolError


def test_a_file_is_written_and_nothing_lies_beside_it(tmp_path):
    save(tmp_path / "a.md", b"new")
    save(tmp_path / "a.md", b"newer")
    assert [("a.md", b"newer")] == [(path.name, path.read_bytes()) for path in tmp_path.iterdir()]


def test_a_new_file_has_the_usual_rights_and_a_replaced_one_its_own(tmp_path):
    (tmp_path / "usual").touch()
    save(tmp_path / "a.md", b"new")
    assert (tmp_path / "usual").stat().st_mode == (tmp_path / "a.md").stat().st_mode
    (tmp_path / "a.md").chmod(0o640)
    save(tmp_path / "a.md", b"newer")
    assert 0o100640 == (tmp_path / "a.md").stat().st_mode


@pytest.mark.parametrize("fault", [OSError(errno.ENOSPC, "No space left on device"), KeyboardInterrupt()])
@pytest.mark.parametrize("call", ["open", "replace"])
def test_what_stops_it_leaves_the_old_file_whole_and_no_litter(call, fault, tmp_path, monkeypatch):
    (tmp_path / "a.md").write_bytes(b"old")

    def fail(*_, **__):
        raise fault

    monkeypatch.setattr(Path, call, fail)
    with pytest.raises(type(fault)):
        save(tmp_path / "a.md", b"new")
    monkeypatch.undo()
    assert [("a.md", b"old")] == [(path.name, path.read_bytes()) for path in tmp_path.iterdir()]


def test_a_file_size_limit_leaves_the_old_file_whole(tmp_path):
    """As a full disk does: the write fails midway."""
    resource = pytest.importorskip("resource", reason="Windows has no such limit")
    signal = pytest.importorskip("signal")
    (tmp_path / "a.md").write_bytes(b"old")
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    before = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, limits[1]))
    try:
        with pytest.raises(OSError, match="File too large"):
            save(tmp_path / "a.md", b"x" * 48_817)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
        signal.signal(signal.SIGXFSZ, before)
    assert [("a.md", b"old")] == [(path.name, path.read_bytes()) for path in tmp_path.iterdir()]


def test_a_file_of_ones_own_kind_is_replaced_and_a_new_one_written(tmp_path):
    for _ in range(2):
        save_own(tmp_path / "page", b"ours", lambda content: content == b"ours")
    assert b"ours" == (tmp_path / "page").read_bytes()


def test_a_file_of_somebody_else_is_kept(tmp_path):
    (tmp_path / "page").write_bytes(b"mine")
    told = "page was not made by this command, or was edited since; name a new file, or move it"
    with pytest.raises(ToolError, match=told):
        save_own(tmp_path / "page", b"ours", lambda content: content == b"ours")
    assert b"mine" == (tmp_path / "page").read_bytes()


@pytest.mark.parametrize(
    "make",
    [Path.mkdir, os.mkfifo, lambda path: path.symlink_to("elsewhere"), lambda path: path.symlink_to(path.parent)],
    ids=["folder", "pipe", "link to nothing", "link to a folder"],
)
def test_what_is_no_plain_file_is_kept(make, tmp_path):
    path = tmp_path / "page"
    make(path)
    before = path.lstat()
    with pytest.raises(ToolError, match="page is no plain file; name a new file"):
        save_own(path, b"ours", lambda _: True)
    assert (before.st_ino, [path]) == (path.lstat().st_ino, list(tmp_path.iterdir()))
