"""The answer grid of a code: plans by questions, each cell a resolved answer with its mark of doubt and its link.

Codes that have the same answers in a plan share its row, so that an explanation has `{code}` where the code stands.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import groupby
from typing import Final, Protocol

from kb.answers.caveats import Certainty, gravest, marks_of
from kb.catalogue.resolved import ResolvedAnswer, ResolvedAnswers
from kb.domain.figures import FIGURES
from kb.domain.scopes import scope_title
from kb.domain.vocabulary import CONFLICT, COVERAGE, QUESTIONS, UNKNOWN, Question, label, names, tone

COVERAGES: Final = (*(name for name in names(COVERAGE) if name != UNKNOWN), CONFLICT, UNKNOWN)
"""Every value of coverage that a grid may show, from the best to the unknown."""

QUESTIONS_BY_SLUG: Final = {question.slug: question for question in QUESTIONS}


NATIONAL: Final = "national"
"""Ends what `Cell.by` says where a rule of the national row answers."""

ROOM: Final = 1_300
"""About how many elements a grid may take; a larger one shows its plans as folded lists, a payer each."""

ROW: Final = 40
LINE: Final = 4
HEAD: Final = 12
"""About how many elements a plan takes as a row and as a line of a list, and a payer."""

DISPUTES: Final = {"timely_filing", "appeals"}
"""Questions on what comes after a claim: their rules are those of a whole plan, and say nothing about the code."""

FEW: Final = 3
"""As many plans of a payer whose only rules are these stand as rows; where there are more, they are folded."""

UNKNOWN_MARK: Final = "?"
"""What a cell shows whose answer is not known; the reason is its accessible name and its tooltip."""


@dataclass(frozen=True, slots=True)  # there are very many
class Cell:
    """An answer in a grid. `entry` decides it by `reach`, or is to be opened first; empty where none exists.

    In `why`, `{code}` stands for the code.
    """

    question: Question
    value: str
    tone: str
    entry: str
    reach: str
    why: str
    by: str
    marks: tuple[str, ...]

    @property
    def address(self) -> str:
        """The address of the section to open; empty where nobody has searched."""
        return f"{self.entry}.html#{self.question.slug}" if self.entry else ""

    @property
    def known(self) -> bool:
        """Whether the grid shows a value here."""
        return self.value != UNKNOWN

    @property
    def doubt(self) -> str:
        """The gravest mark of doubt; empty where there is none."""
        return gravest(self.marks)

    @property
    def in_words(self) -> bool:
        """Whether the value is a text in our own words, and none of a fixed list."""
        return self.value not in {UNKNOWN, CONFLICT} and not self.question.values

    @property
    def national(self) -> bool:
        """Whether a rule of the national row answers here, and none of the plan's own."""
        return self.known and self.by.endswith(f", {NATIONAL}")

    @property
    def shown(self) -> str:
        """What the cell of a grid shows: a national rule is told once, in the national row."""
        return UNKNOWN_MARK if not self.known else "national rule" if self.national else self.value

    @property
    def called(self) -> str:
        """The whole cell in words, for who cannot see what it shows: `Coverage: unknown (searched, not found)`."""
        return f"{self.question.label}: {self.value if self.known else 'unknown'} ({self.by})"

    @property
    def pieces(self) -> tuple[tuple[str, bool], ...]:
        """The shown text in pieces, and whether each is a figure that stands out."""
        found = FIGURES.split(self.shown) if self.in_words else [self.shown]
        return tuple((text, bool(at % 2)) for at, text in enumerate(found) if text)


@dataclass(frozen=True)
class GridRow:
    """The answers of one scope."""

    scope: str
    name: str
    cells: tuple[Cell, ...]

    @cached_property
    def known(self) -> int:
        """How many of the answers are known."""
        return sum(cell.known for cell in self.cells)

    @property
    def brief(self) -> str:
        """The answers in a line: what is known by a value of a list, then what is answered in words or unknown."""
        known = [cell for cell in self.cells if cell.known]
        listed = [f"{cell.question.label.lower()}: {cell.value}" for cell in known if not cell.in_words]
        words = [cell.question.label.lower() for cell in known if cell.in_words]
        silent = [cell.question.label.lower() for cell in self.cells if not cell.known]
        parts = (
            *listed,
            *([f"in text: {', '.join(words)}"] * bool(words)),
            *([f"unknown: {', '.join(silent)}"] * bool(silent)),
        )
        return "; ".join(parts)

    @cached_property
    def own(self) -> int:
        """How many of the answers are known by a rule of the plan itself."""
        return sum(cell.known and not cell.national for cell in self.cells)

    @property
    def only_disputes(self) -> bool:
        """Whether the plan itself says something, and that on filing and appeals alone."""
        own = {cell.question.key for cell in self.cells if cell.known and not cell.national}
        return bool(own) and own <= DISPUTES

    @cached_property
    def reasons(self) -> tuple[tuple[str, int], ...]:
        """Why answers are unknown, and how often, the most frequent reason first."""
        return tuple(Counter(cell.by for cell in self.cells if not cell.known).most_common())


@dataclass(frozen=True)
class GridGroup:
    """The scopes of one payer."""

    payer: str
    title: str
    rows: tuple[GridRow, ...]

    @cached_property
    def shown_rows(self) -> tuple[GridRow, ...]:
        """The plans with a known answer of their own: the rows of the grid."""
        folded = self.dispute_rows
        return tuple(row for row in self.rows if row.own and row not in folded)

    @cached_property
    def dispute_rows(self) -> tuple[GridRow, ...]:
        """The plans that only have rules on filing and appeals, where there are many: folded in the grid."""
        found = tuple(row for row in self.rows if row.only_disputes)
        return found if len(found) > FEW else ()

    @property
    def national_rows(self) -> tuple[GridRow, ...]:
        """The plans that only national rules answer for: folded in the grid."""
        return tuple(row for row in self.rows if row.known and not row.own)

    @property
    def unknown_rows(self) -> tuple[GridRow, ...]:
        """The plans without a known answer: folded in the grid."""
        return tuple(row for row in self.rows if not row.known)

    @property
    def coverage(self) -> tuple[tuple[str, str, int], ...]:
        """How many scopes give each coverage: value, tone and number, from the best value to the unknown."""
        counted = Counter(row.cells[0].value for row in self.rows)
        return tuple((value, tone(value), counted[value]) for value in COVERAGES if value in counted)

    @property
    def coverage_by_plan(self) -> tuple[tuple[str, str, tuple[str, ...]], ...]:
        """Which plans give each coverage: value, tone and names, from the best value to the unknown."""
        named: dict[str, list[str]] = {}
        for row in self.rows:
            named.setdefault(row.cells[0].value, []).append(row.name)
        return tuple((value, tone(value), tuple(named[value])) for value in COVERAGES if value in named)

    @property
    def known(self) -> int:
        """How many answers of the payer are known."""
        return sum(row.known for row in self.rows)

    @property
    def total(self) -> int:
        """How many answers there would be if all were known."""
        return sum(len(row.cells) for row in self.rows)


def is_large(groups: Sequence[GridGroup]) -> bool:
    """Whether there are more plans than a page has room for as rows of a table."""
    rows = sum(len(group.shown_rows) for group in groups)
    return ROW * rows + LINE * sum(len(group.rows) for group in groups) + HEAD * len(groups) > ROOM


@dataclass(frozen=True)
class Verdict:
    """A coverage, its tone, and the plans that have it: the id and the title of each, in the order of the grid."""

    value: str
    tone: str
    plans: tuple[tuple[str, str], ...]

    @property
    def known(self) -> bool:
        """Whether it is a verdict at all, and not the lack of one."""
        return self.value != UNKNOWN


@dataclass(frozen=True)
class PlanCriteria:
    """The criteria of a plan's own rules on a code: their kinds, a line for each, and the address of the section."""

    kinds: tuple[str, ...]
    lines: tuple[str, ...]
    address: str


@dataclass(frozen=True)
class Grid:
    """The grid of one code; `criteria` are by plan, where it prints any."""

    code: str
    questions: tuple[Question, ...]
    groups: tuple[GridGroup, ...]
    criteria: Mapping[str, PlanCriteria] = field(default_factory=dict)

    @property
    def known(self) -> int:
        """How many answers are known."""
        return sum(group.known for group in self.groups)

    @property
    def total(self) -> int:
        """How many answers there are."""
        return sum(group.total for group in self.groups)

    @property
    def plans(self) -> int:
        """How many plans there are."""
        return sum(len(group.rows) for group in self.groups)

    def silent(self, groups: Sequence[GridGroup]) -> tuple[Question, ...]:
        """Give the questions that no shown row of some groups answers; none where no row is shown as one."""
        if is_large(groups):
            return ()
        rows = [row for group in groups for row in group.shown_rows]
        columns = zip(self.questions, *(row.cells for row in rows), strict=True) if rows else ()
        return tuple(question for question, *cells in columns if not any(cell.known for cell in cells))

    @property
    def verdicts(self) -> tuple[Verdict, ...]:
        """Group the plans by coverage: the known values from the best to the worst, then the unknown."""
        plans: dict[str, list[tuple[str, str]]] = {}
        for group in self.groups:
            for row in group.rows:
                plans.setdefault(row.cells[0].value, []).append((row.scope, scope_title(group.title, row.name)))
        return tuple(Verdict(value, tone(value), tuple(plans[value])) for value in COVERAGES if value in plans)

    @property
    def different(self) -> int:
        """How many different answers are known: one that several plans share counts once."""
        known = (cell for cell in self.cells.values() if cell.known)
        return len({(cell.entry, cell.question.key, cell.value) for cell in known})

    @property
    def cells(self) -> Mapping[tuple[str, str], Cell]:
        """Every cell by scope and question, gathered each time: all codes have very many."""
        return {(row.scope, cell.question.key): cell for row in self._rows.values() for cell in row.cells}

    def cell(self, scope: str, question: str) -> Cell:
        """Return the cell of a scope and of a question, given by its key."""
        return next(cell for cell in self._rows[scope].cells if cell.question.key == question)

    @cached_property
    def _rows(self) -> Mapping[str, GridRow]:
        return {row.scope: row for group in self.groups for row in group.rows}


class ScopeNames(Protocol):
    """A scope as grids name it: its id, its name, and its payer."""

    id: str
    name: str
    payer: str
    payer_title: str


def make_grids(scopes: Sequence[ScopeNames], resolved: ResolvedAnswers) -> dict[str, Grid]:
    """Arrange the resolved answers of each code by payer, scope and question."""
    names = {scope.id: scope.name for scope in scopes}
    cells = [make_cell(QUESTIONS_BY_SLUG[answer.question], answer) for answer in resolved.answers]
    rows = [
        GridRow(scope, names[scope], tuple(cells[place] for place in places))
        for scope, places in zip(resolved.scopes_of_sets, resolved.sets, strict=True)
    ]
    payers = [(*payer, [scope.id for scope in found]) for payer, found in groupby(scopes, _payer_of)]
    return {
        code: Grid(
            code,
            QUESTIONS,
            tuple(GridGroup(id_, title, tuple(rows[of[scope]] for scope in held)) for id_, title, held in payers),
        )
        for code, of in resolved.of.items()
    }


def _payer_of(scope: ScopeNames) -> tuple[str, str]:
    return scope.payer, scope.payer_title


def make_cell(question: Question, row: ResolvedAnswer) -> Cell:
    """Make the cell of a resolved answer."""
    by = _reached_by(row) if row.decided else label(row.reason)
    return Cell(question, row.value, tone(row.value), row.entry or "", row.reach, row.why, by, _marks(row))


def _reached_by(row: ResolvedAnswer) -> str:
    """Say how the rule that decides applies to the code, and that it is national where it is not the plan's own."""
    decides = (row.entry or "").rpartition("/")[0]
    return row.rule if decides in {"", row.scope} else f"{row.rule}, {NATIONAL}"


def _marks(row: ResolvedAnswer) -> tuple[str, ...]:
    """Return the marks of doubt of a value."""
    sure = Certainty(row.standing, row.confidence, row.currency, row.part_read) if row.decided else None
    return tuple(marks_of(row.value, sure, row.warning))
