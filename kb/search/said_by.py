"""Sentences that put a question, whatever single words they have: an add-on without its parent, a modifier by itself.

`kb.search.intent` reads by them, and hands them to the browser.
"""

from __future__ import annotations

from typing import Final

AMOUNTS_OR_COVERAGE: Final = ("coverage", "benchmarks")
LESSER: Final = (*AMOUNTS_OR_COVERAGE, "billing")

_START, _END = "(?<![0-9a-z])", "(?![0-9a-z])"
_CODE: Final = "(?:[0-9]{4}[tfu]|[0-9]{5}|[a-v][0-9]{4})"
_PARENT: Final = f"(?:the )?(?:{_CODE}|primary|parent|base|first)(?: code| procedure)?"
_REFUSED: Final = (
    "(?:is |was |gets |got |were |being )?"
    "(?:denied|denies|denying|rejected|unpaid|missing|not (?:paid|billed|covered|on))"
)
_OF_PAYER: Final = "(?! (?:coverage|criteria|payer|ins|insurance|eob))"
_DAY: Final = "(?:mon(?:day)?|tue(?:s|sday)?|wed(?:nesday)?|thu(?:r|rs|rsday)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?)"
_MODIFIER: Final = "(?:2[2-6]|5[0-9]|7[36789]|8[0-2]|tc|rt|lt|x[epsu]|g[yz]|kx|q[01]|j[wz])"
_CLEAR_MODIFIER: Final = "(?:x[epsu]|g[yz]|kx|j[wz]|59|25|5[12]|tc|rt|lt)"
_NO_COUNT: Final = "(?! ?(?:days?|d|units?|mos?|months?|yrs?|years?|%|percent|ml|mg|pts|calendar|business)(?![a-z]))"

WITHOUT_PARENT: Final = (
    rf"{_START}(?:if|when|though|because|since|but|where|after|and|unless) {_PARENT} {_REFUSED}(?![a-z])"
    rf"|{_START}(?:without|w/o|no|missing) {_PARENT}{_OF_PAYER}{_END}"
)
"""An add-on whose parent is not paid, or not there: pay 0709T if 0708T denied, without the primary."""

_WITH: Final = r"(?:with|w|plus|\+(?!.*cover)|alongside|on top of)"
BESIDE: Final = rf"{_START}{_CODE}(?: [a-z-]+){{0,3}} {_WITH} (?:[a-z-]+ ){{0,2}}{_CODE}{_END}"
"""One code beside another: bill 36511 with Q2043, 96413 + 0709T; not the coverage of both."""

OTHER_DAYS: Final = (
    rf"{_START}(?:different|diff|separate|two|split|another|next|consecutive|following|2)"
    rf" (?:days?|dates?|dos|visits?|sessions?){_END}"
    rf"|{_START}{_DAY}{_END}[^?]{{0,40}}{_START}{_DAY}{_END}"
)
"""Different days, also by the days of the week."""

_SENDS: Final = "(?:file|bill|submit|send)"
_TIME: Final = "(?:days?|weeks?|months?|mos?|wks?)"
_WINDOW: Final = "(?:windows?|deadlines?|cut ?-?offs?|limits?|time ?limits?|due date)"

BY_WHEN: Final = (
    rf"{_START}{_SENDS}(?: (?:it|this|them|a|the|my|our|claims?))* by"
    rf"(?: (?:when|what|which)(?: (?:day|date))?{_END}|$)"
    rf"|{_START}(?:when|what (?:day|date))(?![a-z])[^?]{{0,40}}{_START}(?:filed|billed|submitted|sent) by(?= ?$)"
)
"""The day by which a claim has to come: bill by when, submit the claim by. Billed by somebody is no such day."""

LATE: Final = (
    rf"{_START}(?:(?:past|over|beyond|more than|older than|after)(?: the)? ?(?:1|one|12|a|2|two)[ -]?"
    r"(?:yrs?|years?|mos?|months?)(?: mark| limit| old)?"
    r"|(?:past|beyond|outside|missed|over|inside|within)(?: of)?(?: the| our| their| my| its)? "
    rf"(?:filing |claims? |submission )?{_WINDOW}"
    r"|(?:too|already|now|(?:is|was) (?:it|this|that)|are we|am i|were we|filed|sent|running) late"
    rf"|late (?:yet|already|now|or (?:ok|fine|not|on time)|to {_SENDS})"
    rf"|(?:still|yet) (?:in|on) time|(?:in|on) time (?:still|yet|to {_SENDS})"
    rf"|(?:still|yet) (?:ok|okay|good|able|time|possible|allowed|timely) to {_SENDS}|can (?:we|i|you) still {_SENDS}"
    rf"|(?:[0-9]+|{_TIME}) ?(?:{_TIME}|d)? (?:out|late|old)(?! of)"
    rf"|[0-9]+ ?(?:{_TIME}|d)? (?:after|since|past|from|post)(?: the)? "
    rf"(?:dos|date of service|service|visit|discharge)){_END}"
)
"""More time gone by than a claim may have: past 1 yr, too late, past the window, still in time, 95 days out."""

_NOT_AS_LATE: Final = r"(?!.*deni(?:al|ed)[ ,:]+(?:[a-z]+ )?[0-9]+ ?[a-z]+ (?:too late|late|past|over)(?![a-z]))"
"""What no sentence may have: a claim that was denied as late is about filing, not about the appeal."""

AFTER_DENIAL: Final = (
    rf"^(?!.*timely filing){_NOT_AS_LATE}.*?"
    rf"{_START}(?:denials?|denied|decision|notice (?:was |is )?(?:received|presumed)){_END}"
    rf"[^?]{{0,60}}{_START}[0-9]+ ?(?:calendar )?days?{_END}"
)
"""Days counted after a denial: denied exp/inv, do I have 60 or 180 days; not those of a claim denied as late."""

OF_DECISION: Final = (
    rf"^{_NOT_AS_LATE}(?!.*{_START}(?:secondary|primary|cob|(?:second|2nd) payer){_END})"
    rf".*?{_START}(?:denials?|denied|decision|determination|upheld|eob|remit|remittance|letter){_END}"
    r"(?! (?:as|for|because|due|was filed|filed|past|too late|untimely))"
)
"""A decision from which lateness is counted: denied in May, are we too late; not a claim that was denied as late.

The decision of a payer that pays first is what a secondary claim is filed with.
"""

TURNED: Final = (("timely_filing", OF_DECISION, "appeals"),)
"""A question put by a sentence, words beside it, and the question that it then is."""

BY_MODIFIER: Final = (
    rf"{_START}{_CODE}(?: bilateral)? -?{_MODIFIER}(?![0-9a-z./]){_NO_COUNT}"
    rf"|(?<![0-9a-z.]){_MODIFIER}(?: or | vs | versus |/|, ?| and ){_MODIFIER}(?![0-9a-z.]){_NO_COUNT}"
    rf"|{_START}(?:needs?|append|add|use|using|requires?) (?:a |the |an )?{_CLEAR_MODIFIER}(?![0-9a-z.]){_NO_COUNT}"
    rf"|{_START}x[epsu]{_END}"
)
"""A modifier by itself: 0709T 59, XS or 59."""

MODIFIER_ALLOWED: Final = (
    rf"{_START}(?:mods?|modifiers?) ?{_MODIFIER}? ?(?:is |are )?(?:allowed|ok|okay|accepted){_END}"
    rf"|{_START}(?:allows?|accepts?) (?:a |the )?(?:mods?|modifiers?){_END}"
)
"""Whether a modifier may be used: is mod 59 allowed; that is no allowed amount."""

BY_COUNT: Final = (
    rf"{_START}how many (?:units? |times )?(?:of )?(?:each )?{_CODE}{_END}"
    rf"|{_START}[0-9]{{1,2}} (?:separate |different )?(?:[a-z]+ )?(?:sites?|injections?|lesions?|shots?){_END}"
    rf"|{_START}{_CODE} ?x ?[0-9]{{1,2}}{_END}"
)
"""How many units: how many 0709T, 3 sites, 0709T x4."""

BY_NUMBER: Final = rf"{_START}(?:two|three|four|five|six) (?:units? )?(?:of )?{_CODE}{_END}"
"""Several of a code, where nothing else is asked: three 0709T."""

NDC_FORMAT: Final = (
    rf"{_START}ndc{_END}[^?]{{0,30}}{_START}(?:formats?|formatted|digits?|dash(?:es)?|hyphens?|layout|qualifiers?"
    rf"|11[- ]digit|5-4-2|numbers?|no\.?|remarks?|box|field|locator|where){_END}"
    rf"|{_START}5-4-2{_END}"
    rf"|{_START}(?:formats?|digits?|dash(?:es)?|qualifiers?|where|how to (?:write|report|list))"
    rf"[^?]{{0,30}}{_START}ndc{_END}"
)
"""How the number of a drug is written on a claim: part of what has to be documented, not of what is billed."""

WHO_DENIES: Final = (
    rf"{_START}(?:who|(?:what|which|any|do any|does any) (?:payers?|plans?|insurers?|insurances?|carriers?)){_END}"
    rf"[^?]{{0,40}}{_START}(?:den(?:y|ies|ied|ying)|refuses?|rejects?|says? (?:no|yes)){_END}"
)
"""Which payers deny a code, or say no or yes to it: a question on coverage."""

TO_SECOND: Final = (
    rf"{_START}(?:pays? (?:2nd|second)|secondary|second payer|2nd payer|primary eob|eob (?:of|from) (?:the )?primary)"
    rf"{_END}[^?]{{0,60}}{_START}(?:last da(?:y|te)s?|deadlines?|due|by when|limits?|how long|file by){_END}"
)
"""Until when a claim has to reach the payer that pays second."""

PAYS_MORE: Final = (
    rf"{_START}(?:pays?|paid|paying|reimburses?|reimbursed?|rates?){_END}[^?]{{0,40}}"
    rf"{_START}(?:more|less|better|best|most|least|highest|lowest|higher|lower){_END}(?! than (?:one|once|[0-9]))"
)
"""Which of some pays more, or the most."""

AMOUNT: Final = rf"{_START}amounts?{_END}(?! of{_END})"
"""An amount, where nothing else is asked; the amount of something is no price."""

SAID_BY: Final = (
    (WITHOUT_PARENT, "billing", AMOUNTS_OR_COVERAGE),
    (BESIDE, "billing", AMOUNTS_OR_COVERAGE),
    (OTHER_DAYS, "billing", AMOUNTS_OR_COVERAGE),
    (AFTER_DENIAL, "appeals", LESSER),
    (LATE, "timely_filing", LESSER),
    (BY_WHEN, "timely_filing", LESSER),
    (TO_SECOND, "timely_filing", LESSER),
    (NDC_FORMAT, "documentation", LESSER),
    (BY_COUNT, "billing", AMOUNTS_OR_COVERAGE),
    (MODIFIER_ALLOWED, "billing", AMOUNTS_OR_COVERAGE),
    (BY_MODIFIER, "billing", ()),
    (WHO_DENIES, "coverage", ()),
    (PAYS_MORE, "benchmarks", AMOUNTS_OR_COVERAGE),
    (AMOUNT, "benchmarks", ()),
    (BY_NUMBER, "billing", ()),
)
"""Sentences, the question that each puts, and the questions that give way to it."""

_MAY_MODIFIER: Final = "(?:[2578][0-9]|tc|rt|lt|x[epsu]|g[yz]|kx|q[01]|j[wz])"
MAY: Final = (
    "second|2nd|primary|den[iy]|reject|refus|unpaid|missing|without|w/o|decision|alongside|on top|day|date|visit"
    "|session|ndc|amount"
    "|more|less|better|best|least|most|higher|highest|lower|lowest|older|after|outside|missed|inside|within|late|still"
    "|yet|time(?!l)|since|from|post|past|beyond"
    "|how many|(?<![a-z])(?:two|three|four|five|six) |5-4"
    "|injection|lesion|shot|sites?(?![a-z])|mod|can (?:we|i|you)|[+]|x ?[0-9]|x[epsu](?![a-z])"
    "|(?<![a-z])(?:not?|notice|with|w|plus|dos|mon|tues?|wed|thur?s?|fri|sat|sun|out|by|says?)(?![a-z])"
    "|(?<![a-z])(?:over|old)"
    f"|[0-9tfu](?: bilateral)? -?{_MAY_MODIFIER}(?![0-9a-z./])|{_MAY_MODIFIER}(?: or | vs | versus |/|, ?| and )"
    "|(?:needs?|append|add|use|using|requires?) (?:a |the |an )?[xgkjtrl25]"
)
"""What stands in every text that one of these sentences is found in: a browser loads them for such texts alone."""
