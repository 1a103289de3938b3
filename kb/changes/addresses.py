"""Where a change stands on the site: one address for good, from its commit and its file."""

from __future__ import annotations

import re

from kb.changes.recorded import FileChange, RecordedCommit

NEWEST = "changes.html"
DRIFT = "drift.html"
CALENDAR = "calendar.ics"
FEED = "feeds/all"
"""A feed's address without its ending, .xml for Atom and .json for JSON Feed."""


def month(found: RecordedCommit | FileChange) -> str:
    """Name the month in which it was recorded, 2026-11."""
    return found.commit.recorded.isoformat()[:7]


def month_page(name: str, number: int = 1) -> str:
    """Give a page of a month; a month of many changes has several, of which the first has the oldest."""
    return f"changes/{name}{f'-{number}' if number > 1 else ''}.html"


def anchor(told: FileChange) -> str:
    """Name a change on its page: by its commit and its file as it was called then."""
    return f"c-{told.commit.sha[:7]}-{_slug(told.change.id)}"


def commit_anchor(found: RecordedCommit) -> str:
    """Name a commit on its page."""
    return f"c-{found.commit.sha[:7]}"


def address(told: FileChange) -> str:
    """Give the address of a change."""
    return f"{told.page}#{anchor(told)}"


def commit_address(found: RecordedCommit) -> str:
    """Give the address of a commit: where the first of its changes stands."""
    return f"{found.page}#{commit_anchor(found)}"


def payer_feed(payer: str) -> str:
    """Give the address of a payer's feed without its ending."""
    return f"feeds/{payer}"


def code_feed(code: str) -> str:
    """Give the address of a code's feed without its ending."""
    return f"feeds/codes/{code.lower()}"


def _slug(id_: str) -> str:
    return re.sub(r"[^a-z0-9-]", "-", id_.lower().replace("/", "--"))
