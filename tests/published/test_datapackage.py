"""What datapackage.json says of the sheets holds for each of their cells, and no program reads a cell as a number."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import re
import shutil
from pathlib import Path

import pytest

from kb.site.build import build

GOOD = Path(__file__).parents[1] / "data" / "good"
NUMBER = re.compile(r"\s*[+-]?[0-9.,]+\s*([eE][+-]?[0-9]+)?\s*%?")
"""What a spreadsheet, or a program that guesses types, takes for a number."""


@pytest.fixture(scope="module")
def digits_site(tmp_path_factory):
    """The site of the small library with a code of digits alone."""
    folder = shutil.copytree(GOOD, tmp_path_factory.mktemp("digits") / "policies")
    page = (folder / "codes/0708t.md").read_text(encoding="utf-8")
    other = re.sub("^title: .*", "title: A service", page.replace("0708T", "00100"), flags=re.MULTILINE)
    (folder / "codes/00100.md").write_text(other, encoding="utf-8")
    out = folder.parent / "site"
    assert () == build(folder, out, lambda _: None).problems
    return out


@pytest.fixture(params=["digits", "real"])
def folder(request):
    """The site of the small library with a code of digits, and that of the real policies."""
    return request.getfixturevalue(f"{request.param}_site")


def read(path):
    return list(csv.DictReader(io.StringIO(path.read_bytes().decode("utf-8-sig"), newline="")))


def resources(folder):
    """Give each sheet of the package with its schema and its rows."""
    package = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    for one in package["resources"]:
        assert (folder / one["path"]).is_file(), one["path"]
        if one["format"] == "csv":
            yield one["path"], json.loads((folder / one["schema"]).read_text("utf-8")), read(folder / one["path"])


def test_the_package_names_every_sheet_and_the_catalogue(folder):
    package = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    sheets = {path.relative_to(folder).as_posix() for path in folder.rglob("*.csv")}
    assert len(sheets) == 3
    assert {*sheets, "catalogue.sqlite"} == {one["path"] for one in package["resources"]}
    names = [one["name"] for one in package["resources"]]
    assert [] == [name for name in names if not re.fullmatch(r"[a-z0-9._-]+", name)]
    assert len(set(names)) == len(names)


def fits(field, text):
    """Tell whether a cell is what its field says."""
    constraints = field.get("constraints", {})
    if not text:
        return not constraints.get("required")
    if field["type"] == "date":
        return dt.date.fromisoformat(text).isoformat() == text
    pattern, allowed = constraints.get("pattern", ".*"), constraints.get("enum", [text])
    return text in allowed and bool(re.fullmatch(pattern, text, re.DOTALL))


def test_each_cell_is_what_its_schema_says_and_each_row_has_a_key_of_its_own(folder):
    for path, schema, rows in resources(folder):
        fields = {field["name"]: field for field in schema["fields"]}
        assert rows, path
        assert [*fields] == [*rows[0]], path
        wrong = [(name, row[name]) for row in rows for name, field in fields.items() if not fits(field, row[name])]
        assert [] == wrong, path
        keys = [tuple(row[name] for name in schema.get("primaryKey", ())) for row in rows]
        assert not schema.get("primaryKey") or len(set(keys)) == len(keys), path


def test_no_cell_of_a_sheet_is_taken_for_a_number(folder):
    cells = [(path, name, text) for path, _, rows in resources(folder) for row in rows for name, text in row.items()]
    assert len(cells) > 900
    assert [] == [cell for cell in cells if NUMBER.fullmatch(cell[2])]


def test_a_code_of_digits_keeps_its_zeros(digits_site):
    assert "HCPCS 00100" in {row["hcpcs_code"] for row in read(digits_site / "answer-codes.csv")}
    assert any("HCPCS 00100" in row["hcpcs_codes"] for row in read(digits_site / "review.csv"))
