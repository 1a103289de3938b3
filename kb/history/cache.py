"""What was read of a repository, kept between runs: a file of plain JSON in this machine's cache folder.

It is never edited, shared or trusted: a torn one, or one that another state of the repository left, is made anew.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import hashlib
import json
import os
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kb.history.commits import Change, Logged
from kb.history.effective_dates import Span
from kb.history.git import Repository


@dataclass(frozen=True)
class Kept:
    """The commits that changed the folder up to `head`, the first commit of the main line, and the dates by blob."""

    head: str
    boundary: tuple[str, ...]
    first: str
    log: tuple[Logged, ...]
    spans: dict[str, Span]


def place(repository: Repository, cache: Path) -> Path:
    """Name the file for a folder of a repository; code that would read it otherwise gives another name."""
    digest = hashlib.sha256(str(repository.folder.resolve()).encode("utf-8", "surrogateescape"))
    for module in sorted(Path(__file__).parent.glob("*.py")):
        digest.update(module.read_bytes())
    return cache / f"history-{digest.hexdigest()[:20]}.json"


def load(path: Path) -> Kept | None:
    """Read what was kept; None where there is nothing, or nothing whole."""
    try:
        raw = json.loads(path.read_bytes())
        log = tuple(_logged(*item) for item in raw["log"])
        spans = {blob: Span(_day(effective), _day(ends), basis) for blob, effective, ends, basis in raw["spans"]}
        return Kept(str(raw["head"]), tuple(raw["boundary"]), str(raw["first"]), log, spans)
    except (OSError, ValueError, TypeError, LookupError, AttributeError):
        return None


def save(path: Path, kept: Kept) -> None:
    """Write it whole and move it to its place. Where that cannot be done, the next run reads git again."""
    spans = [
        [blob, _written(span.effective), _written(span.ends), span.date_basis] for blob, span in kept.spans.items()
    ]
    log = [
        [
            item.sha,
            item.parent,
            item.seconds,
            item.subject,
            [[c.status, c.path, c.blob, c.before] for c in item.changes],
        ]
        for item in kept.log
    ]
    told = {"head": kept.head, "boundary": kept.boundary, "first": kept.first, "log": log, "spans": spans}
    with contextlib.suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, fresh = tempfile.mkstemp(dir=path.parent)
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(json.dumps(told, separators=(",", ":")))  # in one go: many times faster than json.dump
        Path(fresh).replace(path)


def _logged(sha: str, parent: str, seconds: int, subject: str, changes: list[Any]) -> Logged:
    return Logged(str(sha), str(parent), int(seconds), str(subject), tuple(Change(*change) for change in changes))


def _day(written: str) -> dt.date | None:
    return dt.date.fromisoformat(written) if written else None


def _written(day: dt.date | None) -> str:
    return day.isoformat() if day else ""
