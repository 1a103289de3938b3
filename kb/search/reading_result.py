"""What a query was read as: what the box, the card, the hits and the commands take from a reading. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from kb.search.asks import Ask
from kb.search.binding import binds
from kb.search.expansion import Corrected
from kb.search.not_held import NotHeld
from kb.search.period_groups import Told
from kb.search.query import Group


@dataclass(frozen=True)
class Part:
    """A part of the reading as a reader sees it: its kind, what was read, and the words it was read from."""

    kind: str
    label: str
    written: str


@dataclass(frozen=True)
class Reading:
    """A query as it is searched and answered.

    `groups` are what a section is held against, `binding` those that it must hold; `rank` the words that only rank.
    `day` and `last_day` bound the time of service, in ISO form, empty where none was named. `scopes` are the plans
    asked of; `named` tells whether any plan was named, be it held or not, `state_only` that a state was and no payer.
    `unborn` are the codes that did not exist yet on that day. `missing` says what is named and not held or not valid,
    `notes` what was read otherwise than typed. `table` is the section of a code page that two codes together ask for;
    `read` are the terms that the reading used, `asked_by` those by which it names the plan and the question.
    `limits` are the time limits for the groups that are named. `beside`
    are the plans of a payer that has none of the `lines` asked for.
    `undated`: the date that was typed and could not be read, so that no answer stands; empty without one. `yearless`:
    the days typed without a year.
    `alike` are for each dimension named all phrases of its value, as terms.
    `names_product`: of a product no rule for all codes is an answer.
    `asks_effective`: it asks since when a policy holds, `asks_newest`: for the newest edition of a document,
    `asks_start`: from which day a time limit runs, `asks_units`: for units.
    `further` are the questions put beside the first; `is_weak`: the question is named only by words that often stand
    for something else. `states` are the states named that no plan named is recorded for. `asks` are what is asked for
    that is none of the questions, `outside` that no library holds it.
    `brand` is the plan for a brand as a whole, where no licensee of it is named.
    `versions` are the numbers of versions asked for.
    `mentioned` are the numbers of documents, as typed, that sections speak of and that no entry is on.
    """

    groups: tuple[Group, ...] = ()
    mended: tuple[Corrected, ...] = ()
    notes: tuple[str, ...] = ()
    absent: tuple[NotHeld, ...] = ()
    codes: tuple[str, ...] = ()
    scopes: tuple[str, ...] = ()
    payers: tuple[str, ...] = ()
    named: bool = False
    plan_label: str = ""
    state_only: bool = False
    unborn: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    question: str = ""
    class_of_codes: str = ""
    class_terms: tuple[str, ...] = ()
    day: str = ""
    last_day: str = ""
    dimensions: tuple[tuple[str, int, str], ...] = ()
    table: str = ""
    parts: tuple[Part, ...] = ()
    read: frozenset[str] = frozenset()
    asked_by: frozenset[str] = frozenset()
    limits: tuple[Told, ...] = ()
    beside: tuple[str, ...] = ()
    lines: tuple[str, ...] = ()
    undated: str = ""
    yearless: tuple[str, ...] = ()
    alike: tuple[tuple[str, ...], ...] = ()
    names_product: bool = False
    asks_effective: bool = False
    asks_newest: bool = False
    asks_units: bool = False
    asks_start: bool = False
    further: tuple[str, ...] = ()
    is_weak: bool = False
    states: tuple[str, ...] = ()
    asks: tuple[Ask, ...] = ()
    outside: bool = False
    mentioned: tuple[str, ...] = ()
    brand: str = ""
    versions: tuple[str, ...] = ()

    @property
    def when(self) -> str:
        """The time of service in words: its day, or its first day and its last."""
        return self.day if self.day == self.last_day else f"{self.day} to {self.last_day}"

    @property
    def binding(self) -> tuple[Group, ...]:
        """The groups that a section must hold."""
        return tuple(group for group in self.groups if binds(group))
