"""What commands print: color and layout on a terminal, plain text in a pipe, JSON where asked for."""

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

COLORS = {"good": "green", "partial": "yellow", "bad": "red", "neutral": "cyan", "unknown": "dim"}
STYLES = {**COLORS, "head": "bold", "quiet": "dim", "": ""}


def replace_unprintable() -> None:
    """Print a replacement for a character that the encoding of the output lacks, rather than fail."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")


def print_line(text: str, style: str = "") -> None:
    """Print a line as it is, without wrapping or markup."""
    Console().print(Text(text, style=style), soft_wrap=True)


def print_lines(lines: Iterable[list[tuple[str, str]]]) -> None:
    """Print lines made of pieces, each a text with its tone, `head`, `quiet` or nothing."""
    for line in lines:
        Console().print(Text.assemble(*((text, STYLES[style]) for text, style in line)), soft_wrap=True)


def print_error(text: str) -> None:
    """Print a line to standard error."""
    Console(stderr=True).print(Text(text, style="bold red"), soft_wrap=True)


def print_progress(text: str) -> None:
    """Print the step of a long run to standard error, so that a pipe gets the result alone."""
    Console(stderr=True).print(Text(f"{text} ...", style="dim"), soft_wrap=True)


def print_json(value: object) -> None:
    """Print a value as JSON."""
    print(json.dumps(value, ensure_ascii=False, indent=2))  # noqa: T201


def write_raw(text: str) -> None:
    """Write text for another program, in UTF-8 and with its own line ends.

    Bytes that were no UTF-8 when the text was read are written as they were.
    """
    sys.stdout.flush()
    sys.stdout.buffer.write(text.encode("utf-8", "surrogateescape"))
    sys.stdout.flush()


def print_problems(problems: Iterable[Problem]) -> None:
    """Print every problem on a line of its own."""
    for problem in problems:
        line = Text(f"{problem.path}:{problem.place.line}:{problem.place.column}: ", style="bold")
        line.append(problem.code, style="yellow").append(f" {problem.message}", style="not bold")
        Console().print(line, soft_wrap=True)


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
    query = {"mended": mended, "notes": list(read.notes), "absent": absent, "date": read.date or None}
    return {"hits": hits, "total": result.total, "dropped": list(result.dropped), "loose": result.loose, **query}


def print_hits(result: Result) -> None:
    """Print warnings and corrections of the query, then hits: title and value, address, excerpt, reasons."""
    for warning in _warnings(result):
        print_line(warning, "yellow")
    for word in result.read.mended:
        print_line(
            f'Searched for {word.used} instead of {word.typed}; put "{word.typed}" in quotes to search for it.',
            "yellow",
        )
    for note in result.read.notes:
        print_line(note, "yellow")
    for hit in result.hits:
        found = hit.document
        head = Text(f"{found.title}: {found.heading}", style="bold")
        if found.value:
            head.append(f"  [{found.value}]", style=COLORS[tone(found.value)])
            head.append("".join(f" ({mark})" for mark in found.marks), style=COLORS["partial"])
        Console().print(head, soft_wrap=True)
        print_line(f"    {found.url}", "blue")
        print_line(f"    {hit.excerpt}")
        print_line(f"    found by: {' · '.join(hit.why)}", "dim")
    print_line(f"{result.total} {'result' if result.total == 1 else 'results'}, {len(result.hits)} shown.")


def _warnings(result: Result) -> Iterator[str]:
    """Warn of codes without a page, of words that no page has, and of a date of service in the query."""
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
    for receipt in answer["searched"]:
        print_line(f"    searched {receipt['on']}: {receipt['where']}; words: {receipt['words']}", "dim")
    _print_day(answer)
    for coming in answer.get("upcoming", ()):
        print_line(f"    from {coming['effective']}: {coming['entry']} will say “{coming['answer']}”", "yellow")


def _print_value(answer: dict[str, Any]) -> None:
    """Print the value, the cautions on the day, and why."""
    head = Text(f"{answer['code']} · {answer['scope']} · {answer['question']}: ", style="bold")
    head.append(answer["answer"], style=COLORS[tone(answer["answer"])])
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
