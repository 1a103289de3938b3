"""A sheet as people make them: encodings, delimiters, heads in other words and orders, titles above them."""

from __future__ import annotations

import pytest

from kb.sheets.file import letters, read_sheet

ROW = {"payer": "Bücher Health", "code": "0709T", "question": "coverage", "value": "covered"}
TEXT = "payer,code,question,value\nBücher Health,0709T,coverage,covered\n"


@pytest.mark.parametrize(
    "raw",
    [
        TEXT.encode(),
        TEXT.encode("utf-8-sig"),
        TEXT.encode("utf-16"),
        TEXT.encode("cp1252"),
        TEXT.replace("\n", "\r\n").encode(),
        TEXT.replace("\n", "\r").encode(),
        TEXT.replace(",", ";").encode(),
        TEXT.replace(",", "\t").encode(),
        TEXT.replace(",", "|").encode(),
        f"sep=;\n{TEXT.replace(',', ';')}".encode(),
        f"Our payer list,,,\n,,,\n{TEXT}".encode(),
        TEXT.replace("\nB", "\n\n,,,\nB").encode(),
    ],
)
def test_a_sheet_is_read_in_any_encoding_with_any_delimiter_and_lines_above_its_heads(raw):
    [row] = read_sheet("a.csv", raw).rows
    assert ROW == row.cells


@pytest.mark.parametrize(
    "heads",
    [
        "Payor,CPT Code,Topic,Answer",
        "PAYER,CPT/HCPCS,Question,Determination",
        "Insurance Company, code ,question,Status",
    ],
)
def test_heads_are_read_in_the_words_of_people(heads):
    [row] = read_sheet("a.csv", f"{heads}\nBücher Health,0709T,coverage,covered\n".encode()).rows
    assert ROW == row.cells


def test_columns_are_in_any_order_and_unread_ones_are_told():
    sheet = read_sheet("a.csv", b"Value,Initials,Code,Payer,Question\ncovered,ab,0709T,x,coverage\n")
    assert ("Initials",) == sheet.unread
    assert "C2" == sheet.cell(sheet.rows[0], "code")


def test_a_row_is_known_by_its_number_and_its_line_even_behind_a_cell_of_two_lines():
    sheet = read_sheet("a.csv", b'payer,code,question,value,note\nx,a,b,c,"two\nlines"\ny,a,b,c,d\n')
    assert [(2, 2), (3, 4)] == [(row.number, row.line) for row in sheet.rows]


def test_a_column_for_each_question_is_read():
    sheet = read_sheet("a.csv", b"payer,cpt,Coverage,PA Required?\nx,0709T,covered,yes\n")
    assert {"payer", "code", "coverage", "prior_authorization"} == set(sheet.places)


def test_columns_go_by_letters():
    assert ["A", "Z", "AA", "AZ", "BA"] == [letters(place) for place in (0, 25, 26, 51, 52)]
