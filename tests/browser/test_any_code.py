"""The page of any code in a browser: what it says of a code without a page, and that it agrees with the command."""

from __future__ import annotations

import gzip
import random
import shutil
from pathlib import Path

import pytest

from benchmarks import cms_files as made
from kb.content.load import load
from kb.facts.beside import beside, sentence
from kb.facts.codes import count
from kb.facts.crosswalk import HEADING, crosswalk, crosswalk_lines
from kb.facts.localities import amounts_by_locality
from kb.facts.of_code import facts_of, known_codes
from kb.facts.rationales import PAIR_RATIONALES
from kb.facts.store import Store
from kb.pages.any_code import official_of
from kb.pages.facts_shards import LONG

pytestmark = pytest.mark.browser
MOST_BYTES = 52_000
"""Bytes, compressed, of all that a browser reads for the first answer."""

DATA = Path(__file__).parents[1] / "data"


@pytest.fixture(scope="module")
def many(tmp_path_factory, stock):
    """The store and the site of a library with thousands of codes imported."""
    from kb.site.build import build  # noqa: PLC0415  (slow to load)

    folder = tmp_path_factory.mktemp("many")
    policies = folder / "policies"
    shutil.copytree(DATA / "good", policies)
    large = (("12001", f"{other:05d}", "20100101", "*", "1", PAIR_RATIONALES[8]) for other in range(20000, 22400, 12))
    pairs = [*large, *made.many_pairs(20_000)]
    codes = sorted({row[0] for row in pairs})
    chance = random.Random(3)  # noqa: S311  (the same indices on every run)
    places = [
        f"{mac:05d},{state},{mac % 90:02d},A,{chance.uniform(0.7, 1.6):.3f},{chance.uniform(0.7, 1.4):.3f},"
        f"{chance.uniform(0.2, 2.5):.3f}"
        for mac, state in ((1112, "CA"), (10112, "AL"), (13282, "NY"))
    ]
    stock(policies, folder / "d", {
        "ccipra-v313r0.txt": made.pairs(pairs),
        "PPRRVU2026_Jan.csv": made.fees(
            made.fee_row(code, work=f"{at % 90 / 10 + 0.1:.2f}") for at, code in enumerate(codes)),
        "GPCI2026.csv": made.indices(places),
        "MCR_MUE_PractitionerServices_Eff_01-01-2026.csv": made.units(
            (code, str(at % 9 + 1), str(at % 3 + 1), "CMS Policy") for at, code in enumerate(codes)),
    })  # fmt: skip
    assert build(policies, folder / "site", lambda _: None).problems == ()
    return Store(load(policies).facts), folder / "site"


def test_a_code_without_a_page_has_status_units_and_a_pair_each_with_file_and_quarter(page, stocked_site):
    page.goto(f"{stocked_site.as_uri()}/codes/any.html#12001")
    told = page.locator("[data-any-code-told]")
    told.get_by_role("heading", name="Physician fee schedule").wait_for()
    text = told.inner_text()
    for fact in (
        "A: active",
        "PPRRVU2026_Jan.csv, edition of 2026-01-01",
        "MCR_MUE_PractitionerServices_Eff_01-01-2026.csv",
        "Indicators are explained by CMS, notes on the relative value file",
        "Indicators are explained by CMS, heads of the pair files",
    ):
        assert fact in text
    page.get_by_label("Is it paid beside 12001?").fill("0709t")
    page.get_by_role("button", name="Look up").click()
    answer = page.locator(".beside li").first
    assert "12001 is paid, 0709T is denied. Modifier 1: allowed" in answer.inner_text()
    assert "ccipra-v320r0.txt, edition of 2026-01-01" in answer.inner_text()


def test_the_page_of_a_code_answers_for_any_code_and_says_when_no_file_holds_it(page, stocked_site):
    page.goto(f"{stocked_site.as_uri()}/codes/0709t/coding.html")
    box = page.get_by_label("Is it paid beside 0709T?")
    for typed, told in (
        ("12001", "12001 is paid, 0709T is denied"),
        ("70553", "no edit between 0709T and 70553 in the whole table"),
        ("99999", "not in the files imported; that is no answer"),
        ("x", "Type one CPT or HCPCS code"),
    ):
        box.fill(typed)
        box.press("Enter")
        page.locator("[data-beside-told]").get_by_text(told).first.wait_for()


def test_what_no_file_holds_and_what_is_no_code_is_said(page, stocked_site):
    page.goto(f"{stocked_site.as_uri()}/codes/any.html")
    field = page.get_by_label("CPT or HCPCS code")
    for typed, told in (("99999", "stands in none of the files imported"), ("hello", "Type one CPT or HCPCS code")):
        field.fill(typed)
        field.press("Enter")
        page.get_by_text(told).wait_for()


@pytest.mark.parametrize("address", ["codes/any.html", "codes/any.html#12001"])
def test_axe_finds_no_violation(page, stocked_site, violations, address):
    page.goto(f"{stocked_site.as_uri()}/{address}")
    if "#" in address:
        page.get_by_role("heading", name="Physician fee schedule").wait_for()
    assert [] == violations(page)


def test_page_and_command_agree_for_two_hundred_codes(page, many):
    store, site = many
    codes = random.Random(7).sample(sorted(known_codes(store)), 200)  # noqa: S311  (the same codes on every run)
    page.goto(f"{site.as_uri()}/codes/any.html")
    asked = list(zip(codes, codes[1:] + codes[:1], strict=True))
    found = page.evaluate(
        """async (asked) => {
          const data = await kb.facts.index();
          const local = await kb.dom.dataFrom("../static/facts_localities.js", "", () => kb.factsLocalities);
          const [places, { columns }] = [await kb.facts.load("localities"), data.sections[0]];
          const told = async ([one, other]) => {
            const [first, second] = [await kb.facts.of(one), await kb.facts.of(other)];
            const lines = data.sections.filter(({ key }) => first.rows[key]).flatMap(({ key }) => first.rows[key]);
            const every = Object.values(first.pairs).flat();
            const groups = await Promise.all(every.map(async (one) => [await kb.facts.runs(one), one.number]));
            const answers = await kb.facts.beside(data, first, second);
            const amounts = local.amounts(places, first.rows.fees || [], columns);
            return [lines, groups, answers.map((one) => [one.state, one.told]), amounts];
          };
          return Promise.all(asked.map(told));
        }""",
        asked,
    )
    for (one, other), (rows, groups, answers, amounts) in zip(asked, found, strict=True):
        facts, second = facts_of(store, one), facts_of(store, other)
        assert [list(row) for name in facts.rows for row in facts.rows[name]] == rows
        every = [group for table in facts.pairs.values() for group in table]
        assert [[group.others, count(group.others)] for group in every] == groups
        assert [[each.state, sentence(each, one, other)] for each in beside(store, facts, second)] == answers
        assert [list(vars(amount).values()) for amount in amounts_by_locality(store, facts)] == amounts
        assert official_of(store, one)


def test_page_and_command_name_alike_what_a_code_is_billed_with(page, stocked_site, stocked):
    store = Store(load(stocked).facts)
    for code in ("0709T", "12001", "70553", "22632", "J9035"):
        page.goto("about:blank")
        page.goto(f"{stocked_site.as_uri()}/codes/any.html#{code}")
        page.get_by_role("heading", name=code, exact=True).wait_for()
        block = page.locator(".fact-block", has=page.get_by_role("heading", name=HEADING))
        expected = [f"{told} ({says})" for told, says in crosswalk_lines(crosswalk(facts_of(store, code), store))]
        assert expected == (block.get_by_role("listitem").all_inner_texts() if expected else [])


def test_amounts_by_locality_are_shown_when_they_are_asked_for(page, stocked_site, stocked):
    store = Store(load(stocked).facts)
    [amount] = amounts_by_locality(store, facts_of(store, "12001"))
    page.goto(f"{stocked_site.as_uri()}/codes/any.html#12001")
    page.get_by_text("Amounts by locality").click()
    cells = page.locator("table.facts tbody tr").first.locator("td")
    cells.first.wait_for()
    assert [amount.place, "none", f"${amount.nonfacility}", f"${amount.facility}"] == cells.all_inner_texts()


def test_the_first_answer_on_the_code_with_the_most_pairs_is_small(page, many):
    store, site = many
    busiest = max(known_codes(store), key=lambda code: len(repr(facts_of(store, code).pairs)))
    asked = []
    page.on("request", lambda request: asked.append(request.url.partition("#")[0]))
    page.goto(f"{site.as_uri()}/codes/any.html#{busiest}")
    page.get_by_role("heading", name="Code pairs (NCCI), practitioner").wait_for()
    moved = [len(gzip.compress((site / url.removeprefix(f"{site.as_uri()}/")).read_bytes())) for url in asked]
    assert len(moved) > 8
    assert sum(moved) < MOST_BYTES


def test_codes_of_a_large_group_are_read_when_they_are_asked_for(page, many):
    store, site = many
    [group] = facts_of(store, "12001").pairs["pairs-practitioner"]
    assert len(group.others) > LONG
    page.goto(f"{site.as_uri()}/codes/any.html#12001")
    page.get_by_text("200 codes").first.wait_for()
    assert 0 == page.get_by_text(group.others).count()
    page.get_by_text("Which codes").click()
    page.get_by_text(group.others).wait_for()


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("12001", "12001: no policy page here; fee, units and pairs stand in the official files imported."),
        ("what can be billed with 0708T", "0708T is the primary code of 0709T (AOC_V2026Q1-MCR.txt"),
    ],
)
def test_search_leads_from_a_code_to_its_official_facts(page, stocked_site, query, told):
    page.goto(f"{stocked_site.as_uri()}/search.html#q={query.replace(' ', '%20')}")
    note = page.locator(".results-notes").get_by_text(told)
    note.wait_for()
    assert page.locator(".results-notes a[href*='codes/any.html#']").count()
