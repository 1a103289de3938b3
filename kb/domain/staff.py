"""Teams that keep a library, and postings of its own employers. No person is named, and no posting is taken over."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Final

from kb.domain.vocabulary import Value

LONGEST_POSTING: Final = 60
"""How many days a posting stands at most."""

NOT_STATED: Final = "not stated"
"""What stands for pay that a posting does not print."""

REMOTE: Final = "remote"

WORK: Final = (
    Value("on site", "the work is done at the place"),
    Value("hybrid", "some of the work is done at the place"),
    Value(REMOTE, "the work is done from anywhere in the states named, or in the country where none is named"),
)
"""Where the work of a posting is done."""

LEVELS: Final = (
    Value("entry", "no experience is asked for"),
    Value("experienced", "some years are asked for"),
    Value("senior", "the most experienced of a team"),
    Value("lead", "guides others, or manages them"),
)
"""How much experience a posting asks for."""


@dataclass(frozen=True)
class Team:
    """A team: its name, as `owner` names it, what it keeps, and how it is reached: a channel, no person's number.

    `owns` are ids of payers, plans and codes; `credentials` are as the team states them.
    """

    id: str
    title: str
    reach: str
    reviewed: dt.date
    owns: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()
    credentials: tuple[str, ...] = ()
    about: tuple[str, ...] = ()


@dataclass(frozen=True)
class Posting:
    """A posting: where it is, what it asks for, pay as printed or `not stated`, and the days that it stands.

    `states` are those of the place, or for remote work those to live in; `about` are its paragraphs.
    """

    id: str
    title: str
    employer: str
    work: str
    level: str
    pay: str
    apply: str
    posted: dt.date
    expires: dt.date
    place: str = ""
    states: tuple[str, ...] = ()
    credentials: tuple[str, ...] = ()
    about: tuple[str, ...] = ()
