"""Texts to a library, or to every problem of every file at once.

`RULES_ON_TEXT`, `RULES` and `BY_THE_CLOCK` list what content must hold; `READING` names the errors that reading
itself finds. The field guide prints all of them.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from typing import Final

from kb.content.concepts import FILE as CONCEPTS_FILE
from kb.content.concepts import check_families, read_concepts
from kb.content.front_matter import FrontMatterError, read_yaml
from kb.content.limits import LIMIT_RULES
from kb.content.load import BESIDE, Texts, is_beside
from kb.content.lookup import LOOKUP, read_lookup
from kb.content.outline import outline_of
from kb.content.parse import Parsed, parse
from kb.content.paths import TEMPLATE, is_source_record, is_staff
from kb.content.questions import FILE, check_questions
from kb.content.source_records import UNKNOWN_EDITION, read_source_records
from kb.content.staff import PLACE, SPAN, front_of, read_staff
from kb.content.synonyms import read_synonyms
from kb.content.volume import FILE as VOLUME
from kb.content.volume import read_volume
from kb.content.watched import FILE as WATCHED
from kb.content.watched import read_watched
from kb.domain.concepts import CONCEPTS, Concept
from kb.domain.model import CodePage, Document, Entry, Library, Lookup, Payer
from kb.domain.problem import Place, Problem, in_order
from kb.domain.scopes import scope_ids
from kb.domain.staff import LONGEST_POSTING
from kb.facts.store import NOTHING, Store, store_problems
from kb.rules.addresses import ADDRESS_RULES
from kb.rules.amounts import AMOUNT_RULES
from kb.rules.answers import ANSWER_RULES
from kb.rules.characters import CHARACTER_RULES
from kb.rules.code_lists import CODE_LIST_RULES
from kb.rules.code_ranges import RANGE_RULES, RANGE_TEXT_RULES
from kb.rules.contacts import CONTACT_RULES
from kb.rules.copy_leftovers import COPY_LEFTOVER_RULES
from kb.rules.criteria import CRITERIA_RULES
from kb.rules.dates import DATE_RULES, DAY_TO_COME, day_to_come
from kb.rules.dialect import DIALECT_RULES
from kb.rules.elements import ELEMENT_PLAN_RULES, ELEMENT_RULES
from kb.rules.front_matter_text import FRONT_MATTER_TEXT_RULES
from kb.rules.headings import HEADING_RULES, PLACEHOLDER_LEFT, to_fill_in
from kb.rules.inline_markup import INLINE_MARKUP_RULES
from kb.rules.library import LIBRARY_RULES
from kb.rules.merge_markers import MERGE_MARKER_RULES
from kb.rules.official import CONTRADICTED, OLDER, against_files
from kb.rules.patient import PATIENT_RULES
from kb.rules.periods import PERIOD_RULES
from kb.rules.rule import Rule
from kb.rules.source_records import SOURCE_RECORD_RULES
from kb.rules.sources import SOURCE_RULES
from kb.rules.staff import STAFF_RULES, check_staff
from kb.rules.tables_and_lists import TABLE_AND_LIST_RULES

RULES_ON_TEXT: Final = (
    *HEADING_RULES,
    *TABLE_AND_LIST_RULES,
    *INLINE_MARKUP_RULES,
    *DIALECT_RULES,
    *FRONT_MATTER_TEXT_RULES,
    *CHARACTER_RULES,
    *MERGE_MARKER_RULES,
    *PATIENT_RULES,
    *RANGE_TEXT_RULES,
)
RULES: Final = (
    *SOURCE_RULES,
    *SOURCE_RECORD_RULES,
    *ADDRESS_RULES,
    *ANSWER_RULES,
    *PERIOD_RULES,
    *CONTACT_RULES,
    *CRITERIA_RULES,
    *CODE_LIST_RULES,
    *RANGE_RULES,
    *DATE_RULES,
    *LIBRARY_RULES,
    *COPY_LEFTOVER_RULES,
    *AMOUNT_RULES,
    *ELEMENT_RULES,
    *ELEMENT_PLAN_RULES,
)
BESIDE_OTHERS: Final = (*SOURCE_RECORD_RULES, *LIBRARY_RULES, *COPY_LEFTOVER_RULES, *ELEMENT_PLAN_RULES)
"""The rules that look at other documents, too: all others hold over one by itself, and are held once a text."""

BESIDE_TEXTS: Final = tuple(rule for rule in COPY_LEFTOVER_RULES if rule.code == "other-words")
"""Those of them that look at the text of other entries: the rest go by outlines, and by files of other kinds."""

ALONE: Final = tuple(rule for rule in RULES if rule not in BESIDE_OTHERS)
LISTS: Final = tuple(sorted(name for name in BESIDE if name.endswith(".yml")))
"""The files of the folder that are YAML alone: the rules on text hold there, too."""

NO_LOOKUP: Final = Lookup()

READING: Final = {
    "empty-file": "a file has content",
    "not-utf-8": "a file is UTF-8",
    "byte-order-mark": "a file has no byte order mark",
    "line-ending": "lines end with LF",
    "tab": "blanks, no tabs",
    "control-character": "text has no control characters",
    "too-large": "a file stays below the size limit",
    "symlink": "a file is a file, not a link",
    "unreadable": "a file can be opened",
    "file-name": (
        "a path is codes/<code>.md, <payer>/payer.md, <payer>/<scope>/<name>.md, sources/<id>.yml, people/<team>.md "
        "or jobs/<name>.md"
    ),
    "windows-name": "no name is one that Windows keeps for a device",
    "long-name": "a name is short enough for the pages made from it",
    "no-front-matter": "a file begins with front matter between two '---' lines",
    "yaml": "front matter is plain YAML, without tags, anchors and aliases",
    "duplicate-key": "a key stands once",
    "unknown-key": "a key is one of the list",
    "missing-key": "required keys are there",
    "key-order": "keys stand in the order of the list",
    "unknown-value": "a value is one of its list",
    "empty-value": "a key has a value",
    "wrong-kind": "a value is of its kind",
    "too-long": "a short text is short",
    "bad-date": "a date is in the calendar",
    "unknown-code": "a code is written like 0709T, a reach in one of its forms",
    "text-outside": "text stands below a heading",
    "unknown-section": "a section named in `questions.yml` is one of the library",
    "duplicate-concept": "a service stands once in `concepts.yml`",
    "family-codes": "a code of a family in `concepts.yml` has its page, and stands there once",
    "duplicate-question": "a question stands once in `questions.yml`",
    UNKNOWN_EDITION: "an edition in `sources/` names the record of its document",
    "volume-row": "a row of `volume.csv` has a code, a plan or nothing, and a number",
    SPAN: f"a posting stands at most {LONGEST_POSTING} days",
    PLACE: "a posting has a city and its state, or its work is remote",
    **STAFF_RULES,
    "watched-row": "a row of `watched.csv` has an address, what was found, the day, and more in words",
    **LIMIT_RULES,
}

STORED: Final = {
    "facts-file": "a file below `facts/` is one that `import` writes, or `facts/watched.txt`",
    "facts-source": "a table of facts has its provenance beside it",
    "facts-edited": "a table of facts is as it was imported",
    "facts-columns": "a table of facts has the columns of its kind",
    "facts-value": "a table of facts holds what its columns allow, and no descriptor",
    CONTRADICTED: "a row typed by hand says what the official file of that edition says",
    "facts-order": "the rows of a table of facts are in order, once each",
}
"""What is held over the tables made from official files."""

BY_THE_CLOCK: Final = {DAY_TO_COME: "what was reviewed, read, searched or printed has a day that has come"}
"""The rules that go by the day on which content is checked."""


@dataclass(frozen=True)
class Checked:
    """The library, whole only where there is no problem; the problems in order, the notices, the facts store.

    `outlines` has the outline of each entry by path.
    """

    library: Library
    problems: tuple[Problem, ...]
    notices: tuple[Problem, ...] = ()
    store: Store = NOTHING
    outlines: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Held:
    """What came of one file by itself: its document, and the problems that it has whatever stands in others.

    `limited` tells that it is beyond a limit, so that no rules were held over it; `unfilled` are the numbers of the
    lines that are still to be filled in. `outline` is that of an entry, with its time limits.
    """

    path: str
    document: Document | None
    problems: tuple[Problem, ...]
    limited: bool
    unfilled: frozenset[int] = frozenset()
    outline: str = ""


def hold_alone(path: str, text: str) -> Held:
    """Parse a file, and hold the rules over it that need no other; beyond a limit none, since some take too long."""
    return _held(parse(path, text))


def read_alone(path: str, text: str) -> Held:
    """Parse a file, and hold no rule over it."""
    file = parse(path, text)
    return Held(path, file.document and file.document.put_away(), file.problems, limited=True)


def _held(file: Parsed) -> Held:
    limited = any(problem.code in LIMIT_RULES for problem in file.problems)
    rules = () if limited else RULES_ON_TEXT
    found = (Problem(file.path, place, rule.code, message) for rule in rules for place, message in rule.find(file))
    own = _hold(file.document, NO_OTHERS, ALONE) if file.document and not limited else ()
    problems = (*file.problems, *found, *own)
    left = to_fill_in(file) if any(problem.code == PLACEHOLDER_LEFT for problem in problems) else frozenset()
    outline = outline_of(file.document, with_limits=True)
    return Held(file.path, file.document and file.document.put_away(), problems, limited, left, outline)


Stands = Callable[[Mapping[str, str]], Container[str]]
"""Given the outlines of files, tells which stand as they were in a library without problems, also by the clock.

In all others but these the text of entries alone is another one.
"""


def none_stands(_: Mapping[str, str]) -> Container[str]:
    """Tell of no file that it stands as it was."""
    return ()


def check(  # noqa: PLR0913, PLR0917  (each is a part of what is known already, or asked for)
    texts: Texts,
    today: dt.date | None = None,
    alone: Callable[[str, str], Held] = hold_alone,
    only: Container[str] | None = None,
    store: Store | None = None,
    stands: Stands = none_stands,
) -> Checked:
    """Parse every text, gather the library, and hold every rule over it; with `today`, those by the clock too.

    `alone` reads and checks one file by itself. With `only`, the files of these paths are checked, and all others are
    only read. `store` has the facts of the texts, if the caller has made one of them. What `stands` is held beside
    the texts that are new, not once more beside all others.
    """
    files = [
        (alone if only is None or path in only else read_alone)(path, text)
        for path, text in texts.files.items()
        if not is_beside(path)
    ]
    synonyms, found = read_synonyms(texts.files.get("synonyms.yml", ""))
    problems = [*texts.problems, *found]
    lookup, slips = read_lookup(texts.files.get(LOOKUP, ""))
    concepts, odd = read_concepts(texts.files.get(CONCEPTS_FILE, ""))
    problems += odd
    library = gather((file.document for file in files if file.document), synonyms, texts.files, lookup, concepts)
    library, found = _with_beside(library, texts)
    problems += [*slips, *found]
    problems += check_questions(texts.files.get(FILE, ""), library)
    store = store or Store(texts.facts)
    problems += store_problems(store)
    pages = [page for page in library.codes.values() if only is None or page.path in only]
    held = [(page.path, one) for page in pages for one in against_files(page, store)]
    problems += [Problem(path, one.place, CONTRADICTED, one.message) for path, one in held if one.contradicts]
    notices = [Problem(path, one.place, OLDER, one.message) for path, one in held if not one.contradicts]
    outlines = {file.path: file.outline for file in files}
    standing = stands(outlines)
    held_beside = _beside(library, standing)
    for file in (*files, *map(_held, _lists(texts))):
        wanted = only is None or file.path in only
        beside = held_beside(file.document) if file.document and not file.limited else ()
        problems += _without_consequences(file.unfilled, [*file.problems, *beside])
        if today and file.document and wanted and file.path not in standing:
            problems += _hold_by_the_clock(file.document, today)
    if not library.entries and not problems:
        first = "begin with: python3 build.py new payer, or name the policies folder"
        way = "write one: python3 build.py new entry PAYER/PLAN" if library.documents else first
        problems.append(Problem(".", Place(), "empty-file", f"no entries in this folder; {way}"))
    return Checked(library, tuple(in_order(problems)), tuple(in_order(notices)), store, outlines)


def _with_beside(library: Library, texts: Texts) -> tuple[Library, list[Problem]]:
    """Read what stands beside pages and entries into a library: volumes, source records, watched, teams, postings."""
    volume, rows = read_volume(texts.files.get(VOLUME, ""), frozenset(scope_ids(library)))
    records, untrue = read_source_records(texts.files)
    watched, wrong = read_watched(texts.files.get(WATCHED, ""))
    teams, postings, unfit = read_staff(texts.files)
    library = replace(library, volume=volume, source_records=records, watched=watched, teams=teams, postings=postings)
    families = check_families(texts.files.get(CONCEPTS_FILE, ""), library.codes)
    return library, [*rows, *untrue, *wrong, *unfit, *check_staff(library, texts.files), *families]


def _lists(texts: Texts) -> Iterator[Parsed]:
    """Read the lists beside the content for the rules on text; what cannot be read is told by their own readers."""
    for path in (*LISTS, *filter(is_source_record, texts.files)):
        if written := texts.files.get(path):
            root = None
            with suppress(FrontMatterError):
                root = read_yaml(written)
            yield Parsed(path, "", written, (), None, (), root, written)
    for path in filter(is_staff, texts.files):
        front, tree = front_of(texts.files[path])
        yield Parsed(path, "", texts.files[path], (), None, (), tree, front)


def _beside(library: Library, standing: Container[str]) -> Callable[[Document], Iterator[Problem]]:
    """Return what holds rules on a document beside all others; on one that stands, beside the texts that do not."""
    texts = replace(library, entries=tuple(entry for entry in library.entries if entry.path not in standing))

    def hold(document: Document) -> Iterator[Problem]:
        stands = document.path in standing
        return _hold(document, texts if stands else library, BESIDE_TEXTS if stands else BESIDE_OTHERS)

    return hold


def _hold(document: Document, library: Library, rules: Iterable[Rule]) -> Iterator[Problem]:
    """Hold rules on a document beside all the others."""
    for rule in rules:
        for place, message in rule.find(document, library):
            yield Problem(document.path, place, rule.code, message)


def _without_consequences(unfilled: frozenset[int], problems: list[Problem]) -> Iterator[Problem]:
    """Leave out what is wrong on a line that is still to be filled in, beside the problem that says so."""
    return (one for one in problems if one.code == PLACEHOLDER_LEFT or one.place.line not in unfilled)


def _hold_by_the_clock(document: Document, today: dt.date) -> Iterator[Problem]:
    for place, message in day_to_come(document, today):
        yield Problem(document.path, place, DAY_TO_COME, message)


def gather(
    documents: Iterable[Document],
    synonyms: tuple[tuple[str, ...], ...] = (),
    paths: Iterable[str] = (),
    lookup: Lookup = NO_LOOKUP,
    concepts: tuple[Concept, ...] = CONCEPTS,
) -> Library:
    """Sort documents into a library; the template is checked with the others but is no part of it."""
    kept = sorted((document for document in documents if document.path != TEMPLATE), key=lambda found: found.path)
    return Library(
        payers={page.name: page for page in kept if isinstance(page, Payer)},
        codes={page.code: page for page in kept if isinstance(page, CodePage)},
        entries=tuple(page for page in kept if isinstance(page, Entry)),
        synonyms=synonyms,
        lookup=lookup,
        concepts=concepts,
        paths=frozenset(paths),
    )


NO_OTHERS: Final = gather(())
"""What a rule that needs no other document is given."""
