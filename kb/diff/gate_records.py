"""The rules of the gate on what an entry records beside its values: criteria, a code list, time limits, contacts.

What is added is no concern. What is gone or says something else is, whatever was reviewed: staff reckon, look up and
call by it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from kb.diff.change import Change, Concern
from kb.domain.criteria import Criterion
from kb.domain.model import Entry
from kb.domain.periods import Period
from kb.domain.vocabulary import question

CRITERION, LIST, LIMIT, CONTACT = "criterion-changed", "list-changed", "limit-changed", "contact-changed"


def record_concerns(change: Change, before: Entry, after: Entry) -> Iterator[Concern]:
    """Give the concerns of the records of an entry; of each kind the first that is gone or differs is named."""
    for rule, gone in (
        (CRITERION, _criteria_turned(before, after)),
        (LIST, _left_the_list(before, after)),
        (LIMIT, _gone(_limits(before), _limits(after))),
        (CONTACT, _gone(_contacts(before), _contacts(after))),
    ):
        if gone:
            more = f", and {len(gone) - 1} more" if len(gone) > 1 else ""
            yield Concern(rule, change.id, f"{gone[0]}{more}")


def _gone(before: dict[object, str], after: Iterable[object]) -> list[str]:
    """Name the records that are not there any more as they were."""
    kept = frozenset(after)
    return [told for record, told in before.items() if record not in kept]


def _criteria_turned(before: Entry, after: Entry) -> list[str]:
    """Name the items of criteria that are gone, or of which something else is said."""
    now = _verdicts(after)
    sides = ((place, says, now.get(place, "gone")) for place, says in _verdicts(before).items())
    return [f"{item} of {kind} goes from “{was}” to “{says}”" for (kind, item), was, says in sides if was != says]


def _verdicts(entry: Entry) -> dict[tuple[str, str], str]:
    """Give what is said of each item; of a list that was read whole, something is said of what it lacks, too."""
    said = {(one.kind, item): _says(one) for one in entry.criteria for item in one.items}
    whole = {
        (one.kind, f"each item not below “{one.heading}”"): "not listed" for one in entry.criteria if one.is_whole
    }
    return {**said, **whole}


def _says(criterion: Criterion) -> str:
    most = "" if criterion.most is None else str(criterion.most)
    return " ".join(word for word in (criterion.says, most, criterion.per and f"per {criterion.per}") if word)


def _left_the_list(before: Entry, after: Entry) -> list[str]:
    """Name what is gone of the code list: all of it, that it was read whole, or codes and ranges."""
    if not before.listed:
        return []
    if not after.listed:
        return [f"the code list of {before.listed.source} is gone"]
    kept = frozenset(after.listed.codes)
    partly = before.listed.is_whole and not after.listed.is_whole
    unread = ["the code list is not called whole any more"] if partly else []
    return [
        *unread,
        *(f"{code} is not in the code list any more" for code in before.listed.codes if code not in kept),
    ]


def _limits(entry: Entry) -> dict[object, str]:
    """Give the time limits of known answers without their notes, each with its words."""
    periods = ((key, replace(period, note="")) for key, answer in entry.answers.items() for period in answer.periods)
    return {
        (key, one): f"the time limit of {_asked(key)}, {_reckoned(one)}, is gone or differs" for key, one in periods
    }


def _reckoned(period: Period) -> str:
    return f"{period.length_words} from {period.starts}{period.whom and f' ({period.whom})'}"


def _contacts(entry: Entry) -> dict[object, str]:
    """Give the contacts by what they reach, not by when they were checked."""
    contacts = ((key, one) for key, answer in entry.answers.items() for one in answer.contacts)
    return {
        (key, one.kind, one.value, one.who): f"the {one.kind} {one.value} for {_asked(key)} is gone or differs"
        for key, one in contacts
    }


def _asked(key: str) -> str:
    found = question(key)
    return found.title.lower() if found else key
