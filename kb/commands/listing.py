"""`import codes`: the code list of a document, from a file, into its entry."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from kb.authoring.code_lists import read_list, with_list
from kb.commands import console
from kb.commands.options import CONTENT, Exit, missing_argument
from kb.commands.sheets import Call
from kb.content.kinds import suggest
from kb.content.load import Texts, load
from kb.content.save import save
from kb.domain.code_list import CodeList
from kb.domain.model import Entry
from kb.domain.problem import Problem, UsageError, shown
from kb.domain.vocabulary import EXTENTS, names
from kb.rules.check import check
from kb.sheets.file import BadSheet, cells_of

CODES = "codes"


@dataclass(frozen=True)
class Stated:
    """What the call says of a list: its entry, the id of its source, its heading, how much of it was read."""

    entry: str = ""
    source: str = ""
    heading: str = ""
    read: str = ""


def import_codes(file: Path, stated: Stated, call: Call) -> None:
    """Put the codes of a file into an entry, in the place of the list that it has. While one is bad, none."""
    if not stated.entry:
        raise missing_argument("--entry")
    texts = load(call.policies)
    entry = _entry(texts, stated.entry)
    problems: list[Problem] = []
    codes: tuple[str, ...] = ()
    try:
        codes, problems = read_list(file.name, cells_of(file.name, file.read_bytes()))
    except BadSheet as fault:
        problems = [fault.problem]
    listed = _list(entry, stated, codes)
    text = "" if problems else with_list(texts.files[entry.path], listed)
    if not problems:
        whole = Texts({**texts.files, entry.path: text}, ())
        problems = [one for one in check(whole, call.today, only=(entry.path,)).problems if one.path == entry.path]
    writes = not problems and not call.only_check
    if writes:
        save(call.policies / entry.path, text.encode())
    _tell(problems, entry, listed, call, written=writes)


def _entry(texts: Texts, name: str) -> Entry:
    library = check(texts, only=()).library
    wanted = name.removesuffix(".md")
    found = next((entry for entry in library.entries if entry.id == wanted), None)
    if not found:
        raise UsageError(f"--entry: no '{shown(name)}'; {suggest(wanted, tuple(one.id for one in library.entries))}")
    return found


def _list(entry: Entry, stated: Stated, codes: tuple[str, ...]) -> CodeList:
    """Make the list: what the call does not say is as it was, else the least sure."""
    before = entry.listed
    only = next(iter(entry.sources)) if len(entry.sources) == 1 else ""
    source = stated.source or (before.source if before else only)
    known = ", ".join(entry.sources) or "the entry has none yet; add its record first"
    if source not in entry.sources:
        raise UsageError(f"--source names the record of the document that prints the list: {known}")
    if stated.read and stated.read not in names(EXTENTS[:2]):
        raise UsageError(f"--read: '{shown(stated.read)}' is no value here; write whole or part")
    read = stated.read or (before.read if before else "part")
    return CodeList(source, read, codes, stated.heading or (before.heading if before else ""))


def _tell(problems: list[Problem], entry: Entry, listed: CodeList, call: Call, *, written: bool) -> None:
    before = set(entry.listed.codes) if entry.listed else set()
    new, gone = len(set(listed.codes) - before), len(before - set(listed.codes))
    if call.as_json:
        console.print_json({
            "written": written, "entry": entry.id, "codes": len(listed.codes), "new": new, "gone": gone,
            "problems": [console.problem_record(problem) for problem in problems],
        })  # fmt: skip
    elif problems:
        console.print_problems(problems)
        console.print_error("Nothing was written.")
    else:
        verb = "written to" if written else "would be written to"
        part = "" if listed.is_whole else "; read in part, so that a missing code tells nothing (--read whole)"
        console.print_line(f"{len(listed.codes):,} codes, new {new:,}, gone {gone:,}: {verb} {entry.path}{part}")
    if problems:
        raise Exit(CONTENT)
