"""What the Ask page loads of a code: little for one reply, whatever its page says."""

from __future__ import annotations

import gzip
from datetime import date

import pytest

from kb.commands.lookup import make_look_up
from kb.pages.ask_facts import TOLD, parted, section_of
from kb.pages.ask_scripts import ask_scripts, classes_of
from kb.pages.ask_texts import Kept


@pytest.fixture(scope="module")
def library(real_policies, real_day: date):
    return make_look_up(real_policies, real_day, as_json=False).current


@pytest.fixture(scope="module")
def sizes(library):
    """By address the bytes of each script of a code, as they are sent."""
    scripts = ask_scripts(library, classes_of(library))
    return {address: len(gzip.compress(text.encode(), 9)) for address, text in scripts if "/codes/" in address}


def test_a_reply_on_a_section_of_a_code_loads_less_than_five_kilobytes(library, sizes):
    for code in library.codes:
        first = f"static/ask/codes/{code.lower()}.js"
        further = [size for address, size in sizes.items() if address.startswith(f"{first[:-3]}-")]
        assert sizes[first] + max(further, default=0) < 5 * 1024, code


def test_each_section_that_has_something_to_tell_stands_in_one_script(library):
    for page in library.codes.values():
        parts = parted(page)
        told = [name for part in parts for name in part]
        assert len(told) == len(set(told))
        assert {name for name in TOLD if section_of(page, name, Kept())} <= {*told}
        assert parts[0][:1] == TOLD[:1]
