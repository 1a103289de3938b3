"""The last day to file or to appeal, reckoned from the day that a question names, as claims of the time limits."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from kb.answers.deadline_answer import COUNTING, NO_CODE, deadline_answer
from kb.answers.resolve import resolve
from kb.ask.asked import Asked
from kb.ask.claims import Answered, acts_after, not_known
from kb.ask.heard import kind_of, other_dimensions
from kb.ask.reply import ROWS, Claim, Reply, claim_of
from kb.domain.scopes import plan_title
from kb.domain.vocabulary import Question, question
from kb.evidence.claim_deadlines import FROM_DECISION, FROM_SERVICE, deadline_line
from kb.search.period_groups import groups_named
from kb.search.reading_shown import OF_DECISION

FILING, APPEALS = "timely_filing", "appeals"
COUNTED_FROM: Final = {(FILING, False): FROM_SERVICE, (APPEALS, True): FROM_DECISION}
"""From what the time limits of a question count, if its day is that of a decision, or if it is not.

A date of service says nothing of the last day to appeal, nor a decision of that to file.
"""

Record = dict[str, Any]


def of_last_days(asked: Asked) -> Reply | None:
    """Reply with the last days that count from the day named; None where no plan, day or such time limit is named."""
    read, about = asked.found.read, question(asked.found.read.question)
    of_decision = any(note.endswith(OF_DECISION) for note in asked.found.notes)
    starts = COUNTED_FROM.get((read.question, of_decision))
    if not (starts and about and read.named and read.scopes and read.day) or read.day != read.last_day:
        return None
    rows = list(dict.fromkeys(row for scope in read.scopes for row in _of_plan(asked, about, scope, starts)))
    mine = _of_group(asked, rows) or rows
    claims = tuple(row.claim for row in mine[:ROWS])
    if not claims:
        return None
    unread = (*asked.found.unread, *other_dimensions(asked, *(row.whom for row in mine)))
    plans = [
        Answered(resolve(asked.desk.current, "", scope, about.key), _name(asked, scope)) for scope in read.scopes
    ]
    following = tuple(dict.fromkeys(acts_after(plans)))
    unknown = tuple(not_known(one) for one in plans if not one.is_known)
    return Reply(asked.typed, kind_of(unread), (COUNTING,), claims, unknown, following, unread=unread)


def _name(asked: Asked, scope: str) -> str:
    return plan_title(asked.desk.current, scope)


@dataclass(frozen=True)
class _LastDay:
    whom: str
    claim: Claim


def _of_group(asked: Asked, rows: list[_LastDay]) -> list[_LastDay]:
    """Return the time limits of the step, the group and the state that are named; none where none is for them."""
    named = _states(asked, asked.typed)
    in_state = [row for row in rows if named & _states(asked, row.whom)] if named else rows
    return [row for row in in_state if not other_dimensions(asked, row.whom)]


def _states(asked: Asked, text: str) -> set[str]:
    searcher = asked.desk.searcher
    return {mark for mark in groups_named(text.lower(), searcher.concepts, searcher.tables.plans) if mark[0] == "@"}


def _of_plan(asked: Asked, about: Question, scope: str, starts: tuple[str, ...]) -> Iterator[_LastDay]:
    """Yield the time limits of a plan that count from the day named, each with its last day and what is in doubt."""
    library, read = asked.desk.current, asked.found.read
    code = next((code for code in read.codes if code in library.codes), NO_CODE)
    day = dt.date.fromisoformat(read.day)
    found = deadline_answer(library, (code, scope, about.slug), day, asked.desk.today)
    for row in found["deadlines"]:
        if row["last_day"] and row["period"]["from"] in starts:
            for claim in _claim(asked, about, row, _told_by(asked, row, scope), tuple(found["doubts"])):
                yield _LastDay(row["for_whom"] or "", claim)


def _told_by(asked: Asked, row: Record, scope: str) -> str:
    """Name the plan whose entry states a limit: a national rule is told once for all contractors."""
    entry = asked.desk.current.by_path[f"{row['entry']}.md"]
    return _name(asked, entry.path.rpartition("/")[0] or scope)


def _claim(asked: Asked, about: Question, row: Record, name: str, doubts: tuple[str, ...]) -> Iterator[Claim]:
    line = deadline_line(about.label.lower(), row)
    document = asked.desk.current.by_path[f"{row['entry']}.md"]
    mine = (doubt for doubt in doubts if doubt.startswith(row["entry"]))
    text = " ".join((f"{name}, {line.text}.", *line.details, *mine))
    yield from claim_of(text, row["entry"], about.slug, (document.sources[row["source"]["id"]],))
