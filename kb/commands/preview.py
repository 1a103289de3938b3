"""The command that previews the site. It loads a web server, which no other command needs."""

from __future__ import annotations

from typing import Annotated, Any

from kb.commands import console
from kb.commands.library import history_of
from kb.commands.options import DEFAULT, ROOT, Option, Out, Policies, Today, cache, count, day_of_call
from kb.domain.days import read_day
from kb.domain.problem import KbError
from kb.site.build import build
from kb.site.saves import Saves
from kb.site.serve import rebuild_on_save, serve
from kb.site.unchanged import TEMPLATES


def serve_command(
    policies: Policies = DEFAULT,
    out: Out = ROOT / ".cache" / "preview",
    port: Annotated[int, Option("--port", min=0, max=65535, help="0 takes any free port.")] = 8000,
    today: Today = "",
) -> None:
    """Preview the site on 127.0.0.1, rebuilding on save. Open pages load anew. Ctrl-C ends it."""
    saves, memory = Saves(out.resolve()), dict[bytes, object]()

    def rebuild() -> None:
        day, on = read_day("--today", today), day_of_call(today)
        given: dict[str, Any] = {"day": day, "today": on, "cache": cache(), "memory": memory}
        built = build(policies, out, lambda _: None, history_of, **given)
        saves.tell(built.problems)
        console.print_problems(built.problems)
        console.print_line(f"{count(built.problems)}; {built.pages} pages made.")

    def rebuild_or_print_fault() -> None:
        try:
            rebuild()
        except KbError as fault:
            saves.tell((str(fault),))
            console.print_error(str(fault))

    rebuild()
    server = serve(out.resolve(), port, saves)
    console.print_line(f"Open http://127.0.0.1:{server.server_address[1]}/ (Ctrl-C ends the preview)", "bold green")
    rebuild_on_save((policies, TEMPLATES), rebuild_or_print_fault)
