"""What is typed around a command: options may stand before its name, and each fault says what to type instead."""

from __future__ import annotations

import pytest

from kb.commands.app import app_of, run, signatures
from kb.commands.mistyped import EXAMPLES, PROGRAM, command_first, with_way_out
from kb.commands.options import MistypedCall
from kb.domain.problem import UsageError

app = app_of()
TAKES = signatures(app)


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("", "build"),
        ("--out site", "build --out site"),
        ("--out=site --json", "build --out=site --json"),
        ("check --json", "check --json"),
        ("--policies DIR check", "check --policies DIR"),
        ("--policies=DIR check", "check --policies=DIR"),
        ("--json --policies DIR check --annotations", "check --json --policies DIR --annotations"),
        ("--limit 3 search timely", "search --limit 3 timely"),
        ("--out check serve", "serve --out check"),
        ("--date 2026-03-01 answer 0709T a/b coverage", "answer --date 2026-03-01 0709T a/b coverage"),
        ("--json search -- -trial", "search --json -- -trial"),
        ("--json search -", "search --json -"),
        ("--check fmt", "fmt --check"),
        ("--help", "--help"),
        ("-h check", "check -h"),
    ],
)
def test_options_before_a_command_are_its_own(typed, read):
    assert read.split() == command_first(typed.split(), TAKES)


REFUSED = [
    ("chek", "No such command 'chek'. Type: python3 build.py check"),
    ("--policies DIR chek", "No such command 'chek'. Type: python3 build.py check --policies DIR"),
    ("SEARCH aetna", "No such command 'SEARCH'. Type: python3 build.py search aetna"),
    ("--polices DIR check", "No such option: --polices. Did you mean --policies?"),
    ("--quick test", "The word test comes first: python3 build.py test --quick"),
    ("--json test -k word", "The word test comes first: python3 build.py test --json -k word"),
    ("0709T cigna coverage", 'To search for it: python3 build.py search "0709T cigna coverage"'),
]


@pytest.mark.parametrize(("typed", "told"), REFUSED)
def test_a_first_word_or_option_that_is_none_is_told_with_what_to_type(typed, told):
    with pytest.raises(UsageError) as refused:
        command_first(typed.split(), TAKES)
    assert str(refused.value).endswith(told)


FAULTS = [
    ("search uhc prior auth --limit 3", 'search "uhc prior auth" --limit 3'),
    ("search 0709T -trial", 'search -- "0709T -trial"'),
    ("search", 'Type, for example: python3 build.py search "uhc prior auth 0709T"'),
    ("search x --limit", "--limit: How many hits to print."),
    ("search x --limit many", "--limit: How many hits to print."),
    ("search x --date 2026-03-01", "--date is an option of answer, claim, code, evidence."),
    ("answer 0709T cigna/commercial prior authorization", "answer 0709T cigna/commercial prior-authorization"),
    ("answer 0709T uhc medicare advantage timely filing", "answer 0709T uhc/medicare-advantage timely-filing"),
    ("answer 0709T one two three four", "answer 0709T cigna/commercial coverage"),
    ("answer 0709T", "Type, for example: python3 build.py answer 0709T cigna/commercial coverage"),
    ("check more", "Leave out what is too much: python3 build.py check"),
    ("check tests", "A folder is named by an option: python3 build.py check --policies tests"),
    ("check --polices DIR", "Did you mean --policies?"),
    ("asked acme/commercial appeals --who me", "Did you mean --when?"),
    ("check --json=yes", "--json: Print JSON."),
    ("history a b --json", "Leave out what is too much: python3 build.py history a --json"),
    ("build --out", "--out: The folder the site is written to."),
]


@pytest.mark.parametrize(("typed", "told"), FAULTS)
def test_a_call_that_cannot_be_read_says_what_to_type_instead(typed, told, monkeypatch, request):
    monkeypatch.chdir(request.config.rootpath)
    with pytest.raises(MistypedCall) as fault:
        run(app, typed.split())
    said = with_way_out(str(fault.value), typed.split(), TAKES)
    assert told in said
    assert said.count("Did you mean") <= 1
    assert said.endswith(f"(`{PROGRAM} {typed.split()[0]} --help` explains what it takes.)")


def test_a_value_follows_an_option_in_each_command_or_in_none():
    """Else an option before the command could not be read without knowing the command."""
    takes = {}
    for command in TAKES.values():
        for option, (_, value) in command.options.items():
            takes.setdefault(option, set()).add(value)
    assert [] == [option for option, values in takes.items() if len(values) > 1]


def test_each_command_that_needs_words_has_an_example_with_as_many():
    needing = {name: command.needed for name, command in TAKES.items() if command.needed}
    assert needing.keys() == EXAMPLES.keys()
    assert [] == [name for name, needed in needing.items() if len(EXAMPLES[name]) < needed]
