"""The facts of every code as files of data: as scripts for the pages, and as JSON for other programs.

Both have the same content. The index names the files, the sections with labels and words, and the official files
behind them; rules on many codes and amounts by locality have files of their own, read when they are asked for.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any, Final

from kb.answers.wide_rules import rule_record, wide_entries, wide_rule
from kb.content.save import save
from kb.domain.model import Library
from kb.facts.beside import EDIT, NO_EDIT, NOT_IMPORTED
from kb.facts.codes import CODE
from kb.facts.crosswalk import BILLED_WITH, HEADING, NOT_WITH, POLICY_LISTS, PRIMARY_OF
from kb.facts.kept import digest_of, drop_older
from kb.facts.meanings import MEANINGS, REVIEWED
from kb.facts.of_code import every_code
from kb.facts.rationales import PAIR_RATIONALES
from kb.facts.sections import (
    COLUMN_WORDS,
    CONTRACTOR_WORDS,
    COVERAGE_HEADING,
    DOCUMENT_COLUMNS,
    DOLLARS,
    PAIR_HEADINGS,
    SECTIONS,
    source_record,
)
from kb.facts.store import Store
from kb.facts.tables import LOCALITIES
from kb.pages import facts_shards
from kb.pages.facts_shards import RUNS, as_json, packed_names, shard_texts
from kb.published.edition import TOP
from kb.published.facts_files import index_file, schema_files, shard_file

FOLDER: Final = "static/facts"
DATA: Final = f"{TOP}/facts"

Files = Iterator[tuple[str, str]]


def fact_files(store: Store, library: Library, cache: Path | None = None) -> Files:
    """Give the address and the text of each file; none where nothing is imported.

    With a cache folder, the texts of codes are made once for the same tables.
    """
    if not store.sources:
        return
    made = dict(_cached(store, cache))
    places = made.pop(LOCALITIES.name)
    names = tuple(name for name in made if not name.startswith(RUNS))
    shared = shared_data(store)
    rules = rule_data(library)
    told = {
        "shards": packed_names(names),
        "pages": list(library.codes),
        "rules": len(rules),
        "dollars": DOLLARS,
        **shared,
    }
    yield f"{FOLDER}/index.js", script("index", as_json(told))
    yield f"{FOLDER}/rules.js", script("rules", as_json(rules))
    yield f"{FOLDER}/{LOCALITIES.name}.js", script(LOCALITIES.name, places)
    yield f"{DATA}/index.json", index_file(tuple(map(str.lower, names)), {**shared, "localities": _rows(places)})
    yield from schema_files()
    for name, text in made.items():
        yield f"{FOLDER}/{name.lower()}.js", script(name, text)
        yield f"{DATA}/{name.lower()}.json", f"{text}\n" if name.startswith(RUNS) else shard_file(text)


def shared_data(store: Store) -> dict[str, Any]:
    """Return what is needed beside the facts of a code: sections, words, and where the tables come from."""
    return {
        "code": CODE.pattern,
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
        "crosswalk": {
            "heading": HEADING,
            "with": BILLED_WITH,
            "primary": PRIMARY_OF,
            "lists": POLICY_LISTS,
            "not": NOT_WITH,
        },
        "states": {"edit": EDIT, "none": NO_EDIT, "unknown": NOT_IMPORTED},
        "sources": {name: {**source_record(source), "label": source.label} for name, source in store.sources.items()},
    }  # fmt: skip


def rule_data(library: Library) -> list[dict[str, Any]]:
    """Return the rules of plans that reach more than codes named one by one."""
    return [
        {
            **rule_record(wide_rule(library, entry)),
            "kind": entry.reach.kind,
            "label": entry.reach.label,
            "codes": entry.reach.codes,
        }
        for entry in wide_entries(library)
    ]


def script(name: str, data: str) -> str:
    """Write data as a script that hands it over."""
    return f"kb.facts.put({json.dumps(name)},{data});\n"


def _cached(store: Store, cache: Path | None) -> Mapping[str, str]:
    if cache is None:
        return _texts(store)
    modules = (Path(facts_shards.__file__), Path(__file__))
    path = cache / f"fact-texts-{digest_of(store, *modules)}.json"
    with suppress(OSError, ValueError):
        found = json.loads(path.read_bytes())
        if isinstance(found, dict) and LOCALITIES.name in found:
            return found
    made = _texts(store)
    with suppress(OSError):
        cache.mkdir(parents=True, exist_ok=True)
        save(path, json.dumps(made).encode())
        drop_older(cache, "fact-texts-*.json")
    return made


def _texts(store: Store) -> dict[str, str]:
    """Make the texts of codes, and that of the localities."""
    return {**dict(shard_texts(every_code(store))), LOCALITIES.name: as_json(store.rows(LOCALITIES))}


def _rows(places: str) -> dict[str, Any]:
    return {"columns": LOCALITIES.names, "rows": json.loads(places)}
