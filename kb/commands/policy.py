"""`import policy`: a payer's document into the draft of an entry, without an answer until it is filled in."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from kb.authoring.names import id_from
from kb.commands import console
from kb.commands.mistyped import PROGRAM
from kb.commands.options import CONTENT, Exit, missing_argument
from kb.commands.sheets import Call
from kb.content.load import Texts, load
from kb.content.save import save
from kb.domain.model import Library, Payer, Scope
from kb.domain.problem import Problem, UsageError, shown
from kb.domain.reach import shape
from kb.domain.scopes import find_scope, scope_ids, scope_title
from kb.drafts.draft import PARTS, Draft, draft_of
from kb.drafts.entry_text import draft_text
from kb.drafts.pages import BadPaper, Paper
from kb.drafts.reading import read_paper
from kb.rules.check import check
from kb.rules.headings import PLACEHOLDER_LEFT

POLICY = "policy"


def import_policy(file: Path, entry: str, call: Call) -> None:
    """Write a document's number, dates, codes and sentences as a new draft; no file is replaced."""
    if not entry:
        raise missing_argument("--entry")
    texts = load(call.policies)
    library = check(texts, only=()).library
    path, payer, scope = _place(library, entry.removesuffix(".md"))
    if path in texts.files or (call.policies / path).exists():
        raise UsageError(f"{call.policies / path} is there already and stays as it is; name another --entry")
    try:
        draft = draft_of(read_paper(file.name, file.read_bytes()))
    except BadPaper as fault:
        _refuse([fault.problem], call)
    whose, publisher = scope_title(payer.title, scope.name), _publisher(draft.paper, payer)
    one_list = len(draft.codes.lists) == 1  # else a person must tell which of them the answer is about
    codes = _with_pages(draft.codes.every, library) if one_list else ()

    def written(tried: Draft) -> tuple[str, list[Problem]]:
        text = draft_text(tried, whose, publisher, codes, call.today)
        return text, _problems(texts, path, text, call)

    draft, text, problems = _sound(draft, written)
    if _spoils(problems):
        _refuse(problems, call)
    if not call.only_check:
        (call.policies / path).parent.mkdir(parents=True, exist_ok=True)
        save(call.policies / path, text.encode())
    _tell(draft, path, problems[0], codes, call)


Written = Callable[[Draft], tuple[str, list[Problem]]]
"""What writes a draft and checks it: its text and its problems."""


def _sound(draft: Draft, written: Written) -> tuple[Draft, str, list[Problem]]:
    """Write a draft; where its printed texts break a rule, without the fewest parts that make it sound."""
    text, problems = written(draft)
    rules = ", ".join(sorted({one.code for one in _spoils(problems)}))
    for left_out in (*((part,) for part in PARTS), tuple(PARTS)) if rules else ():
        tried = draft.without(left_out, rules)
        text, problems = written(tried)
        if not _spoils(problems):
            return tried, text, problems
    return draft, text, problems


def _spoils(problems: list[Problem]) -> list[Problem]:
    """Return the problems that are more than places to fill in."""
    return [one for one in problems if one.code != PLACEHOLDER_LEFT]


def _place(library: Library, name: str) -> tuple[str, Payer, Scope]:
    """Find the path of a new entry, its payer and its plan. Raises UsageError where there is none."""
    payer, _, rest = name.partition("/")
    plan, _, own = rest.partition("/")
    found = find_scope(library, f"{payer}/{plan}")
    if not found:
        known = ", ".join(scope_ids(library)) or "none yet"
        raise UsageError(f"--entry: no plan '{shown(f'{payer}/{plan}')}'; plans are {known}; or: {PROGRAM} new plan")
    if not own or id_from(own) != own:
        way = f"{payer}/{plan}/{id_from(own or 'name')}"
        raise UsageError(f"--entry: name the new entry in small letters, digits and hyphens: {way}")
    return f"{name}.md", *found


def _publisher(paper: Paper, payer: Payer) -> str:
    """Return the payer's name if the first page holds it, else nothing."""
    first = " ".join(line.text for page, line in paper.lines if page == paper.pages[0].number).casefold()
    return payer.title if payer.title.casefold() in first else ""


def _with_pages(listed: Iterable[str], library: Library) -> tuple[str, ...]:
    """Return the codes of a list that the library has a page for: only these can an entry be about."""
    pairs = [(first, last or first) for first, _, last in (item.partition("-") for item in listed)]
    return tuple(
        code for code in sorted(library.codes)
        if any(first <= code <= last and shape(code) == shape(first) for first, last in pairs)
    )  # fmt: skip


def _problems(texts: Texts, path: str, text: str, call: Call) -> list[Problem]:
    whole = Texts({**texts.files, path: text}, (), texts.facts)
    return [one for one in check(whole, call.today, only=(path,)).problems if one.path == path]


def _refuse(problems: list[Problem], call: Call) -> None:
    if call.as_json:
        console.print_json({"written": False, "problems": [console.problem_record(one) for one in problems]})
    else:
        console.print_problems(problems)
        console.print_error("Nothing was written.")
    raise Exit(CONTENT)


def _tell(draft: Draft, path: str, left: Problem, codes: tuple[str, ...], call: Call) -> None:
    if call.as_json:
        console.print_json(_record(draft, path, codes, written=not call.only_check))
        return
    verb = "would be written" if call.only_check else "written"
    console.print_line(f"Draft {verb}: {path}", "bold")
    number, days = draft.named.number or "in doubt", draft.dates.days
    effective = days["effective"].isoformat() if "effective" in days else "in doubt"
    console.print_line(
        f"Number: {number}; effective: {effective}; codes and ranges: {len(draft.codes.every):,}; "
        f"sentences to read: {len(draft.quotes.quotes)}."
    )
    for doubt in draft.doubts:
        console.print_line(f"Doubt: {doubt}", "yellow")
    console.print_line(str(left), "yellow")
    console.print_line(f"Next: read the document, fill in {path}, then type: {PROGRAM} check")


def _record(draft: Draft, path: str, codes: tuple[str, ...], *, written: bool) -> dict[str, Any]:
    return {
        "written": written,
        "entry": path.removesuffix(".md"),
        "title": draft.named.title,
        "number": draft.named.number,
        "dates": {kind: found.isoformat() for kind, found in draft.dates.days.items()},
        "codes": [
            {"code": code, "heading": heading, "page": page}
            for heading, held in draft.codes.lists.items()
            for code, page in held.items()
        ],
        "codes_with_a_page_here": list(codes),
        "sentences": [{"topic": q.topic, "page": q.page, "words": q.words} for q in draft.quotes.quotes],
        "doubts": list(draft.doubts),
        "problems": [],
    }
