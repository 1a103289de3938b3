"""The rule of the gate on whom answers speak for: the names of payers and plans, and what leads a reader to them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from kb.diff.change import Change, Concern
from kb.domain.model import Document, Payer, Scope

NAMES: Final = "names"


def name_concerns(change: Change, before: Mapping[str, Payer], after: Document | None) -> Iterator[Concern]:
    """Give the concerns of the names of a payer and its plans; `before` are all payers of the base by their ids.

    A plan that is added is none, unless it or its payer takes a name that another payer has.
    """
    if not isinstance(after, Payer):
        return
    own = before.get(after.name)
    yield from (Concern(NAMES, change.id, message) for message in (_renamed(own, after) if own else ()))
    had = _called(own) if own else frozenset()
    others = {name: payer.name for payer in before.values() if payer is not own for name in _called(payer)}
    for name in sorted(_called(after) - had):
        if name in others:
            yield Concern(NAMES, change.id, f"it takes the name “{name}”, by which {others[name]} is called")


def _renamed(old: Payer, new: Payer) -> Iterator[str]:
    was, now = _names(old), _names(new)
    for what, names in was.items():
        if names != now.get(what):
            yield f"{what} goes from “{names}” to “{now.get(what, 'nothing')}”"


def _names(payer: Payer) -> dict[str, str]:
    """Return what a payer and each of its plans are called, with what the plan serves."""
    own = {"its name": payer.title, "its list of aliases": ", ".join(payer.aliases) or "none"}
    return {**own, **{f"plan {scope.id}": _plan(scope) for scope in payer.scopes}}


def _plan(scope: Scope) -> str:
    parts = (scope.name, scope.kind, *scope.line_of_business, *scope.aliases, *scope.states)
    return ", ".join(parts)


def _called(payer: Payer) -> frozenset[str]:
    """Return the names that lead to a payer alone, in small letters; plans of many payers share a plan's name."""
    aliases = (alias for scope in payer.scopes for alias in scope.aliases)
    return frozenset(name.casefold() for name in (payer.title, *payer.aliases, *aliases))
