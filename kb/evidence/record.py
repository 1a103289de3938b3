"""A pack as plain values, ready for JSON. Dates are ISO texts; what is not known is null."""

from __future__ import annotations

from typing import Any

from kb.answers.answer import receipt_record, record, source_record
from kb.domain.model import Entry
from kb.evidence.later_versions import Step
from kb.evidence.pack import Pack
from kb.evidence.rulings import OtherEntry, Outcome, Ruling
from kb.history.record import iso_day, version_record

Record = dict[str, Any]


def pack_record(pack: Pack) -> Record:
    """Write a pack with all its parts."""
    case, entry = pack.case, pack.case.entry
    return {
        "entry": case.subject.id,
        "title": case.subject.title,
        "scope": case.subject.scope_id,
        "reach_label": case.subject.reach.label,
        "document": case.subject.document or None,
        "codes": list(case.codes),
        "more_codes": case.more_codes,
        "date": case.asked.date.isoformat(),
        "known": iso_day(case.asked.known),
        "processed": iso_day(case.asked.processed),
        "in_force": pack.in_force,
        "why": pack.why,
        "caveats": list(pack.caveats),
        "known_on_the_date": pack.known_then or None,
        "version": version_record(case.force.decided) if case.force.decided else None,
        "sha256": pack.content_hash.sha256 if pack.content_hash else None,
        "questions": [_ruling(ruling) for ruling in pack.rulings],
        "sections": [{"heading": section.heading, "text": section.text} for section in entry.sections]
        if entry
        else [],
        "sources": [_source(entry, name) for name in entry.sources] if entry else [],
        "others": [_other_entry(other) for other in pack.others],
        "versions": [_step(step) for step in pack.steps],
        "versions_before": pack.earlier,
        "not_known": list(pack.gaps),
        "searched": [receipt_record(receipt) for receipt in entry.looked] if entry else [],
        "prepared": pack.prepared,
    }


def _source(entry: Entry, name: str) -> Record:
    source = entry.sources[name]
    return {
        **source_record(source),
        "own_url": source.own_url or None,
        "part": source.part or None,
        "note": source.note or None,
    }


def _ruling(ruling: Ruling) -> Record:
    answer = ruling.answer
    return {
        "question": ruling.question.slug,
        "answer": answer.value,
        "reason": answer.reason or None,
        "words": answer.words or None,
        "note": answer.note or None,
        "sources": list(answer.sources),
        "how_sure": {name.lower(): words for name, words in ruling.sure},
        "stands": [_outcome(outcome) for outcome in ruling.outcomes],
    }


def _outcome(outcome: Outcome) -> Record:
    answer = record(outcome.found)
    keys = ("answer", "reason", "entry", "why", "warning", "standing", "confidence")
    return {"codes": list(outcome.codes), "part": outcome.role, **{key: answer[key] for key in keys}}


def _other_entry(other: OtherEntry) -> Record:
    return {
        "entry": other.entry.id,
        "question": other.question.slug,
        "answer": other.answer.value,
        "reason": other.answer.reason or None,
        "part": other.role,
        "currency": other.entry.currency,
        "effective": iso_day(other.entry.effective),
    }


def _step(step: Step) -> Record:
    return {
        **version_record(step.version),
        "stands": step.status,
        "recorded_after_the_date": step.late,
        "says": dict(step.says),
        "direction": step.direction or None,
        "changed": [
            {
                "name": fact.name,
                "before": fact.before or None,
                "after": fact.after or None,
                "direction": fact.direction,
            }
            for fact in step.facts
        ],
        "more_changed": step.more,
        "reworded": list(step.reworded),
        "note": step.note or None,
    }
