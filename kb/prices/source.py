"""What a price file says of itself, by CMS's data dictionary, and what of that refuses it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final

from kb.domain.problem import shown
from kb.official.source import refuse

VERSION: Final = re.compile(r"[vV]?[23](?:\.[0-9]+){0,2}")


@dataclass
class Source:
    """What a file says of itself: hospital, its own date, and the version of the template.

    `state` is that of a hospital's license; `passed` are rows of a table that were passed over, since no wanted code
    is in them. A payer's file has a payer, perhaps one plan and its market, and lists by name with the number of
    their items; `named` is the plan that a person names. `walked` is set where its bytes have the shape that can be
    cut. A table of contents has `listed`, the names of the first files of all.
    """

    hospital: str = ""
    updated: str = ""
    version: str = ""
    state: str = ""
    payer: str = ""
    plan: str = ""
    named: str = ""
    market: str = ""
    lists: dict[str, int] = field(default_factory=dict)
    walked: bool = False
    passed: int = 0
    plans: int = 0
    files: int = 0
    listed: list[str] = field(default_factory=list)


def refuse_source(name: str, source: Source, line: int) -> None:
    """Refuse a file that names no hospital, or another version of the template."""
    if not source.hospital:
        message = "no 'hospital_name' above the heads, so no price has a hospital; mend the two rows above them"
        raise refuse(name, message, "no-hospital", line)
    if source.version and not VERSION.fullmatch(source.version):
        message = f"version '{shown(source.version)}'; templates 2.0 to 3.0 are read here"
        raise refuse(name, message, "other-version", line)
