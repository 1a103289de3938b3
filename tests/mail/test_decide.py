"""What becomes of each kind of mail, and that a reply has no word of a mail but those that records use."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from email import policy
from email.parser import BytesParser
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.mail.asker import words_of
from kb.mail.decide import Received, decide
from kb.mail.head import reply_id
from kb.mail.replying import as_sent
from kb.mail.settings import Server, Settings
from tests.ask.test_words import CODE, LITERALS, literals
from tests.mail.conftest import ASKED, CANARY, JANE, NOW, OWN, VOUCHED, mail, text_of
from tests.mail.kinds import ANSWERED, KINDS, NOTED

TEMPLATES = words_of(
    LITERALS, *(text for path in (CODE / "mail").glob("*.py") for text in literals(path)), *map(str, range(13))
)


@pytest.fixture
def decided(asker, settings):
    return lambda raw, **known: decide(Received(raw, **known), asker, settings, NOW)


def test_there_are_more_than_sixty_kinds_each_with_a_name_of_its_own():
    assert len({kind.name for kind in KINDS}) == len(KINDS) == len({kind.raw for kind in KINDS}) > 60


def test_the_page_for_people_counts_the_kinds_as_they_are():
    counts = Counter(kind.outcome for kind in KINDS)
    told = "({answered} answered, {noted} noted, {person} for a person, {silent} silent)".format(**counts)
    page = " ".join((CODE / "mail" / "README.md").read_text(encoding="utf-8").split())
    assert f"{len(KINDS)} kinds of mail by two runs at once {told}" in page


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_a_mail_of_each_kind_becomes_what_it_is_to(decided, kind):
    found = decided(kind.raw)
    assert (kind.outcome, bool(found.reply)) == (found.outcome, kind.outcome in {"answered", "noted"}), found.reason
    said = text_of(found.reply) if found.reply else found.reason
    assert kind.said in said
    assert kind.unsaid not in said


@pytest.mark.parametrize("kind", [*ANSWERED, *NOTED], ids=lambda kind: kind.name)
def test_a_reply_goes_to_the_sender_alone_and_says_that_a_program_made_it(decided, kind):
    reply = BytesParser(policy=policy.SMTP).parsebytes(as_sent(decided(kind.raw).reply))
    assert [OWN, JANE, "Reply from the payer policy library"] == [reply[name] for name in ("From", "To", "Subject")]
    assert ["auto-replied", "All", OWN] == [
        reply[n] for n in ("Auto-Submitted", "X-Auto-Response-Suppress", "X-Loop")
    ]
    assert [] == [name for name in ("Cc", "Bcc", "Reply-To") if reply[name]]
    assert "text/plain" == reply.get_content_type()


@pytest.mark.parametrize("kind", [*ANSWERED, *NOTED], ids=lambda kind: kind.name)
def test_a_reply_repeats_no_word_of_a_mail_but_those_of_records_and_of_its_own_sentences(decided, asker, kind):
    reply = decided(kind.raw).reply
    assert CANARY not in reply.as_string()
    told = words_of(text_of(reply))
    assert not told & (words_of(kind.raw.decode("latin-1")) - asker.words - TEMPLATES)


NOWHERE = Settings(OWN, frozenset({"example.org"}), "mx.example.org", Path("none"), Server("127.0.0.1", 1, "none"))
WORDS = st.lists(st.text("abcdefghijklmnopqrstuvwxyz", min_size=4, max_size=12), min_size=1, max_size=8)


@given(WORDS)
def test_a_reply_repeats_none_of_any_words(asker, words):
    body = f"Does {' '.join(words)} of Example Health commercial cover 0709T {words[0].title()}?"
    found = decide(Received(mail(body, Subject=" ".join(words))), asker, NOWHERE, NOW)
    if found.reply:
        assert not words_of(text_of(found.reply)) & (words_of(*words) - asker.words - TEMPLATES)


@given(
    st.binary(max_size=400),
    st.sampled_from(["text/plain", "text/html", "multipart/mixed; boundary=b", "text/plain; charset=utf-7", "a", ""]),
)
def test_whatever_bytes_a_mail_has_it_gets_a_decision(asker, raw, kind):
    found = decide(Received(mail(raw=raw, Content_Type=kind)), asker, NOWHERE, NOW)
    assert found.outcome in {"answered", "noted", "person"}


FIELDS = st.sampled_from(
    ["From", "To", "Subject", "Message-ID", "References", "Authentication-Results", "Return-Path"]
)


@given(FIELDS, st.text(st.characters(exclude_characters="\r\n", exclude_categories=["Cs"]), max_size=80))
def test_whatever_a_field_says_a_mail_gets_a_decision_and_goes_to_nobody_else(asker, name, value):
    found = decide(Received(mail(**{name.replace("-", "_"): value})), asker, NOWHERE, NOW)
    assert not found.reply or JANE == found.reply["To"]
    assert name not in {"From", "Authentication-Results"} or "silent" == found.outcome


def test_a_reply_is_of_the_thread_of_its_mail_and_has_always_the_same_id(decided):
    raw = mail(References="<zero@example.org> bad\x01id", Message_ID="<one@example.org>")
    first, second = decided(raw).reply, decided(raw).reply
    assert "<one@example.org>" == first["In-Reply-To"]
    assert "<zero@example.org> <one@example.org>" == first["References"]
    assert (
        first["Message-ID"]
        == second["Message-ID"]
        != decided(mail(Message_ID="<two@example.org>")).reply["Message-ID"]
    )
    assert re.fullmatch(r"<kb-[0-9a-f]{40}@kb\.example\.org>", reply_id("a" * 64, OWN))


def test_an_id_that_is_longer_than_a_line_stays_whole_in_a_reply_whose_text_is_wrapped(decided):
    long = f"<{'a' * 150}@example.org>"
    raw = as_sent(
        decided(mail(Message_ID=long, References=" ".join([long.replace("a", one) for one in "bcdefgh"]))).reply
    )
    head, body = raw.split(b"\r\n\r\n", 1)
    assert f"\r\nIn-Reply-To: {long}\r\n".encode() in head
    assert 8 == head.partition(b"References: ")[2].split(b"\r\nAuto")[0].count(b">")
    assert 998 >= max(map(len, head.split(b"\r\n")))
    assert 76 >= max(map(len, body.split(b"\r\n")))


def test_a_sender_of_many_mails_gets_no_more_replies(decided):
    assert "answered" == decided(mail(), lately=19).outcome
    found = decided(mail(), lately=20)
    assert ("person", "too many mails of a sender") == (found.outcome, found.reason)


def test_the_sender_that_a_mail_server_was_told_counts_before_the_field_that_anybody_can_write(decided):
    assert "answered" == decided(mail(Return_Path="<>"), envelope=JANE).outcome
    assert "a bounce: its sender is empty" == decided(mail(), envelope="").reason
    assert "sent by another than its sender" == decided(mail(), envelope="eve@example.net").reason


def test_a_field_behind_a_carriage_return_alone_is_none(decided):
    """A mail server looks for forged fields at ends of lines, and such a carriage return ends none."""
    forged = mail(ASKED, ("X-Note", f"a\r{VOUCHED[0]}: {VOUCHED[1]}"), drop=(VOUCHED[0],))
    assert "no result of your own server is in the mail" == decided(forged).reason
    assert "answered" == decided(forged.replace(b"a\r", b"a\r\n")).outcome


def test_a_mail_whose_server_adds_no_return_path_is_answered(decided):
    assert "answered" == decided(mail(drop=("Return-Path",))).outcome


def test_of_a_mail_that_is_cut_the_head_decides_and_the_rest_is_for_a_person(decided):
    head = mail().split(b"\r\n\r\n", 1)[0] + b"\r\n\r\n"
    assert ("person", "larger than is read") == (decided(head, cut=True).outcome, decided(head, cut=True).reason)
    assert "silent" == decided(head.replace(b"dmarc=pass", b"dmarc=fail"), cut=True).outcome


def test_an_address_may_be_allowed_by_itself_and_results_may_stand_in_another_field(asker, settings):
    alone = replace(settings, allow=frozenset({JANE}), header="X-Checked")
    stamp = ("X-Checked", "mx.example.org; auth=pass smtp.auth=jane@example.org")
    assert "answered" == decide(Received(mail(ASKED, stamp)), asker, alone, NOW).outcome
    assert "silent" == decide(Received(mail()), asker, alone, NOW).outcome
    of_joe = mail(ASKED, stamp, From="joe@example.org", Return_Path="<joe@example.org>")
    assert "a sender who may not ask" == decide(Received(of_joe), asker, alone, NOW).reason
