"""What commands print: color and layout on a terminal, plain text in a pipe, JSON where asked for."""

from __future__ import annotations

import io
import json
import os
import sys
from collections.abc import Iterable
from importlib import import_module
from typing import Any, Final

from kb.domain.problem import Problem, printable, with_tricks_written_out, without_tricks

COLORS = {"good": "green", "partial": "yellow", "action": "yellow", "bad": "red", "neutral": "cyan", "unknown": "dim"}
STYLES = {**COLORS, "head": "bold", "quiet": "dim", "": ""}
IN_COLOR: Final = ("FORCE_COLOR", "TTY_COMPATIBLE")
"""Variables of the environment that ask for color, or say whether there can be any, whatever the output is."""


def replace_unprintable() -> None:
    """Print a replacement for a character that the encoding of the output lacks, rather than fail."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")


def print_parts(parts: Iterable[tuple[str, str]], *, aside: bool = False) -> None:
    """Print a line made of texts, each with its style, as it is, without wrapping or markup.

    `aside`, to standard error. What a terminal would obey or hide is left out of each.
    """
    shown = [(without_tricks(text), style) for text, style in parts]
    line = "".join(text for text, _ in shown)
    stream = sys.stderr if aside else sys.stdout
    if stream.isatty() or "\t" in line or any(name in os.environ for name in IN_COLOR):
        import_module("kb.commands.colored").print_colored(shown, aside=aside)  # slow to load
        return
    try:
        stream.write(f"{line}\n")
        stream.flush()
    except BrokenPipeError:
        end_quietly()


def end_quietly() -> None:
    """End where nobody reads the output any more, which Python would tell at its end. Raises SystemExit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    raise SystemExit(1)


def print_line(text: str, style: str = "") -> None:
    """Print a line as it is, without wrapping or markup."""
    print_parts([(text, style)])


def print_text(text: str) -> None:
    """Print a whole text: as it is for another program, without what a terminal would obey on a terminal."""
    if sys.stdout.isatty():
        print_line(text)
    else:
        write_raw(f"{text}\n")


def print_lines(lines: Iterable[list[tuple[str, str]]]) -> None:
    """Print lines made of pieces, each a text with its tone, `head`, `quiet` or nothing."""
    for line in lines:
        print_parts((text, STYLES[style]) for text, style in line)


def print_error(text: str) -> None:
    """Print a line to standard error."""
    print_parts([(text, "bold red")], aside=True)


def print_progress(text: str) -> None:
    """Print the step of a long run to standard error, so that a pipe gets the result alone."""
    print_parts([(f"{text} ...", "dim")], aside=True)


def ask(what: str, assumed: str = "") -> str:
    """Ask for a fact on a terminal; without an answer, give what is assumed. An end of the input answers nothing."""
    hint = f" [{assumed}]" if assumed else ""
    try:
        return input(f"{without_tricks(what)}{hint}: ").strip() or assumed
    except EOFError:
        return assumed


def can_ask() -> bool:
    """Return whether somebody is there to answer: whether the input and the output are a terminal."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def print_json(value: object) -> None:
    """Print a value as JSON."""
    print(with_tricks_written_out(json.dumps(value, ensure_ascii=False, indent=2)))  # noqa: T201


def write_raw(text: str) -> None:
    """Write text for another program, in UTF-8 and with its own line ends.

    Bytes that were no UTF-8 when the text was read are written as they were.
    """
    sys.stdout.flush()
    sys.stdout.buffer.write(text.encode("utf-8", "surrogateescape"))
    sys.stdout.flush()


def print_problems(problems: Iterable[Problem], *, aside: bool = False) -> None:
    """Print every problem on a line of its own; `aside`, to standard error, where the output is a file."""
    for problem in problems:
        place = f"{problem.path}:{problem.place.line}:{problem.place.column}: "
        print_parts([(place, "bold"), (problem.code, "bold yellow"), (f" {problem.message}", "")], aside=aside)


def print_refused(problems: Iterable[Problem], outcome: str, *, as_json: bool, aside: bool = False) -> None:
    """Print the problems for which a command does nothing: as JSON, or a line each and then what comes of it."""
    if as_json:
        print_json({"problems": [problem_record(problem) for problem in problems]})
    else:
        print_problems(problems, aside=aside)
        print_error(outcome)


def print_passed_over(paths: tuple[str, ...]) -> None:
    """Print which files of a policies folder were passed over as no content; nothing if none was."""
    if paths:
        print_line(f"Passed over, for they are no content: {', '.join(map(printable, paths))}", "dim")


def annotation_lines(problems: Iterable[Problem], folder: str) -> Iterable[str]:
    """Write problems as annotations that code hosts show in a diff; `folder` is that of the policies."""
    for problem in problems:
        where = f"file={folder}/{problem.path},line={problem.place.line},col={problem.place.column}"
        yield f"::error {where},title={problem.code}::{_escaped(problem.message)}"


def _escaped(message: str) -> str:
    return message.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def problem_record(problem: Problem) -> dict[str, Any]:
    """Write a problem as plain values."""
    place = {"line": problem.place.line, "column": problem.place.column}
    return {"path": problem.path, **place, "code": problem.code, "message": problem.message}


def print_json_line(value: object) -> None:
    """Print a value as one line of JSON, at once, for a program that reads line by line."""
    print_at_once(json_line(value))


def json_line(value: object) -> str:
    """Write a value as one line of JSON."""
    return with_tricks_written_out(json.dumps(value, ensure_ascii=False))


def print_at_once(line: str) -> None:
    """Print a line that is ready for another program, without waiting for more."""
    print(line, flush=True)  # noqa: T201
