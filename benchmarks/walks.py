"""Walk through a generated library of 300 codes and 175 plans, as the test suite does with one of 24 codes.

    .venv/bin/python -m benchmarks.walks [words for pytest]

It builds the library's site in a temporary folder, holds each page to the bounds and takes the same walks; it needs
Chromium and some minutes. It exits as pytest does.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from benchmarks.generate import EVERY_PAYER, MOST_CODES, Wanted

WHOLE: Final = "KB_WALKS_WHOLE"
"""Set in the environment where the walks are to go through the whole library."""

WANTED: Final = Wanted(entries=1_000, seed=7, payers=EVERY_PAYER, codes=MOST_CODES)
WALKS: Final = "tests/browser/test_large_library.py"


def main(words: Sequence[str] | None = None) -> int:
    """Run the walks of the suite on the whole library."""
    given = sys.argv[1:] if words is None else list(words)
    call = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", WALKS, *given]
    top = Path(__file__).parents[1]
    return subprocess.run(call, cwd=top, env={**os.environ, WHOLE: "1"}, check=False).returncode  # noqa: S603


if __name__ == "__main__":
    raise SystemExit(main())
