"""Replies in words that are none of the mail's: those of records, of the library's names, and of templates."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Final

from kb.ask.refusals import REFUSALS
from kb.ask.reply import Reply
from kb.ask.wording import text_of
from kb.domain.days import day
from kb.mail.asker import Asker, words_of
from kb.mail.questions import MOST

SUBJECT: Final = "Reply from the payer policy library"
"""The subject of every reply, whatever the mail's is."""

OPENING: Final = (
    "A program put this reply together from the records of the payer policy library, as of {day}. Nobody has read "
    "your mail, and no word of it is repeated here: each number stands for a question in the order of your mail."
)
NUMBERED: Final = "Question {number} of {asked}"
MORE: Final = (
    "Your mail asks {asked} questions; the first {most} are answered here. Send the others in a mail of their own."
)
CLOSING: Final = (
    "To ask more, write a new mail: a code, a plan, a question and a date are enough, at most {most} questions in a "
    "mail. Write nothing about a patient."
)
UNSAID: Final = "Some words of the question stand in nothing that is cited."
LEFT_OUT: Final = "What would repeat other words of your mail is left out; ask on the library's own page to see it."
WITH_A_PLAN: Final = "Ask again and name a plan: {names}."
PATIENT: Final = (
    "Your mail to the payer policy library looks as if it holds data of a patient. Nothing of it was looked up, and "
    "no word of it is repeated here. It is kept in a folder for a person of your organization to see to.\n\n"
    "Send a new mail without the old one below it: a code, a plan, a question and a date are enough."
)


def answer_text(asker: Asker, asked: tuple[str, ...], mail: str) -> str:
    """Write the reply to the questions of a mail; no word of `mail`, all that it says, is repeated."""
    questions = asked[:MOST]
    theirs = words_of(mail) - asker.words
    blocks = [OPENING.format(day=day(asker.on))]
    for number, typed in enumerate(questions, 1):
        head = f"{NUMBERED.format(number=number, asked=len(asked))}\n" if len(asked) > 1 else ""
        blocks.append(f"{head}{text_of(_unrepeated(asker.ask(typed), typed, theirs))}")
    if len(asked) > MOST:
        blocks.append(MORE.format(asked=len(asked), most=MOST))
    return "\n\n".join((*blocks, CLOSING.format(most=MOST)))


def _unrepeated(reply: Reply, typed: str, theirs: frozenset[str]) -> Reply:
    """Return a reply without words that are the mail's alone: they stand in notes, in readings, in what is next."""
    fixed = {text for one in REFUSALS for text in (one.reason, one.following)}

    def is_ours(line: str) -> bool:
        return line in fixed or not words_of(line) & theirs

    lead, read_as = tuple(filter(is_ours, reply.lead)), tuple(filter(is_ours, reply.read_as))
    unknown = tuple(gap for gap in reply.unknown if is_ours(gap.text))
    following = tuple(_following(reply, typed, is_ours))
    lost = (len(reply.lead), len(reply.read_as), len(reply.unknown)) != (len(lead), len(read_as), len(unknown))
    told = (*((UNSAID,) if reply.unread else ()), *((LEFT_OUT,) if lost else ()))
    return replace(
        reply, lead=(*told, *lead), read_as=read_as, unknown=unknown, following=following, unread=(), question=""
    )


def _following(reply: Reply, typed: str, is_ours: Callable[[str], bool]) -> Iterator[str]:
    """Yield what to do next; a question to ask again is told by the name of the plan that it would add."""
    names = [line.removeprefix(typed.strip()).strip() for line in reply.following] if reply.kind == "which" else []
    if names:
        yield WITH_A_PLAN.format(names="; ".join(filter(is_ours, names)))
        return
    yield from filter(is_ours, reply.following)
