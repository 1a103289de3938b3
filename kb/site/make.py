"""Making a site where something changed: check, resolve, render, and write all of it, or what the change touches."""

from __future__ import annotations

from collections.abc import Collection, Container, Iterator, Mapping
from dataclasses import replace
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import Any

from kb.facts.kept import kept as kept_facts
from kb.facts.store import Store
from kb.history.clocks import Clocks, read_clocks
from kb.history.text_edits import text_edits
from kb.published.edition import Committed, Edition, edition
from kb.rules.check import Checked, Stands, check
from kb.site.folder_pages import is_folder_page, with_data_folders
from kb.site.garbage import made_to_stay
from kb.site.held_beside import held_in_two
from kb.site.kept import CHANGES, Kept
from kb.site.moved import Site
from kb.site.order import Built, Order, Progress, tell_left
from kb.site.out_folder import allowed_place, refuse_foreign
from kb.site.render import environment
from kb.site.replace import Replaced, replace_folder
from kb.site.spare import Spare
from kb.site.touched import changed_texts, edits_since, told_of, touched_files
from kb.site.unchanged import (
    STATIC,
    TEMPLATES,
    Listing,
    Note,
    fingerprint,
    fingerprint_of,
    had_come,
    kept_file,
    key_of,
    listing_of,
    rest_key,
    spare_folder,
    write_note,
)

Files = Iterator[tuple[str, bytes]]


def make(order: Order) -> Built:
    """Make a site; give what was made, or the problems of the content for which nothing was.

    Raises ToolError where the folder cannot be written or holds what no build wrote, or git fails midway.
    """
    kept = Kept(kept_file(order.cache, order.whole) if order.cache else None, order.code, order.memory)
    told: dict[str, tuple[str, str]] = {}
    stands = partial(_standing, order, told)
    checked = _check(order, kept, stands)
    entries = len(checked.library.entries)
    if checked.problems:
        return Built(order.whole, 0, entries, checked.problems)
    order.progress("Reading the history")
    history = order.history or order.read_versions(order.policies, order.texts)
    clocks = read_clocks(checked.library, history, order.day)
    of = edition(clocks.today, order.made_from, order.base)
    now = _now(order, clocks, of, told)
    files, gone = _files(order, clocks, of, checked.store, kept, now)
    steps = (partial(_refuse_changed, order), partial(order.save, checked.library, of))
    spare = _spare(order)
    replaced = replace_folder(order.whole, files, order.keep, lambda: [step() for step in steps], gone, spare)
    made = _tell_made(replaced, Built(order.whole, 0, entries, ()), order.progress)
    kept.finish()
    return _remember(order.cache, now, made, order.note, replaced.listing)


def _files(  # noqa: PLR0913, PLR0917  (all that files are made of)
    order: Order, clocks: Clocks, of: Edition, store: Store, kept: Kept, now: Note
) -> tuple[Files, Collection[str] | None]:
    """Make the files of a site: all, or those that changed with the texts of entries, and the addresses that go."""
    edits = edits_since(order.note, now, order.texts, order.made_from)
    if edits is None:
        refuse_foreign(order.whole, order.keep)
        files = _whole(
            clocks, order.progress, order.base, of, order.edit, store, order.cache, order.executor, kept, now.rest
        )
        return with_data_folders(files), None
    order.progress(f"Making the pages of {', '.join(sorted(edits.paths)) or 'no entry, since none changed'}")
    _keep(kept, now)
    site = Site(order.whole, environment(TEMPLATES, order.edit, clocks.today, kept), of, kept)
    return touched_files(clocks, edits, partial(_commits, clocks, kept, now.rest), site)


def _keep(kept: Kept, now: Note) -> None:
    """Keep what a build that makes a few files does not ask for, and the next whole one will."""
    kept.keep(CHANGES, now.rest)
    kept.keep(STATIC)


def _commits(*given: Any) -> Any:
    """Return the changes of all commits, which few builds need; what makes them is slow to load."""
    return import_module("kb.site.recorded").recorded_commits(*given)


def _spare(order: Order) -> Spare | None:
    """Return where the site is kept that a build replaces, with the fingerprint of the one that is there.

    One that has files which no build wrote is not kept.
    """
    if not order.cache or order.keep:
        return None
    return Spare(spare_folder(order.cache, order.whole), order.note.spare if order.note else "", order.names)


def _remember(cache: Path | None, now: Note, made: Built, before: Note | None, listing: Listing | None) -> Built:
    """Note what was made, and from what, where there is a cache; the site before it is as it was noted `before`."""
    if cache:
        written = fingerprint(listing) if listing else fingerprint_of(made.out)
        spare = before.written if before and spare_folder(cache, made.out).is_dir() else ""
        told = replace(now, written=written, pages=made.pages, entries=made.entries, spare=spare)
        write_note(cache, made.out, told)
    return made


def _whole(*given: Any) -> Iterator[tuple[str, bytes]]:
    """Make all files; what makes them is slow to load, and most builds make a few."""
    made: Iterator[tuple[str, bytes]] = import_module("kb.site.whole").site_files(*given)
    return made


def _now(order: Order, clocks: Clocks, of: Edition, told: Mapping[str, tuple[str, str]]) -> Note:
    """Note what a site is to be made from, before it is made."""
    edits = text_edits(clocks.history, clocks.documents, clocks.today)
    as_committed = tuple(replace(one, differs=False) if isinstance(one, Committed) else one for one in order.settings)
    rest = rest_key(order.texts, clocks.history, as_committed, edits)
    key = order.key or key_of(order.texts, clocks.history, order.settings)
    day = order.today.isoformat() if order.today else ""
    return Note(key, "", 0, 0, rest, told, sorted(edits), of.generated_from, code=order.code, today=day)


def _standing(order: Order, told: dict[str, tuple[str, str]], outlines: Mapping[str, str]) -> Container[str]:
    """Put what is told of each file into `told`; return the files that stand as they did in the library of the note.

    Where a day that had come then is to come now, none does.
    """
    told |= told_of(order.texts, outlines)
    note = order.note if order.note and order.note.code == order.code and had_come(order.note, order.today) else None
    changed = changed_texts(note, told) if note else None
    return () if changed is None else told.keys() - changed


def _check(order: Order, kept: Kept, stands: Stands) -> Checked:
    """Check content, and keep what each file comes to by itself; nothing of that is garbage."""
    texts = order.texts
    with made_to_stay():
        store = kept_facts(Store(texts.facts, texts.hashes), order.cache, make=True)
        hold = held_in_two(texts.files, order.executor, order.progress)
        alone = kept.of_files(hold, lambda path, _: texts.digest(path))
        checked = check(texts, order.today, alone, store=store, stands=stands)
    if checked.problems:
        kept.finish()
    return checked


def _tell_made(replaced: Replaced, made: Built, progress: Progress) -> Built:
    """Say what could not be cleared away; give what was made, with the number of its pages."""
    tell_left((replaced.left,) if replaced.left else (), progress)
    pages = sum(name.endswith(".html") and not is_folder_page(name) for name in replaced.written)
    return replace(made, pages=pages)


def _refuse_changed(order: Order) -> None:
    """Refuse a site that somebody changed meanwhile. One that is as it was need not be read."""
    whole = allowed_place(order.out, order.policies)
    if order.names is None or not whole.is_dir() or listing_of(whole) != order.names.listing:
        refuse_foreign(whole, order.keep)
