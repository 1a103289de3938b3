"""Settings: what is read, and that each fault is told with the file, the key and the way out."""

from __future__ import annotations

import pytest

from kb.domain.problem import UsageError
from kb.mail.settings import read_settings, secret_of

SOUND = """
address = "Ask@KB.example.org"
allow = ["example.org", "Jane@example.net"]
authserv_id = "mx.example.org"
ledger = "mail.sqlite"
maildir = "/var/mail/kb"
[outgoing]
host = "smtp.example.org"
user = "ask"
secret = "env:KB_SMTP"
[incoming]
host = "imap.example.org"
user = "ask"
secret = "file:SECRET"
"""


@pytest.fixture
def read(tmp_path):
    def of(text):
        (tmp_path / "mail.toml").write_text(text)
        return read_settings(tmp_path / "mail.toml")

    return of


def test_sound_settings_are_read_with_the_usual_ports_and_paths_beside_the_file(read, tmp_path):
    found = read(SOUND)
    assert "ask@kb.example.org" == found.address
    assert [True, True, False, False] == [
        found.allows(one) for one in ("a@example.org", "jane@example.net", "joe@example.net", "a@x.example.org")
    ]
    assert (587, "starttls") == (found.outgoing.port, found.outgoing.security)
    assert (993, "tls", "INBOX") == (found.incoming.port, found.incoming.security, found.incoming.inbox)
    assert tmp_path / "mail.sqlite" == found.ledger


FAULTS = {
    'address = "Ask@KB.example.org"': {
        "": "address: is missing; add it",
        'address = "no address"': "address: is not written as expected; give one address",
        'address = ""': "address: is empty; give one address",
        "address = 5": "address: is not written as expected",
        'address = "Ask@KB.example.org"\nadress = "x"': "adress: no such key; take one of: address,",
        'address = "Ask@KB.example.org"\nmost = 0': "most: expected a whole number from 1 to 10000",
        'address = "Ask@KB.example.org"\nmost = true': "most: expected a whole number",
        'address = "Ask@KB.example.org"\nheader = "No field"': "header: is not written as expected; give the name",
    },
    'allow = ["example.org", "Jane@example.net"]': {
        "": "allow: is missing; give a list",
        "allow = []": "allow: is missing; give a list",
        'allow = ["*"]': "allow: holds what is no domain and no address",
        'allow = "example.org"': "allow: is missing; give a list",
    },
    'secret = "env:KB_SMTP"': {
        'secret = "hunter2"': "outgoing.secret: is not written as expected; give env:NAME",
        'security = "none"': "outgoing.security: none goes with a server on this machine only",
        'security = "ssl"': "outgoing.security: expected one of",
        'inbox = "INBOX"': "outgoing.inbox: no such key",
        'port = "25"': "outgoing.port: expected a whole number",
        "[[": "is no TOML",
    },
    '[outgoing]\nhost = "smtp.example.org"': {"[outgoing]": "outgoing.host: is missing; add it"},
}  # fmt: skip


@pytest.mark.parametrize(
    ("before", "after", "told"), [(b, a, told) for b, each in FAULTS.items() for a, told in each.items()]
)
def test_a_fault_names_the_file_the_key_and_the_way_out(read, before, after, told):
    with pytest.raises(UsageError) as fault:
        read(SOUND.replace(before, after))
    assert told in str(fault.value)
    assert "mail.toml: " in str(fault.value)
    assert "hunter2" not in str(fault.value)


def test_settings_without_a_server_for_replies_are_refused(read):
    with pytest.raises(UsageError, match=r"outgoing: is missing; add a table \[outgoing\] with host"):
        read(SOUND.partition("[outgoing]")[0])


def test_a_file_that_is_not_there_is_told(tmp_path):
    with pytest.raises(UsageError, match="name a file of settings"):
        read_settings(tmp_path / "none.toml")


def test_a_secret_comes_from_the_environment_or_a_file_and_where_none_is_that_is_told(read, tmp_path):
    (tmp_path / "secret").write_text("from a file\n")
    found = read(SOUND.replace("SECRET", "secret"))
    assert "from a file" == secret_of(found.incoming)
    assert "from there" == secret_of(found.outgoing, {"KB_SMTP": "from there"}.get)
    with pytest.raises(UsageError, match="env:KB_SMTP: no secret is there; set it"):
        secret_of(found.outgoing, {}.get)
    (tmp_path / "secret").unlink()
    with pytest.raises(UsageError, match="cannot be read"):
        secret_of(found.incoming)
