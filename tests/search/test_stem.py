"""Search finds what the build indexed only if the browser stems every word exactly as Python does."""

from __future__ import annotations

import re
from itertools import product
from pathlib import Path
from typing import Final

import pytest
import snowballstemmer
from playwright.sync_api import Page

ROOT: Final = Path(__file__).resolve().parents[2]
SCRIPT: Final = (ROOT / "site_templates" / "static" / "stem.js").read_text(encoding="utf-8")

# Other scripts share the namespace: one that replaced it would lose this mark.
NAMESPACE: Final = "window.kb = { mark: 1 }"
STEM_ALL: Final = "words => words.map(word => window.kb.stem(word))"

# Whole words and beginnings that have rules of their own; longer ones that only end like them; words whose like
# occurs in the policies; and a last row of no words at all, each of which tells one letter of a pattern.
ROOTS: Final = """
    andes arsen atlas bias cann commun cosmos earl earr emerg even exc gener gentl herr howe idl inn inter later news
    onl organ out past proc singl ski sky succ ugl univers
    forgotteneven undercann outinn unsucc disproc reexc
    adop agre appl aud bill cover creat deni determin disagre dismiss excl hopp immun medic necess oper pay plann
    quiesc reim relat requir stat therap trial util vaccin valid
    aaeo abyy adeo agui anglia
"""

# Beginnings of every shape: with and without a consonant, a doubled letter, or a y on either side of a vowel.
SHAPES: Final = [
    "".join(parts) for parts in product(("", "b", "y", "ast"), ("", *"aeiouy", "ou"), ("", *"bwx", "ll", "yp"))
]

ENDINGS: Final = """
    s es ss sses us ies ied y ys yed ying eed eedly ed edly ing ingly ating abling bling izing e l ll le
    bbed dded ffed gged mmed nned pped rring tting lling ssed zzed
    able abli ably al aliti ality alism alize alli ally ance anci ancy ant ate ation ational ationally ative
    ativeness ator ble bli biliti bility ed ement ence enci ency ent entli ently er ful fulli fully fulness ible ic
    ical icate iciti icity ion sion tion tional tionally ism ist iti ity ive iveness iviti ivity ize izer ization
    less lessli lessly li ly ment ness ogi ogist ology logi ous ousli ously ousness ali eli cli dli gli hli kli mli
    nli rli tli
"""


def constructed() -> set[str]:
    """The whole product, no sample of it: the same words on every run."""
    beginnings = ["", *ROOTS.split(), *SHAPES]
    return {beginning + ending for beginning, ending in product(beginnings, ["", *ENDINGS.split()])} - {""}


def written() -> set[str]:
    files = [ROOT / "README.md", *(path for path in (ROOT / "policies").rglob("*") if path.is_file())]
    return {word for path in files for word in re.findall(r"[a-z]+", path.read_text(encoding="utf-8").lower())}


def stems_in_the_browser(page: Page, words: list[str]) -> list[str]:
    page.evaluate(NAMESPACE)
    page.add_script_tag(content=SCRIPT)
    return page.evaluate(STEM_ALL, words)


@pytest.mark.browser
@pytest.mark.parametrize("collect", [constructed, written])
def test_browser_and_build_give_every_word_the_same_stem(page, collect):
    words = sorted(collect())
    expected = snowballstemmer.stemmer("english").stemWords(words)
    found = stems_in_the_browser(page, words)
    differences = [triple for triple in zip(words, found, expected, strict=True) if triple[1] != triple[2]]
    assert differences == []


@pytest.mark.browser
def test_the_script_adds_to_the_namespace_it_finds(page):
    stems_in_the_browser(page, [])
    assert page.evaluate("Object.keys(window.kb)") == ["mark", "stem"]


@pytest.mark.slow
def test_the_words_are_many_and_most_of_them_change():
    words = sorted(constructed() | written())
    stems = snowballstemmer.stemmer("english").stemWords(words)
    assert len(words) > 10_000
    assert sum(word != stem for word, stem in zip(words, stems, strict=True)) > len(words) / 2
