"""The small library as a server for assistants, in this process, and what a client is told."""

from __future__ import annotations

import asyncio
import datetime as dt
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from mcp import Client

from kb.assistants.server import make_server
from kb.assistants.tools import Tools
from kb.commands.code import code_record
from kb.commands.lookup import make_look_up


def run(coroutine):
    """Run a coroutine in a thread of its own: a browser that is driven leaves a loop running in this one."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, coroutine).result()


DAY = dt.date(2026, 3, 2)
DATA = Path(__file__).parents[1] / "data"


@pytest.fixture(scope="session")
def server_of():
    """Make a server of a policies folder, as the command does."""

    def make(folder, day=DAY):
        desk = make_look_up(folder, day, as_json=False)
        return make_server(Tools(desk, lambda code, beside: code_record(desk, code, beside)), "0")

    return make


@pytest.fixture(scope="session")
def call(server_of):
    """Call a tool of a server of the small library by the SDK's own client: whether it failed, and what it gave."""
    small = server_of(DATA / "good")

    def go(tool, server=small, **arguments):
        async def ask():
            async with Client(server) as client:
                found = await client.call_tool(tool, arguments)
                return found.is_error, found.structured_content, found.content

        return run(ask())

    return go
