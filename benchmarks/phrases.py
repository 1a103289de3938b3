"""The sentences of generated policies, with slots such as `{code}`, by question and value. Data only; nothing real.

A sentence has no period of its own, and begins with a capital letter once its slots are filled.
Slots: service, code, other, pair, modifier, icd, icds, span, document, pa, days, units, amount, year, payer, plan.
"""

from __future__ import annotations

from typing import Final

Sentences = tuple[str, ...]

COVERAGE: Final[dict[str, Sentences]] = {
    "covered": (
        "{service} is covered under the {plan}, and no clinical criteria are stated",
        "By {document} the service of {code} is paid for {icds} as for any other condition of the skin",
        "The list of paid services names {code} beside {other}, without a condition",
    ),
    "covered with criteria": (
        "{service} is covered when the record shows {icd} and earlier treatment has failed",
        "{document} pays for {code} only when all of its criteria are met",
        "Three conditions are stated for {code}: the diagnosis {icd}, a trial of usual care, and a named specialist",
        "The service is medically necessary for {icds}, and not covered for anything else",
    ),
    "case by case": (
        "Each request for {code} is judged on its own merits by a medical director",
        "{payer} decides on {service} claim by claim, with the records at hand",
        "No position is taken on {code}; the reviewer weighs the literature that comes with the request",
    ),
    "investigational": (
        "{payer} considers {service} experimental, investigational or unproven for every indication",
        "{document} holds that the evidence on {code} does not permit conclusions on health outcomes",
        "The codes {span} are investigational, since the effect on net health outcome is not established",
        "For {icds} the service is considered unproven and therefore not medically necessary",
    ),
    "not covered": (
        "{service} is not covered under the {plan}",
        "{document} denies {code} as not reasonable and necessary",
        "Claims with {code} are denied as a contract exclusion, whatever the diagnosis",
        "The codes {span} are not separately payable",
    ),
}

PRIOR_AUTHORIZATION: Final[dict[str, Sentences]] = {
    "not required": (
        "{payer} says that no {pa} is needed for {code}",
        "The list of {year} asks for no {pa} of {service} in any setting",
        "{document} takes {code} off the list of services that need {pa}",
    ),
    "required in some cases": (
        "{pa} is needed for {code} in an outpatient hospital and not in an office",
        "For {icds} the plan asks for {pa}; for other diagnoses the claim is reviewed afterwards",
        "Some employer groups ask for {pa} of {service}, and the card tells which",
    ),
    "required": (
        "{pa} is needed before {code} is performed",
        "A claim for {service} without {pa} is denied, and the provider bears the cost",
        "The request for {pa} names {code}, the diagnosis {icd} and the number of units",
    ),
    "not applicable": (
        "The {plan} knows no {pa}; the contractor reviews the claim",
        "There is no step of {pa} for {code} and its like",
    ),
}

TOPICS: Final[dict[str, Sentences]] = {
    "coverage": (
        "The policy lists {icds} among the diagnoses that were considered",
        "The position on {other} in {document} is another one",
        "An earlier edition of {document} treated the codes {span} as one group",
        "For melanoma in situ ({icd}) the text points to the plan document",
    ),
    "prior_authorization": (
        "The request goes in with the code {code} and the diagnosis {icd} before the date of service",
        "Precertification and preauthorization are used for the same step in {document}",
        "A precert number does not promise payment for {pair}",
        "Urgent requests for prior auth are answered in {days} hours",
    ),
    "documentation": (
        "The record shows the diagnosis {icd}, the site, the dose and how the service was taken",
        "With modifier {modifier} the note explains why the work was clearly more than usual",
        "Clinical notes of the last {days} days go with the claim for {code}",
        "An operative report is asked for where {pair} stands beside {other} on a claim",
    ),
    "billing": (
        "{code} is billed with no more than {units} units a day",
        "An add-on such as 0709T is billed on the claim that carries its primary code",
        "The line {pair} is paid only where the two services are truly separate",
        "Modifier {modifier} opens the code pair with {other}, if the record bears it out",
        "The codes {span} are not billed together on one date",
    ),
    "benchmarks": (
        "One price file shows {amount} dollars for {code} and for {other} alike",
        "The amount of {amount} dollars is a contract default and stands on many unrelated codes",
        "The contractor prices {code} by comparison with {other} and the like",
        "The allowed amount is a share of charges where the schedule has no row",
    ),
    "timely_filing": (
        "A claim is filed within {days} days of the date of service, unless the contract sets another limit",
        "Where another plan pays first, the {days} days count from its explanation of benefits",
        "A corrected claim has a limit of its own, {days} days from the remittance",
        "Proof of timely filing is the acceptance report of the clearing house",
    ),
    "appeals": (
        "An appeal is filed within {days} days of the denial, in writing, with the records",
        "A reconsideration comes before the appeal and has {days} days of its own",
        "A peer-to-peer call for {code} is offered within {days} days of the denial",
        "The second level is decided by a reviewer of the same specialty",
    ),
}

UNKNOWNS: Final[dict[str, Sentences]] = {
    "coverage": (
        "No document of {payer} that prints {code} was found",
        "{document} was opened, and {code} is not in the part that could be read",
        "Whether {service} is covered under the {plan} is not said",
    ),
    "prior_authorization": (
        "No list for {pa} of {year} or later was found for the {plan}",
        "The lists that were seen are older than {code}, so their silence says nothing",
        "Whether {pa} may be required for {service} is told to signed-in users only",
    ),
    "documentation": (
        "No page that says what the record must carry for {code} was found",
        "{document} speaks of records in general and not of {service}",
    ),
    "billing": (
        "No billing rule for {code} was found, and none on modifier {modifier}",
        "{document} is silent on {pair}, and its list of code pairs was not readable",
    ),
    "benchmarks": (
        "No rate data available to the public names {code} or its like",
        "The fee schedule of the {plan} stands behind a login",
        "Files that give only a range name no payer, and {code} is in none of the others",
    ),
    "timely_filing": (
        "No page with a number of days was found for the {plan}",
        "The limit is set by the contract, which may not be shown",
    ),
    "appeals": (
        "No page on disputes was found for the {plan}",
        "Whether a denial of {code} can be appealed by the provider is not said",
    ),
}

TRAPS: Final[Sentences] = (
    "It is not covered unless the plan document names {service}",
    "The visit before {service} is covered under another benefit, which does not reach {code} itself",
    "Further records may be required after the claim is received",
    "There is no prior authorization list in this edition",
    "No prior authorization is asked for emergency care, and {pa} may be required afterwards",
    "Where rate data available elsewhere is quoted, it speaks of {other} alone",
    "The authors of the cited study do not speak of authorization",
    "An author's opinion is no authorization, and an unauthorized service is not always a denied one",
    "{other} is covered when it is billed with {pair}",
    "Not all that is investigational is excluded, and not all that is covered is paid",
    "If precertification is not required, coverage is still for {document} to decide",
    "The service may be covered for {icd}, and it may not",
)

SHORT: Final[dict[str, Sentences]] = {
    "documentation": (
        "Diagnosis {icd}, dose, site and response in the record; notes on request",
        "Operative report and notes of the last {days} days with the claim",
        "A note that explains modifier {modifier}, where it is used",
        "Records may be asked for after receipt; paper claims carry them",
    ),
    "billing": (
        "Add-on: payable only with its primary code on the same date",
        "At most {units} units a day; {pair} only for separate sites",
        "Modifier {modifier} may open the code pair with {other}",
        "Billed alone; not with {span} on the same date",
    ),
    "benchmarks": (
        "Status C: priced by the contractor, claim by claim",
        "{amount} dollars in one price file; a contract default",
        "A share of charges; no row in the fee schedule",
    ),
    "timely_filing": (
        "{days} days from the date of service, unless the contract says otherwise",
        "{days} days from service or discharge; {units} months where another plan pays first",
    ),
    "appeals": (
        "{days} days from the denial; one level, in writing",
        "Reconsideration within {days} days, then an appeal within {units} months",
        "{units} levels, the first within {days} days of the remittance",
    ),
}

QUOTES: Final[Sentences] = (
    "considered experimental and investigational",
    "not covered unless otherwise specified",
    "medically necessary when the criteria are met",
    "precertification may be required",
    "no prior authorization required",
    "is covered subject to the terms of the plan",
)

NOTES: Final[Sentences] = (
    "Generated for measuring. The edition of {year} is older than {code}, and a newer one was not seen.",
    "Generated for measuring. Holds for {icds} only; reported by an aggregator.",
    "Generated for measuring. The list was not read in full, and {other} stands on it.",
    "Generated for measuring. Reviewers still ask for {pa} where {pair} is billed.",
)

CODE_PAGE: Final[Sentences] = (
    "{code} stands in the files of {year} with status C and {units} units a day",
    "Billed with {other} on one date, {code} is denied unless {pair} rightly opens the pair",
    "The diagnoses that came with it were {icds}",
    "No payer's document that prints {code} was found in this generated library",
    "The codes {span} were released together",
)

EVERYWHERE: Final = (
    "Looked for under CPB 0557, MPG043.27, 0558, MP-604, L34370, A55681 and NCD 110.22, with C43.9, C43.0, C44.90 "
    "and D03.9, as prior auth, precertification, preauthorization and precert; 0709T-59 and modifier -22 were seen"
)
"""What every library holds, whatever its size and seed."""

PAYER_PAGE: Final[Sentences] = (
    "The plan document comes before {document}, and each scope of {payer} speaks for itself",
    "{payer} publishes its rules on {pa} by line of business",
    "The newest edition of {document} is of the year {year}, as its cover says",
    "A rule on the codes {span} was generated for some of the plans",
)
