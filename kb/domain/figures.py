"""The figures of an answer in words: what stands out when the rest of the sentence is small."""

from __future__ import annotations

import re
from typing import Final

FIGURES: Final = re.compile(
    r"(\$[0-9][0-9,]*(?:\.[0-9]+)?"
    r"|\b[0-9][0-9,]*(?: (?:calendar|business|working|rolling))? (?:days?|weeks?|months?|years?|units?)\b)"
)
"""`120 days`, `180 calendar days`, `2 units`, `$2,207`. Browsers read the same pattern: it has one group."""
