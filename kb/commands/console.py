"""What commands print: colour and layout on a terminal, plain text in a pipe, JSON where asked."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Iterable, Iterator
from typing import Any

from rich.console import Console
from rich.text import Text

from kb.content.parse import kind_of
from kb.domain.days import day
from kb.domain.problem import Problem
from kb.domain.reach import is_code
from kb.domain.vocabulary import tone
from kb.history.in_force import IN_FORCE
from kb.search.find import Result

COLOURS = {"good": "green", "partial": "yellow", "bad": "red", "neutral": "cyan", "unknown": "dim"}
STYLES = {**COLOURS, "head": "bold", "quiet": "dim", "": ""}


def take_any_text() -> None:
    """Let a terminal or pipe that lacks a character show a stand-in for it, rather than fail."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")


def say(text: str, style: str = "") -> None:
    """Print a line as it is, never wrapped or read as markup."""
    Console().print(Text(text, style=style), soft_wrap=True)


def say_lines(lines: Iterable[list[tuple[str, str]]]) -> None:
    """Print lines made of pieces, each a text with its tone, `head`, `quiet` or nothing."""
    for line in lines:
        Console().print(Text.assemble(*((text, STYLES[style]) for text, style in line)), soft_wrap=True)


def warn(text: str) -> None:
    """Print a line to standard error."""
    Console(stderr=True).print(Text(text, style="bold red"), soft_wrap=True)


def step(text: str) -> None:
    """Tell how far a long run is, on standard error, so that a pipe gets the result alone."""
    Console(stderr=True).print(Text(f"{text} ...", style="dim"), soft_wrap=True)


def say_json(value: object) -> None:
    """Print a value as JSON."""
    print(json.dumps(value, ensure_ascii=False, indent=2))  # noqa: T201


def say_raw(text: str) -> None:
    """Print text made for another program, in UTF-8 and with no line end but its own.

    Bytes that were no UTF-8 when the text was read go out as they came in.
    """
    sys.stdout.flush()
    sys.stdout.buffer.write(text.encode("utf-8", "surrogateescape"))
    sys.stdout.flush()


def say_problems(problems: Iterable[Problem]) -> None:
    """Print every problem on a line of its own."""
    for problem in problems:
        line = Text(f"{problem.path}:{problem.place.line}:{problem.place.column}: ", style="bold")
        line.append(problem.code, style="yellow").append(f" {problem.message}", style="not bold")
        Console().print(line, soft_wrap=True)


def annotation_lines(problems: Iterable[Problem], folder: str) -> Iterable[str]:
    """Write problems as code hosts read them beside a diff."""
    for problem in problems:
        where = f"file={folder}/{problem.path},line={problem.place.line},col={problem.place.column}"
        yield f"::error {where},title={problem.code}::{_escaped(problem.message)}"


def _escaped(message: str) -> str:
    return message.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def problem_record(problem: Problem) -> dict[str, Any]:
    """Write a problem as plain values."""
    place = {"line": problem.place.line, "column": problem.place.column}
    return {"path": problem.path, **place, "code": problem.code, "message": problem.message}


def hit_records(result: Result) -> dict[str, Any]:
    """Write a search result as plain values."""
    hits = [
        {
            "entry": hit.document.entry,
            "section": hit.document.section,
            "title": f"{hit.document.title}: {hit.document.heading}",
            "url": hit.document.url,
            "score": hit.score,
            "value": hit.document.value or None,
            "marks": list(hit.document.marks),
            "certainty": hit.document.certainty or None,
            "excerpt": hit.excerpt,
            "why": list(hit.why),
        }
        for hit in result.hits
    ]
    read = result.read
    mended = [{"typed": word.typed, "used": word.used} for word in read.mended]
    absent = [
        {"written": code.written, "told": f"{code.told}: {code.so}", "near": list(code.near)} for code in read.absent
    ]
    told = {"mended": mended, "notes": list(read.notes), "absent": absent, "date": read.date or None}
    return {"hits": hits, "total": result.total, "dropped": list(result.dropped), "loose": result.loose, **told}


def say_hits(result: Result) -> None:
    """Print what was read otherwise than typed, then hits: title and value, address, excerpt, reasons."""
    for warning in _warnings(result):
        say(warning, "yellow")
    for word in result.read.mended:
        say(
            f'Searched for {word.used} instead of {word.typed}; put "{word.typed}" in quotes to search for it.',
            "yellow",
        )
    for note in result.read.notes:
        say(note, "yellow")
    for hit in result.hits:
        found = hit.document
        head = Text(f"{found.title}: {found.heading}", style="bold")
        if found.value:
            head.append(f"  [{found.value}]", style=COLOURS[tone(found.value)])
            head.append("".join(f" ({mark})" for mark in found.marks), style=COLOURS["partial"])
        Console().print(head, soft_wrap=True)
        say(f"    {found.url}", "blue")
        say(f"    {hit.excerpt}")
        say(f"    found by: {' · '.join(hit.why)}", "dim")
    say(f"{result.total} {'result' if result.total == 1 else 'results'}, {len(result.hits)} shown.")


def _warnings(result: Result) -> Iterator[str]:
    """Say what the hits are not: about a code without a page, about words that no page holds, of another day."""
    codes = [code.written for code in result.read.absent]
    for code in result.read.absent:
        near = f" Near it: {', '.join(code.near)}." if code.near else ""
        yield f"{code.told}{'' if result.loose else f': {code.so}'}.{near}"
    words = [word for word in result.dropped if word.upper() not in codes]
    if words:
        yield f"No page here holds {' or '.join(f'“{word}”' for word in words)}."
    kept = " ".join(word.upper() if is_code(word.upper()) else word for word in result.kept)
    if result.loose and result.total:
        yield f"No page holds all of “{kept}”: these results hold some of it."
    elif words and result.total:
        yield f"These results are for {kept} alone."
    date = result.read.date
    if date:
        yield f"What follows is of today, not of {day(date)}, which `answer ... --date {date}` tells."


def say_answer(told: dict[str, Any]) -> None:
    """Print an answer: the value, why, and who says so."""
    _say_value(told)
    for key in ("warning", "note"):
        if told[key]:
            say(f"    {key}: {told[key]}", "yellow" if key == "warning" else "")
    facts = [
        f"{key.replace('_', ' ')} {told[key]}"
        for key in ("standing", "confidence", "currency", "effective")
        if told[key]
    ]
    if told["entry"]:
        say(f"    {told['entry']} ({', '.join([told['reach'], *facts])})", "blue")
    for source in told["sources"]:
        say(f"    source: {source['title']}, {source['publisher']} ({source['standing']}) {source['url']}", "dim")
    for receipt in told["searched"]:
        say(f"    searched {receipt['on']}: {receipt['where']}; words: {receipt['words']}", "dim")
    _say_day(told)
    for coming in told.get("upcoming", ()):
        say(f"    from {coming['effective']}: {coming['entry']} will say “{coming['answer']}”", "yellow")


def _say_value(told: dict[str, Any]) -> None:
    """Print the value, what must be known of the day asked, and why."""
    head = Text(f"{told['code']} · {told['scope']} · {told['question']}: ", style="bold")
    head.append(told["answer"], style=COLOURS[tone(told["answer"])])
    Console().print(head, soft_wrap=True)
    for caution in told.get("as_of", told).get("cautions", ()):
        say(f"    {caution}", "yellow")
    say(f"    {told['why']}")


def _say_day(told: dict[str, Any]) -> None:
    """Say of which day an answer is."""
    if "as_of" in told:
        _say_as_of(told["as_of"])
    else:
        say(f"    as of today, {told['today']}", "bold")


def _say_as_of(told: dict[str, Any]) -> None:
    """Print both clocks, and of each entry which version was taken and why."""
    known = f"known by {told['known']}" if told["known"] else "as known today"
    processed = f", processed {told['processed']}" if told["processed"] else ""
    say(f"    date of service {told['date']}, {known}{processed}", "bold")
    if told["note"]:
        say(f"    {told['note']}", "yellow")
    for version in told["versions"]:
        say(f"    {version['entry']} ({version['role']}): {version['why']}")
        for caveat in version["caveats"] if version["role"] != "informs" else ():
            say(f"        {caveat}", "yellow")
        for key in ("upcoming", "learned_later"):
            for later in version[key]:
                says = f": “{later['answer']}”" if later["answer"] else ""
                say(f"        {key.replace('_', ' ')}: {_version_line(later)}{says}", "cyan")
    for left in told["left_out"]:
        say(f"    {left['path']}: {left['why']}", "yellow")


def say_history(told: dict[str, Any]) -> None:
    """Print the versions of an entry, newest first, and what each is today."""
    say(told["entry"], "bold")
    if told["note"]:
        say(told["note"], "yellow")
    for version in told["versions"]:
        say(f"    {_version_line(version, told['today'])}")
        if version["path"].removesuffix(".md") != told["entry"]:
            say(f"        as {version['path']}", "blue")
        for problem in version["problems"][:1]:
            say(f"        cannot be read by today's schema, its text is kept: {problem}", "yellow")


def _version_line(version: dict[str, Any], today: str = "") -> str:
    """Put a version into a line: when and by which commit it was recorded, what it did, its span, the subject.

    With `today`, also what it is on that day.
    """
    when = f"{version['recorded']} {version['commit'][:7]}" if version["commit"] else "not committed yet"
    until = f" until {version['ends']}" if version["ends"] else ""
    span = (f"effective {version['effective']}" if version["effective"] else "no effective date") + until
    dated = kind_of(version["path"]) == "entry" and version["kind"] != "withdrawn"
    state = f"{version['state']} on {today}" if today and version["state"] == IN_FORCE else version.get("state")
    parts = (when, version["kind"], span if dated else "", state if dated else "", version["subject"] or "")
    return " · ".join(part for part in parts if part)
