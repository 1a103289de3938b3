"""Which changes need a second approval, and why. Each rule is named with its reason where a change breaks it.

Answers (`gate_answers`)
polarity-flip     an answer changes sides: from covered to denied, or from required to not required, or back; in an
                  entry, in a resolved answer that differs without an entry's own answer differing so, on a day that a
                  changed date moves, or against the last text of a file that was removed and is added again
answer-left       a known answer is taken back, or leaves its side for what is between the sides, so that an answer
                  which changes sides in two steps is noticed at the first
retroactive       an edit changes what held on days before the edit. Of an entry that had a known answer, it is
                  - a known answer replaced or removed under an effective date before that day
                  - an effective date set, changed or removed, where the new one, or the removed one, is before it
                  - an end date set, changed or removed, where the old or the new one is before it
                  - another day named by which its dates count, where one of them is before it
                  An edit that holds from that day on leaves past days to the former version, which history keeps. An
                  answer that is newly known changes nothing that anyone relied on
secondary-only    an answer replaces data not available and all its sources are secondary; in an entry, or in a
                  resolved answer that differs without an entry's own answer differing so
many-dates        more dates change than are compared day by day

Evidence (`gate_evidence`)
last-source-lost  an entry had sources and has none any more
not-reviewed      a value differs, while the day of review, the sources that it names and its receipts stay as they
                  were: nobody says that a source was read again
receipt-removed   a receipt of a search is gone, and none of the same place and questions is as new
removed           an entry, a payer or a code is gone
moved             an entry speaks for another plan
narrowed          an entry that answers something no longer applies to all the codes that it applied to
replaces          the entries that an entry carries on differ

Records of an entry (`gate_records`); one that is added is none of these
criterion-changed an item of a criterion is gone, or has another verdict or limit; a list of them is no longer whole
list-changed      the code list is gone, lost a code, or is no longer whole
limit-changed     a time limit is gone, or is reckoned otherwise
contact-changed   a contact is gone, or leads elsewhere

names             a payer or a plan is called otherwise, serves other states or lines of business, or takes a name of
                  another: the same answers then speak for somebody else (`gate_names`)

Beside the documents (`gate_files`)
unreadable        a file differs that one side cannot read
services          the list of services differs, which entries and code pages name
search-words      the synonyms or the lookup table differ, which decide what a search finds
question-removed  a question of staff is gone, is no longer held, or expects something else
code-with-content the code that reads, judges or resolves policies changes together with policies
gate-changed      the gate itself changes: its code, scripts or workflows, who approves, or how git writes files
official-fact     a fact of a code with a page, or of a watched one, differs (`official`)
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping

from kb.diff.change import Change, Concern, DatedEffect, Effect
from kb.diff.dated import changed_dates, days_of
from kb.diff.gate_answers import (
    answer_concerns,
    dated_concerns,
    day_concerns,
    effect_concerns,
    return_concerns,
)
from kb.diff.gate_evidence import evidence_concerns
from kb.diff.gate_names import name_concerns
from kb.diff.grouping import grouped
from kb.domain.model import Document, Entry, Library


def concerns(  # noqa: PLR0913, PLR0917  (each is a part of the diff)
    base: Library,
    head: Library,
    changes: tuple[Change, ...],
    effects: Iterable[Effect],
    today: dt.date,
    dated: Iterable[DatedEffect] = (),
    earlier: Mapping[str, Document] | None = None,
) -> tuple[Concern, ...]:
    """List every reason for a second approval that documents give, change by change in their order.

    `today` is the day of the edit. `earlier` are documents that stood once and are not in `base`, by path.
    """
    old, new = ({page.id: page for page in side.documents} for side in (base, head))
    entries_before = {name: page for name, page in old.items() if isinstance(page, Entry)}
    entries_after = {name: page for name, page in new.items() if isinstance(page, Entry)}
    groups = grouped(effects)
    found: list[Concern] = []
    for change in changes:
        was = change.was or change.id
        found += answer_concerns(change, entries_before.get(was), entries_after.get(change.id), today)
        found += effect_concerns(change, groups.get(change.id, ()))
        found += evidence_concerns(change, old.get(was), new.get(change.id))
        found += return_concerns(change, entries_after.get(change.id), earlier or {})
        found += name_concerns(change, base.payers, new.get(change.id))
    days = days_of(changed_dates(base, head, changes))
    return (*found, *dated_concerns(dated), *day_concerns(len(days)))
