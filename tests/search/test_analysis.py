"""Text to terms: what counts as one word, and what as the same."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.search.analysis import analyse, expand, fold, has_phrase, make_concepts, spans, stem, tables, words

CONCEPTS = make_concepts(
    [
        ("prior authorization", ("prior authorization", "prior auth", "preauth", "pre-auth", "precert", "PA")),
        ("not covered", ("not covered", "non-covered")),
        ("add-on code", ("add-on code", "add-on", "addon")),
        ("investigational", ("investigational", "experimental and investigational", "E/I")),
    ]
)


def terms(text, concepts=CONCEPTS):
    return {term.text for term in analyse(text, concepts)}


def found_by(typed, text):
    """Tell whether a text has all that is typed, as the search does: by any term of each span."""
    return all(any(term in terms(text) for term in span.terms) for span in spans(typed, CONCEPTS))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Aetna’s and AETNA's", "aetna and aetna"),  # noqa: RUF001
        ("it's 's'x", "it 'x"),
        ("Café naïve, cafe\u0301 NAI\u0308VE", "cafe naive, cafe naive"),
        ("ﬁling ⓣ ＣＯＤＥＳ ½", "filing t codes 1⁄2"),  # noqa: RUF001
        ("İ K Å ß Σ Д", "i k a ß Σ Д"),
        ("0709T\u00a0T", "0709t t"),
    ],
)
def test_case_accents_and_possessives_make_no_difference(text, expected):
    assert expected == fold(text)


@given(st.text(max_size=40))
def test_words_put_side_by_side_again_are_the_same_words(text):
    assert [word.raw for word in words(text)] == [word.raw for word in words(" ".join(w.raw for w in words(text)))]


@given(st.text(max_size=60))
def test_words_stand_in_order_where_they_say(text):
    folded, end = fold(text), 0
    for word in words(text):
        assert end <= word.start < word.end
        assert folded[word.start : word.end] == word.raw
        end = word.end


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("C43.9, 310.1 and MPG043.27.", ["c43.9", "310.1", "and", "mpg043.27"]),
        ("e.g. the U.S. in 2026.", ["e", "g", "the", "u", "s", "in", "2026"]),
        ("c43..9 c43. .9", ["c43", "9", "c43", "9"]),
        ("https://example.org/a_b?x=1", ["https", "example", "org", "a", "b", "x", "1"]),
        ("Привет 日本 💉", []),
    ],
)
def test_a_dot_stays_inside_a_word_behind_a_digit_only(text, expected):
    assert expected == [word.raw for word in words(text)]


@pytest.mark.parametrize("word", ["not", "no", "may", "if", "only", "the", "and", "unless", "without"])
def test_no_word_is_left_out(word):
    assert stem(word) in terms(f"This is {word} that.")


def test_authorization_does_not_meet_author():
    assert stem("authorization") == stem("authorized") == stem("authorizations")
    assert stem("author") not in terms("authorization")
    assert stem("preauthorization") == stem("preauthorized")
    assert stem("united") != stem("unit")


def test_other_words_meet_in_their_stem():
    assert stem("covering") == stem("covered") == stem("covers")


@pytest.mark.parametrize("code", ["0709T", "96401", "J1000", "0709T1", "c43.9", "covid19s"])
def test_a_word_with_a_digit_is_taken_exactly_in_any_case(code):
    assert stem(code.lower()) == code.lower()
    assert code.lower() in terms(f"code {code.upper()}.") & terms(f"code {code.lower()}")


@pytest.mark.parametrize("other", ["0709", "709T", "0709F", "0708T", "07090T", "0709TS"])
def test_a_code_is_never_met_by_one_like_it(other):
    assert "0709t" not in terms(other)


def test_a_diagnosis_is_found_with_and_without_its_dot():
    assert {"c43.9", "c439"} <= terms("C43.9")
    assert found_by("c439", "melanoma C43.9")
    assert found_by("C43.9", "melanoma c43.9")


@pytest.mark.parametrize("dash", ["-", " - ", "–", " – ", "—", "\u00a0–\u00a0", " to ", " through ", " thru "])  # noqa: RUF001
def test_a_range_in_a_text_is_found_by_the_codes_inside(dash):
    assert {"0708t", "0709t", "0710t"} <= terms(f"codes 0708T{dash}0710T")
    assert found_by("0709T", f"codes 0708T{dash}0710T")
    assert found_by(f"0708T{dash}0710T", "only 0709T")


@pytest.mark.parametrize(
    "text", ["0708T 0710T", "0708T, 0710T", "0708T/0710T", "0708T and 0710T", "0708T--0710T", "0708T - - 0710T"]
)
def test_two_codes_are_no_range_without_a_dash_between_them(text):
    assert "0709t" not in terms(text)


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        ("0708t", "0710t", ["0708t", "0709t", "0710t"]),
        ("0099t", "0101t", ["0099t", "0100t", "0101t"]),
        ("j1000", "j1002", ["j1000", "j1001", "j1002"]),
        ("96401", "96402", ["96401", "96402"]),
        ("0710t", "0708t", []),
        ("0709t", "0709t", []),
        ("0708t", "0710f", []),
        ("j1000", "k1002", []),
        ("2019", "2026", []),
        ("0001t", "9999t", []),
    ],
)
def test_a_range_runs_upwards_within_one_kind_of_code(first, last, expected):
    assert expected == list(expand(first, last))


def test_the_widest_range_is_a_thousand_codes_on():
    assert 1001 == len(list(expand("0001t", "1001t")))
    assert [] == list(expand("0001t", "1002t"))


@pytest.mark.parametrize("written", ["CPB 0557", "CPB-557", "cpb0557", "cpb 557", "Cpb–00557"])  # noqa: RUF001
def test_a_document_number_is_one_however_it_is_written(written):
    assert "#cpb557" in terms(f"see {written}, revised")
    assert [("#cpb557",)] == [span.terms for span in spans(written, CONCEPTS)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [("MPG043.27", "#mpg43.27"), ("NCD 310.1", "#ncd310.1"), ("mp 2.04.19", "#mp2.4.19"), ("CPB 000", "#cpb0")],
)
def test_a_document_number_may_have_parts(text, expected):
    assert expected in terms(text)


@pytest.mark.parametrize("text", ["Policy 0557", "CPB", "CPB of 0557", "0557 CPB", "cpb 0557x", "xxcpb0557"])
def test_other_numbers_are_no_document_numbers(text):
    assert not [term for term in terms(text) if term.startswith("#")]


@pytest.mark.parametrize("typed", ["prior authorization", "Prior auth", "preauth", "pre-auth", "precert", "PA"])
@pytest.mark.parametrize("text", ["prior authorization", "prior auth", "preauth", "pre auth", "precert", "PA"])
def test_names_of_one_concept_find_each_other(typed, text):
    assert found_by(typed, f"Ask for {text} first.")


def test_a_concept_stands_at_its_first_word_beside_the_words():
    assert [("a", 0), ("prior", 1), ("~prior authorization", 1), ("auth", 2)] == [
        (term.text, term.position) for term in analyse("a prior auth", CONCEPTS)
    ]


def test_of_concepts_that_begin_alike_a_query_means_the_longest():
    assert [("concept", ("~add-on code",), "add-on code"), ("word", ("rule",), "rules")] == [
        (span.kind, span.terms, span.written) for span in spans("Add-on code rules", CONCEPTS)
    ]


def test_not_covered_is_one_thing_and_covered_another():
    assert found_by("not covered", "it is non-covered")
    assert not found_by("not covered", "covered, and not denied")
    assert found_by("covered", "it is not covered")


def test_the_phrases_of_a_concept_stand_longest_first_in_one_order():
    table = make_concepts([("b", ("x y", "x a")), ("a", ("x", "x y z", "x y", "-"))])
    assert [(("x", "y", "z"), "~a"), (("x", "a"), "~b"), (("x", "y"), "~b"), (("x",), "~a")] == [*table["x"].items()]


def test_names_that_begin_alike_are_looked_up_by_what_follows_and_not_one_by_one():
    class Counted(dict):
        looked = 0

        def __contains__(self, terms):
            self.looked += 1
            return super().__contains__(terms)

    alike = Counted(make_concepts([("many", [f"plan of number {number}" for number in range(3_000)])])["plan"])
    found = analyse("plan of number 2999, plan of number 3000", {"plan": alike})
    assert [("~many", 0)] == [(term.text, term.position) for term in found if term.text == "~many"]
    assert alike.looked <= 8


@given(st.text(max_size=80))
def test_every_word_of_a_query_is_in_one_span(text):
    folded, found = fold(text), spans(text, CONCEPTS)
    assert [word.raw for word in words(text)] == [w.raw for span in found for w in words(span.written)]
    assert all(span.written in folded and span.terms for span in found)


@given(st.lists(st.sampled_from(["a", "b", "c"]), max_size=8), st.lists(st.sampled_from(["a", "b"]), min_size=1))
def test_a_phrase_is_words_side_by_side(text, phrase):
    there = f" {' '.join(phrase)} " in f" {' '.join(text)} "
    assert there == has_phrase(analyse(" ".join(text), {}), tuple(phrase))


def test_the_browser_is_given_every_table():
    given_over = tables(CONCEPTS)
    written = [(phrase, of) for of, phrases in given_over["concepts"].items() for phrase in phrases.split("|")]
    every = [(" ".join(terms), of) for phrases in CONCEPTS.values() for terms, of in phrases.items()]
    assert sorted(every) == sorted(written)
    assert {"forms", "marks", "possessive", "blank", "word", "code", "dash", "widestRange", "stems"} < set(given_over)


@pytest.mark.parametrize("text", ["0" * 262_144, "a1" * 131_072, "1." * 131_072 + "1"])
def test_a_word_as_long_as_a_file_may_be_is_cut_in_one_pass(text):
    assert [text] == [word.raw for word in words(text)]
