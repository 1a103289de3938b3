from __future__ import annotations

import importlib.util
import sys
from pathlib import Path

import pytest

# Tests are imported one by one, so a module that they share is loaded here, once.
SPEC = importlib.util.spec_from_file_location("history_repository", Path(__file__).with_name("repository.py"))
sys.modules["history_repository"] = importlib.util.module_from_spec(SPEC)
SPEC.loader.exec_module(sys.modules["history_repository"])


@pytest.fixture
def repository(tmp_path):
    """A repository without a commit, made in this test's folder."""
    return sys.modules["history_repository"].Repository(tmp_path / "project")
