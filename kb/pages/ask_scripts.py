"""What the Ask page composes replies of, as scripts of data: claims in words, made as `kb ask` makes them.

Of some plans their answers, and of each code what is asked back. A text stands once in a script, as does a source;
all else are their numbers. Texts of several scripts stand in `static/ask.js` and have the first numbers. In a text
`{plan}` stands for the plan, `{on}` for what the answer is on (` of 0709T`), `{code}` for a code in an explanation,
and `{said}` for the value.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from functools import partial
from typing import Any, Final

from kb.answers.by_class import Classes, resolve_classes
from kb.answers.resolve import Resolution
from kb.ask.choices import choice_of
from kb.ask.claims import Answered, acts_after, answer_claims, not_known
from kb.ask.export import ON, PLAN, SAID, exported
from kb.domain.model import Library
from kb.domain.scopes import scope_ids
from kb.domain.vocabulary import QUESTIONS
from kb.history.answer_as_of import dues
from kb.pages.ask_cited import cited_in, cited_scripts
from kb.pages.ask_facts import facts_of, row_words
from kb.pages.ask_texts import TOGETHER, Kept, parts_of, script_of
from kb.search.analysis import Concepts
from kb.search.card import CLASS_CODES, NAMED, Told, make_card
from kb.search.documents import concepts_of, documents_of_code
from kb.search.reading_result import Reading

GENERAL: Final = {"": "", **CLASS_CODES}
"""What names no single code, and the code that only rules on it reach."""

KEYS: Final = tuple(question.key for question in QUESTIONS)


def ask_scripts(library: Library) -> Iterator[tuple[str, str]]:
    """Yield the address and the text of each script; `library` is what is in force on the day of the site."""
    classes, concepts = resolve_classes(library, [*library.codes, *GENERAL.values()]), concepts_of(library)
    parts = parts_of(library)
    texts = Counter(text for scopes in parts for text in _texts_of(scopes, classes))
    shared = tuple(text for text, number in texts.items() if number > 1)
    yield (
        "static/ask.js",
        script_of("askTables", {**exported(library), "rowWords": row_words(), "texts": shared, "together": TOGETHER}),
    )
    for part, scopes in enumerate(parts):
        yield f"static/ask/plans/{part}.js", _plans(library, part, scopes, classes, Kept(shared))
    for name in (*library.codes, *CLASS_CODES):
        yield (
            f"static/ask/codes/{name.lower()}.js",
            script_of("askCode", name, _of_code(library, name, classes, concepts)),
        )
    yield from cited_scripts(library)


def _texts_of(scopes: Iterable[str], classes: Classes) -> Collection[str]:
    kept = Kept()
    for scope in scopes:
        for number in _numbers(scope, classes):
            _answers(number, classes, kept)
    return kept.texts


def _numbers(scope: str, classes: Classes) -> list[int]:
    """Return the numbers of the classes of codes in a plan, each once."""
    return list(dict.fromkeys(found[scope] for found in classes.of.values()))


def _plans(library: Library, part: int, scopes: Iterable[str], classes: Classes, kept: Kept) -> str:
    plans = {scope: _plan(library, scope, classes, kept) for scope in scopes}
    return script_of("askPlans", part, {"plans": plans, **kept.written()})


def _plan(library: Library, scope: str, classes: Classes, kept: Kept) -> dict[str, Any]:
    """Pack the answers of a plan: `codes` give by code a set, `rest` that of all others; a set has all questions.

    `named` are codes, or the two ends of a range, that its entries name and that have no page.
    """
    answers, sets = dict[str, int](), dict[tuple[int, ...], int]()
    packed = {number: _answers(number, classes, kept) for number in _numbers(scope, classes)}
    places = {number: tuple(answers.setdefault(one, len(answers)) for one in held) for number, held in packed.items()}
    of = {code: code for code in library.codes} | GENERAL
    codes = {name: sets.setdefault(places[classes.of[code][scope]], len(sets)) for name, code in of.items()}
    [(rest, _)] = Counter(codes.values()).most_common(1)
    others = {name: number for name, number in codes.items() if number != rest}
    held = [json.loads(one) for one in answers]
    return {"codes": others, "rest": rest, "sets": list(sets), "answers": held, "named": _named_codes(library, scope)}


def _answers(number: int, classes: Classes, kept: Kept) -> list[str]:
    """Pack the answers on a class of codes, each as JSON, so that those alike are one."""
    return [json.dumps(_answer(one, kept)) for one in classes.answers[number]]


def _answer(found: Resolution, kept: Kept) -> list[Any]:
    """Pack an answer: whether it is known, its value, claim or gap, entry to open first, acts, sources, and warnings.

    A warning is told after the day that stands before it. What is empty at the end is left out.
    """
    answered = Answered(replace(found, code=ON), PLAN, (found.warning,) if found.warning else (), SAID)
    claims = [claim.text for claim in answer_claims(answered)]
    told = "".join(claims) if answered.is_known else not_known(replace(answered, limit=""))
    acts = [kept.text(_on(act)) for act in dict.fromkeys(acts_after([answered]))]
    late = [[due.isoformat(), kept.text(warning)] for due, warning in dues(found)] if claims else []
    entry = found.leading.entry.id if found.leading else ""
    numbers = [int(answered.is_known), *(kept.text(text) for text in (found.value, _on(told), entry))]
    packed = [*numbers, acts, kept.cited(found.sources if claims else ()), late]
    while packed[-1] == []:
        packed.pop()
    return packed


def _on(text: str) -> str:
    """Leave room for what an answer is on: nothing stands there where it is on no code."""
    return text.replace(f" of {ON}", ON)


def _named_codes(library: Library, scope: str) -> list[Any]:
    mine = [entry.reach for entry in library.entries_of(scope) if entry.reach.kind in NAMED]
    alone = {code for reach in mine for code in reach.named_codes if code not in library.codes}
    return [*sorted(alone), *sorted({reach.codes for reach in mine if reach.kind == "range"})]


def _of_code(library: Library, name: str, classes: Classes, concepts: Concepts) -> dict[str, Any]:
    """Pack what is asked back of a code, or of a class of codes, by question, and the facts on a code itself."""
    page, kept = library.codes.get(name), Kept()
    which = {"which": [_choice(library, name, key, classes) for key in KEYS]}
    if not page:
        return which
    facts = facts_of(library, page, concepts, kept)
    whole = (document for document in documents_of_code(page) if not document.place)
    cited = cited_in(library, whole, kept)  # a row's sources stand with the row
    return {**which, "page": page.title, "facts": facts, "cited": cited, **kept.written()}


def _choice(library: Library, name: str, key: str, classes: Classes) -> list[list[int]]:
    """Pack what is asked back where no plan is named: a plan a value, and plans to choose from, by their numbers.

    How many plans give each value is counted in the browser, from the script of the answer card.
    """
    code, is_class = CLASS_CODES.get(name, name), name in CLASS_CODES
    found, at = partial(_found, classes, code), {scope: place for place, scope in enumerate(scope_ids(library))}
    read = Reading(class_of_codes=name, question=key) if is_class else Reading(codes=(code,), question=key)
    card = make_card(read, library, lambda _, scope, asked: _told(found(scope, asked)))
    if not card:
        return []
    answered = (Answered(found(row.scope, key), row.scope) for row in card.rows)
    choice = choice_of(card, (row for row in answered if row.is_known), "")
    return [[at[row.name] for row in rows] for rows in (choice.differing, choice.plans)]


def _found(classes: Classes, code: str, scope: str, key: str) -> Resolution:
    return classes.answers[classes.of[code][scope]][KEYS.index(key)]


def _told(found: Resolution) -> Told:
    return Told(found.value, found.leading.entry.id if found.leading else "")
