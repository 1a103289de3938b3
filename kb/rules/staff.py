"""Rules on teams: what they keep is in the library, a name stands once, and each owner is one of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from kb.content.record_reader import places
from kb.content.staff import front_of
from kb.domain.model import Library
from kb.domain.problem import Place, Problem, shown
from kb.domain.scopes import scope_ids

OWNS, TWICE, OWNER = "team-owns", "duplicate-team", "owner-team"
STAFF_RULES: Final = {
    OWNS: "what a team keeps is a payer, a plan or a code of the library",
    TWICE: "the name of a team stands once",
    OWNER: "where teams are recorded, an owner is one of them",
}


def check_staff(library: Library, files: Mapping[str, str]) -> Iterator[Problem]:
    """Yield what is wrong with teams beside all else, and with owners where a team is recorded."""
    held = {*library.payers, *scope_ids(library), *library.codes}
    names: set[str] = set()
    for team in library.teams:
        path = f"people/{team.id}.md"
        _, root = front_of(files[path])
        at = places(root) if root else {}
        for number, one in enumerate(team.owns):
            if one not in held:
                place = at.get(("owns", number), at.get(("owns",), Place()))
                told = f"'{shown(one)}' is no payer, plan or code here; write cigna, cigna/commercial or 0709T"
                yield Problem(path, place, OWNS, told)
        if team.title in names:
            yield Problem(
                path,
                at.get(("title",), Place()),
                TWICE,
                f"'{shown(team.title)}' is another team's name; give this one a name of its own",
            )
        names.add(team.title)
    for document in library.documents if names else ():
        if document.owner and document.owner not in names:
            told = f"no team '{shown(document.owner)}' in people/; add people/<team>.md, or name one that is there"
            yield Problem(document.path, document.place("owner"), OWNER, told)
