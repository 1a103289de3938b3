"""A script parsed to a tree, with a place for every sign of it."""

from __future__ import annotations

from functools import cache
from typing import TypeAlias

import tree_sitter_javascript
from tree_sitter import Language, Parser
from tree_sitter import Node as _Node

Node: TypeAlias = _Node
"""A part of a script: its type, its text, where it stands, and the parts that it has."""


@cache
def _parser() -> Parser:
    return Parser(Language(tree_sitter_javascript.language()))


def parsed(script: bytes) -> Node:
    """Return the tree of a JavaScript; `has_error` tells where it is none."""
    return _parser().parse(script).root_node
