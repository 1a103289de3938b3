"""A question leads to a reply of records alone: answered, nearest, not known, asked back, or refused by name."""

from __future__ import annotations

import re

import pytest

from kb.ask.compose import reply_to
from kb.ask.refusals import refused

ANSWERED = [
    ("does cigna cover 0709T", "answer", "investigational", "cigna/commercial/category-iii"),
    ("uhc commercial coverage 0709T", "answer", "investigational", "uhc/commercial/category-iii"),
    ("medicare timely filing 0708T", "answer", "12 months (one calendar year)", "medicare/national/timely-filing"),
    ("aetna appeals 0709T", "answer", "Reconsideration: 180 calendar days", "aetna/commercial/all-codes"),
    ("0709T 96401 same day", "answer", "column 2: denied", "codes/0709t"),
    ("how many units of 0709T", "answer", "Claims: practitioner. MUE: 2", "codes/0709t"),
    ("0709T modifiers", "answer", "Modifier: 51", "codes/0709t"),
    ("what is 0709T", "answer", "Each additional injection, after the first", "codes/0709t"),
    ("phone for cigna appeals", "nearest", "1-855-551-6943", "cigna/commercial/all-codes"),
    ("phone for aetna appeals", "answer", "1-888-632-3862", "aetna/commercial/all-codes"),
    ("where to mail bcbsma appeals", "answer", "PO Box 986065", "bcbs/massachusetts/appeals"),
    ("what changed at cigna", "answer", "Recorded ", "cigna/commercial/all-codes"),
]


@pytest.mark.parametrize(("question", "kind", "said", "entry"), ANSWERED)
def test_a_recorded_answer_is_told_in_its_words_with_its_record(ask, question, kind, said, entry):
    reply = ask(question)
    assert kind == reply.kind
    assert any(said in claim.text for claim in reply.claims)
    assert entry in {claim.entry for claim in reply.claims}
    assert all(claim.sources for claim in reply.claims)


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("medicare florida documentation 0709T", "data not available (searched, not found). A blog reported"),
        ("cigna prior auth 0708T", "data not available"),
        ("fax aetna appeals", "no fax for this is recorded here"),
        ("what don't we know about 0709T at cigna", "Prior authorization, Documentation"),
    ],
)
def test_what_is_not_recorded_is_not_known_with_reason_and_the_next_act(ask, question, said):
    reply = ask(question)
    assert ("not known", ()) == (reply.kind, reply.claims)
    assert said in " ".join(gap.text for gap in reply.unknown)
    assert reply.following


def test_without_a_plan_it_asks_which_one_and_counts_what_they_say(ask):
    reply = ask("is 0709T covered")
    assert "which" == reply.kind
    [lead] = reply.lead
    assert re.match(r"Which plan\? Coverage of 0709T, by [0-9]+ plans: data not available: [0-9]+, ", lead)
    assert {"is 0709T covered Cigna Healthcare, Commercial plans"} <= {*reply.following}


@pytest.mark.parametrize(
    ("question", "why"),
    [
        ("blue cross of idaho 0709T coverage", "is not in this library"),
        ("humana prior auth 0709T", "is not in this library"),
        ("official description of 0709T", "AMA"),
        ("give me the AMA wording for J9999", "AMA"),
        ("will my claim be paid for 0709T at cigna", "not foretold"),
        ("will we get paid for 0709T by uhc", "not foretold"),
        ("can we be sued for billing 0709T", "legal question"),
        ("check the auth status with aetna", "What became of one claim"),
        ("what is our precert status at cigna", "What became of one claim"),
        ("which code should we bill for a melanoma vaccine", "No code is chosen"),
    ],
)
def test_what_no_record_can_answer_is_refused_by_name_with_the_next_step(ask, question, why):
    reply = ask(question)
    assert ("refused", ()) == (reply.kind, reply.claims)
    assert why in " ".join(reply.lead)
    assert reply.following


TURNED_AROUND = (
    "how long does Example Health commercial take to decide a prior authorization",
    "Example Health commercial prior auth turnaround time",
)


@pytest.mark.parametrize("question", TURNED_AROUND)
def test_how_long_a_payer_takes_is_told_where_a_contact_records_it(desk_of_requests, question):
    reply = reply_to(desk_of_requests, question)
    [claim] = reply.claims
    assert "answer" == reply.kind
    assert claim.text.endswith(
        "other way, turnaround: 15 calendar days from a complete request. Checked Dec 1, 2025."
    )
    assert ("example-health/commercial/requests", "prior-authorization") == (claim.entry, claim.section)
    assert ["Example rule"] == [source.title for source in claim.sources]


@pytest.mark.parametrize(
    "question",
    ["how long does Example Health commercial take to decide an appeal", "Sample Mutual prior auth turnaround time"],
)
def test_how_long_is_refused_where_no_contact_of_the_plan_records_it_for_that_question(desk_of_requests, question):
    reply = reply_to(desk_of_requests, question)
    assert ("refused", ()) == (reply.kind, reply.claims)


@pytest.mark.parametrize(
    ("question", "said"),
    [
        (
            "cigna 0709T policy number",
            "coverage of 0709T: Medical Coverage Policy 0558, Category III CPT Codes, effective",
        ),
        ("what is the policy name for cigna category iii coverage", "Medical Coverage Policy 0558"),
        ("first coast 0709T lcd number", "document on "),
    ],
)
def test_the_number_of_a_policy_is_the_document_of_the_entry_that_decides(ask, desk, question, said):
    reply = ask(question)
    assert "answer" == reply.kind
    assert said in reply.claims[0].text
    assert all(desk.current.by_path[f"{one.entry}.md"].document in one.text for one in reply.claims)
    assert len(reply.claims) == len({one.entry for one in reply.claims})


def test_a_name_without_a_number_is_only_the_nearest_and_where_no_document_is_recorded_none_is_told(ask):
    nearest, missing = ask("uhc commercial 0709T policy number"), ask("aetna commercial 0709T policy number")
    assert ("nearest", ("policy number",)) == (nearest.kind, nearest.unread)
    assert ("not known", ()) == (missing.kind, missing.claims)
    assert ["Aetna, Commercial plans: no document that decides an answer on 0709T is recorded by its name."] == [
        gap.text for gap in missing.unknown
    ]


def test_a_policy_that_is_named_by_its_number_is_not_asked_for_its_number(ask):
    assert "document on" not in " ".join(claim.text for claim in ask("cigna policy number 0558 0709T").claims)


@pytest.mark.parametrize(
    "question", ["latest cigna policy update 0709T", "last change cigna 0709T", "most recent cigna update"]
)
def test_the_latest_update_asked_for_in_the_singular_is_what_changed(ask, question):
    reply = ask(question)
    assert "answer" == reply.kind
    assert all(claim.text.startswith("Recorded ") for claim in reply.claims)
    assert all(claim.entry.startswith("cigna/") for claim in reply.claims)


@pytest.mark.parametrize(
    "question",
    [
        "what is the timely filing for cigna",
        "does cigna pay 0709T",
        "cigna claim address",
        "0709T prior auth status cigna",
        "uhc legal entity 0709T",
        "which codes does cigna exclude",
    ],
)
def test_a_plain_question_is_not_refused(ask, question):
    assert "refused" != ask(question).kind


def test_a_contact_and_what_a_policy_requires_are_not_refused_beside_words_that_are():
    assert refused("claim status cigna") is not None
    assert refused("cigna claim status phone number") is None
    assert refused("imlygic dosing schedule") is not None
    assert refused("what dosing schedule does cigna require for imlygic") is None
