"""Two folders change places in one step, or in two; with another build in between, it is tried again."""

from __future__ import annotations

import errno
import sys

import pytest

from kb.site import swap as module
from kb.site.swap import TRIES, exchange, swap


@pytest.fixture
def work(tmp_path):
    """A work folder with a new site in it, beside an old one."""
    for folder, content in (("work/new", "new"), ("site", "old")):
        (tmp_path / folder).mkdir(parents=True)
        (tmp_path / folder / "index.html").write_text(content)
    return tmp_path / "work"


def page(folder):
    return (folder / "index.html").read_text()


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux has the call")
def test_linux_exchanges_two_folders_in_one_step(work, tmp_path):
    assert exchange(work / "new", tmp_path / "site")
    assert ("old", "new") == (page(work / "new"), page(tmp_path / "site"))


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux has the call")
def test_an_exchange_with_what_is_not_there_is_told(work, tmp_path):
    with pytest.raises(FileNotFoundError):
        exchange(work / "new", tmp_path / "nowhere")
    assert "new" == page(work / "new")


@pytest.mark.parametrize("number", [errno.ENOSYS, errno.EINVAL, errno.ENOTSUP])
def test_a_file_system_that_cannot_exchange_is_no_fault(number, work, tmp_path, monkeypatch):
    monkeypatch.setattr(module, "_renameat2", lambda: lambda *_: -1)
    monkeypatch.setattr("ctypes.get_errno", lambda: number)
    assert not exchange(work / "new", tmp_path / "site")


def test_a_system_without_the_call_swaps_in_two_steps(work, tmp_path, monkeypatch):
    monkeypatch.setattr(module, "_renameat2", lambda: None)
    swap(work, tmp_path / "site")
    assert ("old", "new") == (page(work / "old-1"), page(tmp_path / "site"))


def test_another_platform_has_no_such_call(monkeypatch):
    monkeypatch.setattr(sys, "platform", "darwin")
    assert module._renameat2() is None


def test_where_there_was_no_site_the_new_one_is_moved_in(work, tmp_path):
    swap(work, tmp_path / "first")
    assert "new" == page(tmp_path / "first")


def test_a_site_that_another_build_puts_there_meanwhile_is_swapped_too(work, tmp_path, monkeypatch):
    out = tmp_path / "first"
    seen = []

    def absent(_):
        if not seen:
            (tmp_path / "site").rename(out)
        seen.append(out)
        return len(seen) > 1

    monkeypatch.setattr("os.path.lexists", absent)
    swap(work, out)
    assert ("old", "new") == (page(work / "new"), page(out))


def test_it_is_not_tried_for_ever(work, tmp_path, monkeypatch):
    tried = []

    def fail(*_):
        tried.append(1)
        raise FileNotFoundError(errno.ENOENT, "gone")

    monkeypatch.setattr(module, "exchange", fail)
    with pytest.raises(FileNotFoundError):
        swap(work, tmp_path / "site")
    assert TRIES == len(tried)
