"""CMS's payment files: relative values, practice cost indices, OPPS Addendum B, ASC Addenda AA and BB."""

from __future__ import annotations

from typing import Final

from kb.facts.tables import ASC_ANCILLARY, ASC_PROCEDURES, FEES, LOCALITIES, OPPS
from kb.official.layout import Layout, code, global_days, head, marked, money, out, padded

RELATIVE_VALUES: Final = Layout(
    "physician fee schedule relative value file (PPRRVU)",
    FEES,
    (
        head("code", r"hcpcs(?: code)?", code),
        head("modifier", r"mod(?:ifier)?", marked),
        *out(r"(?:short )?descript(?:ion|or)", r"reserved|filler"),
        head("status", r"status(?: code)?", marked),
        head("not_for_medicare", r"not used for medicare(?: payment)?", marked, needed=False),
        head("work_rvu", r"(?:physician )?work rvus?", money),
        head("nonfacility_pe_rvu", r"(?:fully implemented )?non ?fac(?:ility)? pe rvus?", money),
        head("nonfacility_na", r"(?:fully implemented )?non ?fac(?:ility)? na(?: indicator)?", marked, needed=False),
        head("facility_pe_rvu", r"(?:fully implemented )?fac(?:ility)? pe rvus?", money),
        head("facility_na", r"(?:fully implemented )?fac(?:ility)? na(?: indicator)?", marked, needed=False),
        head("mp_rvu", r"(?:mp|malpractice) rvus?", money),
        head("nonfacility_total", r"(?:fully implemented )?non ?fac(?:ility)? total(?: rvus?)?", money),
        head("facility_total", r"(?:fully implemented )?fac(?:ility)? total(?: rvus?)?", money),
        head("pc_tc", r"pc ?tc(?: ind(?:icator)?)?", marked),
        head("global_days", r"glob(?:al)?(?: days| surgery)?", global_days),
        head("pre_op", r"pre(?:operative)?(?: op| percentage)?", money, needed=False),
        head("intra_op", r"intra(?:operative)?(?: op| percentage)?", money, needed=False),
        head("post_op", r"post(?:operative)?(?: op| percentage)?", money, needed=False),
        head("multiple_procedure", r"mult(?:iple)?(?: proc(?:edure)?)?", marked),
        head("bilateral", r"bilat(?:eral)?(?: surg(?:ery)?)?", marked),
        head("assistant", r"as?sist(?:ant)?(?: at)?(?: surg(?:ery)?)?|asst surg", marked),
        head("co_surgeon", r"co surg(?:eons?|ery)?", marked),
        head("team", r"team(?: surg(?:ery|eons?)?)?", marked),
        head("endoscopic_base", r"endo(?:scopic)?(?: base)?", marked, needed=False),
        head("conversion_factor", r"conv(?:ersion)?(?: factor)?", money, needed=False),
        head("supervision", r"(?:physician )?supervision of diagnostic(?: procedures)?", padded(2), needed=False),
        head("calculation_flag", r"calculation flag", marked, needed=False),
        head("imaging_family", r"(?:diagnostic )?imaging family(?: indicator)?", padded(2), needed=False),
        head(
            "opps_nonfacility_pe",
            r"non ?fac(?:ility)? pe used for opps(?: payment)?(?: amount)?",
            money,
            needed=False,
        ),
        head("opps_facility_pe", r"fac(?:ility)? pe used for opps(?: payment)?(?: amount)?", money, needed=False),
        head("opps_mp", r"(?:mp|malpractice) used for opps(?: payment)?(?: amount)?", money, needed=False),
    ),
)
INDICES: Final = Layout(
    "geographic practice cost indices (GPCI)",
    LOCALITIES,
    (
        head("contractor", r"medicare administrative contractor(?: mac)?|mac|carrier(?: number)?", padded(5)),
        head("state", r"state", marked),
        head("locality", r"locality(?: number)?", padded(2)),
        *out(r"locality name"),
        head("work", r"(?:20[0-9]{2} )?(?:pw|work) gpcis?(?: with 1 0 floor)?", money),
        *out(r"(?:20[0-9]{2} )?(?:pw|work) gpcis? without 1 0 floor"),
        head("practice_expense", r"(?:20[0-9]{2} )?pe gpcis?", money),
        head("malpractice", r"(?:20[0-9]{2} )?mp gpcis?", money),
    ),
)
ADDENDUM_B: Final = Layout(
    "OPPS Addendum B",
    OPPS,
    (
        head("code", r"hcpcs(?: code)?", code),
        *out(r"short descript(?:or|ion)"),
        head("status", r"si|status indicator", marked),
        head("apc", r"apc", padded(4)),
        head("weight", r"relative weight", money),
        head("payment", r"payment rate", money),
        head("copayment", r"national unadjusted copayment", money),
        head("least_copayment", r"minimum unadjusted copayment", money),
        *out(
            r"ira coinsurance percentage", r"adjusted beneficiary copayment", r"note.*", r"indicates a change.*",
            r"drug and device pass through expiration.*", r"(?:ci|comment indicator)",
        ),
    ),
    mark=r"relative weight.*national unadjusted copayment",
)  # fmt: skip

QUARTER: Final = (
    r"(?:(?:proposed |final )?(?:(?:january|april|july|october|cy) )?(?:20[0-9]{2} )?(?:third quarter )?)"
)

ADDENDUM_AA: Final = Layout(
    "ASC Addendum AA",
    ASC_PROCEDURES,
    (
        head("code", r"hcpcs(?: code)?", code),
        *out(r"short descript(?:or|ion)", rf"{QUARTER}comment indicator"),
        head("discounted", r"subject to multiple procedure discounting", marked),
        head("indicator", rf"{QUARTER}payment indicator", marked),
        head("weight", rf"{QUARTER}payment weight", money, needed=False),
        head("payment", rf"{QUARTER}payment rate", money),
    ),
    mark=r"multiple procedure discounting",
)
ADDENDUM_BB: Final = Layout(
    "ASC Addendum BB",
    ASC_ANCILLARY,
    (
        head("code", r"hcpcs(?: code)?", code),
        *out(r"short descript(?:or|ion)", rf"{QUARTER}comment indicator"),
        head("pass_through", r"(?:drug )?pass through.*", marked, needed=False),
        head("indicator", rf"{QUARTER}payment indicator", marked),
        head("weight", rf"{QUARTER}payment weight", money, needed=False),
        head("payment", rf"{QUARTER}payment rate", money),
    ),
    mark=r"payment indicator",
)
FEE_LAYOUTS: Final = (RELATIVE_VALUES, INDICES, ADDENDUM_B, ADDENDUM_AA, ADDENDUM_BB)
