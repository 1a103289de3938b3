"""What YAML forbids is refused with its place, though the parser reads it; what only looks like it is read."""

from __future__ import annotations

from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.content.front_matter import FrontMatterError, comments, read_yaml
from kb.content.parse import parse
from kb.rules.front_matter_text import comment

FORBIDDEN = {
    'title: "a\nstatus: active\ncodes: b"': (2, 1),
    "title: 'a\nstatus: active\ncodes: b'": (2, 1),
    'a:\n  b: "c\n  d"': (3, 3),
    'a:\n  b: "c\n\n d"': (4, 2),
    'a:\n- "b\nc"': (3, 1),
    'a: ["b\nc"]': (2, 1),
    'a: "b\n\tc"': (2, 1),
    "a: [b,\nc]": (2, 1),
    "a: {b: c,\nd: e}": (2, 1),
    "a:\n  - [b,\n  c]": (3, 3),
    "- [\n\ta,\n a\n ]": (2, 1),
    "[-]": (1, 2),
    "- [b, -]": (1, 7),
    "%YAML 1.1\n---\na: b": (1, 1),
    "%TAG ! !x\n---\na: b": (1, 1),
    "a: >\n \n  \n   \n # b\n": (4, 1),
}


@pytest.mark.parametrize("text", FORBIDDEN)
def test_what_yaml_forbids_is_refused_where_it_stands_with_a_way_out(text):
    with pytest.raises(FrontMatterError) as told:
        read_yaml(text)
    assert (told.value.place.line, told.value.place.column) == FORBIDDEN[text]
    assert any(way in told.value.message for way in ("close its", "put ", "take "))


@pytest.mark.parametrize(
    "text",
    [
        *(
            'a: "b\n c"',
            "a: 'b\n\n c'",
            'a:\n  b: "c\n   d"',
            '"a\nb"',
            "[a,\nb]",
            "a: [\n  b,\n]",
            "a: {\n  b: c\n}",
        ),
        *("a: [b,\n# c\n d]", "a: [b, # c\n d]", 'a: "b" # c', 'a: "b"\t# c', "a: b#c", "a: 'b# c'", "a: [b#c]"),
        *(
            "a: | # b\n  c",
            "a: |\n\n  c",
            "a: |2\n    \n  c",
            "a: |\n   \nb: c",
            "a: [-1, -b]",
            "a: '-'",
            "a: [b: c]",
        ),
    ],
)
def test_what_only_looks_like_it_is_read(text):
    assert read_yaml(text) is not None


@given(st.lists(st.sampled_from(["a", " ", "\n", "\n  ", "#", "\t", ":"]), max_size=12).map("".join))
def test_no_key_below_is_swallowed_by_a_quote_left_open(words):
    try:
        root = read_yaml(f'first: "{words}\nsecond: "x"\n')
    except FrontMatterError:
        return
    assert "second" in {key.text for key, _ in root.items}


def test_the_place_is_that_of_the_file():
    (problem,) = parse("a/payer.md", '---\ntitle: "Example\naliases: x"\n---\n').problems
    assert (problem.place.line, problem.place.column, problem.code) == (3, 1, "yaml")


@pytest.mark.parametrize("front", ['title: "a"# b', "title: 'a'#", "a: [ b, c, ]#d", "a: {b: c}# d", "a: [ b,#c\n ]"])
def test_a_comment_right_behind_a_value_is_refused_as_any_behind_a_value_is(front):
    assert [place for place, _ in comment(parse("a/payer.md", f"---\n{front}\n---\n"))]


def test_thousands_of_comments_take_no_time_that_grows_with_their_square():
    begun = process_time()
    assert sum(1 for _ in comments("a: b\n" + "#\n" * 100_000)) == 100_000
    assert process_time() - begun < 2
