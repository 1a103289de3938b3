"""What the tests share: the example library, folders of content made on the spot, built sites, and Chromium."""

from __future__ import annotations

import datetime as dt
import os
import re
import shutil
import subprocess
import sys
from contextlib import ExitStack
from pathlib import Path

import pytest
from hypothesis import settings

from kb.content.questions import FIRST_FEW, FIRST_PAGE, unwanted_hits

DATA = Path(__file__).parent / "data"
POLICIES = Path(__file__).parent.parent / "policies"
SMALL_DAY = dt.date(2026, 3, 2)
"""The day that the sites of the small library are made for: that of its newest review."""

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
FLAGS = [
    *("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
    # Shared memory is small in containers, and a browser that runs out of it dies in the middle of a test.
    "--disable-dev-shm-usage",
]
NO_BROWSER = pytest.StashKey[str]()

LONG_MARKS = ("browser", "hypothesis", "slow")
"""Tests with one of these marks are left out by `--quick`. Hypothesis marks each test that tries many examples."""

LONG_FIXTURES = frozenset({"context", "git", "make_repository", "real_site", "repository", "story"})
"""Tests that use one of these are left out by `--quick` too: they start a browser or git, or build a whole site."""

# The same examples on every run and every machine, however slow it is.
settings.register_profile("steady", derandomize=True, deadline=None, database=None)
settings.load_profile("steady")


def pytest_addoption(parser):
    told = "write tests/golden/ anew from tests/data/good and the templates, instead of comparing it"
    parser.addoption("--refresh-golden", action="store_true", help=told)
    quick = "leave out tests that start a browser or git, build a whole site, try many examples, or are marked slow"
    parser.addoption("--quick", action="store_true", help=quick)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config, items):
    """With --quick, keep the tests that take little time; pytest tells how many were deselected."""
    if config.getoption("--quick"):
        config.hook.pytest_deselected(items=[item for item in items if takes_long(item)])
        items[:] = [item for item in items if not takes_long(item)]


def takes_long(item):
    """Tell whether a collected test is one that `--quick` leaves out, by its marks and fixtures."""
    marked = any(item.get_closest_marker(name) for name in LONG_MARKS)
    values = item.callspec.params.values() if hasattr(item, "callspec") else ()
    # A test that runs for the small and for the real site names them "good" and "real", and asks for them as it runs.
    asked = {name for value in values if isinstance(value, str) for name in (value, f"{value}_site")}
    return marked or not LONG_FIXTURES.isdisjoint({*item.fixturenames, *asked})


@pytest.fixture
def good_library():
    """The folder of a small library without a fault; for reading only."""
    return DATA / "good"


@pytest.fixture
def write(tmp_path):
    """Write files, given as {path: text or bytes}, below a policies folder, and give the folder."""

    def into(files):
        folder = tmp_path / "policies"
        folder.mkdir(exist_ok=True)
        for name, content in files.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content.encode() if isinstance(content, str) else content)
        return folder

    return into


@pytest.fixture
def laid_over(write, tmp_path, good_library):
    """Write files over a copy of the good library, and give the folder."""

    def over(files):
        shutil.copytree(good_library, tmp_path / "policies", dirs_exist_ok=True)
        return write(files)

    return over


@pytest.fixture
def way_out():
    """What a message must hold: a word that tells the writer what to do."""
    told = (
        "add|at most|begin|check|cite|cannot be its own|copy|did you mean|end it|expected|give|goes with|indent|join|"
        "keep|correct|fix|move|name|put|quote|save|set|split|take|use|write"
    )
    return re.compile(rf"\b({told})\b")


@pytest.fixture(scope="session")
def misses():
    """Say what search misses of a question, given the documents found, best first; nothing where it holds."""

    def judge(asked, documents):
        sections = [f"{document.entry}#{document.section}" for document in documents]
        found = [{document.entry, name, *document.facets} for document, name in zip(documents, sections, strict=True)]
        return [
            *(f"first is not {hit}" for hit in [asked.first] if hit and hit not in sections[:1]),
            *(f"not among the first {FIRST_FEW}: {hit}" for hit in asked.top if hit not in sections[:FIRST_FEW]),
            *(f"among the first {FIRST_PAGE}: {name}" for name in unwanted_hits(asked, found)),
        ]

    return judge


@pytest.fixture(scope="session")
def first_page():
    """Search for a question; give the documents that a first page of results has, best first."""
    from kb.search.find import find  # noqa: PLC0415  (as below)

    def search(searcher, ask):
        ranked = find(searcher, ask, 1).ranked.order[:FIRST_PAGE]
        return [searcher.documents[number] for number, _ in ranked]

    return search


@pytest.fixture(scope="session")
def real_policies():
    """The folder of the real policies; for reading only."""
    return POLICIES


@pytest.fixture(scope="session")
def real_library():
    """The library of the real policies; for reading only."""
    from kb.content.load import load  # noqa: PLC0415  (slow to load)
    from kb.rules.check import check  # noqa: PLC0415

    return check(load(POLICIES)).library


@pytest.fixture(scope="session")
def real_searcher(real_library):
    """What searches the real policies."""
    from kb.search.find import make_searcher  # noqa: PLC0415  (slow to load)

    return make_searcher(real_library)


@pytest.fixture(scope="session")
def real_site(tmp_path_factory):
    """The site of the real policies with what git knows of them, built once; for reading only."""
    from kb.history.read import read_history  # noqa: PLC0415  (as below)

    return build_into(tmp_path_factory, POLICIES, read_history)


@pytest.fixture(scope="session")
def good_site(tmp_path_factory):
    """The site of the small library, without a history, built once; for reading only."""
    return build_into(tmp_path_factory, DATA / "good")


@pytest.fixture(scope="session")
def stock():
    """Import files, given as {name: bytes}, into a policies folder, as the command does."""
    from kb.content.load import load_facts  # noqa: PLC0415  (as below)
    from kb.content.save import save_all  # noqa: PLC0415
    from kb.official.importing import plan  # noqa: PLC0415
    from kb.official.reading import Wanted, read_files  # noqa: PLC0415
    from kb.official.source import Named  # noqa: PLC0415

    def into(folder, downloads, files):
        downloads.mkdir(parents=True, exist_ok=True)
        for name, content in files.items():
            (downloads / name).write_bytes(content)
        named = tuple(Named(downloads / name) for name in files)
        gathered, _ = read_files(named, Wanted(), lambda _: None)
        held, _ = load_facts(folder)
        planned = plan(gathered, held, SMALL_DAY, frozenset(), older=False, fewer=True)
        written = {each.table.path: each.content for each in planned}
        written |= {each.table.provenance: each.source for each in planned}
        save_all({folder / path: raw for path, raw in written.items()})
        return folder

    return into


@pytest.fixture(scope="session")
def stocked(tmp_path_factory, stock):
    """The small library with a small file of each of CMS's kinds imported; for reading only."""
    from benchmarks import cms_files as made  # noqa: PLC0415  (as below)

    folder = tmp_path_factory.mktemp("stocked")
    shutil.copytree(DATA / "good", folder / "policies")
    files = {name: content for name, content in made.small_files().items() if not name.endswith(".zip")}
    coverage = {f"2026-01-01 {name}": content for name, content in made.coverage().items()}
    return stock(folder / "policies", folder / "downloads", files | coverage)


@pytest.fixture(scope="session")
def stocked_site(tmp_path_factory, stocked):
    """The site of the small library with files imported, built once; for reading only."""
    return build_into(tmp_path_factory, stocked)


@pytest.fixture(scope="session")
def dated_repository(make_repository):
    """The small library with a history of five commits; for reading only.

    `changed` was unreadable, said covered, says not covered now and case by case from 2027 on; `gone` is withdrawn;
    `later` begins in 2028; `moved` was `before`. Of Sample Mutual's plans nothing is known since the end of 2025.
    """
    repository = make_repository()
    tell_dated(repository)
    return repository


@pytest.fixture(scope="session")
def dated_site(tmp_path_factory, dated_repository):
    """The site of the small library with a history, built once; for reading only."""
    from kb.history.read import read_history  # noqa: PLC0415  (as below)

    return build_into(tmp_path_factory, dated_repository.folder, read_history, day=SMALL_DAY)


def tell_dated(repository):
    """Commit the story of the dated site."""

    def entry(name, *given, **named):
        text = rule(*given, **named).replace("NAME", name)
        path = name if "/" in name else f"example-health/commercial/{name}"
        return {f"{path}.md": text.replace("reviewed: 2025-12-01", "reviewed: 2026-03-02")}

    shutil.copytree(DATA / "good", repository.folder, dirs_exist_ok=True)
    unreadable = {"example-health/commercial/changed.md": "---\nstatus: a < b & c\n---\n\nAs it was.\n"}
    moved = entry("before", "covered", "2025-01-01", codes="0712T-0713T")
    ended = entry("sample-mutual/regional/ended", "covered", "2025-01-01", "2025-12-31")
    own = {"Example Health": "Sample Mutual", "The rule says so": "Regional plans paid for it in that year"}
    for common, said in own.items():
        ended = {path: text.replace(common, said) for path, text in ended.items()}
    first = {**unreadable, **moved, **ended, **entry("gone", "covered", "2025-02-01")}
    repository.commit(first, "2025-01-02", "first")
    repository.commit(entry("changed", "covered", "2025-03-01"), "2025-03-02", "second")
    repository.move("example-health/commercial/before.md", "example-health/commercial/moved.md")
    repository.commit({"example-health/commercial/gone.md": None}, "2025-09-01", "third, <with> a & mark")
    repository.commit(entry("changed", "not covered", "2026-01-01"), "2026-01-15", "fourth")
    coming = {**entry("changed", "case by case", "2027-01-01"), **entry("later", "covered", "2028-01-01")}
    repository.commit(coming, "2026-02-01", "fifth")


def build_into(tmp_path_factory, policies, *recall, day=None):
    from kb.site.build import build  # noqa: PLC0415  (not needed by most tests, and slow to load)

    out = tmp_path_factory.mktemp("built") / "site"
    built = build(policies, out, lambda _: None, *recall, day=day)
    assert built.problems == ()
    return out


@pytest.fixture(scope="session")
def context(request, tmp_path_factory):
    """A real Chromium: one that is installed, else one that Playwright can get; without one, the test is skipped."""
    from playwright.sync_api import Error, sync_playwright  # noqa: PLC0415  (only browser tests need it)

    from tests.kept_pages import SIZE  # noqa: PLC0415

    with sync_playwright() as playwright:
        found = next(filter(None, map(shutil.which, BROWSERS)), None)
        if not found:
            getting = [sys.executable, "-m", "playwright", "install", "chromium"]
            subprocess.run(getting, check=False, capture_output=True)

        def start():
            return playwright.chromium.launch_persistent_context(
                tmp_path_factory.mktemp("chromium"),
                executable_path=found,
                headless=True,
                args=FLAGS,
                viewport=SIZE,
            )

        try:
            opened = once_more(start, Error)
        except Error as fault:
            without_browser(request.config, str(fault).split("\n", 1)[0])
        yield opened
        opened.close()


def once_more(start, fault):
    """Start a browser; a busy machine may kill the first one at birth, so it is tried a second time, afresh."""
    try:
        return start()
    except fault:
        return start()


def without_browser(config, why):
    """Skip, and remember to say so at the end; where a browser is required, fail."""
    config.stash[NO_BROWSER] = why
    if os.environ.get("KB_REQUIRE_BROWSER") == "1":
        pytest.fail(f"no Chromium could be started: {why}")
    pytest.skip(f"no Chromium could be started: {why}")


@pytest.fixture(scope="session")
def real_day():
    """The day that the site of the real policies is made for: that of their newest commit."""
    from kb.content.load import load  # noqa: PLC0415  (as below)
    from kb.history.clocks import own_day  # noqa: PLC0415
    from kb.history.read import read_history  # noqa: PLC0415
    from kb.rules.check import check  # noqa: PLC0415

    texts = load(POLICIES)
    return own_day(check(texts).library, read_history(POLICIES, texts))


@pytest.fixture(scope="session")
def small_day():
    """The day that the sites of the small library are made for."""
    return SMALL_DAY


@pytest.fixture
def readers_day(real_day):
    """The day on which a page is read: that of the real site; tests of another site give its own."""
    return real_day


@pytest.fixture(scope="session")
def kept_pages(context):
    """The pages that tests use one after the other."""
    from tests.kept_pages import KeptPages  # noqa: PLC0415  (only browser tests need it)

    return KeptPages(context)


@pytest.fixture
def page(kept_pages, readers_day):
    """A blank page, read at noon of a day that stands still.

    The test fails where a script on it throws, or it asks any host but this machine's own.
    """
    with kept_pages.on(readers_day) as opened:
        yield opened


@pytest.fixture
def page_on(kept_pages):
    """Give a page as above of a day."""
    with ExitStack() as handed_out:
        yield lambda day: handed_out.enter_context(kept_pages.on(day))


@pytest.fixture
def plain_page(context):
    """A blank page on which no script runs, in a context of its own. The test fails where it asks any other host."""
    from tests.kept_pages import watch  # noqa: PLC0415  (as above)

    without_scripts = context.browser.new_context(java_script_enabled=False)
    opened = without_scripts.new_page()
    faults = watch(opened)
    yield opened
    without_scripts.close()
    assert faults == []


def pytest_terminal_summary(terminalreporter, config):
    """Say in the last lines that browser tests did not run, and how to run them."""
    why = config.stash.get(NO_BROWSER, "")
    if why:
        terminalreporter.write_line(f"BROWSER TESTS DID NOT RUN: no Chromium could be started ({why}).")
        terminalreporter.write_line("Install Chromium or Chrome and run the tests again.")


# Repositories made commit by commit

NOBODY = {
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_SYSTEM": os.devnull,
    **{f"GIT_{who}_{what}": "a@example.org" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")},
}


class Repository:
    """A repository with its policies folder: real git, as nobody in particular."""

    def __init__(self, root):
        self.root, self.folder = root, root / "policies"
        self.folder.mkdir(parents=True)
        self.git("init", "--quiet", "--initial-branch=main")

    def rule(self, *given, **named):
        """Write a sound entry, as the fixture `rule` does."""
        return rule(*given, **named)

    def git(self, *words, day="2026-01-01", fails=False):
        """Run git on a day, noon in UTC; gives what it printed."""
        when = f"{day} 12:00:00 +0000"
        environment = {**os.environ, **NOBODY, "GIT_AUTHOR_DATE": when, "GIT_COMMITTER_DATE": when}
        done = subprocess.run(["git", "-C", self.root, *words], env=environment, capture_output=True, check=False)
        assert bool(done.returncode) == fails, done.stderr.decode()
        return done.stdout.decode().strip()

    def write(self, files):
        """Write files, given as {path: text or bytes}; None takes one away."""
        for path, content in files.items():
            at = self.folder / path
            if content is None:
                at.unlink()
                continue
            at.parent.mkdir(parents=True, exist_ok=True)
            at.write_bytes(content.encode() if isinstance(content, str) else content)

    def commit(self, files, day="2026-01-01", subject="a change"):
        """Write files and commit all there is; gives the commit's name."""
        self.write(files)
        self.git("add", "--all")
        self.git("commit", "--quiet", "--allow-empty", "--message", subject, day=day)
        return self.git("rev-parse", "HEAD")

    def move(self, before, after):
        """Rename a file of the policies folder, to be committed."""
        (self.folder / after).parent.mkdir(parents=True, exist_ok=True)
        self.git("mv", f"policies/{before}", f"policies/{after}")

    def clone(self, to, *options):
        """Clone it, and give the policies folder of the clone."""
        self.git("clone", "--quiet", *options, self.root.as_uri(), str(to))
        return to / "policies"


@pytest.fixture
def repository(tmp_path):
    """A repository without a commit, made in this test's folder."""
    return Repository(tmp_path / "project")


@pytest.fixture(scope="session")
def make_repository(tmp_path_factory):
    """Make as many repositories as a test needs."""
    return lambda: Repository(tmp_path_factory.mktemp("repository") / "project")


def rule(coverage, effective="", ends="", basis="date of service", codes="0708T"):
    """Write a sound entry that says one thing on coverage."""
    dates = [f"effective: {effective}", *([f"ends: {ends}"] if ends else []), f"date_basis: {basis}"]
    return "\n".join([
        "---", f"title: An example rule on {codes}", f"codes: {codes}", "document: Example document NAME",
        "currency: current", *(dates if effective else []),
        "reviewed: 2025-12-01", "review_by: 2026-12-01", f"coverage: {coverage}", "coverage_sources: example-rule",
        "coverage_confidence: high", "sources:", "  example-rule:", "    title: Example rule",
        "    publisher: Example Health", "    url: https://example.org/rule", "    standing: primary",
        "    read: whole", "    retrieved: 2025-12-01", "---", "", "## Coverage", "",
        f"The rule says so: {coverage} [example-rule].", "",
    ])  # fmt: skip


@pytest.fixture(scope="session", name="rule")
def rule_fixture():
    """Write a sound entry that says one thing on coverage."""
    return rule
