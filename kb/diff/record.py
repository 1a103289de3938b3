"""A diff as plain values, ready for JSON. A text that is empty because there was nothing becomes null."""

from __future__ import annotations

import datetime as dt
from typing import Any

from kb.diff.change import Change, Concern, Diff, Effect, Fact, FactsDiff, Outcome, Passage, Unread
from kb.diff.wording import takes_effect


def record(found: Diff) -> dict[str, Any]:
    """Write a whole diff: every change, every effect on its own, every concern, every file compared as text."""
    return {
        "base": found.base,
        "head": found.head,
        "today": found.day.isoformat() if found.day else None,
        "changes": [_change(change, found.day) for change in found.changes],
        "effects": [_effect(effect) for effect in found.effects],
        "dated_effects": [{"date": one.day, **_effect(one.effect)} for one in found.dated],
        "second_approval": [_concern(concern) for concern in found.concerns],
        "unread": [_unread(unread) for unread in found.unread],
        "official": _official(found.official),
    }


def _official(found: FactsDiff | None) -> dict[str, Any]:
    tables, codes, others = (found.tables, found.codes, found.others) if found else ((), (), 0)
    return {
        "tables": [
            {
                "table": table.table,
                "edition_before": table.before.isoformat() if table.before else None,
                "edition_after": table.after.isoformat() if table.after else None,
                "lines_gone": table.gone,
                "lines_new": table.new,
            }
            for table in tables
        ],
        "codes": [
            {
                "code": code.code,
                "watched": code.watched,
                "direction": code.direction,
                "facts": [{"text": fact.text, "direction": fact.direction} for fact in code.facts],
            }
            for code in codes
        ],
        "others": others,
    }


def _change(change: Change, today: dt.date | None) -> dict[str, Any]:
    return {
        "id": change.id,
        "was": change.was or None,
        "kind": change.kind,
        "what": change.what,
        "title": change.title,
        "direction": change.direction,
        "effective": change.effective or None,
        "ahead": takes_effect(change, today) is not None,
        "facts": [_fact(fact) for fact in change.facts],
        "prose": [_passage(passage) for passage in change.passages],
    }


def _fact(fact: Fact) -> dict[str, Any]:
    return {
        "name": fact.name,
        "kind": fact.kind,
        "question": fact.question.replace("_", "-") or None,
        "before": fact.before or None,
        "after": fact.after or None,
        "direction": fact.direction,
    }


def _passage(passage: Passage) -> dict[str, Any]:
    return {"section": passage.heading, "words": [{"kind": span.kind, "text": span.text} for span in passage.spans]}


def _effect(effect: Effect) -> dict[str, Any]:
    return {
        "code": effect.code,
        "scope": effect.scope,
        "question": effect.question.replace("_", "-"),
        "direction": effect.direction,
        "before": _outcome(effect.before),
        "after": _outcome(effect.after),
        "because_of": list(effect.causes),
        "now": effect.now,
    }


def _outcome(outcome: Outcome) -> dict[str, Any]:
    return {
        "answer": outcome.value,
        "standing": outcome.standing or None,
        "entries": list(outcome.deciders),
        "effective": outcome.effective or None,
        "why": outcome.why,
    }


def _concern(concern: Concern) -> dict[str, Any]:
    return {"rule": concern.rule, "id": concern.id, "reason": concern.message}


def _unread(unread: Unread) -> dict[str, Any]:
    return {"path": unread.path, "reasons": list(unread.reasons), "diff": list(unread.lines)}
