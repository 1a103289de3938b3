"""Every command by its name, and running one as typed."""

from __future__ import annotations

import errno
import sys
from collections.abc import Callable
from typing import Final

from kb import __version__
from kb.commands import code, console, content, deadline, diff, importing, lookup, site, versions
from kb.commands.mistyped import HELP, command_first, with_way_out
from kb.commands.options import FAULT, App, MistypedCall, message_of, run, signatures
from kb.commands.signals import ended_by_signals
from kb.domain.problem import KbError, UsageError

HELP_TEXT: Final = """Exit codes: 0 fine; 1 the content has problems; 2 usage or tool error.
"""
COMMANDS: Final[dict[str, Callable[..., None]]] = {
    "build": site.build_command,
    "check": content.check_command,
    "search": lookup.search_command,
    "answer": lookup.answer_command,
    "deadline": deadline.deadline_command,
    "code": code.code_command,
    "history": versions.history_command,
    "evidence": versions.evidence_command,
    "diff": diff.diff_command,
    "import": importing.import_command,
    "fmt": content.fmt_command,
    "plain": diff.plain_command,
    "publish": site.publish_command,
    "serve": site.serve_command,
    "guide": content.guide_command,
}
"""Every command, in the order of the help."""

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
    """Run a command and give its exit code; without a command, build. Options may be before the command's name."""
    words = sys.argv[1:] if arguments is None else arguments
    console.replace_unprintable()
    if words[:1] == ["--version"]:
        console.print_line(__version__)
        return 0
    try:
        return _run(words)
    except KbError as fault:
        console.print_error(str(fault))
        return FAULT
    except OSError as fault:
        way_out = WAYS_OUT.get(fault.errno or 0, "")
        console.print_error(f"{fault.filename or 'a file'}: {fault.strerror}{way_out and f'; {way_out}'}")
        return FAULT


def _run(words: list[str]) -> int:
    """Run a command as typed. Raises UsageError, with what to type instead, if it cannot be read."""
    takes = signatures(app)
    typed = command_first(words, takes)
    try:
        with ended_by_signals():
            return run(app, typed)
    except MistypedCall as fault:
        raise UsageError(with_way_out(message_of(fault), typed, takes)) from fault
