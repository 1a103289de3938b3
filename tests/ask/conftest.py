"""The real policies, ready for questions, made once."""

from __future__ import annotations

import pytest

from kb.ask.compose import reply_to
from kb.commands.lookup import make_look_up


@pytest.fixture(scope="session")
def desk(real_policies, real_day):
    return make_look_up(real_policies, real_day, as_json=False)


@pytest.fixture(scope="session")
def ask(desk):
    return lambda question: reply_to(desk, question)
