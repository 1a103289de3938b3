"""Words by which a passage of a record may not say that a service was done: kind by kind, as readers are told.

They are many on purpose. A passage with one of them is shown to be read and never as found, even where a reader sees
at once that it is meant otherwise ("without complications").
"""

from __future__ import annotations

from typing import Final

DECLINED, NEGATED, PLANNED = "declined or stopped", "negated", "planned or conditional"

DOUBTS: Final[dict[str, tuple[str, ...]]] = {
    DECLINED: (
        *("declined", "declines", "declining", "refused", "refuses", "refusal", "cancelled", "canceled", "withheld"),
        *(
            "on hold",
            "was held",
            "dose held",
            "deferred",
            "postponed",
            "discontinued",
            "aborted",
            "stopped",
            "not given",
            "not done",
        ),
        *("not performed", "not administered", "no show", "no-show", "left before", "unable", "missed dose"),
        *("rescheduled", "contraindicated", "opted out", "against medical advice", "entered in error", "in error"),
    ),
    NEGATED: (
        *("no", "not", "none", "never", "nor", "neither", "without", "cannot", "denies", "denied", "negative"),
        *("absent", "lacks", "lacking", "instead", "rather than", "n/a", "ruled out", "r/o", "other than"),
        *("except", "didn't", "doesn't", "wasn't", "isn't", "weren't", "hasn't", "won't", "can't", "couldn't"),
    ),
    PLANNED: (
        *("plan", "plans", "planned", "planning", "will", "shall", "would", "could", "should", "may", "might", "can"),
        *("if", "unless", "when", "once", "until", "before giving", "next", "upcoming", "tomorrow", "later"),
        *("to be", "to receive", "to start", "to begin", "going to", "scheduled", "schedule", "pending", "awaiting"),
        *("ordered", "order", "orders", "prescribed", "recommend", "recommends", "recommended", "consider"),
        *("considered", "considering", "discussed", "discuss", "offered", "proposed", "requested", "intends"),
        *("intended", "candidate", "eligible", "goal", "anticipated", "expected", "as needed", "prn", "return for"),
        *("follow up", "follow-up", "instructions", "instructed", "consent", "protocol"),
    ),
    "family or another person": (
        *("family", "mother", "father", "parent", "brother", "sister", "sibling", "son", "daughter", "aunt", "uncle"),
        *("grandmother", "grandfather", "wife", "husband", "spouse", "cousin", "relative", "caregiver", "donor"),
        *("another patient", "other patient"),
    ),
    "earlier or elsewhere": (
        *("history", "hx", "previous", "previously", "prior", "past", "earlier", "formerly", "last", "ago", "since"),
        *("yesterday", "status post", "s/p", "outside", "elsewhere", "transferred", "had received", "had been"),
    ),
    "uncertain": (
        *("possible", "possibly", "probable", "probably", "likely", "unlikely", "unclear", "unknown", "uncertain"),
        *("questionable", "suspected", "apparently", "reportedly", "reported", "reports", "per patient", "states"),
        *("versus", "vs", "differential", "assumed", "illegible", "verify", "clarify", "query"),
    ),
    "copied or a template": (
        *("template", "copied", "copy forward", "carried forward", "see above", "see prior", "example", "sample"),
        *("boilerplate", "macro", "smart phrase", "auto-populated", "insert", "default text"),
    ),
}
"""Kinds of doubt, the gravest first, each with its words. A question mark and an empty box are told beside them."""

OF_PARAGRAPH: Final = DECLINED
"""The kind that puts a whole paragraph in doubt: what one sentence tells as done, the next may take back."""

SECTIONS: Final = (
    *("procedure", "technique", "administration", "assessment", "exam", "examination", "findings", "subjective"),
    *("objective", "medications", "vitals", "intervention", "description", "summary", "results", "impression"),
    *("treatment", "injection given", "chief complaint", "notes"),
)
"""Words of headings that end a section. One with a word of doubt begins a section in doubt: Plan, Family history."""

UNLIKE: Final = "another service or route"
"""What is told of a passage with a word of another service."""

MARKS: Final = {"a question": "[?]", "an empty box or blank": "\\[ *\\]|\u2610|_{3,}|[*]{3,}"}
"""Signs, as patterns, that put a passage in doubt, and what is told of each."""
