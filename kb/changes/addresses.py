"""The addresses of changes and feeds on the site. That of a change, made from its commit and file, never changes."""

from __future__ import annotations

import re

from kb.changes.recorded import FileChange, RecordedCommit

NEWEST = "changes.html"
DRIFT = "drift.html"
CALENDAR = "calendar.ics"
FEED = "feeds/all"
"""The address of the feed of all changes, without its ending: .xml for Atom, .json for JSON Feed."""


def month(found: RecordedCommit | FileChange) -> str:
    """Return the month in which a commit or a change was recorded: `2026-11`."""
    return found.commit.recorded.isoformat()[:7]


def month_page(name: str, number: int = 1) -> str:
    """Return the address of a page of a month; the first of several has the oldest changes."""
    return f"changes/{name}{f'-{number}' if number > 1 else ''}.html"


def anchor(recorded: FileChange) -> str:
    """Return the anchor of a change on its page, from its commit and the id of its file at that time."""
    return f"c-{recorded.commit.sha[:7]}-{_slug(recorded.change.id)}"


def commit_anchor(found: RecordedCommit) -> str:
    """Return the anchor of a commit on its page."""
    return f"c-{found.commit.sha[:7]}"


def address(recorded: FileChange) -> str:
    """Return the address of a change."""
    return f"{recorded.page}#{anchor(recorded)}"


def commit_address(found: RecordedCommit) -> str:
    """Return the address of a commit: that of the first of its changes."""
    return f"{found.page}#{commit_anchor(found)}"


def payer_feed(payer: str) -> str:
    """Return the address of a payer's feed without its ending."""
    return f"feeds/{payer}"


def code_feed(code: str) -> str:
    """Return the address of a code's feed without its ending."""
    return f"feeds/codes/{code.lower()}"


def _slug(id_: str) -> str:
    return re.sub(r"[^a-z0-9-]", "-", id_.lower().replace("/", "--"))
