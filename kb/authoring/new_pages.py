"""The text of a new payer page with its first plan, of a plan on it, and of a new code page."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any, Final

from kb.authoring.edits import with_record
from kb.authoring.prose import section, wrapped
from kb.authoring.yaml_lines import front_matter
from kb.content.fields import CODE_FIELDS, PAYER_FIELDS
from kb.domain.reach import CATEGORIES
from kb.domain.vocabulary import UNKNOWN

REVIEW_AFTER: Final = dt.timedelta(days=90)
"""When a new page is due again, where nothing else is said."""

FAMILIES: Final = {
    "category I": "CPT Category I",
    "category II": "CPT Category II",
    "category III": "CPT Category III",
}


@dataclass(frozen=True)
class Plan:
    """A plan of a payer: its id within the payer, and what its record on the payer's page holds."""

    id: str
    name: str
    kind: str
    lines: tuple[str, ...] = ()
    states: tuple[str, ...] = ()

    @property
    def record(self) -> dict[str, Any]:
        """The record as keys and values, in the order of the file."""
        return {
            "name": self.name,
            "kind": self.kind,
            "line_of_business": list(self.lines),
            "states": list(self.states),
        }


def payer_text(name: str, aliases: tuple[str, ...], plan: Plan, today: dt.date) -> str:
    """Write the page of a payer of which nothing but its name and one plan is known."""
    front = front_matter(
        {
            "title": name,
            "aliases": aliases,
            "reviewed": today,
            "review_by": today + REVIEW_AFTER,
            "contacts": UNKNOWN,
            "contacts_reason": "not looked up",
            "scopes": {plan.id: plan.record},
        },
        PAYER_FIELDS,
    )
    return front + section("Contacts", "Data not available: contacts have not been collected yet.")


def with_plan(text: str, plan: Plan) -> str:
    """Add a plan to the text of a payer page, below the plans that it has."""
    return with_record(text, "scopes", plan.id, plan.record, PAYER_FIELDS)


def code_text(code: str, title: str, parent: str, today: dt.date) -> str:
    """Write the page of a code of which nothing but a title in our own words is known."""
    front = front_matter(
        {
            "title": title,
            "family": family_of(code),
            "add_on_to": parent,
            "reviewed": today,
            "review_by": today + REVIEW_AFTER,
        },
        CODE_FIELDS,
    )
    told = f"Data not available: no source on what {code} is has been read yet. The title of this page is our own."
    return front + section("What it is", wrapped(told))


def family_of(code: str) -> str:
    """Name the code set that a code is of, by its form."""
    found = next((name for name, pattern in CATEGORIES.items() if pattern.fullmatch(code)), "")
    return FAMILIES.get(found, "HCPCS Level II" if found else "CPT Proprietary Laboratory Analyses")
