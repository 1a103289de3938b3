"""What can be asked for beside the questions of an entry: how it is called, its words, and what is told of it.

`asks.py` reads a query by this table, and the browser has it as data. Pure.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from kb.domain.vocabulary import QUESTIONS
from kb.search.combination import COMBINED, TOLD_BY
from kb.search.hospitals import NOTHING as NO_HOSPITAL

ANY: Final = ("", *(question.key for question in QUESTIONS))
COMBINATION: Final = "combination"
CHANGES: Final = "changes"
HOSPITAL: Final = "hospital"
APPROVAL_LENGTH: Final = "approval-length"
DIAGNOSES, NO_DIAGNOSIS = "diagnoses", "no diagnosis"
"""Codes of diagnoses as such: where none is named, since of one that is named the lists tell."""

APPROVAL: Final = "(?:auth(?:orization)?s?|approvals?|pre-?cert(?:ification)?s?|prior auth(?:orization)?s?|pa)"

OTHER_CODES: Final = "".join(
    f"(?<!{word} )"
    for word in (
        *("denial", "reason", "remark", "diagnosis", "dx", "icd", "10", "revenue", "rev", "pos", "place of service"),
        *("infusion", "injection", "administration", "admin", "procedure", "cpt", "visit", "add-on", "service"),
    )
)
"""What does not stand before the word for the code of a product."""

POLICY: Final = ("", "coverage", "prior_authorization", "billing", "documentation")


OTHER_WORDS: Final = "; other words may say it."
"""What is added where the words of sections alone tell of something: a section may say it in others."""


@dataclass(frozen=True)
class Kind:
    """Something asked for: how notes call it, the words that ask for it, and the questions beside which it is read.

    `needs` is what must be named besides, one of them: a plan, a code, a product, a document; none for nothing.
    `words` are those of sections that tell of it, or `facet` is; contacts are known by their facet. Beside the words
    of `unless` nothing is asked for. `outside` is told where no library holds it. `on_subject`: only entries on what
    is named tell of it, whatever their sections answer. `absent` is told where no section was found that tells of it;
    {of} stands for whose.
    """

    key: str
    label: str
    pattern: str
    beside: tuple[str, ...] = ANY
    needs: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    outside: str = ""
    on_subject: bool = False
    absent: str = ""
    facet: str = ""
    unless: str = ""


KINDS: Final = (
    Kind("fax", "fax number", r"fax(?:e[sd]|ing)?"),
    Kind(
        "telephone",
        "telephone number",
        r"phone|telephone|hotline|(?:call|contact) cent(?:er|re)s?|provider line"
        r"|(?:who|number|where|#)(?: do i| do we| can i| can we)?(?: to)? call"
        r"|customer service|provider services|ph(?:one)?(?: ?#| no\.?| number)|provider (?:help ?)?line"
        r"|(?:p2p|peer[- ]to[- ]peer|appeals?|precert|provider|um|customer|member|contact|intake|help ?(?:line|desk))"
        r"(?: dept| department| line| desk)? ?(?:#|number|num|nbr)(?! of| ?[0-9]{1,4}(?![0-9a-z]))",
    ),
    Kind("portal", "portal", r"portals?|availity|website|web site|web address|url|link"),
    Kind(
        "address",
        "postal address",
        r"(?:mailing|postal|street|appeals?|claims?|remit) address|(?:what|which) address|address (?:for|to|of)"
        r"|(?<!to )(?<!that )(?<!not )(?<!policy )(?<!policies )(?<!pages )address(?:es)?"
        r"(?! (?:[0-9]|the|this|both|all))"
        r"|p\.?o\.? box|where (?:do (?:i|we) |to |can (?:i|we) |should (?:i|we) )?(?:mail|send)|mail (?:it|them|to)",
    ),
    Kind(
        "network",
        "network status",
        r"(?:is|are|am|whether|if|confirm|verify|check)(?![a-z])[^?]{0,40}(?<![a-z])"
        r"(?:in[ -]?network|out[ -]of[ -]network|participating|par|contracted|credentialed)"
        r"|(?:network|par|participation|contract) status|provider directory",
        ("",),
        outside="Network status is not in this library: ask the payer, or look in its directory of providers.",
    ),
    Kind(
        "eligibility",
        "eligibility and cost shares",
        r"deductibles?|co-?pay(?:ment)?s?|co-?insurance|out[ -]of[ -]pocket|eligibility",
        ("", "coverage", "benchmarks"),
        outside="What a plan pays for one member is not in this library: ask the payer.",
    ),
    Kind(
        "claim-status",
        "status of a claim",
        r"claim status|status of (?:my |our |the |a |this )?claims?|where is (?:my|our|the) (?:claim|payment|check)",
        ("", "benchmarks"),
        outside="The status of a claim is not in this library: ask the payer, or look in its portal.",
    ),
    Kind(
        "enrollment",
        "enrollment of a provider",
        r"credentialing|provider enrollment|caqh|(?:era|eft) (?:enrollment|enroll|set ?up)|join[^?]{0,20} network",
        ("",),
        outside="Enrollment and credentialing are not in this library: ask the payer.",
    ),
    Kind(
        "reopening",
        "reopening of a claim",
        r"(?:clerical (?:errors? )?|claims? )?re-?open(?:ings?|ed|s)?|clerical errors?",
        tuple(key for key in ANY if key != "appeals"),
        outside="Reopenings of claims are not in this library; an appeal is another step, with a time of its own.",
    ),
    Kind(
        "surprise-billing",
        "the No Surprises Act",
        r"no surprises(?: act)?|surprise (?:bills?|billing)|open negotiation|independent dispute resolution|idr"
        r"|good faith estimates?|balance bill(?:ing|s|ed)?|qualifying payment amounts?|qpa",
        ("", "benchmarks"),
        outside="The No Surprises Act, with open negotiation and dispute resolution, is not in this library.",
    ),
    Kind(
        "payer-order",
        "order of payers",
        r"(?:who|which|what)(?: (?:one|payer|plan|insurance))?(?: is|'?s)?"
        r" (?:pays? (?:first|primary|second|secondary)|(?:the )?primary (?:payer|plan|insurance))"
        r"|(?:who|which)(?: (?:one|payer|plan|insurance))? (?:is|goes|gets billed) (?:first|primary|second(?:ary)?)"
        r"|cob (?:order|rules?)|order of (?:benefits?|payers?|payment)|primary or secondary"
        r"|(?:is|if|whether|when) [a-z ]{2,40} (?:primary|secondary) (?:to|over|with|or)",
        ("", "coverage", "billing", "benchmarks"),
        ("plan",),
        outside="Which of two payers pays first is not in this library: ask the payers.",
    ),
    Kind(
        "patient-bill",
        "what a patient may be billed",
        r"(?:can|could|may|should|do) (?:i|we|you|they)(?: [a-z]+)? bill (?:the |a |our )?(?:patient|pt|member)s?"
        r"|bill(?:ing)? (?:the )?(?:patient|pt|member)s?|(?:patient|member|pt) (?:liability|responsib(?:le|ility))"
        r"|(?:patient|member|pt) (?:owes?|pays?|waivers?|consents? to pay)|signed waivers?|hold harmless",
        ("", "coverage", "billing", "benchmarks"),
        words=("advance", "liable", "harmless"),
        absent="Data not available: nothing found{of} tells what a patient may be billed" + OTHER_WORDS,
    ),
    Kind(
        "other-insurance",
        "auto and liability insurance",
        r"(?:auto )?no[ -]fault(?: pip)?|pip (?:claims?|fees?|coverage|insurance|benefits?)|med ?pay"
        r"|auto (?:insurance|insurer|carrier|claims?|accident)|mva"
        r"|liability (?:insurance|insurer|carrier)|third[ -]party liability|tpl",
        ("", "benchmarks"),
        outside="Auto no-fault and liability insurance are not in this library: ask that insurer.",
    ),
    Kind(
        "opps",
        "OPPS status indicator and APC",
        r"status indicators?|opps|apcs?|addendum (?:aa|bb?)|ascs? (?:payable|approved|covered|list|indicators?)"
        r"(?: (?:procedures?|codes?|list|indicators?|status))*"
        r"|ascs? (?:payments?|rates?|fees?)(?: (?:status|indicators?|groups?))?"
        r"(?! ?(?:%|percent|pct))|(?:payable|covered|approved) in (?:an )?asc"
        r"|medicare[^?]{0,40} outpatient (?:hospital )?(?:rates?|payments?|fees?)"
        r"|outpatient (?:hospital )?(?:rates?|payments?|fees?)[^?]{0,30} medicare",
        ("", "coverage", "benchmarks"),
        ("code",),
        ("apc",),
        unless=r"rvus?|m?pfs|physician|global|non[- ]?facility|(?<!opps )(?<!asc )(?<!hospital )fee sched(?:ule)?",
    ),
    Kind(
        "cash",
        "cash price",
        r"cash(?: (?:price|rate|amount)s?)?|self[- ]?pay(?: (?:price|rate)s?)?|uninsured(?: (?:price|rate)s?)?",
        ("", "benchmarks"),
        ("any code",),
        facet="amount=cash",
        absent="Data not available: no cash price{of} is recorded in this library.",
    ),
    Kind(
        "abn",
        "advance beneficiary notice",
        r"abns?|advance beneficiary notices?",
        words=("ga", "beneficiary notice", "written notice"),
        absent="Data not available: nothing found{of} tells of an advance beneficiary notice (ABN)" + OTHER_WORDS,
    ),
    Kind(
        DIAGNOSES,
        "diagnosis codes",
        r"(?:(?:covered|payable|supported|approved|which|what|any) )*diagnos[ei]s(?: (?:codes?|list))+"
        r"(?! ?[a-z][0-9])"
        r"|(?:(?:covered|payable|supported|approved|which|what) )+diagnos[ei]s(?! ?[a-z][0-9])"
        r"|diagnos[ei]s for(?= (?:the )?(?:code|[0-9]{4}[0-9a-z]))",
        ("", "coverage", "billing"),
        (NO_DIAGNOSIS,),
        ("diagnosis", "diagnoses"),
        absent="Data not available: no list of diagnosis codes{of} is recorded in this library.",
    ),
    Kind(
        CHANGES,
        "what changed",
        r"what(?:'?s| is| has| was)? (?:changed|new|different)|chang(?:es?|ed)|revisions?|redline|new codes"
        r"|(?:any|what|which|recent|latest|new|policy|policies|bulletin|coverage|monthly|quarterly|annual) updates?"
        r"|updates? (?:to|in|on|since|for|of)|updates"
        r"|(?:added|removed|deleted|dropped|replaced(?! by)|taken out|took out)(?: from| to| codes?| in)?",
        POLICY,
        ("plan", "document"),
        ("took", "removed", "revisions", "revised", "changed", "replaced", "deleted"),
        absent="Data not available: no list of what changed{of} was found; what follows may tell of single changes.",
    ),
    Kind(
        APPROVAL_LENGTH,
        "how long an approval holds",
        r"how long[^?]{0,40} (?:good(?: for)?|valid|last|lasts|approved(?: for)?|expires?)"
        rf"|{APPROVAL} (?:valid(?:ity)?|good for|expir(?:es?|ed|ation)|lengths?|durations?|periods?|windows?|lasts?)"
        rf"|(?:length|duration|validity|expiration)(?: date)? of (?:an? |the )?{APPROVAL}",
        ("", "coverage", "prior_authorization"),
        ("plan", "any code"),
        ("good for", "valid for", "expires", "approved for", "provided for", "renewed"),
        absent="Data not available: nothing found{of} tells how long an approval is good for" + OTHER_WORDS,
    ),
    Kind(
        "product-code",
        "code of a product",
        r"(?:hcpcs|j|q|c|drug|product)[- ]codes?|(?:what|which)(?: is|'?s)?(?: the)? codes?(?: is)? for"
        rf"|{OTHER_CODES}codes?$",
        ("", "billing"),
        ("product",),
        on_subject=True,
        absent="Data not available: no page on a code of that product is in this library.",
        facet="kind=code",
    ),
    Kind(
        "late",
        "late filings and appeals",
        r"good cause|late (?:appeals?|filings?|claims?) (?:exceptions?|waivers?|requests?)"
        r"|(?:extension|exception|waiver)s? (?:of|to|for) (?:the )?(?:deadline|timely|time limit|filing|late)",
        ("", "appeals", "timely_filing"),
        ("plan",),
        ("good cause", "exceptions", "waiver"),
        absent="Data not available: nothing found{of} tells of good cause for a late claim or appeal" + OTHER_WORDS,
    ),
    Kind(
        "network-exception",
        "exceptions from a network",
        r"(?:network )?gap (?:exceptions?|requests?)|network (?:gaps?|exceptions?|adequacy|deficiency)"
        r"|single[- ]case agreements?|continuity of care|transition of care",
        outside="Network exceptions and single case agreements are not in this library: ask the payer.",
    ),
    Kind(
        "contract-office",
        "who looks after contracts",
        r"(?:contract(?:s|ing)?|network) (?:rep(?:resentative)?s?|managers?|departments?|dept|office|contacts?)"
        r"|(?:provider|network|account|our|my) (?:rep(?:resentative)?s?|advocates?)|account managers?"
        r"|provider relations",
        ("", "coverage", "timely_filing", "appeals", "benchmarks"),
        ("plan",),
        outside="Who at a payer looks after contracts and providers is not in this library: see your contract.",
    ),
    Kind(
        "older",
        "older edition",
        r"(?:old|older|previous|former|earlier|superseded|archived|outdated|last year'?s) "
        r"(?:policy|policies|versions?|editions?|guidelines?|bulletins?|rules?|criteria|documents?)"
        r"|(?:policy|version|edition|guideline|bulletin) before (?:this|that)",
        POLICY,
        ("plan", "document"),
        ("superseded", "predecessor", "archived", "edition"),
        absent="Data not available: nothing found{of} tells of an older edition" + OTHER_WORDS,
    ),
    Kind(
        "recent-changes",
        "recent changes",
        r"(?:what(?:'?s| is| has| was)? (?:changed|new)|(?:recent|latest|new|any|policy|monthly|weekly)"
        r"(?: [a-z]+)? (?:updates?|changes|revisions)|(?:updates|changes|revisions) (?:this|last|past|in|since|for))",
        ("", "coverage"),
        ("nothing",),
        outside="What changed in this library, by day, is on its page Changes.",
    ),
    Kind(
        "statistics",
        "rates of denial or approval",
        r"(?:denials?|denied|approvals?|approved|overturn(?:ed)?|success|error|clean[- ]claims?|appeals?|rejection)"
        r" (?:rates?|percent(?:age)?s?|statistics|stats)|percent(?:age)? of [^?]{0,30}"
        r" (?:denied|approved|overturned|paid|rejected)|how often [^?]{0,40}(?:denied|approved|overturned)",
        outside="How often claims are denied, approved or overturned is not in this library.",
    ),
    Kind(
        COMBINATION,
        "use beside another product",
        COMBINED,
        ("", "coverage", "prior_authorization"),
        ("product",),
        TOLD_BY,
        on_subject=True,
        absent="Data not available: nothing found{of} tells whether it is covered beside another product"
        + OTHER_WORDS,
        unless=r"(?:billed|bill|paid|pay) separately|separately (?:billable|payable|paid|billed)",
    ),
    Kind(
        "controversy",
        "amount in controversy",
        r"(?:amounts? in )?controversy|aic"
        r"|(?:minimum|threshold|dollar) amounts?[^?]{0,30} (?:hearing|appeals?|alj|court)",
        ("", "appeals", "benchmarks"),
        words=("controversy",),
        absent="Data not available: nothing found{of} tells the amount in controversy" + OTHER_WORDS,
    ),
    Kind(
        "payer-id",
        "payer ID",
        r"(?:electronic |edi |claims? )?pay[eo]r ids?|edi (?:id|number)s?",
        outside="Payer IDs for electronic claims are not in this library: ask the payer, or your clearinghouse.",
    ),
    Kind(
        "form",
        "request form",
        r"(?:request|auth(?:orization)?|precert(?:ification)?|pa|order|referral|enrollment) forms?",
        ("", "coverage", "prior_authorization", "documentation"),
        absent="Data not available: no request form{of} is recorded in this library.",
    ),
    Kind(
        HOSPITAL,
        "price file of a hospital",
        NO_HOSPITAL,
        ("", "benchmarks"),
        absent="Data not available: no amount{of} from the price file of that hospital is recorded in this library.",
    ),
    Kind(
        "owner",
        "who keeps a document",
        r"who (?:owns|wrote|writes|maintains|keeps|authored|is responsible for)|(?:policy|document|entry) owner",
        POLICY,
        ("plan", "document"),
        outside="Who at a payer keeps a document is not in this library.",
    ),
    Kind(
        "status",
        "status of a document",
        r"still (?:active|valid|current|in (?:effect|force)|good)|active|retired?|archived|withdrawn|draft|proposed"
        r"|final(?:i[sz]ed)?|(?:last|next) review(?:ed)?|review(?:ed)? date|when[^?]{0,30} reviewed"
        r"|(?:which|what|current) (?:version|edition)|v[0-9]{1,2}|version [0-9]+",
        ("", "coverage"),
        ("document",),
    ),
    Kind(
        "age",
        "age and next review",
        r"how (?:old|recent|fresh|current|stale|up to date)|re-?check(?:ed)?|re-?verif(?:y|ied)|out ?dated|stale"
        r"|last (?:updated?|checked|verified|looked at|refreshed|confirmed|revised)|(?:next|last) (?:check|update)"
        r"|when[^?]{0,40} (?:updated|checked|verified|refreshed|confirmed|revised)"
        r"|(?:updated|checked|verified) (?:when|last)|too old"
        r"|due for (?:a )?review|review due|when (?:do|should|must) we (?:re)?check",
        POLICY,
        ("plan",),
    ),
)
"""What can be asked for, in the order in which notes tell of it."""
