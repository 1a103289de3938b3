"""A generated library of 175 plans: each page keeps its bounds, and six walks lead to their answers."""

from __future__ import annotations

import pytest

from benchmarks.bounds import measure
from benchmarks.generate import EVERY_PAYER, Wanted, make
from kb.content.load import load
from kb.history.clocks import read_clocks
from kb.rules.check import check
from kb.site.build import site_files, without_git

pytestmark = [pytest.mark.browser, pytest.mark.slow]

WANTED = Wanted(entries=120, seed=7, payers=EVERY_PAYER, codes=24)
PLAN = "Generated Humana, Commercial plans"


@pytest.fixture(scope="module")
def large_site(tmp_path_factory):
    folder = tmp_path_factory.mktemp("large")
    make(WANTED, folder / "policies")
    texts = load(folder / "policies")
    checked = check(texts)
    assert () == checked.problems
    site = folder / "site"
    for name, content in site_files(
        read_clocks(checked.library, without_git(folder / "policies", texts)), lambda _: None
    ):
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
    cells(page, "humana/commercial")
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
