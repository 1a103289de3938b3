"""What no record can answer, told by name: official wording, the fate of a claim, legal advice, a code or a dose.

What looks like a patient's data is refused before a question gets here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True)
class Refusal:
    """What is refused: the words that ask for it, the reason, and what to do instead."""

    asked: re.Pattern[str]
    reason: str
    following: str


def _words(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{pattern})\b", re.IGNORECASE | re.ASCII)


_DIAGNOSIS: Final = r"(?:diagnos[ei]s|dx|icd(?:[- ]?10)?(?:[- ]cm)?)(?: codes?)?"

HOW_LONG: Final = Refusal(
    _words(
        r"how (?:long|soon|fast|quickly|many (?:business |calendar )?days)"
        r" (?:do|does|will|would|should|did|is|are)(?: [a-z.&'-]+){1,5}? (?:take|taking|have)"
        r"(?: [a-z.&'-]+){0,4}? to (?:process|decide|respond|review|pay|adjudicate|answer|approve|hear|get back)"
        r"|turn ?-?around(?: times?)?|(?:processing|response|decision|review) times?"
    ),
    "How long a payer takes is told where a contact of a plan records it, in the payer's own words; none does here.",
    "Open the plan's contacts, or ask the payer; here you can look up how long you have, with its source.",
)
"""Refused unless a contact of the plan records it."""

REFUSALS: Final = (
    Refusal(
        _words(
            r"(?:official|ama|cpt|full|exact|long|short|medium)(?:'s)?"
            r"(?: (?:cpt|ama|code|code ?book|book|manual|official|long|short|printed)(?:'s)?){0,3}"
            r" (?:descriptors?|descriptions?|wording|definitions?|text)|descriptors?|verbatim|word for word"
        ),
        "The wording of CPT codes belongs to the AMA, that of dental codes to the ADA: it is not kept here.",
        "Look it up in your licensed code book, or ask here what the code is: the reply is in our own words.",
    ),
    Refusal(
        _words(
            r"(?:will|would|is|are|should|does) (?:[a-z.&'-]+ ){1,6}?"
            r"(?:pay|cover|approve|deny|reject|reimburse)(?: for| on)?"
            r" (?:my|our|this|that|his|her|their|the)(?: [0-9a-z-]+){0,2} (?:claims?|bill|charges?)"
            r"|(?:will|would|is|are|should|does) (?:my|our|the|this|that|a|his|her|their) (?:claims?|bill|charges?)"
            r"(?: \w+){0,3} (?:paid|pay|denied|deny|approved|rejected|go through|process(?:ed)?)"
            r"|(?:will|would) (?:we|i|it|they) (?:get|be) (?:paid|reimbursed|denied|approved)"
            r"|guarantee(?:d|s)? (?:to )?(?:pay|paid|payment)|(?:odds|chances?|likelihood|probability) (?:of|that|it)"
            r"|(?:our|my|their|your|(?:what|how good)(?:'?s| is| are)? the) (?:odds|chances?)"
            r"|(?:will|would|could|might|does|do|can|is|are) (?:[0-9a-z.&'-]+ ){0,4}?(?:appeals?|denials?|disputes?)"
            r"(?: [0-9a-z.&'-]+){0,4}?"
            r" (?:w[io]n|succeed|(?:be|get|gets|being) (?:\w+ )?(?:overturned|upheld|granted|reversed))"
            r"|(?:will|would|could|might) (?:[a-z.&'-]+ ){1,4}?(?:overturn|uphold|reverse)"
            r"|win (?:(?:our|my|this|that|the|an) )?(?:[a-z.&'-]+ ){0,2}?(?:appeals?|disputes?)"
        ),
        "Whether a claim will be paid, or an appeal succeed, is not foretold here: the plan decides by the benefits.",
        "Ask what the plan's policy says: name the code, the plan, and coverage, prior authorization or billing.",
    ),
    Refusal(
        _words(
            r"sue|legally|against the law|lawsuit|legal advice|attorney|lawyer|is it (?:legal|illegal|fraud)"
            r"|can we be sued|false claims act|liable|liability|malpractice"
        ),
        "That is a legal question, and no record here answers it.",
        "Ask your compliance department or counsel; here you can look up what a policy says, with its source.",
    ),
    Refusal(
        _words(
            r"(?:what|which) code (?:should|do|can|would|shall) (?:i|we|you)(?: \w+)?"
            r" (?:use|bill|report|code|assign|pick)"
            r"|(?:what|which) (?:cpt|code)s? (?:is|are|fits?|goes|go) (?:for|with|best)"
            r"|code (?:this|my|the) (?:note|chart)"
        ),
        "No code is chosen here for a note or a service: that is a coder's decision from the record.",
        "Look a code up by its number, and ask what a plan says about it.",
    ),
    Refusal(
        _words(
            rf"(?:what|which) {_DIAGNOSIS} (?:should|do|can|could|would|shall|must) (?:i|we|you|they)(?: \w+)?"
            r" (?:use|bill|report|code|assign|pick|put|list|add|choose|submit|link)"
            rf"|{_DIAGNOSIS}[^?]{{0,40}} (?:so (?:that )?(?:it|they|we|[a-z]+) (?:will |get |gets )?pa(?:ys?|id)"
            rf"|to (?:get|have) (?:it|this|paid)|gets? (?:it |this |us )?(?:\w+ )?(?:paid|approved|covered))"
        ),
        "No diagnosis is chosen here so that a claim is paid: it comes from the record of the patient.",
        "Ask which diagnoses a plan's policy lists: name the code and the plan.",
    ),
    Refusal(
        _words(
            r"how (?:many|much) (?:mls?|milliliters?|ccs?|mgs?|milligrams?|mcgs?|micrograms?)(?![^?]* units?)"
            r"|what (?:dose|dosage|volume) (?:should|do|does|is|are|goes|to)|(?:dosing|injection) (?:volume|schedule)"
            r"(?![^?]*\b(?:cover|requir|polic|criteri|allow))"
        ),
        "How much of a product is given is not looked up here: that is for its label and the order.",
        "Look in the label; here you can look up the units of a code, and what a plan says about it.",
    ),
    Refusal(
        _words(
            r"(?:claim|appeal) status(?! (?:phone|telephone|fax|portal|contact|number|line|address|web ?site))"
            r"|(?:check(?:ing)?|track(?:ing)?|my|our|this|that|his|her|their) (?:[a-z]+ ){0,3}?"
            r"(?:auth(?:orization)?|pre-?cert(?:ification)?) status"
            r"|status (?:of|on) (?:my|our|this|that|his|her|their|the|a) (?:prior )?"
            r"(?:claim|appeal|auth|pre-?cert|case)\w*"
            r"|(?:has|have|was|were|is|did) (?:my|our|this|that|his|her|their|the) (?:[0-9a-z#.&'-]+ ){1,8}?"
            r"(?:approved|paid|processed|received|posted|finalized|decided|issued|assigned) yet"
        ),
        "What became of one claim, request or appeal is not in this library.",
        "Look in the payer's own system, or ask the payer; here you can look up what its policy says.",
    ),
    HOW_LONG,
)


def refused(question: str) -> Refusal | None:
    """Return what is refused of a question; None where nothing is."""
    return next((one for one in REFUSALS if one.asked.search(question)), None)
