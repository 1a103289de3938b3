"""What is printed cannot give orders to a terminal, or hide in it."""

from __future__ import annotations

import json

import pytest

from kb.commands import console
from kb.domain.problem import Place, Problem, with_tricks_written_out, without_tricks
from kb.domain.vocabulary import COVERAGE, IN_CONFLICT, PRIOR_AUTHORIZATION, Value, tone

TRICKS = {
    "a color": "\x1b[31m",
    "a title of the window": "\x1b]0;x\x07",
    "a command of eight bits": "\x9b31m",
    "a return": "\r",
    "a backspace": "\x08",
    "a turn of direction": "\u202e",
    "an isolate": "\u2066",
    "nothing that is seen": "\u200b",
    "a tag": "\U000e0041",
    "a line end of its own": "\u2028",
    "half a character": "\udcff",
    "a private character": "\ue000",
}


@pytest.mark.parametrize("name", TRICKS)
def test_no_message_holds(name, capsys):
    trick = TRICKS[name]
    text = f"one{trick}two\nthree"
    console.print_line(text)
    console.print_error(text)
    console.print_progress(text)
    console.print_lines([[(text, "bad"), (text, "")]])
    console.print_problems([Problem(text, Place(), "rule", text)])
    out, err = capsys.readouterr()
    assert [] == [one for one in trick if one in out + err and not (one.isascii() and one.isprintable())]
    assert "one" in out
    assert "two" in err


@pytest.mark.parametrize("name", TRICKS)
def test_json_reads_back_as_it_was_and_shows_it_as_a_number(name, capsys):
    value = {"key": f"a{TRICKS[name]}b é — 漢"}
    console.print_json(value)
    console.print_json_line(value)
    whole, line = capsys.readouterr().out.rsplit("\n{", 1)
    assert value == json.loads(whole) == json.loads("{" + line)
    assert all(one.isprintable() or one == "\n" for one in whole + line)
    assert "é — 漢" in whole


def test_plain_text_stays_as_it_is():
    plain = "Müller's “10-20 %” ≤ 5 µg\nβ-hCG\u00a0漢字"
    assert plain == without_tricks(plain) == with_tricks_written_out(plain)


@pytest.mark.parametrize("value", [*COVERAGE, *PRIOR_AUTHORIZATION, IN_CONFLICT], ids=lambda value: value.name)
def test_a_terminal_has_a_color_for_every_value_an_answer_can_have(value: Value):
    assert console.COLORS[tone(value.name)]
