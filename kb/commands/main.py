"""Running a command as typed."""

from __future__ import annotations

import errno
import gc
import re
import sys
from importlib import import_module
from typing import Final

from kb import __version__
from kb.commands import console
from kb.commands.names import COMMANDS, command_of
from kb.commands.options import FAULT
from kb.commands.plain_call import plain_call
from kb.commands.signals import ended_by_signals
from kb.domain.problem import KbError

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
    name, *typed = words or ["build"]
    call = plain_call(command_of(name), typed) if name in COMMANDS else None
    if call is None:
        call = import_module("kb.commands.app").any_call(words)  # slow to load
    _collect_garbage()
    with ended_by_signals():
        return call()
