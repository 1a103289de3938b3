"""The build, from policies to a site: read, check, catalogue, index, pages, write. The old site is replaced whole.

Nothing is written unless all content is in order, and nothing is replaced that no build wrote. The new site is made
in a folder beside the old one, file by file so that it is never held as a whole, and takes its place when complete.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from concurrent.futures import Executor
from dataclasses import dataclass, replace
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import Any

from kb.content.load import Texts, load
from kb.domain.model import Library
from kb.domain.problem import Problem
from kb.facts.kept import kept as kept_facts
from kb.facts.store import Store
from kb.history.clocks import Clocks, read_clocks
from kb.history.read import unrecorded
from kb.history.text_edits import text_edits
from kb.history.versions import History
from kb.published.edition import Committed, Edition, edition
from kb.rules.check import Checked, Held, Stands, check
from kb.site.folder_pages import is_folder_page, with_data_folders
from kb.site.garbage import made_to_stay
from kb.site.held_beside import held_in_two
from kb.site.kept import Kept
from kb.site.out_folder import allowed_place, refuse_foreign
from kb.site.recorded import CHANGES, recorded_commits
from kb.site.render import environment
from kb.site.replace import Replaced, replace_folder
from kb.site.spare import Spare
from kb.site.touched import Site, changed_texts, edits_since, told_of, touched_files
from kb.site.unchanged import (
    STATIC,
    TEMPLATES,
    Listing,
    Note,
    code_key,
    fingerprint,
    fingerprint_of,
    had_come,
    kept_file,
    key_of,
    read_note,
    rest_key,
    spare_folder,
    write_note,
)
from kb.site.work_folder import mend

Progress = Callable[[str], None]
Recall = Callable[[Path, Texts], History]
"""Reads the history of a policies folder, given the texts that stand in it."""
Alone = Callable[[str, str], Held]
"""Reads and checks one file by itself, given its path and its text."""
Save = Callable[[Library, Edition], None]
"""Writes the catalogue to another place than the site."""


def without_git(_: Path, texts: Texts) -> History:
    """Read no history, wherever the folder lies: the site then says that none is recorded here."""
    return unrecorded(texts)


def save_nowhere(_: Library, __: Edition) -> None:
    """Leave the catalogue in the site alone."""


@dataclass(frozen=True)
class Built:
    """What a build made: the folder, how many pages, and the problems that kept it from being made."""

    out: Path
    pages: int
    entries: int
    problems: tuple[Problem, ...]


def build(  # noqa: PLR0913  (each is an option of the call)
    policies: Path,
    out: Path,
    progress: Progress,
    read_versions: Recall = without_git,
    base: str = "",
    *,
    made_from: Committed | None = None,
    edit: str = "",
    day: dt.date | None = None,
    today: dt.date | None = None,
    keep: tuple[str, ...] = (),
    cache: Path | None = None,
    executor: Executor | None = None,
    save: Save = save_nowhere,
    memory: dict[bytes, object] | None = None,
    texts: Texts | None = None,
) -> Built:
    """Build a policies folder into a site folder; `recall` reads its history, and without it none is shown.

    `base` is the address the site will have, for what needs whole addresses; empty where that is not known. Published
    data says that it was `made_from` a commit, else from the library as of its day. `edit` is what stands before a
    file's path in the code host's editor, or empty. The site is made for a `day`, else for the library's own; content
    that was looked at after `today`, where that is given, is a problem. `keep` names files of the old site that the
    new one takes over. `cache` is a folder for what need not be made again, or None. `executor` may make the search
    index beside the pages. `save` is given the library and its edition right before the new site takes the place of
    the old one, which stays if that raises. `memory` holds results for the next build of this process. `texts` are
    the files of the policies folder, where they are read already. A site that is
    made of just this, and whose files nobody touched, is left as it is, unless there is something to save.

    Raises ToolError where the folder cannot be written or holds what no build wrote, or git fails midway.
    """
    whole = _mended(allowed_place(out, policies), progress)
    progress("Reading and checking")
    texts, code = texts or load(policies), code_key()
    settings = (code, base, made_from, edit, day, keep)
    note = read_note(cache, whole) if cache else None
    history = read_versions(policies, texts) if note else None
    if save is save_nowhere and note and history and _is_made(note, today, key_of(texts, history, settings)):
        progress("Nothing has changed since the last build")
        return Built(whole, note.pages, note.entries, ())
    kept = Kept(kept_file(cache, whole) if cache else None, code, memory)
    stands = partial(_standing, note, code, texts.files, told := dict[str, tuple[str, str]]())
    checked = _check(texts, today, kept, cache, stands, held_in_two(texts.files, executor, progress))
    if checked.problems:
        return Built(whole, 0, len(checked.library.entries), checked.problems)
    progress("Reading the history")
    clocks = read_clocks(checked.library, history or read_versions(policies, texts), day)
    of = edition(clocks.today, made_from, base)
    now = replace(_now(clocks, texts, settings, of), files=told, code=code, today=today.isoformat() if today else "")
    if (edits := edits_since(note, now, texts, made_from)) is None:
        refuse_foreign(whole, keep)
        files = _whole(clocks, progress, base, of, edit, checked.store, cache, executor, kept, now.rest)
        files, gone = with_data_folders(files), None
    else:
        progress(f"Making the pages of {', '.join(sorted(edits.paths)) or 'no entry, since none changed'}")
        _keep(kept, now)
        site = Site(whole, environment(TEMPLATES, edit, clocks.today, kept), of)
        files, gone = touched_files(clocks, edits, partial(recorded_commits, clocks, kept, now.rest), site)
    steps = (partial(_refuse_changed, out, policies, keep, note), partial(save, checked.library, of))
    replaced = replace_folder(
        whole, files, keep, lambda: [step() for step in steps], gone, _spare(cache, whole, note, keep)
    )
    made = _tell_made(replaced, Built(whole, 0, len(checked.library.entries), ()), progress)
    kept.finish()
    return _remember(cache, now, made, note, replaced.listing)


def _is_made(note: Note, today: dt.date | None, key: str) -> bool:
    """Tell whether a site was made of what has a key, and content that is without problems on a day."""
    return note.key == key and had_come(note, today)


def _spare(cache: Path | None, out: Path, note: Note | None, keep: tuple[str, ...]) -> Spare | None:
    """Return where the site is kept that a build replaces, with the fingerprint of the one that is there.

    One that has files which no build wrote is not kept.
    """
    return Spare(spare_folder(cache, out), note.spare if note else "") if cache and not keep else None


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


def _now(clocks: Clocks, texts: Texts, settings: tuple[object, ...], of: Edition) -> Note:
    """Note what a site is to be made from, before it is made; all but its files."""
    edits = text_edits(clocks.history, clocks.documents, clocks.today)
    as_committed = tuple(replace(one, differs=False) if isinstance(one, Committed) else one for one in settings)
    rest, key = rest_key(texts, clocks.history, as_committed, edits), key_of(texts, clocks.history, settings)
    return Note(key, "", 0, 0, rest, {}, sorted(edits), of.generated_from)


def _standing(
    note: Note | None,
    code: str,
    files: Mapping[str, str],
    told: dict[str, tuple[str, str]],
    outlines: Mapping[str, str],
) -> Container[str]:
    """Put what is told of each file into `told`; return the files that stand as they did in the library of a note."""
    told |= told_of(files, outlines)
    changed = changed_texts(note, told) if note and note.code == code else None
    return () if changed is None else told.keys() - changed


def _check(  # noqa: PLR0913, PLR0917  (what a check stands on)
    texts: Texts, today: dt.date | None, kept: Kept, cache: Path | None, stands: Stands, alone: Alone
) -> Checked:
    """Check content, and keep what each file comes to `alone`; nothing of that is garbage."""
    with made_to_stay():
        store = kept_facts(Store(texts.facts, texts.hashes), cache, make=True)
        checked = check(texts, today, kept.of_files(alone), store=store, stands=stands)
    if checked.problems:
        kept.finish()
    return checked


def _mended(whole: Path, progress: Progress) -> Path:
    """Clear away what killed builds left beside a site folder; give the folder."""
    tell_left(mend(whole), progress)
    return whole


def _keep(kept: Kept, now: Note) -> None:
    """Keep what a build that makes a few files does not ask for, and the next whole one will."""
    kept.keep(CHANGES, now.rest)
    kept.keep(STATIC)


def _tell_made(replaced: Replaced, made: Built, progress: Progress) -> Built:
    """Say what could not be cleared away; give what was made, with the number of its pages."""
    tell_left((replaced.left,) if replaced.left else (), progress)
    pages = sum(name.endswith(".html") and not is_folder_page(name) for name in replaced.written)
    return replace(made, pages=pages)


def _refuse_changed(out: Path, policies: Path, keep: tuple[str, ...], note: Note | None) -> None:
    """Refuse a site that somebody changed meanwhile. One that is as it was noted need not be read."""
    whole = allowed_place(out, policies)
    if note is None or note.written != fingerprint_of(whole):
        refuse_foreign(whole, keep)


def tell_left(folders: Iterable[Path], progress: Progress) -> None:
    """Say which folders of a build could not be cleared away: they hold what no build wrote, or lack rights."""
    for folder in folders:
        progress(f"{folder} stays; look through it and delete it")
