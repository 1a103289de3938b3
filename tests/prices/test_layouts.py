"""Files laid out as five hospitals' files of 2026 are: their heads in their order, with prices that are made up here.

Each row's prices were counted by hand: what a reading must give stands beside the cells.
"""

from __future__ import annotations

from collections import Counter

import pytest

from tests.prices.made import written

LICENSES = {"AZ": "H1", "MA": "1", "FL": "4", "NC": "H2", "TX": "7"}
TRUE = (
    "To the best of its knowledge and belief, this hospital has included all applicable standard charge information"
)
CODES = [f"code|{at}{end}" for at in range(1, 5) for end in ("", "|type")]
DRUG = ["drug_unit_of_measurement", "drug_type_of_measurement"]
GROSS = ["standard_charge|gross", "standard_charge|discounted_cash"]
WHOSE = ["payer_name", "plan_name"]
NEGOTIATED = [f"standard_charge|negotiated_{what}" for what in ("dollar", "percentage", "algorithm")]
SEEN = ["median_amount", "10th_percentile", "90th_percentile", "count"]
SPAN, METHOD = ["standard_charge|min", "standard_charge|max"], ["standard_charge|methodology"]
NOTES = ["additional_generic_notes"]
CLASS = ["billing_class", "setting"]
TALL = {
    "AZ": [*CLASS, *DRUG, *GROSS, *WHOSE, "modifiers", *NEGOTIATED, *SEEN, *SPAN, *METHOD, *NOTES],
    "MA": ["modifiers", "setting", *DRUG, *GROSS, *WHOSE, *NEGOTIATED, *SEEN, *SPAN, *METHOD, *NOTES],
    "FL": [*CLASS, *DRUG, "modifiers", *GROSS, *WHOSE, *NEGOTIATED, *SEEN, *METHOD, *SPAN, *NOTES],
    "NC": [*CLASS, *DRUG, *GROSS, *WHOSE, "modifiers", *NEGOTIATED, *SEEN, *SPAN, *METHOD, *NOTES],
}
SHORT = {"dollar": NEGOTIATED[0], "percent": NEGOTIATED[1], "algorithm": NEGOTIATED[2], "method": METHOD[0],
         "payer": "payer_name", "plan": "plan_name", "drug": DRUG[0], "unit": DRUG[1]}  # fmt: skip


def first_of(code, type_="CPT", **cells):
    """Make the cells of a row by head: its first code, and others by short names."""
    return {"description": "x", CODES[0]: code, CODES[1]: type_, "setting": "outpatient", "billing_class": "facility",
            **{SHORT.get(name, name): value for name, value in cells.items()}}  # fmt: skip


ROWS = {
    "AZ": [
        first_of("26952", payer="Blue Plan", plan="Workers Comp", **{GROSS[0]: "360"}, dollar="6160.96",
                 method="fee schedule", additional_generic_notes="lesser of 100% of BC, or the schedule"),
        first_of("26952", payer="Care", plan="Medicaid", dollar="2052.04", method="case rate"),
        first_of("J9035", "HCPCS", payer="Care", plan="PPO", algorithm="by grouper", method="other", drug="10",
                 unit="ME"),
    ],
    "MA": [
        {**first_of("PX-51", "CDM", payer="United [16]", plan="HMO", dollar="161.81", percent="81.72", count="106",
                    median_amount="161.37", method="percent of total billed charges"),
         CODES[2]: "99494", CODES[3]: "CPT", CODES[4]: "0510", CODES[5]: "RC"},
        first_of("99494", payer="Aetna [1]", plan="PPO", percent="69.8", count="1 through 10"),
    ],
    "FL": [
        first_of("77295", "HCPCS", payer="Baycare", plan="Medicare Managed Care Plan", dollar="1488.78",
                 method="fee schedule", additional_generic_notes="APC"),
        first_of("77295", "HCPCS", payer="Simply", plan="Exchange", dollar="225.74", method="fee schedule"),
    ],
    "NC": [
        {**first_of("RX-7", "CDM", payer="Trillium", plan="Medicaid", dollar="23.16", drug="1", unit="UN",
                    method="percent of total billed charges"), CODES[4]: "J7187", CODES[5]: "HCPCS"},
        first_of("0360", "RC", payer="Cigna", plan="Commercial", dollar="6649.00", method="case rate"),
        first_of("54322", payer="Cigna", plan="Commercial", dollar="900.50", method="per diem", modifiers="26"),
    ],
}  # fmt: skip
BY_HAND = {
    "AZ": ({"negotiated": 1, "case rate": 1, "algorithm": 1}, "8213.00"),
    "MA": ({"derived": 1, "percentage": 1}, "161.81"),
    "FL": ({"negotiated": 2}, "1714.52"),
    "NC": ({"derived": 1, "case rate": 1, "per diem": 1}, "7572.66"),
}


def tall(state):
    """Write a tall file in a hospital's layout."""
    name = '\ufeff"hospital_name"' if state == "FL" else "hospital_name"
    general = [name, "last_updated_on", "version", "location_name", "hospital_address", "type_2_npi",
               f"license_number|{state}", "attester_name", f"{TRUE}, and is accurate"]  # fmt: skip
    values = [
        "North",
        "2026-04-01",
        "3.0.0",
        "North",
        "1 Street",
        "1111111111|1222222222",
        LICENSES[state],
        "x",
        "true",
    ]
    heads = ["description", *CODES, *TALL[state]]
    return written([general, values, heads, *([each.get(head, "") for head in heads] for each in ROWS[state])])


def prices_in(found):
    """Count the prices of charges by kind, and add up what is in dollars."""
    every = [price for charge in found for price in charge.prices]
    dollars = sum(price.amount for price in every if price.amount is not None and price.kind != "percentage")
    return Counter(price.kind for price in every), str(dollars)


@pytest.mark.parametrize("state", TALL)
def test_a_tall_layout_gives_the_prices_that_were_counted_by_hand(state, charges):
    assert BY_HAND[state] == prices_in(charges(tall(state)))


def test_a_wide_layout_with_nine_columns_a_plan_gives_the_prices_that_were_counted_by_hand(charges):
    plans = [f"{payer}|{plan}_{where}" for payer in ("Aetna", "Blue|Link") for plan in ("HMO", "PPO")
             for where in ("Inpatient", "Outpatient")]  # fmt: skip
    of_plan = [f"standard_charge|{{}}|{each.partition('|')[2]}" for each in NEGOTIATED]
    of_plan += [f"{each}|{{}}" for each in SEEN] + ["standard_charge|{}|methodology", "additional_payer_notes|{}"]
    heads = ["description", *CODES[:6], "modifiers", "setting", "billing_class", *DRUG, *GROSS, *SPAN]
    first = len(heads)
    heads += [each.format(plan) for plan in plans for each in of_plan]
    general = ["hospital_name", "last_updated_on", "version", f"license_number|{'TX'}", TRUE]
    values = ["North", "07/01/2026", "3.0.0", "7", "TRUE"]
    row = [
        "x",
        "0781-19",
        "NDC",
        "0252",
        "RC",
        "96413",
        "CPT",
        "",
        "Both",
        "Facility",
        "1",
        "EA",
        "32",
        "",
        "8",
        "27",
    ]
    cells = row + [""] * (len(heads) - first)
    for at, (dollar, percent) in enumerate((("23.04", "72"), ("", "61"), ("1,023.36", ""), ("", ""))):
        cells[first + 9 * at], cells[first + 9 * at + 1] = dollar, percent
        cells[first + 9 * at + 7] = "Percent of Total Billed Charges" if percent else "Fee Schedule"
    wide = [[*each, *[""] * (len(heads) - len(each))] for each in (general, values, heads, cells)]
    (charge,) = charges(written(wide))
    assert ({"derived": 1, "percentage": 1, "negotiated": 1}, "1046.40") == prices_in([charge])
    assert ["HMO_Inpatient", "HMO_Outpatient", "PPO_Inpatient"] == [each.plan for each in charge.prices]
    assert ("both", "facility", True) == (charge.setting, charge.billing, charge.drug)
