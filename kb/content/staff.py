"""`people/<team>.md` and `jobs/<name>.md`: the teams that keep a library, and the postings of its own employers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

from kb.content import kinds
from kb.content.fields import ASKED
from kb.content.front_matter import FrontMatterError, Node, read_yaml
from kb.content.kinds import BadValue, Kind
from kb.content.parse import split
from kb.content.paths import is_staff
from kb.content.record_reader import Field, places, read_record
from kb.domain.problem import Place, Problem, shown
from kb.domain.staff import LEVELS, LONGEST_POSTING, REMOTE, WORK, Posting, Team

SPAN, PLACE = "posting-span", "posting-place"


def _reads_channel(node: Node) -> str:
    written: str = kinds.short_text(200).read(node)
    if kinds.REACHES_SOMEBODY.search(written):
        message = f"'{shown(written)}' has an e-mail address or a telephone number; name a channel or a queue"
        raise BadValue((node.place, "wrong-kind", message))
    return written


CREDENTIAL: Final = kinds.many(kinds.short_text(40))
TEAM_FIELDS: Final = (
    Field("title", kinds.team, "the team, as `owner` names it", required=True),
    Field("owns", kinds.many(kinds.short_text(80)), "what it keeps: ids of payers, of plans, and codes"),
    Field("questions", kinds.many(kinds.choice(ASKED)), "the questions that it answers, where not all"),
    Field(
        "reach", Kind("a channel or a queue, no person's number", _reads_channel), "how to reach it", required=True
    ),
    Field("credentials", CREDENTIAL, "credentials in the team, as it states them: CPC, RHIT"),
    Field("reviewed", kinds.date, "the day on which this was last looked at", required=True),
)
POSTING_FIELDS: Final = (
    Field("title", kinds.short_text(100), "the position", required=True),
    Field("employer", kinds.short_text(100), "who hires: an own posting, taken over from nobody", required=True),
    Field("work", kinds.choice(WORK), "where the work is done", required=True),
    Field("place", kinds.short_text(80), "the city, unless the work is remote"),
    Field("states", kinds.many(kinds.state), "the state of the place; for remote work those to live in"),
    Field("level", kinds.choice(LEVELS), "how much experience is asked for", required=True),
    Field("credentials", CREDENTIAL, "credentials that are asked for: CPC, CCS"),
    Field("pay", kinds.short_text(120), "pay as printed, or `not stated`", required=True),
    Field("apply", kinds.url, "the address to apply at", required=True),
    Field("posted", kinds.date, "the day of the posting", required=True),
    Field("expires", kinds.date, f"its last day, at most {LONGEST_POSTING} days later", required=True),
)

Read = tuple[tuple[Team, ...], tuple[Posting, ...], list[Problem]]


def read_staff(files: Mapping[str, str]) -> Read:
    """Read all teams and postings among the texts by path, in order of path, and every error with its place."""
    teams: list[Team] = []
    postings: list[Posting] = []
    problems: list[Problem] = []
    for path in sorted(filter(is_staff, files)):
        folder, name = path.removesuffix(".md").split("/")
        values, faults = _values(files[path], TEAM_FIELDS if folder == "people" else POSTING_FIELDS)
        problems += [Problem(path, *fault) for fault in faults]
        if not faults and folder == "people":
            teams.append(Team(id=name, **values))
        elif not faults:
            postings.append(Posting(id=name, **values))
    return tuple(teams), tuple(postings), problems


def front_of(text: str) -> tuple[str, Node | None]:
    """Return the front matter of a team or a posting, as its text and as a tree; nothing of what cannot be read."""
    try:
        front, _, _ = split(text)
        return front, read_yaml(front, 2)
    except FrontMatterError:
        return "", None


def _values(text: str, fields: tuple[Field, ...]) -> tuple[dict[str, Any], list[tuple[Place, str, str]]]:
    try:
        front, body, line = split(text)
        root = read_yaml(front, 2)
    except FrontMatterError as fault:
        return {}, [(fault.place, fault.code, fault.message)]
    if root is None:
        return {}, [(Place(1, 1), "empty-file", "nothing between the two '---' lines; write its keys")]
    values, faults = read_record(root, fields)
    about = tuple(" ".join(one.split()) for one in re.split(r"\n\s*\n", body) if one.strip())
    if fields is POSTING_FIELDS and not faults:
        faults += _odd_posting(values, root)
        if not about:
            faults.append((Place(line, 1), "empty-value", "say below the second '---' line what the work is"))
    return {**values, "about": about}, faults


def _odd_posting(values: dict[str, Any], root: Node) -> Iterator[tuple[Place, str, str]]:
    """Find a posting that ends before it begins or stands too long, and one without the place that it needs."""
    at, days = places(root), (values["expires"] - values["posted"]).days
    if days < 0:
        yield at["expires",], SPAN, f"{values['expires']} is before the day of the posting; correct one of them"
    if days > LONGEST_POSTING:
        told = f"{days} days after the day of the posting; at most {LONGEST_POSTING}: renew it when they are over"
        yield at["expires",], SPAN, told
    is_remote = values["work"] == REMOTE
    if is_remote and values.get("place"):
        yield at["place",], PLACE, "remote work has no place; take this out, or write `hybrid`"
    if not is_remote and not (values.get("place") and len(values.get("states", ())) == 1):
        yield at["work",], PLACE, "work at a place needs it; write `place:`, a city, and its state below `states:`"
