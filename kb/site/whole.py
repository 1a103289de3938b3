"""All files of a site, made one by one from its content. Loaded only where a whole site is to be made."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from concurrent.futures import Executor
from itertools import chain
from pathlib import Path

from kb.catalogue import tables as catalogue
from kb.catalogue.acts import Act, acts_of
from kb.catalogue.resolved import resolve_answers
from kb.catalogue.review import ToDo, later_reviews, to_do
from kb.changes.addresses import CALENDAR, payer_feed
from kb.changes.atom import atom
from kb.changes.calendar import calendar
from kb.changes.change_pages import part_scripts
from kb.changes.dates import dates, not_long_past
from kb.changes.feed import feeds, origin_of
from kb.changes.json_feed import json_feed
from kb.changes.postings import ADDRESS as POSTINGS
from kb.changes.postings import last_days, postings_feed
from kb.changes.recorded import RecordedCommit
from kb.content.markdown import forget
from kb.domain.memory import give_back
from kb.domain.problem import ToolError
from kb.facts.store import NOTHING, Store
from kb.history.clocks import Clocks
from kb.pages.answer_card import answer_scripts, dated_scripts
from kb.pages.answers_as_of import CodeTimelines
from kb.pages.ask_changes import change_scripts
from kb.pages.ask_unknowns import unknowns_script
from kb.pages.code import asof_scripts
from kb.pages.every_page import make_pages
from kb.pages.facts_data import fact_files
from kb.pages.look_up import look_up_script
from kb.pages.page import Page
from kb.pages.read_text import read_text_script
from kb.pages.review import unknown_rows
from kb.pages.review_rows import board_scripts, rows_of
from kb.pages.staff import standing
from kb.pages.upcoming_changes import turn_days, turns, turns_script
from kb.pages.version_history import VersionHistories
from kb.published.edition import Edition, edition
from kb.published.files import data_files, texts_for_crawlers
from kb.published.listed_files import listed_files
from kb.published.review_sheet import board_files
from kb.search.box_data import box_script, called_script, date_script
from kb.site.beside import begin_beside
from kb.site.evidence_scripts import evidence_scripts
from kb.site.folder_pages import folder_pages
from kb.site.kept import Kept
from kb.site.recorded import recorded_commits
from kb.site.render import Templates, environment, render
from kb.site.static_files import static_files
from kb.site.unchanged import STATIC, TEMPLATES

Progress = Callable[[str], None]


def site_files(  # noqa: PLR0913, PLR0917  (all that a site is made of)
    clocks: Clocks,
    progress: Progress,
    base: str = "",
    published: Edition | None = None,
    edit: str = "",
    store: Store = NOTHING,
    cache: Path | None = None,
    executor: Executor | None = None,
    kept: Kept | None = None,
    rest: str = "",
) -> Iterator[tuple[str, bytes]]:
    """Yield every file of the site: address and bytes. The same files, history and edition give the same bytes.

    `base` is the address the site will have, https://example.org/policies/, or empty where that is not known; `edit`
    is what stands before a file's path in the code host's editor, or empty. `store` are the facts from official
    files; what is made of them is kept in the folder `cache`, where one is given. `executor` may make
    what is made beside the pages. `kept` has results of the last build, those of commits by the key `rest`.
    """
    library, of = clocks.library, published or edition(clocks.today)
    beside, results = begin_beside(clocks, executor, progress), kept or Kept(None, "")
    progress("Reading changes")
    found, templates = recorded_commits(clocks, results, rest), environment(TEMPLATES, edit, clocks.today, results)
    progress("Resolving answers")
    with catalogue.open_catalogue(library, resolve_answers(library)) as tables:
        histories = VersionHistories(clocks)
        give_back()  # what a worker checked and is handed was here as one piece
        progress("Making pages")
        addresses, rows = yield from _pages(histories, found, tables, of, store, templates)
        progress(f"Made {len(addresses)} pages")
        forget()
        yield from data_files(library, tables, of)
    yield from board_files(library, rows, of)
    yield from _in_bytes(board_scripts(library, rows, later_reviews(library, clocks.today)))
    yield from texts_for_crawlers(library, addresses, of)
    yield from _in_bytes(_feeds_and_calendar(clocks, found, base))
    del tables, addresses, rows  # a worker takes most room just now
    give_back()
    progress("Indexing")
    yield from beside()
    turning = turns(histories)
    yield (
        "static/names.js",
        box_script(library, clocks.today, turn_days(turning), of.generated_from, facts=bool(store.sources)).encode(),
    )
    of_words = (("static/called.js", called_script(library)), ("static/date_forms.js", date_script()))
    others = (turns_script(turning), *of_words, *part_scripts(found))
    yield from _in_bytes(chain(others, fact_files(store, library, cache), listed_files(store, sorted(library.codes))))
    progress("Writing")
    yield from _static(results)


def _static(kept: Kept) -> Iterable[tuple[str, bytes]]:
    """Return the files that no content changes, which are made once for a version of the code."""
    found: list[tuple[str, bytes]] | None = kept.get(STATIC)
    if found is None:
        kept.put(found := list(static_files(TEMPLATES)), STATIC)
    return found


def _pages(  # noqa: PLR0913, PLR0917  (all that pages are made of)
    histories: VersionHistories,
    found: tuple[RecordedCommit, ...],
    tables: catalogue.Tables,
    of: Edition,
    store: Store,
    templates: Templates,
) -> Generator[tuple[str, bytes], None, tuple[Sequence[str], Sequence[ToDo]]]:
    """Yield the pages, and the scripts that go with them; return the addresses of pages, and the rows of worklists.

    The cells of every day, which take much room, are not kept.
    """
    dated, today = CodeTimelines(histories), histories.clocks.today
    addresses: list[str] = []
    rows: list[ToDo] = []
    for page in make_pages(dated, found, tables, of, store):
        addresses.append(page.address)
        rows += rows_of((page,))
        yield from _in_bytes(_rendered(page, templates, today))
    yield from _in_bytes(chain(folder_pages(_unique(addresses)), _data(dated, tables, rows, templates)))
    yield from _in_bytes(change_scripts(histories.clocks.on_disk, found))
    return addresses, rows


def _in_bytes(texts: Iterable[tuple[str, str]]) -> Iterator[tuple[str, bytes]]:
    """Yield texts as bytes, each with its address."""
    return ((address, text.encode()) for address, text in texts)


def _rendered(page: Page, templates: Templates, today: dt.date) -> Iterator[tuple[str, str]]:
    """Yield a page, and where it is that of a code, the script of its date-of-service box."""
    yield page.address, render(page, templates)
    yield from asof_scripts((page,), today)


def _data(
    dated: CodeTimelines, tables: catalogue.Tables, rows: Iterable[ToDo], templates: Templates
) -> Iterator[tuple[str, str]]:
    """Yield what the answer card of the search shows, today and on other days, and evidence that has no page."""
    yield from answer_scripts(dated.library, tables, unknown_rows(rows))
    yield from dated_scripts(tables, dated)
    yield read_text_script(dated.library, tables.resolved)
    yield look_up_script(dated.library)
    yield unknowns_script(dated.library, _acts(dated, tables))
    yield from evidence_scripts(dated.histories.clocks, templates)


def _acts(dated: CodeTimelines, tables: catalogue.Tables) -> tuple[Act, ...]:
    """Return what there is to do on the day of the site."""
    library, resolved = dated.library, tables.resolved
    return acts_of(library, resolved, to_do(library, resolved, dated.histories.clocks.today))


def _feeds_and_calendar(clocks: Clocks, found: tuple[RecordedCommit, ...], base: str) -> Iterator[tuple[str, str]]:
    """Yield what other programs subscribe to: feeds and the calendar."""
    days = not_long_past(dates(clocks), clocks.today)
    yield CALENDAR, calendar(days, base)
    for name in clocks.on_disk.payers:
        own = (found for found in days if found.address.startswith(f"{name}/"))
        yield f"{payer_feed(name)}.ics", calendar(own, base)
    origin = origin_of(clocks.history)
    posted = tuple(one for one in standing(clocks.on_disk, clocks.today) if one.posted <= clocks.today)
    if posted:
        yield f"{POSTINGS}.xml", atom(postings_feed(posted, origin), base)
        yield f"{POSTINGS}.ics", calendar(last_days(posted, origin), base)
    for feed in feeds(clocks.on_disk, found, origin):
        yield f"{feed.address}.xml", atom(feed, base)
        if feed.in_json:
            yield f"{feed.address}.json", json_feed(feed, base)


def _unique(addresses: Sequence[str]) -> Sequence[str]:
    """Return the addresses. Raises ToolError where two pages want the same one."""
    twice = [address for address, number in Counter(addresses).items() if number > 1]
    if twice:
        raise ToolError(f"two pages want the address {twice[0]}")
    return addresses
