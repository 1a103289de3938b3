"""Commands that look something up: search and answer."""

from __future__ import annotations

import datetime as dt
import gc
import hashlib
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Annotated, Any, Final

from kb.answers.listings import listings
from kb.answers.lists_beside import lists_beside
from kb.commands import console
from kb.commands.library import history_of, sound_library, store_of
from kb.commands.options import (
    DEFAULT,
    Argument,
    DateOfService,
    Item,
    Json,
    Known,
    Option,
    Policies,
    Processed,
    Today,
    cache,
    day_of_call,
    missing_argument,
)
from kb.commands.shown import print_answer, print_found
from kb.content.load import Texts, load
from kb.domain.model import Library
from kb.domain.problem import UsageError
from kb.facts.kept import drop_older
from kb.history.answer_as_of import answer_and_library, answer_now, read_dates
from kb.history.clocks import BLANK
from kb.history.in_force import AsOfDates
from kb.history.today import in_force_now, not_in_force
from kb.rules.check import Held, hold_alone
from kb.rules.patient import refusal
from kb.search.lookup import LookUp, found_record, look_up, notes_of
from kb.search.reading_result import Reading
from kb.search.remembered import without_collector
from kb.site.kept import Kept
from kb.site.unchanged import code_key, key_of

STDIN: Final = "-"
"""What stands for queries on standard input."""

KEPT: Final = "held-*.sqlite"
"""How the files are called that keep what the files of a policies folder come to, each of one folder."""

HITS_BESIDE_AN_ANSWER: Final = 3
"""How many sections `answer -` prints with each answer."""


def search_command(
    query: Annotated[
        str, Argument(help='Words, "phrases", -without, field:value; - reads queries from standard input.')
    ],
    policies: Policies = DEFAULT,
    limit: Annotated[int, Option("--limit", min=1, max=1000, help="How many hits to print.")] = 10,
    as_json: Json = False,
    today: Today = "",
) -> None:
    """Answer a question in staff's own words and find the sections behind it, best first.

    With `-` in place of the words each line of standard input is a query, and each answer is one line of JSON.
    """
    if query != STDIN:
        refuse_patient_data(query)
    desk = make_look_up(policies, day_of_call(today), as_json=as_json)
    if query == STDIN:
        _answer_lines(desk, limit)
    elif as_json:
        console.print_json(found_record(desk, query, limit))
    else:
        found, card = look_up(desk, query, limit)
        for line in _listed(desk.current, found.read):
            console.print_line(line, "yellow")
        for note in notes_of(desk, query, found.read):
            console.print_line(f"{note.told} See: python3 build.py code {note.code}", "yellow")
        print_found(found, card, desk.current)


def make_look_up(policies: Path, on: dt.date, *, as_json: bool) -> LookUp:
    """Read the library for queries; where it has problems they are printed and the call ends."""
    texts, code = load(policies), code_key()
    store = store_of(texts)
    with kept_files(policies, code) as alone:
        library = sound_library(texts, on, as_json=as_json, store=store, alone=alone)
    return LookUp(
        library,
        in_force(library, policies, texts, on),
        lambda: history_of(policies, texts),
        on,
        cache(),
        store,
        key_of(texts, BLANK, (code,)),
    )


@contextmanager
def kept_files(policies: Path, code: str) -> Iterator[Callable[[str, str], Held]]:
    """Give a function that reads and checks one file; what a file comes to is kept in this machine's cache.

    So only files that changed since the last look-up of the same folder are read anew. `code` is a key of the code.
    """
    name = hashlib.sha256(str(policies.resolve()).encode()).hexdigest()[:20]
    file = cache() / KEPT.replace("*", name)
    kept = Kept(file, code)
    try:
        with without_collector():
            yield kept.of_files(hold_alone)
    finally:
        kept.finish()
        with suppress(OSError):  # a file in which nothing changes keeps its time, and would be dropped first
            os.utime(file)
        drop_older(cache(), KEPT)
        gc.freeze()  # a library stays as long as the process: the collector need not go through it


def _listed(library: Library, read: Reading) -> Iterator[str]:
    """Say which code lists hold the codes of a query, and which of a plan that it names do not."""
    codes = dict.fromkeys((*read.codes, *(one.written.upper() for one in read.absent)))
    for code in codes:
        for scope in read.scopes or ("",):
            yield from (one.told(library) for one in listings(library, code, scope))


def _answer_lines(desk: LookUp, limit: int) -> None:
    """Print one line of JSON for each line of standard input, each as soon as it is read."""
    for line in sys.stdin:
        console.print_json_line(_line(desk, line.rstrip("\r\n"), limit))


def _line(desk: LookUp, typed: str, limit: int) -> dict[str, Any]:
    """Answer one line of many; one that looks like a patient's data is not searched and not repeated."""
    try:
        refuse_patient_data(typed)
        return found_record(desk, typed, limit)
    except UsageError as fault:
        return {
            "query": None,
            "refused": str(fault),
            "read_as": None,
            "unread": [],
            "notes": [],
            "card": None,
            "hits": [],
        }


def refuse_patient_data(*typed: str) -> None:
    """Raise UsageError if what is typed looks like a patient's data, before anything is read or written."""
    refused = refusal(" ".join(typed))
    if refused:
        raise UsageError(f"{refused}. Your shell may have kept the line.")


def in_force(library: Library, policies: Path, texts: Texts, today: dt.date) -> Library:
    """Return the library as it is in force today; git is run only where that differs from the files on disk."""
    if not not_in_force(library, today):
        return library
    return in_force_now(library, history_of(policies, texts), today)[0]


def answer_command(  # noqa: PLR0913  (each is an option of the call)
    code: Annotated[
        str, Argument(help="A CPT or HCPCS code: 0709T; - alone reads questions in any words from standard input.")
    ],
    scope: Annotated[str, Argument(help="Payer and plan: cigna/commercial.", show_default=False)] = "",
    question: Annotated[str, Argument(help="coverage, prior-authorization, billing ...", show_default=False)] = "",
    *,
    policies: Policies = DEFAULT,
    date: DateOfService = "",
    known: Known = "",
    processed: Processed = "",
    today: Today = "",
    beside: Item = "",
    as_json: Json = False,
) -> None:
    """Give the resolved answer: the value, the entry that decides, why, and who says so; and the plan's criteria.

    Without dates: what holds today. With --date or --known: as of a date of service, and of what was recorded by a
    day. With `-` alone each line of standard input is a question, and each answer is one line of JSON, as `search -`
    prints it.
    """
    if code == STDIN:
        _refuse_beside_lines(scope, question, date, known, processed, beside)
        _answer_lines(make_look_up(policies, day_of_call(today), as_json=True), HITS_BESIDE_AN_ANSWER)
        return
    if not (scope and question):
        raise missing_argument("question" if scope else "scope")
    refuse_patient_data(code, scope, question, beside)
    asked, on = read_dates(date, known, processed), day_of_call(today)
    answer, then = _answer(policies, (code, scope, question), asked, on, as_json=as_json)
    beside_it = lists_beside(then, answer["code"], answer["scope"], beside)
    if as_json:
        console.print_json({**answer, **beside_it.record})
        return
    print_answer(answer)
    for line in beside_it.lines:
        console.print_line(f"    {line}", "yellow")


def _refuse_beside_lines(*words: str) -> None:
    """Raise UsageError where an argument or a date stands beside `-`: a line of the input names its own."""
    if any(words):
        raise UsageError("`answer -` takes no plan, question or date beside it; write them in each line of the input")


def _answer(
    policies: Path, words: tuple[str, str, str], asked: AsOfDates | None, today: dt.date, *, as_json: bool
) -> tuple[dict[str, Any], Library]:
    """Give the answer, and the library as of the day that it is for."""
    texts = load(policies)
    library = sound_library(texts, today, as_json=as_json)
    if asked:
        return answer_and_library(library, history_of(policies, texts), words, asked, today)
    history = history_of(policies, texts) if not_in_force(library, today) else BLANK
    return answer_now(library, history, words, today), in_force_now(library, history, today)[0]
