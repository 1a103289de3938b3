"""Rules on answers: a value has a source, an unknown has a reason and a receipt, and answers fit each other.

`authorization-beside-denial` follows the Da Vinci Coverage Requirements Discovery guide (2.2), whose answers on
coverage and prior authorization may not contradict each other.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from kb.domain.model import Answer, Entry, Library
from kb.domain.problem import Place, shown
from kb.domain.vocabulary import CONFIDENCES, DENIALS, HIGH, MEDIUM, QUESTIONS, UNKNOWN, names
from kb.rules.rule import Found, Rule, on


def _values(entry: Entry) -> Iterator[Answer]:
    return (answer for answer in entry.answers.values() if answer.value != UNKNOWN)


def _unknowns(entry: Entry) -> Iterator[Answer]:
    return (answer for answer in entry.answers.values() if answer.value == UNKNOWN)


def no_answer(entry: Entry, _: Library) -> Found:
    """An entry answers at least one question."""
    if not entry.answers:
        keys = ", ".join(question.key for question in QUESTIONS)
        yield entry.place(), f"the entry answers nothing; add at least one of: {keys}"


def value_without_source(entry: Entry, _: Library) -> Found:
    """A value names its sources."""
    for answer in _values(entry):
        if not answer.sources:
            yield entry.place(answer.question), f"add `{answer.question}_sources:`, or write `{UNKNOWN}`"


def value_without_confidence(entry: Entry, _: Library) -> Found:
    """A value says how sure we are."""
    *others, last = names(CONFIDENCES)
    for answer in _values(entry):
        if not answer.confidence:
            levels = f"{', '.join(others)} or {last}"
            yield entry.place(answer.question), f"add `{answer.question}_confidence:` {levels}"


def overconfident(entry: Entry, _: Library) -> Found:
    """A value is never more certain than its source: medium needs one read whole, high the payer's own."""
    for answer in _values(entry):
        place = entry.place(f"{answer.question}_confidence")
        known = [entry.sources[source] for source in answer.sources if source in entry.sources]
        whole = [source for source in known if source.read == "whole"]
        if answer.confidence == MEDIUM and known and not whole:
            yield place, "medium needs a source that was read whole; write low, or cite such a source"
        if answer.confidence != HIGH:
            continue
        if known and all(source.standing == "secondary" for source in whole):
            yield place, "high needs the payer's own document, read whole; write medium or low, or cite it"
        if entry.currency != "current":
            yield place, f"high cannot stand on an entry that is {entry.currency}; write medium or low"


def current_without_document(entry: Entry, _: Library) -> Found:
    """An edition is the newest that was found: something was found, it has a name, and it was read."""
    if entry.currency != "current":
        return
    if not entry.document:
        yield entry.place("currency"), "no edition of nothing is current; add `document:`, or write undated"
    elif not entry.sources:
        yield entry.place("currency"), "nothing of the document was read; add its source record, or write undated"


def unknown_without_reason(entry: Entry, _: Library) -> Found:
    """An unknown says why."""
    for answer in _unknowns(entry):
        if not answer.reason:
            yield (
                entry.place(answer.question),
                f"add `{answer.question}_reason:` to say why it is not available",
            )


def unknown_without_receipt(entry: Entry, _: Library) -> Found:
    """What was looked for and not found has a receipt."""
    searched = {question for receipt in entry.looked for question in receipt.questions}
    for answer in _unknowns(entry):
        if answer.reason == "looked and not found" and answer.question not in searched:
            title = answer.question.replace("_", " ")
            yield entry.place(answer.question), f"add a receipt below `looked:` with `for: {title}`"


def unknown_beside_value(entry: Entry, _: Library) -> Found:
    """An unknown has no sources, words or confidence of a value; a value has no reason of an unknown."""
    for answer in entry.answers.values():
        beside = [answer.sources, answer.words, answer.confidence] if answer.value == UNKNOWN else [answer.reason]
        keys = ["sources", "words", "confidence"] if answer.value == UNKNOWN else ["reason"]
        for name, given in zip(keys, beside, strict=True):
            if given:
                key = f"{answer.question}_{name}"
                yield entry.place(key), f"`{key}:` does not go with `{answer.value}`; take one of the two out"


def answer_without_section(entry: Entry, _: Library) -> Found:
    """An answered question has its section."""
    headings = {section.heading for section in entry.sections}
    for question in QUESTIONS:
        if question.key in entry.answers and question.title not in headings:
            yield entry.place(question.key), f"add a section '## {question.title}' that says how it is known"


def section_without_answer(entry: Entry, _: Library) -> Found:
    """A question's section has its answer in front matter."""
    keys = {question.title: question.key for question in QUESTIONS}
    for section in entry.sections:
        key = keys.get(section.heading)
        if key and key not in entry.answers:
            place = Place(section.line, 4)
            yield place, f"add `{key}:` to front matter, or take the section '{section.heading}' out"


def unknown_not_said(entry: Entry, _: Library) -> Found:
    """The section of an unknown says so in words."""
    keys = {question.title: question.key for question in QUESTIONS}
    for section in entry.sections:
        answer = entry.answers.get(keys.get(section.heading, ""))
        if answer and answer.value == UNKNOWN and UNKNOWN not in section.text.lower():
            place = Place(section.line, 4)
            yield place, f"front matter says `{UNKNOWN}`; begin the section with 'Data not available.'"


def unknown_said(entry: Entry, _: Library) -> Found:
    """The section of a value does not begin as that of an unknown does."""
    keys = {question.title: question.key for question in QUESTIONS}
    for section in entry.sections:
        answer = entry.answers.get(keys.get(section.heading, ""))
        if answer and answer.value != UNKNOWN and section.text.lower().lstrip("* \n").startswith(UNKNOWN):
            message = (
                f"front matter says `{shown(answer.value)}`; begin with what is known, or write `{UNKNOWN}` there"
            )
            yield Place(section.line, 4), message


def authorization_beside_denial(entry: Entry, _: Library) -> Found:
    """Where coverage is denied, an answer on prior authorization says what it means beside the denial."""
    coverage, prior = entry.answers.get("coverage"), entry.answers.get("prior_authorization")
    if not coverage or not prior or coverage.value not in DENIALS:
        return
    if prior.value in {"required", "required in some cases", "not required"} and not prior.note:
        message = f"coverage is {coverage.value}: add `prior_authorization_note:` on what '{prior.value}' means then"
        yield entry.place("prior_authorization"), message


ANSWER_RULES: Final = (
    Rule("no-answer", "an entry answers at least one question", on(Entry, no_answer)),
    Rule("value-without-source", "a value names its sources", on(Entry, value_without_source)),
    Rule("value-without-confidence", "a value says how sure we are", on(Entry, value_without_confidence)),
    Rule("overconfident", "no value is more certain than its source", on(Entry, overconfident)),
    Rule(
        "current-without-document",
        "a current edition names its document, and a source of it",
        on(Entry, current_without_document),
    ),
    Rule("unknown-without-reason", f"`{UNKNOWN}` has a reason", on(Entry, unknown_without_reason)),
    Rule("unknown-without-receipt", "looked and not found has a receipt", on(Entry, unknown_without_receipt)),
    Rule("unknown-beside-value", "an unknown and a value do not mix", on(Entry, unknown_beside_value)),
    Rule("answer-without-section", "an answered question has its section", on(Entry, answer_without_section)),
    Rule("section-without-answer", "a question's section has its answer", on(Entry, section_without_answer)),
    Rule("unknown-not-said", "the section of an unknown says so in words", on(Entry, unknown_not_said)),
    Rule("unknown-said", "the section of a value does not begin as an unknown", on(Entry, unknown_said)),
    Rule(
        "authorization-beside-denial",
        "prior authorization beside denied coverage is explained",
        on(Entry, authorization_beside_denial),
    ),
)
