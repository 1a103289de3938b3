"""Every list of allowed values, stated once: the checker, the field guide, the catalogue and the pages read it here.

To add a value, add it to its list. To rename one, rename it here and in `policies/`; `check` names each file that is
left. Three kinds of values need more, and a test fails until they have it:

- a line of business: its title and its search words, in `kb/search/plan_tables.py`
- a question: the words that people use for it, in `kb/search/intent.py` (see CONTRIBUTING.md, "Add a question")
- a level of confidence: what it asks of a source, in `overconfident` of `kb/rules/answers.py`
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

UNKNOWN: Final = "data not available"
"""The value of a question without an answer, typed in full in an entry; never an empty text, never "no"."""

CONFLICT: Final = "sources conflict"
"""The resolved answer where policies that apply equally closely disagree."""


@dataclass(frozen=True)
class Value:
    """One allowed value: its name as typed, what it means, and its tone (good, partial, action, bad ...).

    `denies` marks the values of coverage by which nothing is paid.
    """

    name: str
    meaning: str
    tone: str = "neutral"
    denies: bool = False


@dataclass(frozen=True)
class Question:
    """A question that staff ask of a payer. `values` is empty if the answer is a short text in our own words.

    `half_life` is in how many days after its review an answer is due again; 0: on the day that its entry names.
    `timed` marks a question whose answer is a time limit, which an entry can state as a number, too.
    """

    key: str
    title: str
    asks: str
    values: tuple[Value, ...] = ()
    half_life: int = 0
    timed: bool = False

    @property
    def slug(self) -> str:
        """The question in an address: `prior-authorization`."""
        return self.key.replace("_", "-")

    @property
    def label(self) -> str:
        """The question as pages name it; in files its heading is `title`."""
        return label(self.title)


NOT_AVAILABLE: Final = Value(UNKNOWN, "no information found; the reason and the search log say why", "unknown")
IN_CONFLICT: Final = Value(CONFLICT, "policies that apply equally closely disagree; all are shown", "unknown")
NOT_COVERED: Final = Value(
    "not covered", "not paid, or not medically necessary, whatever the reason given", "bad", denies=True
)
NOT_REQUIRED: Final = Value("not required", "the payer says that none is needed", "good")

COVERAGE: Final = (
    Value("covered", "paid without stated clinical criteria", "good"),
    Value("covered with criteria", "paid when stated criteria are met", "partial"),
    Value("case by case", "decided on the single claim or request", "partial"),
    Value("investigational", "called experimental, investigational or unproven", "bad", denies=True),
    NOT_COVERED,
    NOT_AVAILABLE,
)
"""From the best to the worst; `resolve` compares an add-on with its parent by this order."""

DENIALS: Final = frozenset(value.name for value in COVERAGE if value.denies)
"""The values of coverage by which nothing is paid."""

PRIOR_AUTHORIZATION: Final = (
    NOT_REQUIRED,
    Value("required in some cases", "needed for some plans, settings or uses", "partial"),
    Value("required", "needed before the service", "action"),
    Value("not applicable", "the payer has no such step for this service", "neutral"),
    NOT_AVAILABLE,
)

QUESTIONS: Final = (
    Question("coverage", "Coverage", "Does the payer cover the service?", COVERAGE),
    Question(
        "prior_authorization",
        "Prior authorization",
        "Is authorization needed before the service?",
        PRIOR_AUTHORIZATION,
        half_life=30,
    ),
    Question("documentation", "Documentation", "What must the record or the claim carry?"),
    Question("billing", "Billing", "How is it billed: add-on, units, modifiers, edits?"),
    Question("benchmarks", "Benchmarks", "What is it priced at?", half_life=90),
    Question("timely_filing", "Timely filing", "How long is there to file the claim?", half_life=365, timed=True),
    Question("appeals", "Appeals", "How, and how long, can a decision be disputed?", timed=True),
)

REPLY_KINDS: Final = (
    Value("answer", "a record answers what was asked"),
    Value("nearest", "no record answers what was asked; the nearest ones are told"),
    Value("not known", "nothing is recorded, with the search that was made"),
    Value("which", "plans differ, and it is asked which one is meant"),
    Value("refused", "no record can answer that"),
)
"""What a reply to a question in words can be."""

REASONS: Final = (
    Value("not looked up", "no search has been done yet"),
    Value("looked and not found", "searched; the search log says where and with which words"),
    Value("behind login", "the payer shows it to signed-in users only"),
    Value("contract-confidential", "fixed by a contract that may not be shown"),
    Value("sources conflict", "sources disagree and neither takes precedence"),
    Value("not applicable", "the question does not arise here"),
    Value("lapsed", "a rule was known; it has ended or has very likely been superseded"),
)

STANDINGS: Final = (
    Value("primary", "the payer's, CMS's or a MAC's own document, on its own site or in a stored copy of it"),
    Value("primary elsewhere", "the payer's document or data file, read on another site"),
    Value("secondary", "a report by someone other than the payer"),
)
"""From the strongest to the weakest; the standing of an answer is that of its best source."""

THROUGH: Final = (
    Value("stored copies", "copies of public pages that others keep; the payer's own site was not opened"),
    Value("own site", "the payer's own site, on that day"),
    Value("the payer", "the payer itself, by telephone, letter or portal"),
)
"""What was asked in a search that a receipt tells of, from the farthest from the payer to the payer."""

EXTENTS: Final = (
    Value("whole", "the document, or every row that matters, was read"),
    Value("part", "only a part could be read: its silence on the rest proves nothing"),
    Value("reference", "a page cited for what it points to, such as a policy list or a form"),
)

HIGH, MEDIUM, LOW = "high", "medium", "low"

CONFIDENCES: Final = (
    Value(HIGH, "right by the payer's own document, read whole, the newest that was found", "good"),
    Value(
        MEDIUM,
        "right at its date by a source read whole; may have changed, prints no date, or is reported by others",
        "partial",
    ),
    Value(LOW, "read in part only, contradicted, or too old to rely on: check first", "bad"),
)

OLD, UNDATED, SUPERSEDED = "old", "undated", "superseded"
"""An old edition decides where no newer one does; a superseded one only informs."""

CURRENCIES: Final = (
    Value("current", "the newest revision found"),
    Value(UNDATED, "the copy read prints no date, or no document was found"),
    Value(OLD, "dated, and newer revisions may exist"),
    Value(SUPERSEDED, "very likely replaced: background only"),
)

UNCONFIRMED_CURRENCIES: Final = (OLD, UNDATED)
"""Currencies of documents that decide although a newer edition may exist: such an answer is marked and reviewed."""

DATE_BASES: Final = (
    Value("date of service", "the effective date counts from the day of the service"),
    Value("date processed", "the effective date counts from the day the claim is processed"),
    Value("not stated", "the document does not say which day counts"),
)

SCOPE_KINDS: Final = (
    Value("line of business", "commercial, Medicare Advantage, exchange or Medicaid plans of one payer"),
    Value("licensee", "an independent company that uses the payer's brand"),
    Value("contractor", "a Medicare Administrative Contractor (MAC)"),
    Value("national", "rules that hold for every contractor"),
    Value("brand", "a name shared by independent companies, with no policy of its own"),
)

LINES_OF_BUSINESS: Final = (
    Value("commercial", "employer and individual plans"),
    Value("medicare-advantage", "Medicare plans run by a private payer"),
    Value("exchange", "marketplace plans"),
    Value("medicaid", "state Medicaid plans run by a private payer"),
    Value("federal-employee", "the Federal Employee Program"),
    Value("original-medicare", "Medicare Part A and Part B"),
)

BASES: Final = (
    Value("printed", "a source prints it for this code"),
    Value("inferred", "worked out from a general rule; no source prints it for this code"),
)

AMOUNT_READINGS: Final = (
    Value("charge item", "the file names a charge for this very service"),
    Value("catch-all", "the same amount on many unrelated codes: a contract default, not a price"),
    Value("placeholder", "an amount that no one pays; not to be used"),
)

SETTINGS: Final = (
    Value("practitioner", "professional claims"),
    Value("outpatient hospital", "hospital outpatient claims"),
)

PERIOD_UNITS: Final = (
    Value("days", "calendar or business days, as `counts` says"),
    Value("months", "to the same day of a later month"),
    Value("years", "to the same day of a later year"),
)

PERIOD_STARTS: Final = (
    Value("date of service", "the day of the service"),
    Value("service or discharge", "the day of the service, or of the discharge"),
    Value("decision", "the day of the decision in dispute; `from_words` says which one"),
    Value("receipt of the notice", "the day on which the notice of the decision is received"),
    Value("remittance", "the date of the explanation of benefits (EOB) or remittance advice"),
    Value("primary remittance", "the date of the primary payer's explanation of benefits"),
    Value("not stated", "the source does not say; no last day is reckoned"),
)

PERIOD_COUNTS: Final = (
    Value("calendar", "the source says that every day counts"),
    Value("business", "the source says that only business days count"),
)

PERIOD_HOLIDAYS: Final = (Value("federal", "the source says that federal holidays are no business days"),)

PERIOD_WEEKENDS: Final = (
    Value("next business day", "the source moves a last day on a weekend to the next business day"),
    Value("does not move", "the source says that a last day on a weekend stays the last day"),
)

CONTACT_KINDS: Final = (
    Value("telephone", "a number to call"),
    Value("fax", "a number to send to"),
    Value("portal", "a web address where the payer takes requests"),
    Value("form", "a form by its name, with its number where it has one"),
    Value("postal address", "where to send letters"),
    Value("other way", "another way that the source names, such as EDI 278 or a replacement claim"),
)

PAGE_HEADINGS: Final = {
    "entry": ("Summary", *(question.title for question in QUESTIONS), "Conflicts"),
    "payer": ("Summary", "Who decides", "Contacts", "Conflicts"),
    "code": (
        "Summary",
        "What it is",
        "Life cycle",
        "Fee schedule",
        "Units",
        "Code pairs",
        "Modifiers",
        "Clinical context",
        "Observed amounts",
        "Conflicts",
    ),
}
"""The second-level headings that a file of each kind may have, in the order that they must have."""


LABELS: Final = {
    "looked and not found": "searched, not found",
    "not looked up": "not yet searched",
    "lapsed": "expired or superseded",
    "primary": "payer document",
    "primary elsewhere": "third-party copy",
    "secondary": "third-party summary",
    "part-read": "partially read",
    "part": "partially read",
    "secondary-only": "third-party only",
    OLD: "may be outdated",
    "check the parent": "check primary code",
    "catch-all": "default rate",
    "contractor": "MAC",
    "listed without a verdict": "listed (coverage not stated)",
    "neutral": "other change",
    "tighter": "more restrictive",
    "looser": "less restrictive",
    "Benchmarks": "Payment rates",
    "Billing": "Coding and billing",
    "Code pairs": "NCCI PTP edits",
    "Units": "Units (MUE)",
    "Observed amounts": "Published hospital rates (price transparency)",
    "original-medicare": "Original Medicare",
    "medicare-advantage": "Medicare Advantage",
}
"""What readers see for a word of the files, where staff use another; the files and the data keep their own."""


def label(name: str) -> str:
    """Give the words that readers see for a word of the files."""
    return LABELS.get(name, name)


BY_KEY: Final = {question.key: question for question in QUESTIONS}

TONES: Final = {value.name: value.tone for value in reversed((*COVERAGE, *PRIOR_AUTHORIZATION, IN_CONFLICT))}

STRENGTHS: Final = tuple(value.name for value in STANDINGS)


def through_what(through: str) -> str:
    """Say what was asked in a search, by a name of THROUGH; empty where that is not told."""
    return next((value.meaning for value in THROUGH if value.name == through), "")


def names(values: tuple[Value, ...]) -> tuple[str, ...]:
    """The names of a value list, in its order."""
    return tuple(value.name for value in values)


def question(name: str) -> Question | None:
    """Find a question by key, slug or title, in any case; None if there is none."""
    wanted = name.strip().lower().replace("-", "_").replace(" ", "_")
    return BY_KEY.get(wanted)


def best_standing(found: Iterable[str]) -> str:
    """The strongest of some standings, which is that of an answer; empty if there are none."""
    present = set(found)
    return next((standing for standing in STRENGTHS if standing in present), "")


def tone(value: str) -> str:
    """The tone of an answer's value, by which pages color it; a short text in our own words is neutral."""
    return TONES.get(value, "neutral")
