"""The ledger: of two runs one gets a mail, and what a run leaves behind is told apart by what it had begun."""

from __future__ import annotations

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest

from kb.domain.problem import ToolError
from kb.mail.head import Identity, identity_of, read_head
from kb.mail.ledger import Ledger, Mail
from tests.mail.conftest import mail

LEASE = 900
LETTER = Mail(Identity("key", "body"), "7/1", "jane")


@pytest.fixture
def run(tmp_path):
    """Make a run of a name, beside the others at one ledger."""
    return lambda owner: Ledger(tmp_path / "folder" / "mail.sqlite", owner, LEASE)


def test_a_mail_is_claimed_by_one_run_and_held_against_others(run):
    assert "ours" == run("a").claim(LETTER, 0).standing
    assert "held" == run("b").claim(LETTER, LEASE - 1).standing


def test_of_many_runs_at_once_one_gets_a_mail(run):
    with ThreadPoolExecutor(16) as threads:
        found = list(threads.map(lambda number: run(str(number)).claim(LETTER, 0).standing, range(32)))
    assert ["held"] * 31 + ["ours"] == sorted(found)


def test_what_a_run_had_only_claimed_when_it_broke_is_taken_up_again_and_its_later_steps_fail(run):
    first, second = run("a"), run("b")
    first.claim(LETTER, 0)
    assert "ours" == second.claim(LETTER, LEASE).standing
    assert not first.begin("key", LEASE)
    assert not first.finish("key", LEASE, "answered", "")
    assert second.begin("key", LEASE)
    assert second.finish("key", LEASE, "answered", "")


def test_what_was_being_sent_when_a_run_broke_is_never_sent_again(run):
    first, second = run("a"), run("b")
    first.claim(LETTER, 0)
    first.begin("key", 0)
    assert "held" == second.claim(LETTER, LEASE - 1).standing
    assert "unsure" == second.claim(LETTER, LEASE).standing
    found = second.claim(LETTER, LEASE)
    assert ("done", "person") == (found.standing, found.outcome)
    assert not first.finish("key", LEASE, "answered", "")


def test_a_mail_over_which_three_runs_broke_is_for_a_person(run):
    standings = [run(str(number)).claim(LETTER, number * LEASE).standing for number in range(4)]
    assert ["ours", "ours", "ours", "broken"] == standings


def test_a_mail_that_waits_is_taken_at_once_by_any_run_and_knows_when_it_was_first_seen(run):
    run("a").claim(LETTER, 5)
    run("a").release("key", 6)
    found = run("b").claim(LETTER, 7)
    assert ("ours", 5) == (found.standing, found.since)


def test_what_is_done_stays_done_and_another_copy_is_told(run):
    run("a").claim(LETTER, 0)
    run("a").finish("key", 0, "answered", "1 asked")
    found = run("b").claim(LETTER, 9 * LEASE)
    assert ("done", "answered", False) == (found.standing, found.outcome, found.again)
    assert run("b").claim(replace(LETTER, place="7/2"), 9 * LEASE).again


def test_another_mail_of_the_same_id_is_told_and_leaves_the_first_as_it_is(run):
    run("a").claim(LETTER, 0)
    assert "another" == run("b").claim(replace(LETTER, identity=Identity("key", "other")), 0).standing
    assert run("a").begin("key", 0)


def test_mails_that_got_a_reply_within_an_hour_are_counted_by_sender(run):
    ledger = run("a")

    def put(number, now, outcome=None, sender="jane"):
        found = ledger.claim(Mail(Identity(str(number), ""), "", sender), now)
        if outcome:
            ledger.finish(str(number), now, outcome, "")
        return found.lately

    put(0, 0, "answered")
    put(1, 10, "silent")
    put(2, 10, "person")
    put(3, 10, "noted")
    put(4, 10, "answered", sender="joe")
    put(5, 10)
    assert 3 == put(6, 20, "answered")
    assert 3 == put(7, 3605, "answered")


def test_two_mails_are_one_by_id_and_sender_and_differ_by_what_they_say():
    def identity(raw):
        return identity_of(read_head(raw), raw)

    one = identity(mail())
    assert one == identity(mail(Received="from elsewhere", Subject="Another"))
    assert one == identity(mail().replace(b"\r\n", b"\n"))
    assert one.key == identity(mail("Another text")).key
    assert one.body != identity(mail("Another text")).body
    assert one.key != identity(mail(From="joe@example.org")).key
    without = [identity(mail(text, drop=("Message-ID",))).key for text in ("a", "b", "a")]
    assert without[0] == without[2] != without[1]


def test_no_word_of_a_mail_stands_in_the_ledger(run, tmp_path):
    raw = mail("A question of zyxwvut")
    run("a").claim(Mail(identity_of(read_head(raw), raw), "7/1", "hash"), 0)
    held = (tmp_path / "folder" / "mail.sqlite").read_bytes()
    assert b"zyxwvut" not in held
    assert b"example.org" not in held


def test_a_ledger_that_cannot_be_used_says_so_and_what_to_do(tmp_path):
    (tmp_path / "file").write_text("")
    (tmp_path / "other").write_bytes(b"no database, but a text that is long enough" * 40)
    with pytest.raises(ToolError, match="name a file that can be written"):
        Ledger(tmp_path / "file" / "mail.sqlite", "a", LEASE).claim(LETTER, 0)
    with pytest.raises(ToolError, match="see to its disk"):
        Ledger(tmp_path / "other", "a", LEASE).claim(LETTER, 0)


def test_a_step_is_on_the_disk_before_the_next_begins(run, tmp_path):
    run("a").claim(LETTER, 0)
    with sqlite3.connect(tmp_path / "folder" / "mail.sqlite") as other:
        assert [("claimed", "a")] == other.execute("SELECT state, owner FROM mail").fetchall()
    other.close()
