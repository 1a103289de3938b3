"""The command that asks the addresses of sources whether they still say the same: watch."""

from __future__ import annotations

import datetime as dt
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Annotated, Any
from urllib.parse import urlsplit

from kb.commands import console
from kb.commands.options import DEFAULT, Argument, Json, Option, Policies, cache, day_of_call
from kb.content.kinds import suggest
from kb.content.load import load
from kb.content.save import save
from kb.content.watched import FILE as WATCHED
from kb.content.watched import seen_again, watched_text
from kb.domain.model import Library
from kb.domain.problem import UsageError, shown
from kb.domain.source_record import READ_AGAIN, WatchedSource
from kb.rules.check import check
from kb.watch.asking import STATES, Known, Limits, Seen, ask
from kb.watch.memory import recall, remember
from kb.watch.robots import Robots

QUIET = ("unchanged", "first seen")
"""What nobody needs to look at."""


def watch_command(  # noqa: PLR0913  (each is an option of the call)
    what: Annotated[list[str] | None, Argument(help="Entries, payers or addresses; else every source.")] = None,
    *,
    policies: Policies = DEFAULT,
    seconds: Annotated[float, Option("--seconds", min=0.1, max=600, help="How long one visit may take.")] = 30.0,
    pause: Annotated[float, Option("--pause", min=0, max=600, help="Seconds between two visits of a host.")] = 1.0,
    record: Annotated[
        bool, Option("--record", help="Write what has to be read again to watched.csv of the policies folder.")
    ] = False,
    as_json: Json = False,
) -> None:
    """Visit the addresses of sources: changed, moved, gone, behind a login, slow, or as they were at the last visit.

    Only those addresses are asked, where they redirect to on the same host, and the robots.txt of the host, which is
    obeyed. A page is compared by its words. The first visit remembers, the next compares (`.cache/watch.json`). With
    `--record`, what has to be read again comes to the list of acts, until the files that cite it were read later.
    """
    library = check(load(policies), only=()).library
    cited = cited_by(library)
    urls = chosen(library, cited, what or ())
    memory = cache() / "watch.json"
    before = recall(memory)
    seen: list[Seen] = []
    robots, limits = Robots(seconds), Limits(seconds)
    last: dict[str, float] = {}
    for number, url in enumerate(urls, 1):
        if not as_json:
            console.print_progress(f"{number} of {len(urls)}: {url}")
        _wait(last, url, pause)
        known = before.get(url, Known())
        seen.append(ask(url, known, limits) if robots.allows(url) else Seen(url, "not allowed", "", known))
    remember(memory, before, seen)
    if record:
        _record_in(policies, library, seen, day_of_call(""))
    _print(seen, cited, as_json=as_json)


def _record_in(policies: Path, library: Library, seen: Iterable[Seen], today: dt.date) -> None:
    """Write what has to be read again beside the content, where the build and the list of acts see it."""
    rows = [
        WatchedSource(one.url, one.state, today, one.told) if one.state in READ_AGAIN else one.url for one in seen
    ]
    text = watched_text(seen_again(library.watched, rows))
    save(policies / WATCHED, text.encode())


def cited_by(library: Library) -> dict[str, list[str]]:
    """Return every address of a source with the ids of the files that cite it."""
    found: dict[str, list[str]] = defaultdict(list)
    for document in library.documents:
        for source in document.sources.values():
            found[source.url].append(document.id)
    return found


def chosen(library: Library, cited: dict[str, list[str]], what: Iterable[str]) -> list[str]:
    """Return the addresses to visit, each once: all, or those of entries, payers and addresses named."""
    names = [name.removesuffix(".md") for name in what]
    known = (*library.payers, *(document.id for document in library.documents), *cited)
    for name in names:
        if name not in known:
            raise UsageError(f"no entry, payer or source '{shown(name)}'; {suggest(name, tuple(known))}")
    return [
        url for url, ids in cited.items()
        if not names or url in names or any(one in names or one.split("/")[0] in names for one in ids)
    ]  # fmt: skip


def _wait(last: dict[str, float], url: str, pause: float) -> None:
    """Wait until a host was left alone for some seconds."""
    host = urlsplit(url).netloc
    left = last.get(host, -pause) + pause - time.monotonic()
    if host in last and left > 0:
        time.sleep(left)
    last[host] = time.monotonic()


def _print(seen: list[Seen], cited: dict[str, list[str]], *, as_json: bool) -> None:
    order = {state.name: place for place, state in enumerate(STATES)}
    rows = sorted(seen, key=lambda one: (order[one.state], one.url))
    if as_json:
        console.print_json({"visited": [_record(one, cited) for one in rows]})
        return
    for text, style in _lines(rows, cited):
        console.print_line(text, style)


def _lines(rows: list[Seen], cited: dict[str, list[str]]) -> Iterator[tuple[str, str]]:
    for one in rows:
        if one.state not in QUIET:
            yield f"{one.state}: {one.url}{f' ({one.told})' if one.told else ''}", "bold"
            yield f"    cited by {', '.join(cited[one.url])}", ""
    counts = {state.name: sum(one.state == state.name for one in rows) for state in STATES}
    yield f"{len(rows)} visited: {', '.join(f'{name} {n}' for name, n in counts.items() if n)}.", "bold"


def _record(one: Seen, cited: dict[str, list[str]]) -> dict[str, Any]:
    return {"url": one.url, "state": one.state, "told": one.told, "cited_by": cited[one.url]}
