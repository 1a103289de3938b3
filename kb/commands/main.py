"""Every command by its name, and running one as typed."""

from __future__ import annotations

import errno
import gc
import re
import sys
from collections.abc import Iterable
from importlib import import_module
from typing import Any, Final

from kb import __version__
from kb.commands import console
from kb.commands.mistyped import HELP, command_first, with_way_out
from kb.commands.options import FAULT, App, MistypedCall, message_of, run, signatures
from kb.commands.signals import ended_by_signals
from kb.domain.problem import KbError, UsageError

HELP_TEXT: Final = """Exit codes: 0 fine; 1 the content has problems; 2 usage or tool error.
"""
COMMANDS: Final = {
    "build": "site",
    "check": "content",
    "search": "lookup",
    "answer": "lookup",
    "ask": "ask",
    "deadline": "deadline",
    "claim": "claim",
    "worklist": "worklist",
    "code": "code",
    "codes": "code_lookup",
    "rates": "rates",
    "history": "versions",
    "evidence": "versions",
    "diff": "diff",
    "new": "new",
    "stale": "stale",
    "watch": "watch",
    "asked": "reviewing",
    "reviewed": "reviewing",
    "import": "importing",
    "export": "sheets",
    "fmt": "content",
    "mail": "mail",
    "mcp": "mcp",
    "plain": "diff",
    "publish": "site",
    "serve": "preview",
    "guide": "content",
}
"""Every command, in the order of the help, with the module that has it: it is loaded when the command is run."""

WAYS_OUT: Final = {
    errno.ENOENT: "name one that is there",
    errno.EACCES: "fix its permissions, or name another",
    errno.EPERM: "fix its permissions, or name another",
    errno.EROFS: "name a place that can be written",
    errno.ENOSPC: "make room and run this again",
    errno.EDQUOT: "make room and run this again",
    errno.EFBIG: "make room and run this again",
    errno.EMFILE: "allow more open files, as by 'ulimit -n 1024'",
    errno.ENFILE: "end other programs, since the system has no open file left",
    errno.ENOTDIR: "name a folder that can be made",
    errno.EISDIR: "name a file, not a folder",
    errno.ENAMETOOLONG: "name a shorter one",
}
"""What to do about a fault of a file or folder, by its number."""

TEMPORARY: Final = 75
"""The exit code that tells a mail server to keep a mail and try again (EX_TEMPFAIL)."""

PASSWORD: Final = re.compile(r"(\w://[^\s/:@]*:)\S*@|([?&]password=)[^\s&]*")
"""The password in the address of a database, as in a call that a message repeats."""


def app_of(names: Iterable[str] = COMMANDS) -> Any:
    """Make the command line of some commands, or of all."""
    app = App(
        no_args_is_help=False,
        add_completion=False,
        help=HELP_TEXT,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": list(HELP)},
    )
    for name in names:
        app.command(name)(getattr(import_module(f"kb.commands.{COMMANDS[name]}"), f"{name}_command"))
    app.callback()(lambda: None)
    return app


def main(arguments: list[str] | None = None) -> int:
    """Run a command and give its exit code; without a command, build. Options may be before the command's name.

    A mail server takes each code but one for a bounce, so whatever goes wrong with a mail that it pipes gives that.
    """
    words = sys.argv[1:] if arguments is None else arguments
    if not {"mail", "pipe"} <= {*words} or "--help" in words:
        return _told(words)
    try:
        return TEMPORARY if _told(words) else 0
    except Exception as fault:  # none of its words: they go into the log of the mail server
        console.print_error(f"a fault of the program: {type(fault).__name__}; the mail server keeps the mail")
        return TEMPORARY


def _told(words: list[str]) -> int:
    """Run a command and print what stops it."""
    console.replace_unprintable()
    if words[:1] == ["--version"]:
        console.print_line(__version__)
        return 0
    try:
        return _run(words)
    except KbError as fault:
        console.print_error(PASSWORD.sub(_hidden, str(fault)))
        return FAULT
    except OSError as fault:
        way_out = WAYS_OUT.get(fault.errno or 0, "")
        console.print_error(f"{fault.filename or 'a file'}: {fault.strerror}{way_out and f'; {way_out}'}")
        return FAULT


def _hidden(found: re.Match[str]) -> str:
    return f"{found[1]}***@" if found[1] else f"{found[2]}***"


def _collect_garbage() -> None:
    """Let garbage be collected from here on, but for what was loaded, where that waited for the modules."""
    if not gc.isenabled():
        gc.freeze()
        gc.enable()


def _run(words: list[str]) -> int:
    """Run a command as typed. Raises UsageError, with what to type instead, if it cannot be read."""
    names = words[:1] if words and words[0] in COMMANDS else list(COMMANDS)
    app = app_of(names)
    typed = command_first(words, signatures(app))
    _collect_garbage()
    try:
        with ended_by_signals():
            return run(app, typed)
    except MistypedCall as fault:
        raise UsageError(with_way_out(message_of(fault), typed, signatures(app_of()))) from fault
