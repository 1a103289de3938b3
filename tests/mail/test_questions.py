"""The questions of a mail: which of its words are asked, and which are greeting, signature or quoted mail."""

# ruff: noqa: E501  (a mail a line)

from __future__ import annotations

import pytest

from kb.mail.own_text import own_text
from kb.mail.questions import LONGEST, questions_of

IS_IT = "Does Cigna cover 0709T?"
MAILS = {
    "a greeting and thanks": (f"Hi team,\n\n{IS_IT}\n\nThanks,\nJane", "", [IS_IT]),
    "two in a line": ("Hey, does UHC need PA for 0709T? And what about 0708T?\n\nTY", "", ["Hey, does UHC need PA for 0709T?", "And what about 0708T?"]),
    "what is said before it": (f"Our plan is Cigna. {IS_IT}", "", [f"Our plan is Cigna. {IS_IT}"]),
    "a line that a mail program broke": ("We got a denial CO-50 from Aetna on 0709T of March. How long do\nwe have to appeal, and where do we send it?", "", ["We got a denial CO-50 from Aetna on 0709T of March. How long do we have to appeal, and where do we send it?"]),
    "a list": ("Some questions:\n- Cigna 0709T coverage\n- timely filing for UHC\n3) Medicare appeals", "", ["Cigna 0709T coverage", "timely filing for UHC", "Medicare appeals"]),
    "a code in the subject": ("Is this covered?", "Re: [Ticket 5] FW: 0709T Cigna", ["0709T Cigna Is this covered?"]),
    "a code in the text before": ("We bill 0709T.\n\nIs it covered by Cigna?", "", ["We bill 0709T. Is it covered by Cigna?"]),
    "no question mark": ("Please tell us if 96413 needs prior auth with Humana.", "", ["Please tell us if 96413 needs prior auth with Humana."]),
    "begun as a question": ("How does BCBS of Massachusetts see category III codes", "", ["How does BCBS of Massachusetts see category III codes"]),
    "the subject alone": ("Thank you!", "0709T Cigna coverage", ["0709T Cigna coverage"]),
    "a question below a signature": (f"{IS_IT}\n\nThanks,\nJane\n\nPS: is 0708T covered?", "", [IS_IT, "PS: is 0708T covered?"]),
    "the same twice": (f"{IS_IT}\n{IS_IT}", "", [IS_IT]),
    "nothing asked": ("See you on Monday.\n\nBest regards,\nJane", "Monday", []),
    "too long": ("0709T and " * 60 + "so?", "", []),
    "nothing": ("", "", []),
}  # fmt: skip


@pytest.mark.parametrize("name", MAILS)
def test_of_a_mail_its_questions_are_asked(name):
    text, subject, expected = MAILS[name]
    found = questions_of(own_text(text), subject)
    assert tuple(expected) == found
    assert all(len(one) <= LONGEST for one in found)


QUOTES = {
    "marked lines": "> old text",
    "an attribution": "On Mon, Mar 2, 2026 at 9:14 AM Ask <ask@example.org> wrote:\n> old text",
    "an attribution over three lines": "On Mon, Mar 2, 2026\nat 9:14 AM\nAsk wrote:\nold text",
    "the head of a mail": "From: Ask\nSent: Monday\nTo: Jane\nSubject: RE\n\nold text",
    "the head of a mail in bold": "*From:* Ask\n*Date:* Monday\n*To:* Jane\n\nold text",
    "an original message": "-----Original Message-----\nold text",
    "a forwarded message": "---------- Forwarded message ---------\nold text",
    "a forwarded message of Apple": "Begin forwarded message:\n\nold text",
    "a signature": "-- \nold text",
    "a closing": "Kind regards,\nold text",
    "a telephone": "Sent from my iPhone\nold text",
    "an advertisement": "Get Outlook for iOS\nold text",
    "a line": "________________________________\nold text",
    "a notice": "CONFIDENTIALITY NOTICE: old text",
    "a disclaimer": "This e-mail and its files are confidential, old text",
    "the sender's name": "Jane Roe, CPC\nold text",
    "the sender's name turned round": "Roe, Jane\nold text",
}


@pytest.mark.parametrize("name", QUOTES)
def test_what_is_quoted_or_signed_is_left_out(name):
    found = own_text(f"{IS_IT}\n\n{QUOTES[name]}", "Jane Roe" if "turned" not in name else "Roe Jane")
    assert IS_IT == "\n".join(found).strip()


@pytest.mark.parametrize("shape", ["\n", "a\n", "a ", "On \n", "thanks\n", "- a\n", "From: \nSent:\n", "Jane Roe\n"])
def test_a_text_of_any_shape_is_read_once_through(shape):
    """What looks at a line again for each other line would not come to an end here."""
    assert () == questions_of(own_text(shape * 60_000, "Jane Roe"), "")


KEPT = (
    "On the other hand, is 0709T covered?",
    "From: which day does it hold",
    "Thanks to you we know. Is 0709T covered?",
    "Best code question: is 0709T covered?",
    "External review of 0709T: how long?",
    "Regards 0709T: is it covered?",
    "Jane Roe asks whether 0709T is covered",
    "- 0709T",
)


@pytest.mark.parametrize("line", KEPT)
def test_what_only_looks_like_it_is_kept(line):
    assert (IS_IT, line) == own_text(f"{IS_IT}\n{line}", "Jane Roe")
