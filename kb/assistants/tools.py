"""What every tool stands on: a library that is ready for questions, its plans, and what is refused.

The tools are in `asking` and `texts`. A reply has only what a record says: its templates hold no fact of their own.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

from kb.assistants import replies
from kb.content.kinds import suggest
from kb.domain.model import Library
from kb.domain.problem import UsageError, shown
from kb.domain.scopes import scope_title
from kb.domain.vocabulary import QUESTIONS
from kb.history.versions import History
from kb.rules.patient import refusal
from kb.search.lookup import LookUp

MOST: Final = 20
"""How many hits, acts or changes a tool gives at most: what an assistant reads in one go."""


class PatientData(UsageError):
    """What was asked looks like a patient's data; nothing was searched and nothing is repeated."""


@dataclass(frozen=True)
class Tools:
    """A library ready for questions. `official` gives what official files say of a code, beside another or alone."""

    desk: LookUp
    official: Callable[[str, str], dict[str, Any]]

    @cached_property
    def history(self) -> History:
        """The history of the library, read once."""
        return self.desk.history()

    @property
    def library(self) -> Library:
        """The library in force today."""
        return self.desk.current


def refuse_patient_data(*typed: str) -> None:
    """Raise PatientData if what was asked looks like a patient's data, before anything is searched."""
    refused = refusal(" ".join(typed))
    if refused:
        raise PatientData(refused)


def plans(tools: Tools, payer: str = "") -> replies.Plans:
    """Name the plans, of one payer or of all. Raises UsageError if the payer is not here."""
    refuse_patient_data(payer)
    wanted = payer.strip().lower()
    if wanted and wanted not in tools.library.payers:
        raise UsageError(
            f"no payer '{shown(payer)}' is in this library; {suggest(wanted, tuple(tools.library.payers))}"
        )
    found = [
        replies.Plan(
            id=f"{page.name}/{scope.id}", name=scope_title(page.title, scope.name), payer=page.name, kind=scope.kind
        )
        for page, scope in tools.library.scopes
        if wanted in {"", page.name}
    ]
    slugs = [question.slug for question in QUESTIONS]
    return replies.Plans(plans=found, questions=slugs, codes=list(tools.library.codes))


def source_of(record: dict[str, Any]) -> replies.Source:
    """Make the source of a reply from one written as plain values."""
    return replies.Source(**{name: record[name] for name in replies.Source.model_fields})
