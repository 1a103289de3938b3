"""Which rules that reach many codes speak of a code."""

from __future__ import annotations

import pytest

from kb.answers.wide_rules import rules_on
from kb.content.load import load
from kb.rules.check import check


@pytest.mark.parametrize(("code", "reached"), [("0708T", True), ("0001T", True), ("99213", False)])
def test_a_rule_for_a_category_is_told_of_its_codes_alone(code, reached, good_library):
    found = rules_on(check(load(good_library)).library, code, add_on=False)
    assert reached == ("example-health/commercial/category-iii" in {rule.entry for rule in found})
