"""What the groups of commands share: options, exit codes, and reading a library without problems.

The only module that knows Typer.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any, Final

import typer
from typer.exceptions import TyperException

from kb.commands import console
from kb.commands.mistyped import Signature, Signatures
from kb.content.load import Texts
from kb.domain.model import Library
from kb.domain.problem import UsageError
from kb.facts.kept import kept
from kb.facts.store import Store
from kb.history.answer_as_of import read_day
from kb.history.git import Unrecorded, probe
from kb.history.read import read_history
from kb.history.versions import UNRECORDED, History
from kb.published.base_url import read_base, read_edit
from kb.rules.check import Checked, Held, check, hold_alone
from kb.search.dates import find_dates

ROOT: Final = Path(__file__).resolve().parents[2]
CONTENT, FAULT = 1, 2

Argument, Option, Exit, App = typer.Argument, typer.Option, typer.Exit, typer.Typer
MistypedCall = TyperException
"""A call that cannot be read."""


def missing_argument(name: str) -> MistypedCall:
    """Return the fault of a call that lacks an argument which only some calls of its command need."""
    return MistypedCall(f"Missing argument '{name}'.")


def message_of(fault: MistypedCall) -> str:
    """Return the message on what is wrong with a call, without the proposals of the parser."""
    return fault.format_message().partition(" (Possible options")[0]


def run(app: typer.Typer, typed: list[str]) -> int:
    """Run a command of an app and give its exit code. Raises MistypedCall if the call cannot be read."""
    code = app(typed, prog_name="kb", standalone_mode=False)
    return code if isinstance(code, int) else 0


def signatures(app: typer.Typer) -> Signatures:
    """Return the signature of each command of an app."""
    commands: dict[str, Any] = vars(typer.main.get_command(app))["commands"]
    return {name: _signature(command.params) for name, command in commands.items()}


def _signature(parameters: list[Any]) -> Signature:
    arguments = [each for each in parameters if each.param_type_name == "argument"]
    options = {
        name: (each.help, not each.is_flag) for each in parameters if each not in arguments for name in each.opts
    }
    return Signature(tuple(each.name for each in arguments), sum(each.required for each in arguments), options)


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


Policies = Annotated[Path, typer.Option("--policies", help="The folder of policy content.", callback=expand_home)]
Out = Annotated[Path, typer.Option("--out", help="The folder the site is written to.", callback=expand_home)]
Base = Annotated[
    str,
    typer.Option("--base-url", help="The address the site will have; feeds then lead to it.", callback=read_base),
]
Edit = Annotated[
    str,
    typer.Option("--edit-url", help="The part of the code host's edit URL before the file path.", callback=read_edit),
]
Keep = Annotated[
    str,
    typer.Option("--keep", help="Files of the site folder that no build wrote and the new site takes over: CNAME."),
]
Json = Annotated[bool, typer.Option("--json", help="Print JSON.")]
DateOfService = Annotated[
    str, typer.Option("--date", help="Date of service: 2026-03-01 or 3/1/2026.", callback=as_iso)
]
Known = Annotated[str, typer.Option("--known", help="By when it was recorded here: 2026-02-01.", callback=as_iso)]
Processed = Annotated[str, typer.Option("--processed", help="The day the claim is processed.", callback=as_iso)]
Item = Annotated[
    str,
    typer.Option("--with", help="A diagnosis, modifier or place of service: does a criterion of the plan list it?"),
]
Today = Annotated[
    str, typer.Option("--today", help="The day to take for today: 2027-01-01; else this machine's.", callback=as_iso)
]
DEFAULT: Final = ROOT / "policies"


def history_of(policies: Path, texts: Texts) -> History:
    """Read the versions of every file of a policies folder, from git and this machine's cache.

    A repository that is there and cannot be read is told, since all answers are then those of today's files.
    """
    history = read_history(policies, texts, cache())
    if history.state == UNRECORDED:
        tell_unread(policies)
    return history


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


def store_of(texts: Texts) -> Store:
    """Return the facts store of some texts, answering out of this machine's cache where a build has filled it."""
    return kept(Store(texts.facts, texts.hashes), cache())


def sound_library(  # noqa: PLR0913  (each is a choice of the caller)
    texts: Texts,
    today: dt.date,
    *,
    as_json: bool,
    store: Store | None = None,
    aside: bool = False,
    alone: Callable[[str, str], Held] = hold_alone,
) -> Library:
    """Return the library of some texts; where they have problems, print them and end with exit code 1.

    `store` has the facts of the texts, if the caller has made one. With `aside`, the problems go to standard error.
    `alone` reads and checks one file by itself.
    """
    checked: Checked = check(texts, today, alone, store=store or store_of(texts))
    if checked.problems:
        outcome = f"No answer from content with {count(checked.problems)}."
        console.print_refused(checked.problems, outcome, as_json=as_json, aside=aside)
        raise typer.Exit(CONTENT)
    return checked.library


def count(problems: tuple[object, ...]) -> str:
    """Count problems in words: 1 problem, 2 problems."""
    return f"{len(problems)} problem{'' if len(problems) == 1 else 's'}"
