"""What a build may write to: a new folder, an empty one, or one that holds just what the last build wrote.

Anything else is refused with what is in the way and how to fix it. `keep` names files of the folder that the new
site carries over, such as the CNAME of a host.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from kb.domain.problem import ToolError, UsageError, printable
from kb.site.file_list import MARK, foreign, read_list

PROJECT: Final = Path(__file__).resolve().parents[2]
OURS: Final = tuple(PROJECT / name for name in ("benchmarks", "kb", "policies", "site_templates", "tests"))
"""Folders of the project in which no site is written, not even a new one."""

GIT: Final = ".git"
SHOWN: Final = 5
KINDS: Final = (
    (stat.S_ISLNK, "a link; name the folder that it leads to with --out"),
    (stat.S_ISREG, "a file; name a folder with --out"),
    (stat.S_ISFIFO, "a pipe; name a folder with --out"),
    (stat.S_ISSOCK, "a socket; name a folder with --out"),
    (stat.S_ISCHR, "a device; name a folder with --out"),
    (stat.S_ISBLK, "a device; name a folder with --out"),
)


def read_keep(written: str) -> tuple[str, ...]:
    """Read `--keep CNAME,.nojekyll`: names below the site folder. Raises UsageError for what is none."""
    names = tuple(name.strip().rstrip("/") for name in written.split(",") if name.strip())
    for name in names:
        parts = name.split("/")
        if {"", ".", "..", GIT} & {*parts} or "\\" in name or name == MARK:
            way = "name files of the site folder, such as --keep CNAME,.nojekyll"
            raise UsageError(f"--keep cannot keep '{printable(name)}'; {way}")
    return names


def allowed_place(out: Path, policies: Path) -> Path:
    """Return the whole path of a folder where a site may be. Raises ToolError with what is in the way."""
    if wrong := wrong_kind(out):
        raise ToolError(f"{out} is {wrong}")
    whole = whole_path(out)
    _refuse_place(whole, whole_path(policies))
    return whole


def whole_path(path: Path) -> Path:
    """Return a path from the root on, without links. Raises ToolError if a link of it leads to itself."""
    try:
        return path.resolve()
    except (OSError, RuntimeError) as fault:  # Python 3.13 and newer raise the first
        raise ToolError(f"{path} goes through a link that leads to itself; name another folder") from fault


def wrong_kind(out: Path) -> str:
    """Say what is at a path where it is no folder, and how to fix it; empty if it is one, or not there."""
    try:
        mode = out.lstat().st_mode
    except OSError:
        return ""
    return kind_of(mode)


def kind_of(mode: int) -> str:
    """Say what a file of this mode is and how to fix it; empty for a folder."""
    return next((words for is_kind, words in KINDS if is_kind(mode)), "")


def _refuse_place(out: Path, policies: Path) -> None:
    """Refuse what lies among the content, the code or the records of git, or holds the content."""
    above = (out, *out.parents)
    if policies in above:
        raise ToolError(f"{out} is inside the policies folder; name a folder outside it with --out")
    if out in policies.parents:
        raise ToolError(f"{out} holds the policies folder {policies}; name a folder beside it with --out")
    if any(folder in above for folder in OURS) or GIT in out.parts:
        raise ToolError(f"{out} is inside a folder of the project itself; name a folder outside it with --out")


def refuse_foreign(out: Path, keep: Iterable[str] = ()) -> None:
    """Raise ToolError if a folder holds anything that the last build did not write and `keep` does not name."""
    if not out.is_dir():
        return
    if os.path.lexists(out / GIT):
        way = f"build into another folder, then copy the site here with: build.py publish {out}"
        raise ToolError(f"{out} is a work tree of git; {way}")
    if (out / MARK).is_file() and not read_list(out):
        way = "look through it, delete it and build again"
        raise ToolError(f"{out} holds a site without a list of its files, as older builds made it; {way}")
    if found := _foreign(out, keep):
        told = f"{listed_in_words(found)}; {_way_out(out, found)}"
        raise ToolError(f"{out} holds what the last build did not write: {told}")


def _foreign(out: Path, keep: Iterable[str]) -> tuple[str, ...]:
    try:
        return tuple(foreign(out, keep))
    except OSError as fault:
        raise ToolError(f"cannot read {fault.filename}: {fault.strerror}; fix its permissions") from fault


def listed_in_words(found: tuple[str, ...]) -> str:
    """Name the first few of what was found, and count the rest."""
    more = f" and {len(found) - SHOWN} more" if len(found) > SHOWN else ""
    return ", ".join(printable(name) for name in found[:SHOWN]) + more


def _way_out(out: Path, found: tuple[str, ...]) -> str:
    """Name the ways out; what the site has a file of its own for cannot be kept."""
    ours = read_list(out)
    if not ours:
        return "name an empty or new folder with --out"
    if any(name in ours for name in found):
        return "it was changed there, and a build would undo that: move it away, or name a new folder with --out"
    names = ",".join(name.rstrip("/") for name in found) if len(found) <= SHOWN else "NAME,NAME"
    return f"move it away, name a new folder with --out, or carry it over with --keep {printable(names)}"
