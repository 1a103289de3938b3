"""The rules of the gate on what stands beside the documents: unread files, words, questions, and the code."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from kb.content.concepts import FILE as CONCEPTS
from kb.content.lookup import LOOKUP
from kb.content.questions import FILE
from kb.diff.change import Change, Concern, Unread
from kb.diff.sides import SYNONYMS, Side

UNREADABLE, WORDS, SERVICES, QUESTION = "unreadable", "search-words", "services", "question-removed"
CODE, GATE = "code-with-content", "gate-changed"

JUDGES: Final = ("kb/", "build.py", "pyproject.toml", ".lock/", ".ci/", ".github/")
"""What reads, judges or resolves policies, by the beginnings of its paths in the repository."""

GATES: Final = ("kb/diff/", "kb/commands/diff.py", ".ci/", ".github/workflows/")
GATE_FILES: Final = ("CODEOWNERS", ".gitattributes")
"""What decides whether a second approval is needed and of whom, and, in any folder, how git writes a file to disk."""

BESIDE_CODE: Final = ("tests/", "benchmarks/")
"""Code on which no answer depends. Python elsewhere may be loaded in place of a module of the same name."""


def file_concerns(base: Side, head: Side, unread: Iterable[Unread], asked: Iterable[Change]) -> Iterator[Concern]:
    """Give the concerns of files that are no documents, or that cannot be read as such."""
    for one in unread:
        why = one.reasons[0] if one.reasons else "its text differs"
        yield Concern(UNREADABLE, one.path, f"it cannot be read on both sides: {why}")
    old, new = base.library, head.library
    for path, differs in ((SYNONYMS, old.synonyms != new.synonyms), (LOOKUP, old.lookup != new.lookup)):
        if differs:
            yield Concern(WORDS, path, "it differs, and with it what a search finds or says")
    if old.concepts != new.concepts:
        told = "it differs, and with it which services an entry can be on, and which codes belong to one"
        yield Concern(SERVICES, CONCEPTS, told)
    for change in asked:
        for fact in change.facts:
            if fact.before:
                told = f"goes from “{fact.before}” to “{fact.after}”" if fact.after else "is gone"
                yield Concern(QUESTION, FILE, f"the question “{fact.name}” {told}")


def code_concerns(paths: Iterable[str], policies: str) -> Iterator[Concern]:
    """Give the concerns of code that changes, from the paths of a repository that differ.

    `policies` is the place of the policies folder in it, with a slash at its end.
    """
    every = tuple(paths)
    for path in every:
        if _is_gate(path):
            yield Concern(GATE, path, "the gate itself changes")
    content = any(path.startswith(policies) for path in every)
    judges = [path for path in every if _judges(path) and not path.startswith(policies or "/")]
    if content and judges:
        more = f" and {len(judges) - 1} more" if len(judges) > 1 else ""
        yield Concern(CODE, judges[0], f"code changes together with policies: {judges[0]}{more}")


def _is_gate(path: str) -> bool:
    return path.startswith(GATES) or path.rpartition("/")[2] in GATE_FILES


def _judges(path: str) -> bool:
    python = path.endswith(".py") and not path.startswith(BESIDE_CODE)
    return (python or path.startswith(JUDGES)) and not _is_gate(path)
