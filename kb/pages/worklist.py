"""The page that answers a list of lines, each a code, a plan and a date."""

from __future__ import annotations

from dataclasses import dataclass

from kb.domain.model import Library
from kb.domain.scopes import scope_title
from kb.pages.page import Crumb, Page
from kb.search.worklist import MOST_LINES


@dataclass(frozen=True)
class Worklist:
    """What the page shows before anything is pasted: the most lines it takes, and an example of two lines."""

    most: int
    example: str
    crumbs: tuple[Crumb, ...]


def worklist_page(library: Library) -> Page:
    """Make the page; the example has the first code and the first plans of the library."""
    code = next(iter(library.codes))
    plans = [scope_title(payer.title, scope.name) for payer, scope in library.scopes if scope.kind != "brand"][:2]
    example = "\n".join(f"{code}, {plan}, 3/{day}/2026" for day, plan in enumerate(plans, 1))
    crumbs = (Crumb("Home", "index.html"), Crumb("My worklist"))
    return Page("worklist.html", "worklist", "My worklist", Worklist(MOST_LINES, example, crumbs))
