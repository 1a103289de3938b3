"""Commands on several libraries share a cache of indexes, at the same time; none takes away what another needs."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from kb.content.load import load
from kb.rules.check import check
from kb.search import cached as kept
from kb.search.cached import FRESH, KEPT, MOST, OLD, clear
from kb.search.find import find, make_searcher

ROOT = Path(__file__).parents[2]
GOOD = ROOT / "tests" / "data" / "good"
ASKS = """
import sys
from pathlib import Path
from kb.content.load import load
from kb.rules.check import check
from kb.search.find import find, make_searcher

library, cache = check(load(Path(sys.argv[1]))).library, Path(sys.argv[2])
for _ in range(int(sys.argv[3])):
    searcher = make_searcher(library, cache)
    print(*(hit.document.url for hit in find(searcher, "0709T coverage").hits))
"""
LEAST, TIMES = 3, 4


@pytest.fixture(scope="module")
def library():
    return check(load(GOOD)).library


def folders(cache):
    return sorted(path.name for path in cache.iterdir())


def libraries(tmp_path, number):
    """Make copies of the good library, each with a payer's name of its own."""
    for one in range(number):
        folder = tmp_path / f"library-{one}"
        shutil.copytree(GOOD, folder)
        page = folder / "example-health" / "payer.md"
        page.write_text(page.read_text().replace("Example Health", f"Example Health {'abcdefghijkl'[one]}", 1))
        yield folder


def asked(folder, cache):
    call = [sys.executable, "-c", ASKS, str(folder), str(cache), str(TIMES)]
    return subprocess.Popen(call, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


@pytest.mark.slow
def test_commands_on_several_libraries_at_once_all_find_what_each_finds_alone(tmp_path, monkeypatch):
    script = ASKS.replace("\nlibrary", "\nfrom kb.search import cached\ncached.MOST = 1\nlibrary", 1)
    monkeypatch.setitem(globals(), "ASKS", script)  # each takes the others' away as often as it can
    at = [*libraries(tmp_path, LEAST)] * 2
    done = [(run, *run.communicate(timeout=300)) for run in [asked(folder, tmp_path / "cache") for folder in at]]
    assert [(0, "")] * len(at) == [(run.returncode, err) for run, _, err in done]
    for folder, (_, out, _) in zip(at, done, strict=True):
        found = find(make_searcher(check(load(folder)).library), "0709T coverage").hits
        assert [" ".join(hit.document.url for hit in found)] * TIMES == out.splitlines()
    assert not [name for name in folders(tmp_path / "cache") if name.startswith(FRESH)]


def test_a_search_goes_on_when_the_folder_is_cleared_away_under_it(library, tmp_path):
    for _ in ("made", "read"):
        searcher = make_searcher(library, tmp_path)
        shutil.rmtree(*tmp_path.glob(f"{KEPT}*"))
        assert find(searcher, "0709T").hits


def test_an_index_that_is_torn_is_made_again(library, tmp_path):
    make_searcher(library, tmp_path)
    (folder,) = tmp_path.iterdir()
    next(folder.glob("*.seg")).write_bytes(b"torn")
    assert find(make_searcher(library, tmp_path), "0709T").hits
    assert [folder.name] == folders(tmp_path)
    assert b"torn" != next(folder.glob("*.seg")).read_bytes()


def test_the_other_run_may_be_quicker(library, tmp_path, monkeypatch):
    def taken(self, target):
        raise FileExistsError(self, target)

    monkeypatch.setattr(Path, "rename", taken)
    assert find(make_searcher(library, tmp_path), "0709T").hits
    assert [] == folders(tmp_path)


def test_the_indexes_used_last_are_kept_and_all_else_in_the_cache(tmp_path):
    now = time.time()
    for age in range(MOST + 3):
        (tmp_path / f"{KEPT}{age}").mkdir()
        os.utime(tmp_path / f"{KEPT}{age}", (now - age * 10 * OLD,) * 2)
    for name, age in ((f"{FRESH}killed", 2 * OLD), (f"{FRESH}running", 0), ("kept", 9 * OLD)):
        (tmp_path / name).mkdir()
        os.utime(tmp_path / name, (now - age,) * 2)
    clear(tmp_path)
    assert sorted([*(f"{KEPT}{age}" for age in range(MOST)), "kept", f"{FRESH}running"]) == folders(tmp_path)


def test_a_use_is_noted(library, tmp_path, monkeypatch):
    make_searcher(library, tmp_path)
    (folder,) = tmp_path.iterdir()
    os.utime(folder, (0, 0))
    make_searcher(library, tmp_path)
    assert folder.stat().st_mtime > 0
    monkeypatch.setattr(kept.os, "utime", lambda _: (_ for _ in ()).throw(PermissionError()))
    assert find(make_searcher(library, tmp_path), "0709T").hits
