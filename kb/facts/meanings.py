"""What CMS's indicators mean, in our words: a reviewed table, each list with the paper of CMS's that defines it.

An indicator that is not here is shown as it is printed. `REVIEWED` is the day on which the lists were last compared.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from kb.facts.modifiers import with_modifiers
from kb.facts.tables import ADD_ONS, ASC_PROCEDURES, FEES, HCPCS, OPPS, PAIRS_PRACTITIONER, UNITS_PRACTITIONER

REVIEWED: Final = "2026-11-28"


@dataclass(frozen=True)
class Meanings:
    """The values of an indicator in words, the paper that defines them, and where that is."""

    words: dict[str, str]
    paper: str
    url: str


NOT_APPLICABLE: Final = "the concept does not apply"
RVU_PAPER: Final = "CMS, notes on the relative value file: the PDF in its archive"


def _fees(words: dict[str, str]) -> Meanings:
    return Meanings(words, RVU_PAPER, FEES.own_url)


def _surgery(column: str, words: dict[str, str]) -> Meanings:
    return _fees(with_modifiers(column, words))


STATUS: Final = _fees({
    "A": "active: paid separately under the fee schedule where covered",
    "B": "bundled: payment is always part of that for another service",
    "C": "priced by the contractors, as a rule case by case from the documentation",
    "D": "deleted",
    "E": "excluded from the fee schedule by regulation; other rules pay where covered",
    "F": "deleted, without a grace period",
    "G": "not valid for Medicare; another code is used",
    "H": "deleted modifier",
    "I": "not valid for Medicare, which uses another code",
    "J": "anesthesia: no relative values; paid by anesthesia units",
    "M": "measurement code, for reporting only",
    "N": "not covered by Medicare",
    "P": "bundled or excluded: no separate payment under the fee schedule",
    "Q": "therapy function, for reporting only",
    "R": "restricted coverage: special instructions apply",
    "T": "paid only where no other service of the fee schedule is billed on that date by that provider",
    "X": "outside the fee schedule by law",
})  # fmt: skip
GLOBAL: Final = _fees({
    "000": "the day of the procedure alone",
    "010": "the day and the 10 days after it",
    "090": "the day before, the day, and the 90 days after it",
    "MMM": "maternity: the usual global period does not apply",
    "XXX": "the global concept does not apply",
    "YYY": "the contractor sets the global period",
    "ZZZ": "part of the global period of another service: an add-on",
})  # fmt: skip
PC_TC: Final = _surgery("pc_tc", {
    "0": "physician service, not split into components",
    "1": "diagnostic test with a professional and a technical component",
    "2": "professional component alone",
    "3": "technical component alone",
    "4": "global test alone; other codes have its components",
    "5": "incident to a physician's service",
    "6": "laboratory test with a physician's interpretation",
    "7": "physical therapy for which payment may not be made",
    "8": "physician's interpretation of a laboratory test",
    "9": NOT_APPLICABLE,
})  # fmt: skip
MULTIPLE: Final = _fees({
    "0": "no reduction",
    "1": "older rule: 100, 50 and 25 %",
    "2": "standard rule: 100 % for the highest, 50 % for the others",
    "3": "endoscopic rule, by the base code of the family",
    "4": "reduction for diagnostic imaging",
    "5": "reduction of the practice expense of therapy",
    "6": "reduction of the technical component for diagnostic cardiovascular services",
    "7": "reduction of the technical component for diagnostic ophthalmology services",
    "9": NOT_APPLICABLE,
})  # fmt: skip
BILATERAL: Final = _surgery("bilateral", {
    "0": "150 % does not apply",
    "1": "150 % applies",
    "2": "150 % does not apply: the values are already those of both sides",
    "3": "no such adjustment: each side is paid in full",
    "9": NOT_APPLICABLE,
})  # fmt: skip
ASSISTANT: Final = _surgery("assistant", {
    "0": "paid only where documentation shows the need",
    "1": "may not be paid, by law",
    "2": "may be paid",
    "9": NOT_APPLICABLE,
})  # fmt: skip
CO_SURGEON: Final = _surgery("co_surgeon", {
    "0": "not permitted",
    "1": "may be paid where documentation shows the need",
    "2": "permitted; no documentation where the two are of different specialties",
    "9": NOT_APPLICABLE,
})  # fmt: skip
TEAM: Final = _surgery("team", {
    "0": "not permitted",
    "1": "may be paid where documentation shows the need",
    "2": "permitted",
    "9": NOT_APPLICABLE,
})  # fmt: skip
RARELY: Final = _fees({"NA": "rarely or never performed in this setting"})
ADJUDICATION: Final = Meanings(
    {
        "1": "judged line by line",
        "2": "all lines of a date together, on grounds of policy: no more is paid",
        "3": "all lines of a date together, on clinical grounds: more may be paid where the record supports it",
    },
    "CMS, Medicare NCCI FAQ library, Medically Unlikely Edits",
    UNITS_PRACTITIONER.own_url,
)
PAIR_MODIFIER: Final = Meanings(
    {
        "0": "not allowed: no modifier opens the pair",
        "1": "allowed: an NCCI modifier is required, and opens the pair where the services are separate",
        "9": "no edit",
    },
    "CMS, heads of the pair files",
    PAIRS_PRACTITIONER.own_url,
)
ADD_ON_TYPE: Final = Meanings(
    {
        "1": "paid only if one of the listed primaries is paid",
        "2": "no primaries listed: the contractor names them",
        "3": "some primaries listed; the contractor may name others",
    },
    "CMS, Medicare NCCI add-on code edits",
    ADD_ONS.own_url,
)
OPPS_STATUS: Final = Meanings(
    {
        "A": "not paid under OPPS: another fee schedule pays",
        "B": "not recognized under OPPS on an outpatient hospital claim",
        "C": "inpatient only: not paid under OPPS",
        "D": "discontinued",
        "E1": "not paid by Medicare on any outpatient claim",
        "E2": "not paid: no pricing information",
        "F": "paid at reasonable cost",
        "G": "pass-through drug or biological, paid separately",
        "H": "pass-through device, paid separately by cost",
        "J1": "comprehensive: one payment for all services of the claim",
        "J2": "comprehensive with certain other services on the claim",
        "K": "drug or biological without pass-through, paid separately",
        "L": "vaccine, paid at reasonable cost",
        "M": "not billable to the contractor",
        "N": "packaged: no separate payment",
        "P": "partial hospitalization, paid by the day",
        "Q1": "packaged where billed with a service of status S, T or V on the date",
        "Q2": "packaged where billed with a service of status T on the date",
        "Q3": "may be paid as part of a composite",
        "Q4": "laboratory test, packaged where billed with other paid services",
        "R": "blood product, paid separately",
        "S": "paid separately, not reduced beside others",
        "T": "paid separately, reduced beside others",
        "U": "brachytherapy source, paid separately",
        "V": "clinic or emergency visit, paid separately",
        "Y": "equipment: billed to the equipment contractor",
    },
    "CMS, OPPS Addendum D1",
    OPPS.own_url,
)
ASC_INDICATOR: Final = Meanings(
    {
        "A2": "surgical procedure, paid by its OPPS weight",
        "F4": "corneal tissue, paid at reasonable cost",
        "G2": "surgical procedure that is not office-based, paid by its OPPS weight",
        "H2": "brachytherapy source, paid at the OPPS rate",
        "J7": "pass-through device, priced by the contractor",
        "J8": "device-intensive procedure, paid at an adjusted rate",
        "K2": "drug or biological, paid at the OPPS rate",
        "K7": "unclassified drug, priced by the contractor",
        "L1": "vaccine: packaged, no separate payment",
        "L6": "new technology lens: special payment",
        "N1": "packaged: no separate payment",
        "P2": "office-based procedure, paid by its OPPS weight",
        "P3": "office-based procedure, paid by the practice expense of the physician fee schedule",
        "R2": "office-based procedure without practice expense, paid by its OPPS weight",
        "Z2": "radiology or diagnostic service, paid by its OPPS weight",
        "Z3": "radiology or diagnostic service, paid by the practice expense of the physician fee schedule",
    },
    "CMS, ASC Addendum DD1",
    ASC_PROCEDURES.own_url,
)
COVERAGE_CODE: Final = Meanings(
    {
        "C": "the contractor judges",
        "D": "special coverage instructions apply",
        "I": "not payable by Medicare",
        "M": "not covered by Medicare",
        "S": "not covered by Medicare, by law",
    },
    "CMS, record layout of the HCPCS Level II file",
    HCPCS.own_url,
)
MEANINGS: Final = {
    "fees.status": STATUS,
    "fees.global_days": GLOBAL,
    "fees.nonfacility_na": RARELY,
    "fees.facility_na": RARELY,
    "fees.pc_tc": PC_TC,
    "fees.multiple_procedure": MULTIPLE,
    "fees.bilateral": BILATERAL,
    "fees.assistant": ASSISTANT,
    "fees.co_surgeon": CO_SURGEON,
    "fees.team": TEAM,
    "units.indicator": ADJUDICATION,
    "pairs.modifier": PAIR_MODIFIER,
    "add-ons.type": ADD_ON_TYPE,
    "opps.status": OPPS_STATUS,
    "asc.indicator": ASC_INDICATOR,
    "hcpcs.coverage": COVERAGE_CODE,
}
"""By family of tables and column."""


def means(family: str, column: str, value: str) -> str:
    """Give an indicator in words; empty where it is not in the list."""
    found = MEANINGS.get(f"{family}.{column}")
    return found.words.get(value, "") if found else ""
