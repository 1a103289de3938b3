"""Commands that make the site: build and publish."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import Executor
from contextlib import AbstractContextManager, contextmanager
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import Annotated, Any

from kb.commands import console
from kb.commands.options import (
    CONTENT,
    DEFAULT,
    ROOT,
    Argument,
    Base,
    Edit,
    Exit,
    Json,
    Keep,
    Option,
    Out,
    Policies,
    Today,
    cache,
    count,
    day_of_call,
    expand_home,
    tell_unread,
)
from kb.content.beside import left_beside
from kb.content.load import load
from kb.domain.days import read_day
from kb.history.read import read_history
from kb.published.commit import newest_commit
from kb.published.edition import Edition
from kb.site.build import build, save_nowhere
from kb.site.order import Built, Save
from kb.site.out_folder import read_keep
from kb.site.publish import publish
from kb.site.workers import other_processes

DaskScheduler = Annotated[
    str, Option("--scheduler", help="A Dask scheduler whose workers check files and index: tcp://10.0.0.1:8786.")
]
DatabaseUrl = Annotated[
    str, Option("--database", help="Write the catalogue to PostgreSQL too: postgresql://USER@HOST/NAME.")
]


def build_command(  # noqa: PLR0913  (each is an option of the call)
    *,
    policies: Policies = DEFAULT,
    out: Out = ROOT / "site",
    base_url: Base = "",
    edit_url: Edit = "",
    keep: Keep = "",
    today: Today = "",
    database: DatabaseUrl = "",
    scheduler: DaskScheduler = "",
    as_json: Json = False,
) -> None:
    """Build the site: read, check, resolve, index, render, write. Nothing is written while there are problems.

    The site is made for the day of the newest commit of the policies, or for --today; in a browser its pages go on
    from there by their reader's clock.

    With --base-url there is a sitemap too, and links in feeds and sheets are whole addresses. With --edit-url
    (https://host/team/library/edit/main/policies/) each page leads to its file in that editor. With --keep
    CNAME,.nojekyll the new site takes over these files of the old one; what else the last build did not write is
    never replaced, and refused.

    With --database the tables of catalogue.sqlite are written to the schema policy_library of a PostgreSQL database
    too. With --scheduler workers of a Dask cluster check a part of many new files, and make the search index of a
    library of 300 entries or more.
    """
    save = _save_to(database) if database else save_nowhere
    texts = load(policies)
    made_from = newest_commit(policies, texts.files)
    if not made_from:
        tell_unread(policies)
    with _executor(scheduler) as executor:
        built = build(
            policies,
            out,
            console.print_progress,
            partial(read_history, cache=cache()),
            base_url,
            made_from=made_from,
            edit=edit_url,
            keep=read_keep(keep),
            day=read_day("--today", today),
            today=day_of_call(today),
            cache=cache(),
            executor=executor,
            save=save,
            texts=texts,
        )
    _report(built, left_beside(policies), as_json=as_json)


def _save_to(address: str) -> Save:
    """Return what writes a catalogue to the database at an address, which is connected to once, now."""
    database = import_module("kb.catalogue.database")  # slow to load
    found = database.open_database(address)

    def save(library: Any, edition: Edition) -> None:
        console.print_progress(f"Writing the catalogue to {found.name}")
        database.save_catalogue(found, library, edition.row)

    return save


@contextmanager
def _executor(scheduler: str) -> Iterator[Executor | None]:
    """Give what does a part of the work: a cluster where its scheduler is named, else second processes here."""
    if not scheduler:
        yield other_processes()
        return
    cluster: AbstractContextManager[Executor] = import_module("kb.commands.executors").cluster_at(scheduler)
    with cluster as executor:
        yield executor


def _report(built: Built, beside: tuple[str, ...], *, as_json: bool) -> None:
    address = (built.out / "index.html").as_uri()
    console.print_passed_over(() if as_json else beside)
    if as_json:
        problems = [console.problem_record(problem) for problem in built.problems]
        made = {"out": str(built.out), "pages": built.pages, "entries": built.entries, "address": address}
        console.print_json({**made, "problems": problems, "passed_over": beside})
    elif built.problems:
        console.print_problems(built.problems)
        console.print_error(f"Nothing was written: {count(built.problems)}. The site in {built.out} is as it was.")
    else:
        console.print_line(
            f"Made {built.pages} pages from {built.entries} entries, 0 problems. Open {address}", "bold green"
        )
    if built.problems:
        raise Exit(CONTENT)


def publish_command(
    folder: Annotated[Path, Argument(help="The folder to publish into: a checked-out branch.", callback=expand_home)],
    site: Annotated[Path, Option("--site", help="The built site.", callback=expand_home)] = ROOT / "site",
) -> None:
    """Copy the built site into a folder and keep all else there: its .git, a CNAME, a .nojekyll.

    Only what the last publication put there is replaced or removed. Committing and pushing is left to you.
    """
    done = publish(site, folder)
    for address in done.edited:
        console.print_error(f"{folder / address} stays: it is no longer in the site, but was edited in this folder.")
    console.print_line(
        f"Published into {folder}: {done.written} files written, {done.removed} removed.", "bold green"
    )
