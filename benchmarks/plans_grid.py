"""Queries of every plan, held or not, on every question: how often another plan's definite value comes first.

    .venv/bin/python -m benchmarks.plans_grid [--policies DIR]

Two wordings of each pair of plan and question are searched. A query goes wrong where the first hit, or the card, has
a definite value of a plan that is not the one named, and nothing before it says that the named plan has none. Prints
the figures, and every query that goes wrong; exits 1 where there is one.
"""

from __future__ import annotations

import argparse
import datetime as dt
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from rich.console import Console

from kb.content.load import load
from kb.domain.model import Library
from kb.domain.vocabulary import QUESTIONS, UNKNOWN
from kb.history.clocks import BLANK
from kb.rules.check import check
from kb.search.card import Card
from kb.search.lookup import LookUp, look_up
from kb.search.result import Result

ROOT: Final = Path(__file__).resolve().parent.parent
ASKED: Final = {
    "coverage": ("coverage", "is it covered"),
    "prior_authorization": ("prior auth", "precert needed"),
    "documentation": ("documentation", "what records are needed"),
    "billing": ("billing", "units and modifiers"),
    "benchmarks": ("reimbursement", "fee schedule"),
    "timely_filing": ("timely filing", "filing deadline"),
    "appeals": ("appeals", "how long to appeal"),
}
ABSENT: Final = (
    *("Humana", "TRICARE", "Kaiser", "Molina", "WellCare", "Ambetter", "GEHA", "Oscar", "Health Net", "Workers comp"),
    *(
        "BCBS of Illinois",
        "Blue Cross of Idaho",
        "BCBS Michigan",
        "Florida Blue",
        "CareFirst",
        "Blue Cross of Kansas",
    ),
    *(
        "bcbsoh",
        "Blue Shield of Washington",
        "Independence Blue Cross",
        "Empire Blue Cross",
        "Aetna Medicare Advantage",
    ),
    *("Cigna Medicare Advantage", "UHC Community Plan", "UHC exchange", "Aetna Medicaid", "Medicare Ohio"),
)
"""Plans that the real library does not hold, each as staff type it."""


def queries(library: Library) -> Iterator[tuple[str, frozenset[str]]]:
    """Give each query, and the plans whose values may lead it."""
    for payer, scope in library.scopes:
        plan = f"{payer.name}/{scope.id}"
        mine = {plan, "medicare/national"} if scope.kind == "contractor" else {plan}
        name = scope.name if scope.kind not in {"line of business", "national"} else f"{payer.title} {scope.name}"
        for words in (pair for wordings in ASKED.values() for pair in wordings):
            yield f"{name} {words}", frozenset(mine)
    for name in ABSENT:
        national = frozenset({"medicare/national"} if name.startswith("Medicare ") else ())
        for words in (pair for wordings in ASKED.values() for pair in wordings):
            yield f"{name} {words}", national


def goes_wrong(found: Result, card: Card | None, mine: frozenset[str]) -> str:
    """Say what is wrong with what a query leads to; empty where nothing is."""
    told = any("is recorded in this library" in note or "is not in this library" in note for note in found.notes)
    first = found.hits[0].document if found.hits else None
    plan = (
        next((f.removeprefix("scope=") for f in first.facets if f.startswith("scope=") and "/" in f), "")
        if first
        else ""
    )
    if first and plan and plan not in mine and first.value and not first.value.startswith(UNKNOWN) and not told:
        return f"the first hit is of {plan}: {first.value}"
    others = [row for row in card.rows if row.scope not in mine and row.value != UNKNOWN] if card else []
    return f"the card has {others[0].scope}: {others[0].value}" if others else ""


def main(arguments: list[str] | None = None) -> int:
    """Search every query of the grid and print what goes wrong."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--policies", type=Path, default=ROOT / "policies")
    library = check(load(parser.parse_args(arguments).policies)).library
    desk = LookUp(library, library, lambda: BLANK, dt.datetime.now().astimezone().date())
    asked = list(queries(library))
    wrong = []
    for typed, mine in asked:
        found, card = look_up(desk, typed, 1)
        fault = goes_wrong(found, card, mine)
        if fault:
            wrong.append(f"{typed}: {fault}")
    for line in wrong:
        Console().print(line, markup=False, soft_wrap=True)
    Console().print(
        f"{len(asked)} queries over {len(library.scopes)} plans, {len(QUESTIONS)} questions: {len(wrong)} go wrong.",
        soft_wrap=True,
    )
    return int(bool(wrong))


if __name__ == "__main__":
    sys.exit(main())
