"""A code, a plan and a question chosen from lists lead to the answer, as a search would."""

from __future__ import annotations

import pytest

pytestmark = pytest.mark.browser


def test_what_is_chosen_from_the_lists_opens_the_answer(page, real_site):
    page.goto((real_site / "index.html").as_uri())
    form = page.locator("form[data-ask]")
    assert "0709T" == form.locator("[name=code]").input_value()
    form.locator("[name=plan]").select_option("cigna/commercial")
    form.locator("[name=question]").select_option("Coverage")
    page.get_by_role("button", name="Show the answer").click()
    card = page.locator(".answer-card")
    card.wait_for()
    assert "Cigna Healthcare, Commercial plans" in card.inner_text()
    assert "investigational" in card.inner_text()
    assert "secondary" in card.inner_text()


def test_every_plan_stands_under_its_payer(page, real_site):
    page.goto((real_site / "index.html").as_uri())
    held = page.locator("form[data-ask] optgroup").evaluate_all("all => all.map(g => [g.label, g.children.length])")
    assert ["Aetna", 1] in held
    assert ["UnitedHealthcare", 2] in held


def test_without_scripts_there_is_no_form_that_does_nothing(plain_page, real_site):
    plain_page.goto((real_site / "index.html").as_uri())
    assert plain_page.locator("form[data-ask]").is_hidden()
