"""How many small mistakes in the code the tests of its folder notice.

    .venv/bin/python -m benchmarks.mutants [--each 30] [--seed 7] [kb/answers kb/history kb/rules kb/diff]

Each mutant is one change of the code: a comparison turned round, `and` for `or`, `not` dropped, a condition always
true or false, a number one higher, `any` for `all`. Of each folder as many are drawn as told. A mutant is killed if a
test of its folder or of `--also` fails; all pass without one. The tests that call its function run first,
then every one, which `--calling` leaves out: quicker, and it may tell a survivor too many. It stands in a copy of the
project, never here. Prints each survivor with its line before and after, and the share of survivors. Style is not
tested: a rewritten file would always fail. Left out are the flags of `BESIDE`, with the reasons.
"""

from __future__ import annotations

import argparse
import ast
import copy
import os
import random
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console

from benchmarks.mutant_tests import Record, function_at, load, passes, record

LEFT_OUT = (".venv", ".cache", "site")
FOLDERS = ("kb/answers", "kb/history", "kb/rules", "kb/diff")
QUICKEST = 20
"""Tests that have to pass without a mutant where the mutants are tried, or all of these would count as killed."""

TURNED: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
}
BESIDE = {("dataclass", "frozen"), ("dataclass", "slots"), ("lru_cache", "maxsize"), ("zip", "strict")}
"""Flags that change no result: the size of a cache, the memory that values take, that values are frozen, which
`tests/test_layers.py` holds for every class of these folders, and that lists which are made equally long are so."""

EXCHANGED = {"any": "all", "all": "any", "min": "max", "max": "min"}


@dataclass(frozen=True)
class Mutant:
    """A module with one change: its path, the line, and the code before and after."""

    path: Path
    line: int
    before: str
    after: str
    text: str


def changed(node: ast.AST) -> Iterator[ast.AST]:
    """Give what may stand in the place of a node."""
    if isinstance(node, ast.BoolOp):
        yield from _other_logic(node)
    elif isinstance(node, ast.IfExp):
        yield from (node.body, node.orelse)
    elif isinstance(node, ast.If):
        yield from (ast.If(ast.Constant(value=value), node.body, node.orelse) for value in (True, False))
    else:
        yield from _other_value(node)


def _other_logic(node: ast.BoolOp) -> Iterator[ast.AST]:
    yield ast.BoolOp(ast.Or() if isinstance(node.op, ast.And) else ast.And(), node.values)
    for at in range(len(node.values)):
        rest = node.values[:at] + node.values[at + 1 :]
        yield rest[0] if len(rest) == 1 else ast.BoolOp(node.op, rest)


def _other_value(node: ast.AST) -> Iterator[ast.AST]:
    if isinstance(node, ast.Compare) and len(node.ops) == 1:
        yield ast.Compare(node.left, [TURNED[type(node.ops[0])]()], node.comparators)
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        yield node.operand
    elif isinstance(node, ast.Constant) and isinstance(node.value, int):
        yield ast.Constant(not node.value if isinstance(node.value, bool) else node.value + 1)
    elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in EXCHANGED:
        yield ast.Call(ast.Name(EXCHANGED[node.func.id], ast.Load()), node.args, node.keywords)


def mutants(path: Path) -> Iterator[Mutant]:
    """Give every mutant of a module."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    beside = set(_flags(tree))
    for number, node in enumerate(ast.walk(tree)):
        for choice, _ in enumerate(changed(node) if node not in beside else ()):
            fresh = copy.deepcopy(tree)
            target = list(ast.walk(fresh))[number]
            new = list(changed(target))[choice]
            text = ast.unparse(ast.fix_missing_locations(_Put(target, new).visit(fresh)))
            before, after = (_head(ast.unparse(ast.fix_missing_locations(one))) for one in (node, new))
            yield Mutant(path, getattr(node, "lineno", 0), before, after, text)


def _flags(tree: ast.AST) -> Iterator[ast.AST]:
    """Give the values of the flags of `BESIDE`."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            yield from (flag.value for flag in node.keywords if (node.func.id, flag.arg) in BESIDE)


def _head(code: str) -> str:
    return code.partition("\n")[0]


class _Put(ast.NodeTransformer):
    """Puts one node in the place of another."""

    def __init__(self, old: ast.AST, new: ast.AST) -> None:
        self.old, self.new = old, new

    def visit(self, node: ast.AST) -> ast.AST:
        """Give the new node for the old one, and every other with what is below it."""
        return self.new if node is self.old else self.generic_visit(node)


def survives(mutant: Mutant, root: Path, known: Record, every: Sequence[str]) -> bool:
    """Tell whether all tests pass with a mutant in place: those that call its function, then every one."""
    at = root / mutant.path
    whole, times = at.read_text(encoding="utf-8"), at.stat()
    function = function_at(ast.parse(whole), mutant.line)
    at.write_text(mutant.text, encoding="utf-8")
    try:
        calling = known.tests_calling(mutant.path, function)
        return (not calling or passes(root, calling)) and (not every or passes(root, every))
    finally:
        at.write_text(whole, encoding="utf-8")
        os.utime(at, ns=(times.st_atime_ns, times.st_mtime_ns))


def measure(words: argparse.Namespace, console: Console) -> None:
    """Try the mutants that are drawn, and print what came of them."""
    drawn = random.Random(words.seed)  # noqa: S311  (a sample, not a secret)
    with tempfile.TemporaryDirectory(prefix="kb-mutants-") as folder:
        root = Path(folder) / "project"
        shutil.copytree(".", root, ignore=lambda at, _: LEFT_OUT if at == "." else ())
        for name in words.folders:
            every = [one for path in sorted(Path(name).glob("*.py")) for one in mutants(path)]
            chosen = drawn.sample(every, min(words.each, len(every)))
            tests = [f"tests/{Path(name).name}", *words.also]
            known = record(root, Path(name), tests)
            if known is None:
                raise SystemExit(f"the tests of {name} fail without a mutant, too")
            load(known.modules)
            if not passes(root, sorted(known.seconds, key=known.seconds.__getitem__)[:QUICKEST]):
                raise SystemExit(f"the tests of {name} fail in a process that has loaded their packages")
            left: list[Mutant] = []
            for one in chosen:
                if survives(one, root, known, () if words.calling else tests):
                    left.append(one)
                    told = f"{one.path}:{one.line}: {one.before}  ->  {one.after}"
                    console.print(told, markup=False, soft_wrap=True)
            share = 100 * len(left) / max(1, len(chosen))
            console.print(f"{name}: {len(every)} mutants, {len(chosen)} tried, {len(left)} survived ({share:.1f} %)")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("folders", nargs="*", default=FOLDERS)
    parser.add_argument("--each", type=int, default=30)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--also", nargs="*", default=())
    parser.add_argument("--calling", action="store_true", help="try only the tests that call a mutant's function")
    measure(parser.parse_args(), Console())
