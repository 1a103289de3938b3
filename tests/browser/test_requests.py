"""Nothing leaves: a page asks for the site's own files only, and what is typed goes into no request."""

from __future__ import annotations

import pytest

pytestmark = pytest.mark.browser

PATIENT = (
    *("uhc 0709T 123-45-6789", "aetna MRN 7654321", "member id: W98765432", "DOB: 01/02/1950 cigna"),
    *("1EG4-TE5-MK73 uhc", "cigna (212) 555-0123", "uhc j.doe@example.com", "patient name: doe aetna"),
)
TRACES = ("123", "6789", "7654321", "98765432", "1950", "01/02", "01%2F02", "MRN", "DOB", "1EG4", "555", "doe")

KEPT = """async () => [
  document.cookie, localStorage.length, sessionStorage.length, (await indexedDB.databases()).length,
  (await caches.keys()).length, (await navigator.serviceWorker.getRegistrations()).length,
]"""


@pytest.fixture
def asked(page):
    """Every address that is asked for, with what is sent along."""
    found = []
    page.on("request", lambda request: found.append(f"{request.method} {request.url} {request.post_data or ''}"))
    return found


def test_a_page_asks_for_files_of_the_site_alone_and_keeps_the_day_of_a_visit_alone(page, served, shown, asked):
    failed = []
    page.on("response", lambda answer: failed.append((answer.status, answer.url)) if answer.status != 200 else None)
    address = shown(served)
    assert asked
    assert [] == [each for each in asked if not each.startswith(f"GET {served}/")]
    assert [] == failed
    visits = int(address.startswith("changes"))
    assert ["", visits, visits, 0, 0, 0] == page.evaluate(KEPT)
    kept = page.evaluate("[...Object.keys(localStorage), ...Object.keys(sessionStorage)]")
    assert ["payer-policy-library.changes-seen"] * 2 * visits == kept


def test_words_that_are_searched_for_are_sent_to_no_one(page, served, asked):
    page.goto(f"{served}/index.html")
    page.locator("#search").fill("cigna coverage 0709T zebra")
    page.locator(".results-notes", has_text="zebra").wait_for()
    page.keyboard.press("Enter")
    page.wait_for_url("**/search.html#**")
    page.locator(".hit").first.wait_for()
    assert [] == [each for each in asked if "zebra" in each]


@pytest.mark.parametrize("typed", PATIENT)
@pytest.mark.parametrize("address", ["index.html", "about.html"])
def test_a_patients_data_reaches_no_address_no_history_and_no_request(page, served, asked, typed, address):
    page.goto(f"{served}/{address}")
    before, box = page.evaluate("history.length"), page.locator("#search, #header-search")
    box.press_sequentially(typed)
    page.keyboard.press("Enter")
    page.locator("[role=alert]:not(:empty)").wait_for()
    assert (f"{served}/{address}", before) == (page.url, page.evaluate("history.length"))
    assert ["", 0, 0] == page.evaluate(KEPT)[:3]
    page.reload()
    told = [*asked, page.url, page.evaluate("JSON.stringify(history.state)"), box.input_value()]
    assert [] == [each for each in told if any(trace in each.replace(served, "") for trace in TRACES)]
