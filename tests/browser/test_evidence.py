"""The evidence page on paper, in a real browser: A4 and US Letter, nothing cut off, black on white."""

from __future__ import annotations

import re

import pytest

pytestmark = pytest.mark.browser

PAGES = ("cigna/commercial/category-iii", "medicare/national/0709t", "bcbs/highmark-wv/category-iii")
MARGINS = 32
PAPERS = {"A4": (210, (595, 842)), "Letter": (215.9, (612, 792))}
"""The width in millimetres, and the size in points of the PDF."""

WIDE = """() => {
  const edge = document.documentElement.clientWidth;
  const told = (e) => `${e.tagName}.${e.className}: ${Math.round(e.getBoundingClientRect().right)} of ${edge}`;
  const shown = [...document.querySelectorAll("main, main *, footer, footer *")];
  return shown.filter((e) => e.getBoundingClientRect().right > edge + 1 || e.scrollWidth > e.clientWidth + 1 &&
    getComputedStyle(e).display !== "inline").map(told);
}"""


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("name", PAGES)
def test_no_element_is_wider_than_the_paper(page, real_site, name, paper):
    page.set_viewport_size({"width": int((PAPERS[paper][0] - MARGINS) / 25.4 * 96), "height": 1000})
    page.emulate_media(media="print")
    page.goto((real_site / "evidence" / f"{name}.html").as_uri())
    assert [] == page.evaluate(WIDE)


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("name", PAGES)
def test_a_pdf_has_the_size_of_the_paper_and_a_handful_of_pages(page, real_site, name, paper):
    page.goto((real_site / "evidence" / f"{name}.html").as_uri())
    made = page.pdf(format=paper)
    boxes = re.findall(rb"/MediaBox \[0 0 ([0-9.]+) ([0-9.]+)\]", made)
    assert {PAPERS[paper][1]} == {(int(float(width)), int(float(height))) for width, height in boxes}
    assert 2 <= len(boxes) <= 7


def test_paper_shows_the_document_alone_in_black_on_white_in_a_dark_room_too(page, real_site):
    page.emulate_media(media="print", color_scheme="dark")
    page.goto((real_site / "evidence" / f"{PAGES[0]}.html").as_uri())
    colours = "e => [getComputedStyle(e).color, getComputedStyle(e).backgroundColor]"
    assert ["rgb(0, 0, 0)", "rgb(255, 255, 255)"] == page.locator(".evidence").evaluate(colours)
    for hidden in (".site-header", ".crumbs", ".ev-aside", ".skip"):
        assert not page.locator(hidden).first.is_visible(), hidden
    assert page.get_by_text("CPT is a registered trademark").is_visible()
    assert page.get_by_text("https://www.openpayer.com/policy-updates/cigna-category-iii-codes").is_visible()


def test_the_page_fits_a_phone_and_leads_back_to_the_entry(page, real_site):
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto((real_site / f"{PAGES[0]}.html").as_uri())
    page.get_by_role("link", name="Printable policy evidence").click()
    page.wait_for_url("**/evidence/**")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.get_by_role("link", name="Back to the policy").click()
    assert page.url.endswith(f"{PAGES[0]}.html")
    assert "evidence/" not in page.url


def test_the_file_to_hand_on_is_styled_though_it_stands_alone(page, story_file):
    told = []
    page.on("console", lambda message: told.append(message.text))
    page.goto(story_file.as_uri())
    assert "solid" == page.locator("#in-short").evaluate("e => getComputedStyle(e).borderBottomStyle")
    assert [] == told


@pytest.fixture
def story_file(tmp_path, real_policies):
    """A page that the command made."""
    from kb.commands import main as cli  # noqa: PLC0415  (slow to load, and not needed by most tests here)

    out = tmp_path / "page.html"
    assert 0 == cli.main(["evidence", PAGES[0], "--policies", str(real_policies), "--out", str(out)])
    return out
