"""Whoosh finds what it should: held to a plain sum over every section, and to what people expect of a search."""

from __future__ import annotations

import random
import tempfile
from collections import Counter
from itertools import chain

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from whoosh.util.numeric import byte_to_length, length_to_byte

from kb.search.analysis import analyse, make_concepts
from kb.search.binding import binds
from kb.search.documents import SearchDocument
from kb.search.index import Matcher, Opened, create, open_folder
from kb.search.query import parse_query, slight
from kb.search.ranking import rank
from kb.search.ranking_base import SLIGHT
from kb.search.reading_result import Reading
from kb.search.scoring import FIELDS, LEAD, OF_ENTRIES, SOURCE, VALUE_FIELDS, counted_length, rarity, weight
from kb.search.typed import clean

CONCEPTS = make_concepts(
    [
        ("prior authorization", ("prior authorization", "prior auth", "PA")),
        ("not covered", ("not covered", "non-covered")),
    ]
)


def section(*facets, **fields):
    """Make a search document of some fields and facets."""
    return SearchDocument("entry", "section", "entry", "", "", "", fields, facets)


def search(index, groups):
    return rank(Reading(groups=groups), Matcher(Opened(index)))


def searched(documents, typed):
    return search(create(documents, CONCEPTS), parse_query(clean(typed), CONCEPTS))


def found(documents, typed):
    """Search documents as typed, and give the numbers found, the best first."""
    return [number for number, _ in searched(documents, typed).order]


LIBRARY = (
    section("kind=code", "code=0709t", lead="0709T", named="0709T", heading="Summary", text="A further injection."),
    section("kind=entry", "payer=aetna", name="Aetna", heading="Coverage", value="covered", text="Paid for 0709T."),
    section("kind=entry", "payer=uhc", name="UnitedHealthcare", heading="Coverage", value="not covered"),
    section("kind=entry", "payer=uhc", heading="Coverage", value="investigational", denied="not covered"),
    section("kind=entry", "payer=uhc", heading="Billing", text="Prior authorization is not covered by this rule."),
    section(
        "kind=payer", "payer=cigna", lead="Cigna", heading="Who decides", text="An author of policies, for units."
    ),
)


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("0709T", [0, 1]),
        ("0709t", [0, 1]),
        ("0708T-0710T", [0, 1]),
        ("0709", []),
        ("covered", [1, 2, 3, 4]),
        ("not", [2, 3, 4]),
        ("prior auth", [4]),
        ("PA", [4]),
        ("authorization", [4]),
        ("author", [5]),
        ("united", [2]),
        ("unit", [5]),
        ('"further injection"', [0]),
        ('"injection further"', []),
        ('"is not covered"', [4]),
        ("payer:uhc", [2, 3, 4]),
        ("payer:uhc coverage", [2, 3]),
        ("kind:entry payer:aetna", [1]),
        ("payer:uhc payer:aetna", []),
        ("coverage -payer:uhc", [1]),
        ("covered -not", [1]),
        ("covered -paid -investigational", [2, 4]),
        ('coverage -"not covered"', [1]),
        ('payer:uhc -"not covered"', [4]),
        ("-kind:entry", [0, 5]),
        ('-kind:entry -"further injection"', [5]),
        ("-zebra", [0, 1, 2, 3, 4, 5]),
        ("zebra -coverage", []),
        ("", []),
        ("-", []),
    ],
)
def test_a_query_finds(typed, expected):
    assert expected == sorted(found(LIBRARY, typed))


@pytest.mark.parametrize("typed", ["not covered", '"not covered"', "non-covered"])
def test_not_covered_finds_that_value_and_then_what_amounts_to_it_but_no_prose(typed):
    assert [2, 3] == found(LIBRARY, typed)


def test_the_page_of_a_code_comes_before_sections_that_name_it():
    assert [0, 1] == found(LIBRARY, "0709T")


def test_where_no_section_has_all_words_those_that_stand_nowhere_are_dropped_and_told():
    result = searched(LIBRARY, "zebra aetna payer:nobody coverage")
    assert ("zebra", "payer:nobody") == result.dropped
    assert 1 == result.order[0][0]


def test_where_no_section_has_all_words_there_are_any_has_one():
    result = searched(LIBRARY, "zebra author paid billing")
    assert ("zebra",) == result.dropped
    assert {1, 4, 5} == {number for number, _ in result.order}


def test_a_filter_holds_also_where_any_word_will_do():
    assert [4] == found(LIBRARY, "author injection billing kind:entry")
    assert [4] == found(LIBRARY, "author billing payer:uhc kind:entry")


def test_a_word_that_must_not_stand_there_never_does():
    assert {0, 5} == set(found(LIBRARY, "author injection billing -rule"))


@pytest.mark.parametrize("typed", ["zebra", "zebra giraffe", "zebra payer:nobody", "zebra -aetna"])
def test_words_that_stand_nowhere_find_nothing(typed):
    result = searched(LIBRARY, typed)
    assert () == result.order
    assert tuple(word for word in typed.split() if not word.startswith("-")) == result.dropped


def test_filters_and_negations_alone_give_sections_in_their_order_without_a_score():
    assert ((2, 0), (3, 0), (4, 0)) == searched(LIBRARY, "payer:uhc").order
    assert ((0, 0), (5, 0)) == searched(LIBRARY, "-kind:entry").order


def test_of_equal_sections_the_first_in_the_list_comes_first():
    alike = [section(text="vaccine")] * 30
    assert list(range(30)) == found(alike, "vaccine")


def test_an_empty_library_has_nothing():
    result = searched((), "vaccine")
    assert ((), ("vaccine",)) == (result.order, result.dropped)


def test_of_two_sections_the_one_with_more_of_the_words_comes_first_however_often_one_word_stands():
    documents = (section(text="vaccine " * 9), section(text="vaccine melanoma"), section(text="melanoma"))
    assert 1 == found(documents, "vaccine melanoma")[0]


def test_a_code_binds_and_words_only_rank():
    documents = (
        section(named="0709T", text="coverage"),
        section(text="coverage of melanoma"),
        section(named="0709T"),
    )
    assert {0, 2} == set(found(documents, "0709T coverage melanoma"))


def test_a_code_that_no_section_holds_beside_another_is_let_go_and_told():
    documents = (section(named="0709T", text="x"), section(named="0708T", text="y"))
    result = searched(documents, "0709T 0708T")
    assert (("0708t",), 0) == (result.loosened, result.order[0][0])


def test_words_that_no_best_section_holds_are_told():
    documents = (section(named="0709T", text="coverage"), section(text="lung"))
    assert ("lung",) == searched(documents, "0709T coverage lung").unheld


def test_even_in_an_endless_text_a_word_is_worth_something():
    assert 1 == weight(FIELDS[-1], 1, 10**9)
    assert 0 < rarity(1, 1) < rarity(2, 1) < rarity(10_000, 1)


def test_one_more_sentence_in_a_text_of_usual_length_leaves_the_weights_of_its_other_words():
    field = next(one for one in FIELDS if one.name == "text")
    assert {weight(field, 1, length) for length in range(85, 168)} == {weight(field, 1, field.usual_length)}


def test_in_a_much_longer_text_a_word_is_worth_less():
    field = next(one for one in FIELDS if one.name == "text")
    weights = [weight(field, 1, length) for length in (25, 50, 100, 200, 400)]
    assert weights == sorted(set(weights), reverse=True)


def test_an_index_in_a_folder_finds_the_same(tmp_path):
    create(LIBRARY, CONCEPTS, tmp_path).close()
    groups = parse_query("covered -paid", CONCEPTS)
    stored = open_folder(tmp_path)
    assert search(create(LIBRARY, CONCEPTS), groups) == search(stored, groups)
    stored.close()


def test_indexes_can_be_made_side_by_side_and_leave_nothing_behind(tmp_path, monkeypatch):
    """Whoosh by itself would share one folder of temporary files, which is a file here."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    (tmp_path / "MAIN.tmp").write_text("another's")
    assert [1] == found(LIBRARY, "paid")
    assert ["MAIN.tmp"] == [path.name for path in tmp_path.iterdir()]


# The slow and obvious way to search: every section is looked at for every group.


class Plain:
    """Sections as lists of terms by field, each asked for each term."""

    def __init__(self, documents):
        self.documents = documents
        self.terms = [
            {
                field.name: [term.text for term in analyse(document.fields.get(field.name, ""), CONCEPTS)]
                for field in FIELDS
            }
            for document in documents
        ]
        scored = [[text for name, text in texts.items() if name != SOURCE] for texts in self.terms]
        self.holding = Counter(term for texts in scored for term in set(chain.from_iterable(texts)))

    def worth(self, number, field, term):
        """Weigh a term in a field of a section, in 1/4096; 0 where it does not stand there."""
        terms = self.terms[number][field.name]
        if term not in terms:
            return 0
        length = byte_to_length(length_to_byte(len(terms)))  # Whoosh keeps it in one byte
        length = counted_length(field, length, of_entry=OF_ENTRIES in self.documents[number].facets)
        rare = rarity(len(self.documents), self.holding[term])
        return rare * weight(field, terms.count(term), length)

    def score(self, number, group, *, alone=True):
        """Score a section for one group; None where it does not match. A page's own name counts alone."""
        document = self.documents[number]
        if group.kind == "facet":
            return 0 if group.terms[0] in document.facets else None
        fields = [field for field in FIELDS if group.kind != "value" or field.name in VALUE_FIELDS]
        fields = [field for field in fields if (alone or field.name != LEAD) and field.name != SOURCE]
        return self.score_in(number, group, fields)

    def score_in(self, number, group, fields):
        """Score a section for one group in some fields."""
        document = self.documents[number]
        if group.kind == "phrase":
            fields = [field for field in fields if self.has_phrase(document.fields.get(field.name, ""), group.terms)]
        found = [self.worth(number, field, term) for field in fields for term in group.terms]
        return sum(found) if any(found) else None

    @staticmethod
    def has_phrase(text, phrase):
        standing = {(term.text, term.position) for term in analyse(text, CONCEPTS)}
        starts = [position for text, position in standing if text == phrase[0]]
        return any(all((term, at + step) in standing for step, term in enumerate(phrase)) for at in starts)

    def holding_of(self, group, *, alone):
        """Give the score of each section that holds a group; titles of sources count where no other field has it."""
        numbers = range(len(self.documents))
        scores = {number: self.score(number, group, alone=alone) for number in numbers}
        held = {number: score for number, score in scores.items() if score is not None}
        if held or group.kind in {"facet", "value"}:
            return held
        sources = [field for field in FIELDS if field.name == SOURCE]
        scores = {number: self.score_in(number, group, sources) for number in numbers}
        return {number: score for number, score in scores.items() if score is not None}

    def scored(self, inside, words, held, *, bound):
        """Give number and score of each section, for the words that it holds."""
        rare = {group: max(1, rarity(len(self.documents), len(held[group]))) for group in words}
        little = slight(words)  # single letters, which weigh next to nothing
        little = {group for group in words if group.kind == "word" and group.written in little}
        rare |= dict.fromkeys(little, 1)
        hits = []
        for number in inside:
            mine = [group for group in words if number in held[group]]
            if mine or bound or not words:
                score = sum(held[group][number] // (SLIGHT if group in little else 1) for group in mine)
                share = sum(rare[group] for group in mine)
                hits.append((number, score * share // sum(rare.values()) if words else 0))
        if not any(number in held[group] for group in words for number in inside) and words and not bound:
            hits = []
        return hits

    def search(self, groups):
        """Give number and score of each section found, the best first, and the words that stand nowhere."""
        wanted = list(dict.fromkeys(group for group in groups if not group.negative))
        known = [group for group in wanted if self.holding_of(group, alone=True)]
        dropped = tuple(group.written for group in wanted if group not in known)
        if not groups or (wanted and not known):
            return [], dropped
        words = [group for group in known if group.kind != "facet"]
        held = {group: self.holding_of(group, alone=len(words) == 1) for group in known}
        unwanted = {n for group in groups if group.negative for n in self.holding_of(group, alone=True)}
        base = set(range(len(self.documents))) - unwanted
        binding, loosened = [group for group in known if binds(group)], []
        while True:
            inside = {n for n in base if all(n in held[group] for group in binding)}
            codes = [group for group in binding if group.kind == "any" or "070" in group.terms[0]]
            codes = [group for group in codes if group.kind in {"any", "word"}]
            if inside or not codes:
                break
            gone = next((group for group in reversed(codes) if not base & held[group].keys()), codes[-1])
            binding.remove(gone)
            loosened.append(gone)
        bound = any(binds(group) and group not in loosened for group in words)
        hits = self.scored(inside, words, held, bound=bound)
        return sorted(hits, key=lambda hit: (-hit[1], hit[0])), dropped


WORDS = (*"abcde", "not", "covered", "covered", "non", "prior", "auth", "0708T", "0709T", "0708T-0710T")
FACETS = ("kind=entry", "kind=y", "payer=x", "payer=y")


def random_documents(dice):
    for _ in range(dice.choice((1, 2, 5, 12, 30))):
        names = [field.name for field in FIELDS if dice.random() < 0.4]
        texts = {name: " ".join(dice.choices(WORDS, k=dice.randint(1, 7))) for name in names}
        yield section(*dice.sample(FACETS, dice.randint(0, 2)), **texts)


def random_query(dice):
    words = [
        *WORDS,
        "zebra",
        '"a b"',
        '"b a b"',
        '"not covered"',
        '"covered a"',
        "0707T-0709T",
        "payer:x",
        "kind:y",
        "kind:z",
    ]
    parts = [f"-{word}" if dice.random() < 0.2 else word for word in dice.choices(words, k=dice.randint(1, 5))]
    return " ".join(parts)


@settings(max_examples=60)
@given(st.integers(0, 2**32))
def test_whoosh_finds_what_a_plain_sum_finds(seed):
    dice = random.Random(seed)  # noqa: S311
    documents = tuple(random_documents(dice))
    index, plain = create(documents, CONCEPTS), Plain(documents)
    for typed in [random_query(dice) for _ in range(6)]:
        groups = parse_query(typed, CONCEPTS)
        hits, dropped = plain.search(groups)
        result = search(index, groups)
        assert (tuple(hits), dropped) == (result.order, result.dropped), typed


@pytest.mark.slow
@pytest.mark.parametrize("count", [2_100, 5_100])
def test_nothing_is_lost_in_a_library_of_thousands(count):
    """Whoosh reads a union of words 2,048 documents at a time, and in another way from 5,000 documents on."""
    documents = [
        section("kind=even" if number % 2 == 0 else "kind=odd", text=f"{number}n all") for number in range(count)
    ]
    index = create(documents, {})
    for typed, expected in (
        ("all", range(count)),
        ("all kind:odd", range(1, count, 2)),
        ("all -kind:odd", range(0, count, 2)),
        ("-kind:even", range(1, count, 2)),
        (f"0n 2047n 2048n {count - 1}n kind:even", [n for n in (0, 2047, 2048, count - 1) if n % 2 == 0]),
    ):
        assert list(expected) == [number for number, _ in search(index, parse_query(typed, {})).order]
