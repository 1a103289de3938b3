"""The command serves the same answers over stdio and HTTP, to the SDK's client and to one that writes JSON itself."""

from __future__ import annotations

import json
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from contextlib import closing, contextmanager

import pytest
from mcp import Client, StdioServerParameters

from kb.commands import main as cli
from tests.assistants.conftest import DATA, run

pytestmark = pytest.mark.slow

ASKED = {"code": "0709T", "plan": "example-health/commercial", "question": "coverage"}
JSON = "application/json"
FOREIGN = {"Host": "evil.example", "Content-Type": JSON, "Accept": f"{JSON}, text/event-stream"}
OLDER = "2025-06-18"
"""A version of the protocol that clients spoke before the current one."""


def command(folder, *more):
    return [sys.executable, "-m", "kb", "mcp", "--policies", str(folder), "--today", "2026-03-02", *more]


async def answer_of(server):
    async with Client(server) as client:
        return (await client.call_tool("answer", ASKED)).structured_content["result"]


@pytest.fixture(scope="module")
def over_stdio():
    program, *words = command(DATA / "good")
    return run(answer_of(StdioServerParameters(command=program, args=words)))


def test_over_stdio_the_sdk_s_client_is_answered(over_stdio):
    assert ("known", "0709T") == (over_stdio["status"], over_stdio["code"])


def test_a_client_of_an_older_protocol_is_answered_alike(good_library, over_stdio):
    hello = {"protocolVersion": OLDER, "capabilities": {}, "clientInfo": {"name": "raw", "version": "0"}}
    sent = [
        {"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": hello},
        {"jsonrpc": "2.0", "method": "notifications/initialized"},
        {"jsonrpc": "2.0", "id": 2, "method": "tools/call", "params": {"name": "answer", "arguments": ASKED}},
    ]
    with subprocess.Popen(
        command(good_library), stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as running:
        for message in sent:
            running.stdin.write(f"{json.dumps(message)}\n")
        running.stdin.flush()
        told = {}
        while 2 not in told:
            message = json.loads(running.stdout.readline())
            told[message.get("id")] = message
        running.stdin.close()
        assert "" == running.stderr.read()
    assert OLDER == told[1]["result"]["protocolVersion"]
    assert over_stdio == told[2]["result"]["structuredContent"]["result"]


@contextmanager
def over_http(folder):
    """Serve on a free port of the loopback, and give its address once it is open."""
    with subprocess.Popen(command(folder, "--http", "0"), stdout=subprocess.PIPE, text=True) as running:
        try:
            yield running.stdout.readline().split()[2].rstrip(";")
        finally:
            running.terminate()


def test_over_http_the_answer_is_the_same_and_another_host_s_name_is_refused(good_library, over_stdio):
    with over_http(good_library) as address:
        assert over_stdio == run(answer_of(address))
        foreign = urllib.request.Request(address, data=b"{}", headers=FOREIGN)  # noqa: S310  (loopback)
        with pytest.raises(urllib.error.HTTPError) as refused:
            urllib.request.urlopen(foreign)  # noqa: S310  (loopback)
        assert 421 == refused.value.code
        refused.value.close()


def test_without_the_extra_the_command_says_what_to_install(good_library, monkeypatch, capsys):
    for name in ("mcp", "mcp.server", "mcp.server.mcpserver"):
        monkeypatch.setitem(sys.modules, name, None)
    monkeypatch.delitem(sys.modules, "kb.assistants.server", raising=False)
    assert 2 == cli.main(["mcp", "--policies", str(good_library), "--today", "2026-03-02"])
    assert "pip install '.[mcp]'" in capsys.readouterr().err


def test_a_port_that_is_taken_is_told(good_library, capsys):
    with closing(socket.create_server(("127.0.0.1", 0))) as taken:
        port = str(taken.getsockname()[1])
        assert 2 == cli.main(["mcp", "--policies", str(good_library), "--today", "2026-03-02", "--http", port])
    assert f"port {port} is taken" in capsys.readouterr().err
