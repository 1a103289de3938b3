"""One price as a hospital lists it, and the line of the file where it stands.

Fields are those of CMS's data dictionary (hospital-price-transparency, templates 2.0 to 3.0). What the dictionary
has and this has not is never kept: descriptions, notes, texts of algorithms, addresses, license numbers and NPIs.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Final

NEGOTIATED: Final = "negotiated"
DERIVED: Final = "derived"
CASE_RATE: Final = "case rate"
PER_DIEM: Final = "per diem"
PERCENTAGE: Final = "percentage"
ALGORITHM: Final = "algorithm"
UNREAD: Final = "unread"
KINDS: Final = {
    NEGOTIATED: "dollars by a fee schedule or another method",
    DERIVED: "dollars that the file works out from a percentage of charges",
    CASE_RATE: "dollars for a whole case",
    PER_DIEM: "dollars a day",
    PERCENTAGE: "a percentage of charges",
    ALGORITHM: "an algorithm without a figure",
    UNREAD: "a cell that is no figure",
}
"""The kinds of price, which are never mixed (import study, section 4)."""

DOLLARS: Final = frozenset({NEGOTIATED, DERIVED, CASE_RATE, PER_DIEM})


@dataclass(frozen=True, slots=True)
class At:
    """A place in a file: a line of a table, or an item of a JSON list, both from 1."""

    file: str
    number: int
    unit: str = "line"

    def __str__(self) -> str:
        """As a person finds it: `tampa.csv, line 12`."""
        return f"{self.file}, {self.unit} {self.number}"


@dataclass(frozen=True, slots=True)
class Code:
    """A code and its type as the file names it, in plain letters: CPT, HCPCS, CDT, RC, MS-DRG."""

    code: str
    type: str


@dataclass(frozen=True, slots=True)
class Price:
    """What one plan of one payer has for a charge; `amount` is as printed, and `count` how many claims it tells."""

    payer: str
    plan: str
    kind: str
    method: str
    amount: Decimal | None
    count: str = ""


@dataclass(frozen=True, slots=True)
class Charge:
    """A row of a table or a standard charge of an item: its codes, where it applies, and the price of each plan."""

    codes: tuple[Code, ...]
    setting: str
    modifiers: tuple[str, ...]
    billing: str
    drug: bool
    prices: tuple[Price, ...]
    at: At
    odd: tuple[str, ...] = ()


@dataclass(frozen=True)
class Keep:
    """Which prices a reading makes: those of charges with a code, or those of some payers' plans; else all.

    Charges come in any case, so that every row is checked.
    """

    code: str = ""
    plans: frozenset[tuple[str, str]] | None = None

    def has(self, codes: tuple[Code, ...]) -> bool:
        """Tell whether the prices of a charge are wanted, by its codes."""
        return not self.code or any(each.code == self.code for each in codes)

    def takes(self, payer: str, plan: str) -> bool:
        """Tell whether the prices of a plan are wanted."""
        return self.plans is None or (payer, plan) in self.plans


EVERYTHING: Final = Keep()


@dataclass(frozen=True, slots=True)
class Row:
    """One listed price of one code. `odd` names what the row prints against the dictionary."""

    hospital: str
    code: str
    code_type: str
    payer: str
    plan: str
    payer_class: str
    setting: str
    modifiers: tuple[str, ...]
    billing: str
    drug: bool
    kind: str
    method: str
    amount: Decimal | None
    count: str
    at: At
    odd: tuple[str, ...] = ()
