"""`volume.csv`: how many claims a team has by code and plan, so that tasks come in the order of what waits."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from typing import Final

from kb.domain.model import ClaimVolume
from kb.domain.problem import Place, Problem, shown
from kb.domain.reach import is_code

FILE: Final = "volume.csv"
HEAD: Final = ["code", "plan", "claims"]
RULE: Final = "volume-row"


def read_volume(written: str, scopes: frozenset[str]) -> tuple[tuple[ClaimVolume, ...], list[Problem]]:
    """Read the text of `volume.csv`: its rows, and every error with its place. `scopes` are the ids of all plans.

    A row without a plan is for all plans that have no row of their own on the code.
    """
    rows = list(csv.reader(io.StringIO(written)))
    if not rows:
        return (), []
    if [name.strip().lower() for name in rows[0]] != HEAD:
        message = f"the first line is `{','.join(HEAD)}` and nothing else; correct it"
        return (), [Problem(FILE, Place(1, 1), RULE, message)]
    found: dict[tuple[str, str], ClaimVolume] = {}
    problems: list[Problem] = []
    for line, row in enumerate(rows[1:], 2):
        cells = [cell.strip() for cell in row]
        fault = next(_faults(cells, scopes, found), "") if any(cells) else ""
        if fault:
            problems.append(Problem(FILE, Place(line, 1), RULE, fault))
        elif any(cells):
            code, scope, claims = cells
            found[code, scope] = ClaimVolume(code, scope, int(claims))
    return tuple(found.values()), problems


def _faults(cells: list[str], scopes: frozenset[str], above: dict[tuple[str, str], ClaimVolume]) -> Iterator[str]:
    """Say what is wrong with a row; what comes first is told, since the rest may follow from it."""
    if len(cells) != len(HEAD):
        yield f"{len(cells)} cells; write {len(HEAD)}: {', '.join(HEAD)}"
        return
    code, scope, claims = cells
    if not is_code(code):
        yield f"'{shown(code)}' is no CPT or HCPCS code; write it like 0709T"
    if scope and scope not in scopes:
        yield f"no plan '{shown(scope)}'; write <payer>/<scope>, or nothing for all plans"
    if not re.fullmatch(r"[0-9]{1,9}", claims):
        yield f"'{shown(claims)}' is no number of claims; write digits only"
    if (code, scope) in above:
        yield f"{code} has a row of this plan above; keep one"
