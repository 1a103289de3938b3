"""The forms for issues and pull requests: a code host can read them, they use the library's words, and warn."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from kb.domain.vocabulary import QUESTIONS

GITHUB = Path(__file__).parents[1] / ".github"
FORMS = {
    path.stem: yaml.safe_load(path.read_text(encoding="utf-8"))
    for path in sorted((GITHUB / "ISSUE_TEMPLATE").glob("*.yml"))
    if path.stem != "config"
}
ASKS = {"input", "textarea", "dropdown", "checkboxes"}


def fields(form):
    return [part for part in form["body"] if part["type"] in ASKS]


def test_there_is_a_form_for_each_reason_to_write():
    assert ["answer-is-wrong", "plan-missing", "policy-changed"] == list(FORMS)


@pytest.mark.parametrize("name", FORMS)
def test_a_form_has_what_the_code_host_asks_for(name):
    form = FORMS[name]
    assert {"name", "description", "body"} <= set(form) <= {"name", "description", "title", "labels", "body"}
    assert {part["type"] for part in form["body"]} <= {*ASKS, "markdown"}
    ids = [part["id"] for part in fields(form)]
    labels = [part["attributes"]["label"] for part in fields(form)]
    assert len(set(ids)) == len(ids)
    assert len(set(labels)) == len(labels)
    assert [] == [name for name in ids if not re.fullmatch(r"[a-z][a-z-]*", name)]


@pytest.mark.parametrize("name", FORMS)
def test_a_form_begins_and_ends_with_a_warning_against_patient_data(name):
    first, *_, last = FORMS[name]["body"]
    assert first["attributes"]["value"].startswith("**No patient data.**")
    assert "no patient data" in last["attributes"]["options"][0]["label"]
    assert last["attributes"]["options"][0]["required"]


def test_a_wrong_answer_is_reported_by_the_questions_of_the_library():
    (asked,) = (part for part in fields(FORMS["answer-is-wrong"]) if part["id"] == "question")
    assert [*(question.title for question in QUESTIONS), "Other"] == asked["attributes"]["options"]


def test_a_pull_request_is_asked_for_its_source_and_warned():
    written = (GITHUB / "pull_request_template.md").read_text(encoding="utf-8")
    assert ("No patient data", True) == (written[5:20], "## Source" in written)
