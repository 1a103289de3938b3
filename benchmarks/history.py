"""Measure how fast history is read: a generated library of any size in a repository with any number of commits.

    .venv/bin/python -m benchmarks.history --entries 10000 --commits 5000 --out DIR

DIR becomes a repository. Its first commit has the library of `benchmarks/generate.py`; each further commit edits a
few entries, and some rename, withdraw or restore one. It prints three times: of the first run, of a run after one
more commit, and of a run with nothing new. Each runs in a process that has already loaded the texts from disk.
"""

from __future__ import annotations

import argparse
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from posixpath import normpath
from random import Random
from typing import IO, Final

from benchmarks.generate import begin, files, sized
from benchmarks.words import seeded
from kb.content.load import Texts, load
from kb.history.read import read_history
from kb.history.versions import History

FOLDER: Final = "policies"
EDITS: Final = 5
"""How many entries a commit edits."""

DAY: Final = 86_400
BEGIN: Final = 1_600_000_000
"""The first commit's moment, in seconds; each further one is a quarter of a day later."""

LINK: Final = re.compile(r"\]\(([^)#:]+\.md)")
Changes = dict[str, str | None]


@dataclass
class Story:
    """The library as it goes from commit to commit: the texts there are, the entries, and those withdrawn.

    What another text links to is `linked`: it keeps its name, so that the links lead somewhere.
    """

    texts: dict[str, str]
    entries: list[str]
    gone: list[str]
    random: Random
    linked: frozenset[str]

    def commit(self, number: int) -> Changes:
        """Edit a few entries; now and then rename one, withdraw one, or let one return."""
        changes: Changes = {}
        for path in self.random.sample(self.entries, min(EDITS, len(self.entries))):
            self.texts[path] = changes[path] = f"{self.texts[path]}\nOur reading: edited in commit {number}.\n"
        at = self.random.choice([at for at, path in enumerate(self.entries) if path not in self.linked])
        if number % 10 == 0:
            self.rename(at, number, changes)
        elif number % 25 == 1:
            self.gone.append(self.entries.pop(at))
            changes[self.gone[-1]] = None
        elif self.gone and self.gone[-1] not in changes:
            self.entries.append(self.gone.pop())
            changes[self.entries[-1]] = self.texts[self.entries[-1]]
        return changes

    def rename(self, at: int, number: int, changes: Changes) -> None:
        """Give an entry a name that no other has."""
        before, after = self.entries[at], f"{self.entries[at].removesuffix('.md')}-{number}.md"
        self.texts[after] = changes[after] = self.texts.pop(before)
        self.entries[at], changes[before] = after, None


def stories(texts: dict[str, str], commits: int, seed: int) -> Iterator[Changes]:
    """Give what each commit writes, by path: a text, or None where the file goes."""
    entries = [path for path in texts if path.count("/") == 2]  # noqa: PLR2004  (payer, scope, name)
    linked = (normpath(f"{path}/../{to}") for path, text in texts.items() for to in LINK.findall(text))
    story = Story(texts, entries, [], seeded(seed, "history"), frozenset(linked))
    yield dict(texts)
    for number in range(1, commits):
        yield story.commit(number)


def write(stream: IO[bytes], number: int, changes: Changes) -> None:
    """Write one commit in the language of git fast-import."""
    who = f"Generated <generated@example.org> {BEGIN + number * DAY // 4} +0000"
    stream.write(f"commit refs/heads/main\nauthor {who}\ncommitter {who}\ndata 9\ngenerated\n".encode())
    for path, text in changes.items():
        if text is None:
            stream.write(f"D {FOLDER}/{path}\n".encode())
        else:
            raw = text.encode()
            stream.write(b"M 100644 inline %b\ndata %d\n%b\n" % (f"{FOLDER}/{path}".encode(), len(raw), raw))


def run(folder: Path, *words: str, stdin: IO[bytes] | None = None) -> None:
    """Run git, which is expected to succeed."""
    git = shutil.which("git") or "git"
    subprocess.run([git, "-C", str(folder), *words], stdin=stdin, check=True)  # noqa: S603


def make(out: Path, entries: int, commits: int, seed: int) -> None:
    """Make the repository, and check its newest commit out."""
    begin(out)
    run(out, "init", "--quiet", "--initial-branch=main")
    texts = dict(files(sized(entries, seed)))
    with tempfile.TemporaryFile() as stream:
        for number, changes in enumerate(stories(texts, commits, seed)):
            write(stream, number, changes)
        stream.seek(0)
        run(out, "fast-import", "--quiet", stdin=stream)
    run(out, "checkout", "--quiet", "main")


def one_more(out: Path, texts: Texts) -> None:
    """Edit an entry and commit it."""
    path = next(path for path in texts.files if path.count("/") == 2)  # noqa: PLR2004
    with (out / FOLDER / path).open("a", encoding="utf-8", newline="\n") as file:
        file.write("\nOur reading: one more.\n")
    who = ("-c", "user.name=Generated", "-c", "user.email=generated@example.org")
    run(out, *who, "commit", "--quiet", "--all", "--message", "one more")


def timed(name: str, out: Path, cache: Path) -> History:
    """Read the history once and tell how long it took."""
    texts = load(out / FOLDER)
    begun = time.perf_counter()
    history = read_history(out / FOLDER, texts, cache)
    versions = sum(len(lineage.versions) for lineage in history.lineages.values())
    found = f"{len(history.commits)} commits, {len(history.lineages)} files, {versions} versions"
    sys.stdout.write(f"{name:<24} {time.perf_counter() - begun:6.2f} s   {found}\n")
    return history


def main(arguments: Sequence[str]) -> int:
    """Make the repository, measure, and give the exit code."""
    parser = argparse.ArgumentParser(prog="benchmarks.history", description="Measure how fast history is read.")
    parser.add_argument("--entries", type=int, default=10_000)
    parser.add_argument("--commits", type=int, default=5_000)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--out", type=Path, required=True, help="the folder to write, new or made here before")
    given = parser.parse_args(arguments)
    make(given.out, given.entries, given.commits, given.seed)
    with tempfile.TemporaryDirectory() as cache:
        timed("first run", given.out, Path(cache))
        one_more(given.out, load(given.out / FOLDER))
        timed("after one more commit", given.out, Path(cache))
        timed("with nothing new", given.out, Path(cache))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
