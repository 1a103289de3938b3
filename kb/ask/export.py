"""The words and patterns by which the browser composes replies, as plain data: what Python says is never retyped.

`site_templates/static/ask_*.js` compose by them, each script as the module of its name does.
"""

from __future__ import annotations

import re
from typing import Any

from kb.ask import (
    changed,
    code_facts,
    code_particulars,
    code_reply,
    compose,
    contacts,
    intents,
    leads,
    note,
    policy_names,
    questions_on_codes,
    wording,
)
from kb.ask.choices import CHOICE, COUNTED
from kb.ask.claims import TURNAROUND
from kb.ask.heard import PUT, QUESTION_TERMS, TITLED
from kb.ask.questions_on_codes import Topic
from kb.ask.refusals import HOW_LONG, REFUSALS
from kb.ask.reply import ROWS
from kb.content.citations import CITATION
from kb.content.parse import slug
from kb.domain.days import STALE_AFTER
from kb.domain.model import Library
from kb.evidence.claim_text import LONGEST_NOTE, NOT_A_GUARANTEE
from kb.history.answer_as_of import AGED
from kb.history.clocks import own_day
from kb.search.asks import UNRECORDED
from kb.search.card import BRIEF, CLASS_CODES
from kb.search.dimensions import DIMENSIONS
from kb.search.field_sets import NATIONAL
from kb.search.intent_words import DOCUMENTATION
from kb.search.lookup import COPIES
from kb.search.period_groups import NONE_FOR
from kb.search.ranking_first import TIMED_QUESTIONS
from kb.search.reading_shown import CLASS_TITLES

PLAN, ON, SAID = "{plan}", "{on}", "{said}"
"""What stands in a text for the name of the plan, for what it is on (` of 0709T`), and for the value of a claim.

The time limit of the group that a question names may go in the place of the value.
"""


def exported(library: Library) -> dict[str, Any]:
    """Give all tables as plain data; `library` is what is in force on the day of the site."""
    return {
        **_words(),
        "patterns": {name: read_there(pattern) for name, pattern in _patterns().items()},
        "refusals": [[read_there(one.asked), one.reason, one.following, int(one is HOW_LONG)] for one in REFUSALS],
        "says": [[*pair, said] for pair, said in leads.SAYS.items()],
        "ofItsValue": {name: read_there(pattern) for name, pattern in leads.OF_ITS_VALUE.items()},
        "topics": [_topic(topic) for topic in questions_on_codes.TOPICS],
        "put": sorted(PUT),
        "questionTerms": sorted(QUESTION_TERMS),
        "dimensions": {name: {n: said[0] for n, said in enumerate(held)} for name, held in DIMENSIONS.items()},
        "codeQuestions": questions_on_codes.ASKED_OF_CODES,
        "unrecorded": UNRECORDED,
        "classTitles": {name: CLASS_TITLES[name] for name in CLASS_CODES},
        "aged": {"told": AGED, "last": own_day(library).isoformat(), "days": STALE_AFTER.days},
    }


def _words() -> dict[str, Any]:
    return {
        "rows": ROWS,
        "hits": compose.HITS,
        "sections": compose.SECTIONS,
        "brief": BRIEF,
        "national": NATIONAL,
        "notHere": compose.NOT_HERE,
        "noneFor": NONE_FOR,
        "elsewhere": compose.ELSEWHERE,
        "nameMore": compose.NAME_MORE,
        "nameOne": compose.NAME_ONE,
        "nothing": compose.NOTHING,
        "moreUnknown": compose.MORE_UNKNOWN,
        "recorded": compose.RECORDED,
        "askThem": intents.ASK_THEM,
        "allKnown": intents.ALL_KNOWN,
        "copies": COPIES,
        "choice": CHOICE,
        "counted": COUNTED,
        "titled": TITLED,
        "timed": TIMED_QUESTIONS,
        "heads": wording.HEADS,
        "documents": _documents_words(),
        "contacts": _contacts_words(),
        "facts": _facts_words(),
        "changes": _changes_words(),
        "parts": _parts_words(),
        "note": _note_words(),
    }


def _documents_words() -> dict[str, Any]:
    return {
        "by": policy_names.BY,
        "since": policy_names.SINCE,
        "none": policy_names.NONE,
        "read": policy_names.READ,
    }


def _contacts_words() -> dict[str, Any]:
    return {
        "turnaround": TURNAROUND,
        "none": contacts.NO_CONTACT,
        "take": contacts.TAKE,
        "postal": contacts.POSTAL,
    }


def _facts_words() -> dict[str, Any]:
    return {
        "noRow": code_facts.NO_ROW,
        "noPrimary": code_facts.NO_PRIMARY,
        "anEdit": code_facts.AN_EDIT,
        "look": code_facts.LOOK,
        "later": code_facts.LATER,
        "yes": leads.YES,
        "pairs": slug(code_reply.PAIRS),
        "what": slug(code_reply.WHAT),
        "modifiers": slug(code_facts.MODIFIERS),
        "fees": slug(code_facts.FEES),
        "amounts": slug(code_reply.AMOUNTS),
        "settings": code_facts.SETTINGS,
        "indicated": code_particulars.INDICATED,
        "documentation": DOCUMENTATION,
        "means": questions_on_codes.MEANS,
        "noHospital": sorted(code_reply.OF_NO_HOSPITAL),
    }


def _changes_words() -> dict[str, Any]:
    return {
        "since": read_there(changed.SINCE),
        "months": changed.SHORT,
        "recorded": changed.RECORDED,
        "told": intents.CHANGED,
        "none": intents.UNCHANGED,
        "sinceDay": intents.SINCE,
        "from": intents.FROM,
        "first": intents.FIRST_TOLD,
        "naming": intents.NAMING,
        "page": intents.CHANGES_PAGE,
    }


def _parts_words() -> dict[str, Any]:
    return {
        "readAs": wording.READ_AS,
        "unread": wording.UNREAD,
        "notKnown": [wording.NOT_KNOWN[False], wording.NOT_KNOWN[True]],
        "next": wording.NEXT,
        "sources": wording.SOURCES,
    }


def _note_words() -> dict[str, Any]:
    return {
        "longest": LONGEST_NOTE,
        "asked": note.ASKED,
        "remarks": note.REMARKS,
        "further": note.FURTHER,
        "notesLeft": note.NOTES_LEFT,
        "left": note.LEFT,
        "tooLong": note.TOO_LONG,
        "made": note.MADE,
        "noGuarantee": NOT_A_GUARANTEE,
        "fullHash": read_there(note.FULL_HASH),
    }


def _topic(topic: Topic) -> dict[str, Any]:
    return {
        "asked": read_there(topic.asked),
        "heading": topic.heading,
        "section": slug(topic.heading),
        "cells": [[read_there(words), cell] for words, cell in topic.cells],
        "ofMedicare": topic.of_medicare,
        "dated": topic.since is not None,
    }


def _patterns() -> dict[str, re.Pattern[str]]:
    return {
        "changes": changed.ASKED,
        "unknowns": intents.UNKNOWNS,
        "howTo": contacts.HOW_TO,
        "policy": policy_names.POLICY,
        "number": policy_names.NUMBER,
        "denied": contacts.DENIED,
        "ofPayers": compose.OF_PAYERS,
        "diagnosis": compose.DIAGNOSIS,
        "yesOrNo": leads.YES_OR_NO,
        "turned": leads.TURNED,
        "whatItIs": questions_on_codes.WHAT_IT_IS,
        "addOn": questions_on_codes.ADD_ON,
        "isAddOn": questions_on_codes.IS_ADD_ON,
        "billedWith": questions_on_codes.BILLED_WITH,
        "file": questions_on_codes.FILE,
        "modifier": questions_on_codes.MODIFIER,
        "together": questions_on_codes.TOGETHER,
        "alone": questions_on_codes.ALONE,
        "indicator": questions_on_codes.INDICATOR,
        "ofPair": questions_on_codes.OF_PAIR,
        "checklist": questions_on_codes.CHECKLIST,
        "lone": code_particulars.LONE,
        "oneIndicator": code_particulars.ONE_INDICATOR,
        "codes": questions_on_codes.CODES,
        "citation": CITATION,
    }


def read_there(pattern: re.Pattern[str]) -> list[str]:
    """Write a pattern as browsers read it, with its flags: only ASCII counts as letters in both."""
    return [pattern.pattern.replace("(?P<", "(?<"), "i" if pattern.flags & re.IGNORECASE else ""]
