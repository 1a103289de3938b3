"""Runs git on a repository that a benchmark makes, in the name of nobody."""

from __future__ import annotations

import subprocess
from pathlib import Path
from typing import Final

AUTHOR: Final = ("-c", "user.name=Nobody", "-c", "user.email=nobody@example.org", "-c", "commit.gpgsign=false")


def git(folder: Path, *words: str) -> None:
    """Run git in a folder. Raises CalledProcessError if it fails."""
    command = ["git", "-C", str(folder), *AUTHOR, *words]
    subprocess.run(command, check=True, capture_output=True)  # noqa: S603  (its words are ours)
