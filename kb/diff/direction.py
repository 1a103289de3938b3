"""How one answer differs from another: the directions, with what they mean."""

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
"""The most pressing first; the direction of a whole change is the first that any of its parts has."""

MIRRORS: Final = {TIGHTER: LOOSER, LOOSER: TIGHTER, LEARNED: LOST, LOST: LEARNED}
NOT_ANSWERS: Final = frozenset({"", UNKNOWN, CONFLICT})
"""Values that are no answer: none given, *data not available*, and sources in conflict."""

SIDES: Final = {
    "coverage": (frozenset({"covered", "covered with criteria"}), DENIALS),
    "prior_authorization": (frozenset({"not required"}), frozenset({"required"})),
}
"""The opposite sides of an answer; *case by case* and *required in some cases* are on neither."""


def direction(question: str, before: str, after: str) -> str:
    """Give the direction from one value of a question to another; a value is empty where there is none."""
    if before in NOT_ANSWERS or after in NOT_ANSWERS:
        known = before not in NOT_ANSWERS, after not in NOT_ANSWERS
        return {(False, True): LEARNED, (True, False): LOST}.get(known, NEUTRAL)
    order = ORDERED.get(question, ())
    if before == after or before not in order or after not in order:
        return NEUTRAL
    return TIGHTER if min(before, after, key=order.index) == before else LOOSER


def flips(question: str, before: str, after: str) -> bool:
    """Tell whether an answer changes sides: from covered to denied, from required to not required, or back."""
    one, other = SIDES.get(question, (frozenset(), frozenset()))
    return (before in one and after in other) or (before in other and after in one)


def leaves_side(question: str, before: str, after: str) -> bool:
    """Tell whether a known answer is taken back, or leaves its side for what stands between the two sides.

    So an answer that changes sides in two steps is noticed at the first.
    """
    if before in NOT_ANSWERS:
        return False
    if after in NOT_ANSWERS:
        return True
    own = next((side for side in SIDES.get(question, ()) if before in side), None)
    return own is not None and after not in own and not flips(question, before, after)


def tightest(found: Iterable[str]) -> str:
    """Give the most pressing of some directions; neutral where there are none."""
    present = set(found)
    return next((name for name in names(DIRECTIONS) if name in present), NEUTRAL)


def mirrored(found: str) -> str:
    """Give the direction of the reverse of a change."""
    return MIRRORS.get(found, found)
