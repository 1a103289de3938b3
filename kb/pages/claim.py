"""The claim sheet as a page of its own, made to be printed and sent."""

from __future__ import annotations

from dataclasses import dataclass

from kb.evidence.claim_sheet import ClaimSheet
from kb.evidence.claim_text import account_note
from kb.pages.page import Page


@dataclass(frozen=True)
class ClaimView:
    """What the page shows: the sheet, and its note for the account."""

    sheet: ClaimSheet
    note: str


def claim_page(sheet: ClaimSheet) -> Page:
    """Make the page of a sheet."""
    return Page("claim.html", "claim", f"Claim sheet: {sheet.title}", ClaimView(sheet, account_note(sheet)))
