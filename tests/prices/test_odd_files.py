"""Each broken or odd file gives rows, or a refusal with its place: over 60 of them, after the traps of real files."""

from __future__ import annotations

import gzip
import io
import json
import sys
import zipfile
from decimal import Decimal

import pytest

from kb.domain.problem import ToolError, UsageError
from kb.official.source import read_name
from kb.prices.reading import read_prices
from kb.prices.source import Source
from tests.prices import made
from tests.prices.made import TALL, cells_of, head, item, row, tall, whole, wide, written

DOLLAR = "standard_charge|negotiated_dollar"
D, P, A = DOLLAR, "standard_charge|negotiated_percentage", "standard_charge|negotiated_algorithm"


def zipped(files, cut=0):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in files.items():
            packed.writestr(name, content)
    raw = out.getvalue()
    return raw[: len(raw) - cut] if cut else raw


def spoiled(raw):
    """Change a byte in the middle of what an archive packs."""
    return raw[:60] + bytes([raw[60] ^ 0xFF]) + raw[61:]


def heads(**changed):
    """Write a tall file whose heads are others."""
    rows = cells_of([row()])
    rows[2] = [changed.get(each, each) for each in TALL]
    return written(rows)


def without_head(name):
    return tall(heads=[each for each in TALL if each != name])


PLAIN = tall()
FIRST = whole().index('{"description') + 1
"""The column at which the first item of a JSON file begins."""

AGAIN = whole(item(), item()).rindex('{"description') + 1
CUT = tall(row(), row(), row())[:-40]
ODD = {
    "plain": (PLAIN, "512.30"),
    "mark of byte order": (b"\xef\xbb\xbf" + PLAIN.encode(), "512.30"),
    "mark inside quotes": ('"\ufeff""hospital_name"""' + PLAIN[len("hospital_name") :], "512.30"),
    "UTF-16": (PLAIN.encode("utf-16"), "512.30"),
    "UTF-16 big end first": (b"\xfe\xff" + PLAIN.encode("utf-16-be"), "512.30"),
    "UTF-16 without a mark": (PLAIN.encode("utf-16-le"), "512.30"),
    "bytes of Windows": (tall(row(plan="Acm\u00e9 PPO")).encode("cp1252"), "512.30"),
    "line ends of Unix": (tall(end="\n"), "512.30"),
    "line ends of an old Mac": (tall(end="\r"), "512.30"),
    "no line end at the end": (PLAIN.rstrip(), "512.30"),
    "tabs": (tall(delimiter="\t"), "512.30"),
    "semicolons": (tall(delimiter=";"), "512.30"),
    "blank lines above the heads": (PLAIN.replace("description,", "\r\n,,,\r\ndescription,"), "512.30"),
    "a title above all": ("Prices of our hospital\r\n" + PLAIN, "512.30"),
    "blank rows between": (tall(row(), row()).replace("words", "\r\n,,,,\r\nwords", 1), "512.30 512.30"),
    "heads with blanks around bars": (heads(**{"code|1": "code | 1", "code|1|type": " Code | 1 | Type "}), "512.30"),
    "heads in capitals": (heads(**{D: D.upper(), "setting": "SETTING"}), "512.30"),
    "heads with blanks for lines": (heads(payer_name="Payer Name", plan_name="plan-name"), "512.30"),
    "the heads of both rows in one": (
        written([[*made.GENERAL[:3], *TALL], ["North", "2026-04-01", "3.0.0", *cells_of([row()])[3]]]), "512.30"),
    "a column of the hospital's own": (tall(row(), heads=[*TALL, "our_own"]), "512.30"),
    "cells too few, as a spreadsheet leaves them": (
        tall(row(), row()).replace(",,,fee schedule", ",,,", 2).replace(",,,,\r\n", "\r\n"), "512.30 512.30"),
    "empty cells too many": (PLAIN.replace("fee schedule", "fee schedule,,,"), "512.30"),
    "tabs and semicolons in the rows above": (tall(hospital="A;B;C;D;E;F\tG\tH"), "512.30"),
    "a quote over two lines": (tall(row(description="two\r\nlines")), "512.30"),
    "a note with tabs and commas": (tall(row(description="a\tb\tc\td\te,f")), "512.30"),
    "version 2.0": (tall(version="2.0.0"), "512.30"),
    "version with a letter": (tall(version="v2.2.1"), "512.30"),
    "no version": (tall(version=""), "512.30"),
    "dollar sign and commas": (tall(row(dollar="$1,512.30")), "1512.30"),
    "no value, as words": (tall(row(dollar="N/A", percent="60")), "60"),
    "a percent sign": (tall(row(dollar="", percent="62.5%")), "62.5"),
    "an algorithm alone": (tall(row(dollar="", algorithm="the lesser of")), "None"),
    "a word for an amount": (tall(row(dollar="see note")), "None"),
    "comma for the point": (tall(row(dollar="1.512,30")), "None"),
    "a power of ten": (tall(row(dollar="1.2E+05")), "None"),
    "no number, as programs write it": (tall(row(dollar="Infinity")), "None"),
    "no price at all": (tall(row(dollar="")), ""),
    "other signs for digits": (tall(row(dollar="\u0665\u0661\u0662")), "None"),
    "wide": (
        wide({f"standard_charge|Acme|{plan}|negotiated_dollar": "123"[:size] for plan, size in (("A", 1), ("B", 0))}),
        "1",
    ),
    "wide, a bar in a plan's name": (wide({"standard_charge|Acme|PPO|Gold|negotiated_dollar": "7"}), "7"),
    "wide, a payer without a plan": (wide({"standard_charge|Acme|negotiated_dollar": "8"}), "8"),
    "wide, blanks around bars": (wide({"standard_charge | Acme | PPO | negotiated_dollar": "9"}), "9"),
    "wide, with notes and counts": (
        wide({"standard_charge|A|B|negotiated_percentage": "55", "count|A|B": "1 through 10",
              "median_amount|A|B": "3", "additional_payer_notes|A|B": "x"}), "55"),
    "a zip with one file": (zipped({"prices.csv": PLAIN}), "512.30"),
    "a zip with junk of a system": (
        zipped({"__MACOSX/._prices.csv": "x", "a/.DS_Store": "x", "a/prices.csv": PLAIN}), "512.30"),
    "a zip with words for readers": (zipped({"README.txt": "x", "prices.CSV": PLAIN}), "512.30"),
    "gz": (gzip.compress(PLAIN.encode()), "512.30"),
    "gz in gz": (gzip.compress(gzip.compress(PLAIN.encode())), "512.30"),
    "gz in a zip": (zipped({"prices.csv.gz": gzip.compress(PLAIN.encode())}), "512.30"),
    "JSON": (whole(), "512.3"),
    "JSON with a mark": (b"\xef\xbb\xbf" + whole().encode(), "512.3"),
    "JSON in UTF-16": (whole().encode("utf-16"), "512.3"),
    "JSON with the hospital last": (
        json.dumps({"version": "3.0.0", "standard_charge_information": [item()], "hospital_name": "North"}), "512.3"),
    "JSON, an amount in quotes": (whole(item(price={"standard_charge_dollar": "512.30"})), "512.30"),
    "JSON, true for an amount": (whole(item(price={"standard_charge_dollar": True})), "None"),
    "JSON, no payers": (whole(item(charge={"payers_information": None})), ""),
    "JSON, a list for an amount": (whole(item(price={"standard_charge_dollar": [1]})), "None"),
    "JSON of version 2.2": (whole(item(charge={"modifiers": ["26"]}), version="2.2.0"), "512.3"),
}  # fmt: skip
BROKEN = {
    "a zip in gz": (gzip.compress(zipped({"prices.csv": PLAIN})), "whole-archive", 1, 1),
    "empty": ("", "empty-file", 1, 1),
    "blanks alone": (" \r\n\r\n", "empty-file", 1, 1),
    "a PDF": (b"%PDF-1.7 ...", "not-a-table", 1, 1),
    "an old workbook": (b"\xd0\xcf\x11\xe0....", "not-a-table", 1, 1),
    "a workbook": (zipped({"[Content_Types].xml": "<x/>", "xl/workbook.xml": "<x/>"}), "not-a-table", 1, 1),
    "a web page": ("<!DOCTYPE html><html>", "not-a-table", 1, 1),
    "bytes of nothing": (b"ab\0\0cd\0ef\1\2\0\0", "not-a-table", 1, 1),
    "a zero byte below": (PLAIN.replace("512.30", "512\0.30") + "x" * 0, "not-a-table", 1, 1),
    "other heads": ("a,b,c\r\n1,2,3\r\n", "unknown-kind", 1, 1),
    "claims with heads of prices": (
        "member_id,claim number,code|1,standard_charge|x\r\n1,2,3,4\r\n", "patient-data", 1, 1),
    "a file of claims": ("claim id,member id,code\r\n1,2,70553\r\n", "patient-data", 1, 1),
    "one line": ("hospital_name", "unknown-kind", 1, 1),
    "heads and no row": (written(cells_of([])), "no-rows", 3, 1),
    "no hospital": (tall(hospital=""), "no-hospital", 4, 1),
    "no general heads": (written(cells_of([row()])[2:]), "no-hospital", 2, 1),
    "an old version": (tall(version="1.1.0"), "other-version", 4, 1),
    "a version to come": (tall(version="4.0"), "other-version", 4, 1),
    "a code without its type": (without_head("code|2|type"), "missing-column", 3, 4),
    "no payer's name": (without_head("payer_name"), "missing-column", 3, 1),
    "no negotiated price": (tall(heads=[*TALL[:11], "standard_charge|gross"]), "missing-column", 3, 1),
    "a head twice": (tall(heads=[*TALL, "setting"]), "second-column", 3, 7),
    "both layouts": (tall(heads=[*TALL, "standard_charge|A|B|negotiated_dollar"]), "mixed-layouts", 3, 1),
    "a price of no template": (tall(heads=[*TALL, "standard_charge|A|B|rate"]), "unknown-column", 3, 17),
    "a patient's head": (tall(heads=[*TALL, "patient name"]), "patient-data", 3, 17),
    "a member's head": (tall(heads=["Member ID", *TALL]), "patient-data", 3, 1),
    "a date of birth": (tall(heads=[*TALL[:8], "DOB", *TALL[8:]]), "patient-data", 3, 9),
    "a second hospital in a row": (
        written([[*TALL, "hospital_name"], [*cells_of([row()])[3], "North"], [*cells_of([row()])[3], "South"]]),
        "second-hospital", 3, 17),
    "cells too many": (PLAIN.replace("fee schedule", "fee schedule,7"), "too-many-cells", 4, 17),
    "two files in one": (tall(row(), dict(zip(TALL, TALL, strict=True))), "second-heads", 5, 1),
    "an open quote": (PLAIN.replace("words", '"words') + PLAIN, "not-a-table", 4, 1),
    "an open quote in a long file": (
        PLAIN.replace("words", '"words') + "a,b\r\n" * 600, "open-quote", 4, 1),
    "a word behind a quote": (PLAIN.replace("words of others", '"words" of'), "not-a-table", 4, 1),
    "cut short": (CUT, "cut-short", 6, CUT.splitlines()[-1].count(",") + 2),
    "a zip cut short": (zipped({"prices.csv": PLAIN}, cut=30), "broken-archive", 1, 1),
    "a zip that was changed": (spoiled(zipped({"p.csv": PLAIN})), "broken-archive", 1, 1),
    "a zip with nothing": (zipped({}) + b"", "whole-archive", 1, 1),
    "a zip of two files": (zipped({"a.csv": PLAIN, "b.csv": PLAIN}), "whole-archive", 1, 1),
    "gz cut short": (gzip.compress(PLAIN.encode())[:-20], "broken-archive", 1, 1),
    "JSON cut short": (whole()[:-30], "not-json", 1, len(whole()) - 29),
    "JSON with a comma too many": (
        whole().replace('"version"', ',"version"'), "not-json", 1, whole().index('"version"') + 1),
    "JSON on lines, broken": (
        '{\n "hospital_name": "North",\n "standard_charge_information": [\n  {,\n', "not-json", 4, 4),
    "JSON, two files in one": (whole() + whole(), "not-json", 1, len(whole()) + 1),
    "JSON without items": (json.dumps(head()), "unknown-kind", 1, 1),
    "JSON with no item": (json.dumps({**head(), "standard_charge_information": []}), "no-rows", 1, 1),
    "JSON, a list": ("[1, 2]", "unknown-kind", 1, 1),
    "JSON, items that are none": (
        json.dumps({**head(), "standard_charge_information": [7]}), "not-a-table", 1, FIRST + 1),
    "JSON, codes that are no list": (whole(item(), item(code_information="70553")), "not-a-table", 1, AGAIN),
    "JSON, charges that are none": (whole(item(standard_charges=["x"])), "not-a-table", 1, FIRST),
    "JSON of an old version": (whole(version="1.0.0"), "other-version", 1, 1),
    "JSON without a hospital": (whole(hospital_name=""), "no-hospital", 1, 1),
    "JSON with a patient above": (json.dumps({"patient_name": "", **head()}), "patient-data", 1, 1),
    "JSON with a patient in an item": (whole(item(member_id="")), "patient-data", 1, FIRST),
    "JSON with a patient at a price": (whole(item(price={"date_of_birth": ""})), "patient-data", 1, FIRST),
}  # fmt: skip


def test_there_are_over_sixty_of_them():
    assert len(ODD) + len(BROKEN) > 100


@pytest.mark.parametrize("name", ODD)
def test_an_odd_file_gives_its_amounts(name, charges):
    content, amounts = ODD[name]
    found = [price.amount for charge in charges(content) for price in charge.prices]
    assert amounts.split() == list(map(str, found))


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_file_is_refused_with_its_place_and_a_way_out(name, refused):
    content, *expected = BROKEN[name]
    *told, message = refused(content)
    assert expected == told
    assert len(message) > 20


def test_a_member_is_named_where_an_archive_has_several(put):
    named = put(zipped({"a.csv": PLAIN, "b.csv": tall(row(dollar="9"))}), "two.zip")
    found = list(read_prices(read_name(f"{named.path}:b.csv"), Source()))
    assert [Decimal(9)] == [price.amount for charge in found for price in charge.prices]


def test_a_file_that_is_not_there_is_an_error_of_the_call(tmp_path):
    with pytest.raises(UsageError, match="no file"):
        list(read_prices(read_name(str(tmp_path / "none.csv")), Source()))


def test_without_the_extra_a_json_file_is_told_what_to_install(charges, monkeypatch):
    monkeypatch.setitem(sys.modules, "ijson", None)
    for name in ("json_files", "json_stream", "objects", "payer"):
        monkeypatch.delitem(sys.modules, f"kb.prices.{name}", raising=False)
    with pytest.raises(ToolError, match="documents"):
        charges(whole())
    assert charges(PLAIN)


@pytest.mark.parametrize(
    "content", ["Some Words,2\r\n", json.dumps({**head(), "standard_charge_information": ["Some Words"]})]
)
def test_a_refusal_repeats_nothing_out_of_a_file_of_another_kind(content, refused):
    assert "Some Words" not in refused(content)[-1]


def test_no_description_and_no_note_is_kept(charges):
    for content in (PLAIN, tall(row(algorithm="words of others", dollar="")), whole()):
        assert "words of others" not in repr(charges(content))
