"""Does a build that goes on from the last one write what a build from nothing writes? Random edits, byte for byte.

    .venv/bin/python -m benchmarks.incremental --sequences 300 --seed 7

A sequence edits a small library several times and builds after each edit, with the cache of the build before. Every
other one lies in a git repository. All begin with the same library, which is made and built once; builds from nothing
take templates that are compiled already, by their source. Prints each file that is not what a build from nothing
writes, and in the end how often each edit was tried and how many builds made only what an edit touches. Exits 1 where
anything differs.
"""

from __future__ import annotations

import argparse
import datetime as dt
import random
import re
import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import ClassVar, Final
from unittest import mock

import jinja2
from jinja2.bccache import Bucket

from benchmarks import repository
from benchmarks.generate import Wanted, make
from benchmarks.words import seeded
from kb.history.read import read_history
from kb.published.commit import newest_commit
from kb.site.build import build
from kb.site.order import Built
from kb.site.unchanged import TEMPLATES

LIBRARY: Final = Wanted(12, 7, 4, 10)
MOST_EDITS: Final = 5
SAID: Final = (" Read the plan's own words first.", " This was read once more.", " Quorfulgan stands here alone.")
DAYS: Final = (None, dt.date(2026, 3, 1), dt.date(2026, 11, 30))


class _Compiled(jinja2.BytecodeCache):
    """Compiled templates of this process, by place and source: to compile them takes half of a small build."""

    held: ClassVar[dict[tuple[str, str], bytes]] = {}

    def __init__(self, *_: object) -> None:
        """Take what the build's own cache is given."""

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give a bucket its compiled template, if it is there."""
        if found := self.held.get((bucket.key, bucket.checksum)):
            bucket.bytecode_from_string(found)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Hold what a template was compiled to."""
        self.held[bucket.key, bucket.checksum] = bucket.bytecode_to_string()


@dataclass
class Place:
    """Where a sequence works: policies, templates, a cache and the site, and the settings of a build."""

    top: Path
    day: dt.date | None = None
    base: str = ""
    built: list[str] = field(default_factory=list)

    @property
    def policies(self) -> Path:
        """The folder of the content."""
        return self.top / "library" / "policies"

    def entries(self) -> list[Path]:
        """List the files of entries in order."""
        return sorted(self.policies.glob("*/*/*.md"))

    def build(self, out: str, cache: Path | None) -> Built:
        """Build into a folder of the place; without a cache, all from nothing but compiled templates."""
        with ExitStack() as patched:
            if cache is None:
                patched.enter_context(mock.patch("kb.site.render._Compiled", _Compiled))
            for name in ("kb.site.make.TEMPLATES", "kb.site.whole.TEMPLATES", "kb.site.unchanged.TEMPLATES"):
                patched.enter_context(mock.patch(name, self.top / "templates"))
            patched.enter_context(mock.patch("kb.search.export.WHOLE_BELOW", 0))
            return build(
                *(self.policies, self.top / out, self.built.append, read_history, self.base),
                made_from=newest_commit(self.policies),
                day=self.day,
                cache=cache,
            )


def place_in(top: Path, *, git: bool) -> Place:
    """Make a place in an empty folder, in a git repository or not."""
    place = Place(top)
    make(LIBRARY, place.policies)
    shutil.copytree(TEMPLATES, top / "templates")
    if git:
        repository.git(place.policies.parent, "init", "--quiet")
        commit(place, seeded(0))
    return place


def _replace(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="\n")


# ---- edits


def sentence(place: Place, chance: random.Random) -> None:
    """Add a sentence to the last section of an entry, or take the last one away that was added."""
    path = chance.choice(place.entries())
    text, added = path.read_text(encoding="utf-8").rstrip(), chance.choice(SAID)
    bare = next((text.removesuffix(one) for one in SAID if text.endswith(one)), text)
    _replace(path, f"{bare if bare != text and chance.random() < 0.5 else text + added}\n")  # noqa: PLR2004


def sentences(place: Place, chance: random.Random) -> None:
    """Add sentences to several entries."""
    for _ in range(chance.randrange(2, 5)):
        sentence(place, chance)


def value(place: Place, chance: random.Random) -> None:
    """Exchange the coverage of an entry."""
    path = chance.choice(place.entries())
    values = ("covered with criteria", "not covered", "covered")
    _replace(path, re.sub(r"(?m)^coverage: .*$", f"coverage: {chance.choice(values)}", path.read_text("utf-8")))


def title(place: Place, chance: random.Random) -> None:
    """Give an entry another title."""
    path = chance.choice(place.entries())
    _replace(path, re.sub(r"(?m)^(title: .*)$", rf"\1 {chance.randrange(99)}", path.read_text("utf-8"), count=1))


def review(place: Place, chance: random.Random) -> None:
    """Give an entry another day of review."""
    path = chance.choice(place.entries())
    on = dt.date(2027, 1, 1) + dt.timedelta(chance.randrange(200))
    _replace(path, re.sub(r"(?m)^review_by: .*$", f"review_by: {on}", path.read_text("utf-8")))


def removal(place: Place, chance: random.Random) -> None:
    """Take an entry away, while there are enough."""
    if len(place.entries()) > LIBRARY.entries // 2:
        chance.choice(place.entries()).unlink()


def addition(place: Place, chance: random.Random) -> None:
    """Copy an entry beside itself, with another title and document."""
    path = chance.choice(place.entries())
    number = chance.randrange(10_000)
    text = re.sub(r"(?m)^((?:title|document): .*)$", rf"\1, copy {number}", path.read_text("utf-8"), count=2)
    _replace(path.with_name(f"copy-{number}.md"), text)


def renaming(place: Place, chance: random.Random) -> None:
    """Give the file of an entry another name."""
    path = chance.choice(place.entries())
    path.rename(path.with_name(f"renamed-{chance.randrange(10_000)}.md"))


def payer(place: Place, chance: random.Random) -> None:
    """Add a sentence to a payer's page."""
    path = chance.choice(sorted(place.policies.glob("*/payer.md")))
    _replace(path, path.read_text(encoding="utf-8").rstrip() + chance.choice(SAID) + "\n")


def synonym(place: Place, chance: random.Random) -> None:
    """Add a group of synonyms."""
    path = place.policies / "synonyms.yml"
    _replace(path, f"{path.read_text(encoding='utf-8')}- [first{chance.randrange(999)}, plan, words]\n")


def template(place: Place, chance: random.Random) -> None:
    """Change a template that is in every page."""
    path = place.top / "templates" / "base.html"
    _replace(path, path.read_text(encoding="utf-8").replace("</footer>", f"<!-- {chance.random()} --></footer>", 1))


def day(place: Place, chance: random.Random) -> None:
    """Make the site for another day."""
    place.day = chance.choice(DAYS)


def base(place: Place, chance: random.Random) -> None:
    """Give the site another address."""
    place.base = chance.choice(("", "https://example.org/policies/"))


def commit(place: Place, chance: random.Random) -> None:
    """Commit what there is, where there is a repository."""
    if (place.policies.parent / ".git").exists():
        repository.git(place.policies.parent, "add", "--all")
        repository.git(
            place.policies.parent, "commit", "--quiet", "--allow-empty", "--message", f"Edit {chance.randrange(99)}"
        )


def damage(place: Place, chance: random.Random) -> None:
    """Write nonsense into a file of the cache, or cut it off."""
    files = sorted(path for path in (place.top / "cache").iterdir() if path.is_file())
    if files:
        file = chance.choice(files)
        content = bytearray(file.read_bytes())
        at = chance.randrange(len(content) or 1)
        content[at : at + 8] = chance.choice((b"", b"nonsense", bytes(8)))
        file.write_bytes(bytes(content[: chance.choice((len(content), at))]))


def foreign(place: Place, _: random.Random) -> None:
    """Give the files of the cache each other's content."""
    files = sorted(path for path in (place.top / "cache").iterdir() if path.is_file())
    contents = [file.read_bytes() for file in files]
    for file, content in zip(files, [*contents[1:], *contents[:1]], strict=True):
        file.write_bytes(content)


def spare(place: Place, chance: random.Random) -> None:
    """Write nonsense in place of a file of the site that the last build replaced, or delete it, or add one."""
    for folder in (place.top / "cache").glob("spare-*"):
        files = sorted(path for path in folder.rglob("*") if path.is_file())
        path = chance.choice([*files, folder / "more.html"])
        path.unlink(missing_ok=True)
        if chance.random() < 0.7:  # noqa: PLR2004
            path.write_bytes(b"nonsense")


def nothing(_: Place, __: random.Random) -> None:
    """Change nothing."""


EDITS: Final[tuple[Callable[[Place, random.Random], None], ...]] = (
    *(sentence, sentences, value, title, review, removal, addition, renaming, payer),
    *(synonym, template, day, base, commit, damage, foreign, spare, nothing),
)


# ---- sequences


def different(place: Place) -> Iterator[str]:
    """Build on from the last build and from nothing; yield each address at which the two are not the same."""
    on = place.build("site", place.top / "cache")
    fresh = place.build("fresh", None)
    if on.problems != fresh.problems:
        yield "problems"
    if not fresh.problems:
        one, two = read(place.top / "site"), read(place.top / "fresh")
        yield from (name for name in sorted(one.keys() | two.keys()) if one.get(name) != two.get(name))
        if (on.pages, on.entries) != (fresh.pages, fresh.entries):
            yield "counts"
    shutil.rmtree(place.top / "fresh", ignore_errors=True)


def read(folder: Path) -> dict[str, bytes]:
    """Read all files of a folder by address."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def sequence(chance: random.Random, place: Place, tried: Counter[str]) -> Iterator[str]:
    """Make one sequence of edits in a place that was built; yield what differs."""
    done = ["first"]
    for _ in range(chance.randrange(1, MOST_EDITS + 1)):
        edit = chance.choice(EDITS) if chance.random() < 0.6 else sentence  # noqa: PLR2004
        edit(place, chance)
        done.append(edit.__name__)
        tried[edit.__name__] += 1
        yield from (f"{' '.join(done)}: {name}" for name in different(place))
    tried["builds of what was touched"] += sum(told.startswith("Making the pages of") for told in place.built)


@contextmanager
def places() -> Iterator[Callable[[bool], Place]]:
    """Give what makes a place that was built, in a git repository or not; each takes the folder of the last."""
    with tempfile.TemporaryDirectory() as top:
        work = Path(top) / "place"
        for git in (False, True):
            work.mkdir()
            place = place_in(work, git=git)
            place.build("site", work / "cache")
            work.rename(_made(work, git=git))

        def make_place(git: bool) -> Place:  # noqa: FBT001
            shutil.rmtree(work, ignore_errors=True)
            shutil.copytree(_made(work, git=git), work, symlinks=True)
            return Place(work)

        yield make_place


def _made(work: Path, *, git: bool) -> Path:
    return work.with_name("git" if git else "plain")


def main() -> int:
    """Try as many sequences as were asked for."""
    parser = argparse.ArgumentParser(description="Compare builds that go on with builds from nothing.")
    parser.add_argument("--sequences", type=int, default=300, help="how many sequences of edits")
    parser.add_argument("--seed", type=int, default=7, help="the same seed makes the same edits")
    asked = parser.parse_args()
    tried: Counter[str] = Counter()
    found = 0
    with places() as make_place:
        for number in range(asked.sequences):
            for fault in sequence(seeded(asked.seed, number), make_place(bool(number % 2)), tried):
                sys.stdout.write(f"{number}: {fault}\n")
                sys.stdout.flush()
                found += 1
    sys.stdout.write(f"{asked.sequences} sequences, {found} files differ. {dict(sorted(tried.items()))}\n")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
