"""Drafts of documents in the layouts of payers: what is read is right, the rest is named as a doubt."""

from __future__ import annotations

from functools import cache

import pytest

from kb.drafts.draft import draft_of
from kb.drafts.pages import Line, Page, Paper
from kb.drafts.reading import read_paper
from tests.drafts import papers


@cache
def draft(name):
    made = papers.long_pdf(12) if name == "long.pdf" else papers.PAPERS[name]()
    return draft_of(read_paper(name, made))


NO_DATE = "effective date: none is printed behind a label"
READ = {
    "united.pdf": ("2026T0334SS", {"effective": "2026-04-01"}, papers.CODES_100, ["0042T (page 4), 0071T (page 4)"]),
    "cigna.pdf": ("0504", {"effective": "2026-03-15", "next": "2027-03-15"}, ("0708T", "0709T"), ["title: taken"]),
    "two-columns.pdf": ("MP-1.23", {"effective": "2026-02-01"}, ("0708T", "0709T"), ["page 1: set in two columns"]),
    "partly-scanned.pdf": ("A-77", {"effective": "2026-05-01"}, (), ["page 2: no text, scanned", "codes: no list"]),
    "limited.pdf": ("0641", {"effective": "2026-01-05"}, ("0708T-0710T",), ["an encrypted file"]),
    "long.pdf": ("8.01.61", {"effective": "2026-06-01"}, ("0709T", "J9035"), ["title: taken"]),
    "disagreeing.pdf": (
        "", {}, ("0708T",),
        ["CS032.OP (page 1); CS033.OP (page 2)", "04/01/2026 (page 1); 04/15/2026 (page 2)", "'O709T' (page 1)"],
    ),
    "aetna.html": (
        "0641", {"effective": "2016-02-10", "reviewed": "2026-03-12", "next": "2027-01-09"}, ("0708T", "0709T"), [],
    ),
    "blues.html": (
        "10.01.522", {"effective": "2026-07-01", "original": "2019-07-01", "retrieved": "2026-11-20"},
        ("0708T-0709T", "96413", "96415"),
        ["below 2 headings ('Covered CPT Codes' 2; 'CPT Codes Not Covered' 1)", "words beside a code"],
    ),
    "fused.html": ("", {}, (), ["page 1: a picture", "CS032.OPEffective", NO_DATE, "codes: no list"]),
    "medicare.docx": (
        "L39999", {"effective": "2026-01-08", "original": "2019-10-01"}, ("0708T", "0709T"),
        ["0709T (page 2): the row speaks of an end"],
    ),
    "reimbursement.docx": ("2026R0067A", {}, (), [NO_DATE, "codes: no list"]),
    "month-only.docx": (
        "77-A.1", {}, ("0708T", "0709T", "12001-12007"), ["printed as March 2026", "printed as 02/30/2026"],
    ),
}  # fmt: skip
"""What each document is read as: number, dates, codes, and parts of the doubts."""


@pytest.mark.parametrize("name", READ)
def test_number_dates_and_codes_are_right_or_named_as_a_doubt(name):
    number, dates, codes, doubts = READ[name]
    found = draft(name)
    told = "\n".join(found.doubts)
    assert number == found.named.number
    assert dates == {kind: day.isoformat() for kind, day in found.dates.days.items()}
    assert codes == found.codes.every
    assert [] == [doubt for doubt in doubts if doubt not in told]
    assert number or "document number:" in told
    assert "effective" in dates or "effective date:" in told


@pytest.mark.parametrize("name", READ)
def test_sentences_are_short_have_their_page_and_no_words_from_beside_a_code(name):
    quotes = draft(name).quotes.quotes
    assert quotes
    assert [] == [quote for quote in quotes if len(quote.words.replace("...", "").split()) > 25]
    assert {1} == {quote.page for quote in quotes}
    assert [] == [quote for quote in quotes if "made-up" in quote.words or "some words of others" in quote.words]
    assert "investigational for every indication" in " ".join(quote.words for quote in quotes)


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("united.pdf", "Processed Tumor Cell Injection"),
        ("cigna.pdf", "Cell Injections for Solid Tumors"),
        ("aetna.html", "Tumor Cell Injections"),
        ("medicare.docx", "Cell Injections"),
    ],
)
def test_the_title_is_that_of_the_document(name, title):
    assert title == draft(name).named.title


def test_the_page_of_a_code_is_that_of_its_row():
    [held] = draft("united.pdf").codes.lists.values()
    assert (1, 2, 3) == (held["0700T"], held["0725T"], held["0799T"])


def test_the_address_that_a_web_page_states_is_kept():
    assert "https://www.example.org/cpb/0641" == draft("aetna.html").paper.address


def test_text_that_stands_beside_a_table_of_codes_is_named_as_a_doubt_with_its_numbers():
    """Where the letters of two parts of a page run into one line, a code in them must not be lost without a word."""
    rows = (
        ("Codes",),
        ("CPT", "Note"),
        ("Insertion of a device is considered 66179", "listed"),
        ("66180",),
        ("drops have failed and a later 66183 follows",),
        ("Seattle, WA 98101, ZIP 98102",),
    )
    paper = Paper("beside.pdf", (Page(1, tuple(Line(cells) for cells in rows)),))
    draft = draft_of(paper)
    assert ("66180",) == draft.codes.every
    told = "\n".join(draft.doubts)
    assert "left out: 66179 (page 1), 66183 (page 1)" in told
    assert "9810" not in told
    assert "no sentence on coverage, prior authorization or criteria could be read" in told
