"""What the tests of evidence share: a repository in which one rule changes three times, and packs made of it."""

from __future__ import annotations

import datetime as dt
import json
import shutil
from pathlib import Path

import pytest

from kb.commands import main as cli
from kb.content.load import load
from kb.evidence.cases import case_of
from kb.evidence.pack import make_pack
from kb.history.in_force import AsOfDates
from kb.history.read import read_history
from kb.rules.check import check

TODAY = dt.date(2026, 5, 3)
"""The day on which packs are made: that of the newest commit of the story."""

GOOD = Path(__file__).parents[1] / "data" / "good"
PLANS = "example-health/commercial"
X, Y, Z, GONE = (f"{PLANS}/{name}" for name in ("x", "y", "z", "gone"))


def tell(repository):
    """Make the story: x is covered, from March not, from 2027 investigational; y and z disagree; one is gone."""
    rule = repository.rule
    shutil.copytree(GOOD, repository.folder, dirs_exist_ok=True)
    ended = rule("covered", "2025-01-01", "2025-12-31", codes="0707T-0708T")
    first = {X: rule("covered", "2026-01-01"), f"{PLANS}/ended": ended, GONE: rule("covered", codes="0712T")}
    repository.commit({f"{path}.md": text for path, text in first.items()}, "2026-01-10", "three rules")
    repository.commit({f"{X}.md": rule("not covered", "2026-03-01"), f"{GONE}.md": None}, "2026-03-05", "from March")
    repository.commit({f"{X}.md": rule("investigational", "2027-01-01")}, "2026-05-02", "from next year")
    both = {Y: rule("covered", codes="0700T-0709T"), Z: rule("not covered", "2026-01-01", codes="0701T-0709T")}
    repository.commit({f"{path}.md": text for path, text in both.items()}, "2026-05-03", "two that disagree")


@pytest.fixture(scope="session")
def story(make_repository):
    """The repository of the story; for reading only."""
    repository = make_repository()
    tell(repository)
    return repository


@pytest.fixture(scope="session")
def read(story):
    """The library on disk and its history."""
    texts = load(story.folder)
    checked = check(texts)
    assert () == checked.problems
    return checked.library, read_history(story.folder, texts)


@pytest.fixture(scope="session")
def case(read):
    """Prepare a pack: an entry, a date of service, what was known by when, a code."""

    def prepare(name, date, known="", code=""):
        days = [dt.date.fromisoformat(day) if day else None for day in (date, known)]
        return case_of(*read, name, code, AsOfDates(*days), today=TODAY)

    return prepare


@pytest.fixture(scope="session")
def pack(case):
    """Make a pack."""
    return lambda *words, **named: make_pack(case(*words, **named))


@pytest.fixture
def kb(capsys, monkeypatch, tmp_path, story):
    """Run a command on the story in this process and an empty folder; gives exit code, output and errors."""
    monkeypatch.setattr("kb.commands.options.ROOT", tmp_path / "project")
    monkeypatch.chdir(tmp_path)
    for name in ("FORCE_COLOR", "TTY_COMPATIBLE", "PY_COLORS"):
        monkeypatch.delenv(name, raising=False)

    def run(*words):
        today = () if "--today" in words else ("--today", str(TODAY))
        code = cli.main([*words, *today, "--policies", str(story.folder)])
        return code, *capsys.readouterr()

    return run


@pytest.fixture
def told(kb):
    """Run a command and read the JSON it prints."""

    def run(*words):
        code, out, err = kb(*words, "--json")
        assert (0, "") == (code, err)
        return json.loads(out)

    return run


@pytest.fixture
def packed():
    """Make a pack of an entry of a repository, the good library laid below it."""

    def make(repository, name, date):
        shutil.copytree(GOOD, repository.folder, dirs_exist_ok=True)
        texts = load(repository.folder)
        history = read_history(repository.folder, texts)
        asked = AsOfDates(dt.date.fromisoformat(date))
        return make_pack(case_of(check(texts).library, history, name, "", asked, today=TODAY))

    return make
