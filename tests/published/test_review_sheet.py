"""The sheet of the review worklist: a row for each row of its pages, spelled out, and nothing in it runs."""

from __future__ import annotations

import csv
import datetime as dt
import io

import html5lib
import pytest

from kb.catalogue.review import ToDo
from kb.content.load import load
from kb.domain.vocabulary import QUESTIONS
from kb.published.edition import edition
from kb.published.review_sheet import BOARD, board_files, spelled_out
from kb.rules.check import check


@pytest.fixture
def library(good_library):
    return check(load(good_library)).library


def row(**more):
    held = {
        "kind": "unknown",
        "payer": "example-health",
        "scope": "example-health/commercial",
        "title": "Coverage",
        "address": "example-health/payer.html#scope-commercial",
        "questions": QUESTIONS[:2],
        "codes": ("0708T", "0709T"),
        "reason": "lapsed",
        "action": "Call the payer.",
        "asks": ("What is it?", "And what else?"),
    }
    return ToDo(**{**held, **more})


def read(text):
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline="")))


def sheet_of(library, *rows, base=""):
    ((address, content),) = board_files(library, rows, edition(library.newest_review, base_url=base))
    assert "review.csv" == address
    return read(content.decode())


def test_a_row_is_spelled_out_in_the_order_of_the_columns(library):
    (told,) = sheet_of(library, row(day=dt.date(2026, 4, 1)))
    assert [*BOARD] == [*told]
    assert {
        "kind_means": "data not available, and something can be done about it",
        "payer": "example-health",
        "payer_title": "Example Health",
        "scope": "example-health/commercial",
        "scope_name": "Commercial plans",
        "questions": "coverage; prior-authorization",
        "question_titles": "Coverage; Prior authorization",
        "hcpcs_codes": "HCPCS 0708T; 0709T",
        "reason_means": "a rule was known; it has ended or has very likely been superseded",
        "asks": "What is it? And what else?",
        "due": "2026-04-01",
    }.items() <= told.items()


def test_what_does_not_arise_is_said_in_words_or_empty(library):
    (of_payer,) = sheet_of(library, row(scope="", codes=(), asks=()))
    assert ["Example Health", "", "all codes it applies to", "", "no day set"] == [
        of_payer[name] for name in ("scope_name", "scope", "hcpcs_codes", "asks", "due")
    ]
    (of_code,) = sheet_of(library, row(payer="", scope=""))
    assert ["", "", ""] == [of_code[name] for name in ("payer", "payer_title", "scope_name")]


def test_a_reason_that_is_said_in_words_already_means_itself(library):
    (told,) = sheet_of(library, row(kind="due", reason="its review falls due"))
    assert ["its review falls due", ""] == [told["reason"], told["reason_means"]]


def test_a_formula_in_a_cell_is_text_in_the_sheet(library):
    assert "=HYPERLINK(1)" == spelled_out(library, row(title="=HYPERLINK(1)"), "")[[*BOARD].index("title")]
    (told,) = sheet_of(library, row(title="=HYPERLINK(1)"))
    assert "'=HYPERLINK(1)" == told["title"]


def test_a_link_is_whole_where_the_address_of_the_site_is_known(library):
    (told,) = sheet_of(library, row(), base="https://example.org/x")
    assert "https://example.org/x/example-health/payer.html#scope-commercial" == told["link"]


# Against the pages


def words(element):
    return " ".join("".join(element.itertext()).split())


def shown(path):
    """Read the rows of a payer's page: what each cell says, and the page that it opens."""
    tree = html5lib.parse(path.read_bytes(), namespaceHTMLElements=False)
    for line in (e for e in tree.iter("tr") if "data-row" in e.attrib):
        cells = {e.get("data-column"): e for e in line.iter("td")}
        link = next(cells["What"].iter("a"))
        days = [e.get("datetime") for e in cells["Due"].iter("time")]
        yield (
            {
                "kind": line.get("data-kind"),
                "scope_name": words(cells["Plan"]),
                "title": words(link),
                "question_titles": line.get("data-questions").replace("|", "; "),
                "next_step": words(cells["Next step"]).partition(" Ask: ")[0],
                "due": days[0] if days else "no day set",
                "link": link.get("href").removeprefix("../"),
            },
            int(line.get("data-size")),
        )


def _payer_and_number(path):
    """Give the order of the pages: those of a payer together, bcbs-2 behind bcbs, and bcbs-10 behind bcbs-9."""
    payer, _, number = path.stem.rpartition("-")
    return (payer, int(number)) if number.isdigit() else (path.stem, 1)


@pytest.mark.parametrize("name", ["good", "real"])
def test_the_sheet_has_the_rows_of_the_pages_in_their_order(name, request):
    folder = request.getfixturevalue(f"{name}_site")
    rows = [row for row in read((folder / "review.csv").read_bytes().decode()) if row["payer"]]
    on_pages = [
        found for path in sorted((folder / "review").glob("*.html"), key=_payer_and_number) for found in shown(path)
    ]
    assert rows
    assert len(rows) == len(on_pages)
    for row, (page, size) in zip(rows, on_pages, strict=True):
        assert page == {key: row[key] for key in page}
        assert size == (0 if row["hcpcs_codes"] == "all codes it applies to" else len(row["hcpcs_codes"].split("; ")))


def test_the_page_on_data_names_the_sheet_and_each_column_with_what_it_holds(good_site):
    page = html5lib.parse((good_site / "api.html").read_bytes(), namespaceHTMLElements=False)
    assert "review.csv" in [e.get("href") for e in page.iter("a")]
    (table,) = [e for e in page.iter("table") if words(e).startswith("Columns of review.csv")]
    named = {words(line[0]): words(line[1]) for line in table.iter("tr") if line[0].tag == "td"}
    assert BOARD == named
