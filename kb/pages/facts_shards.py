"""Facts of every code as small texts of JSON: one for all codes with a common beginning, long runs of codes apart.

A text holds as many codes as fit into SMALL characters. The codes that are in the same edits as a code are written as
runs; runs that are short stand in the text once, and those that are long in a text of their own, named by their hash.
"""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import takewhile
from typing import Any, Final

from kb.facts.code_facts import CodeFacts
from kb.facts.codes import count
from kb.facts.pair_index import PairGroup

SMALL: Final = 20_000
"""Characters of a text; one code alone may need more."""

LONG: Final = 1_000
"""Characters of runs that are no longer held in the text of the code."""

SHORTEST: Final = 2
LONGEST: Final = 5
RUNS: Final = "runs/"
"""How the names of texts of runs begin."""

Texts = Iterator[tuple[str, str]]
Apart = dict[str, str]
"""Long runs, by name."""


def shard_texts(codes: Iterable[CodeFacts]) -> Texts:
    """Give the name and the text of each: the names are beginnings of codes, and no two fit one code alike."""
    apart: Apart = {}
    yield from _shards(tuple(codes), SHORTEST, apart)
    yield from ((name, as_json(runs)) for name, runs in sorted(apart.items()))


def as_json(value: object) -> str:
    """Write a value as JSON without blanks, in ASCII."""
    return json.dumps(value, ensure_ascii=True, separators=(",", ":"))


def packed_names(names: Iterable[str]) -> str:
    """Write sorted names in few characters: of each, how many it shares with the one before, and the rest."""
    written: list[str] = []
    before = ""
    for name in sorted(names):
        shared = len(list(takewhile(lambda pair: pair[0] == pair[1], zip(before, name, strict=False))))
        written.append(f"{shared}{name[shared:]}")
        before = name
    return " ".join(written)


def _shards(codes: tuple[CodeFacts, ...], length: int, apart: Apart) -> Texts:
    by_beginning: dict[str, list[CodeFacts]] = defaultdict(list)
    for facts in codes:
        by_beginning[facts.code[:length]].append(facts)
    for name, found in sorted(by_beginning.items()):
        text = as_json(_packed(found, apart))
        if len(text) > SMALL and length < LONGEST:
            yield from _shards(tuple(found), length + 1, apart)
        else:
            yield name, text


def _packed(codes: Iterable[CodeFacts], apart: Apart) -> dict[str, Any]:
    runs: dict[str, int] = {}
    records = {facts.code: _record(facts, runs, apart) for facts in codes}
    return {"runs": list(runs), "codes": records}


def _record(facts: CodeFacts, runs: dict[str, int], apart: Apart) -> dict[str, Any]:
    """Pack the facts of a code: rows by section, pairs by table, documents."""
    pairs = {name: [_group(group, runs, apart) for group in found] for name, found in facts.pairs.items()}
    return {"facts": facts.rows, "pairs": pairs, "documents": facts.documents}


def _group(group: PairGroup, runs: dict[str, int], apart: Apart) -> list[Any]:
    """Pack a group of edits; last how many other codes it has, and the place of their runs, or the name of a text."""
    others = group.others
    if len(others) > LONG:
        where: int | str = f"{RUNS}{hashlib.sha256(others.encode()).hexdigest()[:12]}"
        apart[str(where)] = others
    else:
        where = runs.setdefault(others, len(runs))
    return [group.column, group.modifier, group.rationale, group.since, group.until, count(others), where]
