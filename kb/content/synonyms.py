"""`synonyms.yml`: groups of words that find the same sections."""

from __future__ import annotations

from kb.content.front_matter import FrontMatterError, Scalar, Sequence, read_yaml
from kb.content.kinds import BadValue, many, phrase
from kb.domain.problem import Place, Problem


def read_synonyms(written: str) -> tuple[tuple[tuple[str, ...], ...], list[Problem]]:
    """Read `synonyms.yml`: a list of groups, the first of each being the name its group goes by."""
    path = "synonyms.yml"
    if not written:
        return (), []
    try:
        root = read_yaml(written)
        if not isinstance(root, Sequence):
            place = root.place if root else Place()
            return (), [Problem(path, place, "wrong-kind", "expected a list of groups: '- [first, second]'")]
        alone = next((group for group in root.items if isinstance(group, Scalar) or len(group.items) == 1), None)
        if alone:
            message = "a name without another; write '- [first, second]', with a comma between"
            return (), [Problem(path, alone.place, "wrong-kind", message)]
        groups = tuple(many(phrase).read(group) for group in root.items)
    except FrontMatterError as fault:
        return (), [Problem(path, fault.place, fault.code, fault.message)]
    except BadValue as bad:
        return (), [Problem(path, *fault) for fault in bad.faults]
    return groups, []
