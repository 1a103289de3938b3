"""Content of at most 256 KiB that takes a command the longest: hypothesis looks for it, led by the seconds it costs.

    .venv/bin/python -m benchmarks.worst [--examples 200] [--size 262144] [SURFACE ...]

A text is a unit of signs, said over and over: in lines of one length, between a head and an end that its surface
needs. Each surface puts it into a file, a call or standard input, on a copy of the tests' small library. Prints for
each surface the most CPU seconds that a command took, which one, and the text's unit; then the memory of the process.
"""

from __future__ import annotations

import argparse
import io
import resource
import shutil
import sys
import tempfile
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from time import process_time
from typing import Final

from hypothesis import HealthCheck, Phase, given, settings, target
from hypothesis import strategies as st

from kb.commands.main import main

GOOD: Final = Path(__file__).parents[1] / "tests" / "data" / "good"
ENTRY: Final = "example-health/commercial/category-iii.md"
LARGEST: Final = 256 * 1024
SIGNS: Final = (
    *("a", "0", " ", "\t", "-", "*", "_", "`", "#", ">", "<", "[", "]", "(", ")", "{", "}", "|", "\\", "&", ";", ":"),
    *(",", ".", "!", "?", "/", "@", "~", "=", "+", "%", "$", '"', "'", "\u00e9", "e\u0301", "\u2014", "\u5b57"),
    *(
        "- ",
        "1. ",
        "> ",
        "[a](",
        "](",
        "[^",
        "[a]: ",
        "<!--",
        "-->",
        "<a",
        "</a",
        "&#",
        "**",
        "http://",
        "|---",
        "``",
    ),
    *(
        "0709T ",
        "0700T-0709T ",
        "C43.9 ",
        "2026-01-01 ",
        "CO-50 ",
        "2/3/26 ",
        "not covered ",
        "example health ",
        "FL ",
    ),
    *("a: ", "a: b\n", "- a\n", "? ", "[example-rule] ", "90 days ", "unless ", "65 ", "$1,000.00 ", "or ", "and "),
)
"""What a unit is made of: marks of Markdown, YAML and CSV, and words that a query or a policy is read for."""


@dataclass
class Worst:
    """The most that a surface took: seconds, the words of the command, and the unit of its text."""

    seconds: float = 0.0
    command: str = ""
    text: str = ""
    tried: int = 0


@dataclass(frozen=True)
class Desk:
    """A copy of the small library, and a folder beside it for what a command reads or writes."""

    policies: Path
    beside: Path

    def put(self, name: str, text: str) -> None:
        """Put a text into a file of the library."""
        path = self.policies / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode("utf-8", "replace"))

    def run(self, words: list[str], typed: str = "") -> None:
        """Run a command on the library with what is typed to it; nothing it prints is kept.

        In a thread of its own: a browser that is driven leaves a loop running in this one, and mcp starts another.
        """
        before, sys.stdin = sys.stdin, io.TextIOWrapper(io.BytesIO(typed.encode("utf-8", "replace")))
        try:
            quiet = redirect_stdout(io.TextIOWrapper(io.BytesIO())), redirect_stderr(io.StringIO())
            with quiet[0], quiet[1], ThreadPoolExecutor(1) as thread:
                thread.submit(main, [*words, "--policies", str(self.policies)]).result()
        finally:
            sys.stdin = before


Calls = list[tuple[list[str], str]]
Surface = Callable[[Desk, str], Calls]


def _read_by_all(*more: list[str]) -> Calls:
    return [
        (["check"], ""),
        (["fmt", "--check"], ""),
        (["search", "0709T coverage"], ""),
        *((one, "") for one in more),
    ]


def _front(desk: Desk, text: str) -> Calls:
    front, body = _parts()
    desk.put(ENTRY, f"---\n{front}\nnote: {text}\n---\n{body}")
    return _read_by_all(["plain", str(desk.policies / ENTRY)])


def _raw_front(desk: Desk, text: str) -> Calls:
    desk.put(ENTRY, f"---\n{text}\n---\n")
    return _read_by_all(["plain", str(desk.policies / ENTRY)])


def _body(desk: Desk, text: str) -> Calls:
    front, body = _parts()
    desk.put(ENTRY, f"---\n{front}\n---\n{body}\n{text}\n")
    out = ["build", "--out", str(desk.beside / "site")]
    return _read_by_all(["plain", str(desk.policies / ENTRY)], ["evidence", ENTRY[:-3]], out)


def _table(desk: Desk, text: str) -> Calls:
    return _body(desk, f"| a | b |\n| --- | --- |\n{text}")


def _parts() -> tuple[str, str]:
    _, front, body = (GOOD / ENTRY).read_text(encoding="utf-8").split("---\n", 2)
    return front.rstrip(), body.rstrip()


def _file(name: str, head: str = "") -> Surface:
    def surface(desk: Desk, text: str) -> Calls:
        desk.put(name, head + text)
        return _read_by_all()

    return surface


def _query(_: Desk, text: str) -> Calls:
    one = " ".join(text.split())  # of many lines each is a query of its own
    asked = [(["search", text], ""), (["ask", text], ""), (["search", "-"], one), (["ask", "-"], one)]
    return [*asked, (["search", f"0709T {one}"], ""), (["worklist", "-"], text)]


def _sheet(desk: Desk, text: str) -> Calls:
    path = desk.beside / "sheet.csv"
    path.write_bytes(f"payer,plan,code,question,value,source,date,note\n{text}".encode("utf-8", "replace"))
    return [(["import", "sheet", str(path), "--check"], "")]


def _official(desk: Desk, text: str) -> Calls:
    path = desk.beside / "official.csv"
    path.write_bytes(
        f"HCPCS/CPT Code,Practitioner Services MUE Values,MUE Rationale\n{text}".encode("utf-8", "replace")
    )
    return [(["import", "cms", str(path), "--check"], ""), (["import", "codes", str(path), "--check"], "")]


def _words(_: Desk, text: str) -> Calls:
    return [
        (["deadline", "0709T", "example-health/commercial", "appeals", "--from", text], ""),
        (["deadline", text, text, text], ""),
        (["answer", text, text, text, "--with", text], ""),
        (["answer", "-"], " ".join(text.split())),
        (["history", text], ""),
        (["new", "payer", "acme", "--name", text, "--plan", "one", "--plan-name", text], ""),
        (["new", "entry", "example-health/commercial/made", "--title", text, "--codes", text, "--value", text], ""),
        (["new", "source", text], ""),
        (["asked", "example-health/commercial", "coverage", "--about", text, "--outcome", text], ""),
        (["code", text], ""),
        (["mcp"], text),
    ]


SURFACES: Final[dict[str, Surface]] = {
    "front matter": _front,
    "raw front matter": _raw_front,
    "body": _body,
    "table": _table,
    "synonyms": _file("synonyms.yml"),
    "questions": _file("questions.yml"),
    "sources": _file("sources/made.yml"),
    "concepts": _file("concepts.yml"),
    "volume": _file("volume.csv", "code,claims\n"),
    "code page": _file("codes/0709t.md", "---\n"),
    "payer page": _file("example-health/payer.md", "---\n"),
    "query": _query,
    "sheet": _sheet,
    "official file": _official,
    "words of a call": _words,
}


@dataclass(frozen=True)
class Shape:
    """How a text is said: its unit, the length of a line, what ends a line and stands between two, its share.

    Small, so that hypothesis can print it; the text itself is said by `say`.
    """

    unit: str
    length: int
    end: str
    between: str
    share: int

    def say(self, size: int) -> str:
        """Return the text, of at most a size in bytes; limits refuse what is long, so a share may take longer."""
        line = self.unit * max(1, min(self.length, size) // len(self.unit)) + self.end + self.between
        much = size // self.share
        text = line * max(1, much // len(line))
        return text.encode("utf-8", "replace")[:much].decode("utf-8", "ignore")


SHAPES: Final = st.builds(
    Shape,
    unit=st.lists(st.sampled_from(SIGNS), min_size=1, max_size=5).map("".join),
    length=st.sampled_from([20, 100, 1_900, LARGEST]),
    end=st.sampled_from(["", "a", "]", ")", ">", '"', "\n"]),
    between=st.sampled_from(["\n", "\n\n", "\n- ", "\n  "]),
    share=st.sampled_from([1, 4, 16, 64]),
)


def search(name: str, examples: int, size: int) -> Worst:
    """Look for the slowest text of a surface, and return what it took; what a command raises is raised at once."""
    worst = Worst()

    # A command that breaks is told as it is: to look for the smallest text that breaks it would take minutes.
    @settings(
        max_examples=examples,
        phases=[Phase.generate, Phase.target],
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(SHAPES)
    def tried(shape: Shape) -> None:
        with tempfile.TemporaryDirectory() as made:
            desk = Desk(Path(made) / "policies", Path(made))
            shutil.copytree(GOOD, desk.policies)
            target(_try(desk, name, shape, size, worst))

    tried()
    return worst


def _try(desk: Desk, name: str, shape: Shape, size: int, worst: Worst) -> float:
    """Try one text with every command of a surface; return the seconds of the slowest, and note a new worst."""
    slowest, text = 0.0, shape.say(size)
    for words, typed in SURFACES[name](desk, text):
        begun = process_time()
        desk.run(words, typed)
        took = process_time() - begun
        slowest, worst.tried = max(slowest, took), worst.tried + 1
        if took > worst.seconds:
            worst.seconds, worst.command = took, " ".join(word[:20] for word in words[:3])
            worst.text = f"{shape.unit!r}, {len(text.encode()):,} bytes, {text[:40]!r}"
    return slowest


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--examples", type=int, default=200)
    parser.add_argument("--size", type=int, default=LARGEST)
    parser.add_argument("surfaces", nargs="*", metavar="SURFACE")
    call = parser.parse_args()
    for one in call.surfaces or SURFACES:
        found = search(one, call.examples, call.size)
        print(f"{one:18} {found.seconds:6.2f} s of {found.tried} calls: {found.command}: {found.text}", flush=True)  # noqa: T201
    print(f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB at the peak")  # noqa: T201
