"""An answer as of two clocks: which versions are told beside it, in which role, and what must be known of the day."""

from __future__ import annotations

import datetime as dt

import pytest

from kb.domain.problem import UsageError
from kb.history.answer_as_of import answer_as_of, answer_now, read_dates
from kb.history.in_force import AsOfDates
from kb.history.versions import UNRECORDED
from tests.history.made import history, last_files, library_of

PLANS, ADVANTAGE = "example-health/commercial", "example-health/medicare-advantage"
X, Y = f"{PLANS}/x.md", f"{PLANS}/y.md"
WORDS = ("0708T", PLANS, "coverage")
TODAY = dt.date(2026, 3, 2)
BROKEN = "---\ntitle: Old form\neffective: 2025-01-01\nstatus: unproven\n---\n\nText.\n"


@pytest.fixture
def pages(good_library):
    """The payers and codes of the small library, which every history below begins with."""
    paths = ["example-health/payer.md", "sample-mutual/payer.md", "codes/0708t.md", "codes/0709t.md"]
    return {path: (good_library / path).read_text(encoding="utf-8") for path in paths}


@pytest.fixture
def ask(pages):
    """Ask what was in force on a day, given the later steps of a history, and how it is asked."""

    def of(*steps, date="2026-01-01", known=None, words=WORDS, today=TODAY, **made):
        every = (("2025-01-01", pages), *steps)
        dates = AsOfDates(dt.date.fromisoformat(date), known and dt.date.fromisoformat(known))
        files = {path: text for path, text in last_files(*every).items() if "status: unproven" not in text}
        return answer_as_of(library_of(files), history(*every, **made), words, dates, today)

    return of


@pytest.fixture
def now(pages):
    """Ask what is in force today, given the later steps of a history."""

    def of(*steps, today=TODAY, words=WORDS):
        every = (("2025-01-01", pages), *steps)
        return answer_now(library_of(last_files(*every)), history(*every), words, today)

    return of


def roles(answer):
    return {version["entry"]: version["role"] for version in answer["as_of"]["versions"]}


def left_out(answer):
    return [one["path"] for one in answer["as_of"]["left_out"]]


# Roles


def test_the_version_that_decides_and_those_that_inform_are_told(ask, rule):
    steps = {X: rule("covered", "2025-02-01"), Y: rule("not covered", "2025-02-01", codes="category III")}
    answer = ask(("2025-02-02", steps))
    assert ("covered", {f"{PLANS}/x": "decides", f"{PLANS}/y": "informs"}) == (answer["answer"], roles(answer))


def test_an_entry_on_another_question_code_or_plan_is_not_told(ask, rule):
    text = rule("covered", "2027-01-01")
    answer = ask(
        ("2025-02-02", {
            f"{PLANS}/question.md": text.replace("coverage", "billing").replace("covered", "One a day"),
            f"{PLANS}/code.md": rule("covered", "2027-01-01", codes="0700T"),
            f"{ADVANTAGE}/plan.md": text,
            X: text,
        }),
    )  # fmt: skip
    assert {f"{PLANS}/x": "not recorded"} == roles(answer)


def test_a_rule_that_begins_later_says_that_what_held_then_is_not_recorded(ask, rule):
    answer = ask(("2025-02-02", {X: rule("covered", "2026-06-01")}))
    (version,) = answer["as_of"]["versions"]
    assert ("not recorded", f"{PLANS}/x") == (version["role"], version["today"])
    assert "path" not in version
    assert [("2026-06-01", "covered")] == [(one["effective"], one["answer"]) for one in version["upcoming"]]


def test_a_rule_that_was_withdrawn_or_had_ended_was_not_in_force(ask, rule):
    gone = ask(("2025-02-02", {X: rule("covered", "2025-02-01")}), ("2025-03-03", {X: None}))
    assert {f"{PLANS}/x": "not in force"} == roles(ask(
        ("2025-02-02", {X: rule("covered", "2025-02-01")}),
        ("2025-03-03", {X: None}),
        ("2025-04-04", {X: rule("covered", "2027-01-01")}),
    ))  # fmt: skip
    assert {} == roles(gone)
    ended = ask(("2025-02-02", {X: rule("covered", "2025-02-01", "2025-06-30")}))
    assert ({f"{PLANS}/x": "informs"}, "data not available") == (roles(ended), ended["answer"])


def test_what_gives_no_answer_on_the_day_has_the_reason_of_its_files_and_not_that_nobody_looked(ask, rule):
    steps = (
        ("2025-02-02", {X: rule("covered", "2025-02-01")}),
        ("2025-03-03", {X: None}),
        ("2025-04-04", {X: rule("covered", "2027-01-01")}),
    )
    answer = ask(*steps, known="2025-03-04")
    assert "No policy on file for this plan answers this question." == answer["why"]
    begins = ask(*steps)
    assert ("no earlier rule recorded; one begins Jan 1, 2027", True) == (
        begins["reason"],
        begins["why"].startswith("No earlier rule is recorded here"),
    )


def test_a_file_that_cannot_be_read_may_speak_to_the_question_and_is_left_out(ask):
    answer = ask(("2025-02-02", {X: BROKEN}))
    assert ({f"{PLANS}/x": "unreadable"}, [X]) == (roles(answer), left_out(answer))
    told = "An entry that may speak to the question cannot be read by today's schema; its text is kept."
    assert (None, told) == (answer["reason"], answer["why"])


def test_a_file_that_cannot_be_read_of_another_plan_is_not_told(ask):
    answer = ask(("2025-02-02", {f"{ADVANTAGE}/x.md": BROKEN}))
    assert ({}, []) == (roles(answer), left_out(answer))
    assert "not looked up" == answer["reason"]


def test_a_code_page_that_cannot_be_read_is_told_whatever_the_plan(ask):
    assert ["codes/0712t.md"] == left_out(ask(("2025-02-02", {"codes/0712t.md": BROKEN})))


def test_beside_a_deciding_rule_the_reason_of_others_is_not_given(ask, rule):
    answer = ask(("2025-02-02", {X: rule("covered", "2025-02-01"), Y: BROKEN}))
    assert (None, {f"{PLANS}/x": "decides", f"{PLANS}/y": "unreadable"}) == (answer["reason"], roles(answer))
    assert answer["why"].endswith("so the answer is “covered”.")


def test_an_entry_that_says_why_nothing_is_known_keeps_its_reason_beside_one_that_cannot_be_read(ask, rule):
    unknown = rule("data not available\ncoverage_reason: not looked up", "2025-02-01")
    unknown = unknown.replace("coverage_sources: example-rule\ncoverage_confidence: high\n", "")
    answer = ask(("2025-02-02", {X: unknown, Y: BROKEN}))
    assert ("not looked up", "unreadable") == (answer["reason"], roles(answer)[f"{PLANS}/y"])


def test_a_payer_page_that_cannot_be_read_is_told_whatever_the_plan(ask):
    assert ["example-health/old/payer.md"] == left_out(ask(("2025-02-02", {"example-health/old/payer.md": BROKEN})))


def test_an_entry_of_the_brand_that_the_licensee_s_own_passes_over_is_not_told(ask, pages, rule):
    kinds = {"brand": "brand", "local": "licensee"}
    scopes = "".join(f"  {name}:\n    name: Plan {name}\n    kind: {kind}\n" for name, kind in kinds.items())
    payer = pages["example-health/payer.md"]
    start = payer.index("scopes:\n")
    end = payer.index("\n", payer.rindex("    line_of_business")) + 1
    steps = {"example-health/payer.md": f"{payer[:start]}scopes:\n{scopes}{payer[end:]}"}
    steps |= {f"example-health/{name}/x.md": rule("covered", "2025-02-01") for name in ("brand", "local")}
    answer = ask(("2025-02-02", steps), words=("0708T", "example-health/local", "coverage"))
    assert {"example-health/local/x": "decides"} == roles(answer)


def test_a_version_that_had_ended_and_cannot_be_read_bears_on_nothing(ask):
    ended = BROKEN.replace("effective: 2025-01-01", "effective: 2025-01-01\nends: 2025-06-30")
    assert [] == left_out(ask(("2025-02-02", {X: ended})))
    assert [X] == left_out(ask(("2025-02-02", {X: ended}), date="2025-06-30"))


# What is told of a version


def test_a_version_is_told_with_what_came_after_it(ask, rule):
    answer = ask(
        ("2025-02-02", {X: rule("covered", "2025-02-01")}),
        ("2025-06-02", {X: rule("case by case", "2025-06-01")}),
        ("2025-08-02", {X: rule("not covered", "2026-06-01")}),
        ("2025-09-02", {X: None}),
        date="2025-07-01",
        known="2025-03-01",
    )
    (version,) = answer["as_of"]["versions"]
    assert ("2025-02-02", "added", None) == (version["recorded"], version["kind"], version["today"])
    assert [] == version["upcoming"]
    assert [("2025-06-01", "case by case")] == [(one["effective"], one["answer"]) for one in version["learned_later"]]


def test_a_withdrawal_to_come_has_no_answer(ask, rule):
    answer = ask(("2025-02-02", {X: rule("covered", "2025-02-01")}), ("2026-02-02", {X: None}), date="2026-01-01")
    (version,) = answer["as_of"]["versions"]
    assert [("withdrawn", None)] == [(one["kind"], one["answer"]) for one in version["upcoming"]]


def test_a_version_to_come_that_cannot_be_read_or_answers_something_else_has_no_answer(ask, rule):
    other = rule("covered", "2026-07-01").replace("coverage", "billing").replace("covered", "One a day")
    answer = ask(
        ("2025-02-02", {X: rule("covered", "2025-02-01")}),
        ("2025-03-02", {X: BROKEN.replace("2025-01-01", "2026-06-01")}),
        ("2025-04-02", {X: other}),
    )
    (version,) = answer["as_of"]["versions"]
    assert [("2026-06-01", None), ("2026-07-01", None)] == [
        (one["effective"], one["answer"]) for one in version["upcoming"]
    ]


def test_a_rule_that_is_called_superseded_says_until_when_it_held(ask, rule):
    old = rule("covered", "2025-02-01", "2026-06-30").replace("currency: current", "currency: superseded")
    (version,) = ask(("2025-02-02", {X: old}))["as_of"]["versions"]
    told = "It is called superseded since it held until 2026-06-30 only; on the day it had not ended."
    assert ("decides", told) == (version["role"], version["caveats"][-1])


def test_the_dates_are_told_as_they_were_asked_for(ask):
    as_of = ask(date="2025-05-05", known="2025-06-06")["as_of"]
    assert ("2025-05-05", "2025-06-06", None, "recorded", None) == tuple(
        as_of[key] for key in ("date", "known", "processed", "history", "note")
    )


def test_what_a_history_lacks_is_told_and_that_todays_files_answer(ask):
    assert "a note" == ask(note="a note")["as_of"]["note"]
    told = "No git. Answered from today's files by the effective dates they carry."
    assert told == ask(state=UNRECORDED, note="No git.")["as_of"]["note"]


def test_what_was_known_on_a_day_cannot_be_asked_without_a_history(ask):
    with pytest.raises(UsageError, match=r"--known asks what was recorded on a day\. No git\. Leave --known out\."):
        ask(known="2025-06-06", state=UNRECORDED, note="No git.")


def test_payers_that_the_question_does_not_name_are_not_read(ask):
    answer = ask(("2025-02-02", {"sample-mutual/regional/x.md": BROKEN}))
    assert ({}, []) == (roles(answer), left_out(answer))


# Cautions


@pytest.mark.parametrize(
    ("date", "known", "told"),
    [
        ("2025-02-02", None, []),
        ("2025-02-03", None, ["This day is after Feb 2, 2025, the day of this library: nothing later is recorded."]),
        (
            "2025-02-02",
            "2025-02-01",
            ["This day is after Feb 1, 2025, the day of this library: nothing later is recorded."],
        ),
        ("2022-06-30", None, ["0708T began on Jul 1, 2022: before that there was no such code."]),
    ],
)
def test_a_day_after_the_library_or_before_the_code_is_cautioned_of(ask, rule, date, known, told):
    answer = ask(("2025-02-02", {X: rule("covered", "2025-01-01")}), date=date, known=known)
    assert told == answer["as_of"]["cautions"]


def test_a_code_without_a_page_has_no_life_to_caution_of(ask):
    assert [] == ask(words=("12001", PLANS, "coverage"), date="1990-01-01")["as_of"]["cautions"]


# Today


def test_an_answer_of_today_waits_for_what_begins_later_on_its_question_code_and_plan_alone(now, rule):
    later = rule("not covered", "2026-06-01")
    answer = now((
        "2025-02-02",
        {
            X: rule("covered", "2025-02-01"),
            Y: later,
            f"{PLANS}/code.md": rule("covered", "2026-06-01", codes="0700T"),
            f"{PLANS}/question.md": later.replace("coverage", "billing").replace("not covered", "One a day"),
            f"{ADVANTAGE}/plan.md": later,
        },
    ))  # fmt: skip
    assert ("covered", "2026-03-02") == (answer["answer"], answer["today"])
    assert [{"entry": f"{PLANS}/y", "effective": "2026-06-01", "answer": "not covered"}] == answer["upcoming"]


def test_where_nothing_begins_later_there_is_no_such_key(now, rule):
    assert "upcoming" not in now(("2025-02-02", {X: rule("covered", "2025-02-01")}))


def test_what_is_unknown_until_a_rule_begins_is_not_recorded(now, rule):
    answer = now(("2025-02-02", {X: rule("covered", "2026-06-01")}))
    assert (None, "Not recorded here: which rule held then is not known.") == (answer["reason"], answer["why"])
    assert "not looked up" == now()["reason"]


def test_a_review_that_was_due_is_told_from_the_day_after(now, rule):
    steps = ("2026-11-02", {X: rule("covered", "2025-02-01")})
    due = f"A new review of {PLANS}/x was due on Dec 1, 2026: check its sources before you rely on it."
    assert [] == now(steps, today=dt.date(2026, 12, 1))["cautions"]
    assert [due] == now(steps, today=dt.date(2026, 12, 2))["cautions"]


def test_an_old_library_says_so_from_a_month_on(now, rule):
    steps = ("2026-04-02", {X: rule("covered", "2025-02-01")})
    told = "Nothing here was recorded after Apr 2, 2026, 31 days ago: what payers changed since is not known."
    assert [] == now(steps, today=dt.date(2026, 5, 2))["cautions"]
    assert [told] == now(steps, today=dt.date(2026, 5, 3))["cautions"]


def test_a_review_after_the_last_commit_makes_a_library_younger(now, rule):
    text = rule("covered", "2025-02-01").replace("reviewed: 2025-12-01", "reviewed: 2026-04-10")
    assert [] == now(("2026-04-02", {X: text}), today=dt.date(2026, 5, 3))["cautions"]


def test_a_code_that_had_not_begun_is_cautioned_of(now):
    assert ["0708T began on Jul 1, 2022: before that there was no such code."] == now(today=dt.date(2022, 6, 30))[
        "cautions"
    ]


def test_a_code_that_was_not_recorded_then_is_cautioned_of_by_its_page_of_today(ask, pages):
    page = {"codes/0709t.md": pages["codes/0709t.md"]}
    steps = (("2025-02-02", {"codes/0709t.md": None}), ("2025-03-03", page))
    answer = ask(*steps, words=("0709T", PLANS, "coverage"), date="2019-01-01", known="2025-02-15")
    assert ["0709T began on Jul 1, 2022: before that there was no such code."] == answer["as_of"]["cautions"]


# Dates of a call


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (("", "", ""), None),
        (("2026-01-01", "", ""), AsOfDates(dt.date(2026, 1, 1))),
        (("", "2026-01-02", ""), AsOfDates(dt.date(2026, 1, 2), dt.date(2026, 1, 2))),
        (("2026-01-01", "2026-01-02", ""), AsOfDates(dt.date(2026, 1, 1), dt.date(2026, 1, 2))),
        (("2026-01-01", "", "2026-01-03"), AsOfDates(dt.date(2026, 1, 1), None, dt.date(2026, 1, 3))),
    ],
)
def test_the_dates_of_a_call_are_read(words, expected):
    assert expected == read_dates(*words)


def test_a_processing_date_needs_a_date_of_service():
    for known in ("", "2026-01-02"):
        with pytest.raises(UsageError, match="--processed goes with a date of service; give --date too"):
            read_dates("", known, "2026-01-03")


def test_a_code_is_cautioned_of_by_its_page_of_then_where_it_was_recorded(ask, pages):
    today = pages["codes/0709t.md"]
    then = today.replace("on: 2022-07-01", "on: 2018-07-01", 1)
    steps = (("2025-02-02", {"codes/0709t.md": then}), ("2025-03-03", {"codes/0709t.md": today}))
    told = [
        ask(*steps, words=("0709T", PLANS, "coverage"), date="2019-01-01", known=known)["as_of"]["cautions"]
        for known in ("2025-02-15", None)
    ]
    assert [[], ["0709T began on Jul 1, 2022: before that there was no such code."]] == told
