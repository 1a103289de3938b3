"""Whose answer a query asks for: the payers, plans, states and lines of business that it names.

A line of business or a state narrows a payer, and what is named and not held here is told by name. No other plan's
answer ever takes its place. Pure; the browser does the same in `static/plans.js`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Final

from kb.domain.states import STATES
from kb.search.payer_order import read_order, told_of
from kb.search.plan_sides import side_by_side, sides_of
from kb.search.plan_tables import (
    ADVANTAGE,
    LINE_TITLES,
    MEDICARE,
    NATIONAL,
    WHICH,
    Mention,
    Named,
    PlanTables,
    are_kin,
)

BRAND: Final = "brand"
"""The kind of a name that several licensees share: it gives way to a licensee that is named beside it."""

FEDERAL: Final = "federal-employee"
"""The line of a program for the whole country: a place beside it chooses no plan of the place."""

NO_PAYER: Final = "No payer is named: each answer is of one {line} plan alone. Add the payer for its answer."
ONE_PLAN: Final = "No payer is named: of {line} plans this library has {name} alone. Add the payer for its answer."
"""What is told where a line of business is named and nobody whose it is."""

LEFT_OUT: Final = "Left out, as asked: {names}."
NOTHING_ELSE: Final = "Of what is named, this library has nothing else."
"""What is told where names are ruled out, and where nothing is left without them."""

NATIONAL_RULES: Final = "In its place are Medicare's national rules, which hold for every contractor."
"""What is told where a Medicare contractor is named that has no rule here."""

ORIGINAL: Final = (
    "What is said here of Medicare is of Original Medicare: each Medicare Advantage plan answers for itself."
)
"""What is told where Medicare is put beside another payer, and Medicare Advantage is named, too."""

FEW: Final = 3
"""How many plans are told by name."""

SEVERAL: Final = 2
"""Payers that a word may compare; beside more of them Medicare is one of a list."""

WHOSE: Final = ("payer", "plan", "plans", "other", "glued")
"""Kinds of mentions that name a payer."""


def read_plans(mentions: Sequence[Mention], tables: PlanTables) -> Named:
    """Find the plans that the mentions of a query name: together, or each side of a comparison by itself."""
    sides = sides_of(mentions, tables, _payer_of)
    whole = _read(mentions, tables)
    if len(sides) == 1 or whole.order.is_ordered:
        return whole
    return side_by_side([_read(side, tables) for side in sides], tables)


def _read(mentions: Sequence[Mention], tables: PlanTables) -> Named:
    found = _Mentions(mentions, tables)
    if not (found.payers or found.others or found.lines or found.states):
        return _all_but(found, tables) if found.excluded else Named()
    if not (found.payers or found.others):
        return _without_payer(found, tables)
    scopes: list[str] = []
    beside: list[str] = []
    names = {**tables.payers, **{name: other.name for name, other in tables.others.items()}}
    missing = [told_of(found.order, names)] if found.order.first else []
    missing += [LEFT_OUT.format(names=_left_out(found, tables))] if found.without else []
    missing += [f"{tables.others[name].name} is not in this library." for name in found.others]
    for payer in found.payers:
        mine, told = _of_payer(payer, found, tables)
        scopes += mine
        beside += [] if mine else _beside_line(payer, found, tables)
        missing += told
    payers = [*found.payers, *(tables.others[name].payer for name in found.others if tables.others[name].payer)]
    scopes = list(dict.fromkeys(scopes))
    label = ", ".join([*(tables.payers[payer] for payer in found.payers), *([] if scopes else found.others)])
    if 0 < len(scopes) <= FEW and _are_some(scopes, found.payers, tables):
        label = " and ".join(tables.plans[scope].name for scope in scopes)
    asks_which = len(scopes) > 1 and _is_bare_brand(found, tables)
    which = [WHICH.format(brand=tables.payers[found.payers[0]])] if asks_which else []
    return Named(
        scopes=tuple(scopes),
        named=True,
        missing=tuple(dict.fromkeys([*which, *missing])),
        brand=next((scope for scope in scopes if asks_which and tables.plans[scope].kind == BRAND), ""),
        payers=tuple(dict.fromkeys(payers)),
        label=label,
        states=tuple(found.states),
        lines=tuple(dict.fromkeys(line for payer in found.payers for line in _lines_of(payer, found, tables))),
        beside=tuple(dict.fromkeys(beside)),
        order=found.order,
    )


def _payer_of(mention: Mention, tables: PlanTables) -> str:
    """Return the payer, or the name of the other plan, that a mention names; empty for none."""
    if mention.kind in {"plan", "plans"}:
        return tables.plans[mention.id.split("+")[0]].payer
    if mention.kind == "other":
        return tables.others[mention.id].payer or mention.id
    return mention.id.split("@")[0] if mention.kind in WHOSE else ""


def _is_bare_brand(found: _Mentions, tables: PlanTables) -> bool:
    """Return whether nothing but a name is given that several licensees share."""
    licensed = [plan for plan in found.plans if tables.plans[plan].kind != BRAND]
    payers = found.payers[:1] if len(found.payers) == 1 and found.payers != [MEDICARE] else []
    is_placed = bool(found.states or found.others or licensed)
    return any(differs_by_state(payer, tables) for payer in payers) and not is_placed


def _are_some(scopes: Sequence[str], payers: Sequence[str], tables: PlanTables) -> bool:
    """Return whether some plans are told by name, not by payer: one alone, or a few of one brand's licensees."""
    of_payer = [plan for plan, held in tables.plans.items() if held.payer == payers[0]]
    return len(scopes) == 1 or (
        len(payers) == 1 and differs_by_state(payers[0], tables) and len(scopes) < len(of_payer)
    )


def _lines_of(payer: str, found: _Mentions, tables: PlanTables) -> list[str]:
    """Return the lines of business asked of a payer: those named, and those of its units that are named."""
    units = (tables.others[name] for name in found.others if tables.others[name].payer == payer)
    return list(dict.fromkeys((*found.lines, *(line for unit in units for line in unit.lines))))


def _beside_line(payer: str, found: _Mentions, tables: PlanTables) -> list[str]:
    """Return the plans of a payer that has not the line or the unit asked for; none where plans are licensees."""
    units = any(tables.others[name].payer == payer for name in found.others)
    if not (units or _lines_of(payer, found, tables)) or differs_by_state(payer, tables):
        return []
    return [plan for plan, held in tables.plans.items() if held.payer == payer]


class _Mentions:
    """The mentions of a query by kind; Medicare beside another payer is that payer's Medicare Advantage."""

    def __init__(self, mentions: Sequence[Mention], tables: PlanTables) -> None:
        self.alone = [plan for one in mentions if one.kind == "plan" for plan in one.id.split("+")]
        self.singly = {one.id for one in mentions if one.kind == "plan"}
        self.is_side_by_side = any(one.kind == "connector" for one in mentions)
        self.plans = [plan for one in mentions if one.kind in {"plan", "plans"} for plan in one.id.split("+")]
        glued = [tuple(one.id.split("@")) for one in mentions if one.kind == "glued"]
        payers = [one.id for one in mentions if one.kind == "payer"]
        payers += [tables.plans[plan].payer for plan in self.plans] + [payer for payer, _ in glued]
        self.states = list(
            dict.fromkeys([one.id for one in mentions if one.kind == "state"] + [at for _, at in glued])
        )
        joined = zip(mentions, mentions[1:], mentions[2:], strict=False)
        self.joined = {state.id for one, link, state in joined if _are_joined(one, link, state)}
        self.lines = list(dict.fromkeys(one.id for one in mentions if one.kind == "line"))
        left_out = [(one, name) for one in mentions if one.kind == "left out" for name in one.id.split("+")]
        self.excluded = {name for _, name in left_out}
        self.without = dict.fromkeys(MEDICARE if one.written == MEDICARE else name for one, name in left_out)
        self.others = list(dict.fromkeys(one.id for one in mentions if one.kind == "other"))
        self.payers = list(dict.fromkeys(payers))
        if not (self.payers or self.others or self.lines) and any(one.kind == "step" for one in mentions):
            self.payers = [MEDICARE]
        named = [*self.payers, *self.others]
        plain = not any(tables.plans[plan].payer == MEDICARE for plan in self.plans)
        self.order = read_order(mentions, lambda one: _payer_of(one, tables))
        if MEDICARE in self.payers and len(named) > 1 and plain and self.order.is_ordered:
            self.excluded.add(ADVANTAGE)
        elif MEDICARE in self.payers and len(named) > 1 and plain and self._belongs(mentions):
            self.payers.remove(MEDICARE)
            self.lines = list(dict.fromkeys([*self.lines, ADVANTAGE]))
        if any(tables.others[name].payer == MEDICARE for name in self.others):
            self.payers = list(dict.fromkeys([*self.payers, MEDICARE]))
        if self.order.is_decided:
            self._leave_out(self.order.first, tables)

    def _leave_out(self, payer: str, tables: PlanTables) -> None:
        """Leave out a payer that has decided already: it is asked nothing."""
        self.payers = [one for one in self.payers if one != payer]
        self.plans = [plan for plan in self.plans if tables.plans[plan].payer != payer]
        self.others = [name for name in self.others if (tables.others[name].payer or name) != payer]

    @staticmethod
    def _belongs(mentions: Sequence[Mention]) -> bool:
        """Return whether Medicare is a line of the other payer: beside it, or with no word that sets them apart.

        In a list of several payers it is one of them.
        """
        named = (one.id.replace("@", "/").partition("/")[0] for one in mentions if one.kind in WHOSE)
        others = {name for name in named if name != MEDICARE}
        apart = any(one.kind == "connector" for one in mentions)
        if len(others) > (SEVERAL if apart else 1) and sum(one.id == MEDICARE for one in mentions) == 1:
            return False
        if not apart:
            return True
        return any(
            one.kind in WHOSE and other.id == MEDICARE and one.id != MEDICARE for one, other in pairwise(mentions)
        )


def _are_joined(one: Mention, link: Mention, state: Mention) -> bool:
    """Return whether a state is put beside a plan or another state: bcbs ma and tx."""
    return (link.kind, state.kind) == ("connector", "state") and one.kind in {"plan", "plans", "glued", "state"}


def _of_payer(payer: str, found: _Mentions, tables: PlanTables) -> tuple[list[str], list[str]]:
    """Return the plans of one payer that are meant, and what is meant and not held."""
    pool = [plan for plan, held in tables.plans.items() if held.payer == payer]
    own = [plan for plan in found.plans if tables.plans[plan].payer == payer]
    own = [plan for plan in own if tables.plans[plan].kind != BRAND] or own
    own = own if found.is_side_by_side else _narrowest(own, found.singly)
    units = [tables.others[name] for name in found.others if tables.others[name].payer == payer]
    if not own and any(not unit.lines or differs_by_state(payer, tables) for unit in units):
        return _beside_units(payer, pool, tables)
    if payer == MEDICARE and ADVANTAGE in found.lines and len(found.payers) > 1 and own:
        return [], []
    if federal := _federal(own, pool, found, tables):
        return federal, _beside_federal(federal, own, found.states, tables)
    chosen = [plan for plan in own or pool if _is_asked(plan, found.excluded, tables)]
    missing: list[str] = [] if chosen or not (own or pool) else [NOTHING_ELSE]
    if found.states and differs_by_state(payer, tables):
        there, missing = _in_states(payer, found, own, pool, tables)
        chosen = [plan for plan in there if _is_asked(plan, found.excluded, tables)]
        missing += [NOTHING_ELSE] if there and not chosen else []
        named = _named_anyway(own, chosen, found, tables)
        chosen += named
        missing += [_told_apart(chosen, tables)] if named else []
    others = any(not tables.others[name].payer for name in found.others)
    if own and chosen and (units or others) and not found.is_side_by_side:
        missing.append(f"What follows is said of {' and '.join(tables.plans[plan].name for plan in chosen)}.")
    if payer == MEDICARE and ADVANTAGE in found.lines and found.payers == [MEDICARE]:
        return [*chosen, *(plan for plan, held in tables.plans.items() if ADVANTAGE in held.lines)], missing
    is_itself = payer == MEDICARE and bool(own or len(found.payers) > 1)
    missing += [ORIGINAL] if is_itself and not own and ADVANTAGE in found.lines else []
    lines = [] if is_itself else _lines_of(payer, found, tables)
    if lines and chosen:
        chosen, told = _of_lines(payer, lines, own, chosen, pool, tables)
        missing += told
        is_kept = found.is_side_by_side and not differs_by_state(payer, tables)
        chosen = list(dict.fromkeys([*own, *chosen])) if is_kept else chosen
    return chosen, missing


def _beside_units(payer: str, pool: list[str], tables: PlanTables) -> tuple[list[str], list[str]]:
    """Return what to keep, and to tell, of a payer of which only units are named that are not here."""
    if payer == MEDICARE:
        return [plan for plan in pool if tables.plans[plan].kind == NATIONAL], [NATIONAL_RULES]
    title = tables.payers[payer]
    return [], [] if differs_by_state(payer, tables) else [f"What follows is said of other plans of {title}."]


def _narrowest(plans: list[str], singly: set[str]) -> list[str]:
    """Leave out a company's plan where a product of it that has a plan of its own is named by itself beside it."""
    return [plan for plan in plans if not any(other.startswith(f"{plan}-") for other in singly & {*plans})]


def _federal(own: list[str], pool: list[str], found: _Mentions, tables: PlanTables) -> list[str]:
    """Return the plans of the program for federal employees where it is named, unless another is put beside it."""
    federal = [plan for plan in pool if FEDERAL in tables.plans[plan].lines]
    is_named = FEDERAL in found.lines or bool(set(own) & set(federal))
    is_beside = found.is_side_by_side and bool(set(own) - set(federal))
    return federal if is_named and not is_beside else []


def _beside_federal(federal: list[str], own: list[str], states: list[str], tables: PlanTables) -> list[str]:
    """Tell that the program answers for itself where a plan of a state or a state is named beside it."""
    name = " and ".join(tables.plans[plan].name for plan in federal)
    others = [tables.plans[plan].name for plan in own if plan not in federal]
    places = [STATES[state] for state in states]
    return (
        [f"{name} answers for itself: no rule of {' or '.join(others or places)} is its own."]
        if others or places
        else []
    )


def _named_anyway(own: list[str], chosen: list[str], found: _Mentions, tables: PlanTables) -> list[str]:
    """Return the plans named by a name of their own, beside one of a state, whose own states are not recorded."""
    beside = [plan for plan in own if plan in found.alone and plan not in chosen and not tables.plans[plan].states]
    return [plan for plan in beside if tables.plans[plan].kind == "licensee"] if set(chosen) & set(own) else []


def _told_apart(plans: list[str], tables: PlanTables) -> str:
    """Tell that plans are asked of side by side."""
    names = " and ".join(tables.plans[plan].name for plan in plans)
    return f"{names} are separate plans in this library: neither answers for the other."


def _is_asked(plan: str, excluded: set[str], tables: PlanTables) -> bool:
    """Return whether a plan is left without the names, states and lines of business that a query rules out."""
    held = tables.plans[plan]
    is_placed_out = any({f"@{state}", f"{held.payer}@{state}"} & excluded for state in held.states)
    return plan not in excluded and not is_placed_out and (not held.lines or not set(held.lines) <= excluded)


def _left_out(found: _Mentions, tables: PlanTables) -> str:
    """Return what a query rules out, by name; a state with the plans that are left out for it."""
    titles = {**{name: plan.name for name, plan in tables.plans.items()}, **LINE_TITLES, **tables.payers}
    titles |= {name: other.name for name, other in tables.others.items()}
    named = []
    for name in found.without:
        owner, is_place, state = name.partition("@")
        if not is_place:
            named.append(titles[name])
            continue
        of = {owner} if owner else {*found.payers}
        plans = [plan.name for plan in tables.plans.values() if state in plan.states and plan.payer in of]
        named.append(f"{STATES[state]} ({', '.join(plans)})" if plans else STATES[state])
    return " and ".join(named)


def differs_by_state(payer: str, tables: PlanTables) -> bool:
    """Return whether the plans of a payer are told apart by state, as `is_by_state` does, from the tables."""
    held = (plan.states for plan in tables.plans.values() if plan.payer == payer)
    return any(held) or any(other.payer == payer and other.states for other in tables.others.values())


def _in_states(
    payer: str, found: _Mentions, own: list[str], pool: list[str], tables: PlanTables
) -> tuple[list[str], list[str]]:
    chosen: list[str] = []
    missing: list[str] = []
    licensed = [plan for plan in own if tables.plans[plan].kind not in {NATIONAL, BRAND}]
    for state in found.states:
        there = [plan for plan in pool if state in tables.plans[plan].states]
        here = [plan for plan in there if plan in (licensed or pool)]
        if licensed and not here and there and state in found.joined:
            chosen += [*licensed, *there]
            continue
        if licensed and not here:
            kept, told = _beside_state(state, licensed, pool, tables)
            chosen += kept
            missing.append(told)
            continue
        chosen += here
        if here and payer == MEDICARE:
            missing.append(f"The Medicare contractor (MAC) for {STATES[state]} is {tables.plans[here[0]].name}.")
        if here:
            continue
        other = next((o.name for o in tables.others.values() if o.payer == payer and state in o.states), "")
        if payer == MEDICARE:
            who = f"The Medicare contractor (MAC) for {STATES[state]}, {other}," if other else ""
            told = f"{who} has no policy in this library." if other else _no_contractor(state)
            missing.append(f"{told} What follows are Medicare's national rules.")
            chosen += [plan for plan in pool if tables.plans[plan].kind == NATIONAL]
        else:
            held = f"{other} is not in this library." if other else ""
            missing.append(held or f"This library has no {tables.payers[payer]} plan for {STATES[state]}.")
    return list(dict.fromkeys(chosen)), missing


def _beside_state(state: str, own: list[str], pool: list[str], tables: PlanTables) -> tuple[list[str], str]:
    """Return the plans to keep of those named beside a state that is not recorded for them, and what to tell.

    Another plan there is only named. Where several plans share the name that was typed and each is recorded for other
    states, the one that is meant is not here, so none is kept.
    """
    there = [plan for plan in pool if state in tables.plans[plan].states]
    family = [plan for plan in there if any(are_family(plan, mine, tables) for mine in own)]
    names = " and ".join(tables.plans[plan].name for plan in family or own)
    if family:
        return family, f"For {STATES[state]} this library has {names}."
    told = f"Whether a rule of {names} holds in {STATES[state]} is not recorded in this library."
    served = list(dict.fromkeys(STATES[other] for plan in own for other in tables.plans[plan].states))
    placed = all(tables.plans[plan].states for plan in own)
    if placed:
        told = f"This library has {names} for {' and '.join(served)}, not for {STATES[state]}."
    others = " and ".join(tables.plans[plan].name for plan in there)
    is_one = all(are_family(own[0], plan, tables) for plan in own)
    kept = own if is_one or not placed else []
    return kept, f"{told} Recorded for {STATES[state]}: {others}." if others else told


def _no_contractor(state: str) -> str:
    return f"Which Medicare contractor (MAC) serves {STATES[state]} is not recorded in this library."


def _of_lines(  # noqa: PLR0913, PLR0917  (each is a list of its own)
    payer: str, lines: list[str], own: list[str], chosen: list[str], pool: list[str], tables: PlanTables
) -> tuple[list[str], list[str]]:
    """Keep the plans that serve a line; a plan named without one gives way to its sibling that does."""
    kept: list[str] = []
    missing: list[str] = []
    for line in lines:
        serving = [plan for plan in chosen if line in tables.plans[plan].lines]
        family = {other for plan in own for other in pool if are_family(plan, other, tables)}
        serving = serving or [plan for plan in pool if plan in family and line in tables.plans[plan].lines]
        serving = serving or _beside_each_other(payer, line, own, pool, tables)
        unrecorded = [plan for plan in chosen if not tables.plans[plan].lines and tables.plans[plan].kind != "brand"]
        kept += serving or (unrecorded if own or len(chosen) == 1 else [])
        if not serving:
            missing.append(_no_line(payer, line, own or chosen, unrecorded, tables))
    return kept, missing


def _beside_each_other(payer: str, line: str, own: list[str], pool: list[str], tables: PlanTables) -> list[str]:
    """Return a plan that is named with its sibling that serves a line named beside it: uhc commercial vs ma."""
    there = [plan for plan in pool if line in tables.plans[plan].lines]
    return [*own, *there] if own and there and not differs_by_state(payer, tables) else []


def are_family(plan: str, other: str, tables: PlanTables) -> bool:
    """Return whether two plans are of one company."""
    return are_kin(plan, other, tables.plans)


def _no_line(payer: str, line: str, chosen: list[str], unrecorded: list[str], tables: PlanTables) -> str:
    title = tables.plans[chosen[0]].name if len(chosen) == 1 and unrecorded else tables.payers[payer]
    told = f"This library has no {LINE_TITLES[line]} plan of {title}."
    if unrecorded and len(chosen) == 1:
        line = LINE_TITLES[line]
        return f"Which lines of business {title} applies to is not recorded; it may not hold for {line} plans."
    if all(tables.plans[plan].kind == "licensee" for plan in chosen):
        names = " and ".join(tables.plans[plan].name for plan in chosen)
        return f"Of the plan named, this library has no {LINE_TITLES[line]} policy; it has {names}."
    held = [
        LINE_TITLES[name]
        for name in LINE_TITLES
        if any(name in plan.lines for plan in tables.plans.values() if plan.payer == payer)
    ]
    return f"{told} It has: {', '.join(held)}." if held else told


def _all_but(found: _Mentions, tables: PlanTables) -> Named:
    """Return every plan but those ruled out, where no other is named: not cigna."""
    ruled_out = found.excluded | set(found.without)
    scopes = tuple(
        plan
        for plan, held in tables.plans.items()
        if held.payer not in ruled_out and _is_asked(plan, found.excluded, tables)
    )
    out = _left_out(found, tables)
    if len(scopes) == len(tables.plans):
        return Named()
    told = LEFT_OUT.format(names=out)
    return Named(scopes=scopes, named=True, label=f"plans other than {out}", missing=(told,))


def _without_payer(found: _Mentions, tables: PlanTables) -> Named:
    """Return the plans of a state, or of a line of business, where no payer is named, without those ruled out."""
    named = _of_line_or_state(found, tables)
    out = [LEFT_OUT.format(names=_left_out(found, tables))] if found.without and named.named else []
    return replace(named, missing=(*out, *named.missing))


def _of_line_or_state(found: _Mentions, tables: PlanTables) -> Named:
    excluded = found.excluded - {*found.lines}
    asked = (plan for plan in tables.plans if _is_asked(plan, excluded, tables))
    plans = [plan for plan in asked if tables.plans[plan].payer not in {*excluded, *found.without}]
    states = [] if FEDERAL in found.lines else found.states
    if states:
        plans = [plan for plan in plans if set(states) & set(tables.plans[plan].states)]
    if found.lines:
        plans = [plan for plan in plans if set(found.lines) & set(tables.plans[plan].lines)]
    label = ", ".join([*(STATES[state] for state in states), *(LINE_TITLES[line] for line in found.lines)])
    if plans and states:
        names = ", ".join(tables.plans[plan].name for plan in plans)
        told = f"No payer is named. This library has for {label}: {names}. Add the payer for its answer."
        return Named(scopes=tuple(plans), named=True, missing=(told,), label=label, state_only=True)
    if plans:
        federal = FEDERAL in found.lines
        name = " and ".join(tables.plans[plan].name for plan in plans) if federal else label
        beside = _beside_federal(plans, [], found.states, tables) if federal else []
        payers = dict.fromkeys(tables.plans[plan].payer for plan in plans if federal)
        one = tables.plans[plans[0]].name
        told = NO_PAYER.format(line=label) if len(plans) > 1 else ONE_PLAN.format(line=label, name=one)
        beside = beside if federal else [told]
        return Named(scopes=tuple(plans), named=True, label=name, payers=tuple(payers), missing=tuple(beside))
    if found.lines:
        return Named(named=True, missing=(f"This library has no {label} plan.",), label=label)
    return Named()
