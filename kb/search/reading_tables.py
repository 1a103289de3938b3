"""What a query is read by, made once from a library: plans, questions, denial codes, lives of codes. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from kb.domain.life_cycle import Life
from kb.domain.model import Library
from kb.search.analysis import Concepts
from kb.search.code_life import lives
from kb.search.diagnosis_lists import DiagnosisList, make_diagnosis_lists
from kb.search.hospitals import NOTHING, hospital_pattern
from kb.search.intent import IntentTables, make_intent_tables
from kb.search.modifiers import modifiers_told
from kb.search.period_groups import Limit, make_limits
from kb.search.plan_tables import PlanTables, make_plan_tables
from kb.search.product_codes import product_codes


@dataclass(frozen=True)
class ReadingTables:
    """All that a reading needs beside the index: names of plans and hospitals, questions, denial codes, limits."""

    plans: PlanTables
    intent: IntentTables
    denials: Mapping[str, tuple[str, str, str]]
    lives: Mapping[str, Life]
    limits: tuple[Limit, ...] = ()
    diagnoses: tuple[DiagnosisList, ...] = ()
    modifiers: Mapping[str, str] = field(default_factory=dict)
    hospitals: str = NOTHING
    products: Mapping[str, str] = field(default_factory=dict)


def make_reading_tables(library: Library, concepts: Concepts) -> ReadingTables:
    """Make the tables from a library; `concepts` are those that its search cuts queries with."""
    denials = {one.code.lower(): (one.question, one.words, one.note) for one in library.lookup.denial_codes}
    plans, intent = make_plan_tables(library, concepts), make_intent_tables(concepts)
    limits = make_limits(library, concepts, plans, intent)
    diagnoses = make_diagnosis_lists(library, concepts)
    told, hospitals = modifiers_told(library), hospital_pattern(library)
    products = product_codes(library, concepts)
    return ReadingTables(plans, intent, denials, lives(library), limits, diagnoses, told, hospitals, products)
