"""What was seen is kept, a damaged file counts as nothing, and a visit without an answer forgets nothing."""

from __future__ import annotations

import pytest

from kb.watch.asking import Known, Seen
from kb.watch.memory import recall, remember

ONE = Known("a", '"1"', "today")


def test_what_was_seen_is_kept_beside_what_was_known(tmp_path):
    path = tmp_path / "deep" / "watch.json"
    remember(path, {"https://a.org": ONE}, [Seen("https://b.org", "first seen", "", Known("b"))])
    assert {"https://a.org": ONE, "https://b.org": Known("b")} == recall(path)


def test_a_visit_without_an_answer_forgets_nothing(tmp_path):
    remember(tmp_path / "a", {"https://a.org": ONE}, [Seen("https://a.org", "no answer", "", ONE)])
    assert {"https://a.org": ONE} == recall(tmp_path / "a")


@pytest.mark.parametrize("text", ["", "[]", '{"a": 1}', '{"a": {"sha256": "b"}}'])
def test_a_damaged_file_is_nothing_known(tmp_path, text):
    (tmp_path / "a").write_text(text)
    assert {} == recall(tmp_path / "a")
