"""How staff ask for facts on a code itself: the words of each, and the table of the code's page that answers."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from kb.domain.reach import CODE as CODE_FORM

CODE: Final = rf"(?:{CODE_FORM.pattern})"
Words = re.Pattern[str]


def _asked(*patterns: str) -> Words:
    return re.compile(rf"(?<![0-9a-z])(?:{'|'.join(patterns)})(?![0-9a-z])", re.IGNORECASE | re.ASCII)


@dataclass(frozen=True)
class Topic:
    """What is asked of a code: its words, the heading of the table, and words that stand for what a cell says.

    `of_medicare`: the rows are CMS's, so they answer where Medicare is named, and for no other payer. `since` is the
    number of the cell that has the day from which a row holds.
    """

    asked: Words
    heading: str
    cells: tuple[tuple[Words, str], ...] = ()
    of_medicare: bool = True
    since: int | None = None


BEGINS: Final = (
    "effective",
    r"(?:took|takes?|taken|go|goes|went) (?:in(?:to)? )?effect",
    r"start\w*",
    r"beg[aiu]n\w*",
)
ENDS: Final = (r"sunset\w*", r"expir\w*", r"archiv\w*", r"end(?:s|ed|ing)?")
TAKEN: Final = (r"retir\w*", r"delet\w*", r"replac\w*", r"convert\w*")
"""What may have been done to a code, of which no row is the day: all rows of its life are told."""

RELEASES: Final = (r"releas\w*", r"publish\w*")

TOPICS: Final = (
    Topic(
        _asked(
            rf"when (?:did|does|do|was|is|will)(?= [^?]*(?:{'|'.join((*BEGINS, *ENDS, *TAKEN, *RELEASES))}))",
            r"(?:effective|start|end|sunset|release) date",
            "life cycle",
        ),
        "Life cycle",
        ((_asked(*ENDS), "sunset"), (_asked(*RELEASES), "released"), (_asked(*BEGINS), "effective")),
        of_medicare=False,
    ),
    Topic(
        _asked(
            r"global (?:period|days?|surgery|package)",
            r"(?:status (?:indicator |code )?(?:on|in|under) (?:the )?)?m?pfs(?: status)?",
            r"fee schedule(?: status| row| indicators?)?|rvus?|relative values?",
            r"conversion factor|pc[/ ]?tc",
            r"(?:assistant(?: at surgery| surgeon)?|co-?surgeons?|bilateral|team surgery|multiple procedure)"
            r"(?: indicator)?",
        ),
        "Fee schedule",
    ),
    Topic(
        _asked(r"mues?|mai|medically unlikely(?: edits?)?|(?:(?:how many|max(?:imum)?|number of) )?units?"),
        "Units",
        (
            (_asked("hospitals?", "outpatient", "facility", "hopd"), "outpatient hospital"),
            (_asked("practitioners?", "professional", "physicians?"), "practitioner"),
        ),
        since=4,
    ),
    Topic(
        _asked(
            r"(?:do|does|did)(?= [a-z][a-z .'-]* charge)",
            r"(?:hospitals?|price files?)(?= [^?]*(?:charge|price|amount))",
            r"(?:gross|cash|negotiated|chargemaster)(?: price| charge)?",
            r"(?:charges?|prices?|amounts?)(?= [^?]*(?:hospital|price file))",
        ),
        "Observed amounts",
        of_medicare=False,
    ),
    Topic(
        _asked(
            r"(?:sources?|pages?|who) (?:that )?(?:disagrees?|conflicts?)"
            r"|conflicting(?: (?:sources?|pages?|statements?|information))?|contradict\w*"
            r"|(?:what|which|any) (?:conflicts?|disagreements?)"
        ),
        "Conflicts",
        of_medicare=False,
    ),
    Topic(_asked(r"modifiers?|mods?"), "Modifiers"),
)
"""What a table of a code's page answers; the first whose words are there."""

WHAT_IT_IS: Final = re.compile(
    r"^\W*(?:what(?:'?s| is| are| does)?|define|explain|describe|tell me about)?\W*(?:the |a )?"
    r"(?:(?:meaning|definition|kind|type|family|sort) )?(?:of )?(?:the |a )?(?:(?:code|service|procedure) )?(?:is )?"
    rf"(?:cpt|hcpcs)?\W*(?:code )?(?P<code>{CODE})(?: code)?(?: is| means?| stands? for| for| meaning)?\W*$",
    re.IGNORECASE | re.ASCII,
)
"""What a code is, and nothing else: what is CPT 0709T, what kind of code is Q2043, 0709T meaning."""

PRIMARY: Final = r"(?:primary|parent|base)(?: codes?| procedures?)"
ADD_ON: Final = _asked(r"add-? ?ons?(?: codes?)?", rf"(?<!the ){PRIMARY}", rf"{PRIMARY}(?! {CODE})")
"""What an add-on belongs to; in `global days of the parent code 0708T` the words only name the code."""

IS_ADD_ON: Final = _asked(
    rf"(?:is|are) (?:cpt |hcpcs |code )*(?P<code>{CODE}) (?:codes? )?(?:an? |considered (?:an? )?)?add-? ?on"
)
BILLED_WITH: Final = _asked(r"bill\w*(?: \w+)? (?:beside|with|together|alongside)", "goes? with", r"cross ?walks?")
"""What a code is billed with."""

ALONE: Final = _asked(
    r"(?:bill|report|pa(?:y|id)|stand|use|list|submit)\w*(?: \w+){0,2}? (?:alone|by (?:itself|themselves)"
    r"|on (?:its|their) own)",
    r"stand-?alone|without (?:the |its |a )?(?:primary|parent|base)(?: codes?| procedures?)?",
)
"""An add-on by itself."""

INDICATOR: Final = _asked(r"(?:(?:mue|adjudication|ncci|modifier|ptp|edit|pair) )*(?:indicators?|mai) (?P<one>[0-9])")
MEANS: Final = "mean"
"""An indicator by its number, and the word that asks what it means."""

OF_PAIR: Final = _asked(r"pa(?:ys?|id|yable)|den(?:y|ied|ies)")
"""What a row of a pair says of its own code: which of the two is paid."""

CHECKLIST: Final = _asked(
    r"(?:documentation |record )?checklists?",
    r"what (?:must|should|does|do|has to) (?:the |our |a )?(?:records?|notes?|charts?|documentation)"
    r" (?:to )?(?:show|say|hold|include|have|contain)",
)
"""What a record must show for a code, by its page."""

TOGETHER: Final = _asked(
    r"same (?:day|date|claim|session)|together|beside|alongside|(?:un)?bundl\w*|ncci|pairs?|edits?"
)
FILE: Final = _asked(r"rvu[0-9]{2}[a-d]")
MODIFIER: Final = _asked(r"(?:modifiers?|mods?|-) ?(?P<one>[0-9A-Z]{2})")
CODES: Final = _asked(CODE)

ASKED_OF_CODES: Final = ("", "billing", "benchmarks")
"""The questions under which words on a code itself are read."""
