"""What the search box knows before the index is there, in small classic scripts.

Every page loads one: names, the tables of what a query asks, and what looks like a patient's data. What names are
suggested by, and what a worklist says, is in another, which is loaded where it is asked for.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Sequence
from typing import Any, Final

from kb.answers.caveats import DOUBTS
from kb.answers.explain import UNDECIDED
from kb.catalogue.review import CALLED_FOR
from kb.domain.figures import FIGURES
from kb.domain.model import Library, Scope
from kb.domain.states import STATES
from kb.domain.vocabulary import DENIALS, LABELS, QUESTIONS, UNKNOWN
from kb.rules.patient import PATTERNS
from kb.search import code_list
from kb.search.dates import tables
from kb.search.query import FACETS
from kb.search.worklist import FAULTS, MOST_LINES, STEPS

UNPACKED: Final = """(({ codes, payers, ...rest }) => ({
codes: codes.split(" ").filter(Boolean).reduce((so, told) => [...so, told.length > 4 ? told
: so.at(-1).replace(/[0-9]+/, (old) => String(Number(old) + Number(told)).padStart(old.length, "0"))], [])
.map((code) => ({ code })),
payers: payers.map(([id, title, portals]) => ({ id, title, portals: portals > 0 })),
scopes: payers.flatMap(([payer, title, , ...plans]) => plans.map(([id, name, national]) => (
{ id: `${payer}/${id}`, name, payer: title, national: national > 0 }))),
...rest }))"""
"""Names as scripts read them, from the way in which they are sent: each payer with its plans, without keys."""


def box_script(
    library: Library, day: dt.date, turns: Sequence[str] = (), generated_from: str = "", *, facts: bool = False
) -> str:
    """Return the text of the script; `day` is the one that the site is made for.

    `turns` are the later days on which a rule recorded here begins or ends, in order; `generated_from` names the
    commit that the site is made from, as sheets say it; `facts` says that official files are imported.
    """
    data = {
        "codes": code_list.packed(library.codes),
        "payers": [
            [name, page.title, int(bool(page.portals)), *map(_packed, page.scopes)]
            for name, page in library.payers.items()
        ],
        "questions": [{"key": q.key, "slug": q.slug, "title": q.title, "label": q.label} for q in QUESTIONS],
        "facets": FACETS,
        "unknown": UNKNOWN,
        "labels": LABELS,
        "doubts": DOUBTS,
        "figures": FIGURES.pattern,
        "calledFor": CALLED_FOR,
        "undecided": UNDECIDED,
        "asOf": day.isoformat(),
        "generatedFrom": generated_from,
        "turns": list(turns),
        "patient": patterns(),
        **({"facts": True} if facts else {}),
    }
    return _added("names", f"{UNPACKED}({_written(data)})")


def _added(name: str, data: str) -> str:
    """Return a script that adds to the one object all scripts share: those before it go on holding that object."""
    return f"(window.kb = window.kb || {{}}).{name} = {data};\n"


def _packed(scope: Scope) -> list[str | int]:
    return [scope.id, scope.name, int(scope.kind == "national")]


def _written(data: object) -> str:
    return json.dumps(data, ensure_ascii=True, separators=(",", ":"))


def called_script(library: Library) -> str:
    """Return the text of the script with what names are called by, and the words of a worklist."""
    data = {
        "codes": {page.code: page.title for page in library.codes.values()},
        "payers": {name: page.aliases for name, page in library.payers.items()},
        "scopes": {
            f"{name}/{scope.id}": [
                scope.aliases,
                [*scope.states, *(STATES[state] for state in scope.states if state in STATES)],
            ]
            for name, page in library.payers.items()
            for scope in page.scopes
        },
        "questions": {q.key: q.asks for q in QUESTIONS},
        "worklist": {"steps": STEPS, "faults": FAULTS, "most": MOST_LINES, "denials": sorted(DENIALS)},
    }
    return _added("called", _written(data))


def date_script() -> str:
    """Return the text of the script with the forms of a date, for pages that read one from their address."""
    return _added("dateForms", _written(tables()))


def patterns() -> list[dict[str, Any]]:
    """Return what looks like a patient's data, as the browser reads patterns: ASCII classes, and flags.

    `half` is set where a text that is still being typed is known by its first signs.
    """
    return [{"what": each.what, "pattern": each.written, "flags": each.flags, "half": each.half} for each in PATTERNS]
