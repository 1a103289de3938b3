"""Commands on content: check, fmt and guide."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

from kb.authoring.source_records import with_records
from kb.commands import console
from kb.commands.field_guide import guide, is_guide
from kb.commands.library import store_of
from kb.commands.options import CONTENT, DEFAULT, Exit, Json, Option, Policies, Today, count, day_of_call
from kb.content.beside import left_beside
from kb.content.load import load
from kb.content.save import save_own
from kb.layout.folder import lay_out_all, write
from kb.rules.check import check

Annotate = Annotated[bool, Option("--annotations", help="Print code-host annotations.")]


def check_command(
    policies: Policies = DEFAULT,
    as_json: Json = False,
    annotate: Annotate = False,
    today: Today = "",
) -> None:
    """Check all content and name every problem with its file, line, column, rule, and how to fix it."""
    texts, beside = load(policies), left_beside(policies)
    checked = check(texts, day_of_call(today), store=store_of(texts))
    if as_json:
        problems = [console.problem_record(problem) for problem in checked.problems]
        notices = [console.problem_record(notice) for notice in checked.notices]
        found = {"problems": problems, "passed_over": beside}
        console.print_json({**found, "notices": notices} if notices else found)
    elif annotate:
        for line in console.annotation_lines(checked.problems, _from_here(policies)):
            console.print_line(line)
    else:
        console.print_problems(checked.problems)
        console.print_passed_over(beside)
        for notice in checked.notices:
            console.print_line(str(notice), "yellow")
        entries = len(checked.library.entries)
        held = f"{entries} {'entry' if entries == 1 else 'entries'}"
        console.print_line(f"{held}, {count(checked.problems)}.", "bold")
    if checked.problems:
        raise Exit(CONTENT)


def fmt_command(
    policies: Policies = DEFAULT,
    only_check: Annotated[bool, Option("--check", help="Write nothing; exit 1 where a line would.")] = False,
) -> None:
    """Lay out every content file so that diffs stay small, and copy `sources/` into the files that cite it.

    Nothing else that a file says changes.
    """
    laid = lay_out_all(policies, with_records)
    problems = [problem for one in laid for problem in one.problems]
    changed = [one for one in laid if one.differs and not one.problems]
    for one in changed:
        if not only_check:
            write(policies, one)
        for line, change in one.changed_lines() if only_check else ():
            console.print_line(f"{one.path}:{line}: {change}")
    console.print_problems(problems)
    summary = f"{len(changed)} of {len(laid)} files {'would be' if only_check else 'were'} laid out anew"
    console.print_line(f"{summary}{f'; left alone: {count(tuple(problems))}' if problems else ''}.", "bold")
    if problems or (only_check and changed):
        raise Exit(CONTENT)


def guide_command(policies: Policies = DEFAULT) -> None:
    """Write the field guide, README.md of the policies folder, from the code."""
    save_own(policies / "README.md", guide().encode(), is_guide)
    console.print_line(f"Wrote {policies / 'README.md'}")


def _from_here(folder: Path) -> str:
    """Return a folder as annotations need it: relative to the working folder, with forward slashes."""
    return Path(os.path.relpath(folder)).as_posix()
