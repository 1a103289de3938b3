"""Commands that make the site: build and serve."""

from __future__ import annotations

from typing import Annotated

from kb.commands import console
from kb.commands.options import (
    CONTENT,
    DEFAULT,
    ROOT,
    Base,
    Edit,
    Exit,
    Json,
    Option,
    Out,
    Policies,
    Today,
    count,
    day_of_call,
    history_of,
)
from kb.domain.problem import KbError
from kb.history.answer_as_of import read_day
from kb.published.commit import newest_commit
from kb.site.build import TEMPLATES, Built, build
from kb.site.serve import rebuild_on_save, serve


def build_command(  # noqa: PLR0913  (each is an option of the call)
    policies: Policies = DEFAULT,
    out: Out = ROOT / "site",
    base_url: Base = "",
    edit_url: Edit = "",
    *,
    today: Today = "",
    as_json: Json = False,
) -> None:
    """Build the site: read, check, resolve, index, render, write. Nothing is written while there are problems.

    The site is made for the day of the newest commit of the policies, or for --today; in a browser its pages go on
    from there by their reader's clock.

    With --base-url there is a sitemap too, and links in feeds and sheets are whole addresses. With --edit-url
    (https://host/team/library/edit/main/policies/) each page leads to its file in that editor.
    """
    built = build(
        policies,
        out.resolve(),
        console.step,
        history_of,
        base_url,
        made_from=newest_commit(policies),
        edit=edit_url,
        day=read_day("--today", today),
        today=day_of_call(today),
    )
    _report(built, as_json=as_json)


def _report(built: Built, *, as_json: bool) -> None:
    address = (built.out / "index.html").as_uri()
    if as_json:
        problems = [console.problem_record(problem) for problem in built.problems]
        made = {"out": str(built.out), "pages": built.pages, "entries": built.entries, "address": address}
        console.say_json({**made, "problems": problems})
    elif built.problems:
        console.say_problems(built.problems)
        console.warn(f"Nothing was written: {count(built.problems)}. The site in {built.out} is as it was.")
    else:
        console.say(
            f"Made {built.pages} pages from {built.entries} entries, 0 problems. Open {address}", "bold green"
        )
    if built.problems:
        raise Exit(CONTENT)


def serve_command(
    policies: Policies = DEFAULT,
    out: Out = ROOT / ".cache" / "preview",
    port: Annotated[int, Option("--port", min=0, max=65535, help="0 takes any free port.")] = 8000,
    today: Today = "",
) -> None:
    """Preview the site on 127.0.0.1, rebuilding on save. Ctrl-C ends it."""
    faults: list[str] = []

    def rebuild() -> None:
        day, on = read_day("--today", today), day_of_call(today)
        built = build(policies, out.resolve(), lambda _: None, history_of, day=day, today=on)
        faults[:] = map(str, built.problems)
        console.say_problems(built.problems)
        console.say(f"{count(built.problems)}; {built.pages} pages made.")

    def rebuild_or_say() -> None:
        try:
            rebuild()
        except KbError as fault:
            faults[:] = [str(fault)]
            console.warn(str(fault))

    rebuild()
    server = serve(out.resolve(), port, faults)
    console.say(f"Open http://127.0.0.1:{server.server_address[1]}/ (Ctrl-C ends the preview)", "bold green")
    rebuild_on_save((policies, TEMPLATES), rebuild_or_say)
