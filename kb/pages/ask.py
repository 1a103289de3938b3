"""The page that replies to a question; what it composes replies of is in `ask_scripts`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kb.answers.resolve import resolve
from kb.domain.model import Library
from kb.domain.scopes import plan_title, scope_ids
from kb.domain.vocabulary import UNKNOWN
from kb.pages.page import Crumb, Page


@dataclass(frozen=True)
class Ask:
    """What the page shows before anything is asked: questions to try, at least one."""

    examples: tuple[str, ...]
    crumbs: tuple[Crumb, ...]


def ask_page(library: Library) -> Page:
    """Make the page; its examples ask of the first code and plan of which coverage is known, if any."""
    crumbs = (Crumb("Home", "index.html"), Crumb("Ask"))
    return Page("ask.html", "ask", "Ask", Ask(tuple(_examples(library)), crumbs))


def _examples(library: Library) -> Iterator[str]:
    code, scope = _known(library)
    plan = plan_title(library, scope)
    yield f"does {plan} cover {code}?"
    yield f"which payers cover {code}?"
    yield f"how long do I have to appeal to {plan}?"
    yield f"does {plan} require prior authorization for {code}?"


def _known(library: Library) -> tuple[str, str]:
    """Return the first code and plan of which coverage is known; where none is, the first of all."""
    pairs = [(code, scope) for code in library.codes for scope in scope_ids(library)]
    return next((one for one in pairs if resolve(library, *one, "coverage").value != UNKNOWN), pairs[0])
