from __future__ import annotations

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.content.front_matter import DEEPEST, MOST_NODES, FrontMatterError, Scalar, Sequence, read_yaml
from kb.domain.problem import Place

MARKS = st.sampled_from([
    *("- ", ": ", "\n", "  ", "[", "]", "{", "}", ",", "|\n", ">-\n", "? ", "#", '"', "'", "\\", "@", "`"),
    *("&a ", "*a", "!!int ", "---", "...", "%YAML 1.1", "<<", "title", "0558"),
    *("\x00", "\x85", "\u2028", "\ufeff", "\r", "\t"),
])  # fmt: skip
YAML_LIKE = st.lists(MARKS | st.text(max_size=4), max_size=40).map("".join)


WRITTEN = [
    "0558",
    "no",
    "Yes",
    "00100",
    "1e5",
    "1E500",
    "12:30",
    "1.10",
    "0x1F",
    "~",
    "null",
    "=",
    "<<",
    "2026-02-30",
]


@pytest.mark.parametrize("written", WRITTEN)
def test_a_value_keeps_its_written_text(written):
    ((_, value),) = read_yaml(f"key: {written}").items
    assert Scalar(written, Place(1, 6)) == value


def test_quotes_and_folded_lines_give_the_text_they_stand_for():
    root = read_yaml("a: \"x: 'y'\"\nb: 'it''s'\nc: >-\n  one\n  two\nd: |\n  one\n  two\n")
    assert ["x: 'y'", "it's", "one two", "one\ntwo\n"] == [value.text for _, value in root.items]


def test_every_value_knows_its_line_and_column_in_the_file():
    root = read_yaml("title: x\ncodes: [a, b]\nlist:\n  - key: y\n", 2)
    (_, title), (codes_key, codes), (_, listed) = root.items
    assert Place(2, 8) == title.place
    assert Place(3, 1) == codes_key.place
    assert [Place(3, 9), Place(3, 12)] == [item.place for item in codes.items]
    assert Place(5, 10) == listed.items[0].items[0][1].place


@pytest.mark.parametrize("text", ["", "\n\n", "# a remark only\n", "''"])
def test_nothing_written_reads_as_nothing(text):
    assert read_yaml(text) is None


def test_a_list_may_stand_at_the_top():
    assert ["a", "b"] == [item.text for item in read_yaml("- a\n- b\n").items]


@pytest.mark.parametrize(
    ("text", "place", "code", "words"),
    [
        ("a: b: c", Place(1, 5), "yaml", "quotes"),
        ("a: [b", Place(2, 1), "yaml", "quotes"),
        ("a: @b", Place(1, 4), "yaml", "quotes"),
        ("a: x\n\tb: y", Place(2, 1), "yaml", "quotes"),
        ("a: !!python/object:os.system x", Place(1, 4), "yaml", "tags"),
        ("a: ! x", Place(1, 4), "yaml", "tags"),
        ("a: !!str x", Place(1, 4), "yaml", "tags"),
        ("a: &b x", Place(1, 4), "yaml", "anchors"),
        ("a: &b [x]", Place(1, 4), "yaml", "anchors"),
        ("a: x\nb: *a", Place(2, 4), "yaml", "anchors"),
        ("a: x\n---\nb: y", Place(2, 1), "yaml", "second document"),
        ("? [a]\n: b", Place(1, 3), "yaml", "plain word"),
        ("{a: b}: c", Place(1, 1), "yaml", "plain word"),
        ("a: x\nb: y\na: z", Place(3, 1), "duplicate-key", "'a' appears twice"),
        ("a:\n  b: x\n  'b': y", Place(3, 3), "duplicate-key", "'b' appears twice"),
        ('a: "x\\0y"', Place(1, 4), "control-character", "control character"),
        ('a: "\\e[31m"', Place(1, 4), "control-character", "control character"),
        ("a: \x07", Place(1, 1), "yaml", "control characters"),
    ],
)
def test_what_is_not_read_is_refused_with_place_and_reason(text, place, code, words):
    with pytest.raises(FrontMatterError, match=words) as refused:
        read_yaml(text)
    assert (place, code) == (refused.value.place, refused.value.code)


@pytest.mark.parametrize("bracket", ["[", "{a: ", "- ", "? "])
def test_deep_nesting_is_refused_however_deep(bracket):
    with pytest.raises(FrontMatterError, match=f"{DEEPEST} levels"):
        read_yaml(bracket * 100_000)


def test_the_deepest_nesting_allowed_is_read():
    assert isinstance(read_yaml("[" * (DEEPEST - 1) + "x" + "]" * (DEEPEST - 1)), Sequence)


def test_only_so_many_values_are_read():
    assert MOST_NODES - 1 == len(read_yaml("- x\n" * (MOST_NODES - 1)).items)
    with pytest.raises(FrontMatterError, match=f"{MOST_NODES} values"):
        read_yaml("- x\n" * MOST_NODES)


def every_scalar(node):
    if isinstance(node, Scalar):
        yield node
    for item in getattr(node, "items", ()):
        for child in item if isinstance(item, tuple) else (item,):
            yield from every_scalar(child)


@given(YAML_LIKE)
def test_any_text_is_a_tree_of_text_or_a_front_matter_error(text):
    with contextlib.suppress(FrontMatterError):
        root = read_yaml(text)
        assert root is None or all(isinstance(scalar.text, str) for scalar in every_scalar(root))


@given(YAML_LIKE | st.text())
def test_a_fault_has_a_place_and_one_line_of_words(text):
    fault = None
    try:
        read_yaml(text)
    except FrontMatterError as raised:
        fault = raised
    assert fault is None or (fault.place.line >= 1 and fault.place.column >= 1 and fault.message.isprintable())


@given(st.from_regex(r"[A-Za-z0-9]([A-Za-z0-9.:+_-]*[A-Za-z0-9])?", fullmatch=True))
def test_any_plain_word_keeps_its_written_text(word):
    assert [word] == [item.text for item in read_yaml(f"- {word}\n").items]
