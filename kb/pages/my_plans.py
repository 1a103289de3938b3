"""The page on which readers choose the plans that other pages then lead with."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kb.domain.model import Library, Payer, Scope
from kb.domain.states import STATES
from kb.pages.page import Crumb, Page

BRAND = "brand"
"""The kind of a scope that is no plan: a name that companies share."""


@dataclass(frozen=True)
class MyPlans:
    """What the page offers: payers with their plans, each with the words by which it is found."""

    payers: tuple[tuple[Payer, tuple[tuple[Scope, str], ...]], ...]
    crumbs: tuple[Crumb, ...]


def my_plans_page(library: Library) -> Page:
    """Make the page."""
    payers = ((payer, tuple(_plans(payer))) for payer in library.payers.values())
    crumbs = (Crumb("Home", "index.html"), Crumb("My plans"))
    return Page("my-plans.html", "my_plans", "My plans", MyPlans(tuple(payers), crumbs))


def _plans(payer: Payer) -> Iterator[tuple[Scope, str]]:
    for scope in payer.scopes:
        if scope.kind != BRAND:
            states = [word for state in scope.states for word in (state, STATES.get(state, ""))]
            yield scope, " ".join([payer.title, *payer.aliases, scope.name, *scope.aliases, *states])
