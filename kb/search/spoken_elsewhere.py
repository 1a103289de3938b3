"""Words of a query that sections of the plan asked of hold, and nothing that was found: each with the section.

What the best result says of a code without a page is quoted, too. The browser does the same in
`static/spoken_elsewhere.js`. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from kb.search.analysis import Concepts, analyse, words
from kb.search.asks import terms_of_products
from kb.search.documents import SearchDocument
from kb.search.editions import is_out_of_force
from kb.search.field_sets import CODE_PAGES, Matcher, having, holding, of_plans, within
from kb.search.first_entry import names_question
from kb.search.intent import IntentTables
from kb.search.other_numbers import UNLISTED_WORD
from kb.search.query import Group
from kb.search.ranking import Ranked
from kb.search.reading_result import Reading
from kb.search.rule_behind import NEXT_FEW
from kb.search.sections_asked import FEES, LIFE_CYCLE, MODIFIERS, OF_UNITS, PAIRS, UNITS
from kb.search.sentences import sentences, sentences_with
from kb.search.subject import subject_groups

DISEASE: Final = r"(?:cancer|melanoma|tumou?r)s?"
"""Words before a vaccine that an entry on vaccines need not have."""

STEP: Final = "(?:leuk)?apheresis|(?:cell|leukocyte) (?:collection|harvest)"
"""Therapies that are steps of others, too: an entry on the other tells of them."""

THERAPY: Final = (
    rf"(?<![0-9a-z])(?:{STEP}|(?:{DISEASE} )?vaccines?"
    r"|dendritic(?: cells?)?|adoptive(?: (?:cell(?:ular)? )?(?:immuno)?therapy)?|gene therap(?:y|ies)"
    r"|(?:car[ -]?t|til)s?(?: (?:cells?|therapy))?|(?:clinical )?trials?|stem cells?(?: transplants?)?"
    rf"|transplants?|(?:{DISEASE} )?immunotherapy)(?![0-9a-z])"
)
"""Therapies, and trials, that an entry is on or is not."""

TRIAL: Final = "clinical trial"
"""What is asked of beside a code, too; static/spoken_by_plan.js has the same."""

OF_CLASS: Final = r"car[ -]?ts?(?: (?:cells?|therapy))?"
CLASS: Final = tuple(one.term for one in words("gene cellular"))
"""A therapy that entries on its class are on as well, and the terms of such titles."""

NO_ENTRY: Final = "No entry of {who} is on “{therapy}”: what follows only mentions it, or is on something else."
"""What is told of a therapy that the title of no entry of a plan has."""

TABLES: Final = {UNITS: "Units", MODIFIERS: "Modifiers", LIFE_CYCLE: "Life cycle", FEES: "Fee schedule"}
"""Sections of code pages that not every page has, as their headings have them."""

SAID_OF: Final = {UNITS: OF_UNITS, MODIFIERS: "(?<![0-9a-z])modifiers?(?![0-9a-z])"}
"""By which words another section, of a plan or of the page, speaks of what such a section has."""

WORDS_OF: Final = {UNITS: words("unit")[0].term, MODIFIERS: words("modifier")[0].term}
"""The terms of sections that can speak of it."""

ASKING: Final = "~asks:"
"""How the term of a phrase begins by which a query puts a question."""

SPAN: Final = r"(?<![0-9A-Z])([A-Z]?[0-9]{4,5}[A-Z]?)[-\u2013]([A-Z]?[0-9]{4,5}[A-Z]?)(?![0-9A-Z])"
"""A range of codes in a text."""

MOST: Final = 2
"""Sentences that are quoted."""

POLICY: Final = ("coverage", "prior_authorization", "documentation")


def spoken_by_plan(
    read: Reading, ranked: Ranked, documents: Sequence[SearchDocument], matcher: Matcher
) -> dict[str, str]:
    """Say by word which section of the plan asked of speaks of it, where no result does."""
    mine = of_plans(read, matcher) if read.scopes and not read.asks else set()
    few = {number for number, _ in ranked.order[:NEXT_FEW]}
    found = {}
    for group in read.groups if mine else ():
        there = _holding(group, ranked, matcher) & mine
        if there and not there & few:
            titled = within(matcher, "title", *group.terms) & there
            best = min(titled or there)
            title = documents[best].title
            others = [code for code in read.codes if best not in having(matcher, f"code={code.lower()}")]
            beside = f", which is not on {' or '.join(others)}" if others else ""
            found[group.written] = f"“{group.written}” is spoken of in {title}{beside}."
    return found


def spoken_on_pages(
    read: Reading, ranked: Ranked, documents: Sequence[SearchDocument], matcher: Matcher, concepts: Concepts
) -> dict[str, str]:
    """Quote by word what a code page says of the plan asked of, where it has most of the words that no result has.

    Of several words the first tells.
    """
    gone = [group for group in read.groups if group.written in ranked.unheld and not group.negative and group.terms]
    held = {group: set(matcher.matches(group, alone=True)) for group in gone}
    words = [group for group, numbers in held.items() if numbers]
    if not words or not read.scopes or read.asks:
        return {}
    of_plan = having(matcher, CODE_PAGES) & within(matcher, "word", *(f"~{scope}" for scope in read.scopes))
    best = min(of_plan, key=lambda number: (-sum(number in held[group] for group in words), number), default=None)
    there = [group for group in words if best in held[group]]
    if best is None or len(there) * 2 <= len(words):
        return {}
    page, terms = documents[best], [term for group in there for term in group.terms]
    said = " ".join(list(sentences_with(terms, page.fields.get("text", ""), concepts))[:MOST])
    told = f"{page.title}, {page.heading}: “{said}”"
    return {group.written: told if at == 0 else "" for at, group in enumerate(there)} if said else {}


def said_on_page(
    read: Reading, ranked: Ranked, documents: Sequence[SearchDocument], matcher: Matcher, concepts: Concepts
) -> str:
    """Quote what a code page says of the plan asked of and of the subject, where no entry is on the question."""
    if not (read.scopes and read.question and ranked.without_question) or read.asks:
        return ""
    plans = [f"~{scope}" for scope in read.scopes]
    pages = having(matcher, CODE_PAGES) & within(matcher, "word", *plans)
    groups = [*subject_groups(read), *(group for group in read.groups if group.written == UNLISTED_WORD)]
    words = [set(matcher.matches(group, alone=True)) for group in groups] if pages else []
    best = min(pages, key=lambda number: (-sum(number in word for word in words), number), default=None)
    if best is None or not any(best in word for word in words):
        return ""
    page = documents[best]
    said = next(sentences_with(plans, page.fields.get("text", ""), concepts), "")
    return f"{page.title}, {page.heading}: “{said}”" if said else ""


def on_unpaired(
    read: Reading, ranked: Ranked, documents: Sequence[SearchDocument], matcher: Matcher
) -> Iterator[str]:
    """Quote what a page says in words of the pair of two codes of which it has no row: no pair was found."""
    if not ranked.unpaired:
        return
    own = having(matcher, *(f"code={code.lower()}" for code in read.codes)) & having(matcher, f"section={PAIRS}")
    naming = own & holding(matcher, " ".join(read.codes).lower())
    for number in [number for number, _ in ranked.order if number in naming][:NEXT_FEW]:
        page = documents[number]
        said = (
            one for one in sentences(page.fields.get("text", "")) if all(_names(one, code) for code in read.codes)
        )
        if told := next(said, ""):
            yield f"{page.title}, {page.heading}: “{told}”"
            return


def untitled(read: Reading, matcher: Matcher) -> dict[str, str]:
    """Say of a therapy that is named beside a plan, and that no title of its entries has: no entry is on it.

    By the words typed; of several words that name one therapy the first tells, and the others tell nothing. Of a step
    of another therapy that has an entry nothing is told; beside codes only of clinical trials.
    """
    is_asked = read.scopes and not read.asks and read.question in {"", *POLICY}
    found: dict[str, str] = {}
    asked = (
        [one for one in therapies(read, matcher) if not read.codes or one[0].startswith(TRIAL)] if is_asked else []
    )
    mine = of_plans(read, matcher) if asked else set()
    of_products = within(matcher, "title", *terms_of_products(read.groups)) if asked else set()
    has_entry = any(mine & titled for titled in (of_products, *(titled for _, _, titled in asked)))
    for therapy, named, titled in asked:
        if not (mine & titled or (has_entry and re.fullmatch(STEP, therapy))):
            sentence = NO_ENTRY.format(who=read.plan_label, therapy=therapy)
            found |= {group.written: sentence if at == 0 else "" for at, group in enumerate(named)}
    return found


def therapies(read: Reading, matcher: Matcher) -> Iterator[tuple[str, list[Group], set[int]]]:
    """Yield the therapies that a query names: as typed, their words, and the sections whose titles have them."""
    groups = [group for group in read.groups if not group.negative and group.kind in {"word", "concept", "any"}]
    for match in re.finditer(THERAPY, " ".join(group.written for group in groups)):
        named = [group for group in groups if f" {_plain(group.written)} " in f" {_plain(match[0])} "]
        titles = [within(matcher, "title", *g.terms) for g in named if not re.fullmatch(DISEASE, g.written)]
        if re.fullmatch(OF_CLASS, match[0]):
            of_class = set.intersection(*(within(matcher, "title", term) for term in CLASS))
            titles = [found | of_class for found in titles]
        if titles:
            yield match[0], named, set.intersection(*titles)


def _plain(text: str) -> str:
    return re.sub("[^0-9a-z]+", " ", text)


def _holding(group: Group, ranked: Ranked, matcher: Matcher) -> set[int]:
    """Return the sections that hold a word which nothing found holds, or the name of a family of codes."""
    if group.negative or not group.terms:
        return set()
    if group.kind == "any" and str(group.terms[0]).startswith("~"):
        return within(matcher, "word", str(group.terms[0]))
    is_gone = group.kind in {"word", "concept"} and group.written in ranked.unheld
    return set(matcher.matches(group, alone=True)) if is_gone else set()


def on_absent_codes(
    read: Reading, document: SearchDocument | None, intent: IntentTables, concepts: Concepts
) -> Iterator[tuple[str, str, bool]]:
    """Quote by code what the first result, of a plan, says of one without a page, and tell if it is on the question.

    The first sentence is quoted, and one on the question; of a day on which it was not in force nothing is quoted.
    """
    if not read.absent or document is None or document.kind != "entry" or is_out_of_force(read, document):
        return
    own = sentences(document.fields.get("text", ""))
    for code in read.absent:
        said = [one for one in own if _names(one, code.written)]
        on = [one for one in said if names_question(_terms(one, concepts), read, intent)]
        if said:
            told = " ".join(dict.fromkeys((said[0], *on[:1])))
            yield code.written, f"{document.title} says of {code.written}: “{told}”", bool(on)


def _names(sentence: str, code: str) -> bool:
    """Return whether a sentence has a code, or a range that it falls in."""
    ranges = (ends for ends in re.findall(SPAN, sentence) if {_form(end) for end in ends} == {_form(code)})
    is_named = re.search(rf"(?<![0-9A-Z]){re.escape(code)}(?![0-9A-Z])", sentence)
    return bool(is_named) or any(first <= code <= last for first, last in ranges)


def _terms(sentence: str, concepts: Concepts) -> set[str]:
    """Return the terms of a sentence, but for phrases that only ask: the same date is no question of billing."""
    return {term.text for term in analyse(sentence, concepts) if not term.text.startswith(ASKING)}


def _form(code: str) -> str:
    return re.sub("[0-9]", "9", code)


def without_table(
    read: Reading, document: SearchDocument | None, documents: Sequence[SearchDocument], matcher: Matcher
) -> Iterator[str]:
    """Say of each code whose page has nothing of the table that a query asks for that no such thing is recorded.

    What another section of the page says of it is quoted where no plan is named. Where the first result, of a plan,
    speaks of it, nothing is denied.
    """
    said = f"{document.value} {document.fields.get('text', '')}" if document and document.kind == "entry" else ""
    if read.table not in TABLES or (read.table in SAID_OF and re.search(SAID_OF[read.table], said.lower())):
        return
    table = having(matcher, f"section={read.table}")
    for code in read.codes:
        page = having(matcher, CODE_PAGES) & having(matcher, f"code={code.lower()}")
        if page and not page & table:
            there = set() if read.named else page & within(matcher, "word", WORDS_OF.get(read.table, ""))
            spoken = _said_of(read.table, documents[min(there)]) if there else ""
            missing = f"Data not available: the page of {code} has nothing under {TABLES[read.table]}."
            yield f"{missing} {spoken}".rstrip()


def _said_of(table: str, page: SearchDocument) -> str:
    """Quote what a section of a code page says of what another section would have; empty for nothing."""
    own = sentences(page.fields.get("text", ""))
    said = next((one for one in own if re.search(SAID_OF[table], one.lower())), "")
    return f"{page.heading}: “{said}”" if said else ""


def products_in(read: Reading, products: Mapping[str, str]) -> list[tuple[Group, str]]:
    """Return the groups of a query that name a product, each with its code; `products` are the codes by term."""
    groups = (group for group in read.groups if not group.negative and group.terms)
    return [(group, products[str(group.terms[0])]) for group in groups if str(group.terms[0]) in products]


def tables() -> dict[str, Any]:
    """Return the tables of this module as plain data, for the browser."""
    return {
        "therapy": THERAPY,
        "disease": DISEASE,
        "step": STEP,
        "ofClass": [OF_CLASS, CLASS],
        "policy": POLICY,
        "told": NO_ENTRY,
        "tables": TABLES,
        "saidOf": SAID_OF,
        "wordsOf": WORDS_OF,
        "span": SPAN,
    }
