"""The codes of products by their brands and generic names: rules on ranges of codes are found by a code.

`spoken_elsewhere` tells of them, and hands the tables to the browser. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from kb.domain.model import Library
from kb.search.analysis import Concepts, spans
from kb.search.combination import PRODUCTS

OF_PRODUCT: Final = "[JQ][0-9]{4}"
"""Codes that stand for a product."""


def product_codes(library: Library, concepts: Concepts) -> Mapping[str, str]:
    """Return the codes with a page by the terms of the products that the titles of their pages name."""
    pages = ((code, page.title.lower()) for code, page in library.codes.items() if re.fullmatch(OF_PRODUCT, code))
    named = ((code, found[0]) for code, title in pages for found in re.finditer(PRODUCTS, title))
    return {str(span.terms[0]): code for code, name in named for span in spans(name, concepts)[:1]}
