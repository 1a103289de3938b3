"""What the browser tests share: the real site from disk and over http, and one page of every kind there is."""

from __future__ import annotations

import shutil
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer

import pytest
from axe_playwright_python.base import AXE_SCRIPT

from kb.catalogue import tables as catalogue
from kb.changes.log import change_log
from kb.content.load import load
from kb.history.clocks import read_clocks
from kb.pages.answers_as_of import CodeTimelines
from kb.pages.every_page import make_pages
from kb.pages.version_history import VersionHistories
from kb.rules.check import check
from kb.site.build import without_git
from kb.site.unchanged import TEMPLATES

KINDS = tuple(sorted(path.stem for path in (TEMPLATES / "pages").glob("*.html")))
"""Every template is a kind of page, so that a new one is looked at as soon as it is there."""

STATES = {
    "search with hits and a card": ("search.html#q=cigna%20coverage%200709T", ".answer-card"),
    "search with nothing found": ("search.html#q=zzzqqq", ".nothing"),
    "search with a patient's data": ("search.html#q=uhc%20123-45-6789", "[role=alert]:not(:empty)"),
    "a reply": ("ask.html#q=does%20cigna%20cover%200709T", ".reply"),
    "a reply that asks back": ("ask.html#q=0709T%20coverage", ".reply"),
    "a reply with the nearest": ("ask.html#q=0709T%20covered%20for%20lung%20cancer%20by%20cigna", ".reply"),
    "a reply on a code": ("ask.html#q=modifiers%20of%200709T", ".reply"),
    "a reply on what changed": ("ask.html#q=what%20changed%20for%200709T", ".reply"),
    "two scopes compared": ("compare.html#code=0709T&one=uhc/commercial&other=uhc/medicare-advantage", ".compare"),
}
"""What a page shows only once someone has asked: its address, and what is there when it is ready."""


RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

RUN = """async (rules) => {
  const found = await axe.run({ runOnly: rules, resultTypes: ["violations", "incomplete"], preload: false });
  const judged = ({ html }) => !html.startsWith("<text") && html.replace(/<[^>]*>/g, "").trim().length !== 1;
  const contrast = found.incomplete.filter(({ id }) => id === "color-contrast");
  const open = contrast.map(({ id, nodes }) => ({ id, nodes: nodes.filter(judged) }));
  const said = ({ id, nodes }) => nodes.map((node) => `${id}: ${node.target.join(" ")}`);
  return [...found.violations, ...open].flatMap(said);
}"""
"""What is wrong, and where it could not be told whether text stands out.

Left out is what axe never judges: a single sign such as an arrow, and the text of a picture, whose ink is the page's.
"""


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_):
        pass


@pytest.fixture(scope="session")
def served(real_site, tmp_path_factory):
    """The site over http, below a sub-path."""
    top = tmp_path_factory.mktemp("web")
    shutil.copytree(real_site, top / "team" / "library")
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(top)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}/team/library"
    server.shutdown()
    server.server_close()


@pytest.fixture(params=["from disk", "over http"])
def top(request, real_site):
    """The address of the site's folder."""
    return real_site.as_uri() if request.param == "from disk" else request.getfixturevalue("served")


@pytest.fixture(scope="session")
def of_kind(real_policies, real_site):
    """Give the address of the largest page of a kind."""
    texts = load(real_policies)
    clocks = read_clocks(check(texts).library, without_git(real_policies, texts))
    with catalogue.open_catalogue(clocks.library) as tables:
        pages = tuple(
            make_pages(CodeTimelines(VersionHistories(clocks)), change_log(clocks.history, clocks.documents), tables)
        )
    by_size = sorted(pages, key=lambda page: (real_site / page.address).stat().st_size)
    largest = {page.template: page.address for page in by_size}

    def address(kind):
        if kind not in largest:
            pytest.skip(f"the real library as it stands has no page of the kind {kind}")
        return largest[kind]

    return address


@pytest.fixture(params=[*KINDS, *STATES])
def shown(request, page, of_kind):
    """Show a page of each kind, and each state of the search, below the address of a site: give its own address."""

    def show(top):
        address, ready = STATES[request.param] if request.param in STATES else (of_kind(request.param), "main")
        page.goto(f"{top}/{address}")
        page.locator(ready).first.wait_for()
        return address

    return show


@pytest.fixture
def violations():
    """Judge a page as it stands by axe's rules: name each violation, and where it stands."""

    def judge(page, rules=RULES):
        if page.evaluate("!window.axe"):
            page.evaluate(AXE_SCRIPT)
        return page.evaluate(RUN, rules)

    return judge


FARTHEST = 3
"""The most steps of a walk."""

IN_TEN_SECONDS = 40
"""The words that staff read in ten seconds, at 240 words a minute."""


class Walk:
    """A reader who starts at home and takes steps: a click, or one search in the box of the home page."""

    def __init__(self, page):
        self.page = page
        self.steps = 0
        self.searched = False

    def click(self, where, **named):
        self.steps += 1
        self.page.locator(where, **named).first.click()

    def finds(self, words):
        """Type into the box that finds a plan in the grid."""
        self.steps += 1
        self.page.locator("[data-grid-plans] input").fill(words)

    def search(self, words):
        assert not self.searched
        self.searched = True
        self.steps += 1
        self.page.locator("#search").fill(words)
        self.page.locator(".hit").first.wait_for()

    def reads(self, where, *told, **named):
        """Assert that the words stand in one place that is to be seen; give its words up to the last of them."""
        place = self.page.locator(where, **named).first
        place.wait_for(state="visible")
        words = " ".join(place.inner_text().split())
        assert [] == [part for part in told if part not in words], words
        return words[: max(words.index(part) + len(part) for part in told)].split()

    def reads_soon(self, where, *told, **named):
        """Assert the same, and that whoever reads the place from its beginning comes to them within ten seconds."""
        read = self.reads(where, *told, **named)
        assert len(read) <= IN_TEN_SECONDS, " ".join(read)

    def sees_at_once(self, where, **named):
        """Assert that a place is in the window without scrolling."""
        box = self.page.locator(where, **named).first.bounding_box()
        height = self.page.viewport_size["height"]
        assert box is not None
        assert 0 <= box["y"]
        assert box["y"] + box["height"] <= height

    def sees_and_reads(self, where, *told):
        """Assert that a place is in sight and its words are read within ten seconds."""
        self.reads_soon(where, *told)
        self.sees_at_once(where)


@pytest.fixture
def walk(page, top):
    page.emulate_media(reduced_motion="reduce")
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(f"{top}/index.html")
    reader = Walk(page)
    yield reader
    assert 1 <= reader.steps <= FARTHEST
