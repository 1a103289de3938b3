"""What imported price files list for a code of the library as CSV and JSON, beside its Rates page."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from typing import Any, Final

from kb.facts.listed import ListedLine, files_of, places_of
from kb.facts.store import Store
from kb.published.sheet import sheet

NAME: Final = "listed-prices"
FIRST: Final = ("owner", "of")
PLACES: Final = "places"


def listed_files(store: Store, codes: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Give the files of each code that imported files list, by address."""
    for code in codes:
        if lines := store.listed.get(code, ()):
            folder = f"codes/{code.lower()}/{NAME}"
            records = [_record(store, line) for line in lines]
            yield f"{folder}.csv", sheet((tuple(each.values()) for each in records), tuple(records[0]))
            yield f"{folder}.json", json.dumps({"code": code, "files": _files(store, lines), "lines": records},
                                               ensure_ascii=False, indent=1) + "\n"  # fmt: skip


def _record(store: Store, line: ListedLine) -> dict[str, str]:
    """Write a line as plain values: whose it is, its cells, and where its amounts stand."""
    files = files_of(store.files, line.owner)
    places = (f"{place.file.name}, {place.unit} {place.number}" for place in places_of(line, files))
    of = files[0].of if files else line.owner
    return {**dict(zip(FIRST, (line.owner, of), strict=True)), **line.cells, PLACES: "; ".join(places)}


def _files(store: Store, lines: Iterable[ListedLine]) -> list[dict[str, Any]]:
    owners = dict.fromkeys(line.owner for line in lines)
    return [{"owner": owner, **asdict(file)} for owner in owners for file in files_of(store.files, owner)]
