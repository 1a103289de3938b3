"""Builds on memory disks that have room for a part of what a build needs, which is measured first."""

from __future__ import annotations

import os
import time
from pathlib import Path

from benchmarks.stopped import Tally, beside, call, disk, edition_of, run, settle, start

WATCH = 0.0005
"""Seconds between two looks at what a build takes of a disk."""

PARTS = 10
"""Into how many parts the room that a build needs is divided, for disks that fill up at different moments."""

AMPLE = 500_000_000
"""Bytes of a disk that has room for everything."""


def used(folder: Path) -> int:
    """Return how many bytes of the disk that holds a folder are taken."""
    told = os.statvfs(folder)
    return (told.f_blocks - told.f_bfree) * told.f_frsize


def most_used(child: int, folder: Path) -> tuple[int, int]:
    """Watch a disk until a process ends; give its exit code and the most bytes that were seen taken."""
    most = used(folder)
    while True:
        ended, status = os.waitpid(child, os.WNOHANG)
        most = max(most, used(folder))
        if ended:
            return os.waitstatus_to_exitcode(status), most
        time.sleep(WATCH)


def needs(libraries: dict[str, Path], mounted: Path) -> tuple[int, int]:
    """Return the bytes that the first edition takes on a disk, and the most while the second one replaces it."""
    one, other = sorted(libraries)
    out = mounted / "site"
    first = run(libraries[one], out)
    stands = used(mounted)
    second, most = most_used(start(libraries[other], out), mounted)
    if first or second:
        raise SystemExit(f"the builds that are to be measured ended with {first} and {second}")
    return stands, most


def disk_sizes(stands: int, most: int) -> list[tuple[str, int]]:
    """Give disks by name and bytes: for parts of a first build, and for one site and parts of what replaces it."""
    first = [(f"first build, {part}/{PARTS} of its room", stands * part // PARTS) for part in range(1, PARTS)]
    step = most - stands
    return first + [
        (f"second build, {part}/{PARTS} of its room", stands + step * part // PARTS) for part in range(PARTS)
    ]


def full_disks(tally: Tally, libraries: dict[str, Path], editions: dict[str, str], work: Path) -> None:
    """Build where the disk has room for a part of the need, then where it has room again."""
    with disk(work / "disk", AMPLE) as mounted:
        if not mounted:
            tally.note("full disk", "not tried: mounting is not allowed", fault=True)
            return
        sizes = disk_sizes(*needs(libraries, mounted))
    for name, size in sizes:
        with disk(work / "disk", AMPLE) as mounted:
            if mounted:
                full_disk(tally, libraries, editions, (name, mounted, size))


def full_disk(
    tally: Tally, libraries: dict[str, Path], editions: dict[str, str], told: tuple[str, Path, int]
) -> None:
    """Build on a disk of a size that is too small, then with room; `told` are the name, the folder and the bytes."""
    (name, mounted, size), (one, other) = told, sorted(libraries)
    out, before = mounted / "site", ""
    if name.startswith("second"):
        run(libraries[one], out)
        before = one
    call("mount", "-o", f"remount,size={size}", mounted)
    code, stands, left = run(libraries[other], out), edition_of(out, editions), beside(out)
    full = (code, stands, left) == (2, before, []) and out.exists() == bool(before)
    seen = (
        "full: code 2, the old site stands, nothing left" if full else f"code {code}, edition {stands!r}, left {left}"
    )
    tally.note(f"full disk, {name}", seen, fault=not full)
    call("mount", "-o", f"remount,size={AMPLE}", mounted)
    settle(tally, "build after a full disk", libraries, editions, out, other)
