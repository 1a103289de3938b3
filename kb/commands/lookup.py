"""Commands that look something up: search and answer."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

from kb.answers.answer import ask, record
from kb.commands import console
from kb.commands.options import (
    DEFAULT,
    Argument,
    DateOfService,
    Json,
    Known,
    Option,
    Policies,
    Processed,
    cache,
    history_of,
    read_sound,
    sound_library,
)
from kb.content.load import load
from kb.history.answer_as_of import answer_as_of, answer_now, read_dates
from kb.history.in_force import AsOfDates
from kb.history.today import not_in_force
from kb.search.find import find, make_searcher


def search_command(
    query: Annotated[str, Argument(help='Words, "phrases", -without, field:value.')],
    policies: Policies = DEFAULT,
    limit: Annotated[int, Option("--limit", min=1, max=1000, help="How many hits to print.")] = 10,
    as_json: Json = False,
) -> None:
    """Find sections of the library, best first."""
    result = find(make_searcher(read_sound(policies, as_json=as_json), cache()), query, limit)
    if as_json:
        console.say_json(console.hit_records(result))
    else:
        console.say_hits(result)


def answer_command(  # noqa: PLR0913  (each is an option of the call)
    code: Annotated[str, Argument(help="A CPT or HCPCS code: 0709T.")],
    scope: Annotated[str, Argument(help="Payer and scope: cigna/commercial.")],
    question: Annotated[str, Argument(help="coverage, prior-authorization, billing ...")],
    *,
    policies: Policies = DEFAULT,
    date: DateOfService = "",
    known: Known = "",
    processed: Processed = "",
    as_json: Json = False,
) -> None:
    """Give the resolved answer: the value, the entry that decides, why, and who says so.

    With --date or --known: as of a date of service, and of what was recorded by a day.
    """
    asked = read_dates(date, known, processed)
    told = _answer(policies, (code, scope, question), asked, as_json=as_json)
    if as_json:
        console.say_json(told)
    else:
        console.say_answer(told)


def _answer(policies: Path, words: tuple[str, str, str], asked: AsOfDates | None, *, as_json: bool) -> dict[str, Any]:
    texts = load(policies)
    library = sound_library(texts, as_json=as_json)
    if asked:
        return answer_as_of(library, history_of(policies, texts), words, asked)
    if not not_in_force(library, library.as_of):
        return record(ask(library, *words))
    return answer_now(library, history_of(policies, texts), words, library.as_of)
