"""The cut before the parser and the parser alone give the same rows, whatever the order of keys and the white space.

In a run of all tests some examples are tried; `PRICES_EXAMPLES=500` sets how many.
"""

from __future__ import annotations

import json
import os
import tempfile
from contextlib import ExitStack
from importlib import import_module
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kb.official.source import Named, Refused
from kb.prices import payer, reading, task, walk
from kb.prices.cut import cut_file
from kb.prices.gathering import gather
from kb.prices.opening import open_prices
from kb.prices.reading import read_prices
from kb.prices.runs import here
from tests.prices.made_payer import HEAD, allowed, group, item, parts, price, reference, whole

EXAMPLES = int(os.environ.get("PRICES_EXAMPLES", "60"))
CODES = frozenset({"70553", "0709T"})
WRITTEN = st.sampled_from(
    ["70553", "70551", "0709T", "0709t", " 70553 ", "170553", "CSTM-00", "99213", "", 70553, None]
)
INSIDE = {"billing_code_type": "CPT", "billing_code": "0709T", "description": 'a "quoted" {word}: ['}
PRICE = st.builds(
    price,
    negotiated_rate=st.sampled_from([512.3, 70553, 9999, 1.5, "12.50", None]),
    negotiated_type=st.sampled_from(["negotiated", "derived", "Fee  Schedule", "percentage", "x", None]),
    setting=st.sampled_from(["outpatient", "both", " Inpatient", "", None, "x"]),
    service_code=st.sampled_from([["11"], ["CSTM-00"], ["21", "22"], [], None]),
    billing_code_modifier=st.sampled_from([[], ["26"], ["TC", "26"]]),
    additional_information=st.sampled_from(
        ["", '{"negotiation_arrangement":', "70553", "\u2019\u0041", "x\\", "}]},"]
    ),
)
INLINE = st.builds(group, st.sampled_from([1111111111, 0]), tin=st.text("12", max_size=2))
BLOCK = st.fixed_dictionaries(
    {"negotiated_prices": st.lists(PRICE, max_size=3)},
    optional={
        "provider_references": st.lists(st.sampled_from([1, 2, 3.0, "4", " 1", "2.0"]), max_size=3) | st.none(),
        "provider_groups": st.lists(INLINE, max_size=2) | st.none(),
    },
)
ITEM = st.builds(
    item,
    code=WRITTEN,
    negotiated_rates=st.lists(BLOCK, min_size=1, max_size=3),
    billing_code_type=st.sampled_from(["CPT", "HCPCS", "RC", "CSTM-ALL"]),
    negotiation_arrangement=st.sampled_from(["ffs", "bundle", "capitation"]),
    bundled_codes=st.sampled_from([[], [INSIDE], [{"billing_code": "1", "billing_code_type": "CPT"}]]),
    description=st.sampled_from(["x", "70553", "\u00e9", '"in_network": [{"name"']),
)
BARE = st.just({"billing_code": "70553", "billing_code_type": "CPT"})
REFERENCE = st.builds(
    reference, st.sampled_from([1, 2, 3, 4.0]), st.builds(group, st.sampled_from([1111111111, 0]), tin=st.text("123"))
)


def made_of(items, refs, more):
    """Make a file, perhaps with allowed amounts too."""
    return {**parts(*items, refs=refs), **({"out_of_network": allowed()["out_of_network"]} if more else {})}


FILES = st.builds(
    made_of,
    st.lists(ITEM | ITEM | BARE, min_size=1, max_size=8), st.lists(REFERENCE, max_size=4), st.booleans(),
)  # fmt: skip
STYLES = st.sampled_from([(",", ":"), (", ", ": "), (",\n", " :\t"), (" , ", ":")])


def shuffled(value, chance, *, root):
    """Put the keys of each object in another order, if `root` those of the file alone."""
    if isinstance(value, dict):
        keys = list(value)
        if root is not None:
            chance.shuffle(keys)
        inner = None if root else root
        return {key: shuffled(value[key], chance, root=inner) for key in keys}
    return [shuffled(each, chance, root=root) for each in value] if isinstance(value, list) else value


def rows_of(content):
    """Give the rows of a file, and what refuses it."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.json"
        path.write_bytes(content)
        try:
            found = gather((Named(path),), CODES, here(lambda _: None))
        except Refused as fault:
            return fault.problems
    return found.files, found.rows, [shared(found, row) for row in found.rows]


def shared(found, row):
    """Give the codes that share the amount of a row, how many the plan has, and in how many first characters."""
    share = found.shares.of(row)
    codes = {code for at, code in enumerate(found.shares.bits) if share.bits >> at & 1}
    return codes, share.codes, share.of, share.firsts


def both(content):
    """Read a file with the cut, and by the parser alone."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(walk, "READ", 64)
        quick = rows_of(content)
        patch.setattr(payer, "cut_file", lambda *_: None)
        return quick, rows_of(content)


@settings(max_examples=EXAMPLES, deadline=None)
@given(FILES, STYLES, st.sampled_from([None, True, False]), st.randoms(use_true_random=False), st.booleans())
def test_the_cut_and_the_parser_give_the_same_rows(made, style, root, chance, ascii_only):
    content = json.dumps(shuffled(made, chance, root=root), separators=style, ensure_ascii=ascii_only).encode()
    quick, sure = both(content)
    assert quick == sure


@pytest.mark.parametrize(
    ("refs", "again"), [([1], 0), (["1"], 0), ([1.0, "2.0"], 0), ([7.5], 1)],
)  # fmt: skip
def test_what_shares_an_amount_is_counted_without_the_parser_where_that_is_sure(refs, again, monkeypatch):
    readings = []

    def read(named, source, keep, told):
        readings.append(keep.refs)
        return read_prices(named, source, keep, told)

    monkeypatch.setattr(task, "read_prices", read)
    made = whole(*MANY, item(refs=refs), item(code="99213", refs=refs), refs=[reference(each) for each in (1, 7.5)])
    _, rows, shares = rows_of(made.encode())
    assert (1, again) == (len(rows), len(readings) - 1)
    others = {"70553", "99213", *(each["billing_code"] for each in MANY if 7.5 not in refs)}
    assert [(others, len(others))] == [share[:2] for share in shares]


@settings(max_examples=EXAMPLES, deadline=None)
@given(FILES, st.integers(0, 3000), st.binary(max_size=3) | st.sampled_from([b",", b"}", b'"']), st.integers(0, 30))
def test_a_changed_file_gives_rows_or_a_place(made, at, put, length):
    content = json.dumps(made).encode()
    found = rows_of(content[:at] + put + content[at + length :])
    assert len(found) == 3 or all(problem.place.line > 0 and problem.place.column > 0 for problem in found)


def left_of(content, tmp_path, codes=CODES):
    """Cut a file; give the items that are left with their numbers, or nothing where it is not cut."""
    path = tmp_path / "a.json"
    path.write_bytes(content.encode())
    with ExitStack() as stack:
        text = stack.enter_context(open_prices(Named(path))).text
        made = cut_file(text, codes, stack)
        return made and (json.load(made.again()), made.numbers)


MANY = [item(code=f"{number}") for number in range(20000, 20010)]


def test_items_without_a_code_are_cut_and_numbers_stay(tmp_path):
    refs = [reference(number) for number in range(9)]
    content = whole(*MANY[:5], item(), *MANY[5:], refs=refs)
    left, numbers = left_of(content, tmp_path)
    assert {"provider_references": [1, 9], "in_network": [1, 6, 11]} == numbers
    assert ["20000", "70553", "20009"] == [each["billing_code"] for each in left["in_network"]]
    assert HEAD.items() <= left.items()


@pytest.mark.parametrize("backwards", [True, False])
def test_lists_are_cut_in_any_order_and_what_stands_behind_stays(backwards, tmp_path):
    made = parts(*MANY, refs=[reference(number) for number in range(9)])
    if backwards:
        made = dict(list(made.items())[::-1])
    left, _ = left_of(json.dumps(made), tmp_path)
    assert (2, 2, "Acme") == (
        len(left["in_network"]),
        len(left["provider_references"]),
        left["reporting_entity_name"],
    )


BACKWARDS = [dict(list(each.items())[::-1]) for each in MANY]
UNSURE = {
    "another first key": whole(*BACKWARDS),
    "an item with another first key": whole(*MANY[:3], BACKWARDS[3], *MANY[4:]),
    "an item without prices": whole(*MANY[:3], {"negotiation_arrangement": "ffs"}, *MANY[4:]),
    "two lists of prices in one item": whole(item()).replace('"negotiated_rates": [', '"negotiated_rates": 0, '
                                                             '"negotiated_rates": ['),
    "a code that is an object": whole(*MANY[:3], item(code={"a": 1}), *MANY[4:]),
    "white space that changes": whole(*MANY[:5]).replace('{"negotiation', '{ "negotiation', 2),
    "a list of its name again": whole(*MANY)[:-1] + ', "in_network": [' + json.dumps(MANY[0]) + "]}",
}  # fmt: skip


@pytest.mark.parametrize("name", UNSURE)
def test_what_the_cut_is_not_sure_of_is_left_to_the_parser(name, tmp_path):
    assert left_of(UNSURE[name], tmp_path) is None
    quick, sure = both(UNSURE[name].encode())
    assert quick == sure


def test_an_item_too_long_for_the_cut_is_left_to_the_parser(tmp_path, monkeypatch):
    monkeypatch.setattr(walk, "LONGEST", 1000)
    monkeypatch.setattr(walk, "READ", 64)
    assert left_of(whole(*MANY), tmp_path)
    assert left_of(whole(*MANY, item(name="x" * 2000), *MANY), tmp_path) is None


@settings(max_examples=EXAMPLES, deadline=None)
@given(FILES)
def test_without_the_library_that_reads_items_the_rows_are_the_same(made):
    content = json.dumps(made).encode()
    expected = rows_of(content)

    def load(name):
        if name in {"kb.prices.typed", "kb.prices.counting"}:
            raise ModuleNotFoundError
        return import_module(name)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(payer, "import_module", load)
        patch.setattr(reading, "import_module", load)
        assert expected == rows_of(content)
