"""A code, a plan, a question and a date chosen in the fields lead to the answer, as a search would."""

from __future__ import annotations

import pytest

pytestmark = pytest.mark.browser


def ask(page, real_site, plan, **others):
    page.goto((real_site / "index.html").as_uri())
    form = page.locator("form[data-ask]")
    assert "0709T" == form.locator("[name=code]").input_value()
    form.locator("[name=plan]").fill(plan)
    for name, value in others.items():
        form.locator(f"[name={name}]").fill(value)
    form.locator("[name=question]").select_option("Coverage")
    page.get_by_role("button", name="Show answer").click()
    return form


@pytest.mark.parametrize("typed", ["Cigna Healthcare, Commercial plans", "cigna"])
def test_what_is_chosen_opens_the_answer(page, real_site, typed):
    ask(page, real_site, typed)
    card = page.locator(".answer-card")
    card.wait_for()
    assert "Cigna Healthcare, Commercial plans" in card.inner_text()
    assert "investigational" in card.inner_text()
    assert "third-party summary" in card.inner_text()


def test_a_date_of_service_goes_with_the_question(page, real_site):
    ask(page, real_site, "cigna", date="2026-03-01")
    page.locator(".answer-card", has_text="as of Mar 1, 2026").wait_for()


def test_a_plan_that_fits_several_is_told_and_the_field_has_the_focus(page, real_site):
    form = ask(page, real_site, "blue")
    assert form.locator("[role=alert]").inner_text().startswith("Several plans or none match")
    assert "plan" == page.evaluate("document.activeElement.name")


def test_without_scripts_there_is_no_form_that_does_nothing(plain_page, real_site):
    plain_page.goto((real_site / "index.html").as_uri())
    assert plain_page.locator("form[data-ask]").is_hidden()
