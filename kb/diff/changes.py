"""The changes between two libraries: one for each file that differs, in order of id. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from kb.content.made_sections import CRITERIA_HEADING
from kb.content.questions import GoldenQuestion, GoldenReply, Questions
from kb.diff.change import ADDED, EDITED, MOVED, REMOVED, Change, Fact, Passage
from kb.diff.direction import NEUTRAL, WORDING
from kb.diff.matching import match_documents
from kb.diff.snapshot import facts
from kb.diff.word_diff import compare, differs
from kb.domain.concepts import Concept
from kb.domain.model import CodePage, Document, Entry, Library

SYNONYMS, QUESTIONS, CONCEPTS = "synonyms", "questions", "concepts"


def changes(base: Library, head: Library) -> tuple[Change, ...]:
    """Compare two libraries. A file that is the same on both sides has no change; that of the synonyms comes last."""
    found = [change for before, after in match_documents(base, head) if (change := change_of(before, after))]
    old, new = ({one.name: _service(one) for one in side.concepts} for side in (base, head))
    concepts = _change_of_other_file(CONCEPTS, old, new, WORDING)
    return (*found, *_synonyms(base.synonyms, head.synonyms), *concepts)


def change_of(before: Document | None, after: Document | None) -> Change | None:
    """Compare two documents of one kind, one of which may be missing; None where they mean the same."""
    page = next(page for page in (after, before) if page)
    kind = ADDED if before is None else REMOVED if after is None else EDITED if before.id == after.id else MOVED
    was = before.id if before and before.id != page.id else ""
    found, prose = facts(before, after), tuple(_passages(before, after))
    if kind == EDITED and not found and not prose:
        return None
    return Change(kind, _what(page), page.id, page.title, was, _effective(page), found, prose)


def addition_of(page: Document) -> Change:
    """Describe a new file by its answers alone, which decide the direction, for a summary of very many files."""
    change = Change(ADDED, _what(page), page.id, page.title, "", _effective(page), facts(None, page))
    return replace(change, facts=change.answers)


def question_changes(base: Questions, head: Questions) -> tuple[Change, ...]:
    """Compare the questions of staff: which are new, gone, or expect something else."""
    return _change_of_other_file(QUESTIONS, _expectations(base), _expectations(head), NEUTRAL)


def _effective(page: Document) -> str:
    return page.effective.isoformat() if isinstance(page, Entry) and page.effective else ""


def _what(page: Document) -> str:
    return "entry" if isinstance(page, Entry) else "code page" if isinstance(page, CodePage) else "payer page"


def _passages(before: Document | None, after: Document | None) -> Iterator[Passage]:
    """Compare section by section, whatever their order."""
    old, new = _prose(before), _prose(after)
    for heading in dict.fromkeys((*new, *old)):
        one, other = old.get(heading, ""), new.get(heading, "")
        if differs(one, other):
            yield Passage(heading, compare(one, other))


def _prose(page: Document | None) -> dict[str, str]:
    found: dict[str, str] = {}
    for section in page.sections if page else ():
        if section.heading == CRITERIA_HEADING:
            continue  # its facts are compared one by one
        found[section.heading] = f"{found.get(section.heading, '')}\n\n{section.text}"
    return found


def _service(concept: Concept) -> str:
    return f"{concept.meaning}; codes: {', '.join(concept.codes)}" if concept.codes else concept.meaning


def _synonyms(base: tuple[tuple[str, ...], ...], head: tuple[tuple[str, ...], ...]) -> tuple[Change, ...]:
    old, new = ({group[0]: ", ".join(group) for group in side if group} for side in (base, head))
    return _change_of_other_file(SYNONYMS, old, new, WORDING)


def _expectations(questions: Questions) -> dict[str, str]:
    expected = {asked.ask: _expects(asked) for asked in questions.held}
    expected |= {asked.ask: f"not yet: {_expects(asked)}" for asked in questions.not_yet}
    return expected | {f"reply to {reply.ask}": _expects_of_reply(reply) for reply in questions.replies}


def _expects(asked: GoldenQuestion) -> str:
    answer = asked.answer
    parts = {
        "first": asked.first,
        "top": ", ".join(asked.top),
        "answer": ", ".join(vars(answer).values()) if answer else "",
        "never": ", ".join(asked.never),
        "note": asked.note,
    }
    return "; ".join(f"{key} {value}" for key, value in parts.items() if value)


def _expects_of_reply(reply: GoldenReply) -> str:
    parts = {key: value for key, value in vars(reply).items() if key not in {"path", "ask"} and value}
    return "; ".join(f"{key} {value if key == 'note' else ', '.join(value)}" for key, value in parts.items())


def _change_of_other_file(what: str, old: dict[str, str], new: dict[str, str], direction: str) -> tuple[Change, ...]:
    """Compare a file that is no document, given as items by name; no change where all are the same."""
    found = tuple(
        Fact(name, "other", old.get(name, ""), new.get(name, ""), direction)
        for name in dict.fromkeys((*new, *old))
        if old.get(name) != new.get(name)
    )
    return (Change(EDITED, what, f"{what}.yml", what.capitalize(), facts=found),) if found else ()
