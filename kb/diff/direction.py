"""How one answer differs from another. The words staff read are stated here once, with what they mean."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from kb.answers.resolve import ORDERED
from kb.domain.vocabulary import CONFLICT, DENIALS, UNKNOWN, Value, names

TIGHTER: Final = "tighter"
LOOSER: Final = "looser"
LEARNED: Final = "newly known"
LOST: Final = "no longer known"
NEUTRAL: Final = "neutral"
DATES: Final = "dates only"
WORDING: Final = "wording only"

DIRECTIONS: Final = (
    Value(
        TIGHTER, "a worse answer for the patient or the provider: less is covered, or more must be asked for", "bad"
    ),
    Value(LOST, "an answer was taken back: it is data not available now, or its sources conflict", "unknown"),
    Value(LEARNED, "there was no answer, or one in conflict, and now there is one", "neutral"),
    Value(LOOSER, "a better answer: more is covered, or less must be asked for", "good"),
    Value(NEUTRAL, "something else that counts: a text answer, a source, a receipt, a confidence, a reach"),
    Value(DATES, "no answer, only a date"),
    Value(WORDING, "no answer and no date, only how it is said"),
)
"""From what must be looked at first to what may wait; a whole change goes by the first that any part of it has."""

MIRRORS: Final = {TIGHTER: LOOSER, LOOSER: TIGHTER, LEARNED: LOST, LOST: LEARNED}
SILENT: Final = frozenset({"", UNKNOWN, CONFLICT})
"""What is no answer: nothing said, *data not available*, and sources in conflict."""

SIDES: Final = {
    "coverage": (frozenset({"covered", "covered with criteria"}), DENIALS),
    "prior_authorization": (frozenset({"not required"}), frozenset({"required"})),
}
"""The two sides of an answer. What is decided case by case, or required in some cases, stands between them."""


def direction(question: str, before: str, after: str) -> str:
    """Say how the value of an answer changed; both are values of this question, empty where there is none."""
    if before in SILENT or after in SILENT:
        known = before not in SILENT, after not in SILENT
        return {(False, True): LEARNED, (True, False): LOST}.get(known, NEUTRAL)
    order = ORDERED.get(question, ())
    if before == after or before not in order or after not in order:
        return NEUTRAL
    return TIGHTER if order.index(after) > order.index(before) else LOOSER


def flips(question: str, before: str, after: str) -> bool:
    """Tell whether an answer changes sides: covered and denied, required and not required."""
    one, other = SIDES.get(question, (frozenset(), frozenset()))
    return (before in one and after in other) or (before in other and after in one)


def tightest(found: Iterable[str]) -> str:
    """Give the direction of a whole from those of its parts; neutral where there are none."""
    held = set(found)
    return next((name for name in names(DIRECTIONS) if name in held), NEUTRAL)


def mirrored(found: str) -> str:
    """Give the direction of the same change made backwards."""
    return MIRRORS.get(found, found)
