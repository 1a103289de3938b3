"""The page of the claim sheet says in the browser what `kb claim` says: line for line, with the same sources."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest

from kb.content.load import load
from kb.evidence.claim_denial import read_denial
from kb.evidence.claim_lines import ClaimAsked
from kb.evidence.claim_sheet import MadeFrom, make_claim_sheet
from kb.evidence.claim_text import account_note
from kb.facts.store import Store
from kb.history.clocks import own_day, read_clocks
from kb.history.in_force import AsOfDates
from kb.history.read import read_history
from kb.pages.ask_scripts import ask_scripts
from kb.pages.claim_scripts import claim_scripts
from kb.pages.facts_data import fact_files
from kb.rules.check import check
from kb.search.box_data import box_script
from kb.site.static_files import JOINED
from tests.conftest import POLICIES
from tests.evidence.conftest import tell

pytestmark = [pytest.mark.browser, pytest.mark.slow]

STATIC = Path(__file__).parents[2] / "site_templates" / "static"
SCRIPTS = ["dom", *JOINED["ask"], "facts", *JOINED["claim"]]
COMMIT = f"commit {'0123456789' * 4}"

MADE_THERE = """async (asked) => {
    await kb.claimAnswers.load("");
    const made = [];
    for (const one of asked) {
        const denial = one.denial ? kb.claimParts.readDenial(one.denial) : null;
        const { asked: _, answers: __, ...sheet } = await kb.claimSheet.make({ ...one, denial }, "");
        made.push(sheet);
    }
    return JSON.stringify(made);
}"""


class Library:
    """A folder of policies, read once: makes sheets as the command does, and a page that makes them there."""

    def __init__(self, folder, today=None):
        texts = load(folder)
        self.store = Store(texts.facts, texts.hashes)
        self.disk, self.history = check(texts, store=self.store).library, read_history(folder, texts)
        self.day = own_day(self.disk, self.history)
        self.today = today or self.day
        self.clocks = read_clocks(self.disk, self.history)

    def sheet(self, codes, scope, date, decided="", denial=""):
        """Make a sheet as the command does, in the form of the browser's."""
        when = dt.date.fromisoformat(decided) if decided else None
        denied = read_denial(self.disk, denial) if denial else None
        dates = AsOfDates(dt.date.fromisoformat(date))
        asked = ClaimAsked(tuple(codes.split(",")), scope, dates, self.today, when, "", denied)
        return in_form(make_claim_sheet(self.disk, self.history, self.store, asked, MadeFrom(self.day, COMMIT)))

    def open_in(self, page, folder):
        """Open a page on disk with the scripts of the claim page and the data of this library."""
        library = self.clocks.library
        files = {**dict(ask_scripts(self.clocks)), **dict(claim_scripts(self.clocks))}
        files |= dict(fact_files(self.store, library, None))
        files["static/names.js"] = box_script(library, self.day, (), COMMIT, facts=bool(self.store.sources))
        sources = ["static/names.js", *((STATIC / f"{name}.js").as_uri() for name in SCRIPTS)]
        tags = "".join(f'<script src="{source}"></script>' for source in sources)
        files["page.html"] = f'<!doctype html><meta charset=utf-8><body data-root="">{tags}'
        for name, text in files.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        page.goto((folder / "page.html").as_uri())

    def there(self, page, asked):
        """Make sheets in the browser."""
        names = ("codes", "scope", "date", "decided", "denial")
        given = [dict(zip(names, (*one, "", "")[:5], strict=True)) for one in asked]
        for one in given:
            one |= {"codes": one["codes"].split(","), "today": self.today.isoformat()}
        return json.loads(page.evaluate(MADE_THERE, given))


def in_form(sheet):
    """Give a sheet in the form of the browser's: each source as its words and its address."""
    return {
        "plan": sheet.plan,
        "title": sheet.title,
        "titles": [list(one) for one in sheet.titles],
        "warnings": list(sheet.warnings),
        "parts": [
            {"heading": part.heading, "lines": [line_in_form(line) for line in part.lines], "empty": part.empty}
            for part in sheet.parts
        ],
        "sources": [cited_in_form(one) for one in sheet.sources],
        "texts": [[one.path, one.commit[:12], one.recorded, one.blob[:12]] for one in sheet.texts],
        "prepared": sheet.prepared,
        "note": account_note(sheet),
    }


def line_in_form(line):
    cited = [cited_in_form(one) for one in line.sources]
    return {"text": line.text, "details": list(line.details), "sources": cited, "known": line.known}


def cited_in_form(cited):
    return {"words": cited.words, "url": cited.url}


def differences(here, there):
    """Yield each place where two values of JSON differ."""
    if isinstance(here, dict) and isinstance(there, dict) and here.keys() == there.keys():
        for name, value in here.items():
            yield from ((f"{name}.{at}", *rest) for at, *rest in differences(value, there[name]))
    elif isinstance(here, list) and isinstance(there, list) and len(here) == len(there):
        for at, (one, other) in enumerate(zip(here, there, strict=True)):
            yield from ((f"{at}.{place}", *rest) for place, *rest in differences(one, other))
    elif here != there:
        yield "", here, there


def assert_alike(library, page, folder, asked):
    library.open_in(page, folder)
    for one, there in zip(asked, library.there(page, asked), strict=True):
        assert [] == list(differences(library.sheet(*one), there)), one


REAL_CODES = (
    "0708T",
    "0709T",
    "0708T,0709T",
    "0709T,96401",
    "38228",
    "J9325",
    "Q2043,96365",
    "J3590",
    "12345",
    "0888T",
)
REAL_DATES = (
    "2019-05-01",
    "2021-12-31",
    "2022-01-01",
    "2024-06-30",
    "2026-04-14",
    "2026-04-15",
    "2026-11-24",
    "2027-02-03",
)


def test_every_plan_is_told_alike_on_many_codes_and_days(page, tmp_path):
    library = Library(POLICIES, dt.date(2026, 12, 31))
    scopes = [f"{payer.name}/{scope.id}" for payer, scope in library.disk.scopes]
    asked = [
        (codes, scope, REAL_DATES[(at + place) % len(REAL_DATES)])
        for place, scope in enumerate(scopes)
        for at, codes in enumerate(REAL_CODES)
    ]
    asked += [("0708T,0709T", scope, date) for scope in scopes[::5] for date in REAL_DATES]
    assert_alike(library, page, tmp_path, asked)


def test_last_days_are_told_alike_from_service_decision_and_denial(page, tmp_path):
    library = Library(POLICIES)
    scopes = [f"{payer.name}/{scope.id}" for payer, scope in library.disk.scopes]
    codes = [one.code for one in library.disk.lookup.denial_codes]
    asked = [
        ("0709T", scope, "2026-02-28", "2026-07-03", codes[at % len(codes)])
        for at, scope in enumerate((*scopes, *scopes[: len(codes)]))
    ]
    asked += [
        ("0708T", "medicare/ngs", "2026-10-31", "2026-12-31", written) for written in ("co 50", "50", "CARC CO197")
    ]
    assert_alike(library, page, tmp_path, asked)


def test_what_was_known_then_and_what_begins_later_is_told_alike(page, tmp_path, make_repository):
    repository = make_repository()
    tell(repository)
    library = Library(repository.folder, dt.date(2026, 9, 1))
    days = [dt.date(2024, 12, 31) + dt.timedelta(days=step) for step in range(0, 900, 7)]
    edges = ["2026-01-10", "2026-02-28", "2026-03-01", "2026-03-05", "2026-05-02", "2026-05-03", "2027-01-01"]
    codes = ("0708T", "0709T", "0706T", "0708T,0709T,0712T", "0705T", "99999")
    scopes = [f"{payer.name}/{scope.id}" for payer, scope in library.disk.scopes]
    asked = [
        (codes[at % len(codes)], scope, day)
        for scope in scopes
        for at, day in enumerate((*map(str, days), *(edge for edge in edges for _ in codes)))
    ]
    assert_alike(library, page, tmp_path, asked)


def test_units_and_pairs_of_official_files_are_told_alike(page, tmp_path, stocked):
    library = Library(stocked)
    scope = next(f"{payer.name}/{scope.id}" for payer, scope in library.disk.scopes)
    codes = ("0708T,0709T", "0709T,96401", "12001,0709T", "12001,12002,12007", "99213")
    assert_alike(library, page, tmp_path, [(one, scope, "2026-02-03") for one in codes])
