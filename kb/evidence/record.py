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
    """Write a whole pack."""
    case, entry = pack.case, pack.case.entry
    return {
        "entry": case.name.id,
        "title": case.name.title,
        "scope": case.name.scope_id,
        "reach_label": case.name.reach.label,
        "document": case.name.document or None,
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
        "sha256": pack.seal.sha256 if pack.seal else None,
        "questions": [_ruling(ruling) for ruling in pack.rulings],
        "sections": [{"heading": section.heading, "text": section.text} for section in entry.sections]
        if entry
        else [],
        "sources": [_source(entry, name) for name in entry.sources] if entry else [],
        "others": [_other_entry(voice) for voice in pack.voices],
        "versions": [_step(step) for step in pack.steps],
        "versions_before": pack.earlier,
        "not_known": list(pack.gaps),
        "searched": [receipt_record(receipt) for receipt in entry.looked] if entry else [],
        "prepared": pack.prepared,
    }


def _source(entry: Entry, name: str) -> Record:
    source = entry.sources[name]
    return {**source_record(source), "own_url": source.own_url or None, "note": source.note or None}


def _ruling(ruling: Ruling) -> Record:
    answer = ruling.answer
    return {
        "question": ruling.question.slug,
        "answer": answer.value,
        "reason": answer.reason or None,
        "words": answer.words or None,
        "note": answer.note or None,
        "sources": list(answer.sources),
        "how_sure": {name.lower(): told for name, told in ruling.sure},
        "stands": [_outcome(outcome) for outcome in ruling.outcomes],
    }


def _outcome(outcome: Outcome) -> Record:
    told = record(outcome.found)
    kept = ("answer", "reason", "entry", "why", "warning", "standing", "confidence")
    return {"codes": list(outcome.codes), "part": outcome.role, **{key: told[key] for key in kept}}


def _other_entry(voice: OtherEntry) -> Record:
    return {
        "entry": voice.entry.id,
        "question": voice.question.slug,
        "answer": voice.answer.value,
        "reason": voice.answer.reason or None,
        "part": voice.role,
        "currency": voice.entry.currency,
        "effective": iso_day(voice.entry.effective),
    }


def _step(step: Step) -> Record:
    return {
        **version_record(step.version),
        "stands": step.stands,
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
