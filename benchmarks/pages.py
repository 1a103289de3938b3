"""Generate payer pages and code pages: front matter with the project's own keys, and a few sections."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from random import Random
from typing import Final

from benchmarks import front, phrases, text
from benchmarks.front import HOME, MARK, Days, Value
from benchmarks.words import Facts, document_number, fill, wrap
from benchmarks.world import Code, Named
from kb.domain.concepts import CONCEPTS
from kb.domain.vocabulary import names

RICH: Final = ("0708T", "0709T")
"""Codes that every concept informs, and that hold what every library holds; others have one concept or none."""

Record = dict[str, Value]


def write_payer(payer: Named, facts: Facts, numbers: Random) -> str:
    """Give the text of a payer's page. `numbers` are the page's own."""
    days = front.draw_days(numbers)
    sources = front.draw_sources(numbers, f"Generated publisher for {payer.title}", payer.id, days.retrieved, 3)
    portals = [{"name": "Generated portal", "url": f"{HOME}/{payer.id}/portal"}]
    head = front.lines(_payer_head(payer, days))
    parts = (head, front.items("portals", portals), _scopes(payer), front.table("sources", sources))
    return front.page(_join(parts), _payer_sections(text.Voice(numbers, facts, tuple(sources))))


def _payer_head(payer: Named, days: Days) -> Record:
    return {
        "title": f"Generated {payer.title}",
        "aliases": tuple({name.casefold(): name for name in (*payer.aliases[::-1], payer.title)}.values())[::-1],
        "reviewed": days.reviewed,
        "review_by": days.review_by,
        "contacts": text.UNKNOWN.lower(),
        "contacts_reason": "not looked up",
    }


def _payer_sections(voice: text.Voice) -> Iterator[tuple[str, str]]:
    yield "Summary", text.section(voice, phrases.PAYER_PAGE, phrases.TRAPS)
    yield "Who decides", text.section(voice, phrases.PAYER_PAGE, phrases.TOPICS["coverage"])
    yield "Contacts", f"{text.UNKNOWN}: telephone numbers and addresses are not generated."


def _join(parts: Iterable[Iterable[str]]) -> Iterator[str]:
    for part in parts:
        yield from part


def _scopes(payer: Named) -> Iterator[str]:
    return front.table("scopes", {
        scope.id: {
            "name": scope.name,
            "kind": scope.kind,
            "line_of_business": scope.line_of_business or None,
            "aliases": scope.aliases or None,
            "note": MARK.replace("document", "policy"),
        }
        for scope in payer.scopes
    })  # fmt: skip


def write_code(code: Code, facts: Facts, numbers: Random) -> str:
    """Give the text of a code's page. `numbers` are the page's own."""
    days = front.draw_days(numbers)
    sources = front.draw_sources(numbers, "Generated publisher", f"codes/{code.code.lower()}", days.retrieved, 4)
    cited = tuple(sources)
    head = front.lines(_code_head(code, numbers, days, cited[:1]))
    drawn = _rows(code, facts, days, numbers, cited[:1])
    rows = (front.items(key, _each_once(records)) for key, records in drawn)
    parts = (head, *rows, front.table("sources", sources))
    return front.page(_join(parts), _code_sections(text.Voice(numbers, facts, cited)))


def _each_once(records: list[Record]) -> list[Record]:
    """Leave out a record that was drawn before."""
    return [record for place, record in enumerate(records) if record not in records[:place]]


def _code_head(code: Code, numbers: Random, days: Days, cited: tuple[str, ...]) -> Record:
    return {
        "title": f"Generated stand-in for {code.code}",
        "family": code.family,
        **({"add_on_to": code.parent, "add_on_type": "1", "add_on_sources": cited} if code.parent else {}),
        "concepts": _concepts(code, numbers) or None,
        "reviewed": days.reviewed,
        "review_by": days.review_by,
    }


def _code_sections(voice: text.Voice) -> Iterator[tuple[str, str]]:
    headings = ("Summary", "What it is", "Units", "Code pairs", "Modifiers")
    for place, heading in enumerate(headings):
        if place == 0 or voice.numbers.randrange(2):
            yield heading, text.section(voice, phrases.CODE_PAGE, phrases.TOPICS["billing"])
    if voice.facts.code in RICH:
        yield "Clinical context", wrap(f"{phrases.EVERYWHERE} {voice.cite()}.")


def _concepts(code: Code, numbers: Random) -> tuple[str, ...]:
    if code.code in RICH:
        return names(CONCEPTS)
    return (numbers.choice(names(CONCEPTS)),) if numbers.randrange(6) == 0 else ()


def _rows(
    code: Code, facts: Facts, days: Days, numbers: Random, cited: tuple[str, ...]
) -> Iterator[tuple[str, list[Record]]]:
    """Give the rows of a code's tables, in the order of their keys."""
    yield "life_cycle", [_event(numbers, cited)]
    yield "fee_schedule", [_fee(numbers, code, cited)]
    yield "units", [_units(numbers, cited) for _ in range(numbers.randint(0, 2))]
    yield "pairs", [_pair(numbers, code, facts, cited) for _ in range(numbers.randint(0, 4))]
    yield "modifiers", [_modifier(numbers, facts, cited) for _ in range(numbers.randint(0, 2))]
    yield "observed_amounts", [_amount(numbers, days, cited) for _ in range(numbers.randint(0, 3))]


def _event(numbers: Random, cited: tuple[str, ...]) -> Record:
    day = front.before(numbers, front.NEWEST, 2500)
    return {"event": "effective", "on": day, "basis": "inferred", "sources": cited, "note": MARK}


def _fee(numbers: Random, code: Code, cited: tuple[str, ...]) -> Record:
    indicators: Record = dict.fromkeys(
        ("pc_tc", "multiple_procedure", "bilateral", "assistant", "co_surgeon", "team"), "0"
    )
    days = "ZZZ" if code.parent else "XXX"
    worth = f"{numbers.randint(0, 40)}.{numbers.randrange(100):02d}"
    head: Record = {"file": "Generated file", "status": "C", "global_days": days, "total_rvu": worth}
    return {**head, **indicators, "sources": cited}


def _units(numbers: Random, cited: tuple[str, ...]) -> Record:
    return {
        "setting": numbers.choice(("practitioner", "outpatient hospital")),
        "units": numbers.randint(1, 12),
        "indicator": numbers.choice("123"),
        "rationale": "generated for measuring",
        "effective": front.before(numbers, front.NEWEST, 900),
        "sources": cited,
    }


def _pair(numbers: Random, code: Code, facts: Facts, cited: tuple[str, ...]) -> Record:
    return {
        "others": ", ".join(numbers.sample([other for other in facts.codes if other != code.code], 3)),
        "what": f"codes like {document_number(numbers)}, generated",
        "column": numbers.randint(1, 2),
        "indicator": numbers.choice("01"),
        "setting": "practitioner",
        "edition": front.before(numbers, front.NEWEST, 900),
        "sources": cited,
    }


def _modifier(numbers: Random, facts: Facts, cited: tuple[str, ...]) -> Record:
    rule = fill(numbers, phrases.TOPICS["billing"], facts)
    return {"modifier": numbers.choice(("22", "25", "51", "59", "76")), "rule": rule, "sources": cited}


def _amount(numbers: Random, days: Days, cited: tuple[str, ...]) -> Record:
    low = numbers.randint(50, 9000)
    return {
        "hospital": f"Generated hospital {numbers.randint(1, 60)}",
        "low": low,
        "high": low + numbers.randint(0, 4000),
        "entries": numbers.randint(1, 30),
        "reading": numbers.choice(("charge item", "catch-all", "catch-all", "placeholder")),
        "as_of": front.before(numbers, days.reviewed, 400),
        "sources": cited,
    }
