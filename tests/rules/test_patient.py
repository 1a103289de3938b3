"""What looks like a patient's data where people type, and in content; and that questions on policies never do.

The forms stand in `data/typed/`. `tests/search/test_box_data.py` holds the browser to the same.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from kb.content.parse import parse
from kb.content.questions import read_questions
from kb.rules.patient import ENOUGH, PATTERNS, looks_like, patient_data, refusal

ROOT = Path(__file__).parents[2]
TYPED = ROOT / "tests" / "data" / "typed"
ENTRY = "example-health/commercial/spare.md"


def written(name):
    lines = (TYPED / name).read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("# ")]


FORMS = dict(line.rsplit(" | ", 1) for line in written("patients.txt"))
PLAIN = written("policies.txt")


@pytest.mark.parametrize("typed", FORMS)
def test_a_usual_form_of_a_patients_data_is_named(typed):
    assert FORMS[typed] == looks_like(typed)


def test_every_kind_of_pattern_has_a_form_that_only_it_finds():
    found = [[at for at, each in enumerate(PATTERNS) if each.read.search(typed)] for typed in FORMS]
    assert set(range(len(PATTERNS))) == {at for alone in found if len(alone) == 1 for at in alone}


@pytest.mark.parametrize("typed", PLAIN)
def test_what_people_type_to_find_a_policy_is_no_patients_data(typed):
    assert not looks_like(typed)


def test_no_question_that_the_library_is_held_to_looks_like_a_patients_data(real_policies):
    golden = read_questions((real_policies / "questions.yml").read_text(encoding="utf-8"))
    asked = [question.ask for question in (*golden.held, *golden.not_yet)]
    queries = (ROOT / "tests" / "search" / "queries.txt").read_text(encoding="utf-8").splitlines()
    probes = re.findall(r'"([^"\n]+)"', (ROOT / "benchmarks" / "probes.py").read_text(encoding="utf-8"))
    assert min(len(asked), len(queries), len(probes)) > 50
    assert [] == [typed for typed in (*asked, *queries, *probes) if looks_like(typed)]


def test_invisible_signs_and_other_widths_hide_nothing():
    assert "a social security number" == looks_like("\uff11\uff12\uff13\u200b-\uff14\uff15-\u00ad6789")


@pytest.mark.parametrize("first", "SLOIBZ0")
def test_a_medicare_identifier_is_known_by_the_letters_it_may_have(first):
    assert not looks_like(f"1{first}G4-TE5-MK73")
    assert not looks_like("0EG4-TE5-MK73")


def unbounded(parsed):
    """Give what a pattern repeats without a bound, wherever it stands."""
    for operation, value in parsed:
        name = str(operation)
        if name in {"MAX_REPEAT", "MIN_REPEAT"}:
            if value[1] == re._constants.MAXREPEAT:
                yield value[2]
            yield from unbounded(value[2])
        elif name == "BRANCH":
            for branch in value[1]:
                yield from unbounded(branch)
        elif name in {"SUBPATTERN", "ASSERT", "ASSERT_NOT"}:
            yield from unbounded(value[-1])


@pytest.mark.parametrize("pattern", PATTERNS, ids=lambda each: each.what)
def test_a_pattern_repeats_without_a_bound_single_signs_only_so_that_no_text_takes_long(pattern):
    repeated = list(unbounded(re._parser.parse(pattern.written)))
    assert [] == [items for items in repeated if len(items) != 1 or str(items[0][0]) not in {"IN", "LITERAL"}]


# In content


def found(body):
    return [(place.line, place.column) for place, _ in patient_data(parse(ENTRY, f"---\n---\n{body}"))]


@pytest.mark.parametrize(
    "line",
    [
        "SSN 000-12-3456",
        "MRN: 123456",
        "medical record number 1234",
        "Member ID: ABC12345",
        "subscriber number #12345",
        "DOB 1/2/1950",
        "born on 1950-01-02",
        "1EG4-TE5-MK73",
        "the card with 1EG4TE5MK73 on it",
    ],
)
def test_what_looks_like_a_patient_is_told_in_front_matter_and_body(line):
    assert 2 == len({place[0] for place in found(f"## Summary\n{line}\n\n`{line}`\n")})
    assert [2] == [place.line for place, _ in patient_data(parse(ENTRY, f"---\ntitle: {line}\n---\n"))]


@pytest.mark.parametrize(
    "line",
    [
        "Fax 800-555-1234",
        "Call 212-555-0123",
        "Effective 2026-04-15",
        "policy 123-45-67890",
        "policy 1000-12-3456",
        "The member ID card names the plan",
        "Member ID: printed on the card",
        "the patient number of visits",
        "the date of birth is not needed",
        "The claim carries patient name: first, last",
        "Adults aged 18, and children 12 years old",
        "NDC 12345-6789-01",
        "Effective since 1/1/1999",
        "https://example.org/@team/a.html",
    ],
)
def test_numbers_of_policies_are_no_patients(line):
    assert [] == found(f"## Summary\n{line}\n")


def test_every_refusal_has_one_wording_and_repeats_nothing():
    assert "--about looks like a social security number, so it is not read; take it out: " + ENOUGH == refusal(
        "123-45-6789", "--about"
    )
    assert "" == refusal("0709T coverage")
    assert [] == [path.name for path in (ROOT / "kb").rglob("*.py") if "import looks_like" in path.read_text()]
    assert ["privacy.js", "worklist.js"] == sorted(
        path.name for path in (ROOT / "site_templates" / "static").glob("*.js") if ENOUGH in path.read_text()
    )
