"""Every published JSON file is what its schema says, and the schemas leave no room for more."""

from __future__ import annotations

import copy
import json
import posixpath
from pathlib import PurePosixPath

import jsonschema
import pytest

from kb.published.schema import KINDS, schema

CHECKER = jsonschema.Draft202012Validator.FORMAT_CHECKER


@pytest.fixture(params=["good", "real"])
def files(request):
    """Every JSON file of the API by its path, of the small library and of the real policies."""
    top = request.getfixturevalue(f"{request.param}_site") / "api" / "v1"
    found = {path.relative_to(top).as_posix(): path for path in sorted(top.rglob("*.json"))}
    return {name: json.loads(path.read_text(encoding="utf-8")) for name, path in found.items()}


def faults(kind, record):
    validator = jsonschema.Draft202012Validator(schema(kind), format_checker=CHECKER)
    return [f"{fault.json_path}: {fault.message}" for fault in validator.iter_errors(record)]


def kind_of(record):
    return PurePosixPath(record["schema"]).name.removesuffix(".schema.json")


def test_each_file_names_its_schema_by_a_path_that_leads_there_and_holds_to_it(files):
    records = {name: record for name, record in files.items() if not name.startswith("schema/")}
    assert set(KINDS) == {kind_of(record) for record in records.values()}
    for name, record in records.items():
        here = PurePosixPath("/", name).parent
        assert f"/schema/{kind_of(record)}.schema.json" == posixpath.normpath(here / record["schema"]), name
        assert [] == faults(kind_of(record), record), name


def test_each_schema_is_one_and_is_published_as_it_is(files):
    assert {f"schema/{kind}.schema.json" for kind in KINDS} == {n for n in files if n.startswith("schema/")}
    for kind in KINDS:
        jsonschema.Draft202012Validator.check_schema(schema(kind))
        assert schema(kind) == files[f"schema/{kind}.schema.json"]


def test_no_value_anywhere_is_null_or_an_empty_text(files):
    def leaves(value):
        if isinstance(value, dict):
            for found in value.values():
                yield from leaves(found)
        elif isinstance(value, list):
            for found in value:
                yield from leaves(found)
        else:
            yield value

    assert [] == [name for name, record in files.items() for leaf in leaves(record) if leaf is None or leaf == ""]


def answers(files):
    return next(record for name, record in files.items() if name.startswith("answers/"))


@pytest.mark.parametrize("field", ["sources", "standing", "effective", "confidence", "reviewed", "entry"])
def test_a_known_answer_without_its_evidence_is_refused(files, field):
    record = copy.deepcopy(answers(files))
    known = next(row for row in record["answers"] if row["decided"])
    assert [] == faults("answers", record)
    del (known if field in known else record["entries"][known["entry"]])[field]
    assert any(field in told for told in faults("answers", record))


def test_what_the_answers_of_an_entry_have_in_common_is_there_for_each_that_is_decided(files):
    for record in (record for name, record in files.items() if name.startswith("answers/")):
        for row in (row for row in record["answers"] if row["decided"]):
            entry = record["entries"][row["entry"]]
            assert {"document", "effective", "currency", "reviewed", "review_by", "page"} <= entry.keys()
            assert {*row["sources"]} <= entry["sources"].keys()


def test_an_unknown_answer_without_a_reason_is_refused(files):
    record = copy.deepcopy(answers(files))
    unknown = next(row for row in record["answers"] if row["answer"] == "data not available")
    del unknown["reason"]
    assert any("reason" in told for told in faults("answers", record))


@pytest.mark.parametrize("kind", KINDS)
def test_a_field_that_the_schema_does_not_know_is_refused(files, kind):
    record = next(record for record in files.values() if "schema" in record and kind_of(record) == kind)
    assert any("surprise" in told for told in faults(kind, {**record, "surprise": 1}))


def test_each_file_that_the_index_names_a_pattern_for_is_there(files):
    index = files["index.json"]
    for code in files["codes.json"]["codes"]:
        assert index["files"]["code"].format(code=code["code"].lower()) == code["file"]
        assert code["file"] in files
    for payer in files["payers.json"]["payers"]:
        assert {payer["file"], *(scope["answers"] for scope in payer["scopes"])} <= set(files)
        for scope in files[payer["file"]]["scopes"]:
            assert (
                index["files"]["entries"].format(payer=payer["payer"], scope=scope["id"].split("/")[1])
                == (scope["entries_file"])
            )
            listed = [(entry["entry"], entry["title"]) for entry in scope["entries"]]
            assert listed == [(entry["entry"], entry["title"]) for entry in files[scope["entries_file"]]["entries"]]
    entries = [
        entry["entry"] for name, held in files.items() if name.startswith("entries/") for entry in held["entries"]
    ]
    assert index["counts"]["entries"] == len(set(entries)) == len(entries)
