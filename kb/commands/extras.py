"""Modules of commands that need an extra, which is not installed everywhere."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from kb.domain.problem import UsageError


def module_of_extra(module: str, package: str, extra: str) -> Any:
    """Load a module that imports the package of an extra. Raises UsageError where the extra is not installed."""
    try:
        return import_module(module)
    except ModuleNotFoundError as fault:
        if (fault.name or "").partition(".")[0] != package:
            raise
        raise UsageError(
            f"the package {package} is not installed here; install the extra: pip install '.[{extra}]'"
        ) from fault
