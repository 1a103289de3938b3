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

from kb.domain.states import STATES
from kb.search import dates
from kb.search.analysis import CODE, Concepts, spans, words
from kb.search.asks import CONTACTS, DATED, asks_of, kinds_of, terms_of_asks, words_of
from kb.search.binding import codes_of, searched_of, terms_of, without_negated_codes
from kb.search.code_life import out_of_life
from kb.search.dates import Found, find_dates
from kb.search.denials import NOTHING_ON, OF_DENIAL, take_denial_codes
from kb.search.document_numbers import VERSION, as_typed, joined
from kb.search.expansion import Corrected, correct_spelling, corrected, expand, is_one_slip
from kb.search.intent import (
    IntentTables,
    further_questions,
    is_weak,
    of_service_dated,
    questions_beside,
    read_dimensions,
    read_question,
    said_in,
    words_of_dimensions,
)
from kb.search.intent_words import BENCHMARKS
from kb.search.left_out import dimensions_asked, questions_left_out, told_left_out
from kb.search.lexicon import Lexicon
from kb.search.mentions import (
    MA,
    beside_brand,
    jurisdictions,
    may_be_pennsylvania,
    mentions_of,
    without_unknown_licensee,
)
from kb.search.modifiers import modifiers_asked, on_modifiers
from kb.search.not_held import codes_not_held, on_ranges
from kb.search.other_numbers import NUMBER_WORDS, UNLISTED_WORD, as_amounts, other_numbers, with_unlisted
from kb.search.payer_order import of_order, of_second
from kb.search.period_groups import Told, asked_marks, limits_told, state_notes, without_stated_lines
from kb.search.plan_tables import MEDICARE, Mention, Named
from kb.search.plans import read_plans
from kb.search.product_codes import on_products
from kb.search.query import NOISE, NUMBER, Group, all_groups, begins_with, counting
from kb.search.ranking_first import TIMED_QUESTIONS
from kb.search.reading_result import Reading
from kb.search.reading_shown import of_service, parts, span, time_notes
from kb.search.reading_tables import ReadingTables
from kb.search.sections_asked import (
    COVERED,
    DIFFERENCE,
    EFFECTIVE,
    NEWEST,
    PLAIN_MODIFIER,
    STARTS,
    TOGETHER,
    alike_of,
    first_told_of,
    of_setting,
    spoken_of,
    table_of,
)
from kb.search.typed import clean


def read_query(typed: str, concepts: Concepts, lexicon: Lexicon, tables: ReadingTables, today: dt.date) -> Reading:
    """Read a query as typed. Never fails: what cannot be read is told."""
    text = clean(typed)
    times = find_dates(text, today)
    rest, denied = take_denial_codes(dates.without(text, times), tables.denials)
    cut = _cut(rest, concepts, lexicon, tables)
    named, terms, codes = cut.named, cut.terms, tuple(codes_of(cut.groups, lexicon.codes))
    classes = [tables.intent.classes[term] for term in terms if term in tables.intent.classes]
    said = {term for span in spans(denied.words, concepts) for term in span.terms}
    is_dated = any(not one.is_decision for one in times)
    question, together = _question(cut, codes, classes, (denied.question, said), tables.intent)
    question = question or (of_service_dated(cut.text) if is_dated else "")
    kept = _searched(cut, question, times, tables)
    first, last = span(of_service(times))
    unborn, told_of_life = out_of_life(codes, last, today, tables.lives)
    counts = counting(cut.groups, is_timed=question in TIMED_QUESTIONS) | {
        word for said in said_in(cut.text) for word in re.split("[^0-9a-z]+", said)
    }
    widened = [(group, "") if group.written in counts else expand(group, lexicon) for group in kept]
    table = table_of(cut.rest, question, codes, named, together=together)
    dimensions, values_out = _dimensions(cut, table, tables)
    limits, told_of_groups = _limits(question, named, dimensions, last, tables)
    weak = is_weak(terms, question, cut.text, tables.intent)
    further = () if together else _further(cut, question, concepts, tables.intent)
    asks = tuple(
        asks_of(
            _without_names(cut), "" if weak else question, _named(cut, codes, together=together), tables.hospitals
        )
    )
    if any(ask.key in CONTACTS for ask in asks):
        limits, told_of_groups = (), ()
    asks_effective = bool(re.search(EFFECTIVE, cut.text)) or any(ask.key in DATED for ask in asks)
    asked = modifiers_asked(cut.rest, table)
    spoken = (
        denied.words,
        *(match[0] for match in re.finditer(OF_DENIAL, cut.text) if denied.codes),
        *dates.bare_years(times),
        *cut.added,
        *of_order(named.order),
        *(re.findall(PLAIN_MODIFIER, cut.text) if together else []),
        *asked,
        *said_in(cut.text),
        *(match[0] for match in re.finditer(EFFECTIVE, cut.text)),
        *(["effective"] if asks_effective else []),
        *(ask.every for ask in asks),
    )
    read = Reading(
        groups=tuple(group for group, _ in widened),
        mended=cut.mended,
        notes=(
            *denied.notes,
            *cut.notes,
            *_nowhere(denied.words, lexicon),
            *time_notes(times),
            *(note for _, note in widened if note),
        ),
        absent=codes_not_held(tuple(g for g, (w, _) in zip(kept, widened, strict=True) if w == g), lexicon),
        codes=codes,
        scopes=named.scopes,
        payers=named.payers,
        named=named.named,
        plan_label=named.label,
        state_only=named.state_only,
        unborn=unborn,
        missing=(
            *_ambiguous(cut.groups, cut.mentions, tables),
            *jurisdictions(cut.text, concepts, tables),
            *told_left_out([*cut.out, *values_out]),
            *on_ranges(cut.groups, lexicon),
            *([] if weak or denied.codes else _beside(cut, (question, *further), concepts, tables.intent)),
            *without_stated_lines(named, question, tables.limits),
            *told_of_groups,
            *told_of_life,
            *on_modifiers(asked, codes, tables.modifiers),
            *(on_products(cut.groups, tables.products) if named.named and not codes else ()),
        ),
        question=question,
        class_of_codes=next(iter(classes), ""),
        class_terms=tuple(term for term in terms if term in tables.intent.classes),
        day=first,
        last_day=last,
        dimensions=dimensions,
        table=table,
        read=_used(terms, cut.groups, cut.text, spoken, tables) | set(terms_of_asks(asks, cut.groups)) | said,
        limits=limits,
        beside=named.beside,
        brand=named.brand,
        lines=named.lines,
        alike=(
            *alike_of(dimensions, tables.intent),
            *spoken_of(cut.rest),
            *first_told_of(table),
            *words_of(asks),
            *((one,) for one in asked),
        ),
        asks_effective=asks_effective,
        asks_newest=bool(re.search(NEWEST, cut.rest)),
        asks_start=bool(re.search(STARTS, cut.text)),
        further=further,
        is_weak=weak,
        asks=asks,
        outside=any(kind.outside for kind in kinds_of(asks)),
        states=tuple(_other_states(named, tables)),
        undated=_undated(times, question),
        versions=tuple(dict.fromkeys(re.findall(VERSION, cut.text))),
    )
    return replace(read, parts=tuple(parts(read, of_service(times), denied)))


@dataclass(frozen=True)
class _Cut:
    """A query cut into groups: what each of them names of a plan, and the terms that ask.

    `rest` is its text without dates, `text` that as it is cut; both are mended.

    `added` are the words put in place of numbers; `notes` tell of them. `out` gives the questions that it rules out,
    by the words that name each.
    """

    rest: str
    text: str
    groups: tuple[Group, ...]
    mentions: tuple[Mention | None, ...]
    mended: tuple[Corrected, ...]
    named: Named
    out: Mapping[str, str]
    terms: tuple[str, ...]
    added: tuple[str, ...]
    notes: tuple[str, ...]


def _cut(rest: str, concepts: Concepts, lexicon: Lexicon, tables: ReadingTables) -> _Cut:
    """Cut a cleaned query without its dates and denial codes; misspelled words are corrected."""
    text, notes = other_numbers(with_unlisted(rest))
    text, shown = joined(text, lexicon)
    groups = _cut_into(text, shown, concepts, lexicon)
    mentions = mentions_of(groups, tables)
    strange, kept = beside_brand(groups, mentions, tables, lexicon), words_of_dimensions(groups, tables.intent)
    likely = correct_spelling(groups, lexicon, kept=kept)
    mended = tuple(
        one for one in likely if one.typed not in strange or _is_state(one, shown, concepts, lexicon, tables)
    )
    if mended:
        rest, text = corrected(rest, mended), corrected(text, mended)
        groups = _cut_into(text, shown, concepts, lexicon)
        mentions = mentions_of(groups, tables)
    named = read_plans([one for one in mentions if one], tables.plans)
    named = without_unknown_licensee(named, groups, mentions, tables, lexicon)
    out = questions_left_out(groups, tables.intent)
    gone = {at: Mention("left out", "", groups[at].written) for at in out}
    mentions = [gone.get(at, one) for at, one in enumerate(mentions)]
    ruled_out = {groups[at].written: tables.intent.questions[str(groups[at].terms[0])] for at in out}
    terms = [term for group in _asking(groups, mentions) for term in terms_of(group, concepts)]
    added = (*(NUMBER_WORDS if notes else ()), UNLISTED_WORD)
    return _Cut(
        rest, text, tuple(groups), tuple(mentions), mended, named, ruled_out, tuple(terms), added, tuple(notes)
    )


def _searched(cut: _Cut, question: str, times: Sequence[Found], tables: ReadingTables) -> list[Group]:
    """Return the groups that are searched for: not the year of a time limit, and no word that orders two payers."""
    kept = searched_of(cut.groups, cut.mentions, cut.named, tables)
    years = dates.bare_years(times) if question in {"", *TIMED_QUESTIONS} and cut.named.named else ()
    without = {*years, *of_order(cut.named.order)}
    return [group for group in kept if group.written not in without] or kept


def _is_state(
    one: Corrected, shown: Mapping[str, str], concepts: Concepts, lexicon: Lexicon, tables: ReadingTables
) -> bool:
    """Return whether a word beside a brand is a slip of a state's name: alabma."""
    (found, *_) = mentions_of(_cut_into(one.used, shown, concepts, lexicon), tables)
    return bool(found and found.kind == "state") and is_one_slip(one.typed, one.used)


def _cut_into(text: str, shown: Mapping[str, str], concepts: Concepts, lexicon: Lexicon) -> list[Group]:
    """Cut a cleaned query into its groups, numbers as they were typed and amounts read as such."""
    groups = as_typed(without_negated_codes(all_groups(text, concepts)), shown)
    return as_amounts(groups, lexicon)


def _question(
    cut: _Cut, codes: Sequence[str], classes: Sequence[str], denied: tuple[str, set[str]], intent: IntentTables
) -> tuple[str, bool]:
    """Return the question that is put, and whether it is about codes billed together.

    `denied` is the question that denial codes are about, and the terms put in their place: it is put where none is.
    """
    about, said = denied
    question = read_question([term for term in cut.terms if term not in said], cut.text, intent)
    question = question or about or read_question(cut.terms, cut.text, intent)
    if not question and (cut.named.named or codes) and "add-on" in classes:
        question = "billing"
    if not question and any(term.startswith("$") for term in cut.terms):
        question = BENCHMARKS
    together = (
        _side_by_side(cut, codes) and question in {"", "billing", "benchmarks", "coverage"} and not cut.named.named
    )
    if together and not question and re.search(DIFFERENCE, cut.text):
        return "", together
    is_pair = together and re.search(TOGETHER, cut.text) and not re.search(COVERED, cut.text)
    return ("billing" if is_pair else question), together


def _dimensions(cut: _Cut, table: str, tables: ReadingTables) -> tuple[tuple[tuple[str, int, str], ...], list[str]]:
    """Return the values of dimensions that are asked of, and in words those that are ruled out."""
    values, out = dimensions_asked(cut.text, tables.intent)
    values = [*values, *of_second(cut.named.order, values, tables.intent)]
    return tuple(of_setting(one, table) for one in values), out


def _nowhere(said: str, lexicon: Lexicon) -> Iterator[str]:
    """Say of the words that a denial code stands for which of them nothing here has."""
    gone = [word.raw for word in words(said) if word.raw not in NOISE and not lexicon.holds(word.term)]
    if gone:
        yield NOTHING_ON.format(words=" or ".join(f"“{word}”" for word in gone))


def _further(cut: _Cut, question: str, concepts: Concepts, intent: IntentTables) -> tuple[str, ...]:
    """Return the questions put beside the first one, without those that are ruled out."""
    others = further_questions(cut.text, question, concepts, intent)
    return tuple(other for other in others if other not in cut.out.values())


def _beside(cut: _Cut, questions: Sequence[str], concepts: Concepts, intent: IntentTables) -> list[str]:
    """Say which questions are named beside those that are answered; those that are ruled out are told as such."""
    return questions_beside(cut.text, cut.terms, (*questions, *cut.out.values()), concepts, intent)


def _side_by_side(cut: _Cut, codes: Sequence[str]) -> bool:
    """Return whether two codes or more are named, each by itself: those of a range are no pair."""
    return len(codes) > 1 and not any(group.kind == "any" and not group.negative for group in cut.groups)


def _limits(
    question: str, named: Named, dimensions: Sequence[tuple[str, int, str]], last: str, tables: ReadingTables
) -> tuple[tuple[Told, ...], tuple[str, ...]]:
    """Return the time limits for the groups that are named, and all that is told of them and of the states named."""
    marks = asked_marks(named, dimensions, tables.intent)
    limits = limits_told(question, named, marks, last, tables.limits, tables.plans)
    of_states = state_notes(named, limits, tables.limits, tables.plans)
    return limits, (*(told.sentence for told in limits), *of_states)


def _without_names(cut: _Cut) -> str:
    """Return the text of a query without the names of payers and plans: gold plus asks for nothing beside another."""
    whose = {"payer", "plan", "plans", "other"}
    text = cut.text
    for group, one in zip(cut.groups, cut.mentions, strict=True):
        text = text.replace(group.written, " ") if one and one.kind in whose and " " in group.written else text
    return text


def _named(cut: _Cut, codes: Sequence[str], *, together: bool) -> list[str]:
    """Return what a query names of a plan, a code whose payment Medicare sets, and a document."""
    is_medicare = not cut.named.named or set(cut.named.payers) == {MEDICARE}
    numbers = (term for group in cut.groups for term in group.terms if not group.negative)
    is_document = any(re.fullmatch(NUMBER, str(term)) and not re.fullmatch(CODE, str(term)) for term in numbers)
    named = (
        ("plan", cut.named.named),
        ("code", bool(codes) and is_medicare and not together),
        ("document", is_document),
        ("any code", bool(codes)),
        ("nothing", not (cut.named.named or codes or is_document)),
    )
    return [name for name, is_named in named if is_named]


def _undated(times: Sequence[Found], question: str) -> str:
    """Return the first date of a service that could not be read, where no other could; empty for none.

    A day of a decision, and one without its year beside a time limit, leave the answer as it is.
    """
    if span(of_service(times))[0]:
        return ""
    is_timed = question in TIMED_QUESTIONS
    unread = (one for one in times if not one.first and not (one.lacks_year and (one.is_decision or is_timed)))
    return next((one.written for one in unread), "")


def _other_states(named: Named, tables: ReadingTables) -> Iterator[str]:
    """Yield the states that are named and that no plan asked of is recorded for."""
    for state in named.states:
        if not any(state in tables.plans.plans[scope].states for scope in named.scopes):
            yield STATES[state]


def _ambiguous(groups: Sequence[Group], mentions: Sequence[Mention | None], tables: ReadingTables) -> Iterator[str]:
    """Say that MA could be two things where neither payer nor place tells which, and what PA is beside a brand."""
    if any(group.written == MA and one and one.kind == "word" for group, one in zip(groups, mentions, strict=True)):
        yield "“MA” can be Massachusetts or Medicare Advantage: write which one is meant."
    if may_be_pennsylvania(groups, mentions, tables):
        yield "“PA” is read as prior authorization: write Pennsylvania where the state is meant."


def _asking(groups: Sequence[Group], mentions: Sequence[Mention | None]) -> Iterator[Group]:
    """Yield the groups by which a question can be named: not a state, and nothing that is left out."""
    for group, one in zip(groups, mentions, strict=True):
        if not group.negative and not (one and one.kind in {"state", "left out"}):
            yield group


def _used(
    terms: Sequence[str], groups: Sequence[Group], rest: str, written: Sequence[str], tables: ReadingTables
) -> frozenset[str]:
    """Give the terms that the reading used: of a question, a class of codes, a dimension; `written` as text."""
    intent = tables.intent
    known = {term for term in terms if term in intent.questions or term in intent.classes} - intent.particular
    whose = {"payer", "plan", "plans", "other", "line", "not"}
    known |= {term for term in terms if tables.plans.terms.get(term, ("",))[0] in whose}
    phrased = (group.written for group in groups if begins_with(group, "~asks:", "~line:"))
    asks = (phrase for phrase in phrased if phrase not in intent.particular)
    phrases = (phrase for _, _, phrase in read_dimensions(rest, tables.intent))
    named = (group for group in groups if read_dimensions(group.written, tables.intent))
    known |= {str(term) for group in named if group.kind == "concept" for term in group.terms}
    spoken = (word.term for text in (*asks, *written) for word in words(text))
    return frozenset(known | set(spoken) | {term for phrase in phrases for term in phrase.split(" ")})
