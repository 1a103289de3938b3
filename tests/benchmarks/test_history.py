from __future__ import annotations

import re

from benchmarks.generate import files, sized
from benchmarks.history import main, stories
from kb.content.load import Texts
from kb.rules.check import check


def test_it_makes_a_repository_and_tells_three_times_over_the_same_versions(tmp_path, capsys):
    assert 0 == main(["--entries", "30", "--commits", "60", "--out", str(tmp_path / "made")])
    first, second, third = capsys.readouterr().out.splitlines()
    counted = r"(\d+) commits, (\d+) files, (\d+) versions"
    found = [tuple(map(int, re.search(counted, line).groups())) for line in (first, second, third)]
    commits, files, versions = found[0]
    assert [(commits, files, versions), (commits + 1, files, versions + 1)] == found[:2]
    assert found[1] == found[2]
    assert 60 == commits
    assert versions > files + 59 * 5


def test_the_library_passes_check_after_any_commit():
    texts = {}
    for changes in stories(dict(files(sized(40, 7))), 60, seed=7):
        texts = {path: text for path, text in {**texts, **changes}.items() if text is not None}
    assert () == check(Texts(dict(sorted(texts.items())), ())).problems
