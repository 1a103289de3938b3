"""A question leads to a reply of records alone: answered, nearest, not known, asked back, or refused by name."""

from __future__ import annotations

import calendar
import re

import pytest

from kb.ask.compose import reply_to
from kb.ask.wording import text_of
from kb.content.code_tables import code_tables
from kb.content.questions import read_questions
from kb.domain.model import CodePage
from kb.domain.scopes import scope_title
from kb.domain.vocabulary import CONFIDENCES, CURRENCIES, EXTENTS, QUESTIONS, STANDINGS, label
from kb.search.documents import row_text
from kb.search.find import find

LABELED = (CONFIDENCES, CURRENCIES, EXTENTS, STANDINGS)
ANSWERED = [
    ("does cigna cover 0709T", "answer", "investigational", "cigna/commercial/category-iii"),
    ("uhc commercial coverage 0709T", "answer", "investigational", "uhc/commercial/category-iii"),
    ("medicare timely filing 0708T", "answer", "12 months (one calendar year)", "medicare/national/timely-filing"),
    ("aetna appeals 0709T", "answer", "Reconsideration: 180 calendar days", "aetna/commercial/all-codes"),
    ("0709T 96401 same day", "answer", "column 2: denied", "codes/0709t"),
    ("how many units of 0709T", "answer", "It is 2 for 0709T", "codes/0709t"),
    ("0709T modifiers", "answer", "Modifier: 51", "codes/0709t"),
    ("what is 0709T", "answer", "each additional injection, after the first", "codes/0709t"),
    ("phone for cigna appeals", "answer", "1-855-551-6943", "cigna/commercial/all-codes"),
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
        ("medicare florida documentation 0709T", "data not available (searched, not found). Searched "),
        ("cigna prior auth 0708T", "data not available"),
        ("fax aetna appeals", "no fax for this is recorded here"),
        ("what don't we know about 0709T at cigna", "prior-authorization"),
    ],
)
def test_what_is_not_recorded_is_not_known_with_reason_and_the_next_act(ask, question, said):
    reply = ask(question)
    assert ("not known", ()) == (reply.kind, reply.claims)
    assert said in " ".join(reply.unknown)
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
        ("which code should we bill for a melanoma vaccine", "No code is chosen"),
    ],
)
def test_what_no_record_can_answer_is_refused_by_name_with_the_next_step(ask, question, why):
    reply = ask(question)
    assert ("refused", ()) == (reply.kind, reply.claims)
    assert why in " ".join(reply.lead)
    assert reply.following


@pytest.mark.parametrize(
    "question",
    [
        "what is the timely filing for cigna",
        "does cigna pay 0709T",
        "cigna claim address",
        "uhc legal entity 0709T",
        "which codes does cigna exclude",
    ],
)
def test_a_plain_question_is_not_refused(ask, question):
    assert "refused" != ask(question).kind


def golden(real_policies):
    read = read_questions((real_policies / "questions.yml").read_text(encoding="utf-8"))
    return [one.ask for one in read.held]


@pytest.fixture(scope="session")
def replies(desk, real_policies):
    return [reply_to(desk, question) for question in golden(real_policies)[::3]]


def test_each_word_of_a_claim_stands_in_its_record_or_is_one_of_the_template(desk, replies):
    """The record is the file with its front matter, its names and sources; the template repeats what was asked.

    On a day in the past the cautions of the history come behind: sentences on that day, and not of the file.
    """
    library = desk.current
    names = " ".join(scope_title(payer.title, scope.name) for payer, scope in library.scopes)
    for reply in replies:
        for claim in () if find(desk.searcher, reply.question, 1, desk.today).read.day else reply.claims:
            asked = f"{reply.question} {' '.join(reply.read_as)}"
            known = spoken(f"{asked} {names} {TEMPLATE} {record(library.by_path[f'{claim.entry}.md'])}")
            assert not spoken(claim.text) - known, (reply.question, claim.text)


TEMPLATE = " ".join(
    (
        "effective no effective date recorded of checked about",
        *calendar.month_abbr,
        *(f"{value.name} {label(value.name)} {value.meaning}" for values in LABELED for value in values),
        *(f"{question.label} {question.title}" for question in QUESTIONS),
    )
)
"""The words that a claim adds to its record: how sure it is, its question, and the names of months."""


def record(document):
    tables = code_tables(document) if isinstance(document, CodePage) else ()
    rows = (row_text(table, row) for table in tables for row in table.rows)
    return " ".join((repr(document).replace(r"\n", " "), *rows))


def spoken(text):
    """Give the words of a text, numbers without zeros before them."""
    return {found.lstrip("0") for found in re.findall(r"[a-z]+|[0-9]+", text.lower())} - {""}


def test_a_reply_with_a_word_that_nothing_holds_is_never_an_answer(replies):
    assert not [reply.question for reply in replies if reply.unread and reply.kind == "answer"]


def test_a_reply_names_the_sources_of_each_claim_and_how_it_was_read(replies):
    for reply in replies:
        text = text_of(reply)
        assert all(source.url in text for claim in reply.claims for source in claim.sources)
        assert all(part in text for part in reply.read_as)
