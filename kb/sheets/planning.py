"""A whole sheet against a library: which files change and how, which lines are refused and why, what was assumed."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from dataclasses import dataclass, field
from typing import Final

from kb.content.load import Texts
from kb.content.parse import slug
from kb.domain.model import Library
from kb.domain.problem import Place, Problem
from kb.domain.vocabulary import QUESTIONS, names
from kb.rules.check import check
from kb.sheets.apply import put
from kb.sheets.as_columns import as_columns
from kb.sheets.cells import BadCell
from kb.sheets.draft import Draft, begin
from kb.sheets.file import Sheet
from kb.sheets.lines import Line, read_lines
from kb.sheets.targets import Targets
from kb.sheets.written import written

CHECKED_WHOLE: Final = 1_000
"""Up to so many files, the rules are held over all of them; beyond, over those that the sheet changes."""

KEY: Final = re.compile(rf"({'|'.join(question.key for question in QUESTIONS)})(?:_[a-z]+)?:|## (.+)")


@dataclass(frozen=True)
class Planned:
    """What a sheet would do: the text of each file that changes, lines by what becomes of them, and what to tell."""

    files: dict[str, str]
    new: tuple[str, ...] = ()
    updated: tuple[str, ...] = ()
    unchanged: int = 0
    lines: int = 0
    problems: tuple[Problem, ...] = ()
    notices: tuple[str, ...] = ()


@dataclass
class _Group:
    """The lines that are about one entry, and the draft that they go into."""

    draft: Draft
    lines: dict[str, Line] = field(default_factory=dict)


def plan(sheet: Sheet, texts: Texts, library: Library, today: dt.date) -> Planned:
    """Work out what a sheet would do to a library. Nothing is written."""
    lines, problems, empty = read_lines(sheet, names(library.concepts))
    groups: dict[str, _Group] = {}
    targets = Targets(library)
    repeated = 0
    for line in lines:
        try:
            repeated += _take(line, targets, groups, today)
        except BadCell as fault:
            problems.append(_problem(sheet, line, fault))
    drafts = {path: group.draft for path, group in groups.items() if group.lines and group.draft.is_changed}
    made = {path: written(draft, texts.files.get(path, "")) for path, draft in drafts.items()}
    files = {path: text for path, text in made.items() if text != texts.files.get(path)}
    refused = _held(sheet, groups, files, texts, today)
    problems += refused.values()
    files = {path: text for path, text in files.items() if path not in refused}
    fresh = tuple(path for path in files if path not in texts.files)
    notices = (*_notices(sheet, empty, repeated), *_assumed([drafts[path] for path in files]))
    return Planned(
        files,
        fresh,
        tuple(path for path in files if path in texts.files),
        sum(len(group.lines) for path, group in groups.items() if path not in made),
        len(lines),
        tuple(sorted(problems, key=lambda one: (one.place.line, one.place.column))),
        notices,
    )


def _take(line: Line, targets: Targets, groups: dict[str, _Group], today: dt.date) -> int:
    """Put a line into the draft of its entry; gives 1 where a line above says the same."""
    target = targets.of(line)
    group = groups.setdefault(target.path, _Group(begin(target, line.reach, today)))
    before = group.lines.get(line.question.key)
    if before and before.same(line):
        return 1
    if before:
        message = f"row {before.row.number} answers the same question of {target.path.removesuffix('.md')} otherwise"
        raise BadCell("two-answers", f"{message}; keep one of the two", "value")
    put(group.draft, line)
    group.lines[line.question.key] = line
    return 0


def _problem(sheet: Sheet, line: Line, fault: BadCell) -> Problem:
    column = fault.column or "value"
    column = column if column in sheet.places else line.question.key
    where = f"cell {sheet.cell(line.row, column)} ({column})" if column in sheet.places else f"row {line.row.number}"
    place = Place(line.row.line, sheet.places.get(column, 0) + 1)
    return Problem(sheet.name, place, fault.code, f"{where}: {fault.message}")


def _held(
    sheet: Sheet, groups: dict[str, _Group], files: dict[str, str], texts: Texts, today: dt.date
) -> dict[str, Problem]:
    """Hold the rules over the files as they would be; gives the first problem of each that breaks one."""
    if not files:
        return {}
    whole = Texts({**texts.files, **files}, ())
    only = files if len(whole.files) > CHECKED_WHOLE else None
    found: dict[str, Problem] = {}
    for problem in check(whole, today, only=only).problems:
        if problem.path in files and problem.path not in found:
            line = _line_of(groups[problem.path], files[problem.path], problem)
            message = as_columns(problem.message, sheet, line)
            told = f"row {line.row.number}: as {problem.path} would be, line {problem.place.line}: {message}"
            found[problem.path] = Problem(sheet.name, Place(line.row.line), problem.code, told)
    return found


def _line_of(group: _Group, text: str, problem: Problem) -> Line:
    """Find the line of the sheet that a problem of a file comes from: that of the nearest question above it."""
    above = text.split("\n")[: problem.place.line]
    keys = {question.title: question.key for question in QUESTIONS}
    for written_line in reversed(above):
        if match := KEY.match(written_line):
            key = match[1] or keys.get(match[2], "")
            return group.lines.get(key) or next(iter(group.lines.values()))
    return next(iter(group.lines.values()))


def _notices(sheet: Sheet, empty: int, repeated: int) -> list[str]:
    told = [f"Columns not read: {', '.join(sheet.unread)}."] if sheet.unread else []
    told += [f"{empty} cells without a value were passed over: nothing is said there."] if empty else []
    return told + ([f"{repeated} rows say the same as one above and count once."] if repeated else [])


def _assumed(drafts: list[Draft]) -> list[str]:
    """Tell what was taken for something that no cell says, and which sections are to be read again."""
    taken: Counter[str] = sum((draft.taken for draft in drafts), Counter())
    told = [f"Not said in the sheet, so the least sure was taken: {_counted(taken)}."] if taken else []
    kept = [f"{draft.target.path.removesuffix('.md')}#{slug(name)}" for draft in drafts for name in draft.kept]
    if kept:
        listed = ", ".join(kept[:MOST_LISTED]) + (" ..." if len(kept) > MOST_LISTED else "")
        told.append(f"Older words stay below the new statement; read them again ({len(kept)}): {listed}")
    return told


def _counted(taken: Counter[str]) -> str:
    return ", ".join(f"{what} ({number})" for what, number in sorted(taken.items()))


MOST_LISTED: Final = 10
