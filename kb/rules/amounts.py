"""Rules on the rows of a code page: amounts, code pairs, and indicators that can be."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from kb.domain.code_facts import ObservedAmount
from kb.domain.model import CodePage, Library
from kb.domain.reach import is_code, shape
from kb.rules.rule import Found, Rule, on

FILLED: Final = re.compile(r"9{5,}(?:\.[09]+)?|9{4}\.9+|0+(?:\.0*1?)?|1234567?8?9?(?:\.0+)?")
"""An amount that somebody typed to fill a field: 99999, 999999.99, 0.01, 123456."""

SHARED: Final = 50
"""Rows with one amount from which on it is a default: `kb.prices.rules` leaves out what so many codes share."""

MOST: Final = Decimal(5_000_000)
MOST_UNITS: Final = 2_000
CODE_OR_RANGE: Final = re.compile(r"\b([0-9A-V][0-9]{3}[0-9TFU])(?:\s?[-\u2013]\s?([0-9A-V][0-9]{3}[0-9TFU]))?\b")
PRICES: Final = ("gross", "cash", "low", "high")


def _prices(row: ObservedAmount) -> dict[str, Decimal]:
    return {name: getattr(row, name) for name in PRICES if getattr(row, name) is not None}


def amount_order(page: CodePage, _: Library) -> Found:
    """The lowest amount is not above the highest, and the cash price not above the gross charge."""
    for number, row in enumerate(page.observed_amounts):
        for lower, upper in (("low", "high"), ("cash", "gross")):
            below, above = getattr(row, lower), getattr(row, upper)
            if below is not None and above is not None and below > above:
                place = page.place("observed_amounts", number, lower)
                yield place, f"`{lower}` {below} is above `{upper}` {above}; swap them, or check the file"


def placeholder_amount(page: CodePage, _: Library) -> Found:
    """An amount that only fills a field is read as a placeholder."""
    for number, row in enumerate(page.observed_amounts):
        for name, amount in _prices(row).items() if row.reading != "placeholder" else ():
            if FILLED.fullmatch(str(amount)) or amount > MOST:
                message = (
                    f"{amount} looks like a filled field, no price; write `reading: placeholder`, or check the file"
                )
                yield page.place("observed_amounts", number, name), message


def shared_amount(page: CodePage, _: Library) -> Found:
    """An amount that many rows of its file have is read as a default, and not as the price of a service."""
    for number, row in enumerate(page.observed_amounts):
        if (row.rows_sharing or 0) >= SHARED and row.reading == "charge item":
            message = f"{row.rows_sharing:,} rows have this amount, so it is no charge for this service; write"
            yield page.place("observed_amounts", number, "reading"), f"{message} `reading: catch-all`"


def row_without_amount(page: CodePage, _: Library) -> Found:
    """A row on amounts has one, and both ends of a range or neither."""
    for number, row in enumerate(page.observed_amounts):
        prices = _prices(row)
        if not prices:
            yield page.place("observed_amounts", number), "a row without an amount; add one, or take the row out"
        elif ("low" in prices) != ("high" in prices):
            missing = "high" if "low" in prices else "low"
            yield page.place("observed_amounts", number), f"a range has two ends; add `{missing}:`, be it the same"
        elif row.entries == 0 or row.rows_sharing == 0:
            name = "entries" if row.entries == 0 else "rows_sharing"
            yield page.place("observed_amounts", number, name), "0 counts no row, not even this; take the key out"


def amount_after_review(page: CodePage, _: Library) -> Found:
    """A file of amounts is not newer than the review of the page that has it."""
    for number, row in enumerate(page.observed_amounts):
        if row.as_of > page.reviewed.isoformat():
            message = f"{row.as_of} is after the review of {page.reviewed}; set `reviewed:`, or check the year"
            yield page.place("observed_amounts", number, "as_of"), message


def pair_codes(page: CodePage, _: Library) -> Found:
    """The other codes of a pair are others, each named once, and ranges run upwards."""
    for number, pair in enumerate(page.pairs):
        place = page.place("pairs", number, "others")
        seen: list[tuple[str, str]] = []
        for first, last in _spans(pair.others):
            what = first if first == last else f"{first}-{last}"
            if shape(first) != shape(last) or first > last:
                yield place, f"the range {what} does not run upwards within one kind of code; write {last}-{first}"
            elif first <= page.code <= last and shape(first) == shape(page.code):
                yield place, f"{what} holds {page.code} itself; name the other codes alone"
            elif any(first <= b and a <= last and shape(first) == shape(a) for a, b in seen):
                yield place, f"{what} is named twice; name each code once"
            seen.append((first, last))


def _spans(others: str) -> Iterator[tuple[str, str]]:
    """Find the codes and ranges of codes in a text; a code alone is a range of one."""
    for found in CODE_OR_RANGE.finditer(others):
        if is_code(found[1]) and (not found[2] or is_code(found[2])):
            yield found[1], found[2] or found[1]


def pair_note(page: CodePage, _: Library) -> Found:
    """A note on a pair names no other code than the row: whoever asks for that code would be told of this row."""
    for number, pair in enumerate(page.pairs):
        own = [*_spans(pair.others), (page.code, page.code)]
        for first, last in _spans(pair.note):
            if not any(begin <= first and last <= end and shape(begin) == shape(first) for begin, end in own):
                message = (
                    f"the note names {first}, which this row is not about; put that into words, or into `others:`"
                )
                yield page.place("pairs", number, "note"), message


def pair_column(page: CodePage, _: Library) -> Found:
    """A code is in column 1 or 2 of a pair, whose indicator is 0, 1 or 9."""
    for number, pair in enumerate(page.pairs):
        if pair.column not in {1, 2}:
            yield page.place("pairs", number, "column"), f"there is no column {pair.column}; write 1 or 2"
        if pair.indicator not in {"0", "1", "9"} and len(pair.indicator) == 1:
            yield (
                page.place("pairs", number, "indicator"),
                f"no pair has the indicator '{pair.indicator}'; write 0, 1 or 9",
            )


def unit_limit(page: CodePage, _: Library) -> Found:
    """A limit of units has an indicator of 1, 2 or 3 and a number that a file prints."""
    for number, row in enumerate(page.units):
        if row.indicator not in {"1", "2", "3"}:
            message = f"no limit has the indicator '{row.indicator}'; write 1, 2 or 3"
            yield page.place("units", number, "indicator"), message
        if row.units > MOST_UNITS:
            yield page.place("units", number, "units"), f"{row.units} units look like a slip; check the file"


def modifier_form(page: CodePage, _: Library) -> Found:
    """A modifier has two characters."""
    for number, row in enumerate(page.modifiers):
        place = page.place("modifiers", number, "modifier")
        if not re.fullmatch(r"[A-Z0-9]{2}(?:(?:, | and | or |/)[A-Z0-9]{2})*", row.modifier):
            yield place, f"'{row.modifier}' is no modifier; write its two characters, letters in upper case"


AMOUNT_RULES: Final = (
    Rule("amount-order", "the lowest amount is not above the highest", on(CodePage, amount_order)),
    Rule("placeholder-amount", "an amount that fills a field is read as such", on(CodePage, placeholder_amount)),
    Rule("shared-amount", "an amount that many rows have is read as a default", on(CodePage, shared_amount)),
    Rule(
        "row-without-amount", "a row on amounts has one, and both ends of a range", on(CodePage, row_without_amount)
    ),
    Rule("amount-after-review", "amounts are not newer than the review", on(CodePage, amount_after_review)),
    Rule("pair-codes", "a pair names other codes, each once and upwards", on(CodePage, pair_codes)),
    Rule("pair-note", "a note on a pair names no code that its row is not about", on(CodePage, pair_note)),
    Rule("pair-column", "a pair has column 1 or 2 and indicator 0, 1 or 9", on(CodePage, pair_column)),
    Rule("unit-limit", "a limit of units has indicator 1, 2 or 3", on(CodePage, unit_limit)),
    Rule("modifier-form", "a modifier has two characters", on(CodePage, modifier_form)),
)
