"""Hold the locks against a downloaded database of advisories, without a network.

    git clone --depth 1 https://github.com/pypa/advisory-database
    .venv/bin/python -m benchmarks.advisories advisory-database

Reads every advisory in the OSV form below the folder, YAML or JSON, and prints those that apply to a locked version.
Exits 1 if there is one. Prints how many were read and when the newest was changed: an old database knows no new ones.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import yaml
from packaging.version import InvalidVersion, Version
from rich.console import Console

from benchmarks.locked import Package, normal, read_lock

ROOT: Final = Path(__file__).parents[1]
LOCKS: Final = (*sorted((ROOT / ".lock").glob("*.txt")),)


@dataclass(frozen=True)
class Hit:
    """An advisory that applies to a locked package."""

    package: Package
    advisory: str
    summary: str


def advisories(folder: Path) -> Iterator[Mapping[str, Any]]:
    """Read every advisory below a folder."""
    for path in sorted(folder.rglob("*")):
        if path.suffix in {".yaml", ".yml"}:
            found = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
        elif path.suffix == ".json":
            found = json.loads(path.read_text(encoding="utf-8"))
        else:
            continue
        if isinstance(found, dict) and found.get("affected"):
            yield found


def hits(packages: Iterable[Package], advisory: Mapping[str, Any]) -> Iterator[Hit]:
    """Give the locked packages that an advisory applies to; one that was withdrawn applies to none."""
    if advisory.get("withdrawn"):
        return
    told = str(advisory.get("summary") or advisory.get("details") or "").strip().partition("\n")[0]
    for affected in advisory["affected"]:
        named = affected.get("package", {})
        name = normal(named["name"]) if named.get("ecosystem") == "PyPI" else ""
        for package in packages:
            if package.name == name and _applies(affected, package):
                yield Hit(package, str(advisory["id"]), told)


def _applies(affected: Mapping[str, Any], package: Package) -> bool:
    if package.version in map(str, affected.get("versions") or ()):
        return True
    ranges = (one for one in affected.get("ranges") or () if one.get("type") == "ECOSYSTEM")
    return any(_within(one.get("events") or (), Version(package.version)) for one in ranges)


def _within(events: Iterable[Mapping[str, Any]], version: Version) -> bool:
    """Tell whether a version is affected, by where a fault came in and was fixed, in the order of versions."""
    affected = False
    for event in events:
        kind, written = next(iter(event.items()))
        try:
            at = Version(str(written))
        except InvalidVersion:
            continue
        if kind == "introduced" and version >= at:
            affected = True
        elif (kind == "fixed" and version >= at) or (kind == "last_affected" and version > at):
            affected = False
    return affected


def main(folder: Path, console: Console) -> int:
    """Print what applies, and give the exit code."""
    packages = tuple(dict.fromkeys(package for lock in LOCKS for package in read_lock(lock)))
    every = tuple(advisories(folder))
    if not every:
        console.print(f"no advisory below {folder}")
        return 2
    found = [hit for advisory in every for hit in hits(packages, advisory)]
    for hit in found:
        told = f"{hit.package.name} {hit.package.version}: {hit.advisory} {hit.summary}"
        console.print(told, markup=False, soft_wrap=True)
    newest = max(str(advisory.get("modified", "")) for advisory in every)
    counts = f"packages: {len(packages)}, advisories: {len(every)}, the newest of {newest[:10]}; apply: {len(found)}"
    console.print(counts)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), Console()))
