"""The files of facts: each small, with every code in exactly one, and made once for the same tables."""

from __future__ import annotations

import json
import re

import jsonschema
import pytest

from benchmarks import cms_files as made
from kb.content.load import load
from kb.domain.model import Library
from kb.facts.codes import count
from kb.facts.of_code import every_code, facts_of, known_codes
from kb.facts.store import NOTHING, Store
from kb.pages import facts_data
from kb.pages.facts_data import fact_files
from kb.pages.facts_shards import LONG, SMALL, packed_names, shard_texts

LIBRARY = Library({}, {}, ())


@pytest.fixture(scope="module")
def dense(tmp_path_factory, stock):
    """A store with thousands of pairs."""
    folder = tmp_path_factory.mktemp("dense")
    stock(folder / "policies", folder / "d", {"ccipra-v320r0.txt": made.pairs(made.many_pairs(60_000))})
    return Store(load(folder / "policies").facts)


@pytest.fixture(scope="module")
def texts(dense):
    return dict(shard_texts(every_code(dense)))


def names_of(texts):
    return [name for name in texts if not name.startswith("runs/")]


def test_every_code_of_the_store_stands_in_the_one_text_whose_name_it_begins_with(dense, texts):
    held = {code: name for name in names_of(texts) for code in json.loads(texts[name])["codes"]}
    assert known_codes(dense) == set(held)
    for code, name in held.items():
        assert [name] == [other for other in names_of(texts) if code.startswith(other)]
    assert max(len(texts[name]) for name in names_of(texts) if len(name) < 5) <= SMALL


def test_a_group_has_its_codes_in_the_text_or_where_they_are_many_in_a_text_of_their_own(dense, texts):
    apart = set()
    for name in names_of(texts):
        told = json.loads(texts[name])
        for code, record in told["codes"].items():
            facts = facts_of(dense, code)
            groups = facts.pairs
            assert record["facts"] == json.loads(json.dumps(facts.rows))
            assert record["documents"] == json.loads(json.dumps(facts.documents))
            assert set(groups) == set(record["pairs"])
            for table, packed in record["pairs"].items():
                for group, (*_, number, where) in zip(groups[table], packed, strict=True):
                    runs = told["runs"][where] if isinstance(where, int) else json.loads(texts[where])
                    assert (group.others, count(group.others)) == (runs, number)
                    assert isinstance(where, int) == (len(runs) <= LONG)
                    apart |= {where} if isinstance(where, str) else set()
    assert apart == set(texts) - set(names_of(texts))


def test_names_are_written_by_what_they_share_with_the_one_before():
    assert "000 1100 32 12" == packed_names(["02", "00", "0100", "0102"])


def test_without_an_import_there_are_no_files():
    assert [] == list(fact_files(NOTHING, LIBRARY))


def test_a_script_for_pages_and_a_file_of_json_hold_the_same(stocked):
    files = dict(fact_files(Store(load(stocked).facts), LIBRARY))
    scripts = {name.removeprefix("static/facts/").removesuffix(".js"): text for name, text in files.items()}
    for name in json.loads(files["api/v1/facts/index.json"])["files"]:
        [(_, data)] = re.findall(r"kb\.facts\.put\((\"\w+\"),(.*)\);\n", scripts[name], re.DOTALL)
        published = json.loads(files[f"api/v1/facts/{name}.json"])
        assert json.loads(data) == {key: published[key] for key in ("runs", "codes")}


def test_each_file_of_json_is_as_its_schema_says(stocked):
    files = dict(fact_files(Store(load(stocked).facts), LIBRARY))
    found = {name: json.loads(text) for name, text in files.items() if name.endswith(".json")}
    schemas = {name: body for name, body in found.items() if "/schema/" in name}
    for body in schemas.values():
        jsonschema.Draft202012Validator.check_schema(body)
    data = {name: body for name, body in found.items() if "/facts/" in name}
    assert "0709T" in data["api/v1/facts/07.json"]["codes"]
    for body in data.values():
        kind = body["schema"].removeprefix("../")
        jsonschema.Draft202012Validator(schemas[f"api/v1/{kind}"]).validate(body)


def test_the_texts_of_codes_are_made_once_and_a_damaged_cache_is_made_again(stocked, tmp_path, monkeypatch):
    store = Store(load(stocked).facts)
    first = dict(fact_files(store, LIBRARY, tmp_path))
    with monkeypatch.context() as patch:
        patch.setattr(facts_data, "every_code", lambda _: pytest.fail("they were made again"))
        assert first == dict(fact_files(store, LIBRARY, tmp_path))
    [path] = tmp_path.iterdir()
    path.write_text("[")
    assert first == dict(fact_files(store, LIBRARY, tmp_path))
    assert first == dict(fact_files(store, LIBRARY))
