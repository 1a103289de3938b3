"""What a new content file is made from: what was typed or asked for, and the library that it joins."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from kb.authoring.names import id_from
from kb.commands import console
from kb.content.kinds import suggest
from kb.content.load import Texts
from kb.domain.model import Library
from kb.domain.problem import UsageError, shown

KINDS: Final = {
    "payer": ("acme", ("name", "plan", "plan_name", "kind", "line")),
    "plan": ("acme/exchange", ("name", "kind", "line", "states")),
    "code": ("12001", ("title", "add_on_to")),
    "entry": (
        "acme/commercial",
        ("codes", "question", "value", "words", "source", "url", "publisher", "standing", "read", "retrieved",
         "confidence", "title", "document", "currency", "effective"),
    ),
    "source": (
        "acme-guide-2026",
        ("title", "publisher", "url", "standing", "read", "retrieved", "printed", "edition_of"),
    ),
}  # fmt: skip
"""What can be made: an example of its id, and the options it takes, in the order in which they are asked for."""

Facts = Mapping[str, str]
"""What was typed, by the name of the option; only what is not empty."""


@dataclass(frozen=True)
class Desk:
    """What a new file is made from: the library that it joins, what was typed, and whether more can be asked for."""

    folder: Path
    texts: Texts
    library: Library
    facts: Facts
    today: dt.date
    asks: bool

    def fact(self, name: str, what: str, assumed: str = "") -> str:
        """Give a fact: as typed, else asked for where somebody is there, else what is assumed."""
        typed = self.facts.get(name, "")
        return typed or (console.ask(what, assumed) if self.asks else assumed)

    def needed(self, name: str, what: str, example: str, assumed: str = "") -> str:
        """Give a fact without which no file can be made. Raises UsageError where there is none."""
        found = self.fact(name, what, assumed)
        if not found:
            raise UsageError(f"missing: {what[0].lower()}{what[1:]}; add {option_of(name)} {example}")
        return found

    def chosen(self, name: str, what: str, allowed: Collection[str], assumed: str = "") -> str:
        """Give a fact that is one of a list. Raises UsageError, with the nearest of the list, where it is none."""
        found = self.fact(name, f"{what} ({', '.join(allowed)})", assumed)
        if found and found not in allowed:
            raise UsageError(
                f"{option_of(name)}: '{shown(found)}' is no value here; {suggest(found, tuple(allowed))}"
            )
        return found


def option_of(name: str) -> str:
    """Write the name of a fact as the option by which it is given."""
    return f"--{name.replace('_', '-')}"


Made = tuple[str, str, str]
"""The path of a file, its text, and what to type next."""


def is_id(word: str) -> bool:
    """Return whether a word is an id as the names of files are."""
    return bool(word) and id_from(word) == word


def refuse_existing(desk: Desk, path: str, way: str) -> None:
    """Raise UsageError, with the way out, where there is such a file already."""
    if path in desk.texts.files or (desk.folder / path).exists():
        raise UsageError(f"{desk.folder / path} is there already and stays as it is; {way}")
