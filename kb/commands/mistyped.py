"""The words of a call: its command among its options, and what to type instead of what cannot be read."""

from __future__ import annotations

import difflib
import re
import shlex
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from kb.domain.problem import UsageError
from kb.domain.vocabulary import question

PROGRAM: Final = "python3 build.py"
HELP: Final = ("-h", "--help")
EXAMPLES: Final = {
    "search": ("uhc prior auth 0709T",),
    "answer": ("0709T", "cigna/commercial", "coverage"),
    "ask": ("does cigna cover 0709T",),
    "deadline": ("none", "medicare/national", "appeals", "--from", "2026-03-01"),
    "claim": ("0708T,0709T", "cigna/commercial", "--date", "2026-06-01"),
    "worklist": ("cases.txt",),
    "history": ("cigna/commercial/category-iii",),
    "evidence": ("cigna/commercial/category-iii", "--date", "2026-06-01"),
    "diff": ("main",),
    "code": ("12001",),
    "codes": ("add-on intradermal",),
    "asked": ("cigna/commercial", "prior-authorization", "--code", "0709T", "--desk", "provider services, telephone"),
    "reviewed": ("cigna/commercial/category-iii", "--read", "all"),
    "new": ("payer", "acme"),
    "import": ("cms", "PPRRVU2026_Jan.csv"),
    "export": ("sheet", "--out", "answers.csv"),
    "plain": ("policies/cigna/commercial/category-iii.md",),
    "publish": ("../pages",),
    "mail": ("poll", "--settings", "mail.toml"),
}
"""Examples of arguments, by the name of each command that needs some."""


@dataclass(frozen=True)
class Signature:
    """The parameters of a command: its arguments, of which the first `needed` are required, and its options by name.

    An option has its help text, and whether it takes a value.
    """

    arguments: tuple[str, ...]
    needed: int
    options: Mapping[str, tuple[str, bool]]


Signatures = Mapping[str, Signature]
"""The signature of each command, by its name."""


@dataclass(frozen=True)
class Call:
    """A call: the words that are no options, and each option with its value, if it takes one."""

    words: tuple[str, ...]
    options: tuple[tuple[str, ...], ...]

    @property
    def names(self) -> tuple[str, ...]:
        """The names of its options."""
        return tuple(option[0].partition("=")[0] for option in self.options)


def command_first(typed: Sequence[str], commands: Signatures) -> list[str]:
    """Move the name of the command before the options typed before it; without a name, put that of build.

    Raises UsageError, with what to type, if what was typed before the first word or as that word is unknown.
    """
    if typed and typed[0] in commands:
        return [*typed]
    call = read_call(typed, commands)
    if not call.words:
        return [*typed] if set(HELP) & set(typed) else ["build", *typed]
    name, at = call.words[0], _index_of_first_word(typed, commands)
    _refuse_unknown_options(typed[:at], commands)
    if name not in commands:
        raise UsageError(_no_command(call, commands))
    return [name, *typed[:at], *typed[at + 1 :]]


def with_way_out(message: str, typed: Sequence[str], commands: Signatures) -> str:
    """Add to the message on a call, whose command comes first, what to type instead."""
    name = typed[0]
    help_ = f"(`{_line(name, '--help')}` explains what it takes.)"
    said = re.sub(r" Did you mean [^?]*\?$", "", message)  # the way out is told once, by the options of every command
    return " ".join([f"{said.rstrip('.')}.", *_ways_out(message, typed, commands), help_])


def read_call(typed: Sequence[str], commands: Signatures) -> Call:
    """Separate words and options. An option that takes a value is followed by it; after `--` all are words."""
    words: list[str] = []
    options: list[tuple[str, ...]] = []
    left = list(typed)
    while left:
        word = left.pop(0)
        if word == "--":
            words, left = [*words, *left], []
        elif not _is_option(word):
            words.append(word)
        elif _takes_value(word, commands) and left:
            options.append((word, left.pop(0)))
        else:
            options.append((word,))
    return Call(tuple(words), tuple(options))


def _ways_out(message: str, typed: Sequence[str], commands: Signatures) -> Iterator[str]:
    name, call, command = typed[0], read_call(typed[1:], commands), commands[typed[0]]
    unknown = [option for option in call.names if option not in {*command.options, *HELP}]
    if name == "search" and any(not option.startswith("--") for option in unknown):
        yield f"Put the words of one query in quotes, and last: {_line(name, '--', ' '.join(typed[1:]))}"
    elif unknown:
        yield from (_instead_of(option, name, commands) for option in unknown)
    elif len(call.words) > len(command.arguments):
        yield _too_many(name, call, command)
    elif len(call.words) < command.needed or (name == "answer" and len(call.words) < len(command.arguments)):
        yield f"Type, for example: {_line(name, *EXAMPLES[name])}"
    yield from (
        f"{option}: {help_text}" for option, (help_text, _) in command.options.items() if f"'{option}'" in message
    )


def _instead_of(option: str, name: str, commands: Signatures) -> str:
    """Say what to type instead of an option that a command does not have."""
    others = [other for other, takes in commands.items() if option in takes.options]
    elsewhere = f"{option} is an option of {', '.join(others)}. " if others else ""
    return f"{elsewhere}{_closest(option, commands[name].options)}"


def _too_many(name: str, call: Call, command: Signature) -> str:
    """Say what to do about too many words: quote them as one, use an option, or leave them out."""
    options = [word for option in call.options for word in option]
    if name == "search":
        return f"Put the words of one query in quotes: {_line(name, ' '.join(call.words), *options)}"
    if name == "answer":
        return f"It takes a code, a scope and a question: {_line(name, *_answer_words(call.words), *options)}"
    if not command.arguments and "--policies" in command.options and Path(call.words[0]).is_dir():
        return f"A folder is named by an option: {_line(name, '--policies', call.words[0], *options)}"
    return f"Leave out what is too much: {_line(name, *call.words[: len(command.arguments)], *options)}"


def _answer_words(words: tuple[str, ...]) -> tuple[str, ...]:
    """Join the words of a scope and those of a question; without a question at the end, give an example."""
    for at in range(2, len(words)):
        asked = question(" ".join(words[at:]))
        if asked:
            payer, *plan = words[1:at]
            return words[0], "/".join(filter(None, (payer, "-".join(plan)))), asked.slug
    return EXAMPLES["answer"]


def _no_command(call: Call, commands: Signatures) -> str:
    """Say that a command does not exist, and what to type instead."""
    name, *rest = call.words
    options = [word for option in call.options for word in option]
    if name == "test":
        return f"The word test comes first: {_line(name, *options, *rest)}"
    close = difflib.get_close_matches(name.lower(), commands, n=1)
    if close:
        return f"No such command '{name}'. Type: {_line(close[0], *rest, *options)}"
    search = _line("search", " ".join(call.words))
    return f"No such command '{name}'; use one of: {', '.join(commands)}. To search for it: {search}"


def _refuse_unknown_options(typed: Sequence[str], commands: Signatures) -> None:
    known = [option for each in commands.values() for option in each.options]
    for option in read_call(typed, commands).names:
        if option not in {*known, *HELP, "--quick"}:
            raise UsageError(f"No such option: {option}. {_closest(option, known)}")


def _index_of_first_word(typed: Sequence[str], commands: Signatures) -> int:
    index = 0
    while _is_option(typed[index]):
        index += 2 if _takes_value(typed[index], commands) else 1
    return index


def _is_option(word: str) -> bool:
    """Return whether a word is an option; a dash alone means standard input."""
    return word.startswith("-") and word != "-"


def _takes_value(word: str, commands: Signatures) -> bool:
    return any(each.options.get(word, ("", False))[1] for each in commands.values())


def _closest(option: str, known: Iterable[str]) -> str:
    every = tuple(dict.fromkeys(known))
    close = difflib.get_close_matches(option, every, n=1)
    return f"Did you mean {close[0]}?" if close else f"Use one of {', '.join(every)}."


def _line(*words: str) -> str:
    """Write a call as it is typed, with double quotes, which every shell reads, where quotes are needed."""
    return " ".join([PROGRAM, *(word if shlex.quote(word) == word else _quoted(word) for word in words)])


def _quoted(word: str) -> str:
    return shlex.quote(word) if set(word) & set('"$`\\') else f'"{word}"'
