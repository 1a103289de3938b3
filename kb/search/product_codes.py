"""The code of a product that a query names by brand or generic name: rules on ranges of codes are found by it.

The browser tells the same, in `static/reading.js`. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from kb.domain.model import Library
from kb.search.analysis import Concepts, spans
from kb.search.combination import PRODUCTS
from kb.search.query import Group

OF_PRODUCT: Final = "[JQ][0-9]{4}"
"""Codes that stand for a product."""

TOLD: Final = "The code of {product} here is {code}: add it for rules on ranges of codes."


def product_codes(library: Library, concepts: Concepts) -> Mapping[str, str]:
    """Return the codes with a page by the terms of the products that the titles of their pages name."""
    pages = ((code, page.title.lower()) for code, page in library.codes.items() if re.fullmatch(OF_PRODUCT, code))
    named = ((code, found[0]) for code, title in pages for found in re.finditer(PRODUCTS, title))
    return {str(span.terms[0]): code for code, name in named for span in spans(name, concepts)[:1]}


def on_products(groups: Sequence[Group], products: Mapping[str, str]) -> Iterator[str]:
    """Tell the codes of the products that groups of a query name by their names."""
    named = [group for group in groups if not group.negative and group.terms]
    codes = {products[str(group.terms[0])]: group.written for group in named if str(group.terms[0]) in products}
    yield from (TOLD.format(product=product, code=code) for code, product in codes.items())
