"""New payer and code pages: sound as they are written, and a plan added below the others."""

from __future__ import annotations

import datetime as dt

import pytest

from kb.authoring.new_pages import Plan, code_text, family_of, payer_text, with_plan
from kb.content.load import Texts
from kb.content.parse import parse
from kb.layout.file import lay_out
from kb.rules.check import check

TODAY = dt.date(2026, 3, 2)
PLAN = Plan("commercial", "Commercial plans", "line of business", ("commercial",))


def problems(path, text):
    return [one for one in check(Texts({path: text}, ()), TODAY).problems if one.path == path]


def test_a_payer_page_is_sound_and_says_that_contacts_are_not_collected():
    text = payer_text("Acme Health", ("Acme",), PLAN, TODAY)
    assert [] == problems("acme/payer.md", text)
    assert not lay_out("acme/payer.md", text).differs
    assert "Data not available" in text


def test_a_plan_is_added_below_the_others():
    text = with_plan(payer_text("Acme Health", (), PLAN, TODAY), Plan("south", "South", "licensee", (), ("FL", "PR")))
    assert [] == problems("acme/payer.md", text)
    scopes = parse("acme/payer.md", text).document.scopes
    assert [("commercial", ()), ("south", ("FL", "PR"))] == [(scope.id, scope.states) for scope in scopes]


@pytest.mark.parametrize(
    ("code", "family"),
    [
        ("12001", "CPT Category I"),
        ("0001F", "CPT Category II"),
        ("0709T", "CPT Category III"),
        ("J9035", "HCPCS Level II"),
        ("0001U", "CPT Proprietary Laboratory Analyses"),
    ],
)
def test_a_code_page_is_sound_names_its_code_set_and_claims_nothing(code, family):
    assert family == family_of(code)
    path = f"codes/{code.lower()}.md"
    text = code_text(code, "An example", "", TODAY)
    assert [] == problems(path, text)
    assert not lay_out(path, text).differs
    assert family == parse(path, text).document.family
