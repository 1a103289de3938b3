"""The real policies, ready for questions, made once."""

from __future__ import annotations

import datetime as dt
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from kb.ask.compose import reply_to
from kb.commands.lookup import make_look_up


@pytest.fixture(scope="session")
def desk(real_policies, real_day):
    """The index is in memory: one in the cache folder goes when a test beside this one asks another library."""
    return replace(make_look_up(real_policies, real_day, as_json=False), cache=None)


@pytest.fixture(scope="session")
def ask(desk):
    return lambda question: reply_to(desk, question)


GOOD = Path(__file__).parents[1] / "data" / "good"
REQUESTS = """prior_authorization: required
prior_authorization_sources: example-rule
prior_authorization_confidence: high
prior_authorization_contacts:
  - kind: other way
    value: by phone or by fax
    turnaround: 15 calendar days from a complete request
    source: example-rule
    checked: 2025-12-01
    review_by: 2026-12-01
sources:"""


@pytest.fixture(scope="session")
def desk_of_requests(make_repository, rule):
    """The small library with a plan whose contact records how long it takes to decide a request."""
    repository = make_repository()
    shutil.copytree(GOOD, repository.folder, dirs_exist_ok=True)
    text = rule("covered", "2026-01-01").replace("sources:\n", f"{REQUESTS}\n", 1)
    told = f"{text}\n## Prior authorization\n\nThe rule asks for it [example-rule].\n"
    repository.commit({"example-health/commercial/requests.md": told}, "2026-03-02", "requests")
    return replace(make_look_up(repository.folder, dt.date(2026, 5, 3), as_json=False), cache=None)
