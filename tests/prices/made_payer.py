"""Small files of payers in CMS's schemas, made here: no line is a payer's."""

from __future__ import annotations

import json

HEAD = {
    "reporting_entity_name": "Acme", "reporting_entity_type": "issuer", "plan_name": "Commercial PPO",
    "last_updated_on": "2026-04-01", "version": "2.0.0",
}  # fmt: skip


def price(**given):
    """Make a negotiated price of schema 2.x."""
    return {
        "negotiated_type": "negotiated", "negotiated_rate": 512.3, "expiration_date": "9999-12-31",
        "service_code": ["11"], "billing_class": "institutional", "setting": "outpatient",
        "additional_information": "words of others", **given,
    }  # fmt: skip


def item(*prices, code="70553", refs=(1,), **given):
    """Make an in-network item with one block of prices."""
    return {
        "negotiation_arrangement": "ffs", "name": "words of others", "billing_code_type": "CPT",
        "billing_code_type_version": "2026", "billing_code": code, "description": "words of others",
        "negotiated_rates": [{"provider_references": list(refs), "negotiated_prices": list(prices) or [price()]}],
        **given,
    }  # fmt: skip


def group(*npis, tin="11-1111111"):
    """Make a group of providers."""
    return {
        "npi": list(npis) or [1111111111],
        "tin": {"type": "ein", "value": tin, "business_name": "words of others"},
    }


def reference(number=1, *groups, **given):
    """Make a provider reference."""
    return {
        "provider_group_id": number, "network_name": ["words"], "provider_groups": list(groups) or [group()], **given,
    }  # fmt: skip


def parts(*items, refs=(), **given):
    """Make what an in-network file has, references first."""
    return {
        **HEAD,
        "provider_references": list(refs) or [reference()],
        "in_network": list(items) or [item()],
        **given,
    }


def whole(*items, refs=(), **given):
    """Make an in-network file."""
    return json.dumps(parts(*items, refs=refs, **given))


def allowed(**given):
    """Make an allowed-amounts file of one item."""
    payment = {"allowed_amount": 88.5, "providers": [{"billed_charge": 200, "npi": [1111111111, 1222222222]}]}
    block = {"tin": {"type": "ein", "value": "11-1111111"}, "service_code": ["11"], "billing_class": "institutional",
             "payments": [payment]}  # fmt: skip
    found = {"name": "words of others", "billing_code_type": "CPT", "billing_code_type_version": "2026",
             "billing_code": "70553", "description": "words of others", "allowed_amounts": [block]}  # fmt: skip
    return {**HEAD, "out_of_network": [found], **given}


def contents():
    """Make a table of contents of two plans and three files, one of them named twice."""
    first, second = ({"description": "x", "location": f"https://example.org/{name}.json.gz?Signature=secret"}
                     for name in ("a", "b"))  # fmt: skip
    plan = {"plan_name": "PPO", "plan_id_type": "ein", "plan_id": "1", "plan_market_type": "group"}
    outside = {"description": "x", "location": "https://example.org/out/c.json"}
    return {
        **{name: HEAD[name] for name in ("reporting_entity_name", "reporting_entity_type")},
        "reporting_structure": [
            {"reporting_plans": [plan], "in_network_files": [first, second], "allowed_amount_file": outside},
            {"reporting_plans": [plan], "in_network_files": [first]},
        ],
    }
