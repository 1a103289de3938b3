"""What every tool stands on: a library that is ready for questions, its plans, and what is refused.

The tools are in `asking` and `texts`. A reply has only what a record says: its templates hold no fact of their own.
"""

from __future__ import annotations

import asyncio
import gc
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cached_property, partial
from typing import Any, Final, TypeVar

from kb.assistants import replies
from kb.content.kinds import suggest
from kb.domain.model import Library
from kb.domain.problem import KbError, UsageError, shown
from kb.domain.scopes import scope_title
from kb.domain.vocabulary import QUESTIONS
from kb.history.today import Upcoming, in_force_now
from kb.history.versions import History
from kb.rules.patient import refusal
from kb.search.lookup import LookUp

MOST: Final = 20
"""How many hits, acts or changes a tool gives at most: what an assistant reads in one go."""


T = TypeVar("T")


class PatientData(UsageError):
    """What was asked looks like a patient's data; nothing was searched and nothing is repeated."""


@dataclass(frozen=True)
class Tools:
    """A library ready for questions. `official` gives what official files say of a code, beside another or alone.

    All work is done by one thread, so that a client can connect meanwhile and nothing is made twice at once.
    """

    desk: LookUp
    official: Callable[[str, str], dict[str, Any]]
    worker: ThreadPoolExecutor = field(default_factory=partial(ThreadPoolExecutor, 1))

    @cached_property
    def history(self) -> History:
        """The history of the library, read once."""
        return self.desk.history()

    @cached_property
    def in_force(self) -> tuple[Library, tuple[Upcoming, ...]]:
        """What is in force today, and what begins later; made once."""
        return in_force_now(self.desk.on_disk, self.history, self.desk.today)

    @property
    def library(self) -> Library:
        """The library in force today."""
        return self.desk.current


async def work(tools: Tools, make: Callable[[], T]) -> T:
    """Give what is made by the thread of the tools, as soon as it is done with what it does just now."""
    return await asyncio.get_running_loop().run_in_executor(tools.worker, make)


def prepare(tools: Tools) -> None:
    """Make ready in the background what takes long at first: search, history and acts; a call goes between two."""
    desk = tools.desk
    _do_each(
        tools, iter((lambda: desk.searcher, lambda: desk.log, lambda: desk.acts, lambda: tools.in_force, gc.freeze))
    )


def _do_each(tools: Tools, steps: Iterator[Callable[[], object]]) -> None:
    step = next(steps, None)
    if step:
        tools.worker.submit(_step, tools, step, steps)


def _step(tools: Tools, step: Callable[[], object], steps: Iterator[Callable[[], object]]) -> None:
    """Do a step, and put the next one behind all that somebody waits for by then."""
    with suppress(KbError):  # whoever asks for it is told
        step()
    with suppress(RuntimeError):  # the server ends, and takes no more work
        _do_each(tools, steps)


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
