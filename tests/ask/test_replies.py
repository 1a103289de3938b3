"""What staff ask is replied to as `policies/questions.yml` says: the kind of the reply, its words, its citations."""

from __future__ import annotations

from pathlib import Path

import pytest

from kb.ask.wording import text_of
from kb.content.questions import FILE, read_questions

REPLIES = read_questions((Path(__file__).parents[2] / "policies" / FILE).read_text(encoding="utf-8")).replies
TRAPS = [one for one in REPLIES if "answer" not in one.kind and "which" not in one.kind]


@pytest.mark.parametrize("expected", [pytest.param(one, id=one.ask) for one in REPLIES])
def test_a_question_is_replied_to_as_expected(ask, expected):
    reply = ask(expected.ask)
    text = text_of(reply)
    cited = {f"{claim.entry}#{claim.section}" for claim in reply.claims}
    assert reply.kind in expected.kind, text
    assert [] == [words for words in expected.says if words.lower() not in text.lower()], text
    assert [] == [section for section in expected.cites if section not in cited], text
    assert [] == [words for words in expected.never_says if words in text], text


def test_there_are_many_questions_and_every_fourth_is_one_that_no_record_answers():
    assert len(REPLIES) >= 60
    assert 4 * len(TRAPS) >= len(REPLIES)
