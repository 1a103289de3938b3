"""The time limits of plans as data for the Ask page, which reckons last days by them as `kb ask` does."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any, Final

from kb.answers import deadline, deadline_answer
from kb.answers.applicable import ApplicableEntry
from kb.answers.by_class import Classes
from kb.answers.resolve import Resolution
from kb.ask.last_days import COUNTED_FROM
from kb.domain.days import MONTHS
from kb.domain.holidays import JUNETEENTH_SINCE, ON_A_DATE, ON_A_WEEKDAY
from kb.domain.model import Library
from kb.domain.periods import NOT_STATED, Period
from kb.domain.scopes import plan_title
from kb.domain.vocabulary import QUESTIONS
from kb.evidence.claim_deadlines import LAST
from kb.history.record import iso_day
from kb.pages.ask_texts import Kept
from kb.search.reading_shown import OF_DECISION

START: Final = "{start}"
"""What stands in a text for the name of the day that a limit is counted from."""

STARTS: Final = dict.fromkeys(start for starts in COUNTED_FROM.values() for start in starts)
"""From what a time limit must count to be reckoned from a day that a question names."""


def limits_of(library: Library, classes: Classes, scope: str, named: Mapping[str, str], kept: Kept) -> dict[str, Any]:
    """Pack the time limits of a plan by code: a set has those of each question that has any, by its key.

    `named` are codes and classes of codes by the names that the page has for them.
    """
    sets, of_class = dict[str, int](), dict[int, int]()
    for number in dict.fromkeys(classes.of[code][scope] for code in named.values()):
        of_class[number] = sets.setdefault(json.dumps(_set(library, classes, number, kept)), len(sets))
    codes = {name: of_class[classes.of[code][scope]] for name, code in named.items()}
    [(rest, _)] = Counter(codes.values()).most_common(1)
    held = {name: number for name, number in codes.items() if number != rest}
    return {"codes": held, "rest": rest, "sets": [json.loads(one) for one in sets]}


def _set(library: Library, classes: Classes, number: int, kept: Kept) -> dict[str, Any]:
    packed = {one.question: list(_rows(library, one, kept)) for one in classes.answers[number]}
    return {key: rows for key, rows in packed.items() if rows}


def _rows(library: Library, found: Resolution, kept: Kept) -> Iterator[list[Any]]:
    about = next(one for one in QUESTIONS if one.key == found.question)
    for decider in found.deciders:
        name = plan_title(library, decider.entry.path.rpartition("/")[0])
        for period in decider.answer.periods:
            if period.starts in STARTS:
                yield _row(f"{name}, {about.label.lower()}", decider, period, kept)


def _row(head: str, decider: ApplicableEntry, period: Period, kept: Kept) -> list[Any]:
    """Pack a time limit: what is told of it, how it is counted, and what is in doubt about its rule."""
    entry = decider.entry
    whom = f" ({period.whom})" if period.whom else ""
    words = f" ({period.starts_words})" if period.starts_words else ""
    told = f"{head}{whom}: {period.length_words} from {START}{words}"
    texts = (
        *(told, period.whom, period.starts, period.note, " ".join(deadline.counting_doubts(period))),
        *(" ".join(deadline_answer.standing_doubts(decider)), entry.id),
    )
    counted = (period.unit, period.length, period.counts, period.holidays, period.weekend, period.presumed_days)
    days = tuple(map(iso_day, (period.since, entry.effective, entry.ends, entry.review_by)))
    return [[kept.text(one) for one in texts], counted, days, kept.cited((entry.sources[period.source],))]


def reckoned_by() -> dict[str, Any]:
    """Give what last days are reckoned by, and the words of what is told of them."""
    return {
        "countedFrom": [[*asked, starts] for asked, starts in COUNTED_FROM.items()],
        "ofDecision": OF_DECISION,
        "counting": deadline_answer.COUNTING,
        "notice": deadline.NOTICE,
        "last": LAST,
        "shortMonth": deadline.SHORT_MONTH,
        "mayMove": deadline.MAY_MOVE,
        "aHoliday": deadline.A_HOLIDAY,
        "beginsLater": deadline_answer.BEGINS_LATER,
        "ended": deadline_answer.ENDED,
        "reviewDue": deadline_answer.REVIEW_DUE,
        "months": MONTHS,
        "notStated": NOT_STATED,
        "holidays": {"dates": ON_A_DATE, "weekdays": ON_A_WEEKDAY, "juneteenth": JUNETEENTH_SINCE},
    }
