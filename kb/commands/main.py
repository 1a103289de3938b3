"""Every command by its name, and running one as typed."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Final

from kb import __version__
from kb.commands import console, content, lookup, review, site, versions
from kb.commands.options import FAULT, App
from kb.domain.problem import KbError

HELP: Final = ("-h", "--help")
HELP_TEXT: Final = """The commands. Each reads its words, calls one function, prints, and gives an exit code.

0: fine. 1: the content has problems. 2: the call or a tool is at fault.
"""
COMMANDS: Final[dict[str, Callable[..., None]]] = {
    "build": site.build_command,
    "check": content.check_command,
    "search": lookup.search_command,
    "answer": lookup.answer_command,
    "history": versions.history_command,
    "evidence": versions.evidence_command,
    "diff": review.diff_command,
    "fmt": content.fmt_command,
    "plain": review.plain_command,
    "serve": site.serve_command,
    "guide": content.guide_command,
}
"""Every command, in the order of the help."""

app = App(
    no_args_is_help=False,
    add_completion=False,
    help=HELP_TEXT,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": list(HELP)},
)
for name, command in COMMANDS.items():
    app.command(name)(command)


def main(arguments: list[str] | None = None) -> int:
    """Run a command and give its exit code; without a command, build."""
    words = sys.argv[1:] if arguments is None else arguments
    if not words or (words[0].startswith("-") and words[0] not in {*HELP, "--version"}):
        words = ["build", *words]
    console.take_any_text()
    if words == ["--version"]:
        console.say(__version__)
        return 0
    try:
        app(words, prog_name="kb")
    except SystemExit as done:
        return int(done.code or 0)
    except KbError as fault:
        console.warn(str(fault))
        return FAULT
    except OSError as fault:
        console.warn(f"{fault.filename or 'a file'}: {fault.strerror}")
        return FAULT
    return 0
