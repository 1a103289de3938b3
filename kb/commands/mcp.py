"""The command that serves the library to an assistant: mcp."""

from __future__ import annotations

import errno
import socket
from typing import Annotated, Any, Final

from kb import __version__
from kb.assistants.tools import Tools, prepare
from kb.commands import console
from kb.commands.code import code_record
from kb.commands.extras import module_of_extra
from kb.commands.lookup import make_look_up
from kb.commands.options import DEFAULT, Option, Policies, Today, day_of_call
from kb.domain.problem import UsageError

LOOPBACK: Final = "127.0.0.1"


def mcp_command(
    policies: Policies = DEFAULT,
    port: Annotated[
        int | None,
        Option("--http", min=0, max=65535, help="Serve HTTP on 127.0.0.1 at this port (0: a free one), not stdio."),
    ] = None,
    today: Today = "",
) -> None:
    """Serve the library to an assistant by the Model Context Protocol, for reading only.

    A program on this machine starts it and speaks over stdio. What is asked of an assistant goes to its maker.
    """
    desk = make_look_up(policies, day_of_call(today), as_json=False)
    tools = Tools(desk, lambda code, beside: code_record(desk, code, beside))
    module = module_of_extra("kb.assistants.server", "mcp", "mcp")
    server = module.make_server(tools, __version__)
    prepare(tools)
    try:
        _serve(module, server, port)
    finally:
        tools.worker.shutdown(cancel_futures=True)


def _serve(module: Any, server: Any, port: int | None) -> None:
    if port is None:
        server.run()
        return
    with _listening(port) as listening:
        console.print_line(f"Serving on http://127.0.0.1:{listening.getsockname()[1]}/mcp; Ctrl-C ends it.")
        module.serve_http(server, listening)


def _listening(port: int) -> socket.socket:
    """Listen on the loopback. Raises UsageError if something else does at that port."""
    try:
        return socket.create_server((LOOPBACK, port))
    except OSError as fault:
        if fault.errno != errno.EADDRINUSE:
            raise
        raise UsageError(f"--http: port {port} is taken; name another, or 0 for a free one") from fault
