"""What is listed for a code, in sentences and as plain values: *listed*, never *paid*, for no claim was seen."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import Any, Final

from kb.prices.figures import FEWEST, Figure
from kb.prices.part import Read
from kb.prices.payers import plain_name
from kb.prices.row import ALLOWED, KINDS, PERCENTAGE, UNREAD, Row
from kb.prices.steps import FIGURE, FILED, NONE, Listed, Step, is_mixed

NO_CONTRACT: Final = "Allowed out of network in past claims, as payers list them; not the price of any contract."
SHOWN: Final = 20
NOT_PAID: Final = "Listed by hospitals and payers in files that the law requires; nothing here says what was paid."


def sentence(found: Listed) -> str:
    """Say what is listed for the code, or why it cannot be said."""
    head = f"{found.asked.code}, {what(found)}"
    if found.state == FIGURE and found.figure:
        unit = found.rows[0].kind
        points = ", ".join(f"{name} {money(unit, value)}" for name, value in found.figure.points.items())
        return f"{head}: {points}. {_counts(found)}{_off(found)}"
    if found.state == NONE:
        return f"{head}: {NONE}. {reason(found)}{_off(found)}"
    return f"{head}: {_no_figure(found)}. {_counts(found)}{_off(found)}"


def _no_figure(found: Listed) -> str:
    if is_mixed(found.rows):
        return "dollars and percentages, which make no figure together"
    if not any(row.amount is not None for row in found.rows):
        return "no figure is printed"
    return f"too few for a figure (a percentile needs {FEWEST})"


def what(found: Listed) -> str:
    """Say which prices are told, without what a rule that is switched off would have held."""
    asked, off = found.asked, found.switched_off
    whose = "" if "class" in off else f"{asked.payer_class} "
    where = {"kind": KINDS[asked.kind], "setting": asked.setting, "billing": asked.billing,
             "modifier": f"modifier {asked.modifier}" if asked.modifier else ""}  # fmt: skip
    told = ", ".join(words for name, words in where.items() if words and name not in off)
    return f"listed {whose}prices{f' ({told})' if told else ''}"


def _off(found: Listed) -> str:
    off = ", ".join(found.switched_off)
    return f" Without the rules: {off}, so classes or kinds may be mixed and defaults counted." if off else ""


def note(found: Listed) -> str:
    """Say what the prices are not."""
    return NO_CONTRACT if found.asked.kind == ALLOWED else NOT_PAID


def _counts(found: Listed) -> str:
    payers = {plain_name(row.payer) for row in found.rows}
    return f"{_amounts(len(found.rows))} of {_whose(found, found.rows)} and {_number(payers, 'payer')}."


def _whose(found: Listed, rows: Sequence[Row]) -> str:
    """Count the hospitals of some rows, and the groups of providers with their TINs."""
    hospitals = {plain_name(row.hospital) for row in rows if not row.by_payer}
    groups = {row.hospital for row in rows if row.by_payer}
    tins = _number(range(found.groups.count(rows)), "TIN")
    told = [_number(hospitals, "hospital")] if hospitals else []
    return " and ".join([*told, *([f"{_number(groups, 'provider group')} ({tins})"] if groups else [])])


def reason(found: Listed) -> str:
    """Say by which rules nothing is left, each with its count."""
    if not found.filed:
        return f"The code stands in none of {_number(found.files, 'file')} read."
    counted = ", ".join(f"{len(step.taken)} {step.rule.name}" for step in found.steps if step.taken)
    shared = sorted(share.others for row in found.filed if (share := found.share(row)).others)
    many = f"{len(shared):,} of the amounts {'is' if len(shared) == 1 else 'are'}"
    wide = f" As filed, {many} shared with {_span(shared)} other codes of the same plan." if shared else ""
    return f"{_amounts(len(found.filed))} in {_whose(found, found.filed)} as filed; left out: {counted}.{wide}"


def _span(counts: list[int]) -> str:
    return str(counts[0]) if counts[0] == counts[-1] else f"{counts[0]:,} to {counts[-1]:,}"


def _amounts(count: int) -> str:
    return f"{count:,} price{'' if count == 1 else 's'}"


def _number(things: Iterable[object], word: str) -> str:
    count = len(list(things))
    return f"{count:,} {word}{'' if count == 1 else 's'}"


def table(found: Listed) -> Iterator[str]:
    """Give the step table, a line a rule: how many it left out, how many stay."""
    yield f"{'':>9} {len(found.filed):>8,}  {FILED}"
    for step in found.steps:
        off = "" if step.on else " (switched off)"
        yield f"{-len(step.taken):>9,} {step.left:>8,}  {step.rule.name}{off}: {step.rule.tells}"


def doubts(found: Listed, row: Row) -> Iterator[str]:
    """Say what makes a price doubtful."""
    share = found.share(row)
    if share.others:
        yield f"{_number(range(share.others), 'other code')} of the plan's {share.of:,} have the same amount"
    if row.all_codes:
        yield "one price for all codes of its type (CSTM-00)"
    if not row.payer_class:
        yield "neither payer nor plan tells the class"
    if not row.billing:
        yield "no billing class told"
    if row.setting != found.asked.setting:
        yield f"setting {row.setting or 'not told'}"
    if row.count in {"0", "1 through 10"}:
        yield f"claims counted in the file: {row.count}"
    yield from row.odd


def money(kind: str, value: Decimal) -> str:
    """Write a figure of some kind: percent, or dollars."""
    return f"{value} %" if kind.endswith(PERCENTAGE) else f"${value:,}"


def notes(found: Listed) -> Iterator[str]:
    """Say what a reader must know of the files: two of one hospital, and cells that are no figure."""
    for file in found.files:
        yield from file_notes(file)
        yield from (_as_other(file, *other) for other in file.others if other[0] == found.asked.code)
    if found.passed_over:
        names = ", ".join(found.passed_over[:SHOWN])
        yield f"imported for other codes, so not told from here: {names}; import again with --codes"
    files = Counter(plain_name(file.hospital) for file in found.files if not file.payer)
    for name in (name for name, count in files.items() if count > 1):
        hospital = next(file.hospital for file in found.files if plain_name(file.hospital) == name)
        yield f"{files[name]} files of {hospital}: of two editions of one file leave out the older"
    if unread := [row for row in found.filed if row.kind == UNREAD]:
        yield f"{_amounts(len(unread))} of {found.asked.code} cannot be read as a figure, the first in {unread[0].at}"


def _as_other(file: Read, code: str, type_: str, count: int) -> str:
    """Say that a code stands in a file as another type, so that nobody takes it as absent."""
    what = f"of the type {type_}" if type_ else "without a type"
    charges = _number(range(count), "charge")
    return f"{file.name}: {code} stands in {charges} as a code {what}, which is no procedure code, so not told here"


def file_notes(file: Read) -> Iterator[str]:
    """Say what a payer's file leaves open, and what a table of contents lists."""
    if file.not_followed:
        told = "leads to another file and is not followed" if file.not_followed == 1 else (
            "lead to other files and are not followed")  # fmt: skip
        yield f"{file.name}: {_number(range(file.not_followed), 'provider reference')} {told}"
    if file.contents:
        plans, files, names = file.contents
        counted = f"{_number(range(plans), 'plan')}, {_number(range(files), 'file')}"
        yield f"{file.name}: a table of contents, without prices: {counted}; download those of your plan"
        yield from (f"    {name}" for name in names)
        if files > len(names):
            yield f"    and {files - len(names):,} more"


def file_line(file: Read) -> str:
    """Say what a file is and what was read of it."""
    items = "items" if file.payer else "charges"
    told = f"{file.name}: {file.hospital}, of {file.updated or 'no date told'}: {file.charges:,} {items} read, "
    groups = f" ({file.tins:,} TINs, {file.npis:,} NPIs)" if file.tins or file.npis else ""
    return f"{told}{file.rows:,} prices of the code{groups}"


def row_lines(found: Listed) -> Iterator[str]:
    """Give the prices themselves with their places and doubts: all that are left, the first few of each rule else."""
    for row in sorted(found.rows, key=lambda each: (each.amount or Decimal(0), str(each.at))):
        yield _row_line(found, row)


def _row_line(found: Listed, row: Row) -> str:
    kind = f" ({row.kind})" if row.kind != found.asked.kind else ""
    figure = row.kind if row.amount is None else f"{money(row.kind, row.amount)}{kind}"
    told = "; ".join(doubts(found, row))
    many = f" ({_number(range(row.tins), 'TIN')}, {_number(range(row.npis), 'NPI')})" if row.by_payer else ""
    whose = f"{row.hospital}{many}: {', '.join(name for name in (row.payer, row.plan) if name)}"
    return f"{figure}  {whose} [{row.at}]{f'; {told}' if told else ''}"


def left_out_lines(found: Listed, step: Step) -> Iterator[str]:
    """Give the first prices that a rule left out."""
    yield from (_row_line(found, row) for row in step.taken[:SHOWN])


def record(found: Listed) -> dict[str, Any]:
    """Write what is listed as plain values; amounts are texts, as printed."""
    asked = found.asked
    return {
        "code": asked.code,
        "asked": {
            "class": asked.payer_class, "kind": asked.kind, "setting": asked.setting, "modifier": asked.modifier,
            "billing": asked.billing,
        },
        "state": found.state,
        "told": sentence(found),
        "note": note(found),
        "notes": list(notes(found)),
        "files": [file_record(file) for file in found.files],
        "as_filed": len(found.filed),
        "steps": [
            {"rule": step.rule.name, "tells": step.rule.tells, "used": step.on, "left_out": len(step.taken),
             "left": step.left}
            for step in found.steps
        ],
        "figure": figure_record(found.figure),
        "rows": [_row_record(found, row, "") for row in found.rows],
        "left_out": [_row_record(found, row, step.rule.name) for step in found.steps for row in step.taken],
    }  # fmt: skip


def figure_record(figure: Figure | None) -> dict[str, Any] | None:
    """Write a figure as plain values."""
    return {"n": figure.n, **{name: str(value) for name, value in figure.points.items()}} if figure else None


def file_record(file: Read) -> dict[str, Any]:
    """Write what a file is and what was read of it as plain values."""
    told = {
        "name": file.name, "hospital": file.hospital, "updated": file.updated, "version": file.version,
        "state": file.state or None, "charges": file.charges, "rows": file.rows,
    }  # fmt: skip
    if not file.payer:
        return told
    told |= {"payer": True, "tins": file.tins, "npis": file.npis, "references_not_followed": file.not_followed}
    if not file.contents:
        return told
    plans, files, names = file.contents
    return {**told, "contents": {"plans": plans, "files": files, "first_files": list(names)}}


def _row_record(found: Listed, row: Row, rule: str) -> dict[str, Any]:
    share = found.share(row)
    group = {"provider_group": row.hospital, "tins": row.tins, "npis": row.npis, "all_codes": row.all_codes}
    return {
        "hospital": None if row.by_payer else row.hospital,
        "payer": row.payer, "plan": row.plan, "class": row.payer_class or None,
        "code_type": row.code_type, "setting": row.setting, "modifiers": list(row.modifiers),
        "billing": row.billing, "kind": row.kind, "method": row.method,
        "amount": None if row.amount is None else str(row.amount), "claims": row.count,
        "file": row.at.file, row.at.unit: row.at.number, "shared_with": share.others, "plan_codes": share.of,
        "left_out_by": rule or None, "doubts": list(doubts(found, row)),
        **(group if row.by_payer else {}),
    }  # fmt: skip
