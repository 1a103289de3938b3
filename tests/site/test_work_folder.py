"""The folder a build works in: held while the build lives, then cleared away, and nobody else's touched."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from kb.domain.problem import ToolError
from kb.site import work_folder as module
from kb.site.file_list import MARK, hash_of, write_list
from kb.site.work_folder import A_DAY, mend, work_folder

WORK = ".site.kb-12345678"


def site_in(folder, content="old"):
    """Put a site of one page into a folder."""
    folder.mkdir(parents=True)
    (folder / "index.html").write_text(content)
    (folder / MARK).write_bytes(write_list([("index.html", hash_of(content.encode()))]))


@pytest.fixture
def left(tmp_path):
    """The folder of a build that was killed: its lock is free."""
    (tmp_path / WORK).mkdir()
    (tmp_path / WORK / "lock").touch()
    return tmp_path / WORK


def test_it_stands_beside_the_site_while_the_build_lives_and_is_gone_afterwards(tmp_path):
    with work_folder(tmp_path / "far" / "site") as work:
        assert (tmp_path / "far", ["lock"]) == (work.parent, [path.name for path in work.iterdir()])
        (work / "new").mkdir()
    assert [] == list((tmp_path / "far").iterdir())


def test_another_build_leaves_it_alone_while_its_build_lives(tmp_path):
    with work_folder(tmp_path / "site") as work:
        (work / "new").mkdir()
        assert () == mend(tmp_path / "site")
        assert (work / "new").exists()


def test_what_a_killed_build_had_begun_is_cleared_away(left, tmp_path):
    (left / "new").mkdir()
    (left / "new" / "half.html").write_text("half")
    assert () == mend(tmp_path / "site")
    assert [] == list(tmp_path.iterdir())


def test_a_folder_of_a_build_that_was_killed_at_its_first_step_is_cleared_away(tmp_path):
    (tmp_path / WORK).mkdir()
    assert () == mend(tmp_path / "site")
    assert [] == list(tmp_path.iterdir())


def test_a_site_moved_aside_comes_back_where_there_is_none(left, tmp_path):
    site_in(left / "old-1")
    site_in(left / "new", "new")
    assert () == mend(tmp_path / "site")
    assert [tmp_path / "site"] == list(tmp_path.iterdir())
    assert "old" == (tmp_path / "site" / "index.html").read_text()


def test_a_site_moved_aside_is_cleared_away_where_there_is_a_new_one(left, tmp_path):
    site_in(left / "old-1")
    site_in(tmp_path / "site", "new")
    assert () == mend(tmp_path / "site")
    assert [tmp_path / "site"] == list(tmp_path.iterdir())
    assert "new" == (tmp_path / "site" / "index.html").read_text()


def test_a_site_that_cannot_be_put_back_is_named_and_kept(left, tmp_path, monkeypatch):
    site_in(left / "old-1")

    def fail(*_):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("pathlib.Path.rename", fail)
    with pytest.raises(ToolError, match=r"site is gone and cannot be put back: .*; rename .*old-1 to site"):
        mend(tmp_path / "site")
    assert "old" == (left / "old-1" / "index.html").read_text()


def test_what_somebody_put_into_the_old_site_is_kept_and_the_folder_named_each_time(left, tmp_path):
    site_in(left / "old-1")
    site_in(tmp_path / "site", "new")
    (left / "old-1" / "notes.txt").write_text("mine")
    for _ in range(2):
        assert (left,) == mend(tmp_path / "site")
    assert "mine" == (left / "old-1" / "notes.txt").read_text()


@pytest.mark.parametrize("name", ["notes", ".site-12345678", ".site.kb", ".other.kb-12345678", ".site.kb-mine"])
def test_a_folder_with_files_of_somebody_is_left_alone(name, tmp_path):
    (tmp_path / name).mkdir()
    (tmp_path / name / "notes.txt").write_text("mine")
    assert () == mend(tmp_path / "site")
    assert "mine" == (tmp_path / name / "notes.txt").read_text()


def test_a_link_of_such_a_name_is_left_alone(tmp_path):
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "lock").touch()
    (tmp_path / WORK).symlink_to(tmp_path / "mine")
    assert () == mend(tmp_path / "site")
    assert (tmp_path / "mine" / "lock").exists()


def test_where_there_are_no_locks_a_folder_is_cleared_away_after_a_day(left, tmp_path, monkeypatch):
    monkeypatch.setattr(module, "lock", lambda *_, **__: None)
    assert () == mend(tmp_path / "site")
    assert left.exists()
    seconds = (left / "lock").stat().st_mtime - A_DAY - 60
    os.utime(left / "lock", (seconds, seconds))
    assert () == mend(tmp_path / "site")
    assert not left.exists()


def test_a_folder_taken_for_left_between_its_making_and_its_lock_is_made_again(tmp_path, monkeypatch):
    real, made = module.tempfile.mkdtemp, []

    def taken(**given):
        made.append(real(**given))
        if len(made) == 1:
            Path(made[0]).rmdir()
        return made[-1]

    monkeypatch.setattr(module.tempfile, "mkdtemp", taken)
    with work_folder(tmp_path / "site") as work:
        assert made[1] == str(work)


def test_an_interrupt_while_it_is_cleared_away_waits_until_that_is_done(tmp_path, monkeypatch):
    real, calls = module.settle, []

    def interrupted(*given):
        calls.append(given)
        if len(calls) == 1:
            raise KeyboardInterrupt
        real(*given)

    monkeypatch.setattr(module, "settle", interrupted)
    with pytest.raises(KeyboardInterrupt), work_folder(tmp_path / "site") as work:
        (work / "new").mkdir()
    assert [] == list(tmp_path.iterdir())
