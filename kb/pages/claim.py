"""The claim sheet as a page of its own, made to be printed and sent; and the page that makes it in the browser."""

from __future__ import annotations

from dataclasses import dataclass

from kb.domain.model import DenialCode, Library
from kb.evidence.claim_sheet import MOST_CODES, ClaimSheet
from kb.evidence.claim_text import account_note
from kb.pages.page import Crumb, Page


@dataclass(frozen=True)
class ClaimView:
    """What the page shows: the sheet, and its note for the account."""

    sheet: ClaimSheet
    note: str


@dataclass(frozen=True)
class Plan:
    """A plan to choose: its id, and its name beside its payer's."""

    id: str
    name: str


@dataclass(frozen=True)
class ClaimForm:
    """What the page shows before a sheet is made: plans by payer, denial codes, codes and a plan as an example."""

    groups: tuple[tuple[str, tuple[Plan, ...]], ...]
    denials: tuple[DenialCode, ...]
    example: tuple[str, str]
    most: int
    crumbs: tuple[Crumb, ...]


def claim_form_page(library: Library) -> Page:
    """Make the page on which a sheet is asked for."""
    held: dict[str, list[Plan]] = {}
    for payer, scope in library.scopes:
        held.setdefault(payer.title, []).append(Plan(f"{payer.name}/{scope.id}", scope.name))
    groups = tuple((title, tuple(plans)) for title, plans in held.items())
    example = (", ".join([*library.codes][:2]), groups[0][1][0].id)
    crumbs = (Crumb("Home", "index.html"), Crumb("Claim sheet"))
    form = ClaimForm(groups, library.lookup.denial_codes, example, MOST_CODES, crumbs)
    return Page("claim.html", "claim", "Claim sheet", form)


def claim_page(sheet: ClaimSheet) -> Page:
    """Make the page of a sheet."""
    return Page("claim.html", "claim", f"Claim sheet: {sheet.title}", ClaimView(sheet, account_note(sheet)))
