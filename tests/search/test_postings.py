"""What the browser's index is packed from is what Whoosh holds: the same terms, sections, weights and places."""

from __future__ import annotations

import random
from functools import cache
from itertools import accumulate

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from whoosh.util.numeric import byte_to_length, length_to_byte

from kb.content.load import load
from kb.rules.check import check
from kb.search.analysis import has_phrase, make_concepts
from kb.search.documents import SearchDocument, collect, concepts_of
from kb.search.index import create
from kb.search.places import placed
from kb.search.postings import PHRASE, make_postings
from kb.search.scoring import FACET, FIELDS, OF_ENTRIES, SOURCE, counted_length, stored_length, weight
from kb.search.stretches import KIND_FIELD, SHARED_FACETS, SHARED_FIELDS, name_of

CONCEPTS = make_concepts([("prior authorization", ("prior auth", "PA")), ("not covered", ("not covered",))])
WORDS = ("a", "b", "covered", "prior", "auth", "pa", "not", "0709T", "0707T-0710T", "CPB 0557", "c43.9", "covered.")


def section(*facets, **fields):
    return SearchDocument("entry", "section", "entry", "", "", "", fields, facets)


def numbers(packed):
    """Read numbers of seven bits a byte."""
    number, shift = 0, 0
    for byte in packed:
        number |= (byte & 0x7F) << shift
        shift += 7
        if byte < 0x80:
            yield number
            number, shift = 0, 0


def rising(read):
    """Read a list of rising numbers: how many, then the gaps."""
    found = []
    for _ in range(next(read)):
        found.append((found[-1] if found else 0) + next(read))
    return found


def standing(read):
    """Read rising places: the first one doubled, odd where more follow; then how many, and the gaps."""
    first = next(read)
    found = [first // 2]
    for _ in range(next(read) if first % 2 else 0):
        found.append(found[-1] + next(read))
    return found


def unpacked(block, places, members):
    """Give how many sections hold a term, and by field its sections with their weights and places.

    `members` gives the sections that a number stands for in a field.
    """
    read, where = numbers(block), numbers(places)
    holding, fields = next(read), {}
    for field in read:
        name = FIELDS[field].name
        told = rising(read)
        weights = [next(read) for _ in told]
        each = [(number, weight, standing(where)) for number, weight in zip(told, weights, strict=True)]
        fields[name] = sorted((section, w, at) for number, w, at in each for section in members(name, number))
    assert [] == list(where)
    return holding, fields


def members_of(shared):
    """Give what tells the sections that a number stands for in a field."""
    stretch = list(accumulate(shared.begins))

    def members(field, number):
        if field in SHARED_FIELDS:
            return [section for section, of in enumerate(stretch) if of == number + 1]
        if field == KIND_FIELD:
            return [section for section, kind in enumerate(shared.of) if kind == number]
        return [number]

    return members


def of_whoosh(documents, concepts):
    """Read from an index of Whoosh what the packed postings should hold."""
    with create(documents, concepts).searcher() as searcher:
        reader = searcher.reader()
        for raw in sorted({raw for field in FIELDS for raw in reader.lexicon(field.name)}):
            fields = {f.name: list(_held(searcher, documents, f, raw)) for f in FIELDS if (f.name, raw) in reader}
            holding = {section for name, held in fields.items() if name != SOURCE for section, *_ in held}
            yield raw.decode(), (len(holding), fields)


def _held(searcher, documents, field, raw):
    matcher = searcher.reader().postings(field.name, raw)
    while matcher.is_active():
        stored = searcher.doc_field_length(matcher.id(), field.name, 1)
        length = counted_length(field, stored, of_entry=OF_ENTRIES in documents[matcher.id()].facets)
        yield matcher.id(), weight(field, matcher.weight(), length), list(matcher.value_as("positions"))
        matcher.next()


def is_phrase(term):
    return term.startswith(PHRASE)


def phrases(found, members):
    """Give by phrase and field the sections that have it there."""
    for term, block, places in found.terms():
        if is_phrase(term):
            _, fields = unpacked(block, places, members)
            yield term, {name: [section for section, *_ in held] for name, held in fields.items()}


def with_phrases(documents, concepts):
    """Look for each known phrase in each field, the obvious way."""
    known = [terms for phrases in concepts.values() for terms in phrases if len(terms) > 1]
    found = {}
    for number, document in enumerate(documents):
        for name, text in document.fields.items():
            terms = placed(text, concepts)
            for phrase in known:
                if has_phrase(terms, phrase):
                    found.setdefault(PHRASE + " ".join(phrase), {}).setdefault(name, []).append(number)
    return found


def facets_of_whoosh(documents, concepts):
    with create(documents, concepts).reader() as reader:
        return {raw.decode(): list(reader.postings(FACET, raw).all_ids()) for raw in reader.lexicon(FACET)}


def same(documents, concepts):
    found = make_postings(documents, concepts)
    members = cache(members_of(found.shared))
    told = [(term, unpacked(block, places, members)) for term, block, places in found.terms() if not is_phrase(term)]
    assert list(of_whoosh(documents, concepts)) == told
    assert with_phrases(documents, concepts) == {term: held for term, held in phrases(found, members) if held}
    facets = {
        facet: [
            section
            for number in rising(numbers(block))
            for section in (members("named", number) if name_of(facet) in SHARED_FACETS else [number])
        ]
        for facet, block in found.sections_of_facets()
    }
    assert facets_of_whoosh(documents, concepts) == facets
    return len(told)


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 2**32))
def test_both_hold_the_same_of_any_sections(seed):
    dice = random.Random(seed)  # noqa: S311
    documents = tuple(
        section(
            *dice.sample(("kind=entry", "kind=b", "code=0709t"), dice.randint(1, 3)),
            **{
                field.name: " ".join(dice.choices(WORDS, k=dice.randint(1, 40)))
                for field in dice.sample(FIELDS, dice.randint(1, 4))
            },
        )
        for _ in range(dice.randint(1, 9))
    )
    assert same(documents, CONCEPTS)


@pytest.mark.slow
@pytest.mark.parametrize("which", ["good_library", "real_policies"])
def test_both_hold_the_same_of_a_library(which, request):
    library = check(load(request.getfixturevalue(which))).library
    assert same(collect(library), concepts_of(library)) > 100


def test_a_length_is_the_one_that_whoosh_keeps():
    lengths = [*range(1, 3_000), 106_373, 106_374, 200_000]
    assert [byte_to_length(length_to_byte(length)) for length in lengths] == [stored_length(n) for n in lengths]
