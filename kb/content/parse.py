"""The text of one content file to a typed document, or to the problems that are in its way.

The path says what a file is: `codes/<code>.md`, `<payer>/payer.md` or `<payer>/<scope>/<name>.md`. What the path
says is not typed again inside.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from sys import intern
from typing import Any, Final

from kb.content.fields import CODE_FIELDS, ENTRY_FIELDS, PAYER_FIELDS
from kb.content.front_matter import FrontMatterError, Mapping, Node, Path, Scalar, read_yaml, scalars
from kb.content.kinds import Fault
from kb.content.limits import body_faults, line_faults
from kb.content.made_sections import CODES_HEADING, CRITERIA_HEADING, code_list_text, criteria_text
from kb.content.paths import TEMPLATE, kind_of
from kb.content.record_reader import Field, places, read_record
from kb.domain.code_facts import (
    CodePair,
    Conflict,
    FeeRow,
    LifeEvent,
    Modifier,
    ObservedAmount,
    RecordElement,
    UnitLimit,
)
from kb.domain.code_list import CodeList
from kb.domain.contacts import Contact
from kb.domain.criteria import Criterion
from kb.domain.model import (
    Adoption,
    Answer,
    CodePage,
    Document,
    Entry,
    Payer,
    Portal,
    Receipt,
    Scope,
    Section,
    Source,
)
from kb.domain.periods import Period
from kb.domain.problem import Place, Problem
from kb.domain.reach import Reach, concept_reach, read_reach
from kb.domain.vocabulary import QUESTIONS, UNKNOWN

MOST_HEADINGS: Final = 1_000
"""Headings whose address is kept: most entries have the same ones, and their texts are in memory once."""

FENCE: Final = re.compile(r"^(---)[ ]*$", re.MULTILINE)
FIELDS: Final[dict[str, tuple[Field, ...]]] = {
    "entry": ENTRY_FIELDS,
    "payer": PAYER_FIELDS,
    "code": CODE_FIELDS,
}


@dataclass(frozen=True)
class Parsed:
    """What came of one file: its kind, its front matter, its sections, and the document where all was in order.

    `root` is the tree of the front matter, None if that could not be read; `front` is its text, from line 2 on.
    """

    path: str
    kind: str
    text: str
    sections: tuple[Section, ...]
    document: Document | None
    problems: tuple[Problem, ...]
    root: Node | None = None
    front: str = ""

    @cached_property
    def values(self) -> tuple[tuple[Path, Scalar], ...]:
        """Every value of the front matter, with its path: many rules look at each."""
        return tuple(scalars(self.root))


def parse(path: str, text: str) -> Parsed:
    """Read one file. Never raises for bad content: the problems are in the result."""
    kind = kind_of(path)
    limits = list(line_faults(text))
    try:
        front, body, body_line = split(text)
        root = read_yaml(front, 2) or Mapping((), Place(2, 1))
    except FrontMatterError as fault:
        told = (*limits, (fault.place, fault.code, fault.message))
        return Parsed(path, kind, text, (), None, tuple(Problem(path, *found) for found in told))
    sections, faults = read_sections(body, body_line)
    faults += [*limits, *body_faults(body, body_line)]
    values, wrong = read_record(root, FIELDS[kind])
    document: Document | None = None
    if not wrong:
        try:
            document = BUILDERS[kind](path, values, sections, root)
        except _BadReach as bad:
            wrong = [bad.fault]
    problems = tuple(Problem(path, *fault) for fault in (*wrong, *faults))
    return Parsed(path, kind, text, sections, document, problems, root, front)


def split(text: str) -> tuple[str, str, int]:
    """Part front matter from body, whose first line number comes third. Raises FrontMatterError."""
    fences = list(FENCE.finditer(text))[:2]
    if not fences or fences[0].start() != 0:
        raise FrontMatterError(Place(), "no front matter: begin the file with a line '---'", "no-front-matter")
    if len(fences) == 1:
        message = "front matter is not closed: end it with a line '---'"
        raise FrontMatterError(Place(), message, "no-front-matter")
    first, second = fences
    return text[first.end() + 1 : second.start()], text[second.end() :], text[: second.end()].count("\n") + 1


def read_sections(body: str, first_line: int) -> tuple[tuple[Section, ...], list[Fault]]:
    """Cut a body at its second-level headings; text above the first of them is an error."""
    begun: list[tuple[int, str, list[str]]] = []
    faults: list[Fault] = []
    for number, line in enumerate(body.split("\n"), first_line):
        if line.startswith("## "):
            begun.append((number, line[3:].strip(), []))
        elif begun:
            begun[-1][2].append(f"{line}\n")
        elif line.strip():
            faults.append((Place(number, 1), "text-outside", "put text below a '## Summary' heading"))
    sections = (
        Section(intern(heading), intern(slug(heading)), number, "".join(lines)) for number, heading, lines in begun
    )
    return tuple(sections), faults


@lru_cache(MOST_HEADINGS)
def slug(heading: str) -> str:
    """Make the address part of a heading: `Prior authorization` to `prior-authorization`."""
    return re.sub(r"[^a-z0-9]+", "-", heading.lower()).strip("-")


class _BadReach(Exception):
    def __init__(self, fault: Fault) -> None:
        super().__init__(fault[2])
        self.fault = fault


def _common(path: str, values: dict[str, Any], sections: tuple[Section, ...], root: Node) -> dict[str, Any]:
    """Return the parts that every document has, ready for its constructor; texts that many share are held once."""
    sources = {intern(key): _source(key, value) for key, value in values.get("sources", {}).items()}
    looked = tuple(
        Receipt(
            intern(item["where"]),
            item["words"],
            item["on"],
            tuple(_keys(item.get("for", ()))),
            item.get("through", ""),
            item.get("plans", ()),
        )
        for item in values.get("looked", ())
    )
    return {
        "path": path,
        "title": values["title"],
        "reviewed": values["reviewed"],
        "review_by": values["review_by"],
        "owner": values.get("owner", ""),
        "sources": sources,
        "looked": looked,
        "sections": sections,
        "places": places(root),
    }


def _source(key: str, value: dict[str, Any]) -> Source:
    shared = {"publisher": intern(value["publisher"]), "printed": intern(value.get("printed", ""))}
    return Source(id=intern(key), **{**value, **shared})


def _keys(titles: tuple[str, ...]) -> list[str]:
    return [question.key for question in QUESTIONS if question.title.lower() in titles]


def _entry(path: str, values: dict[str, Any], sections: tuple[Section, ...], root: Node) -> Entry:
    common = _common(path, values, sections, root)
    common["sections"] = (*sections, *_made(values, common["places"]))
    payer, scope = map(intern, path.split("/")[:2]) if path != TEMPLATE else ("", "")
    return Entry(
        **common,
        payer=payer,
        scope=scope,
        reach=_reach(values, root),
        document=values.get("document", ""),
        currency=values["currency"],
        effective=values.get("effective"),
        ends=values.get("ends"),
        date_basis=values.get("date_basis", ""),
        answers={question.key: _answer(question.key, values) for question in QUESTIONS if question.key in values},
        adopted=tuple(Adoption(**item) for item in values.get("adopted", ())),
        replaces=values.get("replaces", ()),
        criteria=_criteria(values),
        listed=CodeList(**values["listed"]) if "listed" in values else None,
    )


def _made(values: dict[str, Any], spots: dict[tuple[str | int, ...], Place]) -> Iterator[Section]:
    """Make the sections that front matter gives; each is where its key is."""
    if "criteria" in values:
        text = criteria_text(_criteria(values))
        yield Section(CRITERIA_HEADING, slug(CRITERIA_HEADING), spots[("criteria",)].line, text)
    if "listed" in values:
        text = code_list_text(CodeList(**values["listed"]), values.get("document") or values["title"])
        yield Section(CODES_HEADING, slug(CODES_HEADING), spots[("listed",)].line, text)


def _criteria(values: dict[str, Any]) -> tuple[Criterion, ...]:
    return tuple(Criterion(**item) for item in values.get("criteria", ()))


def _reach(values: dict[str, Any], root: Node) -> Reach:
    found = places(root)
    if ("codes" in values) == ("concept" in values):
        raise _BadReach((root.place, "missing-key", "give either `codes:` or `concept:`, and not both"))
    if "concept" in values:
        return concept_reach(values["concept"])
    try:
        return read_reach(values["codes"])
    except ValueError as fault:
        raise _BadReach((found[("codes",)], "unknown-code", str(fault))) from fault


def _answer(key: str, values: dict[str, Any]) -> Answer:
    value = values[key]
    return Answer(
        question=key,
        value=UNKNOWN if value.lower() == UNKNOWN else value,
        sources=values.get(f"{key}_sources", ()),
        words=values.get(f"{key}_words", ""),
        confidence=values.get(f"{key}_confidence", ""),
        note=values.get(f"{key}_note", ""),
        reason=values.get(f"{key}_reason", ""),
        periods=tuple(_period(item) for item in values.get(f"{key}_periods", ())),
        contacts=tuple(Contact(**item) for item in values.get(f"{key}_contacts", ())),
    )


def _period(item: dict[str, Any]) -> Period:
    names = {"from": "starts", "from_words": "starts_words"}
    return Period(**{names.get(key, key): value for key, value in item.items()})


def _payer(path: str, values: dict[str, Any], sections: tuple[Section, ...], root: Node) -> Payer:
    scopes = tuple(
        Scope(key, item["name"], item["kind"], item.get("line_of_business", ()), item.get("aliases", ()),
              item.get("note", ""), item.get("states", ()))
        for key, item in values["scopes"].items()
    )  # fmt: skip
    return Payer(
        **_common(path, values, sections, root),
        aliases=values.get("aliases", ()),
        scopes=scopes,
        portals=tuple(Portal(**item) for item in values.get("portals", ())),
        contacts_reason=values["contacts_reason"],
    )


def _code(path: str, values: dict[str, Any], sections: tuple[Section, ...], root: Node) -> CodePage:
    def rows(key: str, row: Any) -> tuple[Any, ...]:
        return tuple(row(**item) for item in values.get(key, ()))

    return CodePage(
        **_common(path, values, sections, root),
        code=path.removeprefix("codes/").removesuffix(".md").upper(),
        family=values["family"],
        add_on_to=next(iter(values.get("add_on_to", ())), ""),
        primaries=values.get("add_on_to", ()),
        add_on_type=values.get("add_on_type", ""),
        add_on_sources=values.get("add_on_sources", ()),
        concepts=values.get("concepts", ()),
        life_cycle=rows("life_cycle", LifeEvent),
        fee_schedule=rows("fee_schedule", FeeRow),
        units=rows("units", UnitLimit),
        pairs=rows("pairs", CodePair),
        modifiers=rows("modifiers", Modifier),
        observed_amounts=rows("observed_amounts", ObservedAmount),
        conflicts=rows("conflicts", Conflict),
        elements=rows("elements", RecordElement),
    )


BUILDERS: Final[dict[str, Any]] = {"entry": _entry, "payer": _payer, "code": _code}
