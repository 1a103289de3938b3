"""Try the parsers with what a fuzzer finds by watching which code runs (atheris, of Linux only).

    .venv/bin/python -m pip install --require-hashes -r benchmarks/fuzz.txt
    .venv/bin/python -m benchmarks.fuzz front|markdown|query -max_total_time=60 tests/data/corpus/front

Words after the target go to libFuzzer; folders are corpora, and new finds are written to the first. A fault prints a
traceback and leaves a file `crash-...`; put that into the corpus once it is mended.
"""

from __future__ import annotations

import sys

import atheris

with atheris.instrument_imports(include=["kb", "markdown"]):
    from benchmarks.fuzz_targets import TARGETS

if __name__ == "__main__":
    name, *words = sys.argv[1:] or [""]
    if name not in TARGETS:
        raise SystemExit(f"name one of: {', '.join(TARGETS)}")
    atheris.Setup([sys.argv[0], *words], TARGETS[name])
    atheris.Fuzz()
