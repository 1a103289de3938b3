"""A change in words: who it is about, what it comes to, and all of it line by line."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Final

from kb.changes.recorded import EVERY, FileChange
from kb.diff.change import ADDED, EDITED, MOVED, REMOVED, Change, Fact
from kb.diff.direction import WORDING
from kb.diff.grouping import Group
from kb.diff.wording import codes, group_sides, question_title, shown_facts
from kb.domain.model import Library
from kb.domain.scopes import scope_name, scope_title

KINDS: Final = {ADDED: "new", REMOVED: "withdrawn", MOVED: "moved", EDITED: "edited"}
MOST_NAMED: Final = 3
LONGEST_NAME: Final = 40
PLURALS: Final = {"entry": "entries", "payer page": "payer pages", "code page": "code pages"}


def who(library: Library, told: FileChange) -> str:
    """Say whom a change is about: payer and scope by name as far as they are known, a code by its number."""
    if not told.payer:
        return told.change.id.rpartition("/")[2].upper()
    payer = library.payers.get(told.payer)
    title = payer.title if payer else told.payer
    scope = scope_name(library, told.change.id.rpartition("/")[0])
    return scope_title(title, scope) if scope else title


def about(library: Library, told: FileChange) -> str:
    """Name the page that a change is about, with whom it is about."""
    named = {"payer page": "the payer's page", "code page": "the code's page"}.get(told.change.what)
    return f"{who(library, told)}, {named}" if named else f"{who(library, told)}: {told.change.title}"


def what_happened(change: Change) -> str:
    """Say what became of a file, and whether by the payer or by a correction of ours, as far as it shows."""
    if change.kind == EDITED and change.what == "entry":
        return "another edition" if change.edition else "same edition, read or worded anew here"
    known = {ADDED: "recorded for the first time", REMOVED: "taken out of this library"}
    return known.get(change.kind, f"{change.what} {change.kind}")


def changed_answers(told: FileChange) -> tuple[Group, ...]:
    """Give the resolved answers that moved in more than how they are explained."""
    return tuple(group for group in told.groups if group.direction != WORDING)


def headline(library: Library, told: FileChange) -> str:
    """Give a change as one line: whom it is about, which page, what it comes to."""
    return f"{about(library, told)}: {gist(told)}"


def gist(told: FileChange) -> str:
    """Say what a change comes to: the answers that differ, else the dates, the sources, the sections."""
    if told.change.kind in {ADDED, REMOVED}:
        return f"{told.change.what} {KINDS[told.change.kind]}"
    answers = [f"{fact.name} {fact.before or 'nothing'} → {fact.after or 'nothing'}" for fact in told.change.answers]
    if told.change.kind == MOVED:
        return "; ".join([f"moved from {told.change.was}", *answers])
    return _listed(answers) or _secondary_facts(told) or "edited"


def _secondary_facts(told: FileChange) -> str:
    spans = [fact_words(fact) for fact in told.change.facts if fact.name in {"effective", "ends"}]
    sources = Counter(_came(fact) for fact in told.change.facts if _came(fact))
    gained = [f"{number} {word}" for word, number in sorted(sources.items())]
    names = dict.fromkeys(_named(fact) for fact in told.change.facts if not _came(fact))
    words = [f"wording of {_listed([passage.heading for passage in told.change.passages], ', ')}"]
    return "; ".join(
        spans or gained or [_listed(list(names), ", ")] * bool(names) or words * bool(told.change.passages)
    )


def _named(fact: Fact) -> str:
    """Name a fact; how sure an answer is, with what it was and is."""
    sure = fact.name.endswith(": confidence") and fact.before and fact.after
    return f"{fact.name} {fact.before} → {fact.after}" if sure else _short(fact.name)


def _short(name: str) -> str:
    """Cut the name of a record, which says all of it, to its first words."""
    return name if len(name) <= LONGEST_NAME else f"{name[:LONGEST_NAME].rpartition(' ')[0]} …"


def _came(fact: Fact) -> str:
    """Tell whether a source came or went."""
    whole = fact.name.startswith("source ") and ":" not in fact.name
    return ("sources gained" if fact.after else "sources lost") if whole and not (fact.before and fact.after) else ""


def fact_words(fact: Fact) -> str:
    """Say a fact in words: `effective: 2026-04-15 → 2026-05-01`, `source gained: ...`."""
    if _came(fact):
        return f"source {'gained' if fact.after else 'lost'}: {fact.after or fact.before}"
    if not fact.before:
        return f"{fact.name}: {fact.after} (new)"
    return f"{fact.name}: {fact.before} → {fact.after or 'taken out'}"


def group_words(library: Library, group: Group) -> str:
    """Say how a resolved answer moved: the question, for whom, from what to what, for which codes."""
    before, after = group_sides(group)
    payer = library.payers.get(group.scope.partition("/")[0])
    name = scope_name(library, group.scope)
    of = scope_title(payer.title, name) if payer else name
    return f"{question_title(group)} of {codes(group)} for {of}: {before} → {after} ({group.direction})"


def lines(library: Library, told: FileChange) -> Iterator[str]:
    """Say all of a change as lines of plain text, the most important first."""
    since = f", effective {told.change.effective}" if told.change.effective else ""
    yield f"{told.change.what} {KINDS[told.change.kind]}: {told.change.direction}{since}."
    yield from (f"Answer: {group_words(library, group)}." for group in changed_answers(told))
    yield from (f"{fact_words(fact).rstrip('.')}." for fact in shown_facts(told.change))
    if told.change.passages:
        yield f"Text of {', '.join(passage.heading for passage in told.change.passages)} reads otherwise."
    if told.codes:
        yield f"Concerns {', '.join(told.codes) if told.codes != (EVERY,) else 'every code of the library'}."
    yield f"Recorded {told.commit.recorded} in commit {told.commit.sha[:7]}: {told.commit.subject}"


def counted(files: Iterable[FileChange]) -> str:
    """Count the files of a large addition: 63 entries, 5 payer pages, 2 code pages."""
    found = Counter(told.change.what for told in files)
    return ", ".join(
        f"{number} {what if number == 1 else PLURALS.get(what, what)}" for what, number in found.most_common()
    )


def _listed(words: list[str], by: str = "; ") -> str:
    more = len(words) - MOST_NAMED
    return by.join(words[:MOST_NAMED]) + (f"{by}{more} more" if more > 0 else "")
