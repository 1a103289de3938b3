"""The build, from policies to a site: read, check, catalogue, index, pages, write. The old site is replaced whole.

Nothing is written unless all content is in order, and nothing is replaced that no build wrote. The new site is made
in a folder beside the old one, file by file so that it is never held as a whole, and takes its place when complete.
"""

from __future__ import annotations

import datetime as dt
from concurrent.futures import Executor
from importlib import import_module
from pathlib import Path
from typing import Any

from kb.content.load import Texts, load
from kb.history.versions import History
from kb.published.edition import Committed
from kb.site.garbage import made_to_stay
from kb.site.order import Built, Order, Progress, Recall, Save, tell_left
from kb.site.out_folder import allowed_place
from kb.site.unchanged import Note, code_key, had_come, key_of, names_of, read_note
from kb.site.work_folder import mend


def without_git(_: Path, texts: Texts) -> History:
    """Read no history, wherever the folder lies: the site then says that none is recorded here."""
    made: History = import_module("kb.history.read").unrecorded(texts)
    return made


def save_nowhere(*_: Any) -> None:
    """Leave the catalogue in the site alone."""


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
    names = names_of(whole) if cache else None
    note = read_note(cache, whole, names) if cache else None
    history = read_versions(policies, texts) if note else None
    key = key_of(texts, history, (code, base, made_from, edit, day, keep)) if history else ""
    order = Order(
        policies,
        out,
        whole,
        progress,
        read_versions,
        base,
        made_from,
        edit,
        day,
        today,
        keep,
        cache,
        executor,
        save,
        memory,
        texts,
        code,
        note,
        names if note else None,
        history,
        key,
    )
    if save is save_nowhere and note and history and _is_made(note, today, key):
        progress("Nothing has changed since the last build")
        return Built(whole, note.pages, note.entries, ())
    with made_to_stay():
        make = import_module("kb.site.make").make  # slow to load
    built: Built = make(order)
    return built


def _is_made(note: Note, today: dt.date | None, key: str) -> bool:
    """Tell whether a site was made of what has a key, and content that is without problems on a day."""
    return note.key == key and had_come(note, today)


def _mended(whole: Path, progress: Progress) -> Path:
    """Clear away what killed builds left beside a site folder; give the folder."""
    tell_left(mend(whole), progress)
    return whole
