"""Rows of texts as numbers: each text once, what is empty at the end left out; a large script is compressed."""

from __future__ import annotations

from kb.pages.packing import MOST_PLAIN, given_by, numbers, script_of


def test_a_text_has_one_number_and_what_is_empty_has_the_first():
    values = {"": 0}
    assert (1, 0, 2, 1) == numbers(("one", "", "two", "one"), values)
    assert (2, 3) == numbers(("two", ("a", "list"), 0, (), ""), values)
    assert ["", "one", "two", ("a", "list")] == list(values)


def test_a_row_of_nothing_is_empty():
    assert () == numbers(("", (), 0), {"": 0})


def test_a_small_script_of_data_can_be_read_by_eye_and_is_ascii():
    script = script_of("receive", "a (b);\n", {"said": "\u201cno\u201d"})
    assert 'kb.receive("a (b);\\n",{"said":"\\u201cno\\u201d"});\n' == script
    assert ["a (b);\n", {"said": "\u201cno\u201d"}] == given_by(script)


def test_a_large_script_of_data_takes_less_and_hands_over_the_same():
    given = ["\u201cno\u201d", list(range(MOST_PLAIN // 4))]
    script = script_of("receive", *given)
    assert script.startswith('kb.packed("receive","')
    assert len(script) < MOST_PLAIN
    assert given == given_by(script)
