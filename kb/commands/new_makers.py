"""What makes the text of a new payer page, plan or code page, and which maker makes which kind of file."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from kb.authoring.names import id_from
from kb.authoring.new_pages import Plan, code_text, payer_text, with_plan
from kb.commands.mistyped import PROGRAM
from kb.commands.new_desk import Desk, Made, is_id, option_of, refuse_existing
from kb.commands.new_entries import new_entry, new_source
from kb.domain.problem import UsageError, shown
from kb.domain.reach import is_code
from kb.domain.scopes import find_scope, scope_ids
from kb.domain.vocabulary import LINES_OF_BUSINESS, SCOPE_KINDS, names

OF_A_LINE: Final = "line of business"


def _new_payer(desk: Desk, name: str) -> Made:
    called = desk.facts.get("name", "") or (name if not is_id(name) else "")
    payer = name if is_id(name) else id_from(called) if called else ""
    if not payer:
        raise UsageError(f"the payer's id or name is missing; type: {PROGRAM} new payer acme --name 'Acme Health'")
    path = f"{payer}/payer.md"
    refuse_existing(desk, path, f"add a plan to it: {PROGRAM} new plan {payer}/exchange")
    title = desk.needed("name", "The payer's name", "'Acme Health'", called)
    plan = _plan(desk, desk.needed("plan", "The id of its first plan", "commercial"), "plan_name")
    text = payer_text(title, (), plan, desk.today)
    return path, text, f"{PROGRAM} new entry {payer}/{plan.id}"


def _plan(desk: Desk, part: str, name_of_plan: str) -> Plan:
    """Make a plan. A plan called like a line of business is one; of any other its kind must be known."""
    if not is_id(part):
        raise UsageError(f"'{shown(part)}' is no id of a plan; write {id_from(part)}")
    lines = names(LINES_OF_BUSINESS)
    own = part if part in lines else ""
    kind = desk.chosen("kind", "What kind of plan", names(SCOPE_KINDS), OF_A_LINE if own else "")
    if not kind:
        raise UsageError(f"what kind of plan '{part}' is must be known; add --kind 'line of business', or licensee")
    line = desk.chosen("line", "Its line of business", lines, own)
    called = desk.fact(name_of_plan, "The plan's name", f"{part.replace('-', ' ').capitalize()} plans" if own else "")
    if not called:
        raise UsageError(f"the name of '{part}' is missing; add {option_of(name_of_plan)} 'Name of the plan'")
    states = tuple(desk.facts.get("states", "").upper().replace(",", " ").split())
    return Plan(part, called, kind, (line,) if line else (), states)


def _new_plan(desk: Desk, name: str) -> Made:
    payer, _, part = name.partition("/")
    path = f"{payer}/payer.md"
    if not part:
        raise UsageError(f"name the payer and the plan: {PROGRAM} new plan acme/exchange")
    if path not in desk.texts.files:
        raise UsageError(f"there is no payer '{shown(payer)}'; first type: {PROGRAM} new payer {id_from(payer)}")
    if payer not in desk.library.payers:
        raise UsageError(f"{path} has problems; fix them first: {PROGRAM} check")
    if find_scope(desk.library, name):
        raise UsageError(f"{name} is there already, in {path}; edit it there, or choose another id")
    text = with_plan(desk.texts.files[path], _plan(desk, part, "name"))
    return path, text, f"{PROGRAM} new entry {name}"


def _new_code(desk: Desk, name: str) -> Made:
    code = name.upper()
    if not is_code(code):
        raise UsageError(f"'{shown(name)}' is no CPT or HCPCS code; write it like 12001, 0709T or J9035")
    path = f"codes/{code.lower()}.md"
    refuse_existing(desk, path, "edit that file")
    title = desk.needed("title", "What the code is, in your own words (no CPT descriptor)", "'What it is'")
    parent = desk.facts.get("add_on_to", "").upper()
    plan = next(iter(scope_ids(desk.library)), "PAYER/PLAN")
    return path, code_text(code, title, parent, desk.today), f"{PROGRAM} new entry {plan} --codes {code}"


MAKERS: Final[dict[str, Callable[[Desk, str], Made]]] = {
    "payer": _new_payer,
    "plan": _new_plan,
    "code": _new_code,
    "entry": new_entry,
    "source": new_source,
}
"""What makes each kind of file."""
