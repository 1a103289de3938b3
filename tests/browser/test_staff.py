"""People and jobs: none, one and 200 postings; filters, what is over by the reader's clock, and data for crawlers."""

from __future__ import annotations

import datetime as dt
import re
import shutil
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree as ET

import icalendar
import pytest

from kb.content.load import load
from kb.rules.check import check
from kb.site.build import build

pytestmark = pytest.mark.browser

GOOD = Path(__file__).parents[1] / "data" / "good"
STATES = ("FL", "GA", "TX", "OH")
LEVELS = ("entry", "experienced", "senior", "lead")
CREDENTIALS = ("CPC", "CCS", "RHIT")
TEAM = """---
title: example policy desk
owns: [example-health, 0709T]
reach: Channel "policy" of the chat
reviewed: 2026-03-01
---
"""
OTHER = TEAM.replace("policy desk", "coding desk").replace("owns: [example-health, 0709T]\n", "")


def posting(number):
    """Give a generated posting: every third is remote, every other over a month before the rest."""
    state, level = STATES[number % 4], LEVELS[number % 4]
    where = "work: remote" if number % 3 == 0 else f"work: on site\nplace: Town {number}"
    posted = dt.date(2026, 2, 1 + number % 28)
    return f"""---
title: Analyst {number}
employer: Hospital {number % 7}
{where}
states: {state}
level: {level}
credentials: {CREDENTIALS[number % 3]}
pay: {"not stated" if number % 2 else f"$2{number % 10} an hour"}
apply: https://jobs.example.org/{number}
posted: {posted}
expires: {posted + dt.timedelta(days=30 if number % 2 else 60)}
---

Work of the kind {number} & more < of it.
"""


@pytest.fixture(scope="module")
def made(tmp_path_factory, small_day):
    """Give the site of the small library with so many generated postings, each made once."""
    sites = {}

    def of(number):
        if number not in sites:
            folder = tmp_path_factory.mktemp(f"with{number}")
            shutil.copytree(GOOD, folder / "policies")
            for name in ("people", "jobs"):
                (folder / "policies" / name).mkdir()
            if number:
                (folder / "policies/people/policy.md").write_text(TEAM, encoding="utf-8")
                (folder / "policies/people/coding.md").write_text(OTHER, encoding="utf-8")
            for one in range(number):
                (folder / f"policies/jobs/job-{one}.md").write_text(posting(one), encoding="utf-8")
            assert () == check(load(folder / "policies")).problems
            assert () == build(folder / "policies", folder / "site", lambda _: None, day=small_day).problems
            sites[number] = folder / "site"
        return sites[number]

    return of


@pytest.fixture
def read(page_on, made):
    """Open the jobs of a library with so many postings, on a day by the reader's clock."""

    def on(number, day):
        page = page_on(dt.date.fromisoformat(day))
        page.goto(f"{made(number).as_uri()}/jobs.html")
        return page

    return on


def open_on(day, number):
    spans = [re.findall(r"(?:posted|expires): (\S+)", posting(one)) for one in range(number)]
    return sum(first <= day <= last for first, last in spans)


def test_without_any_the_pages_say_so_and_how_to_add_one(page, made):
    for address in ("jobs", "people"):
        page.goto(f"{made(0).as_uri()}/{address}.html")
        assert page.get_by_text("is recorded here, and none is made up.").is_visible()
    assert not (made(0) / "jobs.xml").exists()
    assert not (made(0) / "jobs.ics").exists()


@pytest.mark.parametrize("number", [1, 200])
@pytest.mark.parametrize("day", ["2026-03-02", "2026-03-20", "2026-04-05"])
def test_postings_that_are_over_by_the_readers_clock_are_gone(read, number, day):
    page, wanted = read(number, day), open_on(day, number)
    assert wanted == page.locator("[data-postings] > li:visible").count()
    noun = "posting" if wanted == 1 else "postings"
    told = f"{wanted} of {wanted} {noun} shown." if wanted else ""
    assert told == page.locator("[data-told]").inner_text()


def test_when_all_are_over_the_page_is_that_of_none(read):
    page = read(200, "2026-06-01")
    assert 0 == page.locator("[data-postings] > li:visible, [data-jobs]:visible, [data-follow]:visible").count()
    assert "No open position is recorded here" in page.locator("[data-none]").inner_text()


def test_filters_hold_together(read):
    page = read(200, "2026-03-02")
    every = page.locator("[data-postings] > li:visible").count()
    page.get_by_label("Credential").select_option("CPC")
    page.get_by_label("Place").select_option("remote")
    page.get_by_label("Level").select_option("senior")
    shown = page.locator("[data-postings] > li:visible")
    assert 0 < shown.count() < every
    told = "all => all.map(({ dataset }) => [dataset.credentials, dataset.level, dataset.places.split('|').at(-1)])"
    assert {("CPC", "senior", "remote")} == {tuple(one) for one in shown.evaluate_all(told)}
    assert f"{shown.count()} of {every} postings shown." == page.locator("[data-told]").inner_text()


def test_a_posting_shows_pay_as_printed_or_that_it_is_not_stated(read):
    page = read(200, "2026-03-02")
    for number, pay in ((4, "$24 an hour"), (27, "not stated")):
        assert pay in page.locator(f"#job-job-{number}").inner_text()


class Microdata(HTMLParser):
    """Reads the items of a page by the rules of microdata: each as its type and its properties."""

    def __init__(self):
        super().__init__()
        self.items, self.open = [], []

    def handle_starttag(self, tag, given):
        values = dict(given)
        item = {"type": values["itemtype"].rpartition("/")[2]} if "itemscope" in values else None
        name = values.get("itemprop")
        holder = next((one for _, one, _ in reversed(self.open) if one is not None), None)
        if item is not None and holder is not None and name:
            holder.setdefault(name, []).append(item)
        elif item is not None:
            self.items.append(item)
        elif name and holder is not None:
            value = values.get("content") or values.get("datetime") or values.get("href")
            holder.setdefault(name, []).append(value if value is not None else "")
        if tag not in {"meta", "link", "input", "br", "path"}:
            reads = name if item is None and name and not (values.get("datetime") or values.get("href")) else None
            self.open.append((tag, item, (holder, reads) if reads else None))

    def handle_endtag(self, tag):
        while self.open and self.open.pop()[0] != tag:
            pass

    def handle_data(self, data):
        for _, _, reads in self.open:
            if reads:
                holder, name = reads
                holder[name][-1] += data


REQUIRED = {"title", "description", "datePosted", "validThrough", "hiringOrganization"}


def test_the_data_for_crawlers_has_what_a_job_posting_needs(made):
    """The required properties of schema.org's JobPosting, as search engines ask for them."""
    parser = Microdata()
    parser.feed((made(200) / "jobs.html").read_text(encoding="utf-8"))
    postings = [one for one in parser.items if one["type"] == "JobPosting"]
    assert 200 == len(postings)
    for one in postings:
        assert one.keys() >= REQUIRED
        [first], [last] = one["datePosted"], one["validThrough"]
        assert dt.date.fromisoformat(first) < dt.date.fromisoformat(last)
        assert "Organization" == one["hiringOrganization"][0]["type"]
        assert re.fullmatch(r"Work of the kind \d+ & more < of it\.", one["description"][0].strip())
        if one.get("jobLocationType") == ["TELECOMMUTE"]:
            assert {"State"} == {place["type"] for place in one["applicantLocationRequirements"]}
        else:
            address = one["jobLocation"][0]["address"][0]
            assert ("US", True) == (address["addressCountry"][0], address["addressRegion"][0] in STATES)


def test_the_feed_and_the_calendar_have_each_posting_that_stands(made, small_day):
    wanted = open_on(small_day.isoformat(), 200)
    feed = ET.parse(made(200) / "jobs.xml").getroot()  # noqa: S314  (made by the build above)
    entries = feed.findall("{http://www.w3.org/2005/Atom}entry")
    assert wanted == len(entries)
    assert "jobs.html" == feed.find("{http://www.w3.org/2005/Atom}link[@rel='alternate']").get("href")
    events = icalendar.Calendar.from_ical((made(200) / "jobs.ics").read_bytes()).walk("VEVENT")
    assert wanted == len({str(one["UID"]) for one in events})
    assert str(events[0]["SUMMARY"]).startswith("Last day to apply: Analyst ")


def test_a_team_shows_what_it_keeps_and_is_named_where_something_is_to_be_done(page, made):
    top = made(1).as_uri()
    page.goto(f"{top}/people.html")
    text = page.locator("#team-policy").inner_text()
    assert 'Channel "policy" of the chat' in text
    assert ["Example Health", "0709T"] == page.locator("#team-policy dd a").all_inner_texts()
    page.goto(f"{top}/acts.html")
    asked = page.locator(".act-contact", has_text="Ask here:").first
    assert 'Ask here: example policy desk, Channel "policy" of the chat' == " ".join(asked.text_content().split())
    page.goto(f"{top}/example-health/commercial/category-iii.html")
    page.get_by_role("link", name="example policy desk").click()
    page.wait_for_url("**/people.html#team-policy")


def test_without_scripts_all_postings_of_the_day_are_there_with_their_last_day(plain_page, made):
    plain_page.goto(f"{made(200).as_uri()}/jobs.html")
    assert 200 == plain_page.locator("[data-postings] > li").count()
    assert plain_page.locator("[data-jobs]").is_hidden()
    assert "Last day" in plain_page.locator("#job-job-1").inner_text()
