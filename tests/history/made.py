"""Histories made on the spot, without git: each step is a day and the files of a commit, the last may be the disk."""

from __future__ import annotations

import datetime as dt

from kb.content.load import Texts
from kb.history.blobs import Blobs
from kb.history.commits import Change, Logged
from kb.history.effective_dates import read_span
from kb.history.lineage import Disk, commit_of, lineages
from kb.history.versions import RECORDED, History
from kb.history.work_tree import blob_of
from kb.rules.check import check


def history(*steps, state=RECORDED, note="", disk=None, shallow=False):
    """Make a history of commits, given as (ISO day, {path: text; None takes it away}).

    `disk` are all files on disk where they differ from the last commit; a `shallow` one begins within the clone.
    """
    held, standing, log = {}, set(), []
    for number, (day, files) in enumerate(steps, 1):
        changes = []
        for path, text in files.items():
            name = blob_of(text.encode()) if text else ""
            held[name] = text or ""
            changes.append(Change("D" if not text else "M" if path in standing else "A", path, name))
            (standing.add if text else standing.discard)(path)
        noon = dt.datetime.fromisoformat(f"{day}T12:00:00+00:00")
        logged = Logged(f"{number:040x}", "", int(noon.timestamp()), f"step {number}", tuple(changes))
        log.append((commit_of(logged, (logged.sha,) if shallow and number == 1 else ()), changes))
    held |= {blob_of(text.encode()): text for text in (disk or {}).values()}
    spans = {blob: read_span(text) for blob, text in held.items()}
    on_disk = Disk({path: blob_of(text.encode()) for path, text in disk.items()}) if disk is not None else None
    found = lineages(log, spans, on_disk)
    return History(state, found, tuple(commit for commit, _ in log), note, Blobs(held, lambda _: ()))


def last_files(*steps):
    """Give the files that stand after the last step."""
    files = {}
    for _, changed in steps:
        files |= changed
    return {path: text for path, text in files.items() if text}


def library_of(files):
    """Read files, given as {path: text}, into a library."""
    return check(Texts(files, ()), only=()).library
