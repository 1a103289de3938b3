"""One reading of a query, for the box, the card, the hits and the commands: what it asks, of whom, of which day.

What is named binds: plans, codes, quotes, filters. The question comes next, all other words only rank. What nothing
could read is kept and told. The browser reads alike in `static/reading.js`, from the tables of this package; one list
of examples holds both. Pure.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any, Final

from kb.domain.states import SHORT_NAMES
from kb.domain.vocabulary import QUESTIONS
from kb.search import dates, intent, plan_tables
from kb.search.analysis import CODE, Concepts, spans, words
from kb.search.code_life import out_of_life
from kb.search.dates import Found, find_dates
from kb.search.denials import DENIAL, DeniedFor, take_denial_codes
from kb.search.expansion import Corrected, correct_spelling, corrected, expand
from kb.search.intent import IntentTables, read_dimensions, read_question
from kb.search.lexicon import Lexicon
from kb.search.mentions import (
    MA,
    NAMES,
    NO_STATE,
    PLACED,
    SKIPPED,
    beside_brand,
    mentions_of,
    without_unknown_licensee,
)
from kb.search.not_held import NotHeld, codes_not_held
from kb.search.other_numbers import NUMBER_WORDS, NUMBERS, UNLISTED, UNLISTED_WORD, other_numbers, with_unlisted
from kb.search.period_groups import asked_marks, limits_told, state_notes
from kb.search.plan_tables import MEDICARE, Mention, Named
from kb.search.plans import differs_by_state, read_plans
from kb.search.query import Group, all_groups, only_asks
from kb.search.reading_tables import ReadingTables
from kb.search.typed import clean

CLASS_TITLES: Final = {"category-iii": "Category III codes", "add-on": "add-on codes"}

TOGETHER: Final = (
    r"(?<![0-9a-z])(?:same (?:day|date|claim|session)|together|with|bundled?|unbundled?|pair|paid|and)(?![0-9a-z])"
)
"""Words by which two codes are asked about together."""

EFFECTIVE: Final = (
    r"(?<![0-9a-z])(?:effective(?: date)?|eff date|start date|in effect|in force|begin date)(?![0-9a-z])"
)
"""Words that ask since when a policy holds."""

ALONE: Final = r"(?<![0-9a-z])(?:without|w/o|alone|by itself|no primary|missing primary)(?![0-9a-z])"
"""Words by which one code is asked about without the other."""

SPOKEN_OF: Final = ((UNLISTED, f"place {words(UNLISTED_WORD)[0].term}"), (ALONE, words("alone")[0].term))
"""What a query can speak of, and the term that sections on it hold."""

PAIRS: Final = "code-pairs"
"""The section of a code page that two codes together ask for."""

CLINICAL, CLAIM_FORM = (
    "clinical-context",
    r"(?<![0-9a-z])(?:places? of service(?! plan)|pos(?! plan)|rev(?:enue)? codes?|tob|types? of bill)(?![0-9a-z])",
)
"""The section that has what a claim form asks for besides codes, and the words that ask for it."""

MODIFIERS, BY_MODIFIER = "modifiers", r"(?<![0-9a-z])mod(?:ifier)?s?(?![0-9a-z])"
"""The section on modifiers, and the words that ask for it."""


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
    asked of; `named` tells whether any plan was named, be it held or not, `state_only` that a state was and no payer.
    `unborn` are the codes that did not exist yet on that day. `missing` says what is named and not held or not valid,
    `notes` what was read otherwise than typed. `table` is the section of a code page that two codes together ask for;
    `read` are the terms that the reading used. `limits` are time limits for the groups that are named: plan,
    question, and what is told. `beside` are the plans of a payer that has none of the `lines` asked for.
    `undated`: the date that was typed and could not be read, so that no answer stands; empty without one.
    `alike` are for each dimension named all phrases of its value, as terms.
    `asks_effective`: it asks since when a policy holds.
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
    state_only: bool = False
    unborn: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    question: str = ""
    class_of_codes: str = ""
    day: str = ""
    last_day: str = ""
    dimensions: tuple[tuple[str, int, str], ...] = ()
    table: str = ""
    parts: tuple[Part, ...] = ()
    read: frozenset[str] = frozenset()
    limits: tuple[tuple[str, str, str], ...] = ()
    beside: tuple[str, ...] = ()
    lines: tuple[str, ...] = ()
    undated: str = ""
    alike: tuple[tuple[str, ...], ...] = ()
    asks_effective: bool = False

    @property
    def binding(self) -> tuple[Group, ...]:
        """The groups that a section must hold."""
        return tuple(group for group in self.groups if binds(group))


def read_query(typed: str, concepts: Concepts, lexicon: Lexicon, tables: ReadingTables, today: dt.date) -> Reading:
    """Read a query as typed. Never fails: what cannot be read is told."""
    text = clean(typed)
    times = find_dates(text, today)
    rest, denied = take_denial_codes(dates.without(text, times), tables.denials)
    typed_rest = rest
    rest, number_notes = other_numbers(with_unlisted(rest))
    groups = all_groups(rest, concepts)
    mentions = mentions_of(groups, tables)
    mended = tuple(correct_spelling(groups, lexicon, kept=beside_brand(groups, mentions, tables, lexicon)))
    if mended:
        groups = all_groups(corrected(rest, mended), concepts)
        mentions = mentions_of(groups, tables)
    named = without_unknown_licensee(
        read_plans([one for one in mentions if one], tables.plans), groups, mentions, tables, lexicon
    )
    terms = [term for group in _asking(groups, mentions) for term in terms_of(group, concepts)]
    codes = tuple(_codes(groups))
    question = read_question(terms, rest, tables.intent)
    question = question or (
        "billing" if named.named and any(tables.intent.classes.get(t) == "add-on" for t in terms) else ""
    )
    together = len(codes) > 1 and question in {"", "billing", "benchmarks", "coverage"} and not named.named
    question = "billing" if together and re.search(TOGETHER, rest) else question
    kept = _searched(groups, mentions, named, tables)
    service = _of_service(times)
    first, last = _span(service)
    unborn, told_of_life = out_of_life(codes, last, today, tables.lives)
    widened = [expand(group, lexicon) for group in kept]
    asks_effective = bool(re.search(EFFECTIVE, rest))
    told_words = (*(NUMBER_WORDS if number_notes else ()), UNLISTED_WORD, *(["effective"] if asks_effective else []))
    dimensions = tuple(read_dimensions(rest, tables.intent))
    limits, told_of_groups = _limits(question, named, dimensions, last, tables)
    notes = (*denied.notes, *number_notes, *_time_notes(times), *(note for _, note in widened if note))
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
        state_only=named.state_only,
        unborn=unborn,
        missing=(*_ambiguous(groups, mentions), *named.missing, *told_of_groups, *told_of_life),
        question=question,
        class_of_codes=next((tables.intent.classes[term] for term in terms if term in tables.intent.classes), ""),
        day=first,
        last_day=last,
        dimensions=dimensions,
        table=_table(typed_rest, question, codes, named, together=together),
        read=_used(terms, groups, rest, (denied.words, *dates.bare_years(times), *told_words), tables),
        limits=limits,
        beside=named.beside,
        lines=named.lines,
        alike=(*_alike(dimensions, tables.intent), *_spoken_of(typed_rest)),
        asks_effective=asks_effective,
        undated="" if first else next((one.written for one in times if not one.first), ""),
    )
    return replace(read, parts=tuple(_parts(read, service, denied)))


def _limits(
    question: str, named: Named, dimensions: Sequence[tuple[str, int, str]], last: str, tables: ReadingTables
) -> tuple[tuple[tuple[str, str, str], ...], tuple[str, ...]]:
    """Return the time limits for the groups that are named, and all that is told of them and of the states named."""
    marks = asked_marks(named, dimensions, tables.intent)
    limits = limits_told(question, named, marks, last, tables.limits, tables.plans)
    of_states = state_notes(named, limits, tables.limits, tables.plans)
    return limits, (*(told for _, _, told in limits), *of_states)


def _table(rest: str, question: str, codes: Sequence[str], named: Named, *, together: bool) -> str:
    """Return the section of a code page that a query asks for, whoever pays; empty for none."""
    if named.named and set(named.payers) != {MEDICARE}:
        return ""
    if codes and re.search(CLAIM_FORM, rest):
        return CLINICAL
    if codes and question == "billing" and re.search(BY_MODIFIER, rest):
        return MODIFIERS
    alone = re.search(ALONE, rest) or re.search(UNLISTED, rest)
    return PAIRS if together and not alone and question in {"", "billing"} else ""


def _alike(dimensions: Sequence[tuple[str, int, str]], intent: IntentTables) -> Iterator[tuple[str, ...]]:
    """Yield for each dimension named all phrases of its value."""
    for name, number in dict.fromkeys((name, number) for name, number, _ in dimensions):
        yield tuple(phrase for phrase, value in intent.dimensions.items() if value == (name, number))


def _ambiguous(groups: Sequence[Group], mentions: Sequence[Mention | None]) -> Iterator[str]:
    """Say that MA could be two things where neither payer nor place tells which."""
    if any(group.written == MA and one and one.kind == "word" for group, one in zip(groups, mentions, strict=True)):
        yield "“MA” can be Massachusetts or Medicare Advantage: write which one is meant."


def _spoken_of(rest: str) -> Iterator[tuple[str, ...]]:
    """Yield the word that what comes first should hold where an unlisted code is named, or a code without another."""
    for pattern, word in SPOKEN_OF:
        if re.search(pattern, rest):
            yield (word,)


def _asking(groups: Sequence[Group], mentions: Sequence[Mention | None]) -> Iterator[Group]:
    """Yield the groups by which a question can be named: not a state, and nothing that is left out."""
    for group, one in zip(groups, mentions, strict=True):
        if not group.negative and not (one and one.kind in {"state", "left out"}):
            yield group


def _of_service(times: Sequence[Found]) -> list[Found]:
    """Give the times of the service; those of a decision where no other is named."""
    return [one for one in times if not one.is_decision] or list(times)


def _span(times: Sequence[Found]) -> tuple[str, str]:
    """Give the first and the last day of the first time that could be read, in ISO form; empty where none is."""
    return next(((one.first, one.last) for one in times if one.first), ("", ""))


def _used(
    terms: Sequence[str], groups: Sequence[Group], rest: str, written: Sequence[str], tables: ReadingTables
) -> frozenset[str]:
    """Give the terms that the reading used: of a question, a class of codes, a dimension; `written` as text."""
    known = {term for term in terms if term in tables.intent.questions or term in tables.intent.classes}
    whose = {"payer", "plan", "plans", "other", "line", "not"}
    known |= {term for term in terms if tables.plans.terms.get(term, ("",))[0] in whose}
    asks = (group.written for group in groups if str(group.terms[:1]).startswith(("('~asks:", "('~line:")))
    phrases = (phrase for _, _, phrase in read_dimensions(rest, tables.intent))
    spoken = (word.term for text in (*asks, *written) for word in words(text))
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


def _searched(
    groups: Sequence[Group], mentions: Sequence[Mention | None], named: Named, tables: ReadingTables
) -> list[Group]:
    """Keep what is searched: without the words that only ask, and without the plan where more than that is asked.

    A state stays where a payer that is named has no plans by state: its text may hold a rule of that state.
    """
    whose = {"state", "line", "glued", "connector", "left out"} if named.named else {"left out"}
    held = (payer for payer in named.payers if payer in tables.plans.payers)
    if any(not differs_by_state(payer, tables.plans) for payer in held):
        groups = [_whole_state(group, one) for group, one in zip(groups, mentions, strict=True)]
        whose -= {"state"}
    rest = [
        group
        for group, one in zip(groups, mentions, strict=True)
        if not (one and one.kind in whose and group.kind != "facet")
    ]
    told = [group for group in rest if not only_asks(group)]
    if any(not group.negative and group.kind != "facet" for group in told):
        return [part for group in told for part in _plain(group)]
    return [part for group in (told or rest or groups) for part in _plain(group)]


def _whole_state(group: Group, mention: Mention | None) -> Group:
    """Search a state by its name where its two letters were typed."""
    isolated = mention and mention.kind == "state" and group.kind in {"word", "concept"}
    return replace(group, kind="concept", terms=(f"~@{mention.id}",)) if mention and isolated else group


def _plain(group: Group) -> Iterator[Group]:
    """Spell out a phrase that only names a question or a line of business: its words rank, each by itself."""
    if group.kind == "concept" and group.terms[0].startswith(("~asks:", "~line:")):
        yield from (
            Group("word", (span.terms[0],), span.written, group.negative) for span in spans(group.written, {})
        )
    else:
        yield group


# ---- times and parts


def _time_notes(times: Sequence[Found]) -> Iterator[str]:
    for one in times:
        if not one.first:
            yield f"“{one.written}” is no date; write it as 03/01/2026, or as 2026-03-01."
    for one in times:
        if one.first and one.is_decision:
            yield f"“{one.written}” is read as the day of a decision, not as a date of service."
    days = [one for one in _of_service(times) if one.first]
    if len(days) > 1:
        yield f"Several dates: answers are for “{days[0].written}”, the first of them."


def _parts(read: Reading, times: Sequence[Found], denied: DeniedFor) -> Iterator[Part]:
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
    yield from (Part("denial", code, written) for code, written in denied.codes)
    if read.day:
        written = next(one.written for one in times if one.first)
        yield Part("date", written, written)


def exported(tables: ReadingTables) -> dict[str, Any]:
    """Give the tables as plain data, for the browser."""
    return {
        "plans": plan_tables.exported(tables.plans),
        "intent": intent.exported(tables.intent),
        "denials": tables.denials,
        "lives": {code: asdict(life) for code, life in tables.lives.items()},
        "numbers": [list(number) for number in NUMBERS],
        "numberWords": NUMBER_WORDS,
        "unlisted": [UNLISTED, UNLISTED_WORD],
        "denial": DENIAL,
        "skipped": SKIPPED,
        "noState": NO_STATE,
        "placed": PLACED,
        "names": NAMES,
        "limits": [asdict(limit) for limit in tables.limits],
        "shortStates": SHORT_NAMES,
        "pairs": PAIRS,
        "together": TOGETHER,
        "alone": ALONE,
        "spokenOf": SPOKEN_OF,
        "effective": EFFECTIVE,
        "sections": [[CLINICAL, CLAIM_FORM, ""], [MODIFIERS, BY_MODIFIER, "billing"]],
        "titles": {question.key: question.title for question in QUESTIONS},
        "classTitles": CLASS_TITLES,
    }
