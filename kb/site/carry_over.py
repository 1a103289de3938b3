"""What a new site takes over from the folder it replaces: the files that `--keep` names, copied as they are."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable
from pathlib import Path

from kb.domain.problem import ToolError
from kb.site.file_list import Hashes, files_below, fingerprint


def carry_over(old: Path, new: Path, keep: Iterable[str]) -> Hashes:
    """Copy files and folders by name from an old folder to a new one; give the hash of each file by address.

    A name that the old folder does not have is passed over. Raises ToolError if the new folder has one of that
    name itself, or where it is no plain file or folder; OSError if it cannot be copied.
    """
    kept: dict[str, frozenset[str]] = {}
    for name in keep:
        if os.path.lexists(new / name):
            raise ToolError(f"the site has a {name} of its own; take it out of --keep")
        if os.path.lexists(old / name):
            _copy_all(old / name, new / name)
            kept |= {path.relative_to(new).as_posix(): frozenset({fingerprint(path)}) for path in _copied(new / name)}
    return kept


def _copied(path: Path) -> list[Path]:
    return [found for _, found in files_below(path)] if _is_folder(path) else [path]


def _copy_all(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    if not _is_folder(source):
        _copy(source, target)
        return
    target.mkdir()
    for path in sorted(source.iterdir()):
        _copy_all(path, target / path.name)


def _copy(source: Path, target: Path) -> None:
    if not fingerprint(source):
        raise ToolError(f"{source} is neither a file nor a folder; take it out of --keep")
    shutil.copy2(source, target, follow_symlinks=False)


def _is_folder(path: Path) -> bool:
    return path.is_dir() and not path.is_symlink()
