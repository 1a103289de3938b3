"""The build: the same content gives the same bytes anywhere, and a site is replaced whole or not at all.

`golden/` holds the site of `data/good/` without what is copied as it is from `site_templates/static/`. After a change
of templates or of that library, write it anew and read the diff:

    python -m pytest tests/site/test_build.py --refresh-golden
"""

from __future__ import annotations

import datetime as dt
import json
import os
import re
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from kb.content.load import load
from kb.domain.problem import ToolError
from kb.history.clocks import read_clocks
from kb.pages.page import Page
from kb.rules.check import check
from kb.site import whole as site
from kb.site.build import build
from kb.site.file_list import MARK
from kb.site.folder_pages import is_folder_page
from kb.site.static_files import static_files
from kb.site.unchanged import TEMPLATES
from kb.site.whole import site_files

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parents[2]
GOLDEN = Path(__file__).parents[1] / "golden"
SHIPPED = dict(static_files(TEMPLATES))
PAYERS = ("example-health", "sample-mutual")
CODES = ("0708t", "0709t", "category-iii")
PIECES = ("example-health/0-0", "sample-mutual/0-0")
ANSWERS = [*(f"answers/{piece}" for piece in PIECES), *(f"plans/{code}" for code in CODES)]
DATED = [f"asof/{name}" for name in (*CODES, *PIECES)]
BOARD = ["board/codes", "board/example-health", "board/sample-mutual"]
ASKED = [
    *("ask", "read_records"),
    *(f"ask/{name}" for name in ("changes", "unknowns", "days/0", "plans/0", *(f"codes/{code}" for code in CODES))),
    *("cited/0", "cited/payers"),
]
CLAIM = ("claim", "code_rows", "claim/plans/0", "claim/versions/0")
MADE = [
    f"static/{name}.js"
    for name in ("called", "date_forms", "index", "names", "turns", *ANSWERS, *ASKED, *CLAIM, *DATED, *BOARD)
]
"""The scripts of data that the build makes."""

TEXTS = ("answers.csv", "answer-codes.csv", "review.csv", "llms.txt", "datapackage.json")

CATALOGUE = "catalogue.sqlite"
"""Not in the golden site: its bytes hold the version of SQLite. Its content is held to the pages elsewhere."""

ENTRY = "example-health/commercial/policy-1-2019"
SHOWN = 60
ASCII = {"PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
"""Keeps Python from reading and writing UTF-8 where the locale is C."""


def quiet(_):
    """Take the build's progress, and say nothing."""


def read(folder):
    """Give every file of a folder: its path below and its bytes."""
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def made(found):
    """Give the files of a site that the build makes, and not those it copies."""
    return {name: text for name, text in found.items() if name not in {MARK, CATALOGUE, *SHIPPED}}


def refresh(found):
    shutil.rmtree(GOLDEN, ignore_errors=True)
    for name, text in found.items():
        (GOLDEN / name).parent.mkdir(parents=True, exist_ok=True)
        (GOLDEN / name).write_bytes(text)


def difference(expected, actual):
    """Tell in a few lines how two sites differ: the files, and where the first of them parts; empty where equal."""
    changed = [name for name in expected if name in actual and expected[name] != actual[name]]
    lists = {"differ": changed, "are gone": [*(expected.keys() - actual)], "are new": [*(actual.keys() - expected)]}
    told = [f"{len(names)} {what}: {', '.join(sorted(names))}" for what, names in lists.items() if names]
    if changed:
        told += first_difference(changed[0], expected[changed[0]].decode(), actual[changed[0]].decode())
    return told


def first_difference(name, expected, actual):
    before, after = [*expected.split("\n"), ""], [*actual.split("\n"), ""]
    line = parting(before, after)
    column = parting(f"{before[line]}\n", f"{after[line]}\n")
    part = slice(max(0, column - SHOWN), column + SHOWN)
    return [f"{name}:{line + 1}:{column + 1}", f"  - {before[line][part]}", f"  + {after[line][part]}"]


def parting(before, after):
    return next(number for number, (a, b) in enumerate(zip(before, after, strict=False)) if a != b)


# The golden site


def test_the_good_library_gives_the_golden_site_byte_for_byte(good_site, request):
    found = made(read(good_site))
    told = difference(read(GOLDEN), found)
    if request.config.getoption("--refresh-golden"):
        refresh(found)
        pytest.skip("; ".join(["tests/golden/ written anew", *told[:1]]))
    if told:
        again = "If this is meant: python -m pytest tests/site/test_build.py --refresh-golden"
        pytest.fail("\n".join([*told, again]), pytrace=False)


def test_static_files_are_shipped_and_nothing_else_is_added(good_site):
    found = read(good_site)
    assert SHIPPED == {
        name: text
        for name, text in found.items()
        if name.startswith("static/") and name not in MADE and not is_folder_page(name)
    }
    pages = [name for name in found if name.endswith(".html") or name in {CATALOGUE, *TEXTS}]
    apart = {*pages, *SHIPPED, *MADE, MARK}
    data = [name for name in found if name.startswith(("api/", "feeds/")) or name == "calendar.ics"]
    assert {*data, *apart} == found.keys()


def test_each_file_of_content_has_its_page_and_each_entry_its_evidence_beside_those_that_have_none(
    good_library, good_site
):
    content = [path.relative_to(good_library).with_suffix(".html").as_posix() for path in good_library.rglob("*.md")]
    names = (
        "404",
        "about",
        "acts",
        "api",
        "ask",
        "changes",
        "claim",
        "compare",
        "drift",
        "glance",
        "glossary",
        "index",
        "jobs",
        "look-up",
        "my-plans",
        "pages",
        "people",
        "read-text",
        "review",
        "search",
        "sources",
        "worklist",
    )
    alone = [f"{name}.html" for name in names]
    alone += [f"review/{payer}.html" for payer in ("example-health", "sample-mutual")]
    parts = {
        "codes/0708t": ("coding", "history", "sources"),
        "codes/0709t": ("coding", "rates", "history", "sources"),
        "example-health/payer": ("contacts", "sources"),
        "sample-mutual/payer": ("contacts", "sources"),
    }
    alone += [f"{page}/{part}.html" for page, held in parts.items() for part in held]
    evidence = [f"evidence/{name}" for name in content if not name.startswith("codes/") and "payer" not in name]
    made = sorted(name for name in read(good_site) if name.endswith(".html") and not name.endswith("/index.html"))
    assert sorted([*content, *evidence, *alone]) == made


def test_a_difference_is_told_by_file_line_and_column():
    before = {"a.html": b"1\n2 old\n", "b.html": b"", "gone.html": b""}
    after = {"a.html": b"1\n2 new\n", "b.html": b"x", "new.html": b""}
    told = ["2 differ: a.html, b.html", "1 are gone: gone.html", "1 are new: new.html", "a.html:2:3"]
    assert [*told, "  - 2 old", "  + 2 new"] == difference(before, after)
    assert [] == difference(before, before)
    assert ["a:2:1", "  - ", "  + more"] == first_difference("a", "1", "1\nmore")


# The same bytes anywhere


def test_a_second_build_gives_the_same_bytes(old, good_library, good_site):
    build(good_library, old, quiet)
    assert [] == difference(read(good_site), read(old))


@pytest.mark.parametrize(
    "elsewhere",
    [
        {"LC_ALL": "C", "TZ": "Pacific/Kiritimati", "PYTHONHASHSEED": "1", **ASCII},
        {"LC_ALL": "tr_TR.UTF-8", "TZ": "America/Los_Angeles", "PYTHONHASHSEED": "2"},
    ],
    ids=lambda elsewhere: elsewhere["TZ"],
)
def test_another_folder_locale_time_zone_and_hash_seed_give_the_same_bytes(
    elsewhere, tmp_path, good_library, good_site
):
    shutil.copytree(good_library, tmp_path / "content")
    call = [sys.executable, "-m", "kb", "--policies", "content", "--out", "made"]
    env = {**os.environ, "PYTHONPATH": str(ROOT), **elsewhere}
    subprocess.run(call, cwd=tmp_path, env=env, check=True, capture_output=True)
    assert [] == difference(read(good_site), read(tmp_path / "made"))


def test_only_the_calls_of_commands_ask_what_day_it_is():
    asks = r"\b(today|now|utcnow|time_ns|fromtimestamp|ctime|gmtime|localtime)\(|\btime\.time\(|^from time\b"
    clock = re.compile(asks, re.MULTILINE)
    modules = sorted((ROOT / "kb").rglob("*.py"))
    asking = [path for path in modules if clock.search(path.read_text(encoding="utf-8"))]
    assert [ROOT / "kb" / "commands" / "options.py"] == asking


def test_the_site_is_a_function_of_the_content_and_the_day_it_is_made_for(
    tmp_path, good_library, good_site, small_day
):
    for name, day in (("same", small_day), ("later", small_day + dt.timedelta(days=400))):
        build(good_library, tmp_path / name, quiet, day=day)
    assert [] == difference(read(good_site), read(tmp_path / "same"))
    assert json.loads(read(tmp_path / "later")["api/v1/index.json"])["as_of"] == "2027-04-06"


def test_a_build_refuses_what_was_looked_at_after_today(tmp_path, good_library):
    found = build(good_library, tmp_path / "site", quiet, today=dt.date(2026, 3, 1)).problems
    assert {"day-to-come"} == {problem.code for problem in found}
    assert not (tmp_path / "site").exists()


# Addresses


@pytest.mark.parametrize("name", ["good_site", "real_site"])
def test_no_two_files_have_addresses_that_differ_in_case_alone(name, request):
    found = [address.lower() for address in read(request.getfixturevalue(name))]
    assert sorted(set(found)) == sorted(found)


def test_two_pages_at_one_address_stop_the_build(monkeypatch, good_library):
    twice = (Page("a.html", "not_found", "A", object()),) * 2
    monkeypatch.setattr(site, "make_pages", lambda *_: twice)
    monkeypatch.setattr(site, "render", lambda *_: "")
    with pytest.raises(ToolError, match=r"two pages want the address a\.html"):
        dict(site_files(read_clocks(check(load(good_library)).library), quiet))


# The old site is replaced whole


def test_a_build_replaces_the_whole_site_and_leaves_nothing_beside_it(old, good_library, tmp_path):
    smaller = shutil.copytree(good_library, tmp_path / "policies")
    (smaller / f"{ENTRY}.md").unlink()
    before = read(old)
    built = build(smaller, old, quiet)
    assert (old, 47, 4, ()) == (built.out, built.pages, built.entries, built.problems)
    gone = {f"{ENTRY}.html", f"evidence/{ENTRY}.html"}
    assert gone == before.keys() - read(old)
    assert [old] == list(old.parent.iterdir())


def test_an_empty_folder_and_one_below_folders_that_are_not_there_are_taken(tmp_path, good_library, good_site):
    (tmp_path / "empty").mkdir()
    for out in (tmp_path / "empty", tmp_path / "far" / "away" / "site"):
        build(good_library, out, quiet)
        assert [] == difference(read(good_site), read(out))


def test_with_a_problem_the_old_site_stays(old, whole, laid_over):
    folder = laid_over({f"{ENTRY}.md": "no front matter\n"})
    inode = old.stat().st_ino
    built = build(folder, old, quiet)
    assert (0, ["no-front-matter"]) == (built.pages, [problem.code for problem in built.problems])
    assert whole()
    assert inode == old.stat().st_ino


def test_with_a_problem_no_site_begins(tmp_path, laid_over):
    build(laid_over({f"{ENTRY}.md": "no front matter\n"}), tmp_path / "place" / "site", quiet)
    assert not (tmp_path / "place").exists()


def test_a_template_that_breaks_leaves_the_old_site_whole(old, whole, fails, good_library):
    fails(site, "render", ToolError("the template breaks"), 7)
    with pytest.raises(ToolError, match="the template breaks"):
        build(good_library, old, quiet)
    assert whole()


# An interrupted build


@pytest.mark.parametrize("at", [("write_bytes", 1), ("hardlink_to", 1), ("hardlink_to", 9)], ids=str)
def test_an_interrupted_build_leaves_the_old_site_whole_and_no_litter(at, old, whole, fails, good_library):
    call, number = at
    fails(Path, call, KeyboardInterrupt(), number)
    with pytest.raises(KeyboardInterrupt):
        build(good_library, old, quiet)
    assert whole()


@pytest.mark.skipif(os.name == "nt", reason="no such signal")
def test_a_build_that_is_killed_while_it_writes_leaves_the_old_site_as_it_was(old, good_library):
    before = read(old)
    script = f"""
import os, signal
from itertools import count
from pathlib import Path
from kb.site.build import build
real, calls = Path.hardlink_to, count(1)
Path.hardlink_to = lambda *given: os.kill(os.getpid(), signal.SIGKILL) if next(calls) == 9 else real(*given)
build(Path({str(good_library)!r}), Path({str(old)!r}), lambda _: None)
"""
    killed = subprocess.run([sys.executable, "-c", script], env={**os.environ, "PYTHONPATH": str(ROOT)}, check=False)
    assert -signal.SIGKILL == killed.returncode
    assert [] == difference(before, read(old))
    assert [True, False] == sorted((path == old for path in old.parent.iterdir()), reverse=True)
    build(good_library, old, quiet)
    assert ([], [old]) == (difference(before, read(old)), list(old.parent.iterdir()))


def test_a_site_that_a_killed_build_had_moved_aside_comes_back_even_where_the_content_has_a_problem(old, laid_over):
    before = read(old)
    work = old.parent / ".site.kb-12345678"
    work.mkdir()
    (work / "lock").touch()
    old.rename(work / "old-1")
    assert build(laid_over({f"{ENTRY}.md": "no front matter\n"}), old, quiet).problems
    assert ([], [old]) == (difference(before, read(old)), list(old.parent.iterdir()))


def test_what_was_put_into_the_site_while_it_was_built_stops_the_swap_and_is_kept(old, good_library):
    before = read(old)

    def put(step):
        if step == "Indexing":
            (old / "CNAME").write_text("example.org")

    with pytest.raises(ToolError, match="holds what the last build did not write: CNAME"):
        build(good_library, old, put)
    assert ({**before, "CNAME": b"example.org"}, [old]) == (read(old), list(old.parent.iterdir()))


def test_a_file_that_is_to_be_kept_stands_in_each_new_site(old, good_library):
    (old / "CNAME").write_text("example.org")
    for _ in range(2):
        build(good_library, old, quiet, keep=("CNAME",))
        assert "example.org" == (old / "CNAME").read_text()
    with pytest.raises(ToolError, match=r"--keep CNAME$"):
        build(good_library, old, quiet)


def test_a_folder_that_could_not_be_cleared_away_is_named(old, good_library):
    work = old.parent / ".site.kb-12345678"
    (work / "old-1").mkdir(parents=True)
    (work / "lock").touch()
    (work / "old-1" / "notes.txt").write_text("mine")
    told = []
    build(good_library, old, told.append)
    assert f"{work} stays; look through it and delete it" == told[0]
    assert "mine" == (work / "old-1" / "notes.txt").read_text()
