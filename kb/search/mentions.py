"""What each word of a query names of a plan: a payer, a licensee, a state, a line of business, or nothing known.

Two letters are read as a state beside a brand only, and an unknown word beside a brand is taken for a licensee that
the library does not know. Pure; the browser does the same in `static/reading.js`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from kb.domain.states import SHORT_NAMES, STATES
from kb.search.analysis import Concepts, spans
from kb.search.lexicon import Lexicon
from kb.search.modifiers import listed_modifiers
from kb.search.payer_order import FIRST, SECOND
from kb.search.plan_tables import ADVANTAGE, MEDICARE, NATIONAL, WHICH, Mention, Named, PlanTables
from kb.search.plans import NATIONAL_RULES
from kb.search.query import Group, only_asks
from kb.search.reading_tables import ReadingTables

SKIPPED: Final = ("of", "in", "the", "for", "from", "plan")
"""Words that may be between a brand and its state."""

NO_STATE: Final = ("in", "or", "as", "me", "hi", "ok", "id", "oh", "de", "la", "al", "co")
"""Abbreviations of states that are words of their own, or begin a denial code: they count only glued to a brand."""

FIRST_STATES: Final = ("al", "la", "de", "id", "co")
"""Those of them that are a state where they begin a query and a brand comes next: al blue."""

BEFORE_BRAND: Final = ("al",)
"""Those of them that are one wherever they are before a brand: units al bcbs."""

BEHIND_BRAND: Final = ("al", "la", "de")
BEHIND_FIRST: Final = ("ok", "oh", "hi")
"""Those of them that are a state right behind a brand, highmark de; and those that are one where the brand begins the
query, and a code, a question or nothing comes next: bcbs ok 0709T."""

TREATMENT: Final = "tx"
COUNTED: Final = (
    *("first", "1st", "initial", "second", "2nd", "each", "every", "per", "subsequent", "repeat"),
    *("before", "after", "during"),
)
"""The two letters of Texas that are short for a treatment behind some words."""

PLACED: Final = ("in", "of")
"""Words behind which two letters are a state."""

BESIDE: Final = ("vs", "versus", "and", "or", "&")
"""Words between two states of a brand."""

OTHER_AT: Final = 2
"""The least number of groups before the second of two states."""

JOINING: Final = ("and", "or")
"""Words that join a name to one that is left out."""

NAMES: Final = ("payer", "plan", "plans", "line", "other", "state", "glued")
"""What a negation before it leaves out."""

NOT_ALONE: Final = ("md", "mo", "ct", "ga", "va", "pr", "vi", "ne", "ms", "mt", "nd", "as", "mp", "dc")
"""Abbreviations of states that mean other things too: apart from a payer they are no state."""

JURISDICTION: Final = (
    r"(?<![0-9a-z])(?<!modifier )(?<!modifiers )(?<!mod )(?<!mods )j(?:[5-9]|1[0-5]|[a-fhj-n])(?![0-9a-z])(?! mod)"
)
NO_CONTRACTOR: Final = "Which Medicare contractor (MAC) has jurisdiction {name} is not recorded in this library."
"""A jurisdiction of a Medicare contractor, and what is told of one that no contractor here goes by."""

PA, MA = "pa", "ma"
"""Also prior authorization, and Medicare Advantage."""

NEEDED: Final = "(?:not )?(?:required|needed|req|req'd)"
"""What makes two letters behind a state a prior authorization; static/mentions.js has the same."""


def mentions_of(groups: Sequence[Group], tables: ReadingTables) -> list[Mention | None]:
    """Tell of each group what it names of a plan, None if it is no plain word of a plan."""
    found = [_mention(group, tables.plans) for group in groups]
    read = [_as_state(at, groups, found, tables) or one for at, one in enumerate(found)]
    told: list[Mention | None] = []
    for group, one in zip(groups, read, strict=True):
        if group.negative:
            told.append(_out(one) if one and one.kind in NAMES else None)
        else:
            told.append(_left_out(one, told) or one)
    return told


def _left_out(mention: Mention | None, told: Sequence[Mention | None]) -> Mention | None:
    """Read a name behind a negation as what is left out: a plan, a payer, a state, or a line of business.

    `told` are the mentions before it; so is one that `and` or `or` joins to such a name: except uhc and aetna; and a
    state behind another one: except tx, fl.
    """
    before, earlier = (told[-at] if len(told) >= at else None for at in (1, 2))
    joined = before is not None and before.written in JOINING and earlier is not None and earlier.kind == "left out"
    listed = before is not None and (before.kind, before.id[:1]) == ("left out", "@")
    led = next((one for one in reversed(told) if not one or one.written not in SKIPPED), None)
    is_out = joined or (led is not None and led.kind == "not")
    is_out = is_out or (listed and mention is not None and mention.kind == "state")
    if mention is None or mention.kind not in NAMES or not is_out:
        return None
    return _out(mention)


def _out(mention: Mention) -> Mention:
    """Return a name as what is left out; a state by its sign, Medicare as the line of another payer, by its name."""
    if (mention.kind, mention.id) == ("payer", MEDICARE):
        return Mention("left out", ADVANTAGE, MEDICARE)
    return Mention("left out", f"@{mention.id}" if mention.kind == "state" else mention.id, mention.written)


def _mention(group: Group, tables: PlanTables) -> Mention | None:
    if not group.terms:
        return None
    term = str(group.terms[0])
    if group.kind == "phrase":
        return None
    kind, name = tables.terms.get(term, ("word", term))
    return Mention(kind, name, group.written)


def _as_state(
    at: int, groups: Sequence[Group], found: Sequence[Mention | None], tables: ReadingTables
) -> Mention | None:
    """Read two letters beside a brand as its state; MA is Medicare Advantage of a payer without states, or of a plan.

    A longer abbreviation, such as mass or tex, is read so only beside a brand whose plans are told apart by state.
    """
    group = groups[at]
    state = _state_of(group.written)
    if not state or group.kind not in {"word", "concept"} or _is_no_state(at, groups):
        return None
    is_out = at > 0 and _is_negation(found[at - 1])
    passed = (j for j in range(at - 1, -1, -1) if groups[j].written not in SKIPPED and not _is_negation(found[j]))
    before = next(passed, None)
    owner = found[before] if before is not None else None
    payer = _payer_of(owner, tables)
    by_state = bool(payer) and _has_states(payer, tables)
    is_of_brand = by_state and owner is not None and owner.kind == "payer"
    is_line = not is_of_brand if is_out else _is_line(before, owner, groups, found, tables)
    if group.written == MA and is_line:
        return Mention("line", ADVANTAGE, group.written)
    if _is_of_plan(at, state, found, tables) or _is_other_state(at, groups, found, tables):
        return Mention("state", state, group.written)
    if not by_state:
        after = found[at + 1] if at + 1 < len(found) else None
        is_first = at == 0 or group.written in BEFORE_BRAND
        leads = is_first and group.written in FIRST_STATES and _begins(after, tables)
        placed = leads or (at > 0 and groups[at - 1].written in PLACED)
        words = {*NO_STATE, PA, MA, *(SHORT_NAMES if not _begins(after, tables) else ())}
        ambiguous = not placed and group.written in words
        alone = _only_without_states(found, tables) or any(_is_brand(_payer_of(one, tables), tables) for one in found)
        apart = group.written not in {*words, *NOT_ALONE, *SHORT_NAMES} and alone
        spoken_of = payer or _begins(after, tables) or apart or (placed and alone)
        return None if ambiguous or not spoken_of else Mention("state", state, group.written)
    behind = group.written in BEHIND_BRAND and before == at - 1
    behind = behind or (
        group.written in BEHIND_FIRST and at == 1 and _begins_question(groups[at + 1 : at + 2], tables)
    )
    is_asked = group.written == PA and not (is_out or group.negative or _asks_beside(at, groups, tables))
    if (group.written in NO_STATE and not behind) or is_asked:
        return None
    return Mention("state", state, group.written)


def _begins_question(groups: Sequence[Group], tables: ReadingTables) -> bool:
    """Return whether what comes next is a code or a number, the name of a question, or nothing."""
    named = {str(term) for group in groups for term in group.terms}
    return not groups or bool(re.search("[0-9]", groups[0].written)) or not named.isdisjoint(tables.intent.questions)


def _is_negation(mention: Mention | None) -> bool:
    return mention is not None and mention.kind == "not"


def _is_of_plan(at: int, state: str, found: Sequence[Mention | None], tables: ReadingTables) -> bool:
    """Return whether a plan of a state is named beside its two letters: blue advantage al."""
    beside = (found[j] for j in (at - 1, at + 1) if 0 <= j < len(found))
    plans = (plan for one in beside if one and one.kind in {"plan", "plans"} for plan in one.id.split("+"))
    return any(state in tables.plans.plans[plan].states for plan in plans)


def _is_other_state(at: int, groups: Sequence[Group], found: Sequence[Mention | None], tables: ReadingTables) -> bool:
    """Return whether two letters are put beside another state of a brand or of Medicare: highmark wv vs pa."""
    if at < OTHER_AT or groups[at - 1].written not in BESIDE or groups[at - 2].written in {PA, MA}:
        return False
    other = found[at - 2]
    is_placed = bool(_state_of(groups[at - 2].written)) or (other is not None and other.kind in {"plan", "plans"})
    return is_placed and any(_has_states(_payer_of(one, tables), tables) for one in found)


def _is_no_state(at: int, groups: Sequence[Group]) -> bool:
    """Return whether two letters are no state: a modifier is beside them, they are a treatment, or needed."""
    after = groups[at + 1].written if at + 1 < len(groups) else ""
    before = groups[at - 1].written.rpartition(" ")[2] if at else ""
    if groups[at].written == PA and before.upper() in STATES and re.fullmatch(NEEDED, after):
        return True
    is_treatment = groups[at].written == TREATMENT and at > 0 and groups[at - 1].written in COUNTED
    return is_treatment or any(groups[j].written.startswith("mod") for j in (at - 1, at + 1) if 0 <= j < len(groups))


def _is_line(
    before: int | None,
    owner: Mention | None,
    groups: Sequence[Group],
    found: Sequence[Mention | None],
    tables: ReadingTables,
) -> bool:
    """Return whether MA is Medicare Advantage: behind a payer without states, a plan, or another state.

    Anywhere else it is so where every payer named is one without states, unless `in` or `of` comes before it.
    """
    if before is not None and groups[before + 1].written in PLACED:
        return False
    if before is None or owner is None:
        return _only_without_states(found, tables)
    if owner.kind in {"plan", "plans", "other"} or _state_of(groups[before].written):
        return True
    if owner.kind == "payer":
        return owner.id == MEDICARE or not _has_states(owner.id, tables)
    return owner.kind != "state" and _only_without_states(found, tables)


def _only_without_states(found: Sequence[Mention | None], tables: ReadingTables) -> bool:
    payers = [_payer_of(one, tables) for one in found]
    named = [payer for payer in payers if payer]
    return bool(named) and not any(_has_states(payer, tables) for payer in named)


def _state_of(written: str) -> str:
    """Return the postal abbreviation of a state that is written as such or otherwise shortened; empty for none."""
    return written.upper() if written.upper() in STATES else SHORT_NAMES.get(written, "")


def _begins(mention: Mention | None, tables: ReadingTables) -> bool:
    """Return whether a brand whose plans are told apart by state comes next."""
    return mention is not None and mention.kind == "payer" and _has_states(mention.id, tables)


def _payer_of(mention: Mention | None, tables: ReadingTables) -> str:
    if mention and mention.kind in {"plan", "plans"}:
        return tables.plans.plans[mention.id.split("+")[0]].payer
    return mention.id if mention and mention.kind == "payer" else ""


def _has_states(payer: str, tables: ReadingTables) -> bool:
    return any(plan.states for plan in tables.plans.plans.values() if plan.payer == payer)


def _asks_beside(at: int, groups: Sequence[Group], tables: ReadingTables) -> bool:
    """Return whether another group than this names a question, so that PA need not be prior authorization."""
    others = (group for number, group in enumerate(groups) if number != at and not group.negative)
    return any(str(term) in tables.intent.questions for group in others for term in group.terms)


def may_be_pennsylvania(groups: Sequence[Group], mentions: Sequence[Mention | None], tables: ReadingTables) -> bool:
    """Return whether PA, not read as the state, is beside a brand or a name of plans of which one is there."""
    is_typed = any(
        group.written == PA and not (one and one.kind == "state") for group, one in zip(groups, mentions, strict=True)
    )
    named = [plan for one in mentions if one for plan in _plans_of(one, tables)]
    placed = any(one and one.kind == "state" for one in mentions)
    return is_typed and not placed and any(PA.upper() in tables.plans.plans[plan].states for plan in named)


def _plans_of(mention: Mention, tables: ReadingTables) -> list[str]:
    """Return the plans that a name can stand for: those that share it, or those of a brand."""
    if mention.kind == "plans":
        return mention.id.split("+")
    held = tables.plans.plans.items()
    is_brand = mention.kind == "payer" and _is_brand(mention.id, tables)
    return [plan for plan, one in held if one.payer == mention.id] if is_brand else []


def beside_brand(
    groups: Sequence[Group], mentions: Sequence[Mention | None], tables: ReadingTables, lexicon: Lexicon
) -> frozenset[str]:
    """Return the unknown words next to a brand of licensees: likely a licensee's name, so never corrected."""
    return frozenset(groups[at].written for at in _strangers(groups, mentions, tables, lexicon))


def jurisdictions(text: str, concepts: Concepts, tables: ReadingTables) -> Iterator[str]:
    """Say that a jurisdiction is not recorded, of each that a cleaned query names and no contractor goes by."""
    listed = listed_modifiers(text)
    for named in dict.fromkeys(one for one in re.findall(JURISDICTION, text) if one not in listed):
        term = str(spans(named, concepts)[0].terms[0])
        if tables.plans.terms.get(term, ("",))[0] != "plan":
            yield NO_CONTRACTOR.format(name=named.upper())


def without_other_contractors(named: Named, text: str, concepts: Concepts, tables: ReadingTables) -> Named:
    """Where Medicare is named with a jurisdiction that no contractor here goes by, keep its national rules alone."""
    if named.payers != (MEDICARE,) or len(named.scopes) == 1 or not any(jurisdictions(text, concepts, tables)):
        return named
    scopes = tuple(plan for plan in named.scopes if tables.plans.plans[plan].kind == NATIONAL)
    if not scopes:  # contractors are named beside it
        return named
    label = " and ".join(tables.plans.plans[plan].name for plan in scopes)
    return replace(named, scopes=scopes, label=label, missing=(*named.missing, NATIONAL_RULES))


def _strangers(
    groups: Sequence[Group], mentions: Sequence[Mention | None], tables: ReadingTables, lexicon: Lexicon
) -> Iterator[int]:
    for at, group in enumerate(groups):
        plain = (
            group.kind == "word" and not group.negative and group.written.isalpha() and len(group.written) > len(PA)
        )
        if not plain or only_asks(group) or lexicon.holds(group.terms[0]) or group.written in {*FIRST, *SECOND}:
            continue
        beside = [mentions[j] for j in (at - 1, at + 1) if 0 <= j < len(groups)]
        if at > 1 and groups[at - 1].written in SKIPPED:
            beside.append(mentions[at - 2])
        if any(
            one and one.kind in {"payer", "plans"} and _is_brand(_payer_of(one, tables), tables) for one in beside
        ):
            yield at


def _is_brand(payer: str, tables: ReadingTables) -> bool:
    """Return whether a payer is a brand of licensees."""
    return payer not in {"", MEDICARE} and _has_states(payer, tables)


def without_unknown_licensee(
    named: Named, groups: Sequence[Group], mentions: Sequence[Mention | None], tables: ReadingTables, lexicon: Lexicon
) -> Named:
    """Where an unknown word is beside a brand, show no licensee's answer: it may name another one."""
    strangers = list(_strangers(groups, mentions, tables, lexicon))
    brands = [payer for payer in named.payers if _is_brand(payer, tables)]
    kinds = {one.kind for one in mentions if one}
    if not strangers or not brands or kinds & {"plan", "state", "glued", "other"}:
        return named
    title = tables.plans.payers[brands[0]]
    unknown = " ".join(groups[at].written for at in strangers)
    kept = tuple(scope for scope in named.scopes if tables.plans.plans[scope].payer not in brands)
    told = (one for one in named.missing if one != WHICH.format(brand=title))
    return replace(
        named, scopes=kept, brand="", missing=(*told, f"This library knows no {title} plan called “{unknown}”.")
    )
