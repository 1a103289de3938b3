"""An index in which the text of a section is put anew is the one that is made of all sections."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from kb.content.load import load
from kb.rules.check import check
from kb.search import export as export_module
from kb.search import postings
from kb.search.export import FOLDER, HASHED_TOGETHER, export
from kb.search.gather import gather
from kb.search.postings import make_postings
from kb.search.touched import touch

GOOD = Path(__file__).parents[1] / "data" / "good"


@pytest.fixture(scope="module")
def data():
    """What the index of the small library is made from."""
    return gather(check(load(GOOD)).library)


def edited(data, number):
    """The same with two more words in one section."""
    documents = list(data.documents)
    text = f"{documents[number].fields.get('text', '')} quokka wombat"
    documents[number] = replace(documents[number], fields={**documents[number].fields, "text": text})
    return replace(data, documents=tuple(documents), postings=make_postings(documents, data.concepts))


@pytest.fixture(params=[3, 500])
def long(request, monkeypatch):
    """How many sections a word has at least to be packed as a frequent one."""
    for module in (export_module, postings):
        monkeypatch.setattr(module, "LONG", request.param)


@pytest.mark.usefixtures("long")
@pytest.mark.parametrize("place", [0, 0.5, 1])
def test_a_touched_section_gives_the_files_of_a_whole_export(data, place):
    number = round(place * (len(data.documents) - 1))
    after = edited(data, number)
    before, whole = export(data, whole=False), export(after, whole=False)
    made = touch(lambda name: before[name].encode(), {number: after.documents[number]}, data.concepts)
    files = {**{name: text.encode() for name, text in before.items()}, **made.files}
    assert {name: text.encode() for name, text in whole.items()} == {
        name: content for name, content in files.items() if name not in made.gone
    }


def test_an_edited_section_rewrites_the_rows_of_its_group_and_no_other(data):
    before, after = export(data, whole=False), export(edited(data, 0), whole=False)
    rows = [name for name in after if name.startswith(f"{FOLDER}documents/")]
    assert rows[:HASHED_TOGETHER] == [name for name in rows if before[name] != after[name]]
