"""The Ask page composes what `kb ask` replies, with the same words, citations and note, on any day."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest

from kb.answers.answer import source_record, source_words
from kb.ask.compose import reply_to
from kb.ask.note import note_of
from kb.ask.wording import text_of
from kb.catalogue.resolved import resolve_answers
from kb.commands.lookup import make_look_up
from kb.content.questions import FILE, read_questions
from kb.domain.scopes import plan_title
from kb.domain.vocabulary import QUESTIONS as VOCABULARY
from kb.history.clocks import read_clocks
from kb.pages.answer_card import plans_script
from kb.pages.ask_changes import change_scripts
from kb.pages.ask_scripts import ask_scripts
from kb.pages.ask_unknowns import unknowns_script
from kb.pages.claim_versions import version_scripts
from kb.published.edition import Committed, edition
from kb.search.box_data import box_script, called_script
from kb.search.card import CLASS_CODES
from kb.search.export import export
from kb.search.gather import gather
from kb.site.static_files import ENGINE, JOINED
from tests.evidence.conftest import tell
from tests.kept_pages import begun

pytestmark = [pytest.mark.browser, pytest.mark.slow]

ROOT = Path(__file__).parents[2]
STATIC = ROOT / "site_templates" / "static"
SCRIPTS = [
    "dom",
    "plan_counts",
    *ENGINE,
    *JOINED["engine_days"],
    *JOINED["engine_plans"],
    *JOINED["engine_exact"],
    *JOINED["engine_asks"],
    *JOINED["engine_mend"],
    *JOINED["engine_spoken"],
    *JOINED["ask"],
]
QUESTIONS = read_questions((ROOT / "policies" / FILE).read_text(encoding="utf-8"))
ASKED = list(dict.fromkeys([*(one.ask for one in QUESTIONS.replies), *(one.ask for one in QUESTIONS.held)]))

COMMITTED = Committed("2026-11-29T00:00:00Z", f"commit {'0123456789' * 4}", differs=True)

REPLIES_THERE = """async ([typed, today, generatedFrom, isShifted = false]) => {
    const told = { data: await kb.ready(), root: "", today, isShifted };
    const [replies, made] = [[], { asOf: today, generatedFrom }];
    for (const one of typed) {
        const { reply, beyond } = await kb.askCompose.replyTo(one, told);
        if (reply) {
            const [text, note] = [kb.askWording.textOf(reply), kb.askNote.noteOf(reply, one, made)];
            replies.push({ kind: reply.kind, text, note, claims: reply.claims });
        } else replies.push({ beyond });
    }
    return JSON.stringify(replies);
}"""


def files_of(desk):
    """Make a page with the scripts of the Ask page, and its data."""
    library, clocks = desk.current, read_clocks(desk.on_disk, desk.history(), desk.today)
    resolved = resolve_answers(library, [*library.codes, *CLASS_CODES.values()])
    named = {code: code for code in library.codes} | CLASS_CODES
    counted = (plans_script(name, resolved, code) for name, code in named.items())
    files = {**export(gather(library)), **dict(ask_scripts(clocks)), **dict(counted)}
    files |= dict([*change_scripts(desk.on_disk, desk.log), unknowns_script(library, desk.acts)])
    files |= dict(version_scripts(clocks))
    files["static/names.js"] = box_script(library, desk.today)
    files["static/called.js"] = called_script(library)
    sources = ["static/names.js", "static/called.js", *((STATIC / f"{name}.js").as_uri() for name in SCRIPTS)]
    tags = "".join(f'<script src="{source}"></script>' for source in sources)
    return {"page.html": f"<!doctype html><meta charset=utf-8><body>{tags}", **files}


def opened(page, desk, folder):
    """Open a page on disk with the scripts of the Ask page and its data."""
    for name, text in files_of(desk).items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    page.goto((folder / "page.html").as_uri())
    page.evaluate("kb.dataUrl = 'static/index'")
    return page


@pytest.fixture
def browser(page, desk, tmp_path):
    """The page of the real policies."""
    return opened(page, desk, tmp_path)


def assert_alike(browser, desk, asked):
    """Ask both; return the replies, each as it is in both."""
    made = edition(desk.today, COMMITTED)
    replied = begun(browser, REPLIES_THERE, [asked, made.as_of.isoformat(), made.generated_from])
    here = [replied_here(reply_to(desk, typed), made) for typed in asked]
    there = json.loads(replied())
    apart = [
        f"{typed!r}\n  python:  {ours}\n  browser: {theirs}"
        for typed, ours, theirs in zip(asked, here, there, strict=True)
        if ours != theirs
    ]
    assert not apart, f"{len(apart)} of {len(asked)} differ:\n\n" + "\n\n".join(apart[:3])
    return there


def replied_here(reply, made):
    claims = [
        {
            "text": one.text,
            "brief": one.brief,
            "entry": one.entry,
            "section": one.section,
            "sources": [*map(written, one.sources)],
        }
        for one in reply.claims
    ]
    return {"kind": reply.kind, "text": text_of(reply), "note": note_of(reply, made), "claims": claims}


def written(source):
    words = source_words(source_record(source))
    return {"words": words.removesuffix(f" {source.url}") if source.url else words, "url": source.url}


DAYS = ("1/31/2024", "2/29/2024", "5/27/2025", "7/3/2026", "10/10/2026", "11/25/2026", "12/31/2026")
"""Days about the ends of months, weekends and holidays."""


def test_last_days_are_the_same_for_every_plan_that_has_a_time_limit(browser, desk):
    """From days of service and of decisions, on a code and on none; each reply has a last day or none in both."""
    library = desk.current
    limited = dict.fromkeys(
        one.scope_id for one in library.entries for answer in one.answers.values() if answer.periods
    )
    asked = [
        f"{plan_title(library, scope)} {words} {day}"
        for number, scope in enumerate(limited)
        for words in ("timely filing dos", "0709T timely filing dos", "appeal deadline denied")
        for day in (DAYS[number % len(DAYS)], DAYS[(number + 3) % len(DAYS)])
    ]
    there = assert_alike(browser, desk, asked)
    assert sum("last day" in one["text"] for one in there) > len(asked) / 4


def test_both_reply_the_same_to_what_staff_ask(browser, desk):
    """Every other question, so that the suite ends in time; none of them is left to the command."""
    assert_alike(browser, desk, ASKED[::2])


def test_both_reply_the_same_to_what_staff_ask_of_other_days(browser, desk):
    """Every twelfth question with a day behind it, of two days each; many say what they do not say today."""
    asked = [f"{one} {DAYS[(at + step) % len(DAYS)]}" for at, one in enumerate(ASKED[::12]) for step in (0, 3)]
    there = assert_alike(browser, desk, asked)
    assert sum(" was recorded on " in one["text"] for one in there) > len(asked) / 10


UNPAGED = ("J9000", "J9271", "38229", "0042T", "0100T", "0541T", "J3591", "99999", "12001", "0075U", "J9998")
"""Codes without a page: in ranges that entries name, beside them, and of each kind."""

FORMS = (
    *("{plan} {question} {code} on {day}", "{plan} {question} {other} on {day}", "{plan} {question} {other}"),
    *("is {code} covered on {day}", "{question} {code} {second} {day}", "{plan} {code} {second} {question}"),
    *(
        "what changed for {code} at {plan} since {day}",
        "what changed at {plan} since may",
        "{plan} {second} dos {day}",
    ),
    *(
        "what is unknown of {code}",
        "what is unknown of {plan}",
        "what changed for {code}",
        "which payers cover {code}",
    ),
    *("{plan} {code} policy number", "{plan} {question} {code} bulletin name", "latest {plan} policy update {code}"),
    *("{plan} and {rival} {question} {code} {day}", "which payers cover {code} on {day}", "what changed on {day}"),
)


def test_both_reply_the_same_on_plans_codes_questions_and_days_at_random(browser, desk):
    """A plan, codes with a page and without, a question and a day, in many forms of a question."""
    chance, library = Random(17), desk.current  # noqa: S311  (which questions are asked)
    plans = [plan_title(library, scope) for scope in library.scope_ids]

    def asked(form):
        day = dt.date(2022, 1, 1) + dt.timedelta(days=chance.randrange(2000))
        return form.format(
            plan=chance.choice(plans),
            rival=chance.choice(plans),
            code=chance.choice([*library.codes]),
            second=chance.choice([*library.codes]),
            other=chance.choice(UNPAGED),
            question=chance.choice(["", *(one.label.lower() for one in VOCABULARY)]),
            day=f"{day.month}/{day.day}/{day.year}",
        )

    there = assert_alike(browser, desk, [asked(form) for form in FORMS for _ in range(20)])
    assert {"answer", "nearest", "not known", "which"} <= {one["kind"] for one in there}


def test_what_begins_ends_moves_and_is_withdrawn_is_told_alike(page, tmp_path, make_repository):
    """Of a library with a history of its own, on days before, between and after each of its changes."""
    repository = make_repository()
    tell(repository)
    desk = replace(make_look_up(repository.folder, dt.date(2026, 9, 1), as_json=False), cache=None)
    plans = [plan_title(desk.current, scope) for scope in desk.current.scope_ids]
    days = [dt.date(2024, 12, 31) + dt.timedelta(days=step) for step in range(0, 900, 45)]
    asked = [
        f"{plan} {words} {day.month}/{day.day}/{day.year}"
        for plan in plans
        for words in ("coverage 0709T", "0708T", "coverage 0706T", "what changed since")
        for day in days
    ]
    there = assert_alike(opened(page, desk, tmp_path), desk, [*asked, *(f"is 0709T covered {day}" for day in days)])
    assert len({one["text"] for one in there}) > len(days)


def test_how_long_a_payer_takes_is_told_alike(page, tmp_path, desk_of_requests):
    words = ("take to decide a prior authorization", "take to decide an appeal", "take to pay a claim for 0708T")
    asked = [f"how long does {plan} {one}" for plan in ("Example Health", "Sample Mutual") for one in words]
    there = assert_alike(opened(page, desk_of_requests, tmp_path), desk_of_requests, asked)
    assert {"answer", "refused"} <= {one["kind"] for one in there}


def test_a_copy_from_before_a_rule_began_or_ended_names_no_document_and_no_time(page, tmp_path, desk_of_requests):
    """Another entry may decide by now: who asks is told to ask the command."""
    asked = [
        "Example Health commercial 0709T policy number",
        "how long does Example Health commercial take to decide a prior authorization",
        "what kind of code is 0709T",
    ]
    browser, day = opened(page, desk_of_requests, tmp_path), desk_of_requests.today.isoformat()
    now, shifted = (
        json.loads(browser.evaluate(REPLIES_THERE, [asked, day, "", is_shifted])) for is_shifted in (False, True)
    )
    assert "document on" in now[0]["text"]
    assert "turnaround" in now[1]["text"]
    assert all("begun or ended" in one["beyond"] for one in shifted[:2])
    assert now[2] == shifted[2]


def test_a_copy_from_before_a_rule_began_or_ended_asks_for_no_plan_by_the_answers_of_then(browser, desk):
    """What the page of a code lacks is not known; that a plan's record has it may be over by now."""
    asked, day = ["JW modifier for C9399 waste"], desk.today.isoformat()
    [now], [shifted] = (
        json.loads(browser.evaluate(REPLIES_THERE, [asked, day, "", is_shifted])) for is_shifted in (False, True)
    )
    assert ("which", "not known") == (now["kind"], shifted["kind"])
