"""`concepts.yml`: the services that an entry can be on in place of codes, each with what its policies are about."""

from __future__ import annotations

from typing import Final

from kb.content import kinds
from kb.content.front_matter import FrontMatterError, Sequence, read_yaml
from kb.content.record_reader import Field, places, read_record, record
from kb.domain.problem import Place, Problem
from kb.domain.vocabulary import CONCEPTS, Value

FILE: Final = "concepts.yml"
CONCEPT_FIELDS: Final = (
    Field("name", kinds.service, "the service, as entries name it: subtalar arthroereisis", required=True),
    Field("means", kinds.short_text(160), "what its policies are about, in our words", required=True),
)
HELD: Final = (Field("concepts", kinds.list_of(record(CONCEPT_FIELDS)), "the services", required=True),)


def read_concepts(written: str) -> tuple[tuple[Value, ...], list[Problem]]:
    """Read the text of `concepts.yml`: the concepts in order, and every error with its place.

    An empty text, as of a library without the file, gives the concepts that each library began with.
    """
    if not written:
        return CONCEPTS, []
    try:
        root = read_yaml(written)
    except FrontMatterError as fault:
        return CONCEPTS, [Problem(FILE, fault.place, fault.code, fault.message)]
    if root is None or isinstance(root, Sequence):
        message = "expected `concepts:` with a list below it"
        return CONCEPTS, [Problem(FILE, root.place if root else Place(), "wrong-kind", message)]
    values, faults = read_record(root, HELD)
    problems = [Problem(FILE, *fault) for fault in faults]
    found: dict[str, Value] = {}
    for number, item in enumerate(values.get("concepts", ())):
        name = item["name"]
        if name in found:
            place = places(root).get(("concepts", number, "name"), Place())
            problems.append(Problem(FILE, place, "duplicate-concept", f"'{name}' stands here twice; take one out"))
        found.setdefault(name, Value(name, item["means"]))
    return tuple(found.values()) or CONCEPTS, problems
