"""The command that answers a question in staff's words with a cited reply: ask."""

from __future__ import annotations

import sys
from functools import lru_cache
from typing import Annotated, Any, Final

from kb.ask.compose import reply_to
from kb.ask.note import note_of
from kb.ask.reply import Reply, reply_record
from kb.ask.wording import text_of
from kb.commands import console
from kb.commands.lookup import STDIN, make_look_up
from kb.commands.options import DEFAULT, Argument, Json, Option, Policies, Today, day_of_call
from kb.domain.problem import UsageError
from kb.evidence.claim_text import LONGEST_NOTE
from kb.published.commit import newest_commit
from kb.published.edition import edition
from kb.rules.patient import refusal
from kb.search.lookup import LookUp

MOST_KEPT: Final = 10_000
"""How many replies to lines are kept for lines that come again: lists of claims repeat what they ask."""


def ask_command(
    words: Annotated[str, Argument(help="A question in your own words; - reads one a line from standard input.")],
    policies: Policies = DEFAULT,
    today: Today = "",
    note: Annotated[
        bool, Option("--note", help=f"Print the reply as a note for an account, at most {LONGEST_NOTE} characters.")
    ] = False,
    as_json: Json = False,
) -> None:
    """Reply to a question with what is recorded: claims with numbered sources, what is not known, and the next act.

    A reply is an answer, the nearest to it, not known, a question back (which plan), or a refusal. No language model
    is asked; each claim is one record. With `-` each line of standard input is a question and each reply a line of
    JSON.
    """
    if note and (as_json or words == STDIN):
        raise UsageError("--note prints one reply as text; leave it out beside --json and -")
    desk = make_look_up(policies, day_of_call(today), as_json=as_json or words == STDIN)
    if words == STDIN:
        _reply_lines(desk)
    elif as_json:
        console.print_json(_record(desk, words))
    elif note:
        console.print_line(note_of(_reply(desk, words), edition(desk.today, newest_commit(policies))))
    else:
        for line in text_of(_reply(desk, words)).splitlines():
            console.print_line(line)


def _reply_lines(desk: LookUp) -> None:
    """Print a line of JSON for each line of standard input; one that came before is not looked up again."""

    @lru_cache(MOST_KEPT)
    def reply(typed: str) -> str:
        return console.json_line(_record(desk, typed))

    for line in sys.stdin:
        console.print_at_once(reply(line.rstrip("\r\n")))


def _record(desk: LookUp, typed: str) -> dict[str, Any]:
    reply = _reply(desk, typed)
    return reply_record(reply, text_of(reply))


def _reply(desk: LookUp, typed: str) -> Reply:
    """Reply to a question; one that looks like a patient's data is not searched and not repeated."""
    refused = refusal(typed, "This")
    if refused:
        lead, _, following = refused.partition("; ")
        return Reply("", "refused", lead=(f"{lead}.",), following=(f"{following[:1].upper()}{following[1:]}.",))
    return reply_to(desk, typed)
