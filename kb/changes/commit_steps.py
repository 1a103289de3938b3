"""The versions of a history, commit by commit. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kb.content.paths import TEMPLATE, kind_of
from kb.history.versions import Commit, History, Version


@dataclass(frozen=True)
class Step:
    """The version of a file that a commit made, and the id of its lineage."""

    lineage: str
    version: Version


def steps(history: History) -> Iterator[tuple[Commit, tuple[Step, ...]]]:
    """Yield each commit of the main line that changed entries, payer pages or code pages, oldest first.

    What is on disk and not committed is left out: a change is dated by its commit.
    """
    found: dict[str, list[Step]] = {}
    for lineage in history.lineages.values():
        for version in lineage.versions:
            if version.commit and kind_of(version.path) and version.path != TEMPLATE:
                found.setdefault(version.commit.sha, []).append(Step(lineage.id, version))
    for commit in history.commits:
        if commit.sha in found:
            yield commit, tuple(sorted(found[commit.sha], key=lambda step: step.version.path))
