"""Which class of payer the names of a payer and a plan tell, and payers' names in plain letters.

Mixing classes is what makes a naive median lie (import study, section 4: the median of 96413 doubles once Medicare,
Medicaid and TRICARE plans are apart). Only the names are there to tell, so a name that tells nothing has no class.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

COMMERCIAL: Final = "commercial"
NOT_TOLD: Final = ""
CLASSES: Final = {
    COMMERCIAL: ("commercial", r"comm\b", "employer", "fully insured", "self.?funded"),
    "exchange": ("exchange", "market ?place", r"qhp\b", r"aca\b", r"hix\b", r"ifp\b", r"individual\b"),
    "medicaid": (
        *("medicaid", r"medi-?cal\b", "ahcccs", r"chip\b", "tenncare", "masshealth", "badger ?care", "mcaid"),
        *("star ?(?:plus|kids)", "apple health", "soonercare", "healthy kids"),
    ),
    "medicare": ("medicare", r"mcare\b", r"mcr\b", r"mapd\b", r"d-?snps?\b", r"snps?\b", "seniors?", r"advantage\b"),
    "other": (r"work(?:er|man|men)?'?s?'? ?comp", r"auto\b", "no.?fault", "motor", "self.?pay", "indian health"),
    "tricare": ("tricare", "champus", "champ ?va", "veteran", "triwest", "military", r"vaccn\b"),
}
"""Classes, and the beginnings of words that tell each in the name of a payer or a plan."""

PRODUCTS: Final = ("ppo", r"pos\b", "epo", "hmo", "indemnity", "open access", "cdhp", "hdhp")
"""Words of products: they tell commercial where no class is told."""

MARKETS: Final = {"group": COMMERCIAL, "individual": "exchange"}
"""What a payer's file says of its market, and the class of that: these files are of commercial coverage by law."""

EITHER: Final = (r"ma\b", r"va\b")
"""Medicare Advantage or Massachusetts, Veterans Affairs or Virginia: such a name tells no class by its product."""


def _words(told: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(told)})")


TELLS: Final = {name: _words(told) for name, told in CLASSES.items()}
PRODUCT, UNSURE = _words(PRODUCTS), _words(EITHER)


@lru_cache(maxsize=1 << 12)
def class_of(payer: str, plan: str) -> str:
    """Give the class that the names of a payer and a plan tell; empty where they tell none, or more than one."""
    words = re.sub(r"[_\s]+", " ", f"{payer} {plan}".lower())
    found = [name for name, told in TELLS.items() if told.search(words)]
    if not found and PRODUCT.search(words) and not UNSURE.search(words):
        return COMMERCIAL
    return found[0] if len(found) == 1 else NOT_TOLD


@lru_cache(maxsize=1 << 12)
def plain_name(written: str) -> str:
    """Write a name so that two spellings of it are one: `AETNA [1001]` and `Aetna`."""
    return re.sub(r"[^a-z0-9]+", "", re.sub(r"[\[(][^\])]*[\])]", "", written.lower()))
