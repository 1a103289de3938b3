"""The tools over the Model Context Protocol: stdio for a program on this machine, HTTP on the loopback for others."""

from __future__ import annotations

import socket
from collections.abc import Callable
from typing import Any, Final, TypeVar, cast

import uvicorn
from mcp.server.mcpserver import MCPServer
from mcp.types import CallToolResult, TextContent, ToolAnnotations

from kb.assistants import asking, replies, texts
from kb.assistants.tools import PatientData, Tools, work
from kb.assistants.tools import plans as plans_of
from kb.domain.problem import UsageError
from kb.rules.patient import ENOUGH

INSTRUCTIONS: Final = (
    "What US payers say about billing codes, by plan and date of service, each with who says so and how sure it is. "
    "Give a value with all its words: standing, dates and cautions are part of it. `unknown` is neither yes nor no. "
    "Never carry an answer from one plan, day or question to another. Name no official code descriptor. "
    f"Send no patient data: {ENOUGH}. A record is not a promise of payment."
)
READ_ONLY: Final = ToolAnnotations(read_only_hint=True, destructive_hint=False, open_world_hint=False)
Model = TypeVar("Model")


def make_server(held: Tools, version: str) -> MCPServer[Any]:
    """Make a server of a library; `version` is that of the software."""
    server = MCPServer("Payer policy library", instructions=INSTRUCTIONS, version=version, log_level="ERROR")
    for add in (_add_answers, _add_texts, _add_upkeep):
        add(server, held)
    return server


def refusing(make: Callable[[], Model]) -> Model:
    """Give a reply, or a refusal in its place, which is an error of the protocol with the way out."""
    try:
        return make()
    except UsageError as fault:
        told = replies.Refused(
            kind="patient data" if isinstance(fault, PatientData) else "unknown name", message=str(fault)
        )
        text = TextContent(type="text", text=told.message)
        content = {"result": told.model_dump()}
        # The protocol's own result stands in for any reply.
        return cast(Model, CallToolResult(is_error=True, content=[text], structured_content=content))


def serve_http(server: MCPServer[Any], listening: socket.socket) -> None:
    """Serve over HTTP on a socket that listens already, until an interrupt."""
    config = uvicorn.Config(server.streamable_http_app(), log_level="error")
    uvicorn.Server(config).run(sockets=[listening])


def _add_answers(server: MCPServer[Any], held: Tools) -> None:
    @server.tool(annotations=READ_ONLY)
    async def plans(payer: str = "") -> replies.Plans | replies.Refused:
        """Name the plans of the library with their ids, the questions and the codes; `payer` narrows: cigna."""
        return await work(held, lambda: refusing(lambda: plans_of(held, payer)))

    @server.tool(annotations=READ_ONLY)
    async def ask(question: str) -> replies.Asked | replies.Refused:
        """Ask in words: does cigna cover 0709T. Give the reply's `text` whole; `nearest` is no answer as asked."""
        return await work(held, lambda: refusing(lambda: asking.ask(held, question)))

    @server.tool(annotations=READ_ONLY)
    async def answer(
        code: str, plan: str, question: str, date_of_service: str = "", known_by: str = ""
    ) -> replies.Known | replies.Conflict | replies.Unknown | replies.Refused:
        """Answer a question (coverage, prior-authorization, ...) on a code for a plan's id, on a day: 2026-03-01."""
        return await work(
            held, lambda: refusing(lambda: asking.answer(held, code, plan, question, date_of_service, known_by))
        )

    @server.tool(annotations=READ_ONLY)
    async def compare(
        code: str, question: str, plans: list[str] | None = None, date_of_service: str = ""
    ) -> replies.Compared | replies.Refused:
        """Answer one question for several plans' ids, or without them for every plan, those with a value first."""
        return await work(
            held, lambda: refusing(lambda: asking.compare(held, code, question, plans or (), date_of_service))
        )


def _add_texts(server: MCPServer[Any], held: Tools) -> None:
    @server.tool(annotations=READ_ONLY)
    async def search(query: str, limit: int = 10) -> list[replies.Hit] | replies.Refused:
        """Find sections by words, "phrases", -without and field:value, best first."""
        return await work(held, lambda: refusing(lambda: asking.search(held, query, limit)))

    @server.tool(annotations=READ_ONLY)
    async def section(entry: str, heading: str) -> replies.SectionText | replies.Refused:
        """Read one section of an entry in the library's own words, with the sources that it cites."""
        return await work(held, lambda: refusing(lambda: texts.section(held, entry, heading)))

    @server.tool(annotations=READ_ONLY)
    async def code(code: str, beside: str = "") -> replies.CodeFacts | replies.Refused:
        """Tell what official files and plans say of a code, and of another one `beside` it on a claim."""
        return await work(held, lambda: refusing(lambda: texts.code(held, code, beside)))


def _add_upkeep(server: MCPServer[Any], held: Tools) -> None:
    @server.tool(annotations=READ_ONLY)
    async def unknowns(payer: str = "") -> replies.Acts | replies.Refused:
        """List what is not known or due for review, and which act would settle it."""
        return await work(held, lambda: refusing(lambda: texts.unknowns(held, payer)))

    @server.tool(annotations=READ_ONLY)
    async def changes(since: str, payer: str = "") -> replies.Changes | replies.Refused:
        """List what changed in the library since a day: 2026-10-01."""
        return await work(held, lambda: refusing(lambda: texts.changes(held, since, payer)))

    @server.tool(annotations=READ_ONLY)
    async def versions(entry: str) -> replies.Versions | replies.Refused:
        """List the versions of an entry, newest first, with their dates and commits."""
        return await work(held, lambda: refusing(lambda: texts.versions(held, entry)))
