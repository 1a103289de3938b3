"""A folder or a revision as one side of a diff. A file that cannot be read as content is kept as text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from kb.content.concepts import FILE as CONCEPTS
from kb.content.concepts import read_concepts
from kb.content.load import Texts, is_beside, load
from kb.content.lookup import LOOKUP, read_lookup
from kb.content.parse import Parsed, parse
from kb.content.questions import FILE, Questions, read_questions
from kb.content.source_records import read_source_records
from kb.content.synonyms import read_synonyms
from kb.domain.model import Library
from kb.domain.problem import Problem, ToolError, UsageError, in_order, shown
from kb.facts.store import NOTHING, Store
from kb.history.git import find_commit
from kb.history.tree import texts_at
from kb.rules.check import gather

SYNONYMS = "synonyms.yml"


@dataclass(frozen=True)
class Side:
    """One side: its name, its texts by path, what was read from them, and the problems of unreadable ones."""

    name: str
    files: Mapping[str, str]
    parsed: Mapping[str, Parsed]
    library: Library
    questions: Questions
    faults: Mapping[str, tuple[str, ...]]
    facts: Store = NOTHING


def read_side(policies: Path, named: str, like: Side | None = None) -> Side:
    """Read the folder of a name; where there is none, `policies` at the commit, branch or tag of that name.

    An empty name is the working files. A file with the same text in `like` is not parsed again. Raises UsageError
    where there is neither folder nor revision, or both, ToolError where git cannot be run.
    """
    if _is_both(policies, named):
        raise UsageError(f"'{shown(named)}' is a revision and a folder; write './{shown(named)}' for the folder")
    if not named or is_folder(named):
        return side(named or "working files", load(Path(named) if named else policies), like)
    return side(named, texts_at(policies, named), like)


def is_folder(named: str) -> bool:
    """Tell whether a name is that of a folder, and so not of a revision."""
    return Path(named).is_dir()


def _is_both(policies: Path, named: str) -> bool:
    """Tell whether a name that is not written as a path, with a dot or slash first, is a folder and a revision."""
    if named.startswith((".", "/")) or not named or not is_folder(named):
        return False
    try:
        find_commit(policies, named)
    except (ToolError, UsageError):
        return False
    return True


def side(name: str, texts: Texts, like: Side | None = None) -> Side:
    """Read texts as a side of that name; a file with the same text in `like` is not parsed again."""
    known = like.parsed if like else {}
    written = {path: text for path, text in texts.files.items() if not is_beside(path)}
    parsed = {path: _read(path, text, known.get(path)) for path, text in written.items()}
    synonyms, bad = read_synonyms(texts.files.get(SYNONYMS, ""))
    lookup, slips = read_lookup(texts.files.get(LOOKUP, ""))
    concepts, odd = read_concepts(texts.files.get(CONCEPTS, ""))
    held = (one.document for one in parsed.values() if one.document)
    library = gather(held, synonyms, texts.files, lookup, concepts)
    questions = read_questions(texts.files.get(FILE, ""))
    problems = [*texts.problems, *bad, *slips, *odd, *(Problem(FILE, *fault) for fault in questions.faults)]
    problems += read_source_records(texts.files)[1]
    problems += [found for one in parsed.values() if not one.document for found in one.problems]
    return Side(name, texts.files, parsed, library, questions, _by_path(problems), Store(texts.facts))


def _read(path: str, text: str, known: Parsed | None) -> Parsed:
    return known if known and known.text == text else parse(path, text)


def _by_path(problems: list[Problem]) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for problem in in_order(problems):
        message = f"{problem.place.line}:{problem.place.column}: {problem.code} {problem.message}"
        found[problem.path] = (*found.get(problem.path, ()), message)
    return found
