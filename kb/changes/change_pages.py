"""Which page of its month has each change, as a script: an address of a change that named another page leads on."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator

from kb.changes.addresses import anchor, commit_anchor, month
from kb.changes.pagination import page_parts
from kb.changes.recorded import RecordedCommit


def part_scripts(found: Iterable[RecordedCommit]) -> Iterator[tuple[str, str]]:
    """Yield address and text of a script for each month of several pages: the page number by anchor."""
    months: dict[str, dict[str, int]] = {}
    for one in found:
        places = months.setdefault(month(one), {})
        for page, part in reversed(tuple(page_parts(one))):
            places[commit_anchor(one)] = number_of(page)
            places.update((anchor(change), number_of(page)) for change in part.changes)
    for name, places in months.items():
        if max(places.values()) > 1:
            text = json.dumps([name, dict(sorted(places.items()))], separators=(",", ":"))
            yield f"static/changes/{name}.js", f"kb.changePages({text});\n"


def number_of(page: str) -> int:
    """Return which page of its month an address is: 2 for `changes/2026-11-2.html`."""
    found = re.fullmatch(r"changes/[0-9]{4}-[0-9]{2}(?:-([0-9]+))?\.html", page)
    return int(found[1]) if found and found[1] else 1
