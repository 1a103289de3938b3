"""Indexes kept in this machine's cache, each by what it was made from; commands on several libraries share it."""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import Any, Final

from kb.search import index as engine
from kb.search.analysis import Concepts
from kb.search.documents import SearchDocument

KEPT, FRESH = "index-", "new-index-"
MOST: Final = 8
"""How many indexes are kept, those last used: a library and its branches, and others beside it."""

OLD: Final = 3600
"""Seconds after which a folder of a run that was killed is cleared away."""


def cached(documents: tuple[SearchDocument, ...], concepts: Concepts, folder: Path) -> Any:
    """Return the index of these documents, from their folder in the cache where it is there and whole."""
    kept = engine.open_folder(folder)
    if kept is None:
        return _remade(documents, concepts, folder)
    with suppress(OSError):  # it is as good where its last use cannot be noted
        os.utime(folder)
    return kept


def folder_of(documents: tuple[SearchDocument, ...], concepts: Concepts, cache: Path) -> Path:
    """Return the folder of a cache that the index of these documents has, whether it is there or not."""
    digest = hashlib.sha256(repr((documents, concepts)).encode())
    for module in sorted(Path(__file__).parent.glob("*.py")):
        digest.update(module.read_bytes())
    return cache / f"{KEPT}{digest.hexdigest()[:20]}"


def _remade(documents: tuple[SearchDocument, ...], concepts: Concepts, folder: Path) -> Any:
    """Index into a fresh folder, read it, and move it to its place, where another run may do the same meanwhile."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    fresh = Path(tempfile.mkdtemp(prefix=FRESH, dir=folder.parent))
    engine.create(documents, concepts, fresh).close()
    index = engine.open_folder(fresh)
    shutil.rmtree(folder, ignore_errors=True)  # one is there only if it is torn, or if another run was quicker
    try:
        fresh.rename(folder)
    except OSError:  # another run was quicker just now; its index is as good
        shutil.rmtree(fresh, ignore_errors=True)
    clear(folder.parent)
    return index


def clear(cache: Path) -> None:
    """Remove the indexes that were not used for longest, and what killed runs have left."""
    kept = _by_age(cache, KEPT)
    for folder in kept[MOST:]:
        shutil.rmtree(folder, ignore_errors=True)
    now = _used(kept[0]) if kept else 0  # that of this run; the clock is asked by the commands alone
    for folder in _by_age(cache, FRESH):
        if _used(folder) < now - OLD:
            shutil.rmtree(folder, ignore_errors=True)


def _by_age(cache: Path, named: str) -> list[Path]:
    return sorted(cache.glob(f"{named}*"), key=_used, reverse=True)


def _used(folder: Path) -> float:
    """Return when a folder was used last; never, if another run has just removed it."""
    try:
        return folder.stat().st_mtime
    except OSError:
        return 0
