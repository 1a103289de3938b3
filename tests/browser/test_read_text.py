"""Read my text: passages of a pasted text beside what a record should show; what is in doubt is never shown as found.

The texts are made up for these tests, without names, ages or days of anybody.
"""

from __future__ import annotations

import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer

import pytest

pytestmark = pytest.mark.browser

SKIN, FURTHER, DOSE = "an injection into the skin (intradermal)", "a further injection, after the first", "the dose"
LOT, SITE, TOLERATED = "the lot number of the product", "the injection site", "how the patient tolerated it"
WATCHED = "the time of watching, 15 to 30 minutes, and what was seen"
PREPARED, FIRST = "the preparation of the drug", "an injection into the skin (intradermal), the first"

JUDGED = (
    (
        "a record as it should be",
        "0709T",
        "PROCEDURE:\nSecond injection intradermally, thigh. 0.1 mL.\nLot number: 44\nObserved for 20 min; tolerated.",
        {SKIN, FURTHER, DOSE, LOT, SITE, TOLERATED, WATCHED},
    ),
    (
        "one line",
        "0709T",
        "3rd injection into the skin of the right arm: 0.1mL, tolerated.",
        {*(SKIN, FURTHER, DOSE, SITE, TOLERATED)},
    ),
    ("words over a line's end", "0709T", "The vaccine was given\ninto the\nskin of the thigh.", {SKIN, SITE}),
    ("a list", "0709T", "Given today:\n- intradermal\n- forearm\n- lot number 77", {SKIN, SITE, LOT}),
    ("letters of other widths", "0709T", "\uff29ntradermal, 0.1\u00a0mL.", {SKIN, DOSE}),
    ("the first injection", "0708T", "The vaccine was thawed and prepared. Given into the skin.", {PREPARED, FIRST}),
    (
        "a drug without a code",
        "C9399",
        "NDC 12345-6789-01, route intravenous, dose 10 mg.",
        {"its NDC, as 5-4-2", "the route", DOSE},
    ),
    ("declined in the next sentence", "0709T", "Intradermal injection, 0.1 mL, left arm. Patient refused.", set()),
    ("declined in the line before", "0709T", "Treatment cancelled.\nIntradermal injection, 0.1 mL.", set()),
    ("not given", "0709T", "Intradermal injection, 0.1 mL: not given.", set()),
    ("a negation over a line's end", "0709T", "Patient did not receive\nintradermal injection, 0.1 mL.", set()),
    ("a negation before an abbreviation", "0709T", "Did not receive approx. 0.1 mL dose intradermally.", set()),
    ("a negation with a curly apostrophe", "0709T", "We didn\u2019t give the intradermal dose.", set()),
    ("a plan by its heading", "0709T", "PLAN:\nDose: 0.1 mL\nLot number: 4471\nRoute: intradermal", set()),
    ("a plan with a heading in it", "0709T", "Plan:\n\nInjection details:\n- intradermal, 0.1 mL\n- left arm", set()),
    ("a plan in Markdown", "0709T", "## Plan\nIntradermal injection, 0.1 mL.", set()),
    ("planned", "0709T", "Second injection scheduled, intradermal, 0.1 mL.", set()),
    ("a condition", "0709T", "If stable, second injection into the skin.", set()),
    ("an order", "0709T", "Orders: intradermal vaccine 0.1 mL x 2.", set()),
    ("family history", "0709T", "FAMILY HISTORY:\nIntradermal vaccine, tolerated.", set()),
    ("another person", "0709T", "Her sister had an intradermal vaccine and tolerated it.", set()),
    ("an earlier course", "0709T", "Previously received intradermal vaccine, tolerated.", set()),
    ("a question and its answer", "0709T", "Was the intradermal injection given? No.", set()),
    ("an empty box", "0709T", "[ ] intradermal injection, 0.1 mL", set()),
    ("a blank", "0709T", "Lot number: ______", set()),
    ("a template", "0709T", "Template: intradermal injection of *** mL, tolerated.", set()),
    ("what is only told", "0709T", "Reports intradermal injection, tolerated.", set()),
    ("uncertain", "0709T", "Probably intradermal; lot number illegible.", set()),
    ("not done, a list below", "0709T", "Not done today:\n- intradermal injection\n- lot number 4471", set()),
    ("entered in error", "0709T", "Intradermal injection, 0.1 mL, tolerated. Entered in error.", set()),
    ("allergy shots", "0709T", "Allergen visit.\n\nPROCEDURE:\nIntradermal injection, 0.1 mL, tolerated.", set()),
    ("a skin test", "0709T", "PPD placed: 0.1 mL intradermal, left arm.", set()),
    ("another route", "0709T", "Vaccine given subcutaneously. Dose 0.1 mL, left arm, tolerated.", set()),
    ("another drug", "0709T", "Nivolumab over 30 minutes. Dose 240 mg; monitored for 30 minutes; tolerated.", set()),
    ("what a reader sees at once", "0709T", "Tolerated without complications.", set()),
    ("nothing of it", "0709T", "Blood pressure and pulse were taken.", set()),
    ("a word within a word", "0709T", "Overdosed plants and undoses of mlx.", set()),
)
"""What a text is, the code, the text, and what it shows by the judgment of a reader."""

READ = """([text, code]) => {
  const { first, others, elements } = kb.readText.read(text, code, kb.readText.records());
  const told = ({ text: passage, doubts }) => [passage, doubts.map(({ kind }) => kind)];
  const found = elements.filter((one) => one.found.length).map((one) => one.shows);
  return { first: first.map(told), others: others.map(told), found };
}"""


@pytest.fixture
def read(page, real_site):
    page.goto((real_site / "read-text.html").as_uri())
    page.get_by_label("Code").wait_for()
    return lambda text, code="0709T": page.evaluate(READ, [text, code])


@pytest.mark.parametrize(("what", "code", "text", "shows"), JUDGED, ids=[one[0] for one in JUDGED])
def test_a_text_shows_what_a_reader_judges_it_to_show(read, what, code, text, shows):
    assert shows == set(read(text, code)["found"]), what


@pytest.mark.parametrize(("what", "code", "text"), [one[:3] for one in JUDGED if not one[3]][:-2])
def test_a_passage_in_doubt_is_shown_first_with_what_puts_it_in_doubt(read, what, code, text):
    first = read(text, code)["first"]
    assert first, what
    assert all(doubts for _, doubts in first)


def test_passages_in_doubt_that_speak_of_nothing_asked_for_stand_apart(read):
    found = read("No fever.\n\nIntradermal injection given.")
    assert ([], [["No fever.", ["negated"]]], [SKIN]) == (found["first"], found["others"], found["found"])


def test_a_section_that_is_no_plan_ends_one(read):
    assert [SKIN] == read("PLAN:\nReturn for labs.\n\nPROCEDURE:\nIntradermal injection given.")["found"]


def paste(page, text, code="0709T"):
    page.get_by_label("Code").select_option(code)
    page.get_by_label("Text of the record").fill(text)
    page.get_by_role("button", name="Read the text").click()


def test_the_page_shows_the_passage_its_source_and_what_is_not_found(page, top):
    page.goto(f"{top}/read-text.html")
    paste(page, "Intradermal injection given. Tolerated without complications.")
    page.get_by_role("heading", name="What to look for in the record of 0709T").wait_for()
    found = page.locator(".read-elements li")
    assert (
        "Intradermal injection given."
        == found.filter(has_text="An injection into the skin").locator("blockquote").inner_text()
    )
    assert "CPT 0709T, CodingAhead, 2026" in found.first.locator(".read-source").inner_text()
    assert "Only in a passage to read first, above." in found.filter(has_text="How the patient").inner_text()
    assert "Not found in this text. Other words may say it." in found.filter(has_text="The lot number").inner_text()
    order = page.locator("[data-read-found] h2").all_inner_texts()
    assert ["Read these first", "What to look for in the record of 0709T", "What plans say on documentation"] == order
    assert "Tolerated without complications." in page.locator(".read-doubts").first.inner_text()


def test_no_total_no_share_and_no_other_code_is_told(page, real_site):
    page.goto((real_site / "read-text.html").as_uri())
    paste(page, "Vaccine prepared. Intradermal injection given, 0.1 mL, left arm.")
    told = page.locator("[data-read-found]").inner_text() + page.locator("[role=status]").first.inner_text()
    assert "%" not in told
    assert " of 7" not in told
    page.get_by_label("Code").select_option("J3590")
    assert not page.locator("[data-read-found]").inner_text()


def test_a_code_of_which_nothing_is_recorded_is_told_as_that(page, real_site):
    page.goto((real_site / "read-text.html").as_uri())
    paste(page, "Apheresis.", "36511")
    assert (
        "Data not available: what its record must show is not recorded here."
        in page.locator("[data-read-found]").inner_text()
    )


def test_a_patients_data_is_not_read_and_cleared(page, real_site):
    page.goto((real_site / "read-text.html").as_uri())
    paste(page, "Intradermal injection given.\nMRN 7654321")
    told = page.locator(".read-box [role=status]").inner_text()
    assert told.startswith("Line 2 looks like a medical record number, so the text is not read. It was cleared")
    assert ("", "") == (
        page.get_by_label("Text of the record").input_value(),
        page.locator("[data-read-found]").inner_text(),
    )


def test_the_keyboard_leads_from_the_code_to_what_was_found(page, real_site):
    page.goto((real_site / "read-text.html").as_uri())
    page.get_by_label("Code").focus()
    page.get_by_label("Code").select_option("0709T")
    page.keyboard.press("Tab")
    page.keyboard.type("Intradermal injection given.")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.locator("[data-read-found]:focus").wait_for()


class Logged(SimpleHTTPRequestHandler):
    """Serves the site and keeps each request, whatever its method."""

    asked: list[str] = []  # noqa: RUF012  (of the one server of the test below)

    def handle_one_request(self):
        super().handle_one_request()
        if self.raw_requestline:
            Logged.asked.append(self.raw_requestline.decode().strip())

    def log_message(self, *_):
        pass


@pytest.fixture
def logged(real_site):
    Logged.asked = []
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Logged, directory=str(real_site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    server.server_close()


OUT = """async (to) => {
  window.blocked = new Set();
  addEventListener("securitypolicyviolation", ({ effectiveDirective }) => blocked.add(effectiveDirective));
  const ends = [
    fetch(`${to}/?fetch`).catch(() => 0),
    new Promise((done) => {
      const one = new XMLHttpRequest();
      one.onloadend = done;
      one.open("GET", `${to}/?xhr`);
      try { one.send(); } catch { done(); }
    }),
    new Promise((done) => {
      const one = new Image();
      one.onload = one.onerror = done;
      one.src = `${to}/?image`;
    }),
  ];
  navigator.sendBeacon(`${to}/?beacon`);
  const form = document.createElement("form");
  form.action = `${to}/?form`;
  document.body.append(form);
  form.submit();
  await Promise.all(ends);
}"""


def test_no_request_of_any_kind_leaves_once_a_text_is_there(page, logged):
    """By the log of the server; and what tries to is stopped by the policy of the page."""
    page.goto(f"{logged}/read-text.html")
    page.get_by_label("Code").wait_for()
    page.wait_for_load_state("networkidle")
    before = list(Logged.asked)
    paste(page, "Intradermal injection of zebra serum given.")
    page.locator(".read-elements").wait_for()
    page.evaluate(OUT, logged)
    page.wait_for_function("['connect-src', 'form-action', 'img-src'].every((one) => blocked.has(one))")
    assert before == Logged.asked
    assert f"{logged}/read-text.html" == page.url
    kept = "[document.cookie, localStorage.length, sessionStorage.length, document.title]"
    assert ["", 0, 0, "Read my text · Payer policy library"] == page.evaluate(kept)


def test_going_away_and_back_does_not_bring_the_text_back(page, logged):
    page.goto(f"{logged}/read-text.html")
    paste(page, "Intradermal injection given.")
    page.locator(".read-elements").wait_for()
    page.goto(f"{logged}/about.html")
    page.go_back()
    page.get_by_label("Code").wait_for()
    assert "" == page.get_by_label("Text of the record").input_value()
    assert 0 == page.locator(".read-elements").count()


def test_without_scripts_the_page_says_where_it_stands_otherwise(plain_page, real_site):
    plain_page.goto((real_site / "read-text.html").as_uri())
    assert "requires JavaScript" in plain_page.locator("noscript").inner_text()
    assert plain_page.locator(".read-box").is_hidden()
