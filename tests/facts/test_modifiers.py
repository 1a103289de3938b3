"""What indicators of the fee schedule mean for modifiers, as values and in the words of each indicator."""

from __future__ import annotations

import pytest

from kb.facts.meanings import MEANINGS, means
from kb.facts.modifiers import ALLOWED, BY_INDICATOR, DOCUMENTED, NO_MORE, REFUSED, verdicts


@pytest.mark.parametrize(
    ("column", "value", "found"),
    [
        ("pc_tc", "1", {"26": ALLOWED, "TC": ALLOWED}),
        ("pc_tc", "5", {"26": REFUSED, "TC": REFUSED}),
        ("pc_tc", "6", {"26": ALLOWED, "TC": REFUSED}),
        ("pc_tc", "8", {"TC": REFUSED}),
        ("pc_tc", "9", {}),
        ("bilateral", "1", {"50": ALLOWED}),
        ("bilateral", "2", {"50": NO_MORE}),
        ("assistant", "1", dict.fromkeys(("80", "81", "82", "AS"), REFUSED)),
        ("co_surgeon", "1", {"62": DOCUMENTED}),
        ("team", "0", {"66": REFUSED}),
        ("global_days", "090", {}),
    ],
)
def test_what_an_indicator_means_for_modifiers(column, value, found):
    assert found == verdicts(column, value)


def test_words_for_an_indicator_name_every_modifier_with_its_verdict():
    for column in BY_INDICATOR:
        for value, words in MEANINGS[f"fees.{column}"].words.items():
            for modifier, verdict in verdicts(column, value).items():
                assert modifier in words
                assert f": {verdict}" in words
    assert means("fees", "pc_tc", "6").endswith("; modifier 26: allowed; modifier TC: refused")
