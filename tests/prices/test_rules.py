"""What rules leave out, counted: planted defaults, groups and placeholders are seen, and steps add up."""

from __future__ import annotations

import statistics
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.prices.figures import FEWEST, figure_of
from kb.prices.gathering import Gathered
from kb.prices.payers import class_of, plain_name
from kb.prices.row import KINDS, At, Row
from kb.prices.rules import NAMES, RULES, Asked
from kb.prices.shares import Shares
from kb.prices.steps import AMOUNTS, FIGURE, NONE, listed
from kb.prices.wording import notes, record, sentence
from tests.prices.made import item, row, tall, whole

MANY = [f"{number:05d}" for number in range(20000, 21400)]
"""The codes of a group; all begin with one character."""


def taken(found):
    """Give how many rows each rule left out, without those that left out none."""
    return {step.rule.name: len(step.taken) for step in found.steps if step.taken}


def one(amount, hospital, **cells):
    return tall(row(dollar=str(amount), **cells), row(code="99999", dollar="1.5"), hospital=hospital)


def clean(count):
    """Make a file each of some hospitals, whose amounts no other code has."""
    return {f"{at}.csv": one(100 + at, f"Hospital {at}") for at in range(count)}


def test_forty_clean_amounts_show_a_figure(look):
    found = look(clean(40))
    assert (FIGURE, {}, 40) == (found.state, taken(found), found.figure.n)
    points = {"p10": "103.90", "p25": "109.75", "median": "119.50", "p75": "129.25", "p90": "135.10"}
    assert points == {name: str(value) for name, value in found.figure.points.items()}
    said = sentence(found)
    assert "listed commercial prices" in said
    assert "median $119.50" in said
    assert "40 prices of 40 hospitals and 1 payer" in said
    assert "paid" not in said


def test_six_clean_amounts_are_shown_without_a_figure(look):
    found = look(clean(6))
    assert (AMOUNTS, None, 6) == (found.state, found.figure, len(found.rows))
    assert "too few for a figure" in sentence(found)
    assert [str(100 + at) for at in range(6)] == [each["amount"] for each in record(found)["rows"]]


@pytest.mark.parametrize(("count", "state"), [(9, AMOUNTS), (10, FIGURE)])
def test_a_figure_needs_ten_amounts(count, state, look):
    assert state == look(clean(count)).state


def test_a_code_that_stands_nowhere_is_data_not_available(look):
    found = look(clean(2), code="70551")
    assert (NONE, 0) == (found.state, len(found.filed))
    assert "The code stands in none of 2 files read." in sentence(found)


def test_a_planted_catch_all_is_seen_by_its_first_characters(look):
    firsts = [f"{first}0000" for first in "123456789"] + ["J0001", "A0001", "70553"]
    others = [f"3{number:04d}" for number in range(200)]
    content = tall(*(row(code=code, type="HCPCS", dollar="64") for code in firsts),
                   *(row(code=code, dollar=str(2 + at)) for at, code in enumerate(others) if at != 62))  # fmt: skip
    found = look({"north.csv": content})
    assert (NONE, {"catch-all": 1}, 11) == (found.state, taken(found), found.share(found.filed[0]).others)


def test_a_planted_catch_all_is_seen_by_its_part_of_the_plans_codes(look):
    codes = ["70553", *(f"3{number:04d}" for number in range(24))]
    content = tall(*(row(code=code, dollar="64") for code in codes),
                   *(row(code=f"4{number:04d}", dollar=str(100 + number)) for number in range(75)))  # fmt: skip
    assert {"catch-all": 1} == taken(look({"north.csv": content}))
    assert {} == taken(look({"north.csv": content + tall(row(code="50000", dollar="9")).splitlines()[-1]}))


def group_file(hospital, amount, codes, payer="Acme"):
    alone = (row(code=f"6{number:04d}", dollar=str(number + 2), payer=payer) for number in range(4 * len(codes)))
    return tall(
        *(row(code=code, dollar=amount, payer=payer) for code in (*codes, "70553")), *alone, hospital=hospital
    )


def test_a_planted_group_is_seen_where_its_codes_recur_in_another_hospital(look):
    codes = MANY[:30]
    both = look({"n.csv": group_file("North", "900.5", codes), "s.csv": group_file("South", "1200.5", codes[1:])})
    assert ({"group": 2}, NONE) == (taken(both), both.state)
    assert {} == taken(look({"n.csv": group_file("North", "900.5", codes)}))
    twice = {"n.csv": group_file("North", "900.5", codes), "m.csv": group_file("NORTH", "901.5", codes)}
    assert {"one-each": 1} == taken(look(twice))
    apart = {"n.csv": group_file("North", "900.5", codes), "s.csv": group_file("South", "1200.5", MANY[40:70])}
    assert {} == taken(look(apart))


def test_an_amount_that_fifty_other_codes_have_is_left_out(look):
    assert {"shared": 1} == taken(look({"n.csv": group_file("North", "900.5", MANY[:50])}))
    assert {} == taken(look({"n.csv": group_file("North", "900.5", MANY[:49])}))


@pytest.mark.parametrize(
    ("amount", "rule"),
    [
        *(
            ("9999", "placeholder"),
            ("99999.99", "placeholder"),
            ("999999999", "placeholder"),
            ("0.01", "placeholder"),
        ),
        *(("0", "impossible"), ("-5", "impossible"), ("1", "impossible"), ("0.4", "impossible")),
        *(("1000000", "impossible"), ("999", ""), ("1.01", ""), ("998999.5", ""), ("9990", "")),
    ],
)
def test_a_planted_placeholder_and_what_no_price_can_be_are_seen(amount, rule, look):
    assert ({rule: 1} if rule else {}) == taken(look({"n.csv": one(amount, "North")}))


def test_a_drugs_unit_may_be_below_a_dollar_and_a_percentage_not_below_one(look):
    drug = tall(row(code="J9035", type="HCPCS", dollar="0.4", drug="10"))
    assert {} == taken(look({"n.csv": drug}, code="J9035"))
    for percent, left in (("62", {}), ("0.62", {"impossible": 1}), ("1200", {"impossible": 1})):
        content = tall(row(dollar="", percent=percent))
        assert left == taken(look({"n.csv": content}, kind="percentage"))


OTHER = {
    "kind": [{"method": "case rate"}, {"method": "per diem"}, {"percent": "60"}, {"dollar": "", "percent": "60"},
             {"dollar": "", "algorithm": "x"}, {"dollar": "x"}, {"method": "percent of total billed charges"}],
    "setting": [{"setting": "inpatient"}, {"setting": ""}, {"setting": "elsewhere"}],
    "modifier": [{"modifiers": "26"}, {"modifiers": "TC|26"}],
    "billing": [{"billing": "professional"}],
    "class": [{"plan": plan} for plan in ("Medicare Advantage", "Managed Medicaid", "TRICARE", "Exchange")],
    "class-not-told": [{"plan": "Gold"}, {"plan": "Commercial and Medicare"}],
}  # fmt: skip


@pytest.mark.parametrize(("rule", "cells"), [(rule, cells) for rule, every in OTHER.items() for cells in every])
def test_what_is_of_another_kind_is_left_out_by_its_rule_and_stays_without_it(rule, cells, look):
    files = {"n.csv": tall(row(**cells))}
    found = look(files)
    assert ({rule: 1}, NONE) == (taken(found), found.state)
    assert f"left out: 1 {rule}." in sentence(found)
    off = look(files, without=[rule])
    assert (1, (rule,)) == (len(off.rows), off.switched_off)
    assert f"Without the rules: {rule}" in sentence(off)


@pytest.mark.parametrize(
    "cells", [{"setting": "Both"}, {"billing": ""}, {"modifiers": "360"}, {"type": "CPT\u00ae"}, {"type": "HCPCS"}]
)
def test_what_fits_the_question_stays(cells, look):
    assert {} == taken(look({"n.csv": tall(row(**cells))}))


@pytest.mark.parametrize("cells", [{"type": "RC"}, {"type": "CDM"}, {"code": "0070553"}, {"type": ""}])
def test_another_type_of_code_is_another_code(cells, look):
    assert () == look({"n.csv": tall(row(**cells))}).filed


def test_a_code_is_found_in_any_of_a_rows_columns_and_in_json(look):
    content = tall(row(code="0611", type="RC", code2="70553", type2="CPT"))
    assert ("CPT", Decimal("512.30")) == (
        (found := look({"n.csv": content}).filed[0]).code_type, found.amount)  # fmt: skip
    assert [At("n.json", 2, "item")] == [
        each.at for each in look({"n.json": whole(item(code_information=[]), item())}).filed
    ]


@pytest.mark.parametrize("written", ['="70553"', "'70553", "70553.0", " 70553 "])
def test_a_code_is_found_that_a_spreadsheet_wrote_in_its_way(written, look):
    assert ["512.30"] == [
        str(each.amount) for each in look({"n.csv": tall(row(code="99213"), row(code=written))}).rows
    ]


@pytest.mark.parametrize(("type_", "told"), [("", "a code without a type"), ("APC", "a code of the type APC")])
def test_a_code_that_stands_as_another_type_is_not_told_as_absent(type_, told, look):
    found = look({"n.csv": tall(row(type=type_), row(type=type_), row(code="99213"))})
    whole = f"n.csv: 70553 stands in 2 charges as {told}, which is no procedure code, so not told here"
    assert ((), [whole]) == (found.filed, list(notes(found)))


def test_exact_repeats_count_once_and_other_charge_lines_too(look):
    content = tall(row(), row(description="another line"), row(dollar="512.3"), row(dollar="600"))
    assert {"repeats": 2, "one-each": 1} == taken(look({"n.csv": content}))
    assert {"repeats": 1} == taken(look({"a.csv": one("5.5", "North"), "b.csv": one("5.5", "NORTH")}))


def test_one_a_hospital_and_payer_stays_with_a_listed_amount_of_the_middle(look):
    content = tall(*(row(plan=f"PPO {amount}", dollar=amount) for amount in ("100", "400", "200", "300")),
                   row(payer="Beta", dollar="700"))  # fmt: skip
    found = look({"n.csv": content})
    assert [Decimal(200), Decimal(700)] == [each.amount for each in found.rows]


@pytest.mark.slow
def test_the_ten_amounts_of_0709t_are_data_not_available_by_counted_rule(look):
    """As in the study: five hospitals, each amount shared with 882 to 1,422 codes of the plan, four sets alike."""
    files = {}
    for at, codes in enumerate((MANY, MANY[:-14], MANY[:-2], MANY[20:], MANY[:882])):
        alone = [row(code=f"{number:05d}", dollar=str(number)) for number in range(30000, 34400)]
        group = [row(code=code, plan=plan, dollar=amount) for code in (*codes, "0709T")
                 for plan, amount in (("Commercial PPO", "4303.5"), ("Commercial HMO", "4100.5"))]  # fmt: skip
        files[f"{at}.csv"] = tall(*group, *alone, *(dict(each, plan_name="Commercial HMO") for each in alone),
                                  hospital=f"Hospital {at}")  # fmt: skip
    found = look(files, code="0709T")
    assert (NONE, 10, None) == (found.state, len(found.filed), found.figure)
    assert {"group": 8, "shared": 2} == taken(found)
    said = sentence(found)
    assert "10 prices in 5 hospitals as filed; left out: 8 group, 2 shared." in said
    assert "10 of the amounts are shared with 882 to 1,400 other codes of the same plan." in said


def test_dollars_and_percentages_make_no_figure_together(look):
    rows = [
        row(payer=f"P{at}", dollar="" if at % 2 else f"{100 + at}", percent="6" if at % 2 else "") for at in range(20)
    ]
    found = look({"n.csv": tall(*rows)}, without=["kind"])
    assert (AMOUNTS, 20) == (found.state, len(found.rows))
    assert "dollars and percentages, which make no figure together" in sentence(found)
    alone = look({"n.csv": tall(*rows)}, kind="percentage")
    assert "median 6.00 %" in sentence(alone)


def test_a_rule_that_is_switched_off_is_not_claimed(look):
    files = {"n.csv": tall(row(plan="TRICARE"))}
    assert "listed commercial prices" in sentence(look(files))
    assert "70553, listed prices (" in sentence(look(files, without=["class"]))


def test_algorithms_alone_print_no_figure(look):
    files = {"n.csv": tall(*(row(payer=f"P{at}", dollar="", algorithm="x") for at in range(12)))}
    found = look(files, kind="algorithm")
    assert (AMOUNTS, 12, None) == (found.state, len(found.rows), found.figure)
    assert "no figure is printed" in sentence(found)


def test_two_files_of_a_hospital_and_cells_that_are_no_figure_are_noted(look):
    found = look({"a.csv": tall(row(dollar="ask us")), "b.csv": tall(row()), "c.csv": tall(hospital="South")})
    told = list(notes(found))
    assert "2 files of North Hospital: of two editions of one file leave out the older" == told[0]
    assert "1 price of 70553 cannot be read as a figure, the first in a.csv, line 4" == told[1]
    assert [] == list(notes(look({"c.csv": tall(hospital="South")})))


AMOUNT = st.sampled_from([None, *map(Decimal, ("0", "0.01", "5", "5.5", "99999", "640", "1200.25"))])
ROWS = st.lists(
    st.builds(
        Row,
        hospital=st.sampled_from(["North", "South"]), code=st.just("70553"), code_type=st.just("CPT"),
        payer=st.sampled_from(["Acme", "Beta"]), plan=st.sampled_from(["PPO", "Gold"]),
        payer_class=st.sampled_from(["commercial", "medicare", ""]),
        setting=st.sampled_from(["outpatient", "inpatient", "both", ""]),
        modifiers=st.sampled_from([(), ("26",)]), billing=st.sampled_from(["facility", "professional", ""]),
        drug=st.booleans(), kind=st.sampled_from(list(KINDS)), method=st.just(""), amount=AMOUNT,
        count=st.just(""), at=st.builds(At, st.just("n.csv"), st.integers(1, 9)),
    ),
    max_size=40,
)  # fmt: skip


@given(ROWS, st.sets(st.sampled_from(NAMES)))
def test_steps_add_up_whatever_is_filed_and_switched_off(rows, without):
    shares = Shares()
    shares.want(rows)
    found = listed(Gathered((), tuple(rows), shares), Asked("70553"), frozenset(without))
    left = len(rows)
    for step in found.steps:
        assert left - len(step.taken) == step.left
        assert step.on or not step.taken
        left = step.left
    assert left == len(found.rows)
    assert len(rows) == len(found.rows) + sum(len(step.taken) for step in found.steps)
    assert NAMES == tuple(step.rule.name for step in found.steps)


@given(st.lists(st.decimals(0, 100000, places=2), min_size=FEWEST, max_size=60))
def test_percentiles_are_those_of_the_standard_library_by_the_inclusive_method(amounts):
    hundredths = statistics.quantiles(amounts, n=100, method="inclusive")
    points = figure_of(amounts).points
    for name, at in (("p10", 10), ("p25", 25), ("median", 50), ("p75", 75), ("p90", 90)):
        assert abs(points[name] - hundredths[at - 1]) <= Decimal("0.0051")
    assert min(amounts) <= points["p10"]
    assert points["p90"] <= max(amounts)


@pytest.mark.parametrize(
    ("payer", "plan", "told"),
    [
        *(
            ("UNITED HEALTHCARE [1016]", "HB AMC UNITED PPO / POS", "commercial"),
            ("Cigna", "Commercial", "commercial"),
        ),
        *(("Aetna", "HMO_Inpatient", "commercial"), ("Aetna", "Medicare Managed Care Plan", "medicare")),
        *(("Acme", "Medicare Advantage HMO", "medicare"), ("Acme", "HMO D-SNP", "medicare")),
        *(("Acme", "AZ Medicaid - AHCCCS", "medicaid"), ("TriWest", "PC3", "tricare")),
        *(("Unitedhealthcare", "Exchange", "exchange"), ("Acme", "Workers Comp", "other")),
        *(("Acme", "All plans", ""), ("Blue of MA", "PPO", ""), ("Acme", "Commercial/Medicaid", "")),
        *(("Acme", "Posters", ""), ("", "", "")),
    ],
)
def test_a_class_is_what_the_names_tell(payer, plan, told):
    assert told == class_of(payer, plan)


def test_spellings_of_a_payer_are_one():
    names = {plain_name(name) for name in ("United Healthcare", "UNITED HEALTHCARE [1016]", "Unitedhealthcare (UHC)")}
    assert {"unitedhealthcare"} == names


def test_each_rule_says_what_it_leaves_out():
    assert len(set(NAMES)) == len(RULES) == 13
    assert all(len(rule.tells) > 10 for rule in RULES)
