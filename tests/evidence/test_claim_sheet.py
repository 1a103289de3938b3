"""A claim sheet says what records say on a date of service, each line with its sources, and what is not known."""

from __future__ import annotations

import datetime as dt
import json
import shutil

import pytest

from kb.content.load import load
from kb.domain.vocabulary import QUESTIONS, UNKNOWN
from kb.evidence.claim_answers import NOT_THEN, RECORDED_LATE
from kb.evidence.claim_denial import read_denial
from kb.evidence.claim_lines import ClaimAsked
from kb.evidence.claim_sheet import MadeFrom, make_claim_sheet
from kb.evidence.claim_text import LONGEST_NOTE, account_note, sheet_lines, sheet_record
from kb.facts.store import Store
from kb.history.in_force import AsOfDates
from kb.history.read import read_history
from kb.rules.check import check
from tests.conftest import POLICIES

PLAN = "example-health/commercial"
SERVICE = dt.date(2026, 6, 1)
TODAY = dt.date(2026, 11, 29)
MADE_FROM = MadeFrom(TODAY, f"commit {'0123456789' * 4}")
ANSWERS, TOGETHER, CODING, CRITERIA, DEADLINES, CONTACTS, CALLS = range(7)


@pytest.fixture(scope="module")
def real(tmp_path_factory):
    """The real library with its history, none, since it is copied without git; and its store of official files."""
    folder = tmp_path_factory.mktemp("real") / "policies"
    shutil.copytree(POLICIES, folder)
    texts = load(folder)
    return check(texts, TODAY).library, read_history(folder, texts), Store(texts.facts, texts.hashes)


@pytest.fixture(scope="module")
def sheet(real):
    """Make a sheet of the real library."""
    library, history, store = real

    def make(codes, scope, service=SERVICE, decided=None, **more):
        asked = ClaimAsked(tuple(codes.split(",")), scope, AsOfDates(service), TODAY, decided, **more)
        return make_claim_sheet(library, history, store, asked, MADE_FROM)

    return make


def texts_of(part):
    """Give the lines of a part with their details, as one text."""
    return "\n".join("\n".join((line.text, *line.details)) for line in part.lines)


CASES = [
    ("0708T,0709T", "cigna/commercial"),
    ("0709T", "aetna/commercial"),
    ("0709T,96401", "medicare/ngs"),
    ("0708T", "uhc/medicare-advantage"),
    ("0709T", "bcbs/massachusetts"),
    ("J9325", "uhc/commercial"),
]


@pytest.mark.parametrize(("codes", "scope"), CASES)
def test_what_a_sheet_says_of_a_payer_has_a_source(sheet, codes, scope):
    made = sheet(codes, scope, decided=dt.date(2026, 7, 1))
    for part in (made.parts[ANSWERS], made.parts[DEADLINES], made.parts[CONTACTS]):
        for line in part.lines:
            assert line.sources or not line.known, line.text
            assert set(line.sources) <= set(made.sources)


@pytest.mark.parametrize(("codes", "scope"), CASES)
def test_each_question_of_each_code_is_answered_or_asked_of_the_plan(sheet, codes, scope):
    made = sheet(codes, scope)
    for answer in made.answers:
        asked = next(each for each in QUESTIONS if each.slug == answer["question"])
        lines = [line for line in made.parts[ANSWERS].lines if line.text.startswith(f"{asked.label}, ")]
        assert any(answer["code"] in line.text and answer["answer"] in line.text for line in lines)
        if answer["answer"] == UNKNOWN:
            calls = texts_of(made.parts[CALLS])
            assert asked.asks in calls
            assert made.plan in calls


@pytest.mark.parametrize(("codes", "scope"), CASES)
def test_a_note_for_the_account_fits_and_cuts_no_value(sheet, codes, scope):
    made = sheet(codes, scope)
    note = account_note(made)
    assert len(note) <= LONGEST_NOTE
    assert note.startswith(made.plan)
    assert note.endswith("Not a guarantee of payment.")
    known = [answer["answer"] for answer in made.answers if answer["answer"] != UNKNOWN]
    told = [value for value in known if value in note]
    left_out = "More on the sheet" in note
    assert left_out or len(told) == len(known)


def test_an_add_on_without_its_primary_is_told_first(sheet):
    alone = sheet("0709T", "cigna/commercial")
    assert "0709T is an add-on to 0708T, which is not on this sheet." in alone.warnings
    assert not sheet("0709T,0708T", "cigna/commercial").warnings


def test_a_code_on_a_day_before_it_began_is_told_first(sheet):
    assert any("began on" in one for one in sheet("0708T", "aetna/commercial", dt.date(2021, 6, 1)).warnings)


def test_two_codes_with_an_edit_are_told_once_with_who_is_paid(sheet):
    lines = sheet("96401,0709T", "aetna/commercial").parts[TOGETHER].lines
    edits = [line for line in lines if "beside" in line.text]
    assert len(edits) == 1
    assert "0709T is column 2: denied" in edits[0].text
    assert edits[0].sources


def test_a_filing_limit_is_reckoned_from_the_date_of_service_and_an_appeal_from_the_decision(sheet):
    without = texts_of(sheet("0709T", "medicare/ngs").parts[DEADLINES])
    assert "12 months from date of service: last day Tuesday, Jun 1, 2027" in without
    assert "last day not reckoned, since that day was not given" in without
    decided = texts_of(sheet("0709T", "medicare/ngs", decided=dt.date(2026, 7, 1)).parts[DEADLINES])
    assert "last day Tuesday, Nov 3, 2026" in decided  # presumed 5 days after the notice, then 120
    assert "not reckoned" not in decided


def test_a_later_step_of_an_appeal_is_not_reckoned_from_the_decision_on_the_claim(sheet):
    lines = sheet("0709T", "bcbs/massachusetts", decided=dt.date(2026, 9, 30)).parts[DEADLINES].lines
    first, second = (next(one for one in lines if f"({level} level)" in one.text) for level in ("first", "second"))
    assert "last day Monday, Mar 29, 2027" in first.text
    assert second.text.endswith("last day not reckoned: it counts from the decision of the step before.")
    assert not second.known


def test_the_day_of_a_decision_is_not_taken_for_the_primary_payers(sheet):
    lines = sheet("0709T", "cigna/commercial", decided=dt.date(2026, 7, 1)).parts[DEADLINES].lines
    second = [line.text for line in lines if "primary remittance" in line.text]
    assert second
    assert all("not reckoned" in text for text in second)


def test_units_are_those_of_the_newest_file_that_had_begun(sheet):
    now = [line for line in sheet("0709T", "cigna/commercial").parts[CODING].lines if "MUE" in line.text]
    assert ["File effective Apr 1, 2026", "File effective Jul 1, 2024"] == [
        line.details[0].partition(";")[0] for line in now
    ]
    before = texts_of(sheet("0709T", "cigna/commercial", dt.date(2022, 3, 1)).parts[CODING])
    assert "the unit limits on file begin after the date of service" in before
    assert "at most" not in before


def test_an_item_beside_the_claim_is_said_to_be_listed_or_not_available(sheet):
    assert "C43.9: data not available" in texts_of(sheet("0709T", "aetna/commercial", beside="C43.9").parts[CRITERIA])


def test_a_sheet_as_data_names_its_sources_by_number(sheet):
    record = sheet_record(sheet("0708T,0709T", "cigna/commercial"))
    numbers = {source["number"] for source in record["sources"]}
    assert numbers == set(range(1, len(numbers) + 1))
    assert {one for part in record["parts"] for line in part["lines"] for one in line["sources"]} == numbers
    assert record == json.loads(json.dumps(record))


def test_what_was_recorded_on_the_date_of_service_is_told_where_it_differs(told):
    made = told("claim", "0708T,0706T", PLAN, "--date", "2026-03-10")
    first, second = made["parts"][ANSWERS]["lines"][:2]
    earlier = "By what was recorded here on the date of service"
    assert first["text"] == "Coverage, 0708T: not covered"
    assert not any(one.startswith(earlier) for one in first["details"])
    assert second["text"].startswith("Coverage, 0706T: sources conflict")
    told_then = [one for one in second["details"] if one.startswith(f"{earlier}, 0706T: ")]
    assert [f"{earlier}, 0706T: investigational."] == told_then


def test_where_nothing_was_recorded_by_the_date_of_service_that_is_told_once(told):
    made = told("claim", "0708T", PLAN, "--date", "2026-01-05")
    assert NOT_THEN in made["warnings"]
    details = [one for line in made["parts"][ANSWERS]["lines"] for one in line["details"]]
    assert not any(one.startswith(("By what was recorded", RECORDED_LATE)) for one in details)


def test_a_rule_that_begins_later_is_named_and_does_not_answer(told):
    made = told("claim", "0708T", PLAN, "--date", "2026-04-01")
    coverage = made["parts"][ANSWERS]["lines"][0]
    assert coverage["text"] == "Coverage, 0708T: not covered"
    assert any(one.startswith("From 2027-01-01") and "investigational" in one for one in coverage["details"])


def test_before_anything_was_recorded_nothing_is_known(told):
    made = told("claim", "0709T", PLAN, "--date", "2026-03-10", "--known", "2026-01-01")
    assert not made["texts"]
    assert not made["parts"][DEADLINES]["lines"]
    assert all(not line["known"] for line in made["parts"][ANSWERS]["lines"])


def test_the_texts_that_decide_can_be_checked(told):
    made = told("claim", "0709T", PLAN, "--date", "2026-03-10", "--known", "2026-03-10")
    assert made["texts"]
    assert all(text["commit"] and text["blob"] for text in made["texts"])


def test_a_sheet_names_the_state_of_the_library_it_was_made_from(sheet, told):
    made = sheet("0709T", "cigna/commercial")
    assert made.prepared == "Prepared on 2026-11-29 from the library as of 2026-11-29, commit 012345678901."
    assert (
        "from the library as of 2026-05-03, commit "
        in told("claim", "0709T", PLAN, "--date", "2026-03-10")["prepared"]
    )


def test_a_denial_leads_to_its_question_the_last_day_and_what_to_send(sheet, real):
    denial = read_denial(real[0], "co 50")
    part = sheet("0709T", "medicare/palmetto", decided=dt.date(2026, 7, 1), denial=denial).parts[0]
    texts = [line.text for line in part.lines]
    assert part.heading == "The denial"
    assert texts[0] == "CO-50: in our words, about “medically necessary”. The question it raises: Coverage."
    assert "Coverage, 0709T: data not available (searched, not found)" in texts
    assert any(text.startswith("Appeals (redetermination)") and "Nov 3, 2026" in text for text in texts)
    assert texts[-1].startswith("What to send: data not available")


def test_a_denial_without_a_decision_says_that_no_last_day_was_reckoned(sheet, real):
    part = sheet("0709T", "medicare/palmetto", denial=read_denial(real[0], "N115")).parts[0]
    assert any(line.text.startswith("Last day to appeal: not reckoned") and not line.known for line in part.lines)


@pytest.mark.parametrize(
    ("written", "code"),
    [("CO-50", "CO-50"), ("co 50", "CO-50"), ("CARC CO50", "CO-50"), ("29", "CO-29"), ("OA-197", "OA-197")],
)
def test_a_denial_code_is_read_with_its_group_or_by_its_number(real, written, code):
    assert read_denial(real[0], written).code == code


@pytest.mark.parametrize("part", range(7))
def test_a_sheet_shows_no_path_of_a_record_where_a_reader_reads(sheet, part):
    for codes, scope in CASES:
        assert scope not in texts_of(sheet(codes, scope).parts[part])


def test_a_sheet_in_a_terminal_ends_with_its_sources_and_how_to_check_it(sheet):
    lines = [text for text, _ in sheet_lines(sheet("0709T", "cigna/commercial"))]
    assert lines.index("Sources") < lines.index("How to check this sheet")
    assert "Not a guarantee of payment." in lines[-1]


@pytest.mark.parametrize(
    ("words", "told_of"),
    [
        (("0709T", "example-health/comercial", "--date", "2026-03-10"), "did you mean `example-health/commercial`?"),
        (("07O9T", PLAN, "--date", "2026-03-10"), "is no CPT or HCPCS code"),
        ((",", PLAN, "--date", "2026-03-10"), "needs a code"),
        ((",".join(f"0{n}T" for n in range(700, 714)), PLAN, "--date", "2026-03-10"), "name at most 12"),
        (("0709T", PLAN), "--date"),
        (("0709T", PLAN, "--date", "2026-03-10", "--decided", "2026-03-09"), "before the date of service"),
        (("0709T", PLAN, "--date", "2026-03-10", "--with", "DOB 01/02/1960"), "take it out"),
        (("0709T", PLAN, "--date", "2026-03-10", "--denial", "ZZ-1"), "is not in lookup.yml"),
    ],
)
def test_a_call_that_is_wrong_is_told_how_to_mend_it(kb, words, told_of):
    code, out, err = kb("claim", *words)
    assert (code, out) == (2, "")
    assert told_of in err


def test_the_file_stands_alone_and_is_made_again_and_never_over_anothers(kb, tmp_path):
    page = tmp_path / "claim.html"
    call = ("claim", "0709T", PLAN, "--date", "2026-03-10", "--out", str(page))
    assert kb(*call)[0] == 0
    first = page.read_bytes()
    assert kb(*call)[0] == 0
    assert page.read_bytes() == first
    assert b"<script" not in first
    assert b"<link" not in first
    page.write_text("mine")
    code, _, err = kb(*call)
    assert code == 2
    assert "was not made by this command" in err
    assert page.read_text() == "mine"


def test_answers_that_are_not_known_stand_in_one_line_each_with_its_reason(sheet):
    lines = [line.text for line in sheet("0709T,96401", "medicare/ngs").parts[ANSWERS].lines]
    told = "0709T: searched, not found; 96401: not yet searched"
    assert f"Coverage, 0709T, 96401: data not available ({told})" in lines
    assert 1 == sum(line.startswith("Prior authorization, ") for line in lines)
    assert 2 == sum(line.startswith("Documentation, ") for line in lines)


def test_one_answer_for_several_codes_is_explained_with_all_of_them(sheet):
    (coverage,) = (
        line
        for line in sheet("0708T,0709T", "cigna/commercial").parts[ANSWERS].lines
        if line.text.startswith("Coverage, 0708T, 0709T: investigational")
    )
    assert any("0708T and 0709T are not listed" in told for told in coverage.details)
    assert any("including 0708T and 0709T." in told for told in coverage.details)
