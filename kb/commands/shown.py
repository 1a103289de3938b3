"""What commands print of answers, hits and versions."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from kb.commands.console import COLORS, print_line, print_parts
from kb.content.paths import kind_of
from kb.domain.model import Library
from kb.domain.vocabulary import through_what, tone
from kb.history.in_force import IN_FORCE
from kb.search.card import Card, card_lines
from kb.search.editions import span_told
from kb.search.result import Result


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
        head = [(f"{document.title}: {document.heading}", "bold")]
        if document.value:
            head.append((f"  [{document.value}]", f"bold {COLORS[tone(document.value)]}"))
            head.append(("".join(f" ({mark})" for mark in document.marks), f"bold {COLORS['partial']}"))
        print_parts(head)
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
    head = f"{answer['code']} · {answer['scope']} · {answer['question']}: "
    print_parts([(head, "bold"), (answer["answer"], f"bold {COLORS[tone(answer['answer'])]}")])
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
