"""What was read of a repository, kept between runs as a JSON file in this machine's cache folder.

The file is never edited or shared. A damaged one, or one of another state of the repository, is written again.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kb.content.save import save
from kb.history.commits import Change, Logged
from kb.history.effective_dates import Span
from kb.history.git import Repository


@dataclass(frozen=True)
class CachedHistory:
    """The commits that changed the folder up to `head`, the first commit of the main line, and the dates by blob."""

    head: str
    boundary: tuple[str, ...]
    first: str
    log: tuple[Logged, ...]
    spans: dict[str, Span]


def cache_file(repository: Repository, cache: Path) -> Path:
    """Return the path of the cache of a folder; the name changes with the code that reads and writes it."""
    digest = hashlib.sha256(str(repository.folder.resolve()).encode("utf-8", "surrogateescape"))
    for module in sorted(Path(__file__).parent.glob("*.py")):
        digest.update(module.read_bytes())
    return cache / f"history-{digest.hexdigest()[:20]}.json"


def read_cache(path: Path) -> CachedHistory | None:
    """Read a cache; None if there is none, or a damaged one."""
    try:
        raw = json.loads(path.read_bytes())
        log = tuple(_logged(*item) for item in raw["log"])
        spans = {blob: Span(_day(effective), _day(ends), basis) for blob, effective, ends, basis in raw["spans"]}
        return CachedHistory(str(raw["head"]), tuple(raw["boundary"]), str(raw["first"]), log, spans)
    except (OSError, ValueError, TypeError, LookupError, AttributeError):
        return None


def write_cache(path: Path, cached: CachedHistory) -> None:
    """Write a cache to a new file and move that into place. If it cannot be written, the next run reads git."""
    spans = [
        [blob, _written(span.effective), _written(span.ends), span.date_basis] for blob, span in cached.spans.items()
    ]
    log = [
        [
            item.sha,
            item.parent,
            item.seconds,
            item.subject,
            [[c.status, c.path, c.blob, c.before] for c in item.changes],
        ]
        for item in cached.log
    ]
    values = {"head": cached.head, "boundary": cached.boundary, "first": cached.first, "log": log, "spans": spans}
    with contextlib.suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        save(path, json.dumps(values, separators=(",", ":")).encode())  # many times faster than json.dump


def _logged(sha: str, parent: str, seconds: int, subject: str, changes: list[Any]) -> Logged:
    return Logged(str(sha), str(parent), int(seconds), str(subject), tuple(Change(*change) for change in changes))


def _day(written: str) -> dt.date | None:
    return dt.date.fromisoformat(written) if written else None


def _written(day: dt.date | None) -> str:
    return day.isoformat() if day else ""
