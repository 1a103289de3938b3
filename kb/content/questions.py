"""Staff's own questions, `questions.yml`: what search must find for each, kept beside the content that answers it.

Here the file is read and held against the library; whether search and answers keep their word is for the tests.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

from kb.content.code_tables import code_tables
from kb.content.fields import QUESTION_FIELDS
from kb.content.front_matter import FrontMatterError, read_yaml
from kb.content.kinds import Fault, suggest
from kb.content.load import QUESTIONS
from kb.content.parse import slug
from kb.content.record_reader import Places, places, read_record
from kb.domain.model import CodePage, Document, Library
from kb.domain.problem import Place, Problem, shown
from kb.domain.vocabulary import CONFLICT, COVERAGE, PRIOR_AUTHORIZATION, Value, names, question

FILE: Final = QUESTIONS
MOST_VALUES: Final = 60_000
"""A list that grows with each question that staff ask, several values to each."""

Path = tuple[str | int, ...]
"""Where a value is in the file: its keys, and its number in each list."""

FIRST_FEW: Final = 5
FIRST_PAGE: Final = 10
"""How far down `top` and `never` look."""


@dataclass(frozen=True)
class Expected:
    """The answer that a question expects of `kb.answers.answer`; `value` is part of it if it is in our own words."""

    code: str
    scope: str
    question: str
    value: str


@dataclass(frozen=True)
class GoldenQuestion:
    """A question in staff's words, and what must and must not be found. `path` is its place in the file."""

    path: tuple[str, int]
    ask: str
    first: str = ""
    top: tuple[str, ...] = ()
    answer: Expected | None = None
    never: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True)
class GoldenReply:
    """A question in staff's words, and what its reply must be, say and cite. `path` is its place in the file."""

    path: tuple[str, int]
    ask: str
    kind: tuple[str, ...]
    says: tuple[str, ...] = ()
    cites: tuple[str, ...] = ()
    never_says: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True)
class Questions:
    """The questions that hold, those that do not yet, replies, the errors of the file, and where everything is."""

    held: tuple[GoldenQuestion, ...] = ()
    not_yet: tuple[GoldenQuestion, ...] = ()
    replies: tuple[GoldenReply, ...] = ()
    faults: tuple[Fault, ...] = ()
    places: Places | None = None

    def place(self, *path: str | int) -> Place:
        """Find where a value is, or the nearest thing around it."""
        known = self.places or {}
        while path and path not in known:
            path = path[:-1]
        return known.get(path, Place())


def read_questions(written: str) -> Questions:
    """Read the text of `questions.yml`; an empty one has no questions."""
    if not written:
        return Questions()
    try:
        root = read_yaml(written, most=MOST_VALUES)
    except FrontMatterError as fault:
        return Questions(faults=((fault.place, fault.code, fault.message),))
    if root is None:
        return Questions(faults=((Place(), "wrong-kind", "expected `questions:` with a list below it"),))
    values, faults = read_record(root, QUESTION_FIELDS)
    held, not_yet = (
        tuple(_asked((key, number), item) for number, item in enumerate(values.get(key, ())))
        for key in ("questions", "not_yet")
    )
    replies = tuple(GoldenReply(("replies", at), **item) for at, item in enumerate(values.get("replies", ())))
    return Questions(held, not_yet, replies, tuple(faults), places(root))


def _asked(path: tuple[str, int], item: dict[str, Any]) -> GoldenQuestion:
    answer = item.pop("answer", None)
    return GoldenQuestion(path, **item, answer=Expected(**answer) if answer else None)


def check_questions(written: str, library: Library) -> list[Problem]:
    """Tell the errors of `questions.yml`: its own, and names that the library does not have."""
    found = read_questions(written)
    faults = [*found.faults, *_repeated(found, (*found.held, *found.not_yet)), *_repeated(found, found.replies)]
    for asked in (*found.held, *found.not_yet):
        faults += _empty(asked, found)
        faults += _sections(asked, found, library)
        faults += _unwanted(asked, found, library)
        faults += _answer(asked, found, library)
    for reply in found.replies:
        named = [(("cites", number), hit) for number, hit in enumerate(reply.cites)]
        faults += _named_sections(reply.path, named, found, library)
    return [Problem(FILE, *fault) for fault in faults]


def _repeated(found: Questions, asked_once: Sequence[GoldenQuestion | GoldenReply]) -> Iterator[Fault]:
    """A question appears once."""
    seen: set[str] = set()
    for asked in asked_once:
        if asked.ask in seen:
            message = f"'{asked.ask}' is asked above; keep one of the two"
            yield found.place(*asked.path, "ask"), "duplicate-question", message
        seen.add(asked.ask)


def _empty(asked: GoldenQuestion, found: Questions) -> Iterator[Fault]:
    """A question says what must or must not be found."""
    if not (asked.first or asked.top or asked.answer or asked.never):
        yield found.place(*asked.path), "missing-key", "add `first:`, `top:`, `answer:` or `never:`"


def _sections(asked: GoldenQuestion, found: Questions, library: Library) -> Iterator[Fault]:
    """A section named is one of the library."""
    first = [(("first",), asked.first)] if asked.first else []
    named = [*first, *((("top", number), hit) for number, hit in enumerate(asked.top))]
    yield from _named_sections(asked.path, named, found, library)


def _named_sections(
    path: Path, named: Iterable[tuple[Path, str]], found: Questions, library: Library
) -> Iterator[Fault]:
    for place, hit in named:
        if fault := _unknown_section(hit, library):
            yield found.place(*path, *place), "unknown-section", fault


def _unwanted(asked: GoldenQuestion, found: Questions, library: Library) -> Iterator[Fault]:
    """What must not be found could be found: a section, a file, a value of payer, coverage or pa, or other payers."""
    allowed = {
        "payer": tuple(library.payers),
        "coverage": _facet_values(COVERAGE),
        "pa": _facet_values(PRIOR_AUTHORIZATION),
    }
    for number, written in enumerate(asked.never):
        place = found.place(*asked.path, "never", number)
        key, equals, value = written.replace("!=", "=").partition("=")
        if not equals:
            if fault := _unknown_section(written, library):
                yield place, "unknown-section", fault
        elif key not in allowed:
            yield place, "unknown-value", f"'{shown(key)}=' is not kept out here; {suggest(key, tuple(allowed))}"
        elif value not in allowed[key] and not (key == "payer" and _unread(f"{value}/payer.md", library)):
            yield place, "unknown-value", f"'{shown(value)}' is no {key} here; {suggest(value, allowed[key])}"


def unwanted_hits(asked: GoldenQuestion, found: Iterable[Iterable[str]]) -> Iterator[str]:
    """Yield what must not be found and was, given of each of the first hits its file, its section and its facets."""
    for hit in found:
        payers = {f"payer!={name.removeprefix('payer=')}" for name in hit if name.startswith("payer=")}
        for name in asked.never:
            if name in hit or ("!=" in name and payers - {name}):
                yield name


def _answer(asked: GoldenQuestion, found: Questions, library: Library) -> Iterator[Fault]:
    """The code has its page, the scope is known, and the value is one that the question can have."""
    if not asked.answer:
        return
    code, scope = asked.answer.code, asked.answer.scope
    if code not in library.codes and not _unread(f"codes/{code.lower()}.md", library):
        message = f"there is no page for {code}; add codes/{code.lower()}.md, or correct the code"
        yield found.place(*asked.path, "answer", 0), "code-without-page", message
    known = tuple(f"{payer.name}/{each.id}" for payer, each in library.scopes)
    if scope not in known and not _unread(f"{scope.split('/')[0]}/payer.md", library):
        yield (
            found.place(*asked.path, "answer", 1),
            "unknown-scope",
            f"no scope '{shown(scope)}'; {suggest(scope, known)}",
        )
    wanted = question(asked.answer.question)
    values = (*names(wanted.values), CONFLICT) if wanted and wanted.values else ()
    if values and asked.answer.value not in values:
        message = f"'{asked.answer.value}' is no value here; {suggest(asked.answer.value, values)}"
        yield found.place(*asked.path, "answer", 3), "unknown-value", message


def _unknown_section(written: str, library: Library) -> str:
    """Say what is wrong with `<file>#<section>` or `<file>`; empty if nothing is."""
    file, marked, section = written.partition("#")
    document = library.by_path.get(f"{file}.md")
    if not document:
        way = suggest(file, tuple(found.id for found in library.documents)) if library.documents else "correct it"
        return "" if _unread(f"{file}.md", library) else f"'{file}' is no file of the library; {way}"
    known = tuple(_slugs(document))
    return (
        f"'{file}' has no section '{section}'; {suggest(section, known)}" if marked and section not in known else ""
    )


def _slugs(document: Document) -> Iterator[str]:
    """The sections search knows: those written, and those a code page makes of its tables."""
    yield from (section.slug for section in document.sections)
    if isinstance(document, CodePage):
        yield from (slug(table.heading) for table in code_tables(document))


def _facet_values(values: tuple[Value, ...]) -> tuple[str, ...]:
    return tuple(name.replace(" ", "-") for name in names(values))


def _unread(path: str, library: Library) -> bool:
    """Whether a file is there and could not be read: its own errors are told, and what it lacks is not known."""
    return path in library.paths and path not in library.by_path
