"""What is not known of plans, as data for the Ask page: what there is to ask of each, of which codes."""

from __future__ import annotations

from collections.abc import Iterable

from kb.catalogue.acts import Act
from kb.domain.model import Library
from kb.domain.scopes import scope_ids
from kb.domain.vocabulary import QUESTIONS
from kb.pages.packing import script_of


def unknowns_script(library: Library, acts: Iterable[Act]) -> tuple[str, str]:
    """Return the address and the text of the script; an act has its plan, its questions, its codes and its words."""
    scopes = {scope: number for number, scope in enumerate(scope_ids(library))}
    places = {question.slug: number for number, question in enumerate(QUESTIONS)}
    sets: dict[tuple[str, ...], int] = {}
    actions: dict[str, int] = {}
    rows = [
        (
            scopes[act.about],
            [places[slug] for slug in act.questions],
            sets.setdefault(act.codes, len(sets)),
            actions.setdefault(act.action, len(actions)),
        )
        for act in acts
        if "unknown" in act.kinds
    ]
    return "static/ask/unknowns.js", script_of("askUnknowns", {"acts": rows, "sets": [*sets], "actions": [*actions]})
