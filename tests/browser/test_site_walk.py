"""The built site in a real Chromium, from disk and over http from a sub-path, as its users would walk it."""

from __future__ import annotations

import shutil
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer

import pytest

from kb.check import check
from kb.load import load
from kb.search.find import find, make_searcher

pytestmark = pytest.mark.browser

QUERIES = (
    "uhc prior auth 0709T",
    "not covered",
    "0709t",
    "0708T-0710T",
    "preauth",
    "blue cross",
    "CPB 0557",
    "cpb557",
    "how long to appeal aetna",
    'payer:medicare "add-on"',
)


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


def test_from_home_to_what_cigna_says(page, top):
    """Home, the Cigna coverage cell, the Category III rule: not named, investigational, why, and who says so."""
    page.goto(f"{top}/index.html")
    cell = page.locator("#cigna--commercial .cell").first.locator("a")
    assert "investigational" in cell.inner_text()
    assert "0709T is not named in what could be read" in cell.get_attribute("title")
    assert "reaches category III as a whole" in cell.get_attribute("title")
    cell.click()
    assert page.url.endswith("cigna/commercial/category-iii.html#coverage")
    row = page.locator(".answers tbody tr").first
    assert "investigational" in row.inner_text()
    assert "secondary" in row.inner_text()
    page.locator("#coverage ~ .prose .cite a").first.click()
    source = page.locator(".sources li:target")
    assert "OpenPayer" in source.inner_text()
    assert source.locator("a").first.get_attribute("href").startswith("https://www.openpayer.com/")


def test_the_by_name_entry_says_what_was_searched(page, top):
    """Cigna's 0709T entry says that it is data not available, and shows the receipt."""
    page.goto(f"{top}/cigna/commercial/0709t.html")
    assert "data not available" in page.locator(".answers tbody tr").first.inner_text()
    assert "22 November 2026" in page.locator(".receipts").inner_text()
    page.locator("#coverage ~ .prose a", has_text="Category III rule").click()
    assert page.locator("h1").inner_text() == "Category III codes"


def test_a_search_typed_in_the_header_lands_on_hits(page, top):
    """A search in the header of any page opens the search page with its hits; the words stand behind the #."""
    page.goto(f"{top}/cigna/payer.html")
    page.keyboard.press("/")
    page.keyboard.type("uhc prior auth 0709T")
    page.keyboard.press("Enter")
    page.locator(".hit").first.wait_for()
    assert "search.html#q=uhc%20prior%20auth%200709T" in page.url
    first = page.locator(".hit a").first
    assert first.get_attribute("href").endswith("uhc/commercial/0709t.html#prior-authorization")
    first.click()
    assert page.locator("h1").inner_text() == "0709T by name"


@pytest.fixture(scope="session")
def searcher(real_policies):
    return make_searcher(check(load(real_policies)).library)


def test_the_browser_gives_the_hits_of_the_command_line(page, top, searcher):
    """The search page lists the same sections, in the same order, as the command line."""
    for query in QUERIES:
        page.goto("about:blank")
        page.goto(f"{top}/search.html")
        page.locator("#search").fill(query)
        page.locator(".hit").first.wait_for()
        shown = [link.get_attribute("href") for link in page.locator(".hit a").all()]
        assert [hit.document.url for hit in find(searcher, query, 10).hits] == shown, query


def test_nothing_found_is_said(page, real_site):
    """A word that no section holds gives a sentence, not an empty page and never a no."""
    page.goto(f"{real_site.as_uri()}/search.html#q=zzzqqq")
    page.locator(".results-status", has_text="No section holds these words").wait_for()
    assert "zzzqqq" in page.locator(".results-status").inner_text()


def test_the_back_button_returns_to_the_hits(page, real_site):
    """After opening a hit, back shows the query and its hits again."""
    page.goto(f"{real_site.as_uri()}/search.html#q=preauth")
    page.locator(".hit a").first.click()
    page.wait_for_url("**/*prior-authorization")
    page.go_back()
    page.locator(".hit").first.wait_for()
    assert page.locator("#search").input_value() == "preauth"


def test_typed_markup_stays_text(page, real_site):
    """What is typed is never read as HTML."""
    page.goto(f"{real_site.as_uri()}/search.html")
    page.locator("#search").fill("<img src=x onerror=alert(1)> 0709T")
    page.locator(".results-status").wait_for()
    assert page.locator("#results img").count() == 0


def test_pages_stand_without_javascript(page, real_site):
    """Where no script runs, home shows the grid and the search page lists every entry."""
    page.route("**/*.js", lambda route: route.abort())
    page.goto(f"{real_site.as_uri()}/index.html")
    assert page.locator("#cigna--commercial .cell").count() == 7
    page.goto(f"{real_site.as_uri()}/search.html")
    assert page.locator("a[href='cigna/commercial/category-iii.html']").count() == 1


@pytest.mark.parametrize("width", [390, 1024, 1440])
@pytest.mark.parametrize(
    "address",
    [
        "index.html",
        "codes/0709t.html",
        "bcbs/payer.html",
        "cigna/commercial/category-iii.html",
        "search.html",
        "about.html",
    ],
)
def test_no_page_scrolls_sideways(page, real_site, width, address):
    """At phone, tablet and desk width, only tables scroll sideways, never the page."""
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(f"{real_site.as_uri()}/{address}")
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wide == 0
