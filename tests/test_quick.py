"""`build.py test --quick` leaves out what takes long, and nothing else; without it every test runs."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
EXAMPLE = """
import pytest
from hypothesis import given, strategies as st


@pytest.fixture(name="repository")
def make(): ...


@pytest.fixture
def uses_git(repository): ...


def test_plain(): ...


@pytest.mark.parametrize("site", ["good", "real"])
def test_site(site): ...


@pytest.mark.browser
def test_browser(): ...


@pytest.mark.slow
def test_slow(): ...


def test_git(uses_git): ...


@given(st.integers())
def test_examples(number): ...
"""
QUICK = ["test_plain", "test_site[good]"]
LONG = ["test_browser", "test_examples", "test_git", "test_site[real]", "test_slow"]
pytestmark = pytest.mark.slow  # each test starts pytest


@pytest.fixture
def collected(tmp_path):
    """Collect a made-up module as a test of this project: give the names of the tests that would run."""
    (tmp_path / "test_example.py").write_text(EXAMPLE, encoding="utf-8")

    def run(*options):
        given = ["--collect-only", "-c", ROOT / "pyproject.toml", "-p", "tests.conftest", "-p", "no:cacheprovider"]
        words = [sys.executable, "-m", "pytest", *given, *options, tmp_path]
        done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=True)
        return sorted(line.split("::")[1] for line in done.stdout.splitlines() if "::" in line)

    return run


def test_quick_leaves_out_browsers_git_whole_sites_many_examples_and_what_is_marked_slow(collected):
    assert QUICK == collected("--quick")


def test_without_quick_every_test_runs(collected):
    assert sorted([*QUICK, *LONG]) == collected()


def test_other_options_of_pytest_go_with_it(collected):
    assert ["test_plain"] == collected("--quick", "-k", "plain or slow")


def test_each_fixture_that_takes_long_is_there(pytestconfig):
    """So that a renamed fixture does not bring what takes long into the quick tests unseen."""
    (names,) = (found for plugin in pytestconfig.pluginmanager.get_plugins() if (found := fixtures_of(plugin)))
    written = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "tests").rglob("conftest.py"))
    assert [] == [name for name in sorted(names) if f"\ndef {name}(" not in written]


def fixtures_of(plugin):
    return getattr(plugin, "LONG_FIXTURES", None)
