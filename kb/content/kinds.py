"""The kinds of value front matter can hold: each reads a node into a typed value or says what is wrong and where."""

from __future__ import annotations

import datetime as dt
import difflib
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from itertools import repeat
from typing import Any, Final
from urllib.parse import urlsplit

from kb.content.front_matter import Mapping, Node, Scalar, Sequence
from kb.content.paths import WINDOWS
from kb.domain.look_alikes import difference, told
from kb.domain.problem import Place, shown
from kb.domain.reach import is_code
from kb.domain.states import STATES
from kb.domain.vocabulary import Value, names

LONGEST_ANSWER: Final = 160
"""An answer in our own words fits a table cell; the section below it has room for the rest."""

LONGEST_TEAM: Final = 60
LONGEST_NAME: Final = 100
MOST_WORDS: Final = 15
"""Characters and words of a name or a synonym; the longest in the real library has 53 and 9."""

MOST_DAYS: Final = 20_000
"""Days that are kept in memory once, however many files name them."""

REACHES_SOMEBODY: Final = re.compile(r"\S@\S|\d(?:[ ./()-]{0,2}\d){6,}")
"""What looks like an e-mail address or a telephone number: pages name a team, never a person."""

Fault = tuple[Place, str, str]


class BadValue(Exception):
    """A value is not of its kind; carries every error found in it."""

    def __init__(self, *faults: Fault) -> None:
        """Keep the errors; there is at least one."""
        super().__init__(faults[0][2])
        self.faults = faults


@dataclass(frozen=True)
class Kind:
    """What a value must be, in words, and how it is read. `read` raises BadValue.

    `keys` are those of a record, or of the records in a list or a table, in their order.
    """

    name: str
    read: Callable[[Node], Any]
    keys: tuple[str, ...] = ()


def _scalar(name: str, convert: Callable[[str], Any], code: str = "wrong-kind") -> Kind:
    """Make a kind from a function on the written text that raises ValueError with how to fix it."""

    def read(node: Node) -> Any:
        if not isinstance(node, Scalar):
            raise BadValue((node.place, "wrong-kind", f"expected {name}, found a list or a mapping"))
        if not node.text.strip():
            raise BadValue((node.place, "empty-value", f"expected {name}; take the key out, or give the value"))
        written = node.text.strip()
        try:
            return convert(written)
        except ValueError as fault:
            raise BadValue((node.place, code, _said(str(fault), written))) from fault

    return Kind(name, read)


def _said(message: str, written: str) -> str:
    """Show what was written on one line, and name the characters in it that are not what they look like."""
    said, odd = message.replace(written, shown(written)), told(written)
    return f"{said} (it holds {odd})" if odd and odd not in said else said


def short_text(longest: int) -> Kind:
    """Text of at most `longest` characters."""

    def convert(written: str) -> str:
        if len(written) > longest:
            raise ValueError(f"{len(written)} characters; at most {longest} fit, the section has room for more")
        return " ".join(written.split())

    return _scalar(f"text of at most {longest} characters", convert, "too-long")


def _read_team(node: Node) -> str:
    name: str = short_text(LONGEST_TEAM).read(node)
    if REACHES_SOMEBODY.search(name):
        message = f"'{shown(name)}' looks like an e-mail address or a telephone number; name the team alone"
        raise BadValue((node.place, "wrong-kind", message))
    return name


def _read_phrase(node: Node) -> str:
    """Read a name that search looks for word by word wherever it may begin."""
    name: str = short_text(LONGEST_NAME).read(node)
    count = len(re.findall(r"[^\W_]+", name))
    if count > MOST_WORDS:
        raise BadValue((node.place, "too-long", f"{count} words; a name has at most {MOST_WORDS}"))
    return name


def choice(values: tuple[Value, ...]) -> Kind:
    """One of a closed list, typed literally. The values of all files are those of the list, in memory once."""
    allowed = names(values)
    found = {value: value for value in allowed}

    def convert(written: str) -> str:
        if written not in found:
            raise ValueError(f"'{written}' is no value here; {suggest(written, allowed)}")
        return found[written]

    return _scalar("one of: " + " · ".join(allowed), convert, "unknown-value")


def suggest(written: str, allowed: tuple[str, ...]) -> str:
    """Name the closest allowed word, with what differs where the two look alike, or all words where none is close."""
    for word in allowed:
        if differs := difference(written, word):
            return f"{differs}; write `{word}`"
    close = difflib.get_close_matches(written.lower(), allowed, n=1)
    return f"did you mean `{close[0]}`?" if close else "use one of: " + ", ".join(allowed)


@lru_cache(MOST_DAYS)
def _date(written: str) -> dt.date:
    """Read a day; files name the same ones again and again."""
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", written):
        raise ValueError(f"'{written}' is no date; write year-month-day: 2026-04-15")
    try:
        return dt.date.fromisoformat(written)
    except ValueError as fault:
        raise ValueError(f"'{written}' is not in the calendar; check day and month") from fault


def _partial_date(written: str) -> str:
    if re.fullmatch(r"[0-9]{4}", written):
        return written
    if re.fullmatch(r"[0-9]{4}-[0-9]{2}", written):
        _date(f"{written}-01")
        return written
    return _date(written).isoformat()


def _url(written: str) -> str:
    try:
        host = urlsplit(written).netloc
    except ValueError:
        host = ""
    if not re.fullmatch(r"https?://\S+", written) or "." not in host:
        raise ValueError(f"'{written}' is no web address; write it with https:// and without spaces")
    return written


def _service(written: str) -> str:
    if not re.fullmatch(r"[a-z0-9]+(?:[ -][a-z0-9]+)*", written) or len(written) > LONGEST_TEAM:
        raise ValueError(
            f"'{shown(written)}' is no name of a service; use small letters, digits, spaces and hyphens, "
            f"at most {LONGEST_TEAM}"
        )
    return written


def _word(written: str) -> str:
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", written):
        raise ValueError(f"'{written}' is no id; use a-z, 0-9 and single hyphens")
    if WINDOWS.fullmatch(written):
        raise ValueError(f"'{written}' is a name that Windows keeps for itself; use another id")
    return written


def _code(written: str) -> str:
    if not is_code(written):
        raise ValueError(f"'{written}' is no CPT or HCPCS code; write it like 0709T, with the letter in upper case")
    return written


def _listed(written: str) -> str:
    first, dash, last = written.partition("-")
    if not is_code(first) or (dash and not is_code(last)):
        raise ValueError(f"'{written}' is no code; write 0709T, or a range 0708T-0710T, with letters in upper case")
    return written


def _scope(written: str) -> str:
    if not re.fullmatch(r"[a-z0-9-]+/[a-z0-9-]+", written):
        raise ValueError(f"'{written}' is no scope; write <payer>/<scope>: cigna/commercial")
    return written


def _entry(written: str) -> str:
    if not re.fullmatch(r"[a-z0-9-]+(/[a-z0-9-]+){2}", written):
        raise ValueError(f"'{written}' is no entry; write <payer>/<scope>/<name>: cigna/commercial/all-codes")
    return written


def _hit(written: str) -> str:
    if not re.fullmatch(r"[a-z0-9-]+(/[a-z0-9-]+){1,2}#[a-z0-9-]+", written):
        raise ValueError(f"'{written}' is no section; write <file>#<section>: cigna/commercial/all-codes#appeals")
    return written


def _unwanted(written: str) -> str:
    if not re.fullmatch(r"[a-z0-9-]+(/[a-z0-9-]+){1,2}(#[a-z0-9-]+)?|[a-z]+=[a-z0-9-]+|payer!=[a-z0-9-]+", written):
        raise ValueError(
            f"'{written}' is nothing to keep out; write <file>#<section>, <file>, coverage=covered or payer!=cigna"
        )
    return written


def _state(written: str) -> str:
    if written not in STATES:
        raise ValueError(f"'{written}' is no state; write its postal abbreviation: TX")
    return written


def _denial(written: str) -> str:
    if not re.fullmatch(r"(CO|PR|OA|PI|CR)-[A-Z]?[0-9]{1,3}|[A-Z]{1,2}[0-9]{1,4}", written):
        raise ValueError(f"'{written}' is no denial code; write CO-29 with its group, or N362, MA130, B15")
    return written


def _whole(written: str) -> int:
    if not re.fullmatch(r"[0-9]{1,9}", written):
        raise ValueError(f"'{written}' is no whole number; write digits only")
    return int(written)


def _amount(written: str) -> Decimal:
    if not re.fullmatch(r"[0-9]{1,12}(\.[0-9]{1,4})?", written):
        raise ValueError(f"'{written}' is no amount; write 13030.50, without sign, comma or currency")
    return Decimal(written)


text: Final = short_text(600)
phrase: Final = Kind(f"a name of at most {MOST_WORDS} words", _read_phrase)
team: Final = Kind(f"a team, at most {LONGEST_TEAM} characters", _read_team)
date: Final = _scalar("a date, 2026-04-15", _date, "bad-date")
partial_date: Final = _scalar("a date, 2026 or 2026-04 or 2026-04-15", _partial_date, "bad-date")
url: Final = _scalar("a web address", _url)
word: Final = _scalar("an id", _word)
service: Final = _scalar("the name of a service in `concepts.yml`", _service, "unknown-value")
code: Final = _scalar("a code", _code, "unknown-code")
listed: Final = _scalar("a code, or a range of codes", _listed, "unknown-code")
scope: Final = _scalar("a scope, payer/scope", _scope)
entry: Final = _scalar("an entry, payer/scope/name", _entry)
hit: Final = _scalar("a section, file#section", _hit)
unwanted: Final = _scalar("a section, a file, or coverage=covered", _unwanted)
state: Final = _scalar("a state, TX", _state)
denial: Final = _scalar("a denial code, CO-29", _denial)
whole_number: Final = _scalar("a whole number", _whole)
amount: Final = _scalar("an amount in US dollars or units", _amount)


def many(kind: Kind) -> Kind:
    """One value or a list of values, read into a tuple."""

    def read(node: Node) -> tuple[Any, ...]:
        try:
            return _collect(node.items if isinstance(node, Sequence) else (node,), repeat(kind), node.place)
        except BadValue as bad:
            raise _as_list(node, kind) or bad from bad

    return Kind(f"{kind.name}, or a list [a, b] of such", read)


def _as_list(node: Node, kind: Kind) -> BadValue | None:
    """Say how to write a list where one value holds several, parted by commas, and each is of the kind."""
    parts = [part.strip() for part in node.text.split(",")] if isinstance(node, Scalar) else []
    try:
        _collect(tuple(Scalar(part, node.place) for part in parts), repeat(kind), node.place)
    except BadValue:
        return None
    message = f"'{shown(', '.join(parts))}' is one value; write a list: [{shown(', '.join(parts))}]"
    return BadValue((node.place, "wrong-kind", message))


def row(**kinds: Kind) -> Kind:
    """A list of so many values, each of its own kind, read into a dict by the names given."""
    name = f"a list [{', '.join(kinds)}]"

    def read(node: Node) -> dict[str, Any]:
        items = node.items if isinstance(node, Sequence) else (node,)
        if items and len(items) != len(kinds):
            raise BadValue((node.place, "wrong-kind", f"expected {name}, {len(kinds)} values"))
        return dict(zip(kinds, _collect(items, kinds.values(), node.place), strict=True))

    return Kind(name, read)


def list_of(kind: Kind) -> Kind:
    """A list of records, read into a tuple."""

    def read(node: Node) -> tuple[Any, ...]:
        if not isinstance(node, Sequence):
            raise BadValue((node.place, "wrong-kind", "expected a list: begin each item with '- '"))
        return _collect(node.items, repeat(kind), node.place)

    return Kind(f"a list; each item {kind.name}", read, kind.keys)


def table_of(kind: Kind) -> Kind:
    """Records by id, read into a dict in the order written."""

    def read(node: Node) -> dict[str, Any]:
        if not isinstance(node, Mapping):
            raise BadValue((node.place, "wrong-kind", "expected ids, each with its keys below it"))
        ids = _collect(tuple(key for key, _ in node.items), repeat(word), node.place)
        records = _collect(tuple(value for _, value in node.items), repeat(kind), node.place)
        return dict(zip(ids, records, strict=True))

    return Kind(f"ids, each with {kind.name}", read, kind.keys)


def _collect(nodes: tuple[Node, ...], kinds: Iterable[Kind], place: Place) -> tuple[Any, ...]:
    """Read every node by its kind; there is at least one. Where some are bad, raise all their errors at once."""
    if not nodes:
        raise BadValue((place, "empty-value", "nothing in it; take the key out, or give the value"))
    values: list[Any] = []
    faults: list[Fault] = []
    for node, kind in zip(nodes, kinds, strict=False):
        try:
            values.append(kind.read(node))
        except BadValue as bad:
            faults += bad.faults
    if faults:
        raise BadValue(*faults)
    return tuple(values)
