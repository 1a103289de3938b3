"""Which modifiers the indicators of the fee schedule allow or refuse, by CMS's notes on the relative value file."""

from __future__ import annotations

from typing import Final

ALLOWED: Final = "allowed"
REFUSED: Final = "refused"
DOCUMENTED: Final = "allowed with documentation of the need"
NO_MORE: Final = "brings no adjustment"

ASSISTANTS: Final = {"0": DOCUMENTED, "1": REFUSED, "2": ALLOWED}
SURGEONS: Final = {"0": REFUSED, "1": DOCUMENTED, "2": ALLOWED}
COMPONENTS: Final = {"0": REFUSED, "1": ALLOWED, "2": REFUSED, "3": REFUSED, "4": REFUSED, "5": REFUSED}

BY_INDICATOR: Final[dict[str, dict[str, dict[str, str]]]] = {
    "pc_tc": {"26": {**COMPONENTS, "6": ALLOWED}, "TC": {**COMPONENTS, "6": REFUSED, "8": REFUSED}},
    "bilateral": {"50": {"0": NO_MORE, "1": ALLOWED, "2": NO_MORE, "3": ALLOWED}},
    "assistant": {"80": ASSISTANTS, "81": ASSISTANTS, "82": ASSISTANTS, "AS": ASSISTANTS},
    "co_surgeon": {"62": SURGEONS},
    "team": {"66": SURGEONS},
}
"""By column of the fee schedule and modifier: what each value of the indicator means for it."""


def verdicts(column: str, value: str) -> dict[str, str]:
    """Give what a value of an indicator means for each modifier that it speaks of; empty where it speaks of none."""
    found = BY_INDICATOR.get(column, {})
    return {modifier: values[value] for modifier, values in found.items() if value in values}


def with_modifiers(column: str, words: dict[str, str]) -> dict[str, str]:
    """Add to the words for each value of an indicator what it means for modifiers."""
    return {value: f"{meaning}{_told(verdicts(column, value))}" for value, meaning in words.items()}


def _told(found: dict[str, str]) -> str:
    by_verdict: dict[str, list[str]] = {}
    for modifier, verdict in found.items():
        by_verdict.setdefault(verdict, []).append(modifier)
    return "".join(
        f"; modifier{'s' if len(modifiers) > 1 else ''} {', '.join(modifiers)}: {verdict}"
        for verdict, modifiers in by_verdict.items()
    )
