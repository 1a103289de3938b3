"""The rule on what a merge or a patch leaves behind in a file."""

from __future__ import annotations

import re
from typing import Final

from kb.content.parse import Parsed
from kb.domain.problem import Place
from kb.rules.rule import Found, TextRule

MARKER: Final = re.compile(
    r"^(?:<{7}|\|{7}|={7}|>{7})(?: .*)?$|^@@ -\d+.*@@|^diff --git a/|^(?:---|\+\+\+) [ab]/", re.MULTILINE
)


def conflict_marker(parsed: Parsed) -> Found:
    """No mark of a merge or a patch is left."""
    for found in MARKER.finditer(parsed.text):
        line = parsed.text[: found.start()].count("\n") + 1
        message = f"'{found[0][:20]}' is left of a merge or a patch; keep one side, and take the mark out"
        yield Place(line, 1), message


MERGE_MARKER_RULES: Final = (TextRule("conflict-marker", "no mark of a merge or a patch is left", conflict_marker),)
