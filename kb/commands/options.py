"""What the groups of commands share: their options and arguments, exit codes, the day and cache of a call.

Plain calls are read by them in `kb/commands/plain_call.py`, all others by Typer, in `kb/commands/app.py`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Final

from kb.commands import console
from kb.domain.days import read_day
from kb.domain.problem import UsageError
from kb.history.git import Unrecorded, probe
from kb.published.base_url import read_base, read_edit
from kb.search.dates import find_dates

ROOT: Final = Path(__file__).resolve().parents[2]
CONTENT, FAULT = 1, 2

Callback = Callable[[Any], Any]
"""Makes the value that a command is given of the one that was typed, or raises UsageError."""


@dataclass(frozen=True)
class Option:
    """An option of a command: its name, what `--help` tells, what makes its value, and the bounds of a number."""

    name: str
    help: str = ""
    callback: Callback | None = None
    min: float | None = None
    max: float | None = None


@dataclass(frozen=True)
class Argument:
    """A word of a call that is no option: what `--help` tells, what makes its value, whether its default is told."""

    help: str = ""
    callback: Callback | None = None
    show_default: bool = True


class Exit(Exception):
    """The end of a command with an exit code; what there was to tell is told."""

    def __init__(self, code: int) -> None:
        super().__init__(code)
        self.code = code


class MistypedCall(Exception):
    """A call that cannot be read, with the message on what is wrong with it."""


def missing_argument(name: str) -> MistypedCall:
    """Return the fault of a call that lacks an argument which only some calls of its command need."""
    return MistypedCall(f"Missing argument '{name}'.")


def expand_home(folder: Path) -> Path:
    """Read `~` as the home folder, which a shell leaves as it is inside quotes and after `--out=`."""
    try:
        return folder.expanduser()
    except RuntimeError as fault:
        raise UsageError(f"{folder}: nobody here has such a home folder; name another folder") from fault


def expand_home_of_file(file: Path | None) -> Path | None:
    """Read `~` as the home folder in the path of a file, where one is given."""
    return expand_home(file) if file else None


def as_iso(written: str) -> str:
    """Write a day typed in any usual form, 3/1/2026 or 1 March 2026, in ISO form; other text stays as it is."""
    text = written.strip().lower()
    found = find_dates(text, machine_day()) if text else []  # its patterns take longer than all other options
    is_day = len(found) == 1 and (found[0].start, found[0].end) == (0, len(text)) and found[0].first == found[0].last
    return found[0].first if is_day and found[0].first else written


def machine_time() -> dt.datetime:
    """Return the time in UTC by this machine's clock."""
    return dt.datetime.now(dt.UTC)


def machine_day() -> dt.date:
    """Return the day by this machine's clock."""
    return dt.datetime.now().astimezone().date()


Policies = Annotated[Path, Option("--policies", help="The folder of policy content.", callback=expand_home)]
Out = Annotated[Path, Option("--out", help="The folder the site is written to.", callback=expand_home)]
Base = Annotated[
    str,
    Option("--base-url", help="The address the site will have; feeds then lead to it.", callback=read_base),
]
Edit = Annotated[
    str,
    Option("--edit-url", help="The part of the code host's edit URL before the file path.", callback=read_edit),
]
Keep = Annotated[
    str,
    Option("--keep", help="Files of the site folder that no build wrote and the new site takes over: CNAME."),
]
Json = Annotated[bool, Option("--json", help="Print JSON.")]
DateOfService = Annotated[str, Option("--date", help="Date of service: 2026-03-01 or 3/1/2026.", callback=as_iso)]
Known = Annotated[str, Option("--known", help="By when it was recorded here: 2026-02-01.", callback=as_iso)]
Processed = Annotated[str, Option("--processed", help="The day the claim is processed.", callback=as_iso)]
Item = Annotated[
    str,
    Option("--with", help="A diagnosis, modifier or place of service: does a criterion of the plan list it?"),
]
Today = Annotated[
    str, Option("--today", help="The day to take for today: 2027-01-01; else this machine's.", callback=as_iso)
]
DEFAULT: Final = ROOT / "policies"


def tell_unread(policies: Path) -> None:
    """Print why git cannot read the repository that a folder lies in; nothing where there is none, or it can."""
    found = probe(policies)
    if isinstance(found, Unrecorded) and found.unread:
        console.print_error(f"Warning: the history is left out: {found.unread}.")


def cache() -> Path:
    """Return the folder of files kept between runs; all of them can be made again."""
    return ROOT / ".cache"


def day_of_call(written: str) -> dt.date:
    """Return the day that a call takes for today: that of --today, else that of this machine's clock.

    Raises UsageError if it is no date.
    """
    return read_day("--today", written) or machine_day()


def count(problems: tuple[object, ...]) -> str:
    """Count problems in words: 1 problem, 2 problems."""
    return f"{len(problems)} problem{'' if len(problems) == 1 else 's'}"
