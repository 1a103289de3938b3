"""Mail made up on the spot, the small library ready to answer it, and servers of the tests' own: SMTP and Dovecot."""

from __future__ import annotations

import base64
import contextlib
import datetime as dt
import imaplib
import os
import pwd
import shutil
import socket
import subprocess
import tempfile
import time
from dataclasses import dataclass, field, replace
from email import policy
from email.parser import BytesParser
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from urllib.parse import parse_qsl

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult

from kb.commands.lookup import make_look_up
from kb.mail.asker import asker_of
from kb.mail.settings import Server, Settings

DATA = Path(__file__).parents[1] / "data"
DAY = dt.date(2026, 3, 2)
NOW = dt.datetime(2026, 3, 2, 12, tzinfo=dt.UTC)
OWN = "ask@kb.example.org"
JANE = "jane@example.org"
CANARY = "zyxwvut"
"""A word that no record has: no reply may have it."""

VOUCHED = (
    "Authentication-Results",
    "mx.example.org; dkim=pass header.d=example.org; dmarc=pass header.from=example.org",
)
ASKED = "Does Example Health commercial cover 0709T?"


def mail(body=ASKED, *more, drop=(), raw=b"", **fields):
    """Write a mail of a vouched sender; `fields` replace those of the head, `more` are added, `drop` leaves out."""
    written = {
        "Return-Path": f"<{JANE}>",
        VOUCHED[0]: VOUCHED[1],
        "Received": f"from {CANARY}.example.org by mx.example.org; Mon, 2 Mar 2026 07:00:00 -0500",
        "From": f'"Roe, Jane {CANARY}" <{JANE}>',
        "To": OWN,
        "Subject": f"A question {CANARY}",
        "Message-ID": "<one@example.org>",
        "Date": "Mon, 2 Mar 2026 07:00:00 -0500",
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=utf-8",
    }
    written |= {name.replace("_", "-"): value for name, value in fields.items()}
    kept = [(name, value) for name, value in written.items() if name not in drop]
    head = "".join(f"{name}: {value}\r\n" for name, value in (*kept, *more))
    return head.encode("utf-8", "surrogateescape") + b"\r\n" + (raw or body.replace("\n", "\r\n").encode())


def parts(*inside, kind="mixed", **fields):
    """Write a mail of parts, each a pair of its head and its text."""
    body = "".join(f"--b{kind[0]}\n{head}\n\n{text}\n" for head, text in inside)
    return mail(f"{body}--b{kind[0]}--\n", Content_Type=f'multipart/{kind}; boundary="b{kind[0]}"', **fields)


@pytest.fixture(scope="session")
def asker():
    """The small library, with its index in memory."""
    return asker_of(replace(make_look_up(DATA / "good", DAY, as_json=False), cache=None))


@pytest.fixture
def settings(tmp_path):
    return Settings(
        OWN, frozenset({"example.org"}), "mx.example.org", tmp_path / "mail.sqlite", Server("127.0.0.1", 1, "none")
    )


def text_of(message):
    """Give the text of a reply."""
    return message.get_content().replace("\r\n", "\n")


def free_port():
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        return listening.getsockname()[1]


# The server that replies go to


@dataclass
class Taking:
    """Takes replies, or answers as `answers` say, one for each mail, before that."""

    port: int
    got: list = field(default_factory=list)
    answers: list = field(default_factory=list)
    signed_in: list = field(default_factory=list)
    running: object = None

    def start(self, **secure):
        self.running = OnLoopback(self, hostname="127.0.0.1", port=self.port, **secure)
        self.running.start()

    def stop(self):
        if self.running:
            self.running.stop()
        self.running = None

    async def handle_DATA(self, _server, _session, envelope):  # noqa: N802
        said = self.answers.pop(0) if self.answers else "250 OK"
        if said.startswith("250"):
            self.got.append((envelope.mail_from, envelope.rcpt_tos, envelope.content))
        if said.endswith("and hang up"):
            _server.transport.abort()
        return said

    async def auth_XOAUTH2(self, _server, words):  # noqa: N802
        self.signed_in.append(base64.b64decode(words[1]).decode())
        return AuthResult(success=True)

    def known(self, _server, _session, _envelope, mechanism, data):
        self.signed_in.append(f"{mechanism} {data.login.decode()} {data.password.decode()}")
        return AuthResult(success=True)

    @property
    def replies(self):
        return [BytesParser(policy=policy.SMTP).parsebytes(content) for _, _, content in self.got]


class OnLoopback(Controller):
    """A server whose port is known before it starts."""

    def factory(self):
        given = {"hostname": "mx.example.org", "authenticator": self.handler.known, **self.SMTP_kwargs}
        return SMTP(self.handler, **given)


@pytest.fixture
def outgoing():
    """A real SMTP server that takes replies, at `outgoing.port`; `stop` and `start` make an outage."""
    handler = Taking(port=free_port())
    handler.start()
    yield handler
    handler.stop()


# The server that mail comes to

DOVECOT = """
base_dir = {folder}/run
state_dir = {folder}/state
log_path = {folder}/log
protocols = imap
listen = 127.0.0.1
ssl = yes
ssl_cert = <{certificate}
ssl_key = <{key}
disable_plaintext_auth = no
auth_mechanisms = plain xoauth2
default_login_user = {user}
default_internal_user = {user}
default_internal_group = {group}
first_valid_uid = 1
mail_location = maildir:{folder}/mail/%u
namespace inbox {{
  inbox = yes
  prefix = INBOX.
  separator = .
}}
passdb {{
  driver = static
  args = password=made-up
}}
userdb {{
  driver = static
  args = uid={uid} gid={gid} home={folder}/mail/%u
}}
service imap-login {{
  chroot =
  inet_listener imap {{
    port = {port}
  }}
  inet_listener imaps {{
    port = {secure_port}
  }}
}}
service anvil {{
  chroot =
}}
service stats {{
  chroot =
}}
"""


def without_dovecot(why):
    """Skip, saying why; where a mail server is required, fail."""
    if os.environ.get("KB_REQUIRE_DOVECOT") == "1":
        pytest.fail(why)
    pytest.skip(f"{why}: install dovecot-imapd")


@dataclass
class Mailbox:
    """A Dovecot that runs, and one mailbox of it for each test."""

    port: int
    secure_port: int
    user: str

    def named(self, folder):
        """Name a folder as the server does: all stand below the inbox."""
        return folder if folder == "INBOX" else f"INBOX.{folder}"

    def connected(self):
        client = imaplib.IMAP4("127.0.0.1", self.port)
        client.login(self.user, "made-up")
        return client

    def put(self, *mails, folder="INBOX"):
        """Put mail into a folder, as a mail server would."""
        client = self.connected()
        for one in mails:
            assert client.append(folder, None, None, one)[0] == "OK"
        client.logout()

    def counts(self):
        """Give how many mails lie in each folder."""
        client, found = self.connected(), {}
        for name in ("INBOX", "Answered", "Person", "Silent"):
            said, number = client.select(self.named(name), readonly=True)
            found[name] = int(number[0]) if said == "OK" else 0
        client.logout()
        return found


@pytest.fixture(scope="session")
def certificate(tmp_path_factory):
    """Make a certificate for this machine's own address: its file, and that of its key."""
    folder = tmp_path_factory.mktemp("certificate")
    made, key = folder / "made.pem", folder / "key.pem"
    if not shutil.which("openssl"):
        without_dovecot("no openssl is installed")
    words = "req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=127.0.0.1 -addext subjectAltName=IP:127.0.0.1"
    subprocess.run(["openssl", *words.split(), "-out", made, "-keyout", key], check=True, capture_output=True)
    return made, key


@pytest.fixture(scope="session")
def dovecot(certificate):
    """A Dovecot of the tests' own, in a folder that is gone at the end: as its user, or as nobody if we are root."""
    program = shutil.which(
        "dovecot", path=os.pathsep.join((os.environ.get("PATH", ""), "/usr/sbin", "/usr/local/sbin"))
    )
    if not program:
        without_dovecot("no Dovecot is installed")
    version = subprocess.run([program, "--version"], capture_output=True, text=True, check=True).stdout
    if not version.startswith("2.3."):
        without_dovecot(f"the settings of these tests are for Dovecot 2.3, and this is {version.split()[0]}")
    who = pwd.getpwnam("nobody") if os.getuid() == 0 else pwd.getpwuid(os.getuid())
    folder, port = Path(tempfile.mkdtemp(prefix="kb-dovecot-")), free_port()
    folder.chmod(0o755)
    for name in ("mail", "run", "state"):
        (folder / name).mkdir()
    os.chown(folder / "mail", who.pw_uid, who.pw_gid)
    group = subprocess.run(["id", "-gn", who.pw_name], capture_output=True, text=True, check=True).stdout.strip()
    given = {
        "folder": folder,
        "port": port,
        "user": who.pw_name,
        "group": group,
        "uid": who.pw_uid,
        "gid": who.pw_gid,
        "secure_port": (secure_port := free_port()),
        "certificate": certificate[0],
        "key": certificate[1],
    }
    (folder / "conf").write_text(DOVECOT.format(**given))
    running = subprocess.Popen([program, "-F", "-c", str(folder / "conf")], stderr=subprocess.PIPE)
    if not listens(port, running):
        log = folder / "log"
        said = log.read_text() if log.exists() else ""
        running.kill()
        without_dovecot(f"Dovecot does not start: {running.communicate()[1].decode()} {said}"[-500:])
    yield port, secure_port
    running.terminate()
    running.wait(30)
    running.stderr.close()
    shutil.rmtree(folder, ignore_errors=True)


def listens(port, running):
    """Wait until a server listens, or has ended."""
    until = time.monotonic() + 30
    while time.monotonic() < until and running.poll() is None:
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
            return True
        running.poll()
        with contextlib.suppress(subprocess.TimeoutExpired):
            running.wait(0.05)
    return False


@pytest.fixture
def mailbox(dovecot, request, monkeypatch):
    """A mailbox of this test's own, without any mail."""
    monkeypatch.setenv("KB_TEST_SECRET", "made-up")
    return Mailbox(*dovecot, user=f"u{abs(hash(request.node.nodeid))}")


# A service that gives tokens


@dataclass
class Service:
    """A token service at `address`; `asked` are the forms that it was sent."""

    address: str = ""
    asked: list = field(default_factory=list)


@pytest.fixture
def token_service():
    """A token service that gives a token which the mailbox takes."""
    service = Service()

    class Giving(BaseHTTPRequestHandler):
        def do_POST(self):
            form = self.rfile.read(int(self.headers["Content-Length"])).decode()
            service.asked.append(dict(parse_qsl(form)))
            self.send_response(200)
            self.end_headers()
            given = b"{}" if self.path.endswith("none") else b'{"access_token": "made-up", "token_type": "Bearer"}'
            self.wfile.write(given)

        def log_message(self, *_):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Giving)
    thread = Thread(target=server.serve_forever)
    thread.start()
    service.address = f"http://127.0.0.1:{server.server_port}/token"
    yield service
    server.shutdown()
    thread.join()
    server.server_close()
