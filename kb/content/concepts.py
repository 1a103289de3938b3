"""`concepts.yml`: the services that an entry can be on in place of codes, each with what its policies are about.

A service can have a family of codes: an entry on it informs about them, and a search for it finds them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import suppress
from typing import Final

from kb.content import kinds
from kb.content.front_matter import FrontMatterError, Sequence, read_yaml
from kb.content.record_reader import Field, places, read_record, record
from kb.domain.code_list import WHOLE, CodeList
from kb.domain.concepts import CONCEPTS, Concept
from kb.domain.problem import Place, Problem

FILE: Final = "concepts.yml"
CONCEPT_FIELDS: Final = (
    Field("name", kinds.service, "the service, as entries name it: subtalar arthroereisis", required=True),
    Field("means", kinds.short_text(160), "what its policies are about, in our words", required=True),
    Field("codes", kinds.many(kinds.listed), "the codes of its family: [38225-38228, Q2041]"),
)
HELD: Final = (Field("concepts", kinds.list_of(record(CONCEPT_FIELDS)), "the services", required=True),)


def read_concepts(written: str) -> tuple[tuple[Concept, ...], list[Problem]]:
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
    found: dict[str, Concept] = {}
    for number, item in enumerate(values.get("concepts", ())):
        name = item["name"]
        if name in found:
            place = places(root).get(("concepts", number, "name"), Place())
            problems.append(Problem(FILE, place, "duplicate-concept", f"'{name}' stands here twice; take one out"))
        found.setdefault(name, Concept(name, item["means"], codes=item.get("codes", ())))
    return tuple(found.values()) or CONCEPTS, problems


def check_families(written: str, codes: Collection[str]) -> Iterator[Problem]:
    """Tell which codes of the families in `concepts.yml` have no page, or stand twice in one family.

    `codes` are those with a page; a range needs one page at least. What cannot be read is told by `read_concepts`.
    """
    root = None
    with suppress(FrontMatterError):
        root = read_yaml(written) if written else None
    if root is None or isinstance(root, Sequence):
        return
    for number, item in enumerate(read_record(root, HELD)[0].get("concepts", ())):
        for at, message in _faults(item.get("codes", ()), codes):
            place = places(root).get(("concepts", number, "codes", at), Place())
            yield Problem(FILE, place, "family-codes", message)


def _faults(members: tuple[str, ...], codes: Collection[str]) -> Iterator[tuple[int, str]]:
    for at, member in enumerate(members):
        held = CodeList("", WHOLE, (member,))
        if any(CodeList("", WHOLE, (other,)).holds(member.partition("-")[0]) for other in members[:at]):
            yield at, f"{member} is in this family already; take it out"
        elif not any(held.holds(code) for code in codes):
            yield at, f"no code of the library is {member}; correct it, or write its page: new code {member[:5]}"
