"""Which question a query puts: coverage, prior authorization, rates ... read from its words and phrases.

Also the dimensions that are never crossed: a step of an appeal, a fee schedule, a network, who asks. A query that
names one value of a dimension is not answered by another. The browser does the same in `static/intent.js`. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kb.domain.vocabulary import QUESTIONS
from kb.search.analysis import Concepts, fold, spans, words
from kb.search.dimensions import DIMENSIONS, PEER, SHOWN_AS
from kb.search.intent_words import (
    APART,
    ASKED_TOGETHER,
    BENCHMARKS,
    BESIDE,
    CALLED,
    CLASSES,
    CLAUSES,
    COVERAGE,
    DOCUMENTATION,
    ENDS,
    LIMITS_OF,
    NAMED,
    NOT_MEANT,
    OF_AMOUNTS,
    PAID,
    PARTICULAR,
    PAYS,
    PRICED,
    PRIORITY,
    SENDS,
    SEVERAL,
    TELLS,
    TIMED,
    TIMELY,
    TIMELY_AS_TYPED,
    TIMELY_FILING,
    TOPICS,
    WEAK,
)
from kb.search.query import Group
from kb.search.said_by import MAY, SAID_BY, TURNED


@dataclass(frozen=True)
class IntentTables:
    """By term of a query the question it names, by terms the value of a dimension they name: (dimension, number).

    `spoken` gives the words of a dimension's terms; `weak` are the terms that may stand for something else;
    `following` the terms that ask for the step after another, so sections do not say them of a step; `particular` the
    phrases that name one thing within a question, `apart` the terms of questions that a negation can rule out.
    """

    questions: Mapping[str, str]
    dimensions: Mapping[str, tuple[str, int]]
    classes: Mapping[str, str]
    spoken: Mapping[str, str]
    weak: frozenset[str] = frozenset()
    following: frozenset[str] = frozenset()
    particular: frozenset[str] = frozenset()
    apart: frozenset[str] = frozenset()


def make_intent_tables(concepts: Concepts) -> IntentTables:
    """Make the tables; a phrase counts where the query's own cutting makes one term of it."""
    questions = {term: key for key, phrases in reversed(CALLED.items()) for term in _terms(phrases, concepts)}
    questions |= {f"question={found.slug}": found.key for found in QUESTIONS}
    called = [
        (" ".join(word.term for word in words(phrase)), phrase, (name, number))
        for name, values in DIMENSIONS.items()
        for number, phrases in enumerate(values)
        for phrase in phrases
    ]
    dimensions = {terms: value for terms, _, value in called}
    spoken = {terms: SHOWN_AS.get(phrase, phrase) for terms, phrase, _ in reversed(called)}
    following = frozenset(terms for terms, phrase, _ in called if phrase in SHOWN_AS)
    classes = {term: name for name, phrases in CLASSES.items() for term in _terms(phrases, concepts)}
    weak, particular = (frozenset(_terms(phrases, concepts)) for phrases in (WEAK, PARTICULAR))
    particular |= {fold(phrase) for phrase in PARTICULAR if " " in phrase}
    apart = frozenset(_terms(APART, concepts))
    return IntentTables(questions, dimensions, classes, spoken, weak, following, particular, apart)


def _terms(phrases: Iterable[str], concepts: Concepts) -> Iterable[str]:
    """Return the term of each phrase that is one word or one concept."""
    cut = (spans(phrase, concepts) for phrase in phrases)
    return (found[0].terms[0] for found in cut if len(found) == 1)


def question_groups() -> Iterable[tuple[str, tuple[str, ...]]]:
    """Yield the phrases of each question that are more than one word, by a term of their own."""
    for key, phrases in CALLED.items():
        yield f"asks:{key}", tuple(phrase for phrase in phrases if " " in phrase or "-" in phrase)


def read_question(terms: Iterable[str], text: str, tables: IntentTables) -> str:
    """Return the key of the question that is put; empty if none is. `text` is the cleaned query."""
    other = {term for term, words in NOT_MEANT if re.search(words, text)}
    told = [term for term in terms if term in tables.questions and (term != TIMELY or TIMELY_AS_TYPED in text)]
    told = [term for term in told if term not in other]
    named = {tables.questions[term] for term in told}
    said = next((key for words, key, over in SAID_BY if named <= {key, *over} and re.search(words, text)), "")
    turned = next((other for key, words, other in TURNED if key == said and re.search(words, text)), said)
    return turned or _asked(told, named, text, tables)


def _asked(told: Sequence[str], named: set[str], text: str, tables: IntentTables) -> str:
    """Return the question that words put: `told` are the terms that name one, `named` the questions."""
    if re.search(PRICED, text) and named <= {COVERAGE, BENCHMARKS}:
        return BENCHMARKS
    if re.search(PAYS, text) and named <= {COVERAGE, BENCHMARKS}:
        return COVERAGE
    rates = {term for term in told if tables.questions[term] == BENCHMARKS}
    if rates and rates.issubset(PAID) and named <= {COVERAGE, BENCHMARKS} and not re.search(OF_AMOUNTS, text):
        return COVERAGE
    if re.search(TIMED, text) and named <= {"billing"}:
        timed = next((key for words, key in LIMITS_OF if re.search(words, text)), "")
        return timed or next(iter(named), "")
    if re.search(SENDS, text) and named <= {COVERAGE}:
        return DOCUMENTATION
    return next((key for key in PRIORITY if key in named), "")


def of_service_dated(text: str) -> str:
    """Return the question of a cleaned query that asks for a time limit beside a date of service and nothing else."""
    return TIMELY_FILING if re.search(TIMED, text) else ""


def said_in(text: str) -> list[str]:
    """Return the parts of a cleaned query that put a question as sentences do."""
    return [match[0] for words, _, _ in SAID_BY for match in re.finditer(words, text)]


def is_weak(terms: Iterable[str], question: str, text: str, tables: IntentTables) -> bool:
    """Return whether a question is named only by words that may stand for something else, and by no sentence."""
    if any(key == question and re.search(words, text) for words, key, _ in SAID_BY):
        return False
    naming = [term for term in terms if tables.questions.get(term) == question]
    return bool(naming) and tables.weak.issuperset(naming)


def further_questions(text: str, question: str, concepts: Concepts, tables: IntentTables) -> tuple[str, ...]:
    """Return the questions that other clauses of a cleaned query put beside the one it is read for."""
    family: tuple[str, ...] = next((names for names in ASKED_TOGETHER if question in names), ())
    return tuple(other for other, _ in _of_clauses(text, concepts, tables) if other != question and other in family)


def _of_clauses(text: str, concepts: Concepts, tables: IntentTables) -> Iterable[tuple[str, str]]:
    """Return the questions that the clauses of a cleaned query put, once each, with the clause."""
    found: dict[str, str] = {}
    for clause in re.split(CLAUSES, text):
        terms = [term for span in spans(clause, concepts) for term in span.terms]
        other = read_question(terms, clause, tables)
        if other and (re.search(NAMED, clause) or not is_weak(terms, other, clause, tables)):
            found.setdefault(other, clause)
    return found.items()


def questions_beside(
    text: str, terms: Iterable[str], questions: Sequence[str], concepts: Concepts, tables: IntentTables
) -> list[str]:
    """Say which questions a cleaned query names beside those that are answered, the first of them before the others.

    One that a clause tells of as what happened is none, nor is one of two that no clause parts.
    """
    if not questions or not questions[0]:
        return []
    found = [other for other, clause in _of_clauses(text, concepts, tables) if not re.search(TELLS, clause)]
    named = [term for term in terms if term in tables.questions and term not in tables.weak]
    every = dict.fromkeys(tables.questions[term] for term in named)
    found = [key for key in PRIORITY if key in {*found, *(every if len(every) >= SEVERAL else ())}]
    titles = {one.key: one.label.lower() for one in QUESTIONS}
    others = " and ".join(titles[key] for key in found if key not in questions)
    return [BESIDE.format(others=others, question=titles[questions[0]])] if others else []


def said_of_value(name: str, number: int, tables: IntentTables) -> list[str]:
    """Return the terms by which a section can speak of a value of a dimension."""
    value = (name, number)
    return [terms for terms, held in tables.dimensions.items() if held == value and terms not in tables.following]


def read_dimensions(text: str, tables: IntentTables) -> list[tuple[str, int, str]]:
    """Find the values of dimensions that a cleaned query names: dimension, number, and the words as terms.

    The longest phrases come first, and a word counts for one alone: `non par` is not `par`. No phrase goes over a
    comma: `how to appeal, reconsideration days` asks of the reconsideration.
    """
    clauses = [[word.term for word in words(clause)] for clause in re.split(ENDS, text)]
    left: list[str] = [term for clause in clauses for term in (*clause, "")]
    return [value for value, _ in _values_in(left, tables)]


def values_with_terms_before(text: str, tables: IntentTables) -> list[tuple[tuple[str, int, str], list[list[str]]]]:
    """Find the values of dimensions as `read_dimensions` does, each with the terms before every place of it."""
    clauses = [[word.term for word in words(clause)] for clause in re.split(ENDS, text)]
    terms = [term for clause in clauses for term in (*clause, "")]
    return [(value, [terms[:at] for at in places]) for value, places in _values_in(list(terms), tables)]


def _values_in(left: list[str], tables: IntentTables) -> Iterator[tuple[tuple[str, int, str], list[int]]]:
    """Yield the values of dimensions that some terms name, and where; the terms are taken away from `left`."""
    present = frozenset(left)
    for phrase, (name, number) in sorted(tables.dimensions.items(), key=lambda item: -item[0].count(" ")):
        wanted = phrase.split(" ")
        if not present.issuperset(wanted):
            continue
        places = [at for at in range(len(left)) if left[at : at + len(wanted)] == wanted]
        if places:
            yield (name, number, phrase), places
        for at in places:
            left[at : at + len(wanted)] = [""] * len(wanted)


def words_of_dimensions(groups: Iterable[Group], tables: IntentTables) -> frozenset[str]:
    """Return the words of a query that name a value of a dimension, or part of one: they are not misspelled."""
    known = {term for phrase in tables.dimensions for term in phrase.split(" ")}
    return frozenset(group.written for group in groups if group.terms and str(group.terms[0]) in known)


def topic_of(heading: str) -> str:
    """Return the question that a heading answers, on an entry or on a code page; empty for none."""
    asked = {question.title: question.key for question in QUESTIONS}
    return asked.get(heading) or TOPICS.get(heading, "")


def _by_value(dimensions: Mapping[str, tuple[str, int]]) -> dict[str, list[list[str]]]:
    """Return by dimension and number of a value the terms of its phrases: the browser turns it around again."""
    return {
        name: [
            [terms for terms, value in dimensions.items() if value == (name, number)] for number in range(len(values))
        ]
        for name, values in DIMENSIONS.items()
    }


def exported(tables: IntentTables) -> dict[str, Any]:
    """Return the tables as plain data, for the browser."""
    return {
        "questions": tables.questions,
        "values": _by_value(tables.dimensions),
        "classes": tables.classes,
        "spoken": {phrase: said for phrase, said in tables.spoken.items() if said != phrase},
        "following": sorted(tables.following),
        "particular": sorted(tables.particular),
        "apart": sorted(tables.apart),
        "priority": PRIORITY,
        "priced": PRICED,
        "pays": PAYS,
        "paid": [PAID, OF_AMOUNTS],
        "sends": SENDS,
        "peer": PEER,
        "saidBy": SAID_BY,
        "mayBeSaid": MAY,
        "turned": TURNED,
        "notMeant": NOT_MEANT,
        "documentation": DOCUMENTATION,
        "timely": [TIMELY, TIMELY_AS_TYPED],
        "timed": TIMED,
        "limitsOf": LIMITS_OF,
        "weak": sorted(tables.weak),
        "clauses": CLAUSES,
        "beside": [NAMED, TELLS, SEVERAL, BESIDE],
        "ends": ENDS,
        "askedTogether": ASKED_TOGETHER,
        "coverage": COVERAGE,
        "benchmarks": BENCHMARKS,
    }
