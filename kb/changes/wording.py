"""A change in words: whom it concerns, its gist in a line, and all of it line by line."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Final

from kb.changes.recorded import EVERY, FileChange
from kb.diff.change import ADDED, EDITED, MOVED, REMOVED, Change, Fact
from kb.diff.direction import WORDING
from kb.diff.grouping import Group
from kb.diff.wording import codes, group_sides, question_title, shown_facts, shown_name, shown_sides
from kb.domain.days import day
from kb.domain.model import Library
from kb.domain.scopes import scope_name, scope_title
from kb.domain.vocabulary import label

KINDS: Final = {ADDED: "new", REMOVED: "withdrawn", MOVED: "moved", EDITED: "edited"}
WILL, DID = "will change", "changed"
"""What is said of a change that takes effect after it was recorded, before that day and from it on."""

MOST_NAMED: Final = 3
MOST_FACTS: Final = 200
"""How many facts of a change are shown one by one; of more the number is given."""

LONGEST_NAME: Final = 40
PLURALS: Final = {"entry": "entries", "payer page": "payer pages", "code page": "code pages"}


def who(library: Library, recorded: FileChange) -> str:
    """Name what a change concerns: payer and scope by name as far as they are known, or the code."""
    if not recorded.payer:
        return recorded.change.id.rpartition("/")[2].upper()
    payer = library.payers.get(recorded.payer)
    title = payer.title if payer else recorded.payer
    scope = scope_name(library, recorded.change.id.rpartition("/")[0])
    return scope_title(title, scope) if scope else title


def about(library: Library, recorded: FileChange) -> str:
    """Name the page that a change concerns by its title of today, after its payer and scope or code."""
    named = {"payer page": "the payer's page", "code page": "the code's page"}.get(recorded.change.what)
    present = library.by_path.get(f"{recorded.lineage}.md")
    title = present.title if present else recorded.change.title
    return f"{who(library, recorded)}, {named}" if named else f"{who(library, recorded)}: {title}"


def what_happened(change: Change) -> str:
    """Say what happened to a file, and whether the payer's edition or only our reading of it differs."""
    if change.kind == EDITED and change.what == "entry":
        return "new revision" if change.edition else "library edit: same revision, re-read or reworded"
    known = {ADDED: "recorded for the first time", REMOVED: "removed from this library"}
    return known.get(change.kind, f"{change.what} {change.kind}")


def changed_answers(recorded: FileChange) -> tuple[Group, ...]:
    """Return the resolved answers that moved in more than their explanation."""
    return tuple(group for group in recorded.groups if group.direction != WORDING)


def headline(library: Library, recorded: FileChange, verb: str = WILL) -> str:
    """Return a change as one line: payer and scope, page, gist."""
    return f"{about(library, recorded)}: {gist(recorded, verb)}"


def gist(recorded: FileChange, verb: str = WILL) -> str:
    """Return the gist of a change: the answers that differ, else the dates, the sources or the sections.

    `verb` says of one that was still to come on the day of recording that it will take effect, or has taken it.
    """
    ahead = recorded.ahead
    if recorded.change.kind in {ADDED, REMOVED}:
        since = f", {'will begin' if verb == WILL else 'began'} on {day(ahead)}" if ahead else ""
        return f"{recorded.change.what} {KINDS[recorded.change.kind]}{since}"
    when = f" {verb} on {day(ahead)}:" if ahead else ""
    answers = [
        f"{shown_name(fact.name)}{when} {label(fact.before) or 'none'} → {label(fact.after) or 'none'}"
        for fact in recorded.change.answers
    ]
    if recorded.change.kind == MOVED:
        return "; ".join([f"moved from {recorded.change.was}", *answers])
    return _listed(answers) or _secondary_facts(recorded) or "edited"


def _secondary_facts(recorded: FileChange) -> str:
    spans = [fact_words(fact) for fact in recorded.change.facts if fact.name in {"effective", "ends"}]
    sources = Counter(_source_moved(fact) for fact in recorded.change.facts if _source_moved(fact))
    gained = [f"{number} {word}" for word, number in sorted(sources.items())]
    names = dict.fromkeys(_named(fact) for fact in recorded.change.facts if not _source_moved(fact))
    words = [f"wording of {_listed([passage.heading for passage in recorded.change.passages], ', ')}"]
    return "; ".join(
        spans or gained or [_listed(list(names), ", ")] * bool(names) or words * bool(recorded.change.passages)
    )


def _named(fact: Fact) -> str:
    """Name a fact; a confidence with its value before and after."""
    sure = fact.name.endswith(": confidence") and fact.before and fact.after
    return f"{shown_name(fact.name)} {fact.before} → {fact.after}" if sure else _short(fact.name)


def _short(name: str) -> str:
    """Cut the long name of a record to its first words."""
    name = shown_name(name)
    return name if len(name) <= LONGEST_NAME else f"{name[:LONGEST_NAME].rpartition(' ')[0]} …"


def _source_moved(fact: Fact) -> str:
    """Return `sources gained` or `sources lost` for a fact on a whole source; empty for any other."""
    whole = fact.name.startswith("source ") and ":" not in fact.name
    return ("sources gained" if fact.after else "sources lost") if whole and not (fact.before and fact.after) else ""


def fact_words(fact: Fact) -> str:
    """Say a fact in words: `effective: 2026-04-15 → 2026-05-01`, `source gained: ...`."""
    if _source_moved(fact):
        return f"source {'gained' if fact.after else 'lost'}: {fact.after or fact.before}"
    name, (before, after) = shown_name(fact.name), shown_sides(fact)
    return f"{name}: {before} → {after or 'removed'}" if before else f"{name}: {after} (new)"


def most_facts(change: Change) -> tuple[str, ...]:
    """Say the facts to show of a change in words; where they are many, the last says how many more there are."""
    facts = shown_facts(change)
    more = len(facts) - MOST_FACTS
    return (*map(fact_words, facts[:MOST_FACTS]), *([f"and {more} more"] if more > 0 else ()))


def group_words(library: Library, group: Group, ahead: dt.date | None = None, verb: str = WILL) -> str:
    """Say how a resolved answer moves: the question, the codes, payer and scope, the answer before and after.

    `ahead` is the day on which it does, where that was still to come on the day of recording.
    """
    before, after = group_sides(group)
    payer = library.payers.get(group.scope.partition("/")[0])
    name = scope_name(library, group.scope)
    of = scope_title(payer.title, name) if payer else name
    when = f" {verb} on {day(ahead)}" if ahead else ""
    return f"{question_title(group)} of {codes(group)} for {of}{when}: {before} → {after} ({label(group.direction)})"


def lines(library: Library, recorded: FileChange) -> Iterator[str]:
    """Yield all of a change as lines of plain text, the most important first."""
    ahead = recorded.ahead
    since = f", effective {recorded.change.effective}" if recorded.change.effective else ""
    yield f"{recorded.change.what} {KINDS[recorded.change.kind]}: {label(recorded.change.direction)}{since}."
    yield from (f"Answer: {group_words(library, group, ahead)}." for group in changed_answers(recorded))
    yield from (f"{fact_words(fact).rstrip('.')}." for fact in shown_facts(recorded.change))
    if recorded.change.passages:
        yield f"Text of {', '.join(passage.heading for passage in recorded.change.passages)} reads otherwise."
    if recorded.codes:
        yield f"Concerns {', '.join(recorded.codes) if recorded.codes != (EVERY,) else 'every code of the library'}."
    yield f"Recorded {recorded.commit.recorded} in commit {recorded.commit.sha[:7]}: {recorded.commit.subject}"


def counted(files: Iterable[FileChange]) -> str:
    """Count the files of a large addition: 63 entries, 5 payer pages, 2 code pages."""
    found = Counter(recorded.change.what for recorded in files)
    return ", ".join(
        f"{number} {what if number == 1 else PLURALS.get(what, what)}" for what, number in found.most_common()
    )


def _listed(words: list[str], by: str = "; ") -> str:
    more = len(words) - MOST_NAMED
    return by.join(words[:MOST_NAMED]) + (f"{by}{more} more" if more > 0 else "")
