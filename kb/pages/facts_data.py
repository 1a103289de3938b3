"""The facts of every code as small scripts of data, so that a page reads only what it shows of one code.

A script holds the codes with a common beginning, as many as fit into SMALL characters; its texts stand in it once.
The index names the scripts, the sections with labels and words, the files behind them, and rules on many codes.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any, Final

from kb.answers.wide_rules import rule_record, wide_entries, wide_rule
from kb.content.save import save
from kb.domain.model import Library
from kb.facts.beside import EDIT, NO_EDIT, NOT_IMPORTED
from kb.facts.code_facts import CodeFacts
from kb.facts.codes import CODE
from kb.facts.kept import digest_of, drop_older
from kb.facts.meanings import MEANINGS, REVIEWED
from kb.facts.of_code import every_code
from kb.facts.rationales import PAIR_RATIONALES
from kb.facts.sections import (
    COLUMN_WORDS,
    CONTRACTOR_WORDS,
    COVERAGE_HEADING,
    DOCUMENT_COLUMNS,
    PAIR_HEADINGS,
    SECTIONS,
    source_record,
)
from kb.facts.store import Store

FOLDER: Final = "static/facts"
SMALL: Final = 48_000
"""Characters of a script of data; one code alone may need more."""

SHORTEST: Final = 2
LONGEST: Final = 5

Scripts = Iterator[tuple[str, str]]


def fact_scripts(store: Store, library: Library, cache: Path | None = None) -> Scripts:
    """Give the address and text of each script; none where nothing is imported.

    With a cache folder, the scripts of codes are made once for the same tables.
    """
    if not store.sources:
        return
    made = _cached(store, cache)
    yield f"{FOLDER}/index.js", _script("index", index_data(store, library, tuple(made)))
    yield from ((f"{FOLDER}/{name.lower()}.js", text) for name, text in made.items())


def index_data(store: Store, library: Library, shards: tuple[str, ...]) -> dict[str, Any]:
    """Return what a page needs beside the facts of a code."""
    return {
        "shards": shards,
        "code": CODE.pattern,
        "pages": {page.code: page.title for page in library.codes.values()},
        "sections": [
            {"key": s.key, "heading": s.heading, "table": s.table, "family": s.family, "columns": s.columns,
             "labels": s.labels}
            for s in SECTIONS
        ],
        "meanings": {name: found.words for name, found in MEANINGS.items()},
        "papers": {name: [found.paper, found.url] for name, found in MEANINGS.items()},
        "reviewed": REVIEWED,
        "contractor": CONTRACTOR_WORDS,
        "rationales": PAIR_RATIONALES,
        "pairHeadings": PAIR_HEADINGS,
        "columnWords": COLUMN_WORDS,
        "documents": {"heading": COVERAGE_HEADING, "columns": DOCUMENT_COLUMNS},
        "states": {"edit": EDIT, "none": NO_EDIT, "unknown": NOT_IMPORTED},
        "sources": {name: {**source_record(source), "label": source.label} for name, source in store.sources.items()},
        "rules": [
            {**rule_record(wide_rule(library, entry)), "kind": entry.reach.kind, "label": entry.reach.label,
             "codes": entry.reach.codes}
            for entry in wide_entries(library)
        ],
    }  # fmt: skip


def _cached(store: Store, cache: Path | None) -> Mapping[str, str]:
    if cache is None:
        return dict(shard_texts(every_code(store)))
    path = cache / f"fact-scripts-{digest_of(store, Path(__file__))}.json"
    with suppress(OSError, ValueError):
        found = json.loads(path.read_bytes())
        if isinstance(found, dict):
            return found
    made = dict(shard_texts(every_code(store)))
    with suppress(OSError):
        cache.mkdir(parents=True, exist_ok=True)
        save(path, json.dumps(made).encode())
        drop_older(cache, "fact-scripts-*.json")
    return made


def shard_texts(codes: Iterable[CodeFacts]) -> Scripts:
    """Give the name and the text of each script: the names are beginnings of codes, and no two fit one code alike."""
    yield from _shards(tuple(codes), SHORTEST)


def _shards(codes: tuple[CodeFacts, ...], length: int) -> Scripts:
    by_beginning: dict[str, list[CodeFacts]] = defaultdict(list)
    for facts in codes:
        by_beginning[facts.code[:length]].append(facts)
    for name, found in sorted(by_beginning.items()):
        text = _script(name, _packed(found))
        if len(text) > SMALL and length < LONGEST:
            yield from _shards(tuple(found), length + 1)
        else:
            yield name, text


def _packed(codes: Iterable[CodeFacts]) -> list[Any]:
    texts: dict[str, int] = {}
    records = {facts.code: _record(facts, texts) for facts in codes}
    return [list(texts), records]


def _record(facts: CodeFacts, texts: dict[str, int]) -> dict[str, Any]:
    """Pack the facts of a code: rows by section, pairs by table with the other codes as a place among the texts."""
    pairs = {
        name: [
            [g.column, g.modifier, g.rationale, g.since, g.until, texts.setdefault(g.others, len(texts))]
            for g in found
        ]
        for name, found in facts.pairs.items()
    }
    return {"f": facts.rows, "p": pairs, "d": facts.documents}


def _script(name: str, data: object) -> str:
    written = json.dumps(data, ensure_ascii=True, separators=(",", ":"))
    return f"kb.facts.put({json.dumps(name)},{written});\n"
