"""The call of a command with nothing but options, each by its whole name, once, and with a value where it takes one.

Nearly every call is one. What reads all others, and tells what is wrong with them, takes a tenth of a second to load.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from inspect import signature
from pathlib import Path
from typing import Any, Final, get_args, get_type_hints

from kb.commands import console
from kb.commands.options import Exit, Option

INTERRUPTED: Final = 130
PLAIN: Final = (str, Path)
"""The kinds of values that are read here: a text is its own value, a path that of its text."""


def plain_call(command: Callable[..., None], typed: Sequence[str]) -> Callable[[], int] | None:
    """Return the call of a command, which gives its exit code; None if what was typed behind its name is not plain.

    Raises UsageError if a value is none that its option takes.
    """
    parameters = signature(command).parameters
    read = get_type_hints(command, include_extras=True)
    hints = {name: get_args(read[name]) for name in parameters}
    options = {told.name: (name, kind) for name, (kind, told) in hints.items() if isinstance(told, Option)}
    pairs = list(_read(options, typed)) if len(options) == len(hints) else [None]
    given = dict(pair for pair in pairs if pair)
    if len(given) < len(pairs):  # not plain, or an option twice
        return None
    others = {name: one.default for name, one in parameters.items() if name not in given}
    values = {name: _made(hints[name][1].callback, value) for name, value in {**given, **others}.items()}
    return partial(_ended, command, values)


def _read(options: dict[str, tuple[str, Any]], typed: Sequence[str]) -> Iterator[tuple[str, Any] | None]:
    """Yield each option by the name of its parameter, with the value that was typed; None for what is not plain."""
    left = iter(typed)
    for word in left:
        option, equals, value = word.partition("=")
        name, kind = options.get(option, ("", None))
        if kind is bool:
            yield None if equals else (name, True)
            continue
        value = value if equals else next(left, "")
        plain = kind in PLAIN and value.isprintable() and value and not value.startswith("-")
        yield (name, kind(value)) if plain else None


def _made(callback: Callable[[Any], Any] | None, value: Any) -> Any:
    return callback(value) if callback else value


def _ended(command: Callable[..., None], values: dict[str, Any]) -> int:
    """Run a command and give its exit code, as Typer would."""
    try:
        command(**values)
    except Exit as end:
        return end.code
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:  # nobody reads the output any more
        console.end_quietly()
    return 0
