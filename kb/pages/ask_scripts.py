"""What the Ask page composes replies of, as scripts of data: claims in words, made as `kb ask` makes them.

Of some plans their answers, and of each code what is asked back and what its page says.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any, Final

from kb.answers.by_class import resolve_classes
from kb.ask.choices import choice_of
from kb.ask.claims import Answered, is_known
from kb.ask.export import exported
from kb.domain.scopes import scope_ids
from kb.domain.vocabulary import QUESTIONS
from kb.history.clocks import Clocks
from kb.pages.ask_cited import cited_scripts
from kb.pages.ask_days import packed_days
from kb.pages.ask_facts import head_of, parted, row_words, section_of
from kb.pages.ask_limits import reckoned_by
from kb.pages.ask_plans import GENERAL, Held, Worded, held_for, packed_plans, texts_of
from kb.pages.ask_texts import TOGETHER, Kept, parts_of
from kb.pages.claim_days import ClaimDays
from kb.pages.claim_versions import TOGETHER as VERSIONS_TOGETHER
from kb.pages.packing import script_of
from kb.search.card import CLASS_CODES, Told, make_card
from kb.search.documents import concepts_of
from kb.search.reading_result import Reading

KEYS: Final = tuple(question.key for question in QUESTIONS)


def ask_scripts(
    clocks: Clocks, days: ClaimDays | None = None, beside: Callable[[str], None] = lambda _: None
) -> Iterator[tuple[str, str]]:
    """Yield the address and the text of each script.

    `beside` is called for each plan, in the order of lists, while `days` have what was found of it.
    """
    library, days = clocks.library, days or ClaimDays(clocks)
    classes = resolve_classes(library, [*library.codes, *GENERAL.values()])
    concepts, parts = concepts_of(library), parts_of(library)
    held = held_for(library, classes, concepts)
    texts = Counter(text for scopes in parts for text in texts_of(held, scopes))
    shared = tuple(text for text, number in texts.items() if number > 1)
    words = {
        **exported(library),
        "rowWords": row_words(),
        "reckoned": reckoned_by(),
        "texts": shared,
        "together": TOGETHER,
        "versionsTogether": VERSIONS_TOGETHER,
    }
    yield "static/ask.js", script_of("askTables", words)
    for part, scopes in enumerate(parts):
        kept = Kept(shared)
        packed = packed_plans(held, scopes, kept)
        yield f"static/ask/plans/{part}.js", script_of("askPlans", part, packed)
        dated = packed_days(days, packed["plans"], kept, beside)
        yield f"static/ask/days/{part}.js", script_of("askDays", part, dated)
    for name in (*library.codes, *CLASS_CODES):
        yield from _of_code(held, name)
    yield from cited_scripts(library)


def _of_code(held: Held, name: str) -> Iterator[tuple[str, str]]:
    """Yield what is asked back of a code, or of a class of codes, by question, and the facts on a code itself.

    The first script has by section of the code's page the number of the script that it stands in, but for its own.
    """
    page, kept = held.library.codes.get(name), Kept()
    first: dict[str, Any] = {"which": [_choice(held, name, key) for key in KEYS]}
    parts = parted(page) if page else []
    if page:
        further = {section: number for number, part in enumerate(parts) for section in part if number}
        first |= {"page": page.title, "facts": head_of(held.library, page, kept), "parts": further}
        first |= {"sections": {one: section_of(page, one, kept) for one in parts[0]}, **kept.written()}
    yield _code_script(name, first)
    for number, part in enumerate(parts[1:] if page else (), 1):
        own = Kept()
        held_there = {one: section_of(page, one, own) for one in part} if page else {}
        yield _code_script(f"{name}-{number}", {"sections": held_there, **own.written()})


def _code_script(name: str, packed: dict[str, Any]) -> tuple[str, str]:
    return f"static/ask/codes/{name.lower()}.js", script_of("askCode", name, packed)


def _choice(held: Held, name: str, key: str) -> list[list[int]]:
    """Pack what is asked back where no plan is named: a plan a value, and plans to choose from, by their numbers.

    How many plans give each value is counted in the browser, from the script of the answer card.
    """
    code, is_class = CLASS_CODES.get(name, name), name in CLASS_CODES
    of, place, scopes = held.classes.of[code], KEYS.index(key), scope_ids(held.library)
    read = Reading(class_of_codes=name, question=key) if is_class else Reading(codes=(code,), question=key)
    card = make_card(read, held.library, lambda _, scope, __: _told(held.worded[of[scope]][place]))
    if not card:
        return []
    known = (row.scope for row in card.rows if is_known(row.value))
    answered = (Answered(held.classes.answers[of[scope]][place], scope) for scope in known)
    choice = choice_of(card, answered, "")
    return [[scopes.index(row.name) for row in rows] for rows in (choice.differing, choice.plans)]


def _told(answer: Worded) -> Told:
    """Return an answer as a card counts it."""
    return Told(answer.value, answer.entry)
