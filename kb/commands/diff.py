"""Commands to review a change: diff, and plain for `git diff`."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Annotated

from kb.commands import console
from kb.commands.code import read_code
from kb.commands.options import CONTENT, DEFAULT, Argument, Exit, Json, Option, Policies, Today, day_of_call
from kb.diff.change import Diff
from kb.diff.compare import compare, compare_entries
from kb.diff.earlier import earlier_documents
from kb.diff.gate_files import code_concerns
from kb.diff.markdown import markdown
from kb.diff.record import record as diff_record
from kb.diff.sides import Side, is_folder, read_side
from kb.diff.text import lines
from kb.domain.problem import UsageError
from kb.history.tree import changed_paths, place_in_repository
from kb.layout.plain import plain


def diff_command(  # noqa: PLR0913  (each is a word of the call)
    base: Annotated[str, Argument(help="A commit, branch, tag or folder; with --entries, an entry.")],
    head: Annotated[str, Argument(help="Another; without it, the working files.")] = "",
    *,
    policies: Policies = DEFAULT,
    entries: Annotated[bool, Option("--entries", help="Compare two entries of one library.")] = False,
    as_markdown: Annotated[bool, Option("--markdown", help="Print Markdown for a pull request.")] = False,
    as_json: Json = False,
    today: Today = "",
    code: Annotated[str, Option("--code", help="Tell what official files changed for a code: 12001.")] = "",
    gate: Annotated[bool, Option("--gate", help="Exit 1 where a second approval is needed.")] = False,
) -> None:
    """Say what an edit changes in meaning: answers, dates, sources, prose, and what follows for each code.

    An edit is one of today: an effect after that day is told as one to come, one before it needs a second approval.
    """
    if entries and not head:
        raise UsageError("--entries compares two; name another entry")
    asked = read_code(code) if code else ""
    here, on = read_side(policies, head if not entries else ""), day_of_call(today)
    found = compare_entries(here, base, head) if entries else _compared(policies, base, head, here, on, asked)
    if as_json:
        console.print_json(diff_record(found))
    elif as_markdown:
        console.write_raw(markdown(found))
    else:
        console.print_lines(lines(found))
    if gate and found.concerns:
        raise Exit(CONTENT)


def _compared(  # noqa: PLR0913, PLR0917  (the words of the call, read)
    policies: Path, base: str, head: str, here: Side, today: dt.date, asked: str
) -> Diff:
    """Compare two sides; where both come from git, with what was there before, and what changes beside them."""
    there = read_side(policies, base, here)
    if is_folder(base) or (head and is_folder(head)):
        return compare(there, here, today, asked_code=asked)
    paths = changed_paths(policies, base, head)
    beside = code_concerns(paths, place_in_repository(policies))
    return compare(there, here, today, earlier_documents(policies, there, here, base), beside, asked)


def plain_command(file: Annotated[Path, Argument(help="A content file.")]) -> None:
    """Print a file for `git diff`: one fact or sentence per line. A file with an error is printed as it is."""
    console.write_raw(plain(file.read_bytes().decode("utf-8", "surrogateescape")))
