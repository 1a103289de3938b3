"""Rules on what a record must show for a code: words that tell something, each once, and plans that exist."""

from __future__ import annotations

import re
from typing import Final

from kb.domain.model import CodePage, Library
from kb.domain.scopes import scope_ids
from kb.rules.rule import Found, Rule, on

SHORTEST: Final = 2
"""How many letters and digits a word has at least: one alone stands in half of all texts."""


def element_words(page: CodePage, _: Library) -> Found:
    """A word of an element is long enough to tell something, and stands once: it cannot speak for it and against."""
    for number, element in enumerate(page.elements):
        seen: set[str] = set()
        for key, words in (("words", element.words), ("unlike", element.unlike)):
            for word in words:
                place = page.place("elements", number, key)
                if len(re.findall(r"[A-Za-z0-9]", word)) < SHORTEST:
                    yield place, f"'{word}' is too short to tell anything; write a longer word"
                if word.lower() in seen:
                    yield place, f"'{word}' stands twice; take one out"
                seen.add(word.lower())


def element_plan(page: CodePage, library: Library) -> Found:
    """The plan that asks for an element is one of the library."""
    for number, element in enumerate(page.elements):
        if element.asked_by and element.asked_by not in scope_ids(library):
            place = page.place("elements", number, "asked_by")
            yield place, f"there is no plan '{element.asked_by}'; add it to its payer page, or take the key out"


ELEMENT_RULES: Final = (
    Rule("element-words", "words of an element tell something, each once", on(CodePage, element_words)),
)
ELEMENT_PLAN_RULES: Final = (
    Rule("element-plan", "the plan that asks for an element exists", on(CodePage, element_plan)),
)
