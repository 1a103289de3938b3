"""A plain call, which is read without Typer, gives a command what Typer gives it; all others are left to Typer."""

from __future__ import annotations

from functools import wraps
from pathlib import Path

import pytest

from kb.commands import app as typed
from kb.commands.main import main
from kb.commands.names import COMMANDS, command_of
from kb.commands.options import Exit
from kb.commands.plain_call import INTERRUPTED, plain_call

PLAIN = [
    "build",
    "build --policies DIR --out=other --json",
    "build --out ~/site --base-url https://example.org/policies --keep CNAME,.nojekyll --today 3/1/2026",
    "build --edit-url=https://host/edit/main/policies/ --scheduler tcp://10.0.0.1:8786",
    "check --annotations --today 2026-03-01",
    "fmt --check",
    "guide",
    "serve --policies DIR",
]
NOT_PLAIN = [
    "build --help",
    "build -h",
    "build --json --json",
    "build --json=yes",
    "build --out",
    "build --out=",
    "build --out -x",
    "build --out --json",
    "build --polices DIR",
    "build --pol DIR",
    "build DIR",
    "build --",
    "build --out a\udcffb",
    "serve --port 8001",
    "answer 0709T cigna/commercial coverage",
    "answer --json",
]


@pytest.fixture
def given(monkeypatch):
    """Return what gives the values that a command is given, by a way to call it."""

    def of(name, call):
        found = []

        @wraps(command_of(name))
        def told(**values):
            found.append(values)

        call(told)
        (values,) = found
        return values

    def by_typer(name, words):
        def call(command):
            monkeypatch.setattr(typed, "command_of", lambda _: command)
            assert 0 == typed.run(typed.app_of([name]), [name, *words])

        return of(name, call)

    def plainly(name, words):
        return of(name, lambda command: plain_call(command, words)())

    return plainly, by_typer


@pytest.mark.parametrize("call", PLAIN)
def test_a_plain_call_gives_what_typer_gives(call, given):
    name, *words = call.split(" ")
    plainly, by_typer = (way(name, words) for way in given)
    assert plainly == by_typer
    assert list(map(type, plainly.values())) == [type(by_typer[key]) for key in plainly]


@pytest.mark.parametrize("call", NOT_PLAIN)
def test_another_call_is_left_to_typer(call):
    name, *words = call.split(" ")
    assert plain_call(command_of(name), words) is None


def test_a_call_of_each_command_that_needs_no_words_is_plain_without_any():
    plain = {name for name in COMMANDS if plain_call(command_of(name), [])}
    needing = {name for name, one in typed.signatures(typed.app_of()).items() if one.arguments}
    assert set(COMMANDS) - needing == plain


@pytest.mark.parametrize("words", [["guide"], ["guide", "--policies", "x", "--policies", "y"]])
def test_how_a_command_ends_is_its_exit_code_either_way(words, monkeypatch):
    for ends, code in ((Exit(1), 1), (KeyboardInterrupt(), INTERRUPTED)):

        def ended(policies=Path(), ends=ends):  # noqa: ARG001  (as the command has it)
            raise ends

        ended.__annotations__ = {"policies": command_of("guide").__annotations__["policies"], "return": None}
        monkeypatch.setattr("kb.commands.content.guide_command", wraps(command_of("guide"))(ended))
        assert code == main(words)


def test_a_reader_that_left_ends_a_command_quietly(monkeypatch):
    def ended():
        raise BrokenPipeError

    monkeypatch.setattr("kb.commands.console.end_quietly", lambda: (_ for _ in ()).throw(SystemExit(1)))
    with pytest.raises(SystemExit) as end:
        plain_call(ended, [])()
    assert 1 == end.value.code
