"""What to do first: the acts that most answers wait for, by payer, each with whom to turn to and what to say."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from kb.catalogue.acts import Act, contacts_for, line_for
from kb.domain.contacts import Contact
from kb.domain.model import Entry, Library, Payer
from kb.domain.scopes import find_scope
from kb.domain.staff import Team
from kb.domain.vocabulary import question
from kb.pages.page import Crumb, Page
from kb.pages.review import MOST_CODES

MOST_ACTS: Final = 50
"""How many acts the page shows; `stale` prints them all."""


@dataclass(frozen=True)
class ActView:
    """An act as the page shows it: the plan or document by name, where it stands, and who keeps it.

    `file` is the path of its content file, `contacts` are whom to call with the entries that state them, `line` is
    the command that records what came of it.
    """

    act: Act
    title: str
    address: str
    file: str
    owner: str
    teams: tuple[Team, ...]
    questions: tuple[str, ...]
    contacts: tuple[tuple[Contact, Entry], ...]
    line: str


@dataclass(frozen=True)
class PayerActs:
    """The acts on one payer, or on code pages where `payer` is None."""

    payer: Payer | None
    acts: tuple[ActView, ...]

    @property
    def runs(self) -> tuple[tuple[str, tuple[ActView, ...]], ...]:
        """The acts in order, those in a row whose step is the same together: a step, then who waits for it."""
        return tuple((step, tuple(run)) for step, run in groupby(self.acts, lambda view: view.act.action))


@dataclass(frozen=True)
class Acts:
    """What the page shows. `total` counts the acts of the library, `owners` are the teams that have one here."""

    day: dt.date
    groups: tuple[PayerActs, ...]
    shown: int
    total: int
    owners: tuple[str, ...]
    most_codes: int
    crumbs: tuple[Crumb, ...]


def acts_page(library: Library, acts: tuple[Act, ...], day: dt.date) -> Page:
    """Make the page from the acts of a library, which come in order; the payer of the first act stands first."""
    views = [_view(library, act) for act in acts[:MOST_ACTS]]
    shown = Acts(
        day=day,
        groups=tuple(_groups(library, views)),
        shown=len(views),
        total=len(acts),
        owners=tuple(sorted({view.owner for view in views if view.owner})),
        most_codes=MOST_CODES,
        crumbs=(Crumb("Home", "index.html"), Crumb("Review worklist", "review.html"), Crumb("What to do first")),
    )
    return Page("acts.html", "acts", "What to do first", shown)


def _groups(library: Library, views: Iterable[ActView]) -> Iterator[PayerActs]:
    by_payer: dict[str, list[ActView]] = {}
    for view in views:
        by_payer.setdefault(view.act.about.split("/")[0], []).append(view)
    for payer, found in by_payer.items():
        yield PayerActs(library.payers.get(payer), tuple(found))


def _view(library: Library, act: Act) -> ActView:
    document = library.by_path.get(f"{act.about}.md") or library.payers[act.about.split("/")[0]]
    plan = find_scope(library, act.about)
    asked = (question(slug) for slug in act.questions)
    return ActView(
        act=act,
        title=plan[1].name if plan else document.title,
        address=f"{document.id}.html{f'#scope-{plan[1].id}' if plan else ''}",
        file=document.path,
        owner=library.owner_of(document),
        teams=library.teams_for(act.about, library.owner_of(document)),
        questions=tuple(found.label for found in asked if found),
        contacts=tuple(contacts_for(library, act)),
        line=line_for(act),
    )
