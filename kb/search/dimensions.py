"""The values of dimensions that are never crossed, such as the steps of an appeal, and the words that name each.

`kb.search.intent` reads by them, and hands them to the browser.
"""

from __future__ import annotations

from typing import Final

AFTER: Final = (
    *("appeal {}", "appeal a {}", "appeal the {}", "appeal of {}", "appeal of a {}", "appeal of the {}"),
    *("appeal from {}", "appeal after {}", "appeal after the {}", "appealing {}", "appealing the {}", "after {}"),
    *("after the {}", "{} decision", "{} denied", "{} denial", "{} upheld", "{} was denied", "{} was upheld"),
    *("{} came back denied", "{} unfavorable", "{} result", "{} lost", "lost {}", "lost the {}"),
    *(
        "did {}",
        "did a {}",
        "did the {}",
        "done {}",
        "{} done",
        "{} was done",
        "{} completed",
        "{} failed",
        "{} rejected",
    ),
    *("{} exhausted", "finished {}", "had {}", "had the {}"),
)
"""How staff ask for the step that follows another: its own time limit counts then, not that of the step before."""

FOLLOWING: Final = {
    step: tuple(form.format(name) for name in (step, short) for form in AFTER)
    for step, short in (("redetermination", "redet"), ("reconsideration", "recon"))
}
"""By step of an appeal the phrases that ask for the one after it."""

AFTER_LEVEL: Final = (
    *("after {}", "{} was denied", "{} was upheld", "{} upheld", "upheld at {}", "appeal denied {}"),
    *("{} appeal was denied", "{} appeal was upheld", "{} appeal upheld"),
)
"""The same of a level of an appeal by its number: `level 1 denied` can be either, and is read as both."""

FOLLOWING_FIRST: Final = tuple(
    form.format(name) for name in ("first level", "1st level", "level 1", "level one") for form in AFTER_LEVEL
)

SHOWN_AS: Final = {
    **{phrase: f"the step after a {step}" for step, phrases in FOLLOWING.items() for phrase in phrases},
    **dict.fromkeys(FOLLOWING_FIRST, "second level"),
}
"""How notes call what some phrases name."""

DIMENSIONS: Final = {
    "step of an appeal": (
        ("redetermination", "redet"),
        (
            *("reconsideration", "recon", "QIC", "qualified independent contractor"),
            *FOLLOWING["redetermination"],
        ),
        ("hearing", "ALJ", "administrative law judge"),
        ("peer-to-peer", "p2p", "peer to peer"),
        (
            *("second level", "second-level", "level 2", "level two", "2nd level", "second step", "2nd lvl", "lvl 2"),
            *("second claim review", "2nd claim review", "second appeal", "2nd appeal"),
            *FOLLOWING_FIRST,
        ),
        (
            *("first level", "first-level", "level 1", "level one", "1st level", "first step", "1st lvl", "lvl 1"),
            *("first claim review", "1st claim review", "initial claim review"),
        ),
        ("external review", "independent review", "IRO"),
        ("third level", "level 3", "level three", "3rd level", "third step", "3rd lvl", "lvl 3"),
        (
            "appeal, the one level",
            *FOLLOWING["reconsideration"],
        ),
        (
            *("first payment dispute", "first dispute", "1st dispute", "initial dispute", "first level dispute"),
            *("1st level dispute", "level 1 dispute", "level one dispute", "first level payment dispute"),
        ),
        (
            *("appeals council", "appeal council", "council review", "departmental appeals board", "DAB"),
            *("fourth level", "4th level", "level 4", "level four"),
        ),
        (
            *("federal court", "district court", "judicial review"),
            *("fifth level", "5th level", "level 5", "level five"),
        ),
    ),
    "who asks": (
        ("member", "members", "enrollee", "beneficiary", "subscriber"),
        ("provider", "providers"),
    ),
    "fee schedule": (
        ("physician fee schedule", "MPFS", "PFS", "non facility", "nonfacility"),
        ("OPPS", "APC", "outpatient prospective"),
        ("ASC", "ambulatory surgery center", "ambulatory surgical center"),
        ("DMEPOS",),
    ),
    "setting": (
        ("practitioner", "professional", "prof"),
        ("facility", "outpatient hospital", "hospital", "inpatient", "hosp", "outpt", "HOPD"),
    ),
    "network": (
        (
            *("out of network", "nonparticipating", "noncontracted", "non-participating", "nonpar", "non par", "OON"),
            *("non contracted", "not participating", "not contracted", "not in network"),
            *("outside network", "outside the network", "outside of network"),
        ),
        ("in network", "in-network", "participating", "par", "contracted"),
    ),
    "claim": (
        ("corrected", "resubmission", "resubmit", "replacement claim", "corrected claim"),
        ("secondary", "coordination of benefits", "pays second", "COB"),
    ),
    "urgency": (("urgent", "expedited"), ("standard",)),
    "product": (("HMO", "HMOs"), ("PPO", "PPOs"), ("EPO",), ("POS plan",), ("indemnity",)),
    "funding": (
        ("fully insured", "full insured"),
        ("self funded", "self-funded", "self insured", "self-insured", "selffunded", "ASO", "self funding"),
    ),
}
"""What an answer can be about one value of and not another; each value with the words that name it."""

PEER: Final = next(
    ("step of an appeal", number)
    for number, phrases in enumerate(DIMENSIONS["step of an appeal"])
    if "peer-to-peer" in phrases
)
"""The step of an appeal that has a telephone number of its own: a contact of another step is none of it."""
