"""The effects of changes on resolved answers: each code, scope and question whose answer differs, and its causes.

Only cells that a change can move are resolved: those of the codes it applies to, in its scope and in the scopes that
depend on it (a contractor on the national scope, a licensee on its brand).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final

from kb.answers.applicable import NATIONAL, reach_kind_of
from kb.answers.resolve import Resolution, resolve
from kb.diff.change import EDITED, Change, Effect, Outcome
from kb.diff.direction import DATES, NEUTRAL, WORDING, direction
from kb.domain.model import CodePage, Document, Entry, Library, Payer
from kb.domain.scopes import ids_of, scope_ids
from kb.domain.vocabulary import QUESTIONS

Cell = tuple[str, str, str]
KEYS: Final = tuple(question.key for question in QUESTIONS)
SHOWN_BY_NO_ANSWER: Final = frozenset({"reviewed", "review by", "ends", "date basis"})
"""Facts of a whole entry that no resolved answer shows."""


@dataclass(frozen=True)
class _Touched:
    """A change with its document before and after; `questions` are those whose answers it may move."""

    change: Change
    before: Document | None
    after: Document | None
    questions: tuple[str, ...]

    @property
    def sides(self) -> tuple[Document, ...]:
        return tuple(page for page in (self.before, self.after) if page)


def effects(
    base: Library, head: Library, changes: Iterable[Change], beside: frozenset[str] = SHOWN_BY_NO_ANSWER
) -> tuple[Effect, ...]:
    """Resolve the cells that the changes may move on both sides and give those that differ, in order of the pages.

    `beside` are the facts of a whole entry that move no answer.
    """
    moved = {change.was: change.id for change in changes if change.was}
    cells: dict[Cell, list[_Touched]] = {}
    touched = tuple(_touched(base, head, changes, beside))
    codes = _codes(base, head, touched)
    for one in touched:
        for cell in _cells(one, base, head, codes):
            cells.setdefault(cell, []).append(one)
    before, after = _Resolver(base, cells), _Resolver(head, cells)
    asked = sorted(cells, key=lambda cell: (*cell[:2], KEYS.index(cell[2])))
    found = (_effect(cell, before.resolve(cell), after.resolve(cell), cells[cell], moved) for cell in asked)
    return tuple(effect for effect in found if effect)


def _touched(base: Library, head: Library, changes: Iterable[Change], beside: frozenset[str]) -> Iterator[_Touched]:
    old, new = ({page.id: page for page in side.documents} for side in (base, head))
    for change in changes:
        before, after = old.get(change.was or change.id), new.get(change.id)
        touched = _Touched(change, before, after, _questions(change, beside))
        if touched.questions and touched.sides:
            yield touched


def _questions(change: Change, beside: frozenset[str]) -> tuple[str, ...]:
    """Give the questions that a change may move: for an edit of an entry, those of its facts, if they are enough."""
    if change.kind != EDITED or change.what != "entry":
        return KEYS
    whole = [fact for fact in change.facts if not fact.question and fact.name not in beside]
    asked = {fact.question for fact in change.facts}
    return KEYS if whole else tuple(key for key in KEYS if key in asked)


def _codes(base: Library, head: Library, touched: Iterable[_Touched]) -> tuple[str, ...]:
    """Give the codes that have a page, and those that a changed entry names, which have answers without a page, too.

    Of a range both ends are named.
    """
    entries = (page for one in touched for page in one.sides if isinstance(page, Entry))
    named = (code for entry in entries for code in entry.reach.codes)
    return tuple(dict.fromkeys((*head.codes, *base.codes, *named)))


def _cells(touched: _Touched, base: Library, head: Library, codes: Iterable[str]) -> Iterator[Cell]:
    for code in codes:
        scopes = {scope for side in (base, head) for scope in _scopes(touched, side, code)}
        for scope in scopes:
            yield from ((code, scope, question) for question in touched.questions)


def _scopes(touched: _Touched, library: Library, code: str) -> Iterator[str]:
    """Give the scopes of a library whose answers on a code a change may move."""
    for page in touched.sides:
        if isinstance(page, Entry) and reach_kind_of(library, page, code):
            yield from _dependent_scopes(library, page.scope_id)
        elif isinstance(page, CodePage) and page.code == code and _moves_code(touched):
            yield from scope_ids(library)
        elif isinstance(page, Payer) and _moves_payer(touched):
            yield from ids_of(page)


def _moves_code(touched: _Touched) -> bool:
    """Tell whether the parent or the concepts of a code differ; nothing else on its page moves an answer."""
    shapes = {(page.add_on_to, page.concepts) for page in touched.sides if isinstance(page, CodePage)}
    return len(shapes) > 1 or len(touched.sides) == 1


def _moves_payer(touched: _Touched) -> bool:
    """Tell whether scopes came, went or changed their kind."""
    shapes = {tuple((scope.id, scope.kind) for scope in p.scopes) for p in touched.sides if isinstance(p, Payer)}
    return len(shapes) > 1 or len(touched.sides) == 1


def _dependent_scopes(library: Library, scope: str) -> Iterator[str]:
    """Give a scope and those whose answers depend on it."""
    yield scope
    payer, _, name = scope.partition("/")
    if scope == NATIONAL:
        yield from _of_kind(library, library.payers, "contractor")
    elif any(f"{payer}/{name}" == brand for brand in _of_kind(library, [payer], "brand")):
        yield from _of_kind(library, [payer], "licensee")


def _of_kind(library: Library, payers: Iterable[str], kind: str) -> Iterator[str]:
    for payer in payers:
        for scope in library.payers[payer].scopes if payer in library.payers else ():
            if scope.kind == kind:
                yield f"{payer}/{scope.id}"


class _Resolver:
    """Resolves cells in a library that is cut, code by code, to the entries that apply to the code.

    So the entries of a scope are matched once for a code, and not again for each question. A resolution then lacks
    the warning that compares an add-on with its parent, which no effect shows.
    """

    def __init__(self, library: Library, cells: Mapping[Cell, object]) -> None:
        self.library = replace(library, entries=tuple(_without_unknown_citations(entry) for entry in library.entries))
        self.scopes: dict[str, set[str]] = {}
        self.cut = lru_cache(maxsize=1)(self._cut)
        for code, scope, _ in cells:
            self.scopes.setdefault(code, set()).add(scope)

    def resolve(self, cell: Cell) -> Resolution:
        code, scope, question = cell
        return resolve(self.cut(code), code, scope, question)

    def _cut(self, code: str) -> Library:
        scopes = self.scopes[code]
        payers = {scope.partition("/")[0] for scope in scopes}
        wanted = [*scopes, NATIONAL, *_of_kind(self.library, sorted(payers), "brand")]
        candidates = (entry for scope in dict.fromkeys(wanted) for entry in self.library.entries_of(scope))
        applying = (entry for entry in candidates if reach_kind_of(self.library, entry, code))
        return replace(self.library, entries=tuple(sorted(applying, key=lambda entry: entry.path)))


def _without_unknown_citations(entry: Entry) -> Entry:
    """Remove citations of sources that are not recorded: the check reports them, and a diff need not stop."""
    if all(source in entry.sources for answer in entry.answers.values() for source in answer.sources):
        return entry
    answers = {
        key: replace(answer, sources=tuple(source for source in answer.sources if source in entry.sources))
        for key, answer in entry.answers.items()
    }
    return replace(entry, answers=answers)


def _effect(
    cell: Cell, before: Resolution, after: Resolution, causes: list[_Touched], moved: Mapping[str, str]
) -> Effect | None:
    old, new = _outcome(before), _outcome(after)
    renamed = replace(old, deciders=tuple(moved.get(entry, entry) for entry in old.deciders))
    if renamed == new:
        return None
    way = _direction(cell[2], renamed, new)
    return Effect(*cell, before=old, after=new, direction=way, causes=_causes(before, after, causes))


def _outcome(found: Resolution) -> Outcome:
    """Take the parts of an answer that pages show. `why` quotes the deciding document and those that inform."""
    first = found.decider
    effective = first.entry.effective.isoformat() if first and first.entry.effective else ""
    deciders = tuple(applicable.entry.id for applicable in found.deciders)
    return Outcome(found.value, found.standing, deciders, effective, found.why)


def _direction(question: str, before: Outcome, after: Outcome) -> str:
    if before.value != after.value:
        return direction(question, before.value, after.value)
    if (before.standing, before.deciders) != (after.standing, after.deciders):
        return NEUTRAL
    return DATES if before.effective != after.effective else WORDING


def _causes(before: Resolution, after: Resolution, touched: list[_Touched]) -> tuple[str, ...]:
    """Give the ids of the changes behind an effect: of deciding entries first, then of informers, then of pages."""
    order = [
        applicable.entry.id
        for group in ("deciders", "informers")
        for side in (after, before)
        for applicable in getattr(side, group)
    ]
    ranks = {entry: rank for rank, entry in reversed(list(enumerate(order)))}
    with_facts = [one for one in touched if one.change.facts] or touched
    found = {one.change.id: min(ranks.get(page.id, len(order)) for page in one.sides) for one in with_facts}
    causes = {name: rank for name, rank in found.items() if rank < len(order)} or found
    return tuple(sorted(causes, key=lambda name: (causes[name], name)))
