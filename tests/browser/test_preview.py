"""The preview in a browser: a page loads anew after a save, and shows over itself why a save could not be built."""

from __future__ import annotations

import shutil

import pytest

from kb.domain.problem import Place, Problem
from kb.site.saves import Saves
from kb.site.serve import serve

pytestmark = pytest.mark.browser

ENTRY = "example-health/commercial/policy-1-2019"
PROBLEM = Problem(f"{ENTRY}.md", Place(10, 12), "bad-date", "2026-09-31 is no day; write one of the calendar")
OVERLAY = "[role=alert].kb-preview"


@pytest.fixture
def previewed(good_site, tmp_path):
    """Serve a copy of a site as the preview does; give its folder, its address, and what saves are told to."""
    out = shutil.copytree(good_site, tmp_path / "site")
    saves = Saves(out)
    saves.tell(())
    server = serve(out, 0, saves)
    yield out, f"http://127.0.0.1:{server.server_address[1]}", saves
    server.shutdown()
    server.server_close()


def save(out, saves, title):
    """Let a save be built: another title, and another list of files."""
    path = out / f"{ENTRY}.html"
    path.write_text(path.read_text(encoding="utf-8").replace("<h1>", f"<h1>{title} "), encoding="utf-8")
    (out / ".kb-site").write_text(title)
    saves.tell(())


def test_a_page_that_is_open_shows_the_next_save(page, previewed):
    out, address, saves = previewed
    page.goto(f"{address}/{ENTRY}.html")
    save(out, saves, "Renamed")
    page.get_by_role("heading", level=1, name="Renamed").wait_for()


def test_a_broken_save_is_told_over_the_page_with_file_line_and_rule_until_it_is_mended(page, previewed, violations):
    out, address, saves = previewed
    page.goto(f"{address}/{ENTRY}.html")
    heading = page.locator("h1").inner_text()
    saves.tell([PROBLEM])
    overlay = page.locator(OVERLAY)
    overlay.wait_for()
    told = overlay.inner_text()
    assert all(part in told for part in (f"{ENTRY}.md:10:12", "bad-date", "2026-09-31 is no day"))
    assert heading == page.locator("h1").inner_text()
    assert [] == violations(page)
    save(out, saves, "Mended")
    page.get_by_role("heading", level=1, name="Mended").wait_for()
    assert 0 == overlay.count()


def test_a_page_that_nobody_sees_waits_for_no_save_and_shows_it_once_it_is_seen(page, previewed):
    out, address, saves = previewed
    page.goto(f"{address}/{ENTRY}.html")
    become = """how => {
        Object.defineProperty(document, "hidden", { get: () => how === "hidden", configurable: true });
        document.dispatchEvent(new Event("visibilitychange"));
    }"""
    with page.expect_event("requestfailed", lambda request: "/.kb-preview/mark" in request.url):
        page.evaluate(become, "hidden")
    save(out, saves, "Renamed")
    assert "Renamed" not in page.locator("h1").inner_text()
    page.evaluate(become, "visible")
    page.get_by_role("heading", level=1, name="Renamed").wait_for()
