"""The packages of a lock file: name, version, hashes, and which package asks for each."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Final

PINNED: Final = re.compile(r"^([A-Za-z0-9._-]+)==([^\s;\\]+)")
HASH: Final = re.compile(r"--hash=sha256:([0-9a-f]{64})")


@dataclass(frozen=True)
class Package:
    """A package as it is locked; the name is in its normal form. `hashes` are SHA-256, one for each file of it."""

    name: str
    version: str
    hashes: tuple[str, ...]


def normal(name: str) -> str:
    """Write a package's name as registries compare it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def read_lock(path: Path) -> tuple[Package, ...]:
    """Read a lock file. Raises ValueError for a line that pins nothing."""
    found: list[Package] = []
    for block in re.split(r"\n(?=[A-Za-z0-9])", path.read_text(encoding="utf-8").strip()):
        pinned = PINNED.match(block)
        if not pinned:
            raise ValueError(f"{path}: '{block.splitlines()[0]}' pins no version")
        found.append(Package(normal(pinned[1]), pinned[2], tuple(HASH.findall(block))))
    return tuple(found)
