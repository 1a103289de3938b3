"""Each write of each command may fail: the old file stands, or the new one, whole; the next call is right."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SCRIPT = Path(__file__).with_name("fail_at_every_write.py")
pytestmark = [pytest.mark.slow, pytest.mark.skipif(os.name == "nt", reason="no forks")]


@pytest.mark.parametrize(
    ("command", "how", "least"),
    [
        ("fmt", "ENOSPC", 8),
        ("guide", "ENOSPC", 2),
        ("guide", "SIGKILL", 2),
        ("evidence", "ENOSPC", 2),
        ("publish", "ENOSPC", 6),
        ("publish", "SIGKILL", 6),
    ],
)
def test_a_write_that_fails_or_is_the_last_thing_done_tears_and_loses_nothing(command, how, least, tmp_path):
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    call = [sys.executable, SCRIPT, tmp_path, command, how]
    done = subprocess.run(call, env=env, capture_output=True, check=False)
    assert b"" == done.stderr
    *faults, last = done.stdout.decode().splitlines()
    assert [] == faults
    assert int(last.removesuffix(" failures")) >= least


LIMITED = """
import resource, sys
from kb.commands.main import main

resource.setrlimit(resource.RLIMIT_FSIZE, (8_000, 8_000))
sys.exit(main(sys.argv[1:]))
"""
ENTRY = "example-health/commercial/category-iii"
CALLS = {
    "fmt": ("fmt",),
    "asked": (
        *(
            "asked",
            "example-health/commercial",
            "coverage",
            "--entry",
            ENTRY,
            "--desk",
            "provider services, telephone",
        ),
        *("--about", "what the rule is", "--outcome", "no rule was found", "--today", "2026-03-03"),
    ),
    "import codes": ("import", "codes", "codes.csv", "--entry", ENTRY, "--source", "example-policy-1"),
}


@pytest.mark.parametrize("call", CALLS)
def test_an_entry_that_no_longer_fits_on_the_disk_stays_as_it_was(call, laid_over, good_library, tmp_path):
    text = (good_library / f"{ENTRY}.md").read_text(encoding="utf-8")
    more = "".join(f"\n\nOur reading: the example says word {number} once more." for number in range(300))
    written = f"{text.rstrip()}{more}\n\n"
    folder = laid_over({f"{ENTRY}.md": written})
    (tmp_path / "codes.csv").write_text("code\n0708T\n0709T\n")
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    words = [*CALLS[call], "--policies", str(folder)]
    done = subprocess.run(
        [sys.executable, "-c", LIMITED, *words], cwd=tmp_path, env=env, capture_output=True, text=True, check=False
    )
    assert (2, True) == (done.returncode, "make room and run this again" in done.stderr), done.stderr + done.stdout
    assert written == (folder / f"{ENTRY}.md").read_text(encoding="utf-8")
    assert [] == list(folder.rglob(".kb-*"))
