"""Builds that are stopped: run one in a process of its own, look at the site that it leaves, count what was seen."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from rich.console import Console

from kb.commands.main import main
from kb.site.file_list import MARK, foreign, read_list


@dataclass
class Tally:
    """What was seen: how often each outcome, and the faults in words."""

    seen: Counter[tuple[str, str]] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)

    def note(self, kind: str, outcome: str, *, fault: bool = False) -> None:
        """Count an outcome; tell it at once if it is a fault."""
        self.seen[kind, outcome] += 1
        if fault:
            self.faults.append(f"{kind}: {outcome}")
            Console().print(f"FAULT {kind}: {outcome}", markup=False, soft_wrap=True)


def start(policies: Path, out: Path, limit: Callable[[], None] = lambda: None) -> int:
    """Fork a process that builds; give its id. It says nothing."""
    child = os.fork()
    if child:
        return child
    code = 99
    try:
        signal.signal(signal.SIGINT, signal.default_int_handler)
        with Path(os.devnull).open("w", encoding="utf-8") as nowhere:
            os.dup2(nowhere.fileno(), 1)
            os.dup2(nowhere.fileno(), 2)
        limit()
        code = main(["build", "--policies", str(policies), "--out", str(out)])
    except KeyboardInterrupt:
        code = 130
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else 1
    finally:
        os._exit(code)


def wait(child: int) -> int:
    """Give the exit code of a process, or the negative number of the signal that ended it."""
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def run(policies: Path, out: Path, limit: Callable[[], None] = lambda: None) -> int:
    """Build and give the exit code."""
    return wait(start(policies, out, limit))


def edition_of(out: Path, editions: dict[str, str]) -> str:
    """Tell which edition stands in a folder, whole; empty if it is none of them."""
    if not out.is_dir() or list(foreign(out)):
        return ""
    gone = [address for address in read_list(out) if address != MARK and not (out / address).is_file()]
    return "" if gone else editions.get((out / MARK).read_text(encoding="utf-8"), "")


def beside(out: Path) -> list[str]:
    """Name what stands beside a site."""
    return sorted(path.name for path in out.parent.iterdir() if path != out)


def settle(  # noqa: PLR0913, PLR0917  (a step of several experiments)
    tally: Tally, kind: str, libraries: dict[str, Path], editions: dict[str, str], out: Path, name: str
) -> None:
    """Let a build run and see that it is right and leaves nothing beside the site."""
    code, stands, left = run(libraries[name], out), edition_of(out, editions), beside(out)
    right = (code, stands, left) == (0, name, [])
    tally.note(
        kind, "right, nothing left" if right else f"code {code}, edition {stands!r}, left {left}", fault=not right
    )


@contextlib.contextmanager
def disk(folder: Path, size: int) -> Iterator[Path | None]:
    """Mount a memory disk of some bytes; None where that is not allowed."""
    folder.mkdir()
    mounted = call("mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", folder)
    try:
        yield folder if mounted else None
    finally:
        if mounted:
            call("umount", folder)
        folder.rmdir()


def call(name: str, *words: str | Path) -> bool:
    """Run a program of the system and tell whether it did what it was asked."""
    program = shutil.which(name)
    if not program:
        return False
    return not subprocess.run([program, *map(str, words)], check=False).returncode  # noqa: S603
