"""What the tests of the search share."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from kb.history.clocks import BLANK
from kb.search.lookup import LookUp, found_record
from kb.site.short_script import shortened
from kb.site.static_files import ENGINE, JOINED

PARTS = ("engine", "engine_days", "engine_plans", "engine_exact", "engine_asks", "engine_mend", "engine_spoken")
SCRIPTS = {**JOINED, "engine": ENGINE}
"""By part the scripts of the engine; the first is in one file with others."""

STATIC = Path(__file__).resolve().parents[2] / "site_templates" / "static"


@pytest.fixture(scope="session")
def engine_scripts():
    """The scripts of the engine, each after those that it needs."""
    return [STATIC / f"{name}.js" for part in PARTS for name in SCRIPTS[part]]


@pytest.fixture(scope="session")
def shipped_engine(engine_scripts, tmp_path_factory):
    """The same scripts as the site has them, with short names."""
    folder = tmp_path_factory.mktemp("engine")
    for script in engine_scripts:
        (folder / script.name).write_bytes(shortened(script.read_bytes(), script.name))
    return [folder / script.name for script in engine_scripts]


@pytest.fixture(scope="session")
def answered(real_library):
    """Answer a query of the real library on a day: what was read, the notes, the card and the first five hits."""
    desk = LookUp(real_library, real_library, lambda: BLANK, dt.date(2026, 11, 28))
    return lambda typed: found_record(desk, typed, 5)
