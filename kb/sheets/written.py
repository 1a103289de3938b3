"""The text of an entry with what lines of a sheet change in it, or of a new one."""

from __future__ import annotations

from kb.authoring.edits import with_item, with_keys, with_record, with_section, without_record
from kb.authoring.new_entry import LEAST_SURE, title_of
from kb.authoring.new_pages import REVIEW_AFTER
from kb.authoring.prose import section
from kb.authoring.yaml_lines import front_matter
from kb.content.citations import citations
from kb.content.fields import ENTRY_FIELDS
from kb.content.parse import parse
from kb.domain.reach import Reach
from kb.domain.vocabulary import PAGE_HEADINGS, QUESTIONS
from kb.sheets.draft import Draft, Record


def written(draft: Draft, text: str) -> str:
    """Write the text of a draft: a new file, or `text`, that of its entry, with the changes."""
    return _edited(draft, text) if draft.entry else _fresh(draft)


def _fresh(draft: Draft) -> str:
    reviewed = max(draft.days, default=draft.today)
    reach = draft.reach
    values = {
        "title": title_of(reach.codes if reach.named_codes else (reach_words(reach)[0],)),
        "concept" if reach.kind == "concept" else "codes": reach_words(reach),
        "currency": LEAST_SURE["currency"],
        "reviewed": reviewed,
        "review_by": reviewed + REVIEW_AFTER,
        **draft.keys,
        "looked": draft.receipts,
        "sources": draft.records,
    }
    headings = (question.title for question in QUESTIONS if question.title in draft.sections)
    return front_matter(values, ENTRY_FIELDS) + "".join(section(name, draft.sections[name]) for name in headings)


def reach_words(reach: Reach) -> tuple[str, ...]:
    """Write a reach as it stands in a file."""
    if reach.kind == "range":
        return ("-".join(reach.codes),)
    return reach.codes or (reach.label,)


def _edited(draft: Draft, text: str) -> str:
    for receipt in draft.receipts:
        text = with_item(text, "looked", receipt, ENTRY_FIELDS)
    for name, record in draft.changed.items():
        text = with_record(text, "sources", name, record, ENTRY_FIELDS)
    text = with_keys(text, {**draft.keys, **_review_days(draft)}, ENTRY_FIELDS)
    for heading, said in draft.sections.items():
        text = with_section(text, heading, said, PAGE_HEADINGS["entry"])
    moved = any(name.endswith("_sources") for name in draft.keys)
    return _without_uncited(draft, text) if moved else text


def _review_days(draft: Draft) -> Record:
    """Move the review to the newest look at a source, where that is later."""
    newest = max(draft.days, default=None)
    if not draft.entry or not newest or newest <= draft.entry.reviewed:
        return {}
    due = {} if draft.entry.review_by > newest else {"review_by": newest + REVIEW_AFTER}
    return {"reviewed": newest, **due}


def _without_uncited(draft: Draft, text: str) -> str:
    """Take out the records of sources that nothing cites any more."""
    document = parse(draft.target.path, text).document
    if document:
        used = {citation.id for citation in citations(document)}
        for name in document.sources.keys() - used:
            text = without_record(text, "sources", name, ENTRY_FIELDS)
    return text
