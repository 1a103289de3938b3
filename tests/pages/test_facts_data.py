"""The scripts of facts: each small, with every code in exactly one, and made once for the same tables."""

from __future__ import annotations

import json
import re

import pytest

from benchmarks import cms_files as made
from kb.content.load import load
from kb.domain.model import Library
from kb.facts.of_code import every_code, known_codes
from kb.facts.store import NOTHING, Store
from kb.pages import facts_data
from kb.pages.facts_data import SMALL, fact_scripts, shard_texts

LIBRARY = Library({}, {}, ())


@pytest.fixture(scope="module")
def dense(tmp_path_factory, stock):
    """A store with thousands of pairs."""
    folder = tmp_path_factory.mktemp("dense")
    stock(folder / "policies", folder / "d", {"ccipra-v320r0.txt": made.pairs(made.many_pairs(60_000))})
    return Store(load(folder / "policies").facts)


def data_of(text):
    return json.loads(re.fullmatch(r'kb\.facts\.put\("\w+",(.*)\);\n', text, re.DOTALL)[1])


def test_every_code_of_the_store_stands_in_the_one_script_whose_name_it_begins_with(dense):
    texts = dict(shard_texts(every_code(dense)))
    held = {code: name for name, text in texts.items() for code in data_of(text)[1]}
    assert known_codes(dense) == set(held)
    for code, name in held.items():
        assert [name] == [other for other in texts if code.startswith(other)]
    assert max(len(text) for name, text in texts.items() if len(name) < 5) <= SMALL


def test_without_an_import_there_are_no_scripts():
    assert [] == list(fact_scripts(NOTHING, LIBRARY))


def test_the_scripts_of_codes_are_made_once_and_a_damaged_cache_is_made_again(stocked, tmp_path, monkeypatch):
    store = Store(load(stocked).facts)
    first = dict(fact_scripts(store, LIBRARY, tmp_path))
    with monkeypatch.context() as patch:
        patch.setattr(facts_data, "every_code", lambda _: pytest.fail("they were made again"))
        assert first == dict(fact_scripts(store, LIBRARY, tmp_path))
    [path] = tmp_path.iterdir()
    path.write_text("[")
    assert first == dict(fact_scripts(store, LIBRARY, tmp_path))
    assert first == dict(fact_scripts(store, LIBRARY))
