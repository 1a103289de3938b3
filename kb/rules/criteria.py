"""Rules on criteria as data: a verdict that fits, items in one form, each once, and limits that are numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from kb.domain.criteria import ITEM_FORMS, OTHER_VERDICTS, UNITS, VERDICTS_OF, Criterion
from kb.domain.model import Entry, Library
from kb.domain.problem import Place
from kb.rules.rule import Found, Rule, on


def criterion_verdict(entry: Entry, _: Library) -> Found:
    """What a criterion says fits its kind: a diagnosis supports or does not, a modifier is required or refused."""
    for number, criterion in enumerate(entry.criteria):
        fitting = VERDICTS_OF.get(criterion.kind, OTHER_VERDICTS)
        if criterion.says not in fitting:
            message = f"'{criterion.says}' is not said of {criterion.kind}; use one of: {', '.join(fitting)}"
            yield entry.place("criteria", number, "says"), message


def criterion_items(entry: Entry, _: Library) -> Found:
    """An item that is a code has its form, and a range runs upwards."""
    for place, item, criterion in _items(entry):
        pattern, way = ITEM_FORMS.get(criterion.kind, ("", ""))
        first, dash, last = item.partition("-")
        if pattern and not re.fullmatch(pattern, item):
            yield place, f"'{item}' is no item of `{criterion.kind}`; write {way}"
        elif pattern and dash and last <= first:
            yield place, f"the range {item} does not run upwards; correct it"


def criterion_twice(entry: Entry, _: Library) -> Found:
    """An item stands once for its kind, source and heading: it cannot be required and refused in one list."""
    seen: dict[tuple[str, str, str, str], str] = {}
    for place, item, criterion in _items(entry):
        key = (criterion.kind, criterion.source, criterion.heading.lower(), item.lower())
        if key in seen:
            told = f"'{item}' is “{seen[key]}” above, too; take one out, or name the `heading` of each"
            yield place, told
        seen[key] = criterion.says


def criterion_limit(entry: Entry, _: Library) -> Found:
    """A number goes with units and frequency, and stands in the words, too."""
    for number, criterion in enumerate(entry.criteria):
        for key, message in _limit_faults(criterion):
            yield entry.place("criteria", number, key), message


def _limit_faults(criterion: Criterion) -> Iterator[tuple[str, str]]:
    if criterion.kind != UNITS and (criterion.most is not None or criterion.per):
        key = "most" if criterion.most is not None else "per"
        yield key, f"goes with `kind: {UNITS}`, not with {criterion.kind}; take it out"
    elif criterion.per and criterion.most is None:
        yield "per", "goes with `most`; write the number, or take this out"
    elif criterion.most is not None and str(criterion.most) not in re.findall(r"[0-9]+", " ".join(criterion.items)):
        yield "most", f"`items` does not say {criterion.most}; correct the number, or say it there"


def _items(entry: Entry) -> Iterator[tuple[Place, str, Criterion]]:
    for number, criterion in enumerate(entry.criteria):
        for position, item in enumerate(criterion.items):
            yield entry.place("criteria", number, "items", position), item, criterion


CRITERIA_RULES: Final = (
    Rule("criterion-verdict", "what a criterion says fits its kind", on(Entry, criterion_verdict)),
    Rule("criterion-items", "the codes of a criterion are written in one way", on(Entry, criterion_items)),
    Rule("criterion-twice", "an item of a criterion stands once", on(Entry, criterion_twice)),
    Rule("criterion-limit", "a number of a criterion goes with units and frequency", on(Entry, criterion_limit)),
)
