"""A script with its own names in one or two letters, and without comments and space: what it does stays the same.

A slow phone waits for each byte of it, and names are most of what compression leaves. Only names that hold within one
function or block are shortened, by the scopes of the parsed script; names of properties and of other scripts stay.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import chain, product
from typing import Final

from kb.domain.problem import ToolError
from kb.site.parsed_script import Node, parsed
from kb.site.script_scopes import NAMES, Scope, Scopes, scopes_of

SMALL: Final = "abcdefghijklmnopqrstuvwxyz"
CAPITAL: Final = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
"""A script's outermost names are capitals, and inner ones small letters in the order of their declaration.

Small functions then look alike, which is what compresses best.
"""

TAKEN: Final = frozenset({"as", "do", "if", "in", "is", "of"})
"""Words of two letters that mean something in JavaScript."""

SHORTHAND: Final = NAMES - {"identifier"}
CLASHING: Final = re.compile(r"(?:[\w$]{2}|\+\+|--|//|!-|\d\.|^/.+/[\w$])\Z")
"""Where one sign and the first letter of the next would be read as one: also a number's point, and a pattern's flag.

`<!--` would begin a comment.
"""

GOES_ON: Final = frozenset({";", "{", ",", "(", "[", "=", "?", ":", "&&", "||", "??", "+", "=>", "."})
CONTINUES: Final = frozenset({";", "}", ",", ")", "]", "=", "?", ":", "&&", "||", "??", ".", "?."})
"""Signs after which, and before which, no statement ends with its line."""


DECLARATION: Final = "lexical_declaration"
KEYWORDS: Final = frozenset({"const", "let"})
"""A declaration of either, within a block, goes out as `let`: that a name is set once matters to who writes it."""

ENDED: Final = frozenset({DECLARATION, "expression_statement", "return_statement", "throw_statement"})
"""Statements that the end of a block ends as well as `;` does."""


@cache
def shortened(script: bytes, name: str) -> bytes:
    """Return a script, known by the name of its file, that does the same in fewer bytes.

    Raises ToolError if it is no JavaScript.
    """
    whole = parsed(script)
    if whole.has_error:
        raise ToolError(f"{name}:{_line_of_fault(whole)}: this is no JavaScript; mend the script and build again")
    return _joined(_tokens(whole, _renamed(scopes_of(whole)))).encode() + b"\n"


def _line_of_fault(node: Node) -> int:
    """Return the line of the first error of a script."""
    wrong = next((child for child in node.children if child.has_error or child.is_missing), None)
    return _line_of_fault(wrong) if wrong else node.start_point.row + 1


def _renamed(scopes: Scopes) -> dict[int, str]:
    """Return the short name of each place that has one, by where the place starts."""
    given: dict[tuple[Scope, str], str] = {}
    for scope in scopes.outermost.inside:
        _name(scope, CAPITAL, given, scopes.free)
    return {node.start_byte: given[scope, (node.text or b"").decode()] for node, scope in scopes.places}


def _name(scope: Scope, letters: str, given: dict[tuple[Scope, str], str], free: frozenset[str]) -> None:
    """Give the names of a scope, and of those inside it, the first that mean nothing else there."""
    used = {given[one] for one in scope.through} | free | TAKEN
    short = (name for name in chain(letters, map("".join, product(SMALL, SMALL + CAPITAL))) if name not in used)
    for name in scope.names:
        given[scope, name] = next(short)
    for inner in scope.inside:
        _name(inner, SMALL, given, free)


def _tokens(node: Node, names: dict[int, str]) -> Iterator[tuple[str, int, int]]:
    """Yield the signs of a script as they are to stand, each with the lines in which it starts and ends."""
    if node.type == "comment" or node.start_byte == node.end_byte:
        return
    if node.child_count and node.type not in {"string", "regex", "template_string"}:
        for child in node.children:
            if not _is_spare(child):
                yield from _tokens(child, names)
    else:
        yield _written(node, names), node.start_point.row, node.end_point.row


def _is_spare(sign: Node) -> bool:
    """Tell whether a sign can be left out: it ends the last statement of a block, or one that goes on in the next."""
    statement = sign.parent
    if sign.type != ";" or statement is None or statement.type not in ENDED or not _is_in_block(statement):
        return False
    behind = _beside(statement, forward=True)
    return behind is None or _goes_on(behind)


def _goes_on(statement: Node) -> bool:
    """Tell whether a declaration goes on with the one before it: both are written as one."""
    before = _beside(statement, forward=False)
    return _is_own(statement) and before is not None and _is_own(before) and before.children[-1].type == ";"


def _is_own(statement: Node) -> bool:
    """Tell whether a statement declares names that hold within a block."""
    return statement.type == DECLARATION and _is_in_block(statement)


def _is_in_block(statement: Node) -> bool:
    return statement.parent is not None and statement.parent.type == "statement_block"


def _beside(statement: Node, *, forward: bool) -> Node | None:
    """Return the next statement of a block that is no comment, or the one before."""
    found = statement.next_named_sibling if forward else statement.prev_named_sibling
    while found is not None and found.type == "comment":
        found = found.next_named_sibling if forward else found.prev_named_sibling
    return found


def _written(node: Node, names: dict[int, str]) -> str:
    """Write one sign; in a template string, what is filled in is shortened, and the text stays."""
    text = node.text or b""
    if node.type == "template_string":
        return _template(node, text, names)
    if node.type in KEYWORDS and node.parent is not None and _is_own(node.parent):
        return "," if _goes_on(node.parent) else "let"
    short = names.get(node.start_byte, "") if node.type in NAMES else ""
    return f"{text.decode()}:{short}" if short and node.type in SHORTHAND else short or text.decode()


def _template(node: Node, text: bytes, names: dict[int, str]) -> str:
    written, at = "", 0
    for child in node.named_children:
        if child.type == "template_substitution":
            start, end = child.start_byte - node.start_byte, child.end_byte - node.start_byte
            written += text[at:start].decode() + _joined(_tokens(child, names))
            at = end
    return written + text[at:].decode()


def _joined(tokens: Iterator[tuple[str, int, int]]) -> str:
    """Write signs one after another, with as little space as keeps their meaning."""
    written, last, ended = list[str](), ";", 0
    for text, start, end in tokens:
        written += (_between(last, text, is_later_line=start > ended), text)
        last, ended = text, end
    return "".join(written)


def _between(one: str, other: str, *, is_later_line: bool) -> str:
    """Return what must stand between two signs: a statement may end with its line."""
    if is_later_line and one not in GOES_ON and other not in CONTINUES:
        return "\n"
    return " " if CLASHING.search(one + other[0]) else ""
