"""Mail by the command through real servers: Dovecot, an SMTP server, two runs at once, runs that break, an outage.

Nothing is lost: each mail lies in a folder at the end. Nothing is answered twice: no two replies have the same id.
"""

from __future__ import annotations

import io
import os
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import pytest

from kb.commands.main import main
from kb.mail.decide import Received, decide
from tests.mail.conftest import DATA, JANE, NOW, OWN, mail
from tests.mail.kinds import KINDS

pytestmark = pytest.mark.slow
DAY = "2026-03-02"
SETTINGS = """
address = "{own}"
allow = ["example.org"]
authserv_id = "mx.example.org"
ledger = "mail.sqlite"
maildir = "Maildir"
{more}
[outgoing]
host = "127.0.0.1"
port = {smtp}
security = "none"
[incoming]
host = "127.0.0.1"
port = {imap}
security = "none"
user = "{user}"
secret = "env:KB_TEST_SECRET"
"""


@pytest.fixture
def set_up(tmp_path, outgoing, mailbox):
    """Write the settings for both servers, and give the words of a call."""

    def of(what="poll", more="", *words):
        text = SETTINGS.format(own=OWN, smtp=outgoing.port, imap=mailbox.port, user=mailbox.user, more=more)
        (tmp_path / "mail.toml").write_text(text)
        options = ["--settings", str(tmp_path / "mail.toml"), "--policies", str(DATA / "good"), "--today", DAY]
        return ["mail", what, *words, *options]

    return of


def started(words, breaking="", **options):
    """Start a run as a process of its own; `breaking` is code that makes it break somewhere."""
    code = f"import sys\n{breaking}\nfrom kb.commands.main import main\nsys.exit(main(sys.argv[1:]))"
    root = str(Path(__file__).parents[2])
    paths = os.pathsep.join((root, os.environ.get("PYTHONPATH", "")))
    environment = {**os.environ, "PYTHONPATH": paths}
    return subprocess.Popen(
        [sys.executable, "-c", code, *words],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        **options,
    )


def ended(*running):
    """Wait for runs, and give their exit codes."""
    told = [(one.communicate(timeout=300)[1].decode(), one.returncode) for one in running]
    assert {said for said, code in told if code in {1, 2}} == set()
    return [code for _, code in told]


def question(number, sender=JANE):
    """Write one of many mails, each with an id of its own."""
    return mail(Message_ID=f"<{number}@example.org>", From=sender, Return_Path=f"<{sender}>")


def answered(outgoing):
    """Give the ids of the mails that got a reply, and hold that none got two."""
    found = [reply["In-Reply-To"] for reply in outgoing.replies]
    assert len({reply["Message-ID"] for reply in outgoing.replies}) == len(found)
    assert {("<>", (JANE,))} >= {(sender, tuple(to)) for sender, to, _ in outgoing.got}
    return found


BEFORE_SENDING = """
import os, kb.mail.outgoing as outgoing
def send(server, message, begin):
    os._exit(9)
outgoing.send = send
"""
AFTER_SENDING = """
import os, kb.mail.outgoing as outgoing
real = outgoing.send
def send(server, message, begin):
    assert real(server, message, begin) == "sent"
    os._exit(9)
outgoing.send = send
"""
BEFORE_MOVING = """
import os, kb.mail.inbox as inbox
def move(self, number, folder):
    os._exit(9)
inbox.Inbox.move = move
"""


def test_each_kind_of_mail_is_in_its_folder_after_two_runs_at_once_and_got_one_reply_at_most(
    set_up, mailbox, outgoing, asker, settings
):
    """The kinds get ids of their own, as real mail has; those whose point is their id keep it."""
    put = []
    for number, kind in enumerate(KINDS):
        own = b"<one@example.org>" in kind.raw
        put.append(kind.raw.replace(b"<one@example.org>", f"<{number}@example.org>".encode()) if own else kind.raw)
    outcomes = Counter(decide(Received(one), asker, settings, NOW).outcome for one in put)
    mailbox.put(*(one for one in put if one))
    words = set_up(more="most = 1000\nlargest = 1000000")
    assert [0, 0] == ended(started(words), started(words))
    counts = mailbox.counts()
    assert sum(map(bool, put)) == sum(counts.values())
    assert {
        "INBOX": 0,
        "Answered": outcomes["answered"],
        "Person": outcomes["person"] + outcomes["noted"],
        "Silent": outcomes["silent"] - 1,  # a mail without a byte cannot be put into a mailbox
    } == counts
    assert outcomes["answered"] + outcomes["noted"] == len(outgoing.replies)
    assert len({reply["Message-ID"] for reply in outgoing.replies}) == len(outgoing.replies)


def test_two_runs_at_once_answer_each_mail_once(set_up, mailbox, outgoing):
    mailbox.put(*map(question, range(30)))
    words = set_up(more="most = 1000")
    assert [0, 0] == ended(started(words), started(words))
    assert 30 == len(answered(outgoing))
    assert {"INBOX": 0, "Answered": 30, "Person": 0, "Silent": 0} == mailbox.counts()


def test_of_a_flood_of_forty_twenty_are_answered_and_twenty_kept_for_a_person(set_up, mailbox, outgoing):
    mailbox.put(*map(question, range(40)))
    words = set_up()
    assert [0, 0] == ended(started(words), started(words))
    assert 20 == len(answered(outgoing))
    assert {"INBOX": 0, "Answered": 20, "Person": 20, "Silent": 0} == mailbox.counts()


def test_a_run_that_breaks_before_it_sends_loses_nothing_and_the_next_answers(set_up, mailbox, outgoing):
    mailbox.put(*map(question, range(3)))
    words = set_up(more="lease = 1")
    assert [9] == ended(started(words, BEFORE_SENDING))
    assert ([], 3) == (outgoing.got, mailbox.counts()["INBOX"])
    until_all_are_done(words, mailbox)
    assert 3 == len(answered(outgoing))
    assert 3 == mailbox.counts()["Answered"]


def test_a_run_that_breaks_between_sending_and_noting_it_sends_no_second_reply(set_up, mailbox, outgoing):
    mailbox.put(*map(question, range(3)))
    words = set_up(more="lease = 1")
    assert [9] == ended(started(words, AFTER_SENDING))
    assert 1 == len(outgoing.got)
    until_all_are_done(words, mailbox)
    assert 3 == len(answered(outgoing))
    assert {"INBOX": 0, "Answered": 2, "Person": 1, "Silent": 0} == mailbox.counts()


def test_a_run_that_breaks_between_noting_and_moving_sends_no_second_reply(set_up, mailbox, outgoing):
    mailbox.put(*map(question, range(3)))
    words = set_up(more="lease = 1")
    assert [9] == ended(started(words, BEFORE_MOVING))
    until_all_are_done(words, mailbox)
    assert 3 == len(answered(outgoing))
    assert 3 == mailbox.counts()["Answered"]


def until_all_are_done(words, mailbox):
    """Run until nothing is left: what a broken run had claimed is taken up once its second is over."""
    assert {0} == {main(words) for _ in until(lambda: not mailbox.counts()["INBOX"])}


def until(done):
    """Go on until something is done, but not for ever: a number of rounds may pass before the second of a claim."""
    yield
    ends = time.monotonic() + 60
    while not done() and time.monotonic() < ends:
        yield


def test_while_the_outgoing_server_is_out_mail_stays_and_is_answered_once_it_is_back(set_up, mailbox, outgoing):
    mailbox.put(*map(question, range(5)), mail(List_Id="<x>", Message_ID="<list@example.org>"))
    words = set_up()
    outgoing.stop()
    assert [0, 0] == [*ended(started(words)), main(words)]
    assert {"INBOX": 5, "Answered": 0, "Person": 0, "Silent": 1} == mailbox.counts()
    outgoing.start()
    assert 0 == main(words)
    assert 5 == len(answered(outgoing))
    assert {"INBOX": 0, "Answered": 5, "Person": 0, "Silent": 1} == mailbox.counts()


ANSWERS = {
    "451 try later": ("INBOX", 1),
    "550 no": ("Person", 0),
    "451 try later and hang up": ("Person", 0),
}


@pytest.mark.parametrize("said", ANSWERS)
def test_what_the_outgoing_server_says_decides_whether_a_reply_is_tried_again(set_up, mailbox, outgoing, said):
    """Where the connection breaks in the middle nobody knows whether it was taken: a person gets the mail."""
    mailbox.put(question(1))
    outgoing.answers.append(said)
    words, (folder, later) = set_up(), ANSWERS[said]
    assert 0 == main(words)
    assert ([], 1) == (outgoing.got, mailbox.counts()[folder])
    assert 0 == main(words)
    assert later == len(answered(outgoing))


def test_a_mail_that_is_too_large_is_not_fetched_whole_and_goes_to_a_person(set_up, mailbox, outgoing):
    mailbox.put(mail("Does it cover 0709T?\n" * 1000))
    assert 0 == main(set_up(more="largest = 2000"))
    assert ([], 1) == (outgoing.got, mailbox.counts()["Person"])


def test_a_second_copy_of_a_mail_is_silent_and_another_of_the_same_id_is_for_a_person(set_up, mailbox, outgoing):
    mailbox.put(question(1), question(1), question(1).replace(b"0709T", b"0708T"))
    assert 0 == main(set_up())
    assert 1 == len(answered(outgoing))
    assert {"INBOX": 0, "Answered": 1, "Person": 1, "Silent": 1} == mailbox.counts()


def test_a_fault_over_one_mail_keeps_no_other_and_tells_no_word_of_it(set_up, mailbox):
    mailbox.put(*map(question, range(3)))
    breaking = """
import kb.mail.handling as handling
real = handling.decide
def decide(mail, *rest):
    if b"<1@" in mail.raw:
        raise ValueError(mail.raw)
    return real(mail, *rest)
handling.decide = decide
"""
    running = started(set_up(), breaking)
    said = b"".join(running.communicate(timeout=300))
    assert 1 == running.returncode
    assert b"a fault of the program: ValueError" in said
    assert b"jane" not in said.lower()
    assert {"INBOX": 1, "Answered": 2, "Person": 0, "Silent": 0} == mailbox.counts()


def test_a_mailbox_needs_its_extra_and_says_so(set_up, monkeypatch, capsys):
    monkeypatch.setitem(sys.modules, "imapclient", None)
    monkeypatch.delitem(sys.modules, "kb.mail.inbox", raising=False)
    assert 2 == main(set_up())
    assert "install the extra: pip install '.[mail]'" in capsys.readouterr().err


# By a mail server that pipes


@pytest.fixture
def piped(monkeypatch, capsys):
    """Pipe a mail into the command, in this process: its exit code, and what it printed."""

    def of(words, raw):
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(raw)))
        code = main(words)
        return code, "".join(capsys.readouterr())

    return of


def kept(tmp_path):
    return Counter(path.parts[-3] for path in (tmp_path / "Maildir").rglob("new/*"))


def test_a_mail_that_is_piped_is_answered_and_kept_and_a_second_time_neither(set_up, piped, outgoing, tmp_path):
    words = set_up("pipe", "", "--sender", JANE)
    for _ in range(2):
        assert 0 == piped(words, question(1))[0]
    assert 1 == len(answered(outgoing))
    assert {".Answered": 1} == kept(tmp_path)
    assert question(1) == next((tmp_path / "Maildir" / ".Answered" / "new").iterdir()).read_bytes()


def test_of_two_pipes_at_once_with_the_same_mail_one_answers(set_up, piped, outgoing, tmp_path):
    words = set_up("pipe")
    running = [started(words, stdin=subprocess.PIPE) for _ in range(2)]
    for one in running:
        one.stdin.write(question(1))
        one.stdin.close()
        one.stdin = None
    assert set(ended(*running)) <= {0, 75}
    assert 0 == piped(words, question(1))[0]
    assert 1 == len(answered(outgoing))
    assert {".Answered": 1} == kept(tmp_path)


FAULTS = {
    "no settings": lambda words, _: [word for word in words if not word.endswith("mail.toml")],
    "an option that is not there": lambda words, _: [*words, "--no-such"],
    "policies that are not there": lambda words, folder: [*words, "--policies", str(folder / "none")],
    "a folder that cannot be written": lambda words, folder: (folder / "Maildir").touch() or words,
    "a ledger that cannot be written": lambda words, folder: (folder / "mail.sqlite").mkdir() or words,
}


@pytest.mark.parametrize("fault", FAULTS)
def test_any_fault_gives_75_so_that_the_mail_server_keeps_the_mail(set_up, piped, tmp_path, fault, mailbox):
    assert mailbox
    words = FAULTS[fault](set_up("pipe"), tmp_path)
    code, said = piped(words, question(1))
    assert 75 == code, said
    assert "Roe" not in said


def test_a_fault_of_the_program_gives_75_and_tells_no_word_of_the_mail(set_up, piped, tmp_path, monkeypatch):
    def broken(mail, *_):
        raise ValueError(mail.raw)

    monkeypatch.setattr("kb.mail.handling.decide", broken)
    code, said = piped(set_up("pipe"), question(1))
    assert (75, {}) == (code, kept(tmp_path))
    assert "ValueError" in said
    assert "Roe" not in said


def test_a_fault_of_the_settings_gives_75_and_once_it_is_mended_the_mail_is_answered(
    set_up, piped, outgoing, tmp_path
):
    words, settings = set_up("pipe"), tmp_path / "mail.toml"
    sound = settings.read_text()
    settings.write_text(sound.replace("[outgoing]", '[outgoing]\nuser = "ask"\nsecret = "env:KB_NOT_SET"'))
    code, said = piped(words, question(1))
    assert (75, True) == (code, "env:KB_NOT_SET: no secret is there; set it" in said)
    settings.write_text(sound)
    assert 0 == piped(words, question(1))[0]
    assert 1 == len(answered(outgoing))


def test_an_outage_gives_75_and_after_it_the_mail_is_answered_once(set_up, piped, outgoing, tmp_path):
    words = set_up("pipe")
    outgoing.stop()
    assert [75, 75] == [piped(words, question(1))[0] for _ in range(2)]
    outgoing.start()
    assert [0, 0] == [piped(words, question(1))[0] for _ in range(2)]
    assert 1 == len(answered(outgoing))
    assert {".Answered": 1} == kept(tmp_path)


def test_after_a_break_while_a_reply_was_sent_the_piped_mail_is_for_a_person(set_up, piped, outgoing, tmp_path):
    words = set_up("pipe", "lease = 1")
    running = started(words, AFTER_SENDING, stdin=subprocess.PIPE)
    running.communicate(question(1), timeout=300)
    assert 9 == running.returncode
    assert {0, 75} >= {piped(words, question(1))[0] for _ in until(lambda: kept(tmp_path))}
    assert 1 == len(answered(outgoing))
    assert {".Person": 1} == kept(tmp_path)


def test_try_tells_what_would_become_of_a_mail_and_sends_and_keeps_nothing(set_up, outgoing, tmp_path, capsys):
    words = set_up("try", "", str(tmp_path / "a.eml"))
    (tmp_path / "a.eml").write_bytes(question(1))
    assert 0 == main(words)
    assert "answered: 1 asked" in capsys.readouterr().out
    assert ([], ["a.eml", "mail.toml"]) == (outgoing.got, sorted(path.name for path in tmp_path.iterdir()))
