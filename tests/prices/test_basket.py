"""A basket of codes over hospitals and plans: what is in each cell, and why one is empty."""

from __future__ import annotations

import json

import pytest

from kb.official.source import Refused
from kb.prices.basket import WIDEST, basket_notes, basket_of, basket_record, lines, read_basket
from kb.prices.gathering import gather
from kb.prices.rules import Asked
from kb.prices.runs import here
from tests.prices.made import row, tall
from tests.prices.made_payer import contents, item, price, reference, whole


@pytest.fixture
def lay(put):
    """Lay out what some files list for some codes."""

    def go(files, codes=("70553", "70551"), without=(), **asked):
        named = tuple(put(content, name) for name, content in files.items())
        gathered = gather(named, frozenset(codes), here(lambda _: None))
        return basket_of(gathered, codes, Asked("", **asked), frozenset(without))

    return go


def cells(basket):
    return {
        (found.asked.code, str(column)): str(cell)
        for found, row in zip(basket.found, basket.cells, strict=True)
        for column, cell in zip(basket.columns, row, strict=True)
    }


def test_hospitals_by_payer_and_payers_by_plan_stand_beside_each_other(lay):
    north = tall(row(), row(code="70551", plan="Medicare Advantage"), row(payer="Beta", dollar="99.50"))
    found = lay({"n.csv": north, "a.json": whole(item(price(negotiated_rate=600)), item(code="70551"))})
    assert {
        ("70553", "North Hospital: Acme"): "$512.30",
        ("70553", "North Hospital: Beta"): "$99.50",
        ("70553", "Acme, Commercial PPO"): "$600",
        ("70551", "North Hospital: Acme"): "- left out: 1 class",
        ("70551", "North Hospital: Beta"): "- not in the file",
        ("70551", "Acme, Commercial PPO"): "$512.3",
    } == cells(found)


def test_ten_groups_of_a_plan_are_a_median_and_fewer_the_amounts(lay):
    refs = [reference(at, {"npi": [1], "tin": {"type": "ein", "value": f"9{at}"}}) for at in range(10)]
    ten = [item(price(negotiated_rate=100 + at), refs=[at]) for at in range(10)]
    two = [item(price(negotiated_rate=200 - at), refs=[at], code="70551") for at in range(2)]
    told = cells(lay({"a.json": whole(*ten, *two, refs=refs)}))
    assert ["median $104.50 of 10", "$199, $200"] == list(told.values())


def test_a_file_with_none_of_the_codes_has_a_column_and_a_table_of_contents_has_none(lay):
    files = {"n.csv": tall(row(code="99213")), "a.json": whole(item(code="99213")), "i.json": json.dumps(contents())}
    told = cells(lay(files))
    assert {"North Hospital", "Acme"} == {column for _, column in told}
    assert {"- not in the file"} == set(told.values())


@pytest.mark.parametrize(
    ("given", "asked", "without", "told"),
    [
        ({"dollar": "", "algorithm": "x"}, {"kind": "algorithm"}, (), "- no figure is printed"),
        ({"dollar": "", "percent": "60"}, {"kind": "percentage"}, (), "60 %"),
        ({"dollar": "9999"}, {}, (), "- left out: 1 placeholder"),
        ({"plan": "Gold"}, {}, (), "- left out: 1 class-not-told"),
        ({"plan": "Gold"}, {}, ("class-not-told",), "$512.30"),
    ],
)
def test_a_cell_says_what_it_has_or_why_it_is_empty(given, asked, without, told, lay):
    found = lay({"n.csv": tall(row(**given))}, ("70553",), without, **asked)
    assert [told] == list(cells(found).values())


def test_dollars_beside_percentages_make_no_cell(lay):
    files = {"n.csv": tall(row(), row(dollar="", percent="60"))}
    assert ["- dollars and percentages"] == list(cells(lay(files, ("70553",), ("kind", "one-each"))).values())


def test_many_columns_come_in_blocks_that_fit_a_line(lay):
    files = {"n.csv": tall(*(row(payer=f"Payer {at:02d}") for at in range(30)))}
    told = list(lines(lay(files)))
    assert 30 == sum(line.startswith("[") for line in told)
    heads = [line for line in told if line.startswith("code ")]
    assert len(heads) > 1
    assert 30 == sum(line.count("[") for line in heads)
    assert max(map(len, told[1:])) <= WIDEST + len("70553   ")
    assert "paid" not in " ".join(told)


def test_each_note_is_told_once_and_names_its_code(lay):
    refs = [{"provider_group_id": 1, "location": "https://example.org/g.json"}]
    items = (item(price(negotiated_rate="x"), code=code) for code in ("70553", "70551"))
    made = lay({"a.json": whole(*items, refs=refs)})
    told = list(basket_notes(made))
    assert "a.json: 1 provider reference leads to another file and is not followed" == told[0]
    assert ["70553", "70551"] == [line.split()[3] for line in told[1:]]


def test_the_record_has_every_cell(lay):
    made = basket_record(lay({"n.csv": tall()}))
    assert [{"hospital": "North Hospital", "payer": "Acme", "plan": None}] == made["columns"]
    first, second = (each["cells"][0] for each in made["codes"])
    assert {"as_filed": 1, "n": 1, "why_empty": None, "amounts": ["512.30"], "figure": None} == first
    assert {"as_filed": 0, "n": 0, "why_empty": "not in the file", "amounts": [], "figure": None} == second
    assert "nothing here says what was paid" in made["note"]


def test_a_list_of_codes_has_comments_and_each_code_once():
    assert ("0709T", "70553") == read_basket("b.txt", "\ufeff# ours\n 0709t # wedge\n\n70553\n0709T\n")


@pytest.mark.parametrize(
    ("text", "place"), [("70553\n  hello\n", (2, 3, "not-a-code")), ("# none\n", (1, 1, "no-rows"))]
)
def test_a_line_without_a_code_is_told_with_its_place(text, place):
    with pytest.raises(Refused) as told:
        read_basket("b.txt", text)
    (problem,) = told.value.problems
    assert place == (problem.place.line, problem.place.column, problem.code)
