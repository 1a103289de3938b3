"""What the tests of the site folder share: a built site that stands alone, and calls that fail."""

from __future__ import annotations

import shutil
from itertools import count

import pytest


def read(folder):
    """Give every file of a folder: its path below and its bytes."""
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


@pytest.fixture
def old(tmp_path, good_site):
    """A built site that stands alone in its folder; for `whole` to look at afterwards."""
    return shutil.copytree(good_site, tmp_path / "place" / "site")


@pytest.fixture
def whole(old):
    """Tell whether the old site stands byte for byte where it stood, and nothing lies beside it."""
    before = read(old)
    return lambda: (before, [old]) == (read(old), list(old.parent.iterdir()))


@pytest.fixture
def fails(monkeypatch):
    """Make one call of a function raise: the first, or that of a number."""

    def at(owner, name, fault, number=1):
        real, calls = getattr(owner, name), count(1)

        def call(*given, **named):
            if next(calls) == number:
                raise fault
            return real(*given, **named)

        monkeypatch.setattr(owner, name, call)

    return at
