"""A wrong address, over http below a sub-path: the page looks like any other, searches, and leads into the site."""

from __future__ import annotations

import re
import shutil
import threading
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer

import pytest

from kb.site.build import build

pytestmark = pytest.mark.browser

DEEP = "cigna/commercial/category-iii/versions/gone.html"
WRONG = ("gone.html", "codes/0799t.html", "cigna/commercial/category-iiii.html", DEEP, "no/such/folder/")


class Host(SimpleHTTPRequestHandler):
    """Shows the site's own page for a wrong address, as hosts do."""

    def log_message(self, *_):
        pass

    def send_error(self, code, *_):
        page = (self.top / "404.html").read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(page)))
        self.end_headers()
        self.wfile.write(page)

    def list_directory(self, _):
        self.send_error(HTTPStatus.NOT_FOUND)


@pytest.fixture(scope="session")
def hosts(real_site, real_policies, tmp_path_factory):
    """The site below a sub-path of a host, built without and with its address: the addresses of both."""
    made, servers = {}, []
    for name, base in (("without an address", ""), ("with an address", "https://example.org/team/library/")):
        web = tmp_path_factory.mktemp("host")
        top = web / "team" / "library"
        shutil.copytree(real_site, top)
        if base:
            shutil.rmtree(top)
            build(real_policies, top, lambda _: None, base=base)
        handler = type("Handler", (Host,), {"top": top})
        servers.append(ThreadingHTTPServer(("127.0.0.1", 0), partial(handler, directory=str(web))))
        threading.Thread(target=servers[-1].serve_forever, daemon=True).start()
        made[name] = f"http://127.0.0.1:{servers[-1].server_address[1]}/team/library"
    yield made
    for server in servers:
        server.shutdown()
        server.server_close()


@pytest.fixture(params=["without an address", "with an address"])
def host(request, hosts):
    return hosts[request.param]


def lost(page, address):
    """Open a wrong address, and wait until the page has found its way."""
    answer = page.goto(address)
    assert HTTPStatus.NOT_FOUND == answer.status
    page.locator(".site-nav").wait_for()
    return page


@pytest.mark.parametrize("wrong", WRONG)
def test_at_any_depth_the_page_has_the_frame_of_every_page_and_its_links_lead_into_the_site(page, host, wrong):
    lost(page, f"{host}/{wrong}")
    addresses = page.locator("a:not([href^='#'])").evaluate_all("all => all.map(({ href }) => href)")
    assert {f"{host}/{name}" for name in ("index.html", "glance.html", "cigna/payer.html", "codes/0709t.html")} <= {
        *addresses
    }
    inner = [address for address in addresses if address.startswith("http://127")]
    assert [] == [address for address in inner if not page.request.get(address).ok]
    assert 0 == page.locator("[data-without-top]").count()
    page.locator(".site-nav a", has_text="Changes").click()
    assert f"{host}/changes.html" == page.url


@pytest.mark.parametrize("wrong", WRONG)
def test_a_search_from_the_page_lands_on_hits(page, host, wrong):
    lost(page, f"{host}/{wrong}")
    page.wait_for_function("window.kb && kb.suggest && kb.wrongAddress")
    page.locator("#search").fill("cigna coverage 0709T")
    page.keyboard.press("Enter")
    page.locator(".hit").first.wait_for()
    assert page.url.startswith(f"{host}/search.html#q=cigna")


def test_the_words_of_the_address_are_a_search_that_waits_for_a_click(page, host):
    lost(page, f"{host}/cigna/commercial/category-iiii.html")
    page.get_by_role("link", name="cigna commercial category iiii").click()
    page.locator(".hit").first.wait_for()
    assert "cigna/commercial" in page.locator(".hit a").first.get_attribute("href")


@pytest.mark.parametrize(
    ("mangled", "meant"),
    [
        ("codes/0709t.html%23date=2026-03-01", "codes/0709t.html#date=2026-03-01"),
        ("codes/0709t.html%2523date%253D2026-03-01", "codes/0709t.html#date=2026-03-01"),
        ("codes/0709t.html%23date=2026-03-01?utm_source=news", "codes/0709t.html#date=2026-03-01"),
        ("codes/0709t.html%23date=2026-03-01%26utm_source=news", "codes/0709t.html#date=2026-03-01"),
        ("codes/0709t.html%23date=3/1/2026", "codes/0709t.html#date=3/1/2026"),
        ("cigna/commercial/category-iii.html%23coverage", "cigna/commercial/category-iii.html#coverage"),
        ("search.html%23q=cigna%20coverage%200709T", "search.html#q=cigna%20coverage%200709T"),
        ("codes/0709t.html&utm_source=news", "codes/0709t.html"),
        ("codes/0709t.html&date=2026-03-01", "codes/0709t.html#date=2026-03-01"),
        ("codes/0709t.html.", "codes/0709t.html"),
        ("codes/0709t.html%29", "codes/0709t.html"),
        ("Codes/0709T.HTML#date=2026-03-01", "codes/0709t.html#date=2026-03-01"),
        ("codes/0709T.html", "codes/0709t.html"),
        ("codes/0709t/", "codes/0709t.html"),
        ("cigna/commercial/category-iii/versions/", "cigna/commercial/category-iii.html"),
        ("api/v1/answers/cigna/", "api.html"),
    ],
)
def test_an_address_that_was_mangled_on_its_way_leads_where_it_was_meant_to(page, host, mangled, meant):
    page.goto(f"{host}/{mangled}")
    page.wait_for_url(re.compile(rf"{re.escape(meant.replace('%20', ' '))}$|{re.escape(meant)}$"))
    assert page.url.startswith(f"{host}/")
    page.locator("main h1").wait_for()
    assert "No page at this address" not in page.locator("main").inner_text()


@pytest.mark.parametrize(
    "wrong", ["codes/0799t.html%23date=2026-03-01", "//example.org/codes/0709t.html%23date=2026-03-01"]
)
def test_one_that_leads_nowhere_either_stays_on_the_site_and_is_a_wrong_address(page, host, wrong):
    page.goto(f"{host}/{wrong}")
    page.wait_for_url("**/*.html#date=2026-03-01")
    page.locator(".site-nav").wait_for()
    assert page.url.startswith(host)
    assert "No page at this address" in page.locator("main").inner_text()


@pytest.mark.parametrize(
    ("path", "shown", "asked"),
    [
        (
            "cigna/commercial/category-iiii.html",
            "cigna commercial category iiii",
            "scope:cigna/commercial category iiii",
        ),
        ("cigna/nowhere/0709t.html", "cigna nowhere 0709t", "payer:cigna nowhere 0709t"),
        ("codes/0710t.html", "0710t", "0710t"),
        ("evidence/uhc/commercial/0709t.html", "uhc commercial 0709t", "scope:uhc/commercial 0709t"),
        (
            "uhc/commercial/0709t/versions/2026-01-02-abcdef0.html",
            "uhc commercial 0709t",
            "scope:uhc/commercial 0709t",
        ),
        ("cigna/payer.html", "cigna", "payer:cigna"),
        ("one/two/three/four/five/six/seven", *["two three four five six seven"] * 2),
        ("blue%20cross/", "blue cross", "blue cross"),
        ("%E0%A4%A/aetna", "E0 A4 A aetna", "E0 A4 A aetna"),
        ("", "", ""),
        ("404.html", "", ""),
        ("index.html", "", ""),
    ],
)
def test_the_words_are_the_last_of_the_path_without_the_folders_of_the_site(page, hosts, path, shown, asked):
    lost(page, f"{hosts['with an address']}/gone.html")
    page.wait_for_function("window.kb && kb.wrongAddress")
    script = "(path) => [kb.wrongAddress.partsOf(path, '/top/')]"
    script += ".flatMap((parts) => [kb.wrongAddress.words(parts), kb.wrongAddress.query(parts)])"
    assert [shown, asked] == page.evaluate(script, f"/top/{path}")


def test_an_address_that_looks_like_a_patients_data_is_not_offered_as_a_search(page, host):
    lost(page, f"{host}/uhc/123-45-6789.html")
    page.wait_for_function("window.kb && kb.wrongAddress")
    assert not page.locator("[data-lost]").is_visible()


@pytest.mark.parametrize("width", [320, 1440])
def test_axe_finds_no_violation_and_nothing_scrolls_sideways(page, host, violations, width):
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(reduced_motion="reduce")
    lost(page, f"{host}/{DEEP}")
    page.locator("[data-lost] a").wait_for()
    assert [] == violations(page)
    assert width == page.evaluate("document.documentElement.scrollWidth")


def test_where_the_top_of_the_site_is_not_found_the_ways_home_stay(page, hosts):
    page.route("**/icon.svg", lambda route: route.abort())
    page.goto(f"{hosts['without an address']}/{DEEP}")
    page.locator("a[href='../../../../index.html']").click()
    assert page.url == f"{hosts['without an address']}/index.html"


def test_without_javascript_a_list_leads_home_from_each_depth(plain_page, hosts):
    plain_page.set_viewport_size({"width": 320, "height": 800})
    top = hosts["without an address"]
    for wrong, way in (("cigna/gone.html", "../"), (DEEP, "../../../../")):
        plain_page.goto(f"{top}/{wrong}")
        assert not plain_page.locator("#search").is_visible()
        assert 320 == plain_page.evaluate("document.documentElement.scrollWidth")
        plain_page.locator(f"a[href='{way}index.html']").click()
        assert f"{top}/index.html" == plain_page.url


def test_without_javascript_and_with_an_address_the_whole_frame_is_there(plain_page, hosts):
    top = hosts["with an address"]
    plain_page.goto(f"{top}/{DEEP}")
    assert 900 < plain_page.evaluate("document.body.getBoundingClientRect().width")
    plain_page.get_by_role("button", name="Search").click()
    assert f"{top}/search.html" == plain_page.url.rstrip("?")
