"""The result page in a real Chromium: answer card, filters, order, history, keys, nothing found, and the tripwire."""

from __future__ import annotations

import datetime as dt
import re

import pytest

from kb.domain.days import WRITTEN, day
from kb.domain.vocabulary import QUESTIONS

pytestmark = pytest.mark.browser

SSN = "123-45-6789"
DAY = re.compile(r"Effective (\w+ \d+, \d{4})")
MEMBER = "member id: A12345678"


@pytest.fixture
def search(page, real_site):
    """Open the search page, with a query and an order where they are given."""

    def opened(typed="", sort=""):
        order = f"&sort={sort}" if sort else ""
        page.goto("about:blank")
        page.goto(f"{real_site.as_uri()}/search.html" + (f"#q={typed}{order}" if typed else ""))
        if typed:
            page.locator(".results-status", has_text=re.compile("result|holds")).wait_for()
        return page

    return opened


def hits(page):
    return [link.get_attribute("href") for link in page.locator(".hit > a").all()]


def total(page):
    return int(re.match(r"\d+", page.locator(".results-status").inner_text())[0])


def show_all(page):
    """Ask for more hits until all are shown."""
    while page.locator(".hit").count() < total(page):
        before = page.locator(".hit").count()
        page.locator("button", has_text="more of").click()
        page.locator(".hit").nth(before).wait_for()


def focused(page):
    return page.evaluate("document.activeElement.id || document.activeElement.getAttribute('href')")


# The answer card


def test_the_card_tells_the_answer_who_says_so_and_how_sure(search):
    card = search("cigna coverage 0709T").locator(".answer-card")
    card.wait_for()
    told = card.inner_text()
    for part in (
        "0709T, coverage",
        "investigational",
        "This payer does not list the code in what could be read, but",
        "Apr 15, 2026",
        "third-party summary",
    ):
        assert part in told
    assert "medium" in told
    assert "OpenPayer" in told
    source = card.locator(".card-facts a")
    assert source.get_attribute("href").startswith("https://www.openpayer.com/")
    assert (
        card.get_by_role("link", name="Open the policy that decides")
        .get_attribute("href")
        .endswith("cigna/commercial/category-iii.html#coverage")
    )
    assert "#mark-bad" == card.locator("use").get_attribute("href")


def test_an_unknown_is_data_not_available_with_its_reason_and_never_a_no(search):
    rows = search("uhc prior auth 0709T").locator(".card-row")
    rows.first.wait_for()
    assert rows.count() == 1
    assert "UnitedHealthcare: Commercial plans, Medicare Advantage plans" in rows.first.inner_text()
    assert "data not available" in rows.first.inner_text()
    assert "Unknown (does not mean “no”): searched, not found" in rows.first.inner_text()
    assert "#mark-unknown" == rows.first.locator(".card-answer use").get_attribute("href")


def test_an_unknown_says_what_to_do_now(search, real_site):
    page = search("uhc prior auth 0709T")
    row = page.locator(".card-row")
    told = " ".join(row.inner_text().split())
    assert 1 == told.count("searched, not found")
    for part in (
        "What to do now",
        "Coverage of 0709T (Commercial plans): investigational third-party summary its section",
        "Payer website: UnitedHealthcare",
        "Search log (Commercial plans)",
    ):
        assert part in told
    for address in row.locator("a").evaluate_all("all => all.map(one => one.getAttribute('href'))"):
        path, anchor = address.split("#")
        assert f'id="{anchor}"' in (real_site / path).read_text(encoding="utf-8"), address
    row.get_by_text("What to ask the payer (Commercial plans)").click()
    asked = page.locator("tr:target")
    assert "Is authorization needed before the service?" in asked.inner_text()
    assert "Commercial plans" in asked.inner_text()


def test_what_is_asked_of_coverage_itself_has_no_coverage_among_what_to_do(search):
    page = search("aetna coverage 0709T")
    page.locator(".card-row").first.wait_for()
    assert "Coverage of 0709T" not in page.locator(".answer-card").inner_text()


def test_a_payer_and_a_question_have_the_rule_for_all_codes_where_there_is_one(search):
    card = search("bcbs ma timely filing").locator(".answer-card")
    card.wait_for()
    told = card.inner_text()
    assert told.startswith("Timely filing, for all codes")
    for part in ("A rule for one code or its category takes precedence", "90 days from service", "may be outdated"):
        assert part in told
    assert (
        card.get_by_role("link", name="Open the policy that decides").get_attribute("href").endswith("#timely-filing")
    )


def test_plans_of_which_no_general_rule_is_known_are_counted(search):
    card = search("bcbs timely filing").locator(".answer-card")
    card.wait_for()
    assert re.search(r"Of \d+ more no general rule is known. Unknown does not mean “not covered”", card.inner_text())


@pytest.mark.parametrize("typed", ["cigna coverage", "99213 bcbs ma timely filing"])
def test_without_a_rule_for_all_codes_or_for_codes_without_a_page_there_is_no_such_card(search, typed):
    page = search(typed)
    page.locator(".hit").first.wait_for()
    assert page.locator(".answer-card").count() == 0


def test_a_payer_of_many_scopes_shows_four_and_the_way_to_the_rest(search):
    page = search("bcbs coverage 0709T")
    page.locator(".card-row").first.wait_for()
    assert page.locator(".card-row").count() == 4
    assert "not covered" in page.locator(".card-row").first.inner_text()
    more = page.locator(".card-more a")
    assert re.match(r"\d+ more on the page of Blue Cross Blue Shield", more.inner_text())
    assert more.get_attribute("href").endswith("bcbs/payer.html")


def test_a_contractor_answers_for_itself(search):
    rows = search("cgs 0709T coverage").locator(".card-row")
    rows.first.wait_for()
    assert ["Medicare, CGS"] == [row.locator(".card-scope").inner_text() for row in rows.all()]


def test_a_query_without_a_question_has_no_card_and_loads_no_answers(search):
    page = search("0709T melanoma")
    page.locator(".hit").first.wait_for()
    assert page.locator(".answer-card").count() == 0
    assert page.locator("script[src*='answers/']").count() == 0


def test_answers_that_do_not_load_are_told(page, real_site):
    page.route("**/answers/**", lambda route: route.abort())
    page.goto(f"{real_site.as_uri()}/search.html#q=cigna coverage 0709T")
    page.locator(".results-card .callout", has_text="could not be loaded").wait_for()
    assert page.locator(".hit").count() > 0


def test_only_the_answers_of_payers_asked_for_are_loaded(search):
    page = search("cigna coverage 0709T")
    page.locator(".card-row").first.wait_for()
    loaded = page.locator("script[src*='answers/']").evaluate_all("all => all.map(one => one.getAttribute('src'))")
    assert ["static/answers/cigna/0-0.js"] == loaded


def test_a_card_for_several_payers_shows_each(search):
    card = search("cigna aetna coverage 0709T").locator(".answer-card")
    card.wait_for()
    told = card.locator(".card-scope").all_inner_texts()
    assert {"Aetna", "Cigna Healthcare"} == {scope.split(",")[0] for scope in told}


def test_every_answer_of_every_payer_leads_to_a_place_on_a_page(search, real_site):
    codes = [path.stem.upper() for path in (real_site / "codes").glob("0*.html")]
    page = search()
    scopes = page.evaluate("kb.names.scopes.map(({ id }) => id)")
    assert scopes
    rows = page.evaluate(
        """async asked => {
            await kb.dom.dataFrom("static/joined/answers.js", "the answers", () => kb.card);
            return (await Promise.all(asked.map(one => kb.card.answersOf(one, "")))).flat();
        }""",
        [{"code": code, "scopes": scopes} for code in ("", "category-iii", *codes)],
    )
    assert all({"value", "question", "scope", "name", "payer"} <= {name for name in row if row[name]} for row in rows)
    for url in {address for row in rows for address in (row["url"], row["board"]) if address}:
        path, anchor = url.split("#")
        assert f'id="{anchor}"' in (real_site / path).read_text(encoding="utf-8"), url


# Filters


def test_a_filter_counts_all_hits_goes_into_the_query_and_comes_out(search):
    page = search("0709T")
    before = total(page)
    choice = page.locator("[data-facet='payer:uhc']")
    number = int(choice.locator(".facet-count").inner_text())
    choice.click()
    page.locator(".results-status", has_text=re.compile(rf"^{number} results?")).wait_for()
    assert page.locator("#search").input_value() == "0709T payer:uhc"
    assert "q=0709T%20payer%3Auhc" in page.url
    assert all(link.startswith("uhc/") for link in hits(page))
    assert page.locator("[data-facet='payer:uhc']").get_attribute("aria-pressed") == "true"
    page.locator(".filter-chip").click()
    page.locator(".results-status", has_text=re.compile(rf"^{before} results")).wait_for()
    assert page.locator("#search").input_value() == "0709T"


def test_every_count_is_the_number_of_hits_of_its_filter(search):
    page = search("coverage")
    counted = page.locator("[data-facet]").evaluate_all(
        "all => all.map(one => [one.dataset.facet, Number(one.querySelector('.facet-count').textContent)])"
    )
    assert {facet.split(":")[0] for facet, _ in counted} >= {"payer", "scope", "question", "coverage", "standing"}
    asked = [f"coverage {facet}" for facet, _ in counted]
    found = page.evaluate(
        """async queries => {
            const data = await kb.ready();
            const found = typed => kb.settle(data, () => kb.search(data, typed, 1).total);
            return Promise.all(queries.map(found));
        }""",
        asked,
    )
    assert [number for _, number in counted] == found


def test_unknown_is_a_value_to_filter_by(search):
    page = search("0709T")
    page.locator("[data-facet='coverage:data-not-available']").click()
    page.locator(".filter-chip", has_text="Coverage: unknown").wait_for()
    assert total(page) > 0


def test_a_code_that_stands_nowhere_is_met_with_its_neighbours_to_choose_and_their_meaning(search):
    page = search("709T cigna coverage")
    choice = page.locator(".results-notes .choices button")
    assert choice.inner_text().startswith("0709T: ")
    choice.click()
    page.locator(".answer-card").wait_for()
    assert page.locator("#search").input_value() == "0709T cigna coverage"


# What the results are not


@pytest.mark.parametrize("typed", ["0710T uhc coverage", '"0710T" uhc coverage', "code:0710T uhc coverage"])
def test_a_code_without_a_page_is_told_before_the_results_and_gets_no_other_codes_answer(search, typed):
    page = search(typed)
    told = page.locator(".results > .results-notes .callout").first.inner_text()
    assert "0710T has no page in this library" in told
    assert ["0708T", "0709T"] == [
        text.split(":")[0] for text in page.locator(".results-notes .callout .choice").all_inner_texts()
    ]
    assert page.locator(".answer-card").count() == 0


def test_a_word_that_no_page_holds_is_told_with_what_the_results_are_for_and_the_gap_to_hand_on(search):
    page = search("humana 0709T")
    told = page.locator(".results-notes .callout").inner_text()
    assert told.startswith("Humana is not in this library.")
    assert re.fullmatch(r"\d+ results, the first 10 shown\.", page.locator(".results-status").inner_text())
    page.get_by_text("Not in this library: what to ask the payer").click()
    assert "No matches for: humana" in page.locator(".gap-note").inner_text()


def test_a_code_that_results_only_mention_is_said_to_have_no_page(search):
    page = search("99213 cigna")
    told = page.locator(".results-notes .callout").all_inner_texts()
    silent = "Nothing of Cigna Healthcare, Commercial plans on 99213 is recorded in this library."
    assert [f"{silent}\n\n99213 has no page in this library: what follows only mentions it."] == told


def test_a_query_that_is_answered_in_full_has_no_such_notes(search):
    page = search("cigna coverage 0709T")
    assert "" == page.locator(".results-notes").inner_text()
    assert page.locator(".nothing").count() == 0


def test_filters_that_would_be_empty_are_not_shown(search):
    page = search("0709T payer:medicare kind:code")
    page.locator(".nothing, .hit").first.wait_for()
    assert page.locator(".results-side:visible").count() == min(1, page.locator("[data-facet]").count())


@pytest.mark.parametrize("date", ["2026-03-01", "3/1/2026", "March 1 2026"])
def test_a_date_in_the_query_takes_nothing_away_and_the_answer_is_that_of_the_day(search, date):
    plain = total(search("0709T uhc coverage"))
    page = search(f"0709T {date} uhc coverage")
    page.locator(".answer-card").wait_for()
    assert plain == total(page)
    told = page.locator(".results-notes .callout")
    notes = told.inner_text().split("\n\n")
    assert (
        "Category III codes: this revision begins on Apr 1, 2026; what applied on Mar 1, 2026 is not recorded."
        in notes[0]
    )
    assert notes[1] == "Answers are of Mar 1, 2026; the sections found are those of today."
    assert "0709T on Mar 1, 2026" == told.locator("a").inner_text()
    assert "0709T, coverage as of Mar 1, 2026" == page.locator(".answer-card h2").inner_text()
    assert "codes/0709t.html#date=2026-03-01" == told.locator("a").get_attribute("href")


def test_a_date_beside_a_code_without_a_question_is_told_too(search):
    told = search("0709T 2026-03-01").locator(".results-notes .callout").inner_text()
    assert told.startswith("These results are of today, not of Mar 1, 2026.")


def test_a_time_until_today_is_told_as_such(search):
    told = search("0709T since 2026-03-01").locator(".results-notes .callout").inner_text()
    assert told.startswith("These results are of today; the time that is asked for began on Mar 1, 2026.")


# The order


def test_hits_stand_in_the_order_asked_for_those_without_a_date_last(search):
    page = search("category III")
    show_all(page)
    ranked = hits(page)
    page.locator(".results-sort select").select_option("effective")
    page.locator(".results-status", has_text="the first").wait_for()
    assert page.url.endswith("&sort=effective")
    show_all(page)
    dates = [DAY.search(text) for text in page.locator(".hit-dates").all_inner_texts()]
    known = [dt.datetime.strptime(found[1], "%b %d, %Y").replace(tzinfo=dt.UTC) for found in dates if found]
    assert len(known) > 1
    assert sorted(known, reverse=True) == known
    assert all(dates[: len(known)])
    assert "no date" in page.locator(".hit-dates").nth(len(known)).inner_text()
    assert not any(dates[len(known) :])
    assert sorted(ranked) == sorted(hits(page))
    assert ranked != hits(page)
    assert "effective" == page.locator(".results-sort select").evaluate("one => one.value")


def test_a_hit_of_a_rule_that_ended_says_until_when_it_held(search):
    page = search("bcbs new mexico cancer vaccines")
    first = page.locator(".hit", has=page.locator("a[href*='bcbs/new-mexico/cancer-vaccines']")).first
    assert "Effective Apr 15, 2013 until Oct 14, 2014" in first.locator(".hit-dates").inner_text()


def test_the_order_in_the_address_is_kept(search):
    page = search("0709T", "review")
    dates = page.locator(".hit-dates").all_inner_texts()
    days = [dt.datetime.strptime(text.split("review by ")[1], "%b %d, %Y").replace(tzinfo=dt.UTC) for text in dates]
    assert sorted(days) == days


def test_more_hits_come_when_asked_for(search):
    page = search("0709T")
    assert page.locator(".hit").count() == 10
    page.locator("button", has_text="more of").click()
    page.locator(".hit").nth(11).wait_for()


# The address and the history


def test_back_leads_from_search_to_search(search):
    page = search("preauth")
    for typed in ("timely filing", "appeals"):
        page.locator("#search").fill(typed)
        page.keyboard.press("Enter")
    for typed in ("timely filing", "preauth"):
        page.go_back()
        assert page.locator("#search").input_value() == typed
    page.go_forward()
    assert page.locator("#search").input_value() == "timely filing"


def test_typing_makes_no_history(search):
    page = search("preauth")
    before = page.evaluate("history.length")
    page.locator("#search").focus()
    page.keyboard.press("End")
    page.keyboard.type(" aetna cigna")
    assert before == page.evaluate("history.length")
    assert "q=preauth%20aetna%20cigna" in page.url


def test_a_link_and_a_citation_are_copied_and_it_is_said(search, context):
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = search("cigna coverage 0709T")
    first = page.locator(".hit").first
    first.get_by_text("Copy link").click()
    page.locator("[role=status]", has_text="Link copied.").wait_for()
    assert page.evaluate("navigator.clipboard.readText()") == first.locator("a").evaluate("one => one.href")
    first.get_by_text("Copy citation").click()
    page.locator("[role=status]", has_text="Citation copied.").wait_for()
    cited = page.evaluate("navigator.clipboard.readText()")
    place = first.locator("a").get_attribute("href")
    for part in (f"Page {place} of the library's site", "Cigna Healthcare, Commercial plans", "Coverage"):
        assert part in cited
    assert re.search(r"; (effective \w+ \d+, \d{4}|no effective date)\)", cited)


def test_a_citation_says_how_sure_the_value_is_and_that_the_code_is_not_named(search, context, real_day):
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = search("cigna coverage 0709T")
    hit = page.locator(".hit", has=page.locator("a[href='cigna/commercial/category-iii.html#coverage']"))
    hit.get_by_text("Copy citation").click()
    page.locator("[role=status]", has_text="Citation copied.").wait_for()
    assert (
        "Cigna Healthcare, Commercial plans: Category III codes. Coverage: investigational (third-party summary, "
        "current, medium confidence; default for category III; 0709T is not named; effective Apr 15, "
        f"2026). Payer policy library as of {day(real_day)}. Page cigna/commercial/category-iii.html#coverage of "
        "the library's site, read on one machine only: no address to open."
    ) == page.evaluate("navigator.clipboard.readText()")


def test_a_hit_and_its_citation_name_a_licensee_once_and_write_days_as_people_do(search, context):
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = search("bcbs massachusetts coverage 0709T")
    hit = page.locator(".hit", has=page.locator("a[href='bcbs/massachusetts/category-iii.html#coverage']"))
    title = hit.locator(".hit-title").inner_text().partition("\n")[0]
    assert title.startswith("Blue Cross Blue Shield of Massachusetts: ")
    hit.get_by_text("Copy citation").click()
    page.locator("[role=status]", has_text="Citation copied.").wait_for()
    cited = page.evaluate("navigator.clipboard.readText()")
    assert cited.startswith(f"{title}. Coverage: not covered (")
    assert not WRITTEN.search(cited)


# How sure each hit is


def test_a_hit_shows_the_doubts_that_the_grid_shows_beside_the_same_value(search):
    page = search("cigna coverage 0709T")
    hit = page.locator(".hit > a[href='cigna/commercial/category-iii.html#coverage']")
    assert ["third-party summary"] == hit.locator(".chip").all_inner_texts()
    marked = page.evaluate(
        """async () => {
            const data = await kb.ready();
            const found = await kb.settle(data, () => kb.search(data, "kind:entry", 1000).hits);
            const rows = await kb.card.answersOf({ code: "0709T", scopes: kb.names.scopes.map(({ id }) => id) }, "");
            const known = rows.filter(({ value, reach }) => reach && value !== kb.names.unknown);
            const told = ({ marks }) => marks.filter(mark => !/parent|conflict/.test(mark)).join();
            return known.flatMap((row) => found.filter(({ document }) => document.url === row.url)
                .map(({ document }) => [row.url, told(row), told(document)]));
        }"""
    )
    assert len(marked) > 10
    assert [] == [row for row in marked if row[1] != row[2]]
    assert any(row[1] for row in marked)


# Keys and suggestions


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("humana 0709T", ".callout"),
        ("cigna coverage 0709T", ".answer-card"),
        ("zzzqqq", ".callout"),
        ("melanoma", ".hit > a"),
    ],
)
def test_enter_leads_to_what_is_found_here_and_from_another_page(search, typed, first, real_site):
    page = search()
    page.locator("#search").fill(typed)
    page.keyboard.press("Enter")
    page.locator(f"{first}:focus").first.wait_for()
    page.goto(f"{real_site.as_uri()}/cigna/payer.html")
    page.locator("#header-search").fill(typed)
    page.keyboard.press("Enter")
    page.locator(f"{first}:focus").first.wait_for()


def test_why_a_result_was_found_and_the_search_tips_are_there_to_open(search):
    page = search("cigna coverage 0709T")
    why = page.locator(".hit-why").first
    assert "0709t (named code)" not in why.inner_text()
    why.locator("summary").click()
    assert "0709t (named code)" in why.inner_text()
    assert not page.get_by_text("All words must match").is_visible()
    page.get_by_text("Search tips").click()
    assert page.get_by_text("All words must match").is_visible()


def test_keys_alone_walk_from_the_box_through_the_hits_and_back(search):
    page = search("preauth")
    page.keyboard.press("/")
    assert focused(page) == "search"
    first, second = hits(page)[:2]
    page.keyboard.press("ArrowDown")
    assert focused(page) == first
    page.keyboard.press("ArrowDown")
    assert focused(page) == second
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    assert focused(page) == "search"
    page.keyboard.press("Escape")
    assert page.locator("#search").input_value() == ""
    assert hits(page) == []
    page.go_back()


def test_enter_opens_the_hit(search):
    page = search("preauth")
    target = hits(page)[0]
    page.keyboard.press("/")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/{target}")


def test_suggestions_are_walked_and_taken_with_keys(search):
    page = search()
    box = page.locator("#search")
    assert box.get_attribute("role") == "combobox"
    box.type("uhc prior au")
    options = page.locator("[role=option]")
    options.first.wait_for()
    assert box.get_attribute("aria-expanded") == "true"
    assert page.locator(f"#{box.get_attribute('aria-controls')}").get_attribute("role") == "listbox"
    page.keyboard.press("ArrowDown")
    assert box.get_attribute("aria-activedescendant") == options.first.get_attribute("id")
    assert options.first.get_attribute("aria-selected") == "true"
    page.keyboard.press("Enter")
    assert box.input_value() == "uhc prior authorization "
    assert box.get_attribute("aria-expanded") == "false"
    box.type("070")
    assert "0708T" in options.first.inner_text()
    page.keyboard.press("Escape")
    assert box.get_attribute("aria-expanded") == "false"
    assert box.input_value() == "uhc prior authorization 070"


@pytest.mark.parametrize(
    ("typed", "kind"), [("070", "code"), ("high", "plan"), ("unit", "payer"), ("time", "question"), ("mela", "page")]
)
def test_codes_payers_scopes_questions_and_titles_are_suggested(search, typed, kind):
    page = search("uhc")
    page.locator("#search").fill("")
    page.locator("#search").type(typed)
    page.locator("[role=option]", has_text=kind).first.wait_for()
    assert page.locator("[role=option]").count() <= 8


# Nothing found, and mended words


def test_where_nothing_is_found_the_gap_is_ready_to_hand_on(search):
    page = search("zzzqqq")
    told = page.locator(".nothing").inner_text()
    for part in ("zzzqqq", "0709T", "UnitedHealthcare", "reference number", "Unknown does not mean"):
        assert part in told
    assert "“zzzqqq”" in page.locator(".gap-note").inner_text()
    page.locator(".choices button", has_text="Cigna").click()
    page.locator(".hit").first.wait_for()
    assert page.locator("#search").input_value() == "payer:cigna"
    assert focused(page) == "search"


def test_a_mended_word_is_told_and_can_be_had_as_typed(search):
    page = search("hihgmark coverage")
    page.locator(".results-notes", has_text="instead of “hihgmark”").wait_for()
    page.locator("button", has_text="Search for “hihgmark” only").click()
    assert page.locator("#search").input_value() == '"hihgmark" coverage'


# The tripwire


@pytest.mark.parametrize("typed", [SSN, f"uhc 0709T {SSN}", "uhc MRN 1234567", MEMBER, "DOB: 01/02/1950"])
def test_what_looks_like_a_patients_data_is_not_searched_and_reaches_no_address(search, typed):
    page = search()
    page.evaluate(
        """() => {
            window.seen = [];
            for (const name of ['pushState', 'replaceState']) {
                const real = history[name].bind(history);
                history[name] = (...given) => { seen.push(String(given[2])); real(...given); };
            }
        }"""
    )
    page.locator("#search").type(typed)
    page.keyboard.press("Enter")
    assert "This looks like" in page.locator("[role=alert]").inner_text()
    assert page.locator(".hit").count() == 0
    numbers = r"\d{3}-\d|1234|A1|01/02|01%2F"
    assert [] == [address for address in [*page.evaluate("seen"), page.url] if re.search(numbers, address)]
    page.locator("#search").fill("uhc prior auth")
    assert page.locator("[role=alert]").inner_text() == ""
    page.locator(".hit").first.wait_for()


def test_an_address_that_holds_a_patients_data_is_emptied(page, real_site):
    page.goto(f"{real_site.as_uri()}/search.html#q=uhc%20{SSN}")
    page.locator("[role=alert]", has_text="a social security number").wait_for()
    assert page.url.endswith("search.html")
    assert page.locator("#search").input_value() == ""


def test_the_box_in_the_header_holds_it_back_too(page, real_site):
    page.goto(f"{real_site.as_uri()}/cigna/payer.html")
    page.locator("#header-search").fill(MEMBER)
    page.keyboard.press("Enter")
    page.locator("[role=alert]", has_text="a member id").wait_for()
    assert page.url.endswith("cigna/payer.html")


# How it looks


@pytest.mark.parametrize("typed", ["cigna coverage 0709T", "bcbs coverage 0709T", "zzzqqq", "0709T payer:medicare"])
@pytest.mark.parametrize("width", [320, 390, 1440])
def test_results_never_scroll_sideways(search, width, typed):
    page = search()
    page.set_viewport_size({"width": width, "height": 900})
    page.locator("#search").fill(typed)
    page.locator(".results-status", has_text=re.compile("result|holds")).wait_for()
    page.wait_for_timeout(50)
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") == 0


def test_nothing_but_this_machine_is_asked(page, real_site):
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{real_site.as_uri()}/search.html#q=cigna coverage 0709T")
    page.locator(".answer-card").wait_for()
    page.locator("[data-facet]").first.click()
    assert asked
    assert [] == [address for address in asked if not address.startswith("file:")]


def test_a_search_written_as_a_query_of_the_address_is_one_behind_the_hash(page, real_site):
    page.goto(f"{(real_site / 'search.html').as_uri()}?q=cigna%20coverage%200709T")
    page.locator(".answer-card").wait_for()
    assert page.url.endswith("search.html#q=cigna%20coverage%200709T")


def test_a_code_and_a_plan_without_a_question_show_every_answer_in_a_line(search):
    card = search("0709t cigna").locator(".answer-card")
    card.wait_for()
    lines = card.locator(".card-brief li")
    assert len(QUESTIONS) == lines.count()
    assert "investigational" in lines.first.inner_text()
    assert "third-party summary" in lines.first.inner_text()
    assert "Category III rule" in lines.first.inner_text()
    assert "searched, not found" in lines.nth(1).inner_text()
    assert lines.first.get_by_role("link").get_attribute("href").endswith("category-iii.html#coverage")


def test_a_code_and_a_payer_of_many_plans_show_the_coverage_of_each_and_no_list_of_all_their_answers(search):
    card = search("0709T blue cross").locator(".answer-card")
    card.wait_for()
    assert "0709T, coverage" == card.locator("h2").inner_text()
    assert 0 == card.locator(".card-brief").count()


# What was read, plans counted, days and classes


def test_each_part_that_was_read_is_shown_and_can_be_taken_out_of_the_query(search):
    page = search("DOS 3/1/26 bcbs texas 0709T coverage")
    read = page.locator(".results-read")
    shown = [text.removesuffix(" \N{MULTIPLICATION SIGN}") for text in read.locator("li").all_inner_texts()]
    assert ["0709T", "Blue Cross and Blue Shield of Texas", "Coverage", "dos 3/1/26"] == shown
    read.get_by_role("button", name="Remove Blue Cross and Blue Shield of Texas from the question").click()
    page.locator(".card-counts").wait_for()
    assert "DOS 3/1/26 0709T coverage" == page.locator("#search").input_value()
    read.get_by_role("button", name="Remove dos 3/1/26 from the question").click()
    page.locator(".answer-card h2", has_text=re.compile("coverage$")).wait_for()
    assert "0709T coverage" == page.locator("#search").input_value()


def test_a_part_that_does_not_stand_in_the_query_is_text_alone(search):
    read = search("0709T coverage hihgmark").locator(".results-read")
    assert 1 == read.locator(".chip", has_text="Highmark Pennsylvania").count()
    assert 0 == read.get_by_role("button", name="Remove Highmark").count()


def test_where_no_plan_is_named_all_are_counted_and_those_whose_answer_is_known_are_there_to_choose(search):
    page = search("0709T coverage")
    counts = page.locator(".answer-card .card-counts")
    counts.wait_for()
    told = re.fullmatch(r"Of (\d+) plans: (.*)\.", counts.inner_text())
    values = {value: int(number) for value, number in (part.rsplit(" ", 1) for part in told[2].split(", "))}
    assert int(told[1]) == sum(values.values()) == page.evaluate("kb.names.scopes.length")
    plans = page.locator(".answer-card .choices button")
    assert plans.count() == sum(values.values()) - values["data not available"]
    plans.filter(has_text="Cigna").click()
    page.locator(".card-row").wait_for()
    assert "0709T coverage Cigna Healthcare, Commercial plans" == page.locator("#search").input_value()
    assert "investigational" in page.locator(".card-answer").inner_text()


def test_an_answer_of_another_day_says_where_it_differs_from_todays(search):
    row = search("0709T DOS 3/1/26 cigna coverage").locator(".card-row")
    row.wait_for()
    assert "data not available" in row.inner_text()
    assert "differs from today" in row.inner_text()
    assert "one begins Apr 15, 2026" in row.inner_text()


def test_a_span_in_which_the_answer_changes_has_the_answers_of_both_its_ends(search):
    cards = search("0709T 2026 cigna coverage").locator(".answer-card")
    cards.first.wait_for()
    assert [
        "0709T, coverage as of Jan 1, 2026",
        "0709T, coverage as of Dec 31, 2026",
    ] == cards.locator("h2").all_inner_texts()
    assert "data not available" in cards.first.inner_text()
    assert "investigational" in cards.last.inner_text()


def test_plans_are_counted_as_of_the_day(search):
    card = search("0709T DOS 3/1/26 coverage").locator(".answer-card")
    card.wait_for()
    assert "0709T, coverage as of Mar 1, 2026" == card.locator("h2").inner_text()
    assert 0 == card.get_by_role("button", name="Cigna").count()


def test_rules_on_no_single_code_are_answered_as_of_the_day_too(search):
    page = search("category III cigna DOS 3/1/26 coverage")
    card = page.locator(".answer-card")
    card.wait_for()
    assert "Category III codes, coverage as of Mar 1, 2026" == card.locator("h2").inner_text()
    assert "data not available" in card.inner_text()
    assert "differs from today" in card.inner_text()
    page = search("cigna DOS 3/1/26 timely filing")
    page.locator(".answer-card h2", has_text="Timely filing, for all codes as of Mar 1, 2026").wait_for()


def test_answers_in_words_are_counted_together(search):
    counts = search("0709T timely filing").locator(".card-counts")
    counts.wait_for()
    assert re.fullmatch(r"Of \d+ plans: data not available \d+, answered in text \d+\.", counts.inner_text())


def test_several_codes_have_a_card_each(search):
    cards = search("0708T 0709T cigna coverage").locator(".answer-card")
    cards.first.wait_for()
    assert ["0708T, coverage", "0709T, coverage"] == cards.locator("h2").all_inner_texts()


def test_a_class_of_codes_is_answered_by_the_rules_on_it(search):
    card = search("category III cigna coverage").locator(".answer-card")
    card.wait_for()
    assert "Category III codes, coverage" == card.locator("h2").inner_text()
    assert "investigational" in card.inner_text()


def test_a_plan_that_is_not_held_gets_no_other_plans_answer(search):
    page = search("humana 0709T coverage")
    page.locator(".results-notes .callout", has_text="Humana is not in this library.").wait_for()
    assert 0 == page.locator(".answer-card").count()


def test_a_hit_names_a_payer_once_and_writes_days_out(search):
    page = search("uhc coverage 0709T 5/1/2026")
    page.locator(".hit").first.wait_for()
    assert "revision of Apr 1, 2026: investigational" in " ".join(page.locator(".hit-heading").all_inner_texts())
    page = search("filing limit bcbsma")
    assert page.locator(".hit-title").first.inner_text().startswith("Blue Cross Blue Shield of Massachusetts: ")
