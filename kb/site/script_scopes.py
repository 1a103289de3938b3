"""Which names of a script are its own, and where each holds: its scopes, and the places that name one of theirs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from kb.site.parsed_script import Node

FUNCTIONS: Final = frozenset({
    *("function_declaration", "generator_function_declaration", "function_expression", "generator_function"),
    *("arrow_function", "method_definition"),
})  # fmt: skip
BODIES: Final = FUNCTIONS | {"catch_clause"}
"""What shares one scope with the block that is its body: that may not declare a parameter again."""

OPENING: Final = BODIES | {"for_statement", "for_in_statement", "switch_body", "class", "class_declaration"}
DECLARED_AROUND: Final = frozenset({"function_declaration", "generator_function_declaration", "class_declaration"})
"""What is known by its name in the scope around it; an expression's name is known within it alone."""

DECLARING: Final = {
    **dict.fromkeys(FUNCTIONS, ("name", "parameters", "parameter")),
    "method_definition": ("parameters",),
    "class": ("name",),
    "class_declaration": ("name",),
    "variable_declarator": ("name",),
    "catch_clause": ("parameter",),
}
"""The parts of each kind of node that declare names."""

PATTERN_PARTS: Final = {
    "pair_pattern": "value",
    "object_assignment_pattern": "left",
    "assignment_pattern": "left",
}
"""The part of a pattern that names what it fills; a key or a usual value names nothing new."""

GROUPS: Final = frozenset({"object_pattern", "array_pattern", "rest_pattern", "formal_parameters"})
NAMES: Final = frozenset({"identifier", "shorthand_property_identifier", "shorthand_property_identifier_pattern"})


@dataclass(eq=False)
class Scope:
    """A part of a script in which names are declared: the names, in their order, and the scopes inside.

    `through` are the names of scopes around it that it or a scope inside it uses, each with the scope that has it.
    """

    around: Scope | None
    is_function: bool = False
    names: dict[str, None] = field(default_factory=dict)
    inside: list[Scope] = field(default_factory=list)
    through: set[tuple[Scope, str]] = field(default_factory=set)


@dataclass(frozen=True)
class Scopes:
    """The scopes of a script: the outermost, every place with a name of an inner one, and the names of none."""

    outermost: Scope
    places: list[tuple[Node, Scope]]
    free: frozenset[str]


def scopes_of(script: Node) -> Scopes:
    """Find the scopes of a parsed script. What it declares outside any function is counted as free: others see it."""
    outermost, named = Scope(None), list[tuple[Node, Scope]]()
    _walk(script, outermost, named)
    found = [(node, scope, _holder(scope, _text(node))) for node, scope in named]
    for node, scope, holder in found:
        if holder:
            _pass(scope, holder, _text(node))
    free = frozenset(_text(node) for node, _, holder in found if holder is None)
    return Scopes(outermost, [(node, holder) for node, _, holder in found if holder], free)


def _walk(node: Node, scope: Scope, named: list[tuple[Node, Scope]]) -> None:
    """Declare what is declared in a part of a script, and note each place with a name."""
    inner = _opened(node, scope)
    known_around = node.child_by_field_name("name") if node.type in DECLARED_AROUND else None
    for name in _declared(node):
        _scope_of(node, scope if name == known_around else inner).names[_text(name)] = None
    if node.type in NAMES:
        named.append((node, scope))
    for child in node.named_children:
        _walk(child, scope if child == known_around else inner, named)


def _scope_of(node: Node, scope: Scope) -> Scope:
    """Return the scope in which a name is declared: that where it stands, but for `var` the function's."""
    kind = node.child_by_field_name("kind")
    is_of_loop = kind is not None and kind.type == "var"
    if not is_of_loop and (node.parent is None or node.parent.type != "variable_declaration"):
        return scope
    while scope.around and not scope.is_function:
        scope = scope.around
    return scope


def _opened(node: Node, scope: Scope) -> Scope:
    """Return the scope that a part of a script opens, or the one around it if it opens none."""
    is_body = node.type == "statement_block" and node.parent is not None and node.parent.type in BODIES
    if node.type not in OPENING and (node.type != "statement_block" or is_body):
        return scope
    made = Scope(scope, is_function=node.type in FUNCTIONS)
    scope.inside.append(made)
    return made


def _declared(node: Node) -> Iterator[Node]:
    """Yield the names that a part of a script declares itself."""
    is_loop_of_own = node.type == "for_in_statement" and node.child_by_field_name("kind")
    for part in ("left",) if is_loop_of_own else DECLARING.get(node.type, ()):
        if found := node.child_by_field_name(part):
            yield from _filled(found)


def _filled(pattern: Node) -> Iterator[Node]:
    """Yield the names that a pattern fills."""
    if pattern.type in NAMES:
        yield pattern
    elif pattern.type in GROUPS:
        for child in pattern.named_children:
            yield from _filled(child)
    elif part := pattern.child_by_field_name(PATTERN_PARTS.get(pattern.type, "")):
        yield from _filled(part)


def _holder(scope: Scope | None, name: str) -> Scope | None:
    """Return the scope that a name is of, seen from a scope; None if it is the script's own or not declared in it."""
    while scope and name not in scope.names:
        scope = scope.around
    return scope if scope and scope.around else None


def _pass(scope: Scope, holder: Scope, name: str) -> None:
    """Note that a scope uses a name of one around it, as all scopes between them must know."""
    while scope is not holder:
        scope.through.add((holder, name))
        scope = scope.around or holder


def _text(node: Node) -> str:
    return (node.text or b"").decode()
