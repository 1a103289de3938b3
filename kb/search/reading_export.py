"""The tables by which a query is read, as plain data for the browser. Pure."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from kb.domain.states import SHORT_NAMES
from kb.domain.vocabulary import QUESTIONS
from kb.search import asks, intent, left_out, payer_order, plan_tables
from kb.search.beginnings import BEGINS
from kb.search.binding import NEGATIONS
from kb.search.denials import (
    ASKED_HOW,
    ASKED_LIMIT,
    DENIAL,
    HAPPENED,
    LETTERED,
    OF_DENIAL,
    REMARK,
    REMARKS,
    REPEATED,
    UNITS_BILLED,
)
from kb.search.diagnosis_lists import DOTLESS, TYPED
from kb.search.mentions import (
    BEFORE_BRAND,
    BEHIND_BRAND,
    BEHIND_FIRST,
    BESIDE,
    COUNTED,
    FIRST_STATES,
    JOINING,
    JURISDICTION,
    NAMES,
    NO_CONTRACTOR,
    NO_STATE,
    NOT_ALONE,
    PLACED,
    SKIPPED,
    TREATMENT,
)
from kb.search.modifiers import ASKED, BY_ROW, CLEAR, INDICATORS, LISTED, NOT_TOLD, OF_JURISDICTION
from kb.search.other_numbers import AMOUNT, NUMBER_WORDS, NUMBERS, UNLISTED, UNLISTED_WORD
from kb.search.period_groups import MEANT_ANYWAY, PARTS
from kb.search.query import NUMBER
from kb.search.ranking_first import TIMED_QUESTIONS
from kb.search.reading_shown import CLASS_TITLES
from kb.search.reading_tables import ReadingTables
from kb.search.sections_asked import (
    ASKED_FOR,
    COVERED,
    DIFFERENCE,
    DRUG,
    DRUG_WORDS,
    EFFECTIVE,
    HOSPITAL,
    LIFE_CYCLE,
    MODIFIERS,
    NEWEST,
    OF_UNITS,
    OPPS,
    PAIRS,
    PLAIN_MODIFIER,
    SPOKEN_OF,
    STARTS,
    SUMMARY,
    SUNSET,
    TOGETHER,
    UNITS,
    UNPAIRED,
)


def exported(tables: ReadingTables) -> dict[str, Any]:
    """Give the tables as plain data, for the browser; lives of codes and time limits are files of their own."""
    return {
        "plans": {**plan_tables.exported(tables.plans), "order": payer_order.tables()},
        "intent": intent.exported(tables.intent),
        "denials": tables.denials,
        "payers": list(tables.plans.payers),
        "numbers": [list(number) for number in NUMBERS],
        "numberWords": NUMBER_WORDS,
        "amount": AMOUNT,
        "unlisted": [UNLISTED, UNLISTED_WORD],
        "denial": DENIAL,
        "repeated": REPEATED,
        "ofDenial": [OF_DENIAL, LETTERED, REMARK],
        "remarks": REMARKS,
        "happened": [HAPPENED, ASKED_HOW, UNITS_BILLED, ASKED_LIMIT],
        "skipped": SKIPPED,
        "noState": NO_STATE,
        "treatment": [TREATMENT, COUNTED],
        "placed": PLACED,
        "beside": BESIDE,
        "notAlone": NOT_ALONE,
        "behindBrand": [BEHIND_BRAND, BEHIND_FIRST],
        "firstStates": [FIRST_STATES, BEFORE_BRAND],
        "names": NAMES,
        "joining": JOINING,
        "jurisdiction": [JURISDICTION, NO_CONTRACTOR, LISTED, OF_JURISDICTION],
        "asks": asks.tables(tables.hospitals),
        "documentNumber": NUMBER,
        "limitParts": {"parts": PARTS, "meantAnyway": MEANT_ANYWAY},
        "diagnosis": TYPED,
        "dotless": DOTLESS,
        "diagnoses": [asdict(one) for one in tables.diagnoses],
        "shortStates": SHORT_NAMES,
        "products": tables.products,
        "pairs": PAIRS,
        "ofSetting": [OPPS, HOSPITAL, [PAIRS, UNITS]],
        "difference": [SUMMARY, DIFFERENCE],
        "together": TOGETHER,
        "covered": COVERED,
        "alone": UNPAIRED,
        "spokenOf": SPOKEN_OF,
        "drug": [DRUG, DRUG_WORDS],
        "timedQuestions": TIMED_QUESTIONS,
        "effective": EFFECTIVE,
        "newest": NEWEST,
        "starts": STARTS,
        "units": OF_UNITS,
        "begins": BEGINS.replace("(?P<", "(?<"),
        "negations": NEGATIONS,
        "leftOut": left_out.tables(),
        "modifier": PLAIN_MODIFIER,
        "modifiers": {
            "section": MODIFIERS,
            "pattern": ASKED,
            "clear": CLEAR,
            "sentence": NOT_TOLD,
            "byRow": BY_ROW,
            "indicators": INDICATORS,
        },
        "sections": [[*asked, [SUNSET] if asked[0] == LIFE_CYCLE else None] for asked in ASKED_FOR],
        "titles": {question.key: question.label for question in QUESTIONS},
        "classTitles": CLASS_TITLES,
    }
