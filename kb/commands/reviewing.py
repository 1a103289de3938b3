"""Commands of a keeper's week: asked, the receipt of a call; reviewed, entries whose sources still say the same."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path
from typing import Annotated, Final

from kb.authoring.new_entry import name_of
from kb.authoring.receipts import Asked, asked_text, with_asked, with_review
from kb.commands import console
from kb.commands.mistyped import PROGRAM
from kb.commands.options import CONTENT, DEFAULT, Argument, Exit, Option, Policies, Today, as_iso, day_of_call
from kb.content.kinds import suggest
from kb.content.load import Texts, load
from kb.content.save import save_all
from kb.domain.days import read_day
from kb.domain.model import Entry, Library
from kb.domain.problem import ToolError, UsageError, shown
from kb.domain.reach import EVERY, is_code
from kb.domain.scopes import find_scope, scope_ids, scope_title
from kb.domain.vocabulary import QUESTIONS, SUPERSEDED, Question, question
from kb.history.git import Unrecorded, probe, run
from kb.history.work_tree import differing
from kb.rules.check import check
from kb.rules.patient import refusal

DESK: Final = re.compile(
    r"\b(?:desk|line|services?|department|dept|unit|team|portal|office|relations|center|intake|support|hotline|"
    r"management|chat|contracting|appeals|claims|authorizations?|pharmacy|representative)\b",
    re.IGNORECASE,
)
"""Words of which one names whom was asked: a desk or a line, never a person."""

ALL: Final = "all"


def asked_command(  # noqa: PLR0913  (each is an option of the call)
    scope: Annotated[str, Argument(help="Payer and scope: cigna/commercial.")],
    asked: Annotated[str, Argument(help="The question: prior-authorization, appeals ...")],
    *,
    policies: Policies = DEFAULT,
    code: Annotated[str, Option("--code", help="The code that was asked about; else the rules for all codes.")] = "",
    entry: Annotated[str, Option("--entry", help="The entry that gets the receipt, where several could.")] = "",
    desk: Annotated[str, Option("--desk", help="Who was asked, a desk: 'provider services, telephone'.")] = "",
    about: Annotated[str, Option("--about", help="What was asked, in your words.")] = "",
    when: Annotated[str, Option("--when", help="The day of the call; else today.", callback=as_iso)] = "",
    reference: Annotated[str, Option("--reference", help="The payer's reference of the call.")] = "",
    outcome: Annotated[str, Option("--outcome", help="What came of it: 'no rule on the code was found'.")] = "",
    today: Today = "",
) -> None:
    """Record that a payer was asked: a receipt in the entry on the code. No names of people, no patient's data.

    What a payer says on the telephone is no source: an answer stays unknown until a document says it.
    """
    on = day_of_call(today)
    texts = load(policies)
    library = check(texts, only=()).library
    found = find_scope(library, scope)
    if not found:
        raise UsageError(f"no plan '{shown(scope)}'; {suggest(scope, scope_ids(library))}")
    call = Asked(
        _question(asked), desk, about or _about(asked, code), read_day("--when", when) or on, reference, outcome
    )
    _refuse(call)
    whose = scope_title(found[0].title, found[1].name)
    held = _entry(library, scope, code.upper(), entry)
    if held:
        path, text = held.path, with_asked(texts.files[held.path], held, call, whose)
    else:
        codes = (code.upper() or EVERY,)
        path, text = f"{scope}/{name_of(codes)}.md", asked_text(call, codes, whose)
        if path in texts.files:
            raise UsageError(f"{path} is on other codes; name the entry: --entry {scope}/NAME")
    _write(policies, texts, {path: text}, on)
    console.print_line(f"{policies / path}: {call.receipt['where']}", "bold")
    console.print_line("Not committed yet. An answer needs a document: ask where it is written, and cite that.")


def reviewed_command(
    entries: Annotated[list[str], Argument(help="Entries: cigna/commercial/0709t.")],
    *,
    policies: Policies = DEFAULT,
    read: Annotated[str, Option("--read", help="Ids of the sources that were opened again, or: all.")] = "",
    due: Annotated[str, Option("--next", help="The day of the next review; else as far off as before.",
                               callback=as_iso)] = "",
    today: Today = "",
) -> None:  # fmt: skip
    """Record that entries were compared with their sources and nothing changed: one commit that moves their days.

    Needs files without uncommitted changes. `--read all` says that every source was opened again today.
    """
    on, next_day = day_of_call(today), read_day("--next", due)
    texts = load(policies)
    library = check(texts, only=()).library
    chosen = [_named(library, name) for name in dict.fromkeys(entries)]
    if isinstance(missing := probe(policies), Unrecorded):
        raise ToolError(f"nothing was recorded: {missing.reason}")
    if differ := sorted(differing(policies, "HEAD")):
        raise UsageError(f"{differ[0]} has changes that are not committed; commit or undo them first")
    files = {one.path: _reviewed(texts, one, on, next_day, read) for one in chosen}
    _write(policies, texts, files, on)
    subject = f"{chosen[0].id}{f' and {len(chosen) - 1} more' if len(chosen) > 1 else ''}: reviewed, nothing changed"
    _commit(policies, texts, files, subject)
    console.print_line(f"{len(files)} reviewed on {on}; committed: {subject}", "bold")


def _question(written: str) -> Question:
    found = question(written)
    if not found:
        raise UsageError(f"no question '{shown(written)}'; {suggest(written, tuple(one.slug for one in QUESTIONS))}")
    return found


def _about(asked: str, code: str) -> str:
    return f"{_question(asked).title.lower()}, {code.upper() or EVERY}"


def _refuse(call: Asked) -> None:
    """Raise UsageError without a desk, at a person in its place, and at what looks like a patient's data."""
    if not DESK.search(call.desk):
        raise UsageError(
            "--desk names a desk or a line that was asked, never a person: 'provider services, telephone'"
        )
    for name, text in (("desk", call.desk), ("about", call.about), ("reference", call.reference),
                       ("outcome", call.outcome)):  # fmt: skip
        if refused := refusal(text, f"--{name}"):
            raise UsageError(refused)


def _entry(library: Library, scope: str, code: str, named: str) -> Entry | None:
    """Find the entry that gets the receipt: the named one, or the one of the plan on the code or on all codes."""
    if named:
        found = _named(library, named)
        if found.scope_id != scope:
            raise UsageError(f"{named} is not of {scope}; name one of that plan")
        return found
    if code and not is_code(code):
        raise UsageError(f"--code: '{shown(code)}' is no CPT or HCPCS code; write it like 0709T")
    if code and code not in library.codes:
        raise UsageError(f"there is no page for {code}; first type: {PROGRAM} new code {code}")
    of_plan = [one for one in library.entries_of(scope) if one.currency != SUPERSEDED]
    on_it = [one for one in of_plan if (code in one.reach.named_codes if code else one.reach.kind == "all codes")]
    if len(on_it) > 1:
        raise UsageError(f"several entries are on it; add --entry with one of: {', '.join(one.id for one in on_it)}")
    return on_it[0] if on_it else None


def _named(library: Library, name: str) -> Entry:
    wanted = name.removesuffix(".md").removeprefix("policies/")
    found = next((entry for entry in library.entries if entry.id == wanted), None)
    if not found:
        raise UsageError(f"no entry '{shown(name)}'; {suggest(wanted, tuple(one.id for one in library.entries))}")
    return found


def _reviewed(texts: Texts, entry: Entry, on: dt.date, due: dt.date | None, read: str) -> str:
    ids = tuple(entry.sources) if read == ALL else tuple(part.strip() for part in read.split(",") if part.strip())
    odd = next((name for name in ids if name not in entry.sources), "")
    if odd:
        raise UsageError(f"--read: {entry.id} has no source '{shown(odd)}'; {suggest(odd, tuple(entry.sources))}")
    if on <= entry.reviewed:
        raise UsageError(f"{entry.id} was reviewed on {entry.reviewed}; there is nothing to move")
    return with_review(texts.files[entry.path], entry, on, due or on + (entry.review_by - entry.reviewed), ids)


def _write(policies: Path, texts: Texts, files: dict[str, str], on: dt.date) -> None:
    """Write files if they are sound; else print what is wrong, and write nothing."""
    whole = Texts({**texts.files, **files}, ())
    problems = [one for one in check(whole, on, only=files).problems if one.path in files]
    if problems:
        console.print_problems(problems)
        console.print_error("Nothing was written.")
        raise Exit(CONTENT)
    save_all({policies / path: text.encode() for path, text in files.items()})


def _commit(policies: Path, texts: Texts, files: dict[str, str], subject: str) -> None:
    """Commit files and nothing else. Where git refuses, the files are put back as they were."""
    try:
        run(policies, "commit", "--quiet", "--only", f"--message={subject}", "--", *files)
    except ToolError:
        save_all({policies / path: texts.files[path].encode() for path in files})
        raise
