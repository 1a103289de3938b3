"""The Ask page composes what `kb ask` replies, with the same words, citations and note, or names what it leaves."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest

from kb.answers.answer import source_record, source_words
from kb.ask.note import note_of
from kb.ask.wording import text_of
from kb.catalogue.resolved import resolve_answers
from kb.content.questions import FILE, read_questions
from kb.domain.scopes import plan_title
from kb.pages.answer_card import plans_script
from kb.pages.ask_scripts import ask_scripts, classes_of
from kb.published.edition import Committed, edition
from kb.search.box_data import box_script, called_script
from kb.search.card import CLASS_CODES
from kb.search.export import export
from kb.search.gather import gather
from kb.site.static_files import JOINED

pytestmark = [pytest.mark.browser, pytest.mark.slow]

ROOT = Path(__file__).parents[2]
STATIC = ROOT / "site_templates" / "static"
SCRIPTS = ["dom", "plan_counts", *JOINED["engine"], *JOINED["engine_days"], *JOINED["engine_plans"], *JOINED["ask"]]
QUESTIONS = read_questions((ROOT / "policies" / FILE).read_text(encoding="utf-8"))
ASKED = list(dict.fromkeys([*(one.ask for one in QUESTIONS.replies), *(one.ask for one in QUESTIONS.held)]))

LEFT = {
    "a date of service",
    "several codes or questions at once",
    "what changed",
    "a code without a page here",
    "what is not known",
}
"""What the page names as not composed there yet; less than one in twenty of the questions is on any of it."""

COMMITTED = Committed("2026-11-29T00:00:00Z", f"commit {'0123456789' * 4}", differs=True)

REPLIES_THERE = """async ([typed, today, generatedFrom]) => {
    const told = { data: await kb.ready(), root: "", today, isShifted: false };
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


@pytest.fixture
def browser(page, desk, tmp_path):
    """A page on disk with the scripts of the Ask page and its data."""
    library = desk.current
    resolved = resolve_answers(library, [*library.codes, *CLASS_CODES.values()])
    named = {code: code for code in library.codes} | CLASS_CODES
    counted = (plans_script(name, resolved, code) for name, code in named.items())
    files = {**export(gather(library)), **dict(ask_scripts(library, classes_of(library))), **dict(counted)}
    files["static/names.js"] = box_script(library, desk.today)
    files["static/called.js"] = called_script(library)
    sources = ["static/names.js", "static/called.js", *((STATIC / f"{name}.js").as_uri() for name in SCRIPTS)]
    tags = "".join(f'<script src="{source}"></script>' for source in sources)
    for name, text in {"page.html": f"<!doctype html><meta charset=utf-8><body>{tags}", **files}.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    page.goto((tmp_path / "page.html").as_uri())
    page.evaluate("kb.dataUrl = 'static/index'")
    return page


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


def test_last_days_are_the_same_for_every_plan_that_has_a_time_limit(browser, ask, desk):
    """From days of service and of decisions, on a code and on none; each reply has a last day or none in both."""
    made, library = edition(desk.today, COMMITTED), desk.current
    limited = dict.fromkeys(
        one.scope_id for one in library.entries for answer in one.answers.values() if answer.periods
    )
    asked = [
        f"{plan_title(library, scope)} {words} {day}"
        for number, scope in enumerate(limited)
        for words in ("timely filing dos", "0709T timely filing dos", "appeal deadline denied")
        for day in (DAYS[number % len(DAYS)], DAYS[(number + 3) % len(DAYS)])
    ]
    there = json.loads(browser.evaluate(REPLIES_THERE, [asked, made.as_of.isoformat(), made.generated_from]))
    apart = [
        f"{typed!r}\n  python:  {ours}\n  browser: {theirs}"
        for typed, theirs in zip(asked, there, strict=True)
        if "beyond" not in theirs and (ours := replied_here(ask(typed), made)) != theirs
    ]
    assert not apart, f"{len(apart)} differ:\n\n" + "\n\n".join(apart[:3])
    assert sum("last day" in one.get("text", "") for one in there) > len(asked) / 4


def test_both_reply_the_same_or_the_page_says_what_it_leaves_out(browser, ask, desk):
    made = edition(desk.today, COMMITTED)
    there = json.loads(browser.evaluate(REPLIES_THERE, [ASKED, made.as_of.isoformat(), made.generated_from]))
    apart = [
        f"{typed!r}\n  python:  {ours}\n  browser: {theirs}"
        for typed, theirs in zip(ASKED, there, strict=True)
        if "beyond" not in theirs and (ours := replied_here(ask(typed), made)) != theirs
    ]
    assert not apart, f"{len(apart)} differ:\n\n" + "\n\n".join(apart[:5])
    left = Counter(one["beyond"] for one in there if "beyond" in one)
    assert LEFT >= {*left}
    assert sum(left.values()) < len(ASKED) / 20
