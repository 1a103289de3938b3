"""Pages speak the field's words: none of our own coinages, US spelling, and dates as US readers write them.

The list is that of words that staff did not know or took for something else; what stands in the files' own keys and
in quotes of a payer is not judged. Held over the text of the small library's site and over the texts in the scripts.
"""

from __future__ import annotations

import re

import html5lib
import pytest

from kb.domain.vocabulary import LABELS
from kb.site.unchanged import TEMPLATES

MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
OLD = [
    *(
        r"(?<![.\w-])[Ss]copes?\b",
        r"never a no\b",
        r"not a no\b",
        r"good for payment",
        r"against payment",
        r"said in words",
    ),
    *(
        r"looked and not found",
        r"not looked up",
        r"\blapsed\b",
        r"so it stands at",
        r"(?<!\.)\b[Rr]each(es|ed)?\b(?! =)",
        r"\binforms\b",
    ),
    *(
        rf"\b[0-9]{{1,2}} (?:{MONTHS}) [0-9]{{4}}\b",
        r"US dollars",
        r"\bdollars\b(?! the)",
        r"\b[Ss]peaks? (?:for|to)\b",
    ),
    *(r"[Kk]ept by\b(?! state)", r"[Hh]ow sure\b(?! that)", r"primary elsewhere", r"part-read", r"Evidence to print"),
    *(
        r"version before\b",
        r"How to propose",
        r"What stands\b",
        r"What else speaks",
        r"[Ww]hoever keeps",
        r"\bnobody\b",
    ),
    *(r"\breceipts?\b", r"half-li(?:fe|ves)", r"how long an answer keeps", r"\bedition", r"[Cc]arries on\b"),
    *(r"\b[Tt]ighter\b", r"\b[Ll]ooser\b", r"side by side", r"outranks?", r"taken (?:out|away)", r"slip in it"),
    *(
        r"how deep in the site",
        r"under the pointer",
        r"[Ww]ords must all match;",
        r"[Aa]ll else works",
        r"[Nn]o page (?:here )?holds",
    ),
    *(r"Take the filter", r"\banew\b", r"to hand on", r"by telephone", r"[Rr]eview board", r"[Tt]he whole board"),
    *(
        r"What there is to do",
        r"what somebody else",
        r"How long changes take",
        r"lacks a date",
        r"works by it",
        r"they part\b",
    ),
    *(
        r"\bparent\b",
        r"at most [0-9]+ expected",
        r"[Oo]bserved amounts",
        r"catch-all",
        r"win over this code",
        r"lose to it",
    ),
    *(r"\bBenchmarks\b", r"\bcontractors\b", r"[Ll]icence", r"labelled", r"neighbour", r"judgement", r"colour"),
]
"""Regular expressions of what no page says any more."""

TITLES = ("Both codes by name", "edition of 2019", "The rule on Category III codes reaches both by default.")
"""Words of the small library's own files, which pages repeat."""


@pytest.fixture(scope="module")
def texts(good_site):
    """The visible text of every page of the site that templates, not content, say; by page."""
    found = {}
    for path in sorted(good_site.rglob("*.html")):
        if path.name != "api.html":  # it names the keys of the data
            text = " ".join(_spoken(html5lib.parse(path.read_bytes(), namespaceHTMLElements=False)))
            found[path.relative_to(good_site).as_posix()] = re.sub("|".join(TITLES), "", text)
    return found


def _spoken(element):
    """Give the texts below an element that readers see or hear, but for code, and for quotes and prose of content."""
    if not isinstance(element.tag, str) or element.tag in {"script", "style", "code", "pre", "del", "ins"}:
        return
    if {"prose", "said", "receipts"} & set((element.get("class") or "").split()):
        return
    yield from (
        element.get(name) for name in ("aria-label", "title", "placeholder", "data-column") if element.get(name)
    )
    yield element.text or ""
    for child in element:
        yield from _spoken(child)
        yield child.tail or ""


SCRIPTS = sorted((TEMPLATES / "static").glob("*.js"))
STRING = re.compile(r'"([^"]*)"|`([^`]*)`')
WORDS = re.compile(r"[A-Za-z]{2,} ")
COMMENT = re.compile(r"(?:^|\s)// .*")


@pytest.fixture(scope="module")
def spoken_by_scripts():
    """The texts of two words and more in the scripts, without what is put into them; by script."""
    found = {}
    for path in SCRIPTS:
        lines = (COMMENT.sub("", line) for line in path.read_text(encoding="utf-8").splitlines())
        texts = (one or other for line in lines for one, other in STRING.findall(line))
        found[path.name] = " | ".join(
            re.sub(r"\$\{[^}]*\}", "", text) for text in texts if WORDS.search(text) and text not in LABELS
        )
    return found


@pytest.mark.parametrize("old", OLD)
def test_no_page_and_no_script_says_an_old_word(old, texts, spoken_by_scripts):
    pattern = re.compile(old)
    told = {name: match for name, text in {**texts, **spoken_by_scripts}.items() if (match := pattern.search(text))}
    assert {} == {name: match.string[max(0, match.start() - 40) : match.end() + 40] for name, match in told.items()}
