"""Payers' files: what is read of in-network files, allowed amounts and tables of contents, and what is left out."""

from __future__ import annotations

import gzip
import json
import re
import zlib
from decimal import Decimal
from types import SimpleNamespace

import pytest

from kb.official import source
from kb.official.source import Refused
from kb.prices import inflate, opening
from kb.prices.gathering import gather
from kb.prices.opening import how_far
from kb.prices.runs import here
from kb.prices.steps import AMOUNTS, FIGURE, NONE
from kb.prices.wording import notes, record, row_lines, sentence
from tests.prices.made_payer import HEAD, allowed, contents, group, item, parts, price, reference, whole
from tests.prices.test_odd_files import zipped
from tests.prices.test_rules import taken


def only(found):
    (row,) = found.filed
    return row


def test_a_price_has_its_group_plan_class_and_place(look):
    row = only(look({"a.json": whole(item(code="70551"), item())}))
    assert ("Acme", "Commercial PPO", "commercial", "provider group 1", 1, 1) == (
        row.payer, row.plan, row.payer_class, row.hospital, row.tins, row.npis)  # fmt: skip
    assert (Decimal("512.3"), "negotiated", "outpatient", "facility", "a.json, item 2") == (
        row.amount, row.kind, row.setting, row.billing, str(row.at))  # fmt: skip


@pytest.mark.parametrize("type_", ["negotiated", "derived", "fee schedule", "percentage", "per diem"])
@pytest.mark.parametrize("arrangement", ["ffs", "bundle", "capitation"])
def test_each_negotiated_type_and_arrangement_is_a_kind_of_its_own(type_, arrangement, look):
    content = whole(item(price(negotiated_type=type_, negotiated_rate=65.5), negotiation_arrangement=arrangement))
    kind = type_ if arrangement == "ffs" else f"{arrangement} {type_}"
    found = look({"a.json": content}, kind=kind)
    assert (kind, AMOUNTS, {}) == (only(found).kind, found.state, taken(found))
    assert ("65.5 %" if type_ == "percentage" else "$65.5") in next(row_lines(found))
    if kind != "negotiated":
        assert {"kind": 1} == taken(look({"a.json": content}))


@pytest.mark.parametrize(
    ("key", "arrangement"),
    [("bundled_codes", "bundle"), ("covered_services", "capitation"), ("bundled_codes", "ffs")],
)
def test_a_code_inside_a_bundle_has_no_price_of_its_own(key, arrangement, look):
    inside = [{"billing_code_type": "CPT", "billing_code": code, "description": "x"} for code in ("70553", "70551")]
    content = whole(item(code="81.54", billing_code_type="ICD", negotiation_arrangement=arrangement, **{key: inside}))
    found = look({"a.json": content})
    assert ({"kind": 1}, NONE) == (taken(found), found.state)
    assert f"{arrangement.replace('ffs', 'bundle')} negotiated" == only(found).kind


@pytest.mark.parametrize(
    ("type_", "code", "there"),
    [
        *(("CPT", "70553", True), ("HCPCS", "70553", True), ("CSTM-ALL", "70553", True), ("RC", "70553", False)),
        *(("CPT", "J9035", False), ("HCPCS", "J9035", True), ("CDT", "70553", False), ("CDT", "D0120", True)),
    ],
)
def test_a_price_for_all_codes_is_found_and_is_a_default(type_, code, there, look):
    files = {"a.json": whole(item(code="CSTM-00", billing_code_type=type_))}
    found = look(files, code=code)
    assert ({"catch-all": 1} if there else {}) == taken(found)
    assert NONE == found.state
    if there:
        shown = look(
            {"a.json": whole(item(code="CSTM-00", billing_code_type=type_))}, code=code, without=["catch-all"]
        )
        assert "one price for all codes of its type (CSTM-00)" in next(row_lines(shown))


@pytest.mark.parametrize(
    ("places", "setting"),
    [
        *((["11"], "outpatient"), (["21"], "inpatient"), (["21", "22"], "both"), (["CSTM-00"], "both")),
        *(([], ""), (None, ""), (["x"], ""), ("11", "outpatient")),
    ],
)
def test_schema_1_has_no_setting_so_places_of_service_tell_it(places, setting, look):
    told = {key: value for key, value in price(service_code=places).items() if key != "setting"}
    row = only(look({"a.json": whole(item(told), version="1.0.0")}))
    assert setting == row.setting
    assert bool(setting) == ("setting read from the places of service" in row.odd)


@pytest.mark.parametrize(
    ("ends", "doubt"),
    [
        *(("9999-12-31", ()), ("", ()), ("2026-04-01", ())),
        *(
            ("2026-03-31", ("ended on 2026-03-31, before the file's date",)),
            ("soon", ("its last day cannot be read",)),
        ),
    ],
)
def test_a_price_that_ended_is_doubtful_and_9999_means_no_end(ends, doubt, look):
    assert doubt == only(look({"a.json": whole(item(price(expiration_date=ends)))})).odd


@pytest.mark.parametrize("order", [1, -1])
@pytest.mark.parametrize("written", [7, 7.0, "7"])
def test_references_count_wherever_they_stand_and_however_their_number_is_written(order, written, look):
    groups = [group(1111111111, 0, tin="11-1"), group(1111111111, 1222222222, tin="22-2")]
    made = parts(item(refs=[7, 8]), refs=[reference(written, *groups), reference(8, group(0, tin="11-1"))])
    row = only(look({"a.json": json.dumps(dict(list(made.items())[::order]))}))
    assert (2, 2, "Acme") == (row.tins, row.npis, row.payer)


def test_groups_written_in_place_count_as_in_schema_1(look):
    blocks = [{"provider_groups": [group(0, tin="11-1111111")], "negotiated_prices": [price()]}]
    row = only(look({"a.json": whole(item(negotiated_rates=blocks))}))
    assert (1, 0, "provider group 1") == (row.tins, row.npis, row.hospital)


def test_the_same_tins_are_one_group_in_two_files(look):
    other = whole(item(refs=[9]), refs=[reference(9, group(tin="111111111"))], reporting_entity_name="Beta")
    found = look({"a.json": whole(), "b.json": other})
    assert {"provider group 1"} == {row.hospital for row in found.filed}
    assert "2 prices of 1 provider group (1 TIN) and 2 payers" in sentence(found)


def test_tins_that_differ_by_their_zeros_are_two_and_zeros_alone_are_none(look):
    groups = [group(tin=tin) for tin in ("12-0000000", "01-2000000", "00-0000000", "120000000")]
    assert 2 == only(look({"a.json": whole(refs=[reference(1, *groups)])})).tins


def test_a_reference_by_address_is_counted_and_not_followed(look):
    far = {"provider_group_id": 1, "location": "https://example.org/groups.json"}
    found = look({"a.json": whole(refs=[far])})
    assert (0, 0) == (only(found).tins, only(found).npis)
    assert ["a.json: 1 provider reference leads to another file and is not followed"] == list(notes(found))
    assert 1 == record(found)["files"][0]["references_not_followed"]


def test_no_tin_no_npi_and_no_words_are_kept(look):
    for content in (whole(), json.dumps(allowed())):
        found = look({"a.json": content}, without=["kind", "setting"])
        told = repr(found) + json.dumps(record(found)) + "".join(row_lines(found))
        assert found.filed
        assert not [word for word in ("1111111111", "11-1111111", "words of others", "111111111") if word in told]


def test_ten_groups_make_a_figure_and_nine_do_not(look):
    for count, state in ((9, AMOUNTS), (10, FIGURE)):
        items = [item(price(negotiated_rate=100 + at), refs=[at]) for at in range(count)]
        content = whole(*items, refs=[reference(at, group(tin=f"9{at}")) for at in range(count)])
        found = look({"a.json": content})
        assert state == found.state
        assert f"{count} prices of {count} provider groups ({count} TINs) and 1 payer" in sentence(found)
    assert "median $104.50" in sentence(found)


def test_what_shares_an_amount_is_counted_by_group(look):
    others = [item(code=f"{number}", refs=[1]) for number in range(20000, 20060)]
    alone = [item(price(negotiated_rate=number), code=f"{number}", refs=[1]) for number in range(30000, 30400)]
    refs = [reference(1), reference(2, group(tin="22-2222222"))]
    found = look({"a.json": whole(*others, *alone, item(refs=[1]), item(refs=[2]), refs=refs)})
    assert {"shared": 1} == taken(found)
    assert [60, 0] == [found.share(row).others for row in found.filed]
    assert ["provider group 2"] == [row.hospital for row in found.rows]


@pytest.mark.parametrize("amount", [9999, 99999.99, 999999999])
def test_nines_are_a_placeholder(amount, look):
    assert {"placeholder": 1} == taken(look({"a.json": whole(item(price(negotiated_rate=amount)))}))


def test_repeats_count_once_and_modifiers_and_classes_stay_apart(look):
    prices = [price(), price(), price(billing_code_modifier=["26"]), price(billing_class="professional"),
              price(billing_class="both", negotiated_rate=7)]  # fmt: skip
    found = look({"a.json": whole(item(*prices))})
    assert {"repeats": 1, "modifier": 1, "billing": 1, "one-each": 1} == taken(found)


@pytest.mark.parametrize(
    ("given", "plan", "told"),
    [
        ({"plan_name": ""}, "", ""),
        ({"plan_name": ""}, "acme/commercial", "commercial"),
        ({"plan_name": "", "plan_market_type": "group"}, "", "commercial"),
        ({"plan_name": "", "plan_market_type": "individual"}, "", "exchange"),
        ({"plan_name": "Medicare Advantage"}, "acme/commercial", "medicare"),
    ],
)
def test_the_class_comes_from_the_file_then_from_the_plan_that_is_named(given, plan, told, look):
    row = only(look({"a.json": whole(**given)}, plan=plan))
    assert (told, given["plan_name"] or plan) == (row.payer_class, row.plan)


def test_allowed_amounts_are_a_kind_of_their_own_and_no_contract(look):
    found = look({"a.json": json.dumps(allowed())}, kind="allowed amount")
    row = only(found)
    assert (Decimal("88.5"), 1, 2, AMOUNTS) == (row.amount, row.tins, row.npis, found.state)
    assert "not the price of any contract" in record(found)["note"]
    assert {"kind": 1} == taken(look({"a.json": json.dumps(allowed())}))


def test_an_allowed_amounts_file_may_be_empty(look):
    assert () == look({"a.json": json.dumps(allowed(out_of_network=[]))}).filed


def test_a_table_of_contents_is_listed_and_not_read_as_prices(look):
    found = look({"index.json": json.dumps(contents())})
    told = list(notes(found))
    assert "index.json: a table of contents, without prices: 2 plans, 3 files; download those of your plan" == told[0]
    assert ["a.json.gz", "b.json.gz", "c.json"] == [line.strip() for line in told[1:]]
    assert {"plans": 2, "files": 3, "first_files": ["a.json.gz", "b.json.gz", "c.json"]} == (
        record(found)["files"][0]["contents"])  # fmt: skip
    assert "Signature" not in repr(found)


ODD = {
    "gz": (gzip.compress(whole().encode()), "512.3"),
    "a zip with one file": (zipped({"rates.json": whole()}), "512.3"),
    "a mark of byte order": (b"\xef\xbb\xbf" + whole().encode(), "512.3"),
    "UTF-16": (whole().encode("utf-16"), "512.3"),
    "another version than its keys": (whole(version="1.0.0"), "512.3"),
    "no version": (whole(version=None), "512.3"),
    "an amount in quotes": (whole(item(price(negotiated_rate="512.30"))), "512.30"),
    "a power of ten": (whole().replace("512.3", "5.123E2"), "512.3"),
    "a power of ten without an end": (whole().replace("512.3", "1e999999"), "None"),
    "no amount": (whole(item(price(negotiated_rate=None))), "None"),
    "a word for an amount": (whole(item(price(negotiated_rate="call us"))), "None"),
    "a type of no schema": (whole(item(price(negotiated_type="guess"))), "512.3"),
    "no prices": (whole(item(negotiated_rates=[])), ""),
    "prices that are null": (whole(item(negotiated_rates=None)), ""),
    "a code as a number": (whole(item(code=70553)), "512.3"),
    "a code with a blank": (whole(item(code="70553 ")), "512.3"),
    "a code by the numbers of its signs": (whole(item(), item(), item()).replace('"70553"', r'"\u00370553"'),
                                            "512.3 512.3 512.3"),
    "no references": (json.dumps({**HEAD, "in_network": [item()]}), "512.3"),
    "references that are null": (whole(provider_references=None), "512.3"),
    "a reference that there is not": (whole(item(refs=[99])), "512.3"),
    "no plan": (whole(plan_name=None), "512.3"),
    "the payer last": (json.dumps(dict(list(parts().items())[::-1])), "512.3"),
    "a TIN that is an NPI": (whole(refs=[reference(1, {"npi": [0], "tin": {"type": "npi", "value": "1234567893"}})]),
                             "512.3"),
    "a group without a TIN": (whole(refs=[reference(1, {"npi": [1111111111]})]), "512.3"),
    "modifiers as a text": (whole(item(price(billing_code_modifier="26"))), "512.3"),
    "allowed amounts": (json.dumps(allowed()), "88.5"),
    "prices and allowed amounts in one": (json.dumps({**allowed(), **parts()}), "512.3 88.5"),
}  # fmt: skip
PAYER = whole()
ITEM = PAYER.index('{"negotiation_arrangement"') + 1
GROUP = PAYER.index('{"provider_group_id"') + 1
BROKEN = {
    "no items": (whole(in_network=[]), "no-rows", 1, 1),
    "no list of prices": (json.dumps({**HEAD, "provider_references": []}), "unknown-kind", 1, 1),
    "prices that are no list": (whole(in_network={"a": 1}), "not-a-table", 1, 1),
    "no payer": (whole(reporting_entity_name=""), "no-payer", 1, 1),
    "cut short": (PAYER[:-30], "not-json", 1, len(PAYER) - 29),
    "a comma too many": (PAYER.replace('"version"', ',"version"'), "not-json", 1, PAYER.index('"version"') + 1),
    "two files in one": (PAYER + PAYER, "not-json", 1, len(PAYER) + 1),
    "a patient at the root": (whole(member_id=""), "patient-data", 1, 1),
    "a patient in an item": (whole(item(patient_name="")), "patient-data", 1, ITEM),
    "a patient at a price of another code": (whole(item(price(date_of_birth=""), code="1")), "patient-data", 1, ITEM),
    "a patient at a provider": (
        whole(refs=[reference(1, {**group(), "subscriber_id": 1})]), "patient-data", 1, GROUP),
    "an item that is none": (whole(in_network=[7]), "not-a-table", 1, ITEM + 1),
    "rates that are no list": (whole(item(negotiated_rates="x")), "not-a-table", 1, ITEM),
    "a price that is none": (whole(item("x")), "not-a-table", 1, ITEM),
    "references of a rate that are no list": (
        whole(item(negotiated_rates=[{"provider_references": 1, "negotiated_prices": []}])), "not-a-table", 1, ITEM),
    "a TIN that is a text": (whole(refs=[reference(1, {"npi": [1], "tin": "11"})]), "not-a-table", 1, GROUP),
    "NPIs that are no list": (whole(refs=[reference(1, {"npi": 1, "tin": {}})]), "not-a-table", 1, GROUP),
    "gz cut short": (gzip.compress(PAYER.encode())[:-12], "broken-archive", 1, 1),
    "a zip cut short": (zipped({"a.json": PAYER}, cut=30), "broken-archive", 1, 1),
    "a zip of two files": (zipped({"a.json": PAYER, "b.json": PAYER}), "whole-archive", 1, 1),
}  # fmt: skip


@pytest.mark.parametrize("name", ODD)
def test_an_odd_file_gives_its_amounts(name, look):
    content, amounts = ODD[name]
    assert amounts.split() == [str(row.amount) for row in look({"a.json": content}).filed]


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_file_is_refused_with_its_place(name, look):
    content, *expected = BROKEN[name]
    with pytest.raises(Refused) as told:
        look({"a.json": content})
    (problem,) = told.value.problems
    assert expected == [problem.code, problem.place.line, problem.place.column]
    assert "words of others" not in problem.message


def test_how_far_a_file_is_read_is_told_in_bytes(put, monkeypatch):
    monkeypatch.setattr(opening, "EVERY", -1.0)
    told = list[str]()
    named = put(gzip.compress(whole().encode()), "a.json.gz")
    found = gather((named,), frozenset({"70553"}), here(told.append))
    assert 1 == len(found.rows)
    assert [line for line in told if re.fullmatch(r"a\.json\.gz: 0 of 0 MB, \d+ MB/s, about 0 s left", line)]
    assert "big.json: 500 of 2,000 MB, 250 MB/s, about 6 s left" == how_far("big.json", 5 * 10**8, 2 * 10**9, 2.0)


def test_a_member_of_any_size_is_read_and_one_inside_another_archive_is_not(look, monkeypatch):
    monkeypatch.setattr(source, "LARGEST", 100)
    assert 1 == len(look({"a.zip": zipped({"rates.json": whole()})}).filed)
    with pytest.raises(Refused, match="unpacked"):
        look({"b.zip": zipped({"inner.zip": zipped({"rates.json": whole()})})})


class Isal(gzip.GzipFile):
    """Stands for isal's reader, which raises an error of its own."""

    def readinto(self, buffer):
        try:
            return super().readinto(buffer)
        except (EOFError, zlib.error) as fault:
            raise IsalFault(str(fault)) from fault


class IsalFault(Exception):
    """Stands for isal's error."""


def test_gz_is_unpacked_by_isal_where_it_is_installed(look, monkeypatch):
    found = {"isal.igzip": SimpleNamespace(IGzipFile=Isal), "isal.isal_zlib": SimpleNamespace(error=IsalFault)}
    monkeypatch.setattr(inflate, "import_module", found.__getitem__)
    packed = gzip.compress(whole().encode())
    assert 1 == len(look({"a.json.gz": packed}).filed)
    with pytest.raises(Refused, match="broken"):
        look({"a.json.gz": packed[:40] + bytes([packed[40] ^ 255]) + packed[41:]})


def test_gz_is_unpacked_without_isal_too(look, monkeypatch):
    def none(name):
        raise ModuleNotFoundError(name)

    monkeypatch.setattr(inflate, "import_module", none)
    assert 1 == len(look({"a.json.gz": gzip.compress(whole().encode())}).filed)
