"""The facets by which a section is found that prints a contact: a telephone or fax number, a postal address. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from kb.search.plan_tables import ADVANTAGE

NUMBER: Final = r"(?<![0-9])(?:1-)?\(?[0-9]{3}\)?[- ][0-9]{3}-[0-9]{4}(?![0-9])"
"""A telephone number as it is printed in the United States."""

OF_LINES: Final = {ADVANTAGE: "medicare advantage", "medicaid": "medicaid", "federal-employee": "federal employee"}
"""Lines of business that a contact is for alone, and how it says so."""


def contact_facets(text: str, lines: Sequence[str] = ()) -> Iterator[str]:
    """Yield the facets of the contacts that a text prints: a telephone or fax number, a postal address.

    One that its sentence gives for a line of business other than `lines` is of that line alone.
    """
    for sentence in re.split(r"(?<=[a-z)0-9][.;]) ", text):
        kinds = (
            ("telephone", NUMBER),
            ("fax", rf"(?i)fax[^.;]{{0,40}}?{NUMBER}"),
            ("address", r"(?i)p\.?\s?o\.?\s?box"),
        )
        yield from (contact_facet(kind, sentence, lines) for kind, pattern in kinds if re.search(pattern, sentence))


def contact_facet(kind: str, said: str, lines: Sequence[str] = ()) -> str:
    """Return the facet of a contact, of its line of business where `said` names one that is not of `lines`."""
    lower = said.lower()
    named = [line for line, title in OF_LINES.items() if title in lower and line not in lines]
    of = next(iter(named), "") if "commercial" not in lower else ""
    return f"contact={kind}@{of}" if of else f"contact={kind}"
