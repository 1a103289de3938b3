"""Scopes by their ids, `cigna/commercial`, and how a scope and its payer are named together. Pure."""

from __future__ import annotations

from kb.domain.model import Entry, Library, Payer, Scope


def ids_of(payer: Payer) -> tuple[str, ...]:
    """Return the ids of a payer's scopes in the order shown."""
    return tuple(f"{payer.name}/{scope.id}" for scope in payer.scopes)


def scope_ids(library: Library) -> tuple[str, ...]:
    """Return the ids of all scopes in the order in which pages list them."""
    return library.scope_ids


def find_scope(library: Library, scope: str) -> tuple[Payer, Scope] | None:
    """Find a scope by its id, with its payer; None if the library has no such scope."""
    name, _, part = scope.partition("/")
    payer = library.payers.get(name)
    found = next((each for each in payer.scopes if each.id == part), None) if payer else None
    return (payer, found) if payer and found else None


def payer_and_scope(library: Library, entry: Entry) -> tuple[Payer, Scope]:
    """Return the payer and the scope of an entry. Raises KeyError if the library does not have them."""
    found = find_scope(library, entry.scope_id)
    if found is None:
        raise KeyError(entry.scope_id)
    return found


def scope_name(library: Library, scope: str) -> str:
    """Name a scope; one that the library does not have by the last part of its id."""
    found = find_scope(library, scope)
    return found[1].name if found else scope.partition("/")[2]


def scope_title(payer: str, scope: str) -> str:
    """Put the title of a payer before the name of its scope, unless the name has all its words: that stands alone."""
    return scope if set(payer.split()) <= set(scope.split()) else f"{payer}, {scope}"


def plan_title(library: Library, scope: str) -> str:
    """Name the payer and the scope of an id; a scope that the library does not have by its id."""
    found = find_scope(library, scope)
    return scope_title(found[0].title, found[1].name) if found else scope


def scope_title_of(library: Library, entry: Entry) -> str:
    """Name the payer and the scope of an entry, or the scope alone where its name holds the payer's title."""
    payer, scope = payer_and_scope(library, entry)
    return scope_title(payer.title, scope.name)
