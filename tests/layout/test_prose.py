"""Sections laid out: blank lines and trailing blanks, and nothing else."""

from __future__ import annotations

import pytest

from kb.layout.prose import tidy_prose

CASES = {
    "one blank line around headings": (
        "## A\ntext\n## B\n### C\nmore\n",
        "\n## A\n\ntext\n\n## B\n\n### C\n\nmore\n",
    ),
    "one blank line between blocks": ("\n\n\n## A\n\n\n\none\n\n\ntwo\n\n\n", "\n## A\n\none\n\ntwo\n"),
    "no blanks at the end of a line": ("\n## A  \n\none \ntwo  \n", "\n## A\n\none\ntwo\n"),
    "a line break stays": ("\n## A\n\none    \ntwo\n", "\n## A\n\none  \ntwo\n"),
    "no break before a blank line": ("\n## A\n\none  \n\ntwo\n", "\n## A\n\none\n\ntwo\n"),
    "lines are not wrapped anew": (f"\n## A\n\n{'word ' * 60}word\nshort\n",) * 2,
    "code stays as it is": ("\n## A\n\n```\n# no heading  \n\n\nx\n```\n",) * 2,
    "a shorter fence inside code ends nothing": ("\n## A\n\n````\n```\n\n\n```\n````\n",) * 2,
    "nothing at all": ("\n\n", "\n"),
}


@pytest.mark.parametrize("what", CASES)
def test_prose_is_laid_out(what):
    before, after = CASES[what]
    assert after == tidy_prose(before)
    assert after == tidy_prose(after)
