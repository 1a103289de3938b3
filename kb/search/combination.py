"""Which words ask whether two products are covered together: one beside another, a combination, the same time.

`kb.search.asks` reads by them, and hands them to the browser.
"""

from __future__ import annotations

from typing import Final

PRODUCTS: Final = (
    r"(?:imlygic|t-?vec|provenge|keytruda|pembro|opdivo|nivo|yervoy|ipi|opdualag|tecentriq|imfinzi|imjudo|libtayo|bavencio"
    r"|amtagvi|kymriah|yescarta|breyanzi|carvykti|abecma|tecartus|aucatzyl|tafinlar|mekinist|zelboraf|cotellic|braftovi"
    r"|mektovi|lenvima|avastin|herceptin|adstiladrin|zevaskyn|chemo(?:therapy)?|radiation|interferon"
    r"|[a-z]{3,}(?:mab|nib|leucel(?:-t)?|repvec|platin|taxel|mide)|[a-z]{3,5}-cel|[jq][0-9]{4}"
    r"|tils? (?:therapy|infusions?|cells?|tx)|tumou?r[- ]infiltrating lymphocytes?)"
)
"""Products that are given beside others: by brand, by the ends of their generic names, by code."""

WORDS: Final = (
    r"(?:in |as )?(?:a )?combinations?(?: (?:therapy|treatment|use|regimen|tx))?|combos?(?: (?:therapy|tx|regimen))?"
    r"|combin(?:ed|ing|e)(?: with)?|concurrent(?:ly)?(?: (?:use|therapy|with))?|concomitant(?:ly)?(?: (?:use|with))?"
    r"|simultaneous(?:ly)?|(?:at )?(?:the )?same time|co-?administ(?:er|ered|ering|ration)|dual therapy|doublet"
    r"|(?:given|give|used|use|taken|infused|injected|go|goes|okay|ok) together|alongside|on top of"
)
"""Words by which a use beside another is asked about."""

COMBINED: Final = (
    rf"{WORDS}|(?:with|w|(?<!choice )(?<!access )(?<!select )plus|[+&]|and also|while on|while getting)"
    rf"(?= {PRODUCTS}(?![0-9a-z]))"
)
"""All of them, and one product behind a word that puts it beside another; Choice Plus is the name of a plan."""

TOLD_BY: Final = ("combination", "combined", "concurrent", "concomitant", "simultaneous")
"""Words of the sections that tell of it."""
