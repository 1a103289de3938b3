"""The real policies, ready for questions, made once."""

from __future__ import annotations

from dataclasses import replace

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
