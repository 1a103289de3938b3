"""Small price files in CMS's templates, made here: no line is a hospital's."""

from __future__ import annotations

import csv
import io
import json

GENERAL = ["hospital_name", "last_updated_on", "version", "license_number|TX"]
TALL = [
    *("description", "code|1", "code|1|type", "code|2", "code|2|type", "modifiers", "setting", "billing_class"),
    *("drug_unit_of_measurement", "payer_name", "plan_name", "standard_charge|negotiated_dollar"),
    *("standard_charge|negotiated_percentage", "standard_charge|negotiated_algorithm", "count"),
    "standard_charge|methodology",
]
ROW = {
    "description": "words of others", "code|1": "70553", "code|1|type": "CPT", "setting": "outpatient",
    "billing_class": "facility", "payer_name": "Acme", "plan_name": "Commercial PPO",
    "standard_charge|negotiated_dollar": "512.30", "standard_charge|methodology": "fee schedule",
}  # fmt: skip
SHORT = {
    "code": "code|1", "type": "code|1|type", "code2": "code|2", "type2": "code|2|type", "payer": "payer_name",
    "plan": "plan_name", "dollar": "standard_charge|negotiated_dollar", "method": "standard_charge|methodology",
    "percent": "standard_charge|negotiated_percentage", "algorithm": "standard_charge|negotiated_algorithm",
    "billing": "billing_class", "drug": "drug_unit_of_measurement",
}  # fmt: skip


def row(**cells):
    """Make a row of the tall layout out of a plain one, with other cells by short names."""
    return {**ROW, **{SHORT.get(name, name): value for name, value in cells.items()}}


def written(rows, delimiter=",", end="\r\n"):
    """Write rows of cells as CSV."""
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter, lineterminator=end).writerows(rows)
    return out.getvalue()


def cells_of(rows, heads=TALL, hospital="North Hospital", version="3.0.0", general=GENERAL):
    """Give the rows of cells of a tall file: two general ones, the heads, and a row for each of `rows`."""
    above = [general, [hospital, "2026-04-01", version, "1"][: len(general)]]
    return [*above, heads, *([each.get(head, "") for head in heads] for each in rows)]


def tall(*rows, delimiter=",", end="\r\n", **given):
    """Make a tall file."""
    return written(cells_of(rows or [row()], **given), delimiter, end)


def wide(prices, heads=("code|1", "code|1|type", "setting"), values=("70553", "CPT", "outpatient"), hospital="North"):
    """Make a wide file of one row; `prices` has the cell of each head behind the first ones."""
    found = [GENERAL, [hospital, "2026-04-01", "3.0.0", "1"], [*heads, *prices], [*values, *prices.values()]]
    return written(found)


def item(**given):
    """Make an item of the JSON layout with one price."""
    price = {
        "payer_name": "Acme", "plan_name": "Commercial PPO", "methodology": "fee schedule",
        "standard_charge_dollar": 512.3, **given.pop("price", {}),
    }  # fmt: skip
    charge = {"setting": "outpatient", "payers_information": [price], **given.pop("charge", {})}
    return {
        "description": "words of others",
        "code_information": [{"code": "70553", "type": "CPT"}, {"code": "0611", "type": "RC"}],
        "standard_charges": [charge],
        **given,
    }


def head(**given):
    """Make what a JSON file says of itself."""
    return {"hospital_name": "North Hospital", "last_updated_on": "2026-04-01", "version": "3.0.0", **given}


def whole(*items, **given):
    """Make a JSON file."""
    return json.dumps({**head(**given), "standard_charge_information": list(items) or [item()]})
