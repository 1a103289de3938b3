"""The tables of the facts store: which columns each may have, and what may stand in them.

Nothing enters the store but what a column's pattern allows. Free text stands only in titles that CMS or a contractor
wrote: a descriptor of the AMA or the ADA has no place to stand.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from kb.content.beside import FACTS
from kb.facts.codes import CODE, CONTRACTOR
from kb.facts.rationales import PAIR_RATIONALES, UNIT_RATIONALES

FOLDER: Final = f"{FACTS}/cms"
"""Where the tables stand, below the policies folder."""


@dataclass(frozen=True)
class Column:
    """A column: its name, what may stand in it, and that in words for a message."""

    name: str
    pattern: re.Pattern[str]
    tells: str


def column(name: str, pattern: str, tells: str) -> Column:
    """Make a column of a pattern's text."""
    return Column(name, re.compile(pattern, re.ASCII), tells)


CODES: Final = CODE.pattern
AMOUNT: Final = r"-?[0-9]{1,9}(?:\.[0-9]{1,8})?"
DAY: Final = r"(?:19|20)[0-9]{2}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])"
ICD: Final = r"[A-Z][0-9][0-9A-Z](?:\.[0-9A-Z]{1,4})?"
FREE: Final = r"[^\x00-\x1f\x7f\ufffd]{1,600}"
RUNS: Final = rf"(?:{CODES})(?:-(?:{CODES}))?(?: (?:{CODES})(?:-(?:{CODES}))?)*"


def code(name: str = "code") -> Column:
    """Make a column of procedure codes."""
    return column(name, CODES, "a CPT or HCPCS code")


def amount(name: str) -> Column:
    """Make a column of decimals as printed, or nothing."""
    return column(name, f"(?:{AMOUNT})?", "a number, or nothing")


def mark(name: str, pattern: str, tells: str) -> Column:
    """Make a column of an indicator, or nothing."""
    return column(name, f"(?:{pattern})?", tells)


def day(name: str) -> Column:
    """Make a column of days, or nothing."""
    return column(name, f"(?:{DAY})?", "a day, or nothing")


def free(name: str) -> Column:
    """Make a column of a public text; there is one only where CMS or a contractor wrote it."""
    return column(name, FREE, "a text on one line")


def one_of(name: str, words: tuple[str, ...]) -> Column:
    """Make a column of a closed list of words."""
    return column(name, "|".join(map(re.escape, words)), f"one of the {len(words)} words known for it")


@dataclass(frozen=True)
class Table:
    """A table: its name, what it is, its columns, and how many of the first columns tell its rows apart.

    `own_url` is the page of the publisher where the files are. `runs` is set where the last column holds runs of
    codes and a row stands for many.
    """

    name: str
    title: str
    columns: tuple[Column, ...]
    key: int
    own_url: str
    by_code: bool = True
    runs: bool = False
    folder: str = FOLDER

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the columns."""
        return tuple(column.name for column in self.columns)

    @property
    def path(self) -> str:
        """Where it stands, below the policies folder."""
        return f"{self.folder}/{self.name}.csv"

    @property
    def provenance(self) -> str:
        """Where its provenance stands."""
        return f"{self.folder}/{self.name}.yml"


CMS: Final = "https://www.cms.gov"
NCCI: Final = f"{CMS}/medicare/coding-billing/national-correct-coding-initiative-ncci-edits"
INDICATOR: Final = "[0-9]{1,2}"

FEES: Final = Table(
    "fees",
    "Medicare physician fee schedule, relative value file",
    (
        code(),
        mark("modifier", "[0-9A-Z]{2}", "a modifier of two characters, or nothing"),
        column("status", "[A-Z]", "a status code, one letter"),
        mark("not_for_medicare", r"\+", "a plus sign, or nothing"),
        amount("work_rvu"),
        amount("nonfacility_pe_rvu"),
        mark("nonfacility_na", "NA", "NA, or nothing"),
        amount("facility_pe_rvu"),
        mark("facility_na", "NA", "NA, or nothing"),
        amount("mp_rvu"),
        amount("nonfacility_total"),
        amount("facility_total"),
        mark("pc_tc", "[0-9]", "an indicator, one digit"),
        mark("global_days", "[0-9]{3}|MMM|XXX|YYY|ZZZ", "global days: 000, 010, 090, MMM, XXX, YYY or ZZZ"),
        amount("pre_op"),
        amount("intra_op"),
        amount("post_op"),
        mark("multiple_procedure", "[0-9]", "an indicator, one digit"),
        mark("bilateral", "[0-9]", "an indicator, one digit"),
        mark("assistant", "[0-9]", "an indicator, one digit"),
        mark("co_surgeon", "[0-9]", "an indicator, one digit"),
        mark("team", "[0-9]", "an indicator, one digit"),
        mark("endoscopic_base", CODES, "a code, or nothing"),
        amount("conversion_factor"),
        mark("supervision", "[0-9][0-9A]", "an indicator of two characters: 09 or 6A"),
        mark("calculation_flag", "[0-9]", "a flag, one digit"),
        mark("imaging_family", "[0-9]{2}", "an indicator, two digits"),
        amount("opps_nonfacility_pe"),
        amount("opps_facility_pe"),
        amount("opps_mp"),
    ),
    2,
    f"{CMS}/medicare/payment/fee-schedules/physician/pfs-relative-value-files",
)
LOCALITIES: Final = Table(
    "localities",
    "Geographic practice cost indices (GPCI) of the physician fee schedule",
    (
        column("contractor", "[0-9]{5}", "a contractor number of five digits"),
        column("state", "[A-Z]{2}", "a state's postal abbreviation"),
        column("locality", "[0-9]{2}", "a locality number of two digits"),
        column("work", AMOUNT, "a number"),
        column("practice_expense", AMOUNT, "a number"),
        column("malpractice", AMOUNT, "a number"),
    ),
    3,
    FEES.own_url,
    by_code=False,
)


def _units(name: str, claims: str) -> Table:
    columns = (
        code(),
        column("units", "[0-9]{1,6}", "a whole number"),
        column("indicator", "[123]", "an adjudication indicator: 1, 2 or 3"),
        one_of("rationale", UNIT_RATIONALES),
    )
    title = f"Medically unlikely edits (MUE), {claims}"
    return Table(f"units-{name}", title, columns, 1, f"{NCCI}/medicare-ncci-medically-unlikely-edits")


UNITS_PRACTITIONER: Final = _units("practitioner", "practitioner claims")
UNITS_HOSPITAL: Final = _units("hospital", "outpatient hospital claims")
UNITS_DME: Final = _units("dme", "claims of equipment suppliers")

ADD_ONS: Final = Table(
    "add-ons",
    "Add-on code edits",
    (
        code("add_on"),
        column("primary", f"{CODES}|{CONTRACTOR}", f"a code, or {CONTRACTOR}"),
        column("type", "[123]", "an add-on type: 1, 2 or 3"),
        day("from"),
        day("until"),
    ),
    2,
    f"{NCCI}/medicare-ncci-add-code-edits",
)


def _pairs(name: str, claims: str) -> Table:
    columns = (
        code("column_1"),
        column("modifier", "[01]", "a modifier indicator: 0 or 1"),
        column("rationale", "[1-9][0-9]?", f"the number of a rationale, 1 to {len(PAIR_RATIONALES)}"),
        day("from"),
        day("until"),
        column("column_2", RUNS, "codes and runs of codes"),
    )
    title = f"NCCI procedure-to-procedure edits, {claims}"
    url = f"{NCCI}/medicare-ncci-procedure-procedure-ptp-edits"
    return Table(f"pairs-{name}", title, columns, 5, url, runs=True)


PAIRS_PRACTITIONER: Final = _pairs("practitioner", "practitioner claims")
PAIRS_HOSPITAL: Final = _pairs("hospital", "outpatient hospital claims")

OPPS: Final = Table(
    "opps",
    "Hospital outpatient payment (OPPS), Addendum B",
    (
        code(),
        mark("status", "[A-Z][0-9]?", "a status indicator: J1"),
        mark("apc", "[0-9]{4}", "a payment class (APC) of four digits"),
        amount("weight"),
        amount("payment"),
        amount("copayment"),
        amount("least_copayment"),
    ),
    1,
    f"{CMS}/medicare/payment/prospective-payment-systems/hospital-outpatient-pps/quarterly-addenda-updates",
)


def _asc(name: str, what: str, discounted: Column) -> Table:
    columns = (
        code(),
        discounted,
        column("indicator", "[A-Z][0-9]", "a payment indicator: G2"),
        amount("weight"),
        amount("payment"),
    )
    url = (
        f"{CMS}/medicare/payment/prospective-payment-systems/ambulatory-surgical-center-asc/asc-payment-rates-addenda"
    )
    return Table(f"asc-{name}", f"Ambulatory surgical center payment, {what}", columns, 1, url)


ASC_PROCEDURES: Final = _asc(
    "procedures", "Addendum AA, surgical procedures", mark("discounted", "[YN]", "Y, N or nothing")
)
ASC_ANCILLARY: Final = _asc(
    "ancillary", "Addendum BB, ancillary services", mark("pass_through", "[YN]", "Y, N or nothing")
)

HCPCS: Final = Table(
    "hcpcs",
    "HCPCS Level II codes",
    (
        column("code", "[A-CE-V][0-9]{4}", "a HCPCS Level II code that is no dental code"),
        mark("coverage", "[A-Z]", "a coverage code, one letter"),
        day("added"),
        day("effective"),
        day("ends"),
        free("title"),
    ),
    1,
    f"{CMS}/medicare/coding-billing/healthcare-common-procedure-system/quarterly-update",
)
ICD10: Final = Table(
    "icd10",
    "ICD-10-CM diagnosis codes, tabular list",
    (column("code", ICD, "an ICD-10-CM code"), free("title")),
    1,
    f"{CMS}/medicare/coding-billing/icd-10-codes",
    by_code=False,
)
DOCUMENT: Final = "[ALN][0-9]{1,6}"
MCD: Final = f"{CMS}/medicare-coverage-database/downloads/downloads.aspx"
COVERAGE: Final = Table(
    "coverage",
    "Medicare Coverage Database: NCDs, LCDs and articles",
    (
        column("document", DOCUMENT, "the number of a document: L12345, A12345, N123"),
        column("kind", "NCD|LCD|article", "NCD, LCD or article"),
        mark("section", r"[0-9]{1,3}(?:\.[0-9]{1,3}){0,4}", "a section of the NCD manual: 110.17"),
        column("contractors", r"(?:[0-9A-Z]{5}(?: [0-9A-Z]{5})*)?", "contractor numbers"),
        day("effective"),
        day("ends"),
        free("title"),
    ),
    1,
    MCD,
    by_code=False,
)
COVERAGE_CODES: Final = Table(
    "coverage-codes",
    "Medicare Coverage Database: the codes that a document lists",
    (
        column("document", DOCUMENT, "the number of a document"),
        column("group", "[0-9]{1,3}", "the number of a group"),
        column("codes", RUNS, "codes and runs of codes"),
    ),
    2,
    MCD,
    runs=True,
)
COVERAGE_DIAGNOSES: Final = Table(
    "coverage-diagnoses",
    "Medicare Coverage Database: the diagnoses of an article, by group",
    (
        column("document", DOCUMENT, "the number of a document"),
        column("support", "yes|no", "yes or no"),
        column("group", "[0-9]{1,3}", "the number of a group"),
        column("diagnoses", rf"{ICD}(?: {ICD})*", "ICD-10-CM codes"),
    ),
    3,
    MCD,
    by_code=False,
)

TABLES: Final = (
    FEES, LOCALITIES, UNITS_PRACTITIONER, UNITS_HOSPITAL, UNITS_DME, ADD_ONS, PAIRS_PRACTITIONER, PAIRS_HOSPITAL,
    OPPS, ASC_PROCEDURES, ASC_ANCILLARY, HCPCS, ICD10, COVERAGE, COVERAGE_CODES, COVERAGE_DIAGNOSES,
)  # fmt: skip
BY_NAME: Final = {table.name: table for table in TABLES}
