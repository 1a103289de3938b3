"""What the tests of the browser's engine share."""

from __future__ import annotations

from pathlib import Path

import pytest

from kb.site.static_files import JOINED

STATIC = Path(__file__).resolve().parents[2] / "site_templates" / "static"


@pytest.fixture(scope="session")
def engine_scripts():
    """The scripts of the engine, each after those that it needs."""
    return [STATIC / f"{name}.js" for name in JOINED["engine"]]
