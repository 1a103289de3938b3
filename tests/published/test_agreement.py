"""JSON, CSV and SQLite say what the pages say: each is held against the grid that a reader sees on a code's page."""

from __future__ import annotations

import csv
import io
import json
import sqlite3
from collections import Counter
from contextlib import closing

import html5lib
import pytest

from kb.domain.vocabulary import QUESTIONS, label

UNKNOWN = "data not available"
SLUGS = {question.label: question.slug for question in QUESTIONS}
LABELS = {question.slug: question.label.lower() for question in QUESTIONS}


@pytest.fixture(params=["good", "real"])
def folder(request):
    """The site of the small library, and that of the real policies."""
    return request.getfixturevalue(f"{request.param}_site")


def words(element):
    return " ".join("".join(element.itertext()).split())


def classed(element, name):
    return [e for e in element.iter() if name in (e.get("class") or "").split()]


def shown(folder, code):
    """Read the grid of a code's page.

    Of each plan and question it gives the value, how the rule applies or why it is unknown, the marks and the
    address; then the plans that are folded, by why: no information, or national rules alone.
    """
    page = html5lib.parse((folder / "codes" / f"{code}.html").read_bytes(), namespaceHTMLElements=False)
    grid = classed(page, "grid")[0]
    cells, silent, national = {}, {}, {}
    for row in grid.iter("tr"):
        for cell in classed(row, "cell"):
            key = row.get("id").replace("--", "/"), SLUGS[classed(cell, "cell-link")[0].get("data-label")]
            cells[key] = read_cell(cell)
    for fold in grid.iter("details"):
        for item in fold.iter("li"):
            plan, told = item.get("id").replace("--", "/"), words(classed(item, "muted")[-1])
            for answer in classed(item, "fold-answer"):
                link, value = answer.find("a"), answer.find("span")
                cells[plan, SLUGS[words(link)]] = words(value), "", None, link.get("href")
            if fold.get("data-what") == "national rules only":
                known, unknown = (part.split(": ")[1].split(", ") for part in told.split("; "))
                national[plan] = {name: name in known for name in (*known, *unknown)}
            else:
                counts = (part.rpartition(" ") for part in told.split("; "))
                silent[plan] = {reason: int(number) for reason, _, number in counts}
    return cells, silent, national


def read_cell(cell):
    (value,), (link,) = classed(cell, "cell-value"), classed(cell, "cell-link")
    if link.get("aria-label"):
        told = link.get("aria-label").removeprefix(f"{link.get('data-label')}: ")
        spoken = told.removesuffix(f" ({link.get('data-by')})")
        assert words(value) == ("?" if spoken == "unknown" else "national rule")
        return UNKNOWN if spoken == "unknown" else spoken, link.get("data-by"), None, link.get("href")
    by = classed(cell, "cell-by")[0]
    marks = [mark for doubt in classed(by, "doubt") for mark in doubt.get("data-marks").split(", ")]
    assert [] == [doubt for doubt in classed(by, "doubt") if words(doubt) not in marks]
    return words(value), by.text.strip(), tuple(marks), link.get("href")


def codes(folder):
    return [path.stem for path in (folder / "codes").glob("*.html") if path.stem != "index"]


def same(folder, rows):
    """Hold rows, {(code, scope, question): (value, reason, address)}, against the grids; gives how many were held."""
    held = 0
    for code in codes(folder):
        cells, silent, national = shown(folder, code)
        mine = {key[1:]: row for key, row in rows.items() if key[0] == code.upper()}
        for key, (value, by, _, address) in cells.items():
            row = mine.pop(key)
            assert value == row[0], (code, key)
            if value == UNKNOWN:
                assert by == label(row[1]), (code, key)
            if address:
                assert address.removeprefix("../") == row[2], (code, key)
            held += 1
        for scope, reasons in silent.items():
            mute = [mine.pop((scope, slug)) for slug in SLUGS.values() if (scope, slug) in mine]
            assert {UNKNOWN} == {value for value, *_ in mute}
            assert reasons == Counter(label(reason) for _, reason, _ in mute), (code, scope)
            held += len(mute)
        for scope, known in national.items():
            for slug in SLUGS.values():
                row = mine.pop((scope, slug))
                assert known[LABELS[slug]] == (row[0] != UNKNOWN), (code, scope)
                held += 1
        assert {} == mine
    assert held == len(rows)
    return held


def of_scopes(folder):
    """Give each file of answers."""
    return [json.loads(path.read_text("utf-8")) for path in (folder / "api/v1/answers").glob("*/*.json")]


def test_the_json_says_what_the_pages_say(folder):
    rows = {}
    for told in of_scopes(folder):
        for code, places in told["codes"].items():
            for row in (told["answers"][place] for place in places):
                address = f"{told['entries'][row['entry']]['page']}#{row['question']}" if "entry" in row else ""
                rows[code, told["scope"], row["question"]] = row["answer"], row.get("reason", ""), address
    assert same(folder, rows)


def read_sheet(path):
    return list(csv.DictReader(io.StringIO(path.read_bytes().decode("utf-8-sig"), newline="")))


def test_the_csv_says_what_the_pages_say(folder):
    answers = {row["id"]: row for row in read_sheet(folder / "answers.csv")}
    rows = {}
    for line in read_sheet(folder / "answer-codes.csv"):
        for question in QUESTIONS:
            row = answers[line[question.slug]]
            assert (line["scope"], question.slug) == (row["scope"], row["question"])
            code = line["hcpcs_code"].removeprefix("HCPCS ")
            rows[code, row["scope"], row["question"]] = row["answer"], row["reason"], row["link"]
    assert same(folder, rows)


def test_each_answer_of_the_sheet_is_one_that_a_code_has(folder):
    held = {line[q.slug] for line in read_sheet(folder / "answer-codes.csv") for q in QUESTIONS}
    assert held == {row["id"] for row in read_sheet(folder / "answers.csv")}


def test_the_catalogue_says_what_the_pages_say(folder):
    asked = "SELECT code, scope, question, value, reason, entry FROM resolved"
    with closing(sqlite3.connect(f"file:{folder / 'catalogue.sqlite'}?mode=ro", uri=True)) as tables:
        found = tables.execute(asked).fetchall()
    rows = {
        (code, scope, question): (value, reason, f"{entry}.html#{question}")
        for code, scope, question, value, reason, entry in found
    }
    assert same(folder, rows)


def test_the_doubts_that_the_pages_mark_are_in_the_json(folder):
    marked = 0
    for code in codes(folder):
        cells, *_ = shown(folder, code)
        for told in of_scopes(folder):
            for row in (told["answers"][place] for place in told["codes"][code.upper()]):
                chips = cells.get((told["scope"], row["question"]), ("", "", None))[2]
                if chips is None and row["answer"] != UNKNOWN:
                    continue  # the national rule decides, and its doubts stand on its own row
                chips = chips or ()
                assert (label("secondary") in chips) == (row.get("standing") == "secondary")
                assert (label("part-read") in chips) == row.get("part_read", False)
                assert ("low confidence" in chips) == (row.get("confidence") == "low")
                marked += len(chips)
    assert marked


def test_the_record_of_an_entry_names_the_team_that_its_page_names(good_site):
    files = [json.loads(p.read_text("utf-8")) for p in sorted((good_site / "api/v1/entries").rglob("*.json"))]
    records = [record for file in files for record in file["entries"]]
    for record in records:
        page = html5lib.parse((good_site / record["page"]).read_bytes(), namespaceHTMLElements=False)
        (kept,) = [box[1] for box in page.iter("div") if len(box) == 2 and words(box[0]) == "Owner"]
        assert record.get("owner", "not assigned") == words(kept), record["page"]
    assert [4, 1] == [sum(("owner" in record) is named for record in records) for named in (True, False)]
