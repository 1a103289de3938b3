"""The command that writes new content files: new payer, plan, code, entry and source."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated

from kb.commands import console
from kb.commands.new_desk import KINDS, Desk, Facts, option_of
from kb.commands.new_makers import MAKERS
from kb.commands.options import CONTENT, DEFAULT, Argument, Exit, Option, Policies, Today, as_iso, day_of_call
from kb.content.kinds import suggest
from kb.content.load import Texts, load
from kb.content.save import save
from kb.domain.problem import CONTROL, Problem, UsageError, shown
from kb.rules.check import check
from kb.rules.headings import PLACEHOLDER_LEFT
from kb.rules.patient import refusal


def new_command(  # noqa: PLR0913  (each is an option of the call)
    what: Annotated[str, Argument(help="payer, plan, code, entry or source.")],
    name: Annotated[str, Argument(help="Its id: acme, acme/exchange, 12001, acme/commercial.")] = "",
    *,
    policies: Policies = DEFAULT,
    name_: Annotated[str, Option("--name", help="Payer, plan: its name as staff say it.")] = "",
    plan: Annotated[str, Option("--plan", help="Payer: the id of its first plan: commercial.")] = "",
    plan_name: Annotated[str, Option("--plan-name", help="Payer: the name of that plan.")] = "",
    kind: Annotated[str, Option("--kind", help="Plan: line of business, licensee, contractor ...")] = "",
    line: Annotated[str, Option("--line", help="Plan: its line of business: commercial, exchange ...")] = "",
    states: Annotated[str, Option("--states", help="Plan: the states it serves: FL,PR.")] = "",
    title: Annotated[str, Option("--title", help="Code, entry: a title in your own words. Source: its own.")] = "",
    add_on_to: Annotated[str, Option("--add-on-to", help="Code: the primary code of an add-on.")] = "",
    codes: Annotated[
        str, Option("--codes", help="Entry: '12001,12002', 'category III', 'all codes', a service.")
    ] = "",
    question_: Annotated[str, Option("--question", help="Entry: coverage, prior-authorization, appeals ...")] = "",
    value: Annotated[str, Option("--value", help="Entry: the answer; `unknown` for data not available.")] = "",
    words: Annotated[str, Option("--words", help="Entry: the payer's own word for it, quoted briefly.")] = "",
    source: Annotated[str, Option("--source", help="Entry: its title, or its id in sources/.")] = "",
    url: Annotated[str, Option("--url", help="Entry, source: the web address where it was read.")] = "",
    publisher: Annotated[str, Option("--publisher", help="Entry, source: who publishes it.")] = "",
    standing: Annotated[str, Option("--standing", help="Entry, source: primary, secondary ...")] = "",
    read: Annotated[str, Option("--read", help="Entry, source: how much was read: whole, part, reference.")] = "",
    retrieved: Annotated[str, Option("--retrieved", help="Entry, source: day it was read.", callback=as_iso)] = "",
    printed: Annotated[str, Option("--printed", help="Source: the date it carries: 2026 or 2026-04-15.")] = "",
    edition_of: Annotated[str, Option("--edition-of", help="Source: the id of its base edition.")] = "",
    confidence: Annotated[str, Option("--confidence", help="Entry: high, medium, low.")] = "",
    document: Annotated[str, Option("--document", help="Entry: the payer's document and its number.")] = "",
    currency: Annotated[str, Option("--currency", help="Entry: current, undated, old, superseded.")] = "",
    effective: Annotated[str, Option("--effective", help="Entry: the day it holds from.", callback=as_iso)] = "",
    today: Today = "",
) -> None:
    """Write a new payer page, plan, code page, entry or source; what is not typed is asked for on a terminal.

    No file is replaced. What nobody says is written as the least sure value, and told. An entry without a value or a
    source has places to fill in, marked REPLACE, which `check` names in one message.
    """
    typed = {
        "name": name_, "plan": plan, "plan_name": plan_name, "kind": kind, "line": line, "states": states,
        "title": title, "add_on_to": add_on_to, "codes": codes, "question": question_, "value": value,
        "words": words, "source": source, "url": url, "publisher": publisher, "standing": standing, "read": read,
        "retrieved": retrieved, "confidence": confidence, "document": document, "currency": currency,
        "effective": effective, "printed": printed, "edition_of": edition_of,
    }  # fmt: skip
    facts = {key: " ".join(fact.split()) for key, fact in typed.items() if fact.strip()}
    _refuse(what, facts)
    texts = load(policies) if policies.exists() else Texts({}, ())
    library = check(texts, only=()).library
    desk = Desk(policies, texts, library, facts, day_of_call(today), console.can_ask())
    made = MAKERS[what](desk, name or (console.ask(f"Its id, such as {KINDS[what][0]}") if desk.asks else ""))
    _write(desk, *made)


def _refuse(what: str, facts: Facts) -> None:
    """Raise UsageError if there is no such kind of file, if it takes no such option, or at a patient's data."""
    if what not in KINDS:
        raise UsageError(f"'{shown(what)}' cannot be made; {suggest(what, tuple(KINDS))}")
    odd = [option_of(name) for name in facts if name not in KINDS[what][1]]
    if odd:
        every = ", ".join(option_of(name) for name in KINDS[what][1])
        raise UsageError(f"{', '.join(odd)} is not for a {what}; it takes {every}")
    for name, fact in facts.items():
        if CONTROL.search(fact):
            raise UsageError(f"{option_of(name)} holds a control character; take it out")
        if refused := refusal(fact, option_of(name)):
            raise UsageError(refused)


def _write(desk: Desk, path: str, text: str, following: str) -> None:
    """Write a file if it is sound but for places to fill in; else say what is wrong, and write nothing."""
    texts = Texts({**desk.texts.files, path: text}, (), desk.texts.facts)
    found = [one for one in check(texts, desk.today, only=(path,)).problems if one.path == path]
    left = [problem for problem in found if problem.code == PLACEHOLDER_LEFT]
    if len(found) > len(left):
        console.print_problems(problem for problem in found if problem not in left)
        console.print_error("Nothing was written.")
        raise Exit(CONTENT)
    (desk.folder / path).parent.mkdir(parents=True, exist_ok=True)
    save(desk.folder / path, text.encode())
    console.print_line(f"Wrote {desk.folder / path}", "bold")
    _tell_next(left, following)


def _tell_next(left: Iterable[Problem], following: str) -> None:
    for problem in left:
        console.print_line(str(problem), "yellow")
    console.print_line(f"Next: {following}")
