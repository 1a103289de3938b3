"""The reasons that CMS's edit files print: closed lists, so that no other text can enter the store through them.

A pair table holds the number of a rationale, which never changes: a new one is added at the end.
"""

from __future__ import annotations

from typing import Final

PAIR_RATIONALES: Final = (
    "Standard preparation/monitoring services for anesthesia",
    "HCPCS/CPT procedure code definition",
    "CPT Manual or CMS manual coding instruction",
    "Mutually exclusive procedures",
    "Sequential procedure",
    "CPT Separate procedure definition",
    "More extensive procedure",
    "Gender-specific procedures",
    "Standards of medical/surgical practice",
    "Anesthesia service included in surgical procedure",
    "Laboratory panel",
    "Misuse of Column Two code with Column One code",
)
"""As CMS's files of July 2024 print them; number 1 is the first."""

UNIT_RATIONALES: Final = (
    "Anatomic Consideration",
    "CMS Policy",
    "Clinical: CMS Workgroup",
    "Clinical: Data",
    "Clinical: Society Comment",
    "Code Descriptor / CPT Instruction",
    "Compounded Drug Policy",
    "Drug discontinued",
    "Nature of Analyte",
    "Nature of Equipment",
    "Nature of Service/Procedure",
    "Oral Medication; Not Payable",
    "Prescribing Information",
    "Published Contractor Policy",
)
"""As CMS's files of July 2024 print them."""


def plain(written: str) -> str:
    """Write a rationale so that spelling with other blanks, dashes or letters is read as the same one."""
    kept = "".join(sign if sign.isalnum() else " " for sign in written.lower())
    words = " ".join(kept.split())
    return words.replace("services", "service").replace("procedures", "procedure").replace("column 2", "column two")


PAIR_NUMBERS: Final = {plain(words): number for number, words in enumerate(PAIR_RATIONALES, 1)}
UNIT_WORDS: Final = {plain(words): words for words in UNIT_RATIONALES}
