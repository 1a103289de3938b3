"""One reading of a query, for the box, the card, the hits and the commands: what it asks, of whom, of which day.

What is named binds: plans, codes, quotes, filters. The question comes next, all other words only rank. What nothing
could read is kept and told. The browser reads alike in `static/reading.js`, from the tables of this package; one list
of examples holds both. Pure.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from kb.domain.model import Library
from kb.domain.states import STATES
from kb.domain.vocabulary import QUESTIONS
from kb.search import dates, intent, plans
from kb.search.analysis import CODE, Concepts, spans, words
from kb.search.dates import Found, find_dates
from kb.search.expansion import Corrected, correct_spelling, corrected, expand
from kb.search.intent import IntentTables, make_intent_tables, read_dimensions, read_question
from kb.search.lexicon import Lexicon
from kb.search.not_held import NotHeld, codes_not_held
from kb.search.plans import ADVANTAGE, MEDICARE, Mention, Named, PlanTables, make_plan_tables, read_plans
from kb.search.query import Group, all_groups, only_asks
from kb.search.typed import clean

SKIPPED: Final = ("of", "in", "the", "for", "from", "plan")
"""Words that may stand between a brand and its state."""

NO_STATE: Final = ("in", "or", "as", "me", "hi", "ok", "id", "oh", "de", "la", "al", "co")
"""Abbreviations of states that are words of their own, or begin a denial code: they count only glued to a brand."""

CLASS_TITLES: Final = {"category-iii": "Category III codes", "add-on": "add-on codes"}

TOGETHER: Final = (
    r"(?<![0-9a-z])(?:same (?:day|date|claim|session)|together|with|bundled?|unbundled?|pair|paid|and)(?![0-9a-z])"
)
"""Words by which two codes are asked about together."""

PAIRS: Final = "code-pairs"
"""The section of a code page that two codes together ask for."""

PA, MA = "pa", "ma"
"""Also prior authorization, and Medicare Advantage."""

DENIAL: Final = (
    r"(?<![0-9a-z])(?:carc |rarc )?(?<g>co|pr|oa|pi)[ -]?(?<n>[a-z]?[0-9]{1,3})(?![0-9a-z])",
    r"(?<![0-9a-z])(?:rarc |remark (?:code )?)?(?<n>n[0-9]{1,3}|ma[0-9]{1,3})(?![0-9a-z])",
    r"(?<![0-9a-z])(?:[cr]arc|denial code|remark|deni(?:al|ed))[ #:-]+(?<n>[abdmnw]?[0-9]{1,3})(?![0-9a-z])",
    r"(?<![0-9a-z])(?<n>[abdmpw][0-9]{1,3}) (?=denial|denied|remark|carc|rarc)",
)
"""Codes of a remittance advice: with their group, with their letters, or beside a word that names them so."""


@dataclass(frozen=True)
class ReadingTables:
    """All that a reading needs beside the index: names of plans, questions, denial codes, titles of codes."""

    plans: PlanTables
    intent: IntentTables
    denials: Mapping[str, tuple[str, str]]


@dataclass(frozen=True)
class Part:
    """A part of the reading as a reader sees it: its kind, what was read, and the words it was read from."""

    kind: str
    label: str
    written: str


@dataclass(frozen=True)
class Reading:
    """A query as it is searched and answered.

    `groups` are what a section is held against, `binding` those that it must hold; `rank` the words that only rank.
    `day` and `last_day` bound the time of service, in ISO form, empty where none was named. `scopes` are the plans
    asked of; `named` tells whether any plan was named, be it held or not. `missing` says what is named and not held,
    `notes` what was read otherwise than typed. `table` is the section of a code page that two codes together ask for;
    `read` are the terms that the reading used.
    """

    groups: tuple[Group, ...] = ()
    mended: tuple[Corrected, ...] = ()
    notes: tuple[str, ...] = ()
    absent: tuple[NotHeld, ...] = ()
    codes: tuple[str, ...] = ()
    scopes: tuple[str, ...] = ()
    payers: tuple[str, ...] = ()
    named: bool = False
    plan_label: str = ""
    missing: tuple[str, ...] = ()
    question: str = ""
    class_of_codes: str = ""
    day: str = ""
    last_day: str = ""
    dimensions: tuple[tuple[str, int, str], ...] = ()
    table: str = ""
    parts: tuple[Part, ...] = ()
    read: frozenset[str] = frozenset()

    @property
    def binding(self) -> tuple[Group, ...]:
        """The groups that a section must hold."""
        return tuple(group for group in self.groups if binds(group))


def make_reading_tables(library: Library, concepts: Concepts) -> ReadingTables:
    """Make the tables from a library; `concepts` are those that its search cuts queries with."""
    denials = {one.code.lower(): (one.question, one.words) for one in library.lookup.denial_codes}
    return ReadingTables(make_plan_tables(library, concepts), make_intent_tables(concepts), denials)


def read_query(typed: str, concepts: Concepts, lexicon: Lexicon, tables: ReadingTables, today: dt.date) -> Reading:
    """Read a query as typed. Never fails: what cannot be read is told."""
    text = clean(typed)
    times = find_dates(text, today)
    rest, denial_notes, denial_parts, denial_words = _denials(dates.without(text, times), tables)
    groups = all_groups(rest, concepts)
    mentions = _mentions(groups, tables)
    mended = tuple(correct_spelling(groups, lexicon, kept=_beside_brand(groups, mentions, tables, lexicon)))
    if mended:
        groups = all_groups(corrected(rest, mended), concepts)
        mentions = _mentions(groups, tables)
    named = _unknown_licensee(
        read_plans([one for one in mentions if one], tables.plans), groups, mentions, tables, lexicon
    )
    asking = [g for g, one in zip(groups, mentions, strict=True) if not (g.negative or (one and one.kind == "state"))]
    terms = [term for group in asking for term in terms_of(group, concepts)]
    codes = tuple(_codes(groups))
    question = read_question(terms, rest, tables.intent)
    question = question or (
        "billing" if named.named and any(tables.intent.classes.get(t) == "add-on" for t in terms) else ""
    )
    together = len(codes) > 1 and question in {"", "billing", "benchmarks", "coverage"} and not named.named
    question = "billing" if together and re.search(TOGETHER, rest) else question
    kept = _searched(groups, mentions, named)
    widened = [expand(group, lexicon) for group in kept]
    notes = (*denial_notes, *_time_notes(times), *(note for _, note in widened if note))
    read = Reading(
        groups=tuple(group for group, _ in widened),
        mended=mended,
        notes=notes,
        absent=codes_not_held(tuple(g for g, (w, _) in zip(kept, widened, strict=True) if w == g), lexicon),
        codes=codes,
        scopes=named.scopes,
        payers=named.payers,
        named=named.named,
        plan_label=named.label,
        missing=named.missing,
        question=question,
        class_of_codes=next((tables.intent.classes[term] for term in terms if term in tables.intent.classes), ""),
        day=times[0].first if times and times[0].first else "",
        last_day=times[0].last if times and times[0].last else "",
        dimensions=tuple(read_dimensions(rest, tables.intent)),
        table=PAIRS if together and question in {"", "billing"} else "",
        read=_used(terms, groups, rest, denial_words, tables),
    )
    return replace(read, parts=tuple(_parts(read, times, denial_parts)))


def _used(
    terms: Sequence[str], groups: Sequence[Group], rest: str, denial_words: str, tables: ReadingTables
) -> frozenset[str]:
    """Give the terms that the reading used: of a question, a class of codes, a dimension, a denial code."""
    known = {term for term in terms if term in tables.intent.questions or term in tables.intent.classes}
    whose = {"payer", "plan", "plans", "other", "line"}
    known |= {term for term in terms if tables.plans.terms.get(term, ("",))[0] in whose}
    asks = (group.written for group in groups if str(group.terms[:1]).startswith(("('~asks:", "('~line:")))
    phrases = (phrase for _, _, phrase in read_dimensions(rest, tables.intent))
    spoken = (word.term for text in (*asks, denial_words) for word in words(text))
    return frozenset(known | set(spoken) | {term for phrase in phrases for term in phrase.split(" ")})


# ---- what binds and what ranks


def binds(group: Group) -> bool:
    """Tell whether a section must hold a group: a code, a range, a document number, a quote or a filter."""
    if group.negative or group.kind in {"phrase", "exact", "facet", "any"}:
        return not group.negative
    term = group.terms[0]
    return bool(group.kind in {"word", "concept"} and (re.fullmatch(CODE, term) or term.startswith("#")))


def names_code(group: Group) -> bool:
    """Tell whether a group is a code, a range of codes, or a document number: what may be let go before the plan."""
    terms = [term.removeprefix("code=") for term in group.terms]
    return group.kind == "any" or any(re.fullmatch(CODE, term) or term.startswith("#") for term in terms)


def terms_of(group: Group, concepts: Concepts) -> Iterator[str]:
    """Give the terms of a group, the concepts of a quoted phrase among them; a range of codes names none."""
    if group.kind == "phrase":
        yield from (term for span in spans(group.written, concepts) for term in span.terms)
    elif group.kind != "any":
        yield from (str(term) for term in group.terms)


def _codes(groups: Sequence[Group]) -> Iterator[str]:
    seen: set[str] = set()
    for group in groups:
        for term in group.terms if not group.negative and group.kind != "any" else ():
            code = str(term).removeprefix("code=")
            if re.fullmatch(CODE, code) and code not in seen:
                seen.add(code)
                yield code.upper()


def _searched(groups: Sequence[Group], mentions: Sequence[Mention | None], named: Named) -> list[Group]:
    """Keep what is searched: without the words that only ask, and without the plan where more than that is asked."""
    whose = {"state", "line", "glued", "connector"} if named.named else set()
    rest = [
        group
        for group, one in zip(groups, mentions, strict=True)
        if not (one and one.kind in whose and group.kind != "facet")
    ]
    told = [group for group in rest if not only_asks(group)]
    if any(not group.negative and group.kind != "facet" for group in told):
        return [part for group in told for part in _plain(group)]
    return [part for group in (told or rest or groups) for part in _plain(group)]


def _plain(group: Group) -> Iterator[Group]:
    """Spell out a phrase that only names a question or a line of business: its words rank, each by itself."""
    if group.kind == "concept" and group.terms[0].startswith(("~asks:", "~line:")):
        yield from (
            Group("word", (span.terms[0],), span.written, group.negative) for span in spans(group.written, {})
        )
    else:
        yield group


# ---- plans


def _mentions(groups: Sequence[Group], tables: ReadingTables) -> list[Mention | None]:
    """Tell of each group what it names of a plan, None where it is no plain word of a plan."""
    found = [_mention(group, tables.plans) for group in groups]
    return [_as_state(at, groups, found, tables) or one for at, one in enumerate(found)]


def _mention(group: Group, tables: PlanTables) -> Mention | None:
    if group.negative or not group.terms:
        return None
    term = str(group.terms[0])
    if group.kind == "phrase":
        return None
    kind, name = tables.terms.get(term, ("word", term))
    return Mention(kind, name, group.written)


def _as_state(
    at: int, groups: Sequence[Group], found: Sequence[Mention | None], tables: ReadingTables
) -> Mention | None:
    """Read two letters beside a brand as its state; MA behind a payer without states is Medicare Advantage."""
    group = groups[at]
    if group.negative or group.written.upper() not in STATES or group.kind not in {"word", "concept"}:
        return None
    before = next((j for j in range(at - 1, -1, -1) if groups[j].written not in SKIPPED), None)
    owner = found[before] if before is not None else None
    payer = owner and (
        owner.id if owner.kind == "payer" else tables.plans.plans[owner.id].payer if owner.kind == "plan" else ""
    )
    by_state = bool(payer) and any(plan.states for plan in tables.plans.plans.values() if plan.payer == payer)
    if group.written == MA and owner and owner.kind in {"payer", "other"} and not (by_state and payer != MEDICARE):
        return Mention("line", ADVANTAGE, group.written)
    if not by_state:
        after = found[at + 1] if at + 1 < len(found) else None
        glad = after and after.kind == "payer" and group.written not in (*NO_STATE, PA, MA)
        return (
            Mention("state", group.written.upper(), group.written)
            if glad and after and _states_of(after.id, tables)
            else None
        )
    if group.written in NO_STATE or (group.written == PA and not _asks_beside(at, groups, tables)):
        return None
    return Mention("state", group.written.upper(), group.written)


def _states_of(payer: str, tables: ReadingTables) -> bool:
    return any(plan.states for plan in tables.plans.plans.values() if plan.payer == payer)


def _asks_beside(at: int, groups: Sequence[Group], tables: ReadingTables) -> bool:
    """Tell whether another group than this names a question, so that PA need not be prior authorization."""
    others = (group for number, group in enumerate(groups) if number != at and not group.negative)
    return any(str(term) in tables.intent.questions for group in others for term in group.terms)


def _beside_brand(
    groups: Sequence[Group], mentions: Sequence[Mention | None], tables: ReadingTables, lexicon: Lexicon
) -> frozenset[str]:
    """Give the unknown words next to a brand of licensees: they are likely a licensee's name, and never mended."""
    return frozenset(groups[at].written for at in _strangers(groups, mentions, tables, lexicon))


def _strangers(
    groups: Sequence[Group], mentions: Sequence[Mention | None], tables: ReadingTables, lexicon: Lexicon
) -> Iterator[int]:
    for at, group in enumerate(groups):
        plain = (
            group.kind == "word" and not group.negative and group.written.isalpha() and len(group.written) > len(PA)
        )
        if not plain or only_asks(group) or lexicon.holds(group.terms[0]):
            continue
        beside = [mentions[j] for j in (at - 1, at + 1) if 0 <= j < len(groups)]
        if at > 1 and groups[at - 1].written in SKIPPED:
            beside.append(mentions[at - 2])
        if any(one and one.kind == "payer" and one.id != MEDICARE and _states_of(one.id, tables) for one in beside):
            yield at


def _unknown_licensee(
    named: Named, groups: Sequence[Group], mentions: Sequence[Mention | None], tables: ReadingTables, lexicon: Lexicon
) -> Named:
    """Where an unknown word stands beside a brand, show no licensee's answer: it may name another one."""
    strangers = list(_strangers(groups, mentions, tables, lexicon))
    brands = [payer for payer in named.payers if payer != MEDICARE and _states_of(payer, tables)]
    kinds = {one.kind for one in mentions if one}
    if not strangers or not brands or kinds & {"plan", "plans", "state", "glued", "other"}:
        return named
    title = tables.plans.payers[brands[0]]
    unknown = " ".join(groups[at].written for at in strangers)
    kept = tuple(scope for scope in named.scopes if tables.plans.plans[scope].payer not in brands)
    return replace(
        named, scopes=kept, missing=(*named.missing, f"This library knows no {title} plan called “{unknown}”.")
    )


# ---- denial codes and times


def _denials(text: str, tables: ReadingTables) -> tuple[str, list[str], list[Part], str]:
    """Take denial codes out of a query: put the words in their place that find the sections on each."""
    notes: list[str] = []
    parts: list[Part] = []
    used: list[str] = []
    for pattern in DENIAL:
        for found in reversed(list(re.finditer(re.sub(r"\(\?<(?=[a-z]>)", "(?P<", pattern), text))):
            group, number = found.groupdict().get("g") or "", found["n"]
            held = _denial(group, number, tables)
            if text[: found.start()].count('"') % 2 or not (held or group):
                continue
            shown = "-".join(part for part in (group, number) if part).upper()
            added = held[1] if held else ""
            title = next((q.title.lower() for q in QUESTIONS if held and q.key == held[0]), "")
            told = (
                f"{shown} is read as a denial about {title}."
                if held
                else f"{shown} is a denial code that this library's table does not have."
            )
            notes.append(told)
            parts.append(Part("denial", shown, found[0].strip()))
            used.append(added)
            text = f"{text[: found.start()]} {added} {text[found.end() :]}"
    return text, notes, parts, " ".join(used)


def _denial(group: str, number: str, tables: ReadingTables) -> tuple[str, str] | None:
    """Find a denial code with its group, else by its number alone, whatever group the table has it with."""
    exact = tables.denials.get(f"{group}-{number}" if group else number)
    ends = (value for code, value in tables.denials.items() if code.endswith(f"-{number}"))
    return exact or tables.denials.get(number) or next(ends, None)


def _time_notes(times: Sequence[Found]) -> Iterator[str]:
    for one in times:
        if not one.first:
            yield f"“{one.written}” is no date; write it as 03/01/2026, or as 2026-03-01."
    days = [one for one in times if one.first]
    if len(days) > 1:
        yield f"Several dates: answers are for “{days[0].written}”, the first of them."


def _parts(read: Reading, times: Sequence[Found], denials: Sequence[Part]) -> Iterator[Part]:
    """Give the parts of a reading in the order in which they are shown."""
    for code in read.codes:
        yield Part("code", code, code.lower())
    if read.named:
        yield Part("plan", read.plan_label or "not in this library", read.plan_label)
    if read.question:
        title = next(question.title for question in QUESTIONS if question.key == read.question)
        yield Part("question", title, "")
    if read.class_of_codes and not read.codes:
        yield Part("class", CLASS_TITLES[read.class_of_codes], "")
    yield from denials
    if read.day:
        yield Part("date", times[0].written, times[0].written)


def exported(tables: ReadingTables) -> dict[str, Any]:
    """Give the tables as plain data, for the browser."""
    return {
        "plans": plans.exported(tables.plans),
        "intent": intent.exported(tables.intent),
        "denials": tables.denials,
        "denial": DENIAL,
        "skipped": SKIPPED,
        "noState": NO_STATE,
        "pairs": PAIRS,
        "together": TOGETHER,
        "titles": {question.key: question.title for question in QUESTIONS},
        "classTitles": CLASS_TITLES,
    }
