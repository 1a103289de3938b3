"""A generated library of 175 plans: each page keeps its bounds, and walks lead to answers and to their evidence."""

from __future__ import annotations

import os
import re
from itertools import product

import pytest

from benchmarks import walks
from benchmarks.bounds import measure
from benchmarks.generate import EVERY_PAYER, Wanted, make
from kb.content.load import load
from kb.domain.vocabulary import QUESTIONS
from kb.history.clocks import read_clocks
from kb.pages import evidence_parts, packing
from kb.pages.answer_pieces import ON_DAYS, TODAY, pieces
from kb.published.edition import edition
from kb.rules.check import check
from kb.search import export
from kb.site.build import without_git
from kb.site.whole import site_files

pytestmark = [pytest.mark.browser, pytest.mark.slow]

FEW_CODES = Wanted(entries=120, seed=7, payers=EVERY_PAYER, codes=24)
WANTED = walks.WANTED if walks.WHOLE in os.environ else FEW_CODES
PLAN = "Generated Humana, Commercial plans"
LONG_LIST = re.compile(r"<p data-codes>(.*?)</p>")
MISPLACED = """async ([folder, told]) => {
    await kb.dom.dataFrom("static/joined/answers.js", "the answers", () => kb.card);
    const { nameOf } = kb.answerPieces;
    return told.filter(([scope, code, question, name]) => nameOf(folder, scope, code, question) !== name);
}"""
HOST = "http://127.0.0.1:9"
"""Where no server is: the test itself answers what is asked there."""


@pytest.fixture(scope="module")
def large_site(tmp_path_factory):
    folder = tmp_path_factory.mktemp("large")
    make(WANTED, folder / "policies")
    texts = load(folder / "policies")
    checked = check(texts)
    assert () == checked.problems
    site = folder / "site"
    clocks = read_clocks(checked.library, without_git(folder / "policies", texts))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(evidence_parts, "MOST_PAGES", 100)
        patch.setattr(packing, "MOST_PLAIN", 0)
        patch.setattr(export, "WHOLE_BELOW", 100)
        for name, content in site_files(clocks, lambda _: None, published=edition(clocks.today, None, f"{HOST}/")):
            path = site / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
    return site


@pytest.fixture
def opened(page, large_site):
    def open_page(address):
        page.goto(f"{large_site.as_uri()}/{address}")
        return page

    return open_page


def test_every_page_has_at_most_1500_elements_and_60_kilobytes(large_site):
    pages = ((path.relative_to(large_site).as_posix(), path.read_bytes()) for path in large_site.rglob("*.html"))
    assert [] == [found for found in measure(pages) if not found.fits]


def test_the_codes_of_a_long_list_are_words_in_the_page_and_links_once_it_is_shown(opened, large_site):
    texts = {path: path.read_text(encoding="utf-8") for path in sorted(large_site.glob("*/*/*.html"))}
    path, codes = next((path, found[1]) for path, text in texts.items() if (found := LONG_LIST.search(text)))
    page = opened(path.relative_to(large_site).as_posix())
    links = page.locator("details .code-chips a")
    links.first.wait_for(state="attached")
    assert codes.split(", ") == links.all_text_contents()
    assert all((large_site / "codes" / f"{code.lower()}.html").is_file() for code in links.all_text_contents())
    page.locator("details:has(.code-chips) > summary").click()
    links.first.click()
    assert page.url.endswith(f"/codes/{codes.split(', ')[0].lower()}.html")


def test_a_page_finds_the_file_of_each_plan_and_code_where_the_build_wrote_it(opened, large_site):
    page = opened("search.html")
    page.wait_for_function("() => window.kb?.dom && kb.names")
    library = check(load(large_site.parent / "policies")).library
    for folder, most in (("answers", TODAY), ("asof", ON_DAYS)):
        made = list(pieces(library, most))
        assert all((large_site / "static" / folder / f"{piece.name}.js").is_file() for piece in made)
        told = [
            [scope, code, QUESTIONS[at].key, piece.name]
            for piece in made
            for scope, code, at in product(piece.scopes, piece.codes, piece.questions)
        ]
        assert told
        assert [] == page.evaluate(MISPLACED, [folder, told])


def cells(page, plan):
    """Give the words of a plan's row, once it is a row of the table."""
    row = page.locator(f"tr[data-plan='{plan}']")
    row.locator("td").nth(6).wait_for()
    return row.locator("td").all_inner_texts()


def test_a_plan_is_found_among_175_and_has_all_its_answers(opened):
    page = opened("codes/0709t.html")
    page.get_by_label("Find a plan in the table").fill("humana medicare")
    assert 7 == len(cells(page, "humana/medicare-advantage"))
    assert "1 of 175 plans" == page.locator("[data-grid-plans] [role=status]").inner_text()


def test_a_payer_opens_to_its_plans(opened):
    page = opened("codes/0709t.html")
    page.locator("#payer-cigna ~ tr summary").first.click()
    assert 7 == len(cells(page, "cigna/commercial"))


def test_my_plans_lead_every_code_page(opened):
    page = opened("my-plans.html")
    page.get_by_label("Find a plan").fill("humana commercial")
    page.locator("input[value='humana/commercial']").check()
    opened("codes/0708t.html")
    page.locator("[data-plan='humana/commercial']:visible").first.wait_for()  # a line where nothing is known of it
    seen = page.locator("table.grid [data-plan]").evaluate_all(
        "all => all.filter(e => e.checkVisibility()).map(e => e.dataset.plan)"
    )
    assert ["humana/commercial"] == seen


def test_two_plans_are_compared_by_typing_their_names(opened):
    page = opened("compare.html")
    page.get_by_label("Plan A").fill("humana commercial")
    page.get_by_label("Plan B").fill("upmc commercial")
    page.keyboard.press("Tab")
    page.locator(".compare tbody tr").nth(6).wait_for()
    assert ["Question", "Generated Humana, Commercial plans", "Generated UPMC Health Plan, Commercial plans"] == (
        page.locator(".compare thead th").all_inner_texts()[:3]
    )


def test_a_worklist_names_the_plan_of_each_line(opened):
    page = opened("worklist.html")
    page.get_by_label("Lines").fill("0709T, Humana commercial, 3/1/2026\n0708T\tUPMC commercial")
    page.get_by_role("button", name="Show answers").click()
    page.locator(".worklist tbody tr").nth(1).wait_for()
    assert ["Generated Humana, Commercial plans", "Generated UPMC Health Plan, Commercial plans"] == (
        page.locator(".worklist td:nth-child(3)").all_inner_texts()
    )


def test_a_payer_page_says_which_plan_covers_a_code(opened):
    page = opened("humana/payer.html")
    line = page.locator(".code-lines li", has_text="0709T").inner_text()
    assert "Commercial plans" in line or "all plans" in line


def evidence_links(large_site):
    """Give each entry page below the payers that has evidence to print."""
    pages = sorted(
        path for path in large_site.glob("*/*/*.html") if "Printable policy evidence" in path.read_text("utf-8")
    )
    assert len(pages) > 100
    return [path.relative_to(large_site).as_posix() for path in pages]


def test_an_entry_leads_to_its_evidence_which_leads_back(opened, large_site):
    first, *_, last = evidence_links(large_site)
    for address in (first, last):
        page = opened(address)
        title = page.locator("h1").inner_text()
        page.get_by_role("link", name="Printable policy evidence").click()
        page.locator("article.evidence").wait_for()
        assert page.locator("h1").inner_text().endswith(title)
        assert page.title().startswith("Evidence of ")
        assert 0 == page.locator("[data-from]:visible, [data-evidence-told]").count()
        page.locator(".ev-passage a[href^='#source-']").first.click()
        assert page.locator(":target").get_attribute("id").startswith("source-")
        page.get_by_role("link", name="Back to the policy").click()
        assert page.url.endswith(address)


def test_evidence_of_no_entry_says_so_and_leads_to_the_page_of_the_entry(opened):
    page = opened("evidence.html")
    page.get_by_text("No policy is named in the address.").wait_for()
    page = opened("evidence.html?of=aetna/commercial/no-such-entry")
    assert "could not be loaded" in page.locator("[role=status]", has_text="evidence").inner_text()
    assert page.get_by_role("link", name="its page").get_attribute("href") == "aetna/commercial/no-such-entry.html"


def test_the_address_of_a_page_of_evidence_leads_to_where_that_evidence_is_shown_now(page, large_site):
    def answer(route):
        path = large_site / route.request.url.removeprefix(f"{HOST}/").partition("?")[0]
        if path.is_file():
            route.fulfill(path=path)
        else:
            route.fulfill(path=large_site / "404.html", status=404)

    page.route(f"{HOST}/**", answer)
    entry = evidence_links(large_site)[0].removesuffix(".html")
    page.goto(f"{HOST}/evidence/{entry}.html")
    page.locator("article.evidence").wait_for()
    assert f"{HOST}/evidence.html?of={entry}" == page.url


def test_filters_that_no_ranking_asks_for_are_loaded_when_they_are_asked_for(opened, page):
    loaded = []
    page.on("request", lambda request: loaded.append(request.url.rpartition("/index/")[2].split("?")[0]))
    opened("search.html#q=coverage")
    more = page.get_by_role("button", name="More filters: question, coverage, prior authorization, source type")
    more.wait_for()
    shown = page.locator(".facet-title")
    assert ["Payer", "Plan"] == shown.all_inner_texts()[:2]
    assert "columns/filters.js" not in loaded
    more.click()
    page.get_by_role("heading", name="Question", exact=True).wait_for()
    assert ["Payer", "Plan", "Question", "Coverage"] == shown.all_inner_texts()[:4]
    assert 0 == more.count()
    assert "columns/filters.js" in loaded
    assert "true" == page.evaluate("String(document.activeElement.dataset.facet.startsWith('question:'))")


def test_one_hit_is_loaded_at_first_below_a_card_and_more_as_the_reader_comes_near(opened):
    page = opened("search.html")
    page.set_viewport_size({"width": 400, "height": 300})
    opened("search.html#q=medicare coverage 0709T")
    page.reload()
    page.locator(".answer-card").wait_for()
    hits = page.locator(".hit")
    assert 1 == hits.count()
    for shown in (1, 3, 6):
        hits.nth(shown - 1).scroll_into_view_if_needed()
        hits.nth(shown).wait_for()


def test_three_hits_are_loaded_at_first_and_more_up_to_ten_as_the_reader_comes_near_the_last(opened, page):
    opened("search.html#q=coverage")
    hits, status = page.locator(".hit"), page.locator(".results-status")
    hits.first.wait_for()
    assert 3 == hits.count()
    assert ", the first 3 shown." in status.inner_text()
    for shown in (3, 6, 9):
        hits.nth(shown - 1).scroll_into_view_if_needed()
        hits.nth(shown).wait_for()
    assert 10 == hits.count()
    assert ", the first 10 shown." in status.inner_text()
    page.get_by_role("button", name="Show 10 more of").click()
    hits.nth(19).wait_for()
    assert 20 == hits.count()
