"""Time and memory of `import policy` on documents: a line a file, each read in a process of its own.

    .venv/bin/python -m benchmarks.policy_files FILE...

The documents of the tests can be written to a folder: `.venv/bin/python -m tests.drafts.papers DIR`.
"""

from __future__ import annotations

import multiprocessing
import resource
import sys
import time
from pathlib import Path

from kb.drafts.draft import draft_of
from kb.drafts.pages import BadPaper
from kb.drafts.reading import read_paper


def measure(file: Path) -> str:
    """Read one document: return its name, CPU seconds, the peak of memory in MiB, and what was found."""
    begin = time.process_time()
    try:
        found = draft_of(read_paper(file.name, file.read_bytes()))
        told = f"{len(found.paper.pages)} pages, {len(found.codes.every)} codes, {len(found.doubts)} doubts"
    except BadPaper as fault:
        told = str(fault)
    seconds = time.process_time() - begin
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return f"{file.name:24} {seconds:7.2f} CPU s {peak:7.0f} MiB  {told}"


def main(names: list[str]) -> None:
    """Measure each file in a fresh process, so that the peak is its own."""
    with multiprocessing.get_context("spawn").Pool(1, maxtasksperchild=1) as pool:
        for line in pool.imap(measure, map(Path, names), chunksize=1):
            sys.stdout.write(f"{line}\n")


if __name__ == "__main__":
    main(sys.argv[1:])
