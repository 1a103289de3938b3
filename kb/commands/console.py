"""What commands print: color and layout on a terminal, plain text in a pipe, JSON where asked for."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Iterable
from typing import Any

from rich.console import Console
from rich.text import Text

from kb.content.parse import kind_of
from kb.domain.model import Library
from kb.domain.problem import Problem, printable, with_tricks_written_out, without_tricks
from kb.domain.vocabulary import through_what, tone
from kb.history.in_force import IN_FORCE
from kb.search.card import Card, card_lines
from kb.search.editions import span_told
from kb.search.result import Result

COLORS = {"good": "green", "partial": "yellow", "action": "yellow", "bad": "red", "neutral": "cyan", "unknown": "dim"}
STYLES = {**COLORS, "head": "bold", "quiet": "dim", "": ""}


def replace_unprintable() -> None:
    """Print a replacement for a character that the encoding of the output lacks, rather than fail."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")


def _text(text: str, style: str = "") -> Text:
    """Return a text without what a terminal would obey or hide."""
    return Text(without_tricks(text), style=style)


def print_line(text: str, style: str = "") -> None:
    """Print a line as it is, without wrapping or markup."""
    Console().print(_text(text, style=style), soft_wrap=True)


def print_text(text: str) -> None:
    """Print a whole text: as it is for another program, without what a terminal would obey on a terminal."""
    if sys.stdout.isatty():
        print_line(text)
    else:
        write_raw(f"{text}\n")


def print_lines(lines: Iterable[list[tuple[str, str]]]) -> None:
    """Print lines made of pieces, each a text with its tone, `head`, `quiet` or nothing."""
    for line in lines:
        Console().print(
            Text.assemble(*((without_tricks(text), STYLES[style]) for text, style in line)), soft_wrap=True
        )


def print_error(text: str) -> None:
    """Print a line to standard error."""
    Console(stderr=True).print(_text(text, style="bold red"), soft_wrap=True)


def print_progress(text: str) -> None:
    """Print the step of a long run to standard error, so that a pipe gets the result alone."""
    Console(stderr=True).print(_text(f"{text} ...", style="dim"), soft_wrap=True)


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
        line = _text(f"{problem.path}:{problem.place.line}:{problem.place.column}: ", style="bold")
        line.append(problem.code, style="yellow").append_text(_text(f" {problem.message}", "not bold"))
        Console(stderr=aside).print(line, soft_wrap=True)


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


def print_found(found: Result, card: Card | None, library: Library) -> None:
    """Print how a query was read, what must be known first, the answers, then the hits."""
    if found.read.parts:
        print_line(f"Read as: {' · '.join(part.label for part in found.read.parts)}", "dim")
    for note in found.notes:
        print_line(note, "yellow")
    for line in card_lines(card, library) if card else ():
        print_line(line, "bold")
    for word in found.read.mended:
        told = f'Searched for {word.used} instead of {word.typed}; put "{word.typed}" in quotes to search for it.'
        print_line(told, "yellow")
    for hit in found.hits:
        document = hit.document
        head = _text(f"{document.title}: {document.heading}", style="bold")
        if document.value:
            head.append_text(_text(f"  [{document.value}]", COLORS[tone(document.value)]))
            head.append("".join(f" ({mark})" for mark in document.marks), style=COLORS["partial"])
        Console().print(head, soft_wrap=True)
        print_line(f"    {document.url}", "blue")
        if document.ends:
            print_line(f"    {span_told(document.effective, document.ends)}", "yellow")
        print_line(f"    {hit.excerpt}")
        print_line(f"    found by: {' · '.join(hit.why)}", "dim")
    print_line(f"{found.total} {'result' if found.total == 1 else 'results'}, {len(found.hits)} shown.")


def print_answer(answer: dict[str, Any]) -> None:
    """Print an answer: the value, why, and who says so."""
    _print_value(answer)
    for key in ("warning", "note"):
        if answer[key]:
            print_line(f"    {key}: {answer[key]}", "yellow" if key == "warning" else "")
    facts = [
        f"{key.replace('_', ' ')} {answer[key]}"
        for key in ("standing", "confidence", "currency", "effective")
        if answer[key]
    ]
    if answer["entry"]:
        print_line(f"    {answer['entry']} ({', '.join([answer['reach'], *facts])})", "blue")
    for source in answer["sources"]:
        print_line(
            f"    source: {source['title']}, {source['publisher']} ({source['standing']}) {source['url']}", "dim"
        )
    for line, style in contact_lines(answer["contacts"]):
        print_line(line, style)
    for receipt in answer["searched"]:
        through = f"; {through_what(receipt['through'])}" if receipt["through"] else ""
        print_line(f"    searched {receipt['on']}: {receipt['where']}; words: {receipt['words']}{through}", "dim")
    _print_day(answer)
    for coming in answer.get("upcoming", ()):
        print_line(f"    from {coming['effective']}: {coming['entry']} will say “{coming['answer']}”", "yellow")


def contact_lines(contacts: list[dict[str, Any]]) -> Iterable[tuple[str, str]]:
    """Write contacts as lines, each with its style: what, for whom, of which day, and by which source."""
    for contact in contacts:
        who = f" ({contact['who']})" if "who" in contact else ""
        yield f"    contact: {contact['kind']}{who}: {contact['value']}", "bold"
        days = f"checked {contact['checked']}, due again {contact['review_by']}"
        yield f"        {days}; source: {contact['source_title']} {contact['url']}", "dim"
        for key in ("turnaround", "note"):
            if key in contact:
                yield f"        {key}: {contact[key]}", ""


def _print_value(answer: dict[str, Any]) -> None:
    """Print the value, the cautions on the day, and why."""
    head = _text(f"{answer['code']} · {answer['scope']} · {answer['question']}: ", style="bold")
    head.append_text(_text(answer["answer"], COLORS[tone(answer["answer"])]))
    Console().print(head, soft_wrap=True)
    for caution in answer.get("as_of", answer).get("cautions", ()):
        print_line(f"    {caution}", "yellow")
    print_line(f"    {answer['why']}")


def _print_day(answer: dict[str, Any]) -> None:
    """Print of which day an answer is."""
    if "as_of" in answer:
        _print_as_of(answer["as_of"])
    else:
        print_line(f"    as of today, {answer['today']}", "bold")


def _print_as_of(as_of: dict[str, Any]) -> None:
    """Print both dates, and for each entry which version was taken and why."""
    known = f"known by {as_of['known']}" if as_of["known"] else "as known today"
    processed = f", processed {as_of['processed']}" if as_of["processed"] else ""
    print_line(f"    date of service {as_of['date']}, {known}{processed}", "bold")
    if as_of["note"]:
        print_line(f"    {as_of['note']}", "yellow")
    for version in as_of["versions"]:
        print_line(f"    {version['entry']} ({version['role']}): {version['why']}")
        for caveat in version["caveats"] if version["role"] != "informs" else ():
            print_line(f"        {caveat}", "yellow")
        for key in ("upcoming", "learned_later"):
            for later in version[key]:
                says = f": “{later['answer']}”" if later["answer"] else ""
                print_line(f"        {key.replace('_', ' ')}: {_version_line(later)}{says}", "cyan")
    for left in as_of["left_out"]:
        print_line(f"    {left['path']}: {left['why']}", "yellow")


def print_history(history: dict[str, Any]) -> None:
    """Print the versions of an entry, newest first, and what each is today."""
    print_line(history["entry"], "bold")
    if history["note"]:
        print_line(history["note"], "yellow")
    for version in history["versions"]:
        print_line(f"    {_version_line(version, history['today'])}")
        if version["path"].removesuffix(".md") != history["entry"]:
            print_line(f"        as {version['path']}", "blue")
        for problem in version["problems"][:1]:
            print_line(f"        cannot be read by today's schema, its text is kept: {problem}", "yellow")


def _version_line(version: dict[str, Any], today: str = "") -> str:
    """Write a version in a line: when and by which commit it was recorded, its kind, dates and subject.

    With `today`, also what it is on that day.
    """
    when = f"{version['recorded']} {version['commit'][:7]}" if version["commit"] else "not committed yet"
    until = f" until {version['ends']}" if version["ends"] else ""
    span = (f"effective {version['effective']}" if version["effective"] else "no effective date") + until
    dated = kind_of(version["path"]) == "entry" and version["kind"] != "withdrawn"
    state = f"{version['state']} on {today}" if today and version["state"] == IN_FORCE else version.get("state")
    parts = (when, version["kind"], span if dated else "", state if dated else "", version["subject"] or "")
    return " · ".join(part for part in parts if part)
