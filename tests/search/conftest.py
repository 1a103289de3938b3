"""What the tests of the browser's engine share."""

from __future__ import annotations

from pathlib import Path

import pytest

STATIC = Path(__file__).resolve().parents[2] / "site_templates" / "static"


@pytest.fixture(scope="session")
def engine_scripts():
    """The scripts of the engine, each after those that it needs."""
    first = (
        "stem",
        "analysis",
        "typed",
        "query",
        "packing",
        "store",
        "spelling",
        "not_held",
        "dates",
        "plans",
        "intent",
        "code_life",
        "other_numbers",
    )
    names = (*first, "expansion", "phrase", "excerpt", "reading", "ranking", "notes_text", "engine")
    return [STATIC / f"{name}.js" for name in names]
