"""Claims by code and plan: rows as they are, and each fault with its line and the way out."""

from __future__ import annotations

import pytest

from kb.content.volume import read_volume
from kb.domain.model import ClaimVolume

PLANS = frozenset({"example/plans", "example/second"})


def test_rows_are_read_with_and_without_a_plan_and_empty_lines_are_passed_over():
    rows, problems = read_volume("Code,Plan,Claims\n0709T,example/plans,120\n\n0708T,,7\n", PLANS)
    assert ((ClaimVolume("0709T", "example/plans", 120), ClaimVolume("0708T", "", 7)), []) == (rows, problems)
    assert ((), []) == read_volume("", PLANS)


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ("0709T,example/plans", "2 cells; write 3"),
        ("0709T,example/plans,12,John", "4 cells; write 3"),
        ("709T,example/plans,12", "no CPT or HCPCS code"),
        ("0709T,example/other,12", "no plan 'example/other'"),
        ("0709T,example/plans,-1", "no number of claims"),
        ("0709T,example/plans,1.5", "no number of claims"),
        ("0709T,example/plans,", "no number of claims"),
        ("0708T,,3", "has a row of this plan above"),
    ],
)
def test_a_row_that_cannot_be_read_is_told_with_its_line(row, told, way_out):
    _, [problem] = read_volume(f"code,plan,claims\n0708T,,2\n{row}\n", PLANS)
    assert (3, True) == (problem.place.line, told in problem.message)
    assert way_out.search(problem.message)


@pytest.mark.parametrize("head", ["code,claims", "code,plan,claims,patient", "0709T,example/plans,12"])
def test_another_first_line_is_refused_and_no_row_is_read(head):
    rows, [problem] = read_volume(f"{head}\n0709T,,12\n", PLANS)
    assert ((), 1) == (rows, problem.place.line)
