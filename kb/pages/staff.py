"""Two pages: the teams that keep the library, with what each owns, and the postings of its own employers."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Final

from kb.domain.model import Library
from kb.domain.scopes import plan_title
from kb.domain.staff import LEVELS, REMOTE, Posting, Team
from kb.domain.states import STATES
from kb.domain.vocabulary import names
from kb.pages.page import Crumb, Page

PEOPLE: Final = "people.html"
JOBS: Final = "jobs.html"


@dataclass(frozen=True)
class Owned:
    """What a team keeps: its name, and the address of its page."""

    name: str
    address: str


@dataclass(frozen=True)
class TeamView:
    """A team with what it keeps, and how many files name it as their owner."""

    team: Team
    owned: tuple[Owned, ...]
    files: int


@dataclass(frozen=True)
class People:
    """The teams, in order of id."""

    teams: tuple[TeamView, ...]
    crumbs: tuple[Crumb, ...]


@dataclass(frozen=True)
class PostingView:
    """A posting with the words of its place, and the names of its states."""

    posting: Posting
    where: str
    states: tuple[str, ...]


@dataclass(frozen=True)
class Jobs:
    """The postings that stand on the day of the site, the newest first, and what readers filter them by."""

    postings: tuple[PostingView, ...]
    credentials: tuple[str, ...]
    places: tuple[tuple[str, str], ...]
    levels: tuple[str, ...]
    crumbs: tuple[Crumb, ...]


def people_page(library: Library) -> Page:
    """Make the page of the teams."""
    views = tuple(_team(library, team) for team in library.teams)
    return Page(PEOPLE, "people", "People", People(views, (Crumb("Home", "index.html"), Crumb("People"))))


def jobs_page(library: Library, today: dt.date) -> Page:
    """Make the page of the postings; those that are over on the day of the site are left out."""
    open_ = standing(library, today)
    crumbs = (Crumb("Home", "index.html"), Crumb("Jobs"))
    context = Jobs(
        tuple(PostingView(one, _where(one), tuple(STATES[state] for state in one.states)) for one in open_),
        tuple(sorted({credential for one in open_ for credential in one.credentials})),
        _places(open_),
        tuple(level for level in names(LEVELS) if any(one.level == level for one in open_)),
        crumbs,
    )
    return Page(JOBS, "jobs", "Jobs", context)


def standing(library: Library, today: dt.date) -> tuple[Posting, ...]:
    """Return the postings that are not over on a day, the newest first."""
    found = (one for one in library.postings if today <= one.expires)
    return tuple(sorted(found, key=lambda one: (-one.posted.toordinal(), one.id)))


def _team(library: Library, team: Team) -> TeamView:
    files = sum(library.owner_of(document) == team.title for document in library.documents)
    return TeamView(team, tuple(_owned(library, one) for one in team.owns), files)


def _owned(library: Library, one: str) -> Owned:
    if one in library.codes:
        return Owned(one, f"codes/{one.lower()}.html")
    payer, _, scope = one.partition("/")
    if scope:
        return Owned(plan_title(library, one), f"{payer}/payer.html#scope-{scope}")
    return Owned(library.payers[payer].title, f"{payer}/payer.html")


def _where(posting: Posting) -> str:
    if posting.work == REMOTE:
        return f"Remote, {', '.join(STATES[one] for one in posting.states) or 'anywhere in the United States'}"
    return f"{posting.place}, {posting.states[0]} ({posting.work})"


def _places(postings: tuple[Posting, ...]) -> tuple[tuple[str, str], ...]:
    """Return the places to filter by, each as its mark and in words: remote work first, then states."""
    states = sorted({state for one in postings for state in one.states})
    remote = (REMOTE, "Remote") if any(one.work == REMOTE for one in postings) else ()
    return (*((remote,) if remote else ()), *((state, STATES[state]) for state in states))
