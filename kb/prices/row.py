"""One price as a hospital or a payer lists it, and the line or item of the file where it stands.

Fields are those of CMS's data dictionary (hospital-price-transparency, templates 2.0 to 3.0) and of the schemas for
payers (price-transparency-guide). What these have and this has not is never kept: descriptions, notes, texts of
algorithms, addresses and license numbers. TINs and NPIs are counted, and known by numbers of this run alone.
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
FEE_SCHEDULE: Final = "fee schedule"
ALLOWED: Final = "allowed amount"
ARRANGEMENTS: Final = {"bundle": "a bundle of services", "capitation": "a capitation"}
ALL_CODES: Final = "CSTM-00"
"""What payers write for a code where a price is for all codes of its type."""

UNREAD: Final = "unread"
_OF_PAYERS: Final = {
    NEGOTIATED: "dollars by a fee schedule or another method",
    DERIVED: "dollars that are worked out: a hospital's from a percentage, a payer's for its accounts",
    FEE_SCHEDULE: "dollars of a payer's schedule for cost sharing",
    PER_DIEM: "dollars a day",
    PERCENTAGE: "a percentage of charges",
}
KINDS: Final = {
    **_OF_PAYERS,
    CASE_RATE: "dollars for a whole case",
    ALLOWED: "dollars that a payer allowed out of network",
    **{f"{name} {kind}": f"{tells}, for {whole}"
       for name, whole in ARRANGEMENTS.items() for kind, tells in _OF_PAYERS.items()},
    ALGORITHM: "an algorithm without a figure",
    UNREAD: "a cell that is no figure",
}  # fmt: skip
"""The kinds of price, which are never mixed (import study, section 4)."""

DOLLARS: Final = frozenset({NEGOTIATED, DERIVED, CASE_RATE, PER_DIEM, FEE_SCHEDULE, ALLOWED})


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
class Providers:
    """Who has a payer's price: the references that it names, and TINs and NPIs as numbers of this run alone."""

    refs: tuple[str, ...]
    tins: frozenset[int] = frozenset()
    npis: frozenset[int] = frozenset()


NOBODY: Final = Providers(())


@dataclass(frozen=True, slots=True)
class Charge:
    """A row of a table, a standard charge or a payer's price: its codes, where it applies, each plan's price."""

    codes: tuple[Code, ...]
    setting: str
    modifiers: tuple[str, ...]
    billing: str
    drug: bool
    prices: tuple[Price, ...]
    at: At
    odd: tuple[str, ...] = ()
    providers: Providers | None = None


@dataclass(frozen=True)
class Keep:
    """Which prices a reading makes: those of charges with a code, those of some plans or some providers; else all.

    A hospital's charges come in any case, so that every row is checked. `key` hides TINs and NPIs. A `quick` reading
    of all raises NotCut on the way where the bytes of a payer's file are not sure, and must then be done again.
    """

    codes: frozenset[str] = frozenset()
    plans: frozenset[tuple[str, str]] | None = None
    refs: frozenset[str] | None = None
    key: bytes = b""
    quick: bool = False

    def has(self, codes: tuple[Code, ...]) -> bool:
        """Tell whether the prices of a charge are wanted, by its codes."""
        return not self.codes or any(each.code in self.codes or each.code == ALL_CODES for each in codes)

    def takes(self, payer: str, plan: str) -> bool:
        """Tell whether the prices of a plan are wanted."""
        return self.plans is None or (payer, plan) in self.plans


EVERYTHING: Final = Keep()


@dataclass(frozen=True, slots=True)
class Row:
    """One listed price of one code. `odd` names what the row prints against the dictionary.

    In a payer's row `hospital` is a group of providers that has one price, of so many TINs and NPIs.
    """

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
    by_payer: bool = False
    all_codes: bool = False
    tins: int = 0
    npis: int = 0
