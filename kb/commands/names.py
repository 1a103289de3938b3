"""Every command by its name."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import Final

COMMANDS: Final = {
    "build": "site",
    "check": "content",
    "search": "lookup",
    "answer": "lookup",
    "ask": "ask",
    "deadline": "deadline",
    "claim": "claim",
    "worklist": "worklist",
    "code": "code",
    "codes": "code_lookup",
    "rates": "rates",
    "history": "versions",
    "evidence": "versions",
    "diff": "diff",
    "new": "new",
    "stale": "stale",
    "watch": "watch",
    "asked": "reviewing",
    "reviewed": "reviewing",
    "import": "importing",
    "export": "sheets",
    "fmt": "content",
    "mail": "mail",
    "mcp": "mcp",
    "plain": "diff",
    "publish": "site",
    "serve": "preview",
    "guide": "content",
}
"""Every command, in the order of the help, with the module that has it: it is loaded when the command is run."""


def command_of(name: str) -> Callable[..., None]:
    """Load the module of a command and return its function."""
    command: Callable[..., None] = getattr(import_module(f"kb.commands.{COMMANDS[name]}"), f"{name}_command")
    return command
