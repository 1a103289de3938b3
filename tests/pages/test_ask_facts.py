"""What the Ask page loads of a code: little for one reply, whatever its page says."""

from __future__ import annotations

import gzip
from datetime import date
from itertools import chain

import pytest

from kb.commands.lookup import make_look_up
from kb.history.clocks import read_clocks
from kb.pages.ask_facts import TOLD, parted, section_of
from kb.pages.ask_scripts import ask_scripts
from kb.pages.ask_texts import Kept
from kb.pages.claim_versions import version_scripts


@pytest.fixture(scope="module")
def clocks(real_policies, real_day: date):
    desk = make_look_up(real_policies, real_day, as_json=False)
    return read_clocks(desk.on_disk, desk.history(), real_day)


@pytest.fixture(scope="module")
def library(clocks):
    return clocks.library


@pytest.fixture(scope="module")
def sizes(clocks):
    """By address the bytes of each script, as they are sent."""
    scripts = chain(ask_scripts(clocks), version_scripts(clocks))
    return {address: len(gzip.compress(text.encode(), 9)) for address, text in scripts}


def test_a_reply_on_a_section_of_a_code_loads_less_than_five_kilobytes(library, sizes):
    for code in library.codes:
        first = f"static/ask/codes/{code.lower()}.js"
        further = [size for address, size in sizes.items() if address.startswith(f"{first[:-3]}-")]
        assert sizes[first] + max(further, default=0) < 5 * 1024, code


def test_a_reply_as_of_a_day_loads_less_than_five_kilobytes_more_than_one_of_today(sizes):
    """The answers of the plan on all days, and what is in doubt about the versions of its rules."""
    days, versions = (
        max(size for address, size in sizes.items() if address.startswith(folder))
        for folder in ("static/ask/days/", "static/claim/versions/")
    )
    assert days + versions < 5 * 1024


def test_each_section_that_has_something_to_tell_stands_in_one_script(library):
    for page in library.codes.values():
        parts = parted(page)
        told = [name for part in parts for name in part]
        assert len(told) == len(set(told))
        assert {name for name in TOLD if section_of(page, name, Kept())} <= {*told}
        assert parts[0][:1] == TOLD[:1]
