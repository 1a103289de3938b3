"""Ways to servers: secret ones of both kinds, passwords and tokens; a server that nobody vouches for is left."""

from __future__ import annotations

import ssl
from email.message import EmailMessage

import pytest

from kb.domain.problem import ToolError
from kb.mail.inbox import opened
from kb.mail.outgoing import send
from kb.mail.settings import Server
from kb.mail.tokens import token_of
from tests.mail.conftest import JANE, mail

pytestmark = pytest.mark.slow
WAYS = ("tls", "starttls")
PASSWORD = "env:KB_TEST_SECRET"  # noqa: S105  (where it stands)


@pytest.fixture
def reply():
    message = EmailMessage()
    message["To"] = JANE
    message.set_content("A reply.")
    return message


@pytest.fixture
def trusted(certificate, monkeypatch):
    """Take the certificate of the tests for a good one."""
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate[0]))
    monkeypatch.setenv("KB_TEST_SECRET", "made-up")


@pytest.fixture
def secure(outgoing, certificate):
    """Start the SMTP server anew, so that the way to it is secret."""

    def of(way):
        outgoing.stop()
        context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        context.load_cert_chain(*certificate)
        name = "ssl_context" if way == "tls" else "tls_context"
        outgoing.start(**{name: context}, auth_require_tls=way != "tls")
        return Server("127.0.0.1", outgoing.port, way, user="ask", secret=PASSWORD)

    return of


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.usefixtures("trusted")
def test_a_reply_goes_a_secret_way_behind_a_password(secure, outgoing, reply, way):
    assert "sent" == send(secure(way), reply, lambda: True)
    assert 1 == len(outgoing.got)
    assert ["ask made-up"] == [" ".join(one.split()[1:]) for one in outgoing.signed_in]


@pytest.mark.parametrize("way", WAYS)
def test_a_server_whose_certificate_nobody_vouches_for_gets_no_password_and_no_reply(secure, outgoing, reply, way):
    assert "unreachable" == send(secure(way), reply, lambda: True)
    assert ([], []) == (outgoing.got, outgoing.signed_in)


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.usefixtures("trusted")
def test_a_mailbox_is_opened_a_secret_way(mailbox, way):
    mailbox.put(mail())
    port = mailbox.secure_port if way == "tls" else mailbox.port
    with opened(Server("127.0.0.1", port, way, user=mailbox.user, secret=PASSWORD)) as inbox:
        assert [mail()] == [inbox.fetch(number, 10_000).raw for number in inbox.numbers()]


@pytest.mark.parametrize("way", WAYS)
def test_a_mailbox_whose_certificate_nobody_vouches_for_is_not_opened(mailbox, way):
    port = mailbox.secure_port if way == "tls" else mailbox.port
    told = pytest.raises(ToolError, match="no mailbox can be opened there; look at")
    with told, opened(Server("127.0.0.1", port, way, user=mailbox.user, secret=PASSWORD)):
        pass


@pytest.fixture
def with_token(token_service, monkeypatch):
    monkeypatch.setenv("KB_TEST_SECRET", "made-up")
    return {"secret": PASSWORD, "token": token_service.address, "client": "kb", "scope": "mail"}


ASKED_FOR = {"grant_type": "client_credentials", "client_id": "kb", "client_secret": "made-up", "scope": "mail"}


def test_a_mailbox_is_opened_with_a_token(mailbox, token_service, with_token):
    mailbox.put(mail())
    with opened(Server("127.0.0.1", mailbox.port, "none", user=mailbox.user, **with_token)) as inbox:
        assert 1 == len(inbox.numbers())
    assert [ASKED_FOR] == token_service.asked


def test_a_reply_is_sent_with_a_token(outgoing, reply, token_service, with_token):
    outgoing.stop()
    outgoing.start(auth_require_tls=False)
    assert "sent" == send(Server("127.0.0.1", outgoing.port, "none", user="ask", **with_token), reply, lambda: True)
    assert ["user=ask\1auth=Bearer made-up\1\1"] == outgoing.signed_in
    assert [ASKED_FOR] == token_service.asked


def test_a_token_is_asked_for_over_https_only(with_token):
    away = Server("127.0.0.1", 1, "none", **{**with_token, "token": "http://token.example.org/"})
    with pytest.raises(ToolError, match="over https only"):
        token_of(away)


def test_where_no_token_is_given_the_service_and_the_way_out_are_told(with_token, token_service):
    nothing = Server("127.0.0.1", 1, "none", **{**with_token, "token": f"{token_service.address}/none"})
    with pytest.raises(ToolError, match="gives no token; look at client, secret and scope"):
        token_of(nothing)


def test_a_run_that_has_lost_a_mail_to_another_sends_nothing(outgoing, reply):
    assert "taken" == send(Server("127.0.0.1", outgoing.port, "none"), reply, lambda: False)
    assert [] == outgoing.got
