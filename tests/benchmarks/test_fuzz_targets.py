"""What a fuzzer tries passes on the corpus, and a target notices what it is there for."""

from __future__ import annotations

import pytest

from benchmarks import fuzz_targets
from benchmarks.fuzz_targets import CORPUS, TARGETS

SEEDS = sorted(path.relative_to(CORPUS).as_posix() for path in CORPUS.rglob("*") if path.is_file())


@pytest.mark.parametrize("seed", SEEDS)
def test_the_corpus_passes(seed):
    TARGETS[seed.partition("/")[0]]((CORPUS / seed).read_bytes())


def test_each_target_has_a_corpus_and_takes_any_bytes():
    assert set(TARGETS) == {seed.partition("/")[0] for seed in SEEDS}
    for target in TARGETS.values():
        for data in (b"", b"\x00", bytes(range(256)), b"\xff" * 5_000):
            target(data)


@pytest.mark.parametrize("html", ["<script>", "<a onclick=x>", '<a href="javascript:x">', "<td><svg>", "<p style=x>"])
def test_a_page_that_would_run_something_is_noticed(html, monkeypatch):
    monkeypatch.setattr(fuzz_targets, "to_html", lambda *_: html)
    with pytest.raises(AssertionError):
        TARGETS["markdown"](b"x")
