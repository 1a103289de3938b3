"""What a process no longer needs is free for others, on any system."""

from __future__ import annotations

import platform
import sys
from pathlib import Path

import pytest

from kb.domain import memory
from kb.domain.memory import give_back

MANY = 20_000


def held():
    """Tell how much memory this process has, in bytes."""
    told = Path("/proc/self/status").read_text(encoding="ascii")
    return next(int(line.split()[1]) * 1024 for line in told.splitlines() if line.startswith("VmRSS:"))


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="only the C library of GNU gives memory back when told")
def test_what_lies_between_what_stays_is_given_back():
    texts = ["x" * 8_000 for _ in range(MANY)]
    kept = texts[::100]
    before = held()
    del texts
    give_back()
    assert held() < before - MANY * 8_000 / 2
    assert len(kept) == MANY / 100


@pytest.mark.parametrize("system", [sys.platform, "win32"])
def test_where_there_is_no_such_call_nothing_is_done(monkeypatch, system):
    monkeypatch.setattr(memory.sys, "platform", system)
    monkeypatch.setattr(memory.ctypes, "CDLL", lambda _: object())
    give_back()
