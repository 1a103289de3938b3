"""History as plain values: a version, the versions of a file, and the text of one."""

from __future__ import annotations

import datetime as dt

import pytest

from kb.domain.problem import UsageError
from kb.history.record import find_lineage, history_of, iso_day, text_of, version_record
from kb.history.work_tree import blob_of
from tests.history.made import history

X, PLANS = "example-health/commercial/x.md", "example-health/commercial"
TODAY = dt.date(2026, 3, 2)
BROKEN = "---\ntitle: Old form\nstatus: unproven\n---\n\nText.\n"


@pytest.fixture
def told(rule):
    """A history of one entry: it is recorded, cannot be read, is withdrawn, and comes back."""
    return history(
        ("2025-01-01", {X: BROKEN}),
        ("2025-02-02", {X: rule("covered", "2025-02-01", "2026-12-31")}),
        ("2025-03-03", {X: None}),
        ("2025-04-04", {X: rule("not covered", "2027-01-01"), "synonyms.yml": "- [a, b]\n"}),
    )


def test_a_version_is_told_with_its_dates_its_commit_and_the_name_of_its_text(told, rule):
    first, second, third, _ = told.lineages[f"{PLANS}/x"].versions
    assert {
        "path": X,
        "kind": "edited",
        "recorded": "2025-02-02",
        "commit": f"{2:040x}",
        "subject": "step 2",
        "effective": "2025-02-01",
        "ends": "2026-12-31",
        "date_basis": "date of service",
        "content": blob_of(rule("covered", "2025-02-01", "2026-12-31").encode()),
    } == version_record(second)
    keys = ("effective", "ends", "date_basis")
    assert [None, None, None] == [version_record(first)[key] for key in keys]
    assert ("withdrawn", None) == (version_record(third)["kind"], version_record(third)["content"])


def test_a_version_on_disk_has_no_commit(rule):
    found = history(disk={X: rule("covered")}).lineages[f"{PLANS}/x"].newest
    assert ("working", None, None, None) == tuple(
        version_record(found)[key] for key in ("kind", "recorded", "commit", "subject")
    )


def test_the_versions_of_an_entry_stand_newest_first_with_what_each_is_today(told):
    found = history_of(told, f"{PLANS}/x", TODAY)
    assert (f"{PLANS}/x", "recorded", None, "2026-03-02") == tuple(
        found[key] for key in ("entry", "history", "note", "today")
    )
    assert [("begins later", True), ("withdrawn", None), ("earlier", True), ("earlier", False)] == [
        (version["state"], version["readable"]) for version in found["versions"]
    ]
    problems = [version["problems"] for version in found["versions"]]
    assert [[], [], []] == problems[:3]
    assert any(problem.startswith(f"{X}:3:1: unknown-key") for problem in problems[3])


def test_a_version_that_has_ended_is_told_from_an_earlier_one(rule):
    made = history(
        ("2025-01-01", {X: rule("covered", "2025-01-01", "2025-01-31")}),
        ("2025-02-02", {X: rule("covered", "2025-02-01", "2025-12-31")}),
    )
    assert ["ended", "earlier"] == [version["state"] for version in history_of(made, X, TODAY)["versions"]]
    on = dt.date(2025, 12, 31)
    assert ["in force", "earlier"] == [version["state"] for version in history_of(made, X, on)["versions"]]


def test_a_file_beside_the_entries_has_no_state_and_no_schema(told):
    (version,) = history_of(told, "synonyms.yml", TODAY)["versions"]
    assert (None, None, []) == (version["state"], version["readable"], version["problems"])


def test_the_note_of_a_history_is_told(rule):
    assert "a note" == history_of(history(("2025-01-01", {X: rule("covered")}), note="a note"), X, TODAY)["note"]


def test_the_text_of_a_version_is_found_by_the_beginning_of_its_commit(told):
    assert BROKEN == text_of(told, X, f"{1:040x}")
    assert "coverage: not covered" in text_of(told, f" {X}", f"{4:040x}"[:40])
    with pytest.raises(UsageError, match="has the commit ''; one of: 0000000, 0000000, 0000000"):
        text_of(told, X, "")
    with pytest.raises(UsageError, match="has the commit 'f'"):
        text_of(told, X, "f")


def test_of_a_commit_that_took_the_file_away_there_is_no_text(told):
    with pytest.raises(UsageError, match="has the commit"):
        text_of(told, X, f"{3:040x}")


def test_of_several_versions_with_such_a_commit_the_newest_is_meant(told):
    assert "coverage: not covered" in text_of(told, X, "0000")


def test_a_file_is_found_by_its_id_and_by_its_path(told):
    assert f"{PLANS}/x" == find_lineage(told, X).id == find_lineage(told, f" {PLANS}/x ").id


def test_a_file_that_never_was_is_told_with_the_nearest_name_or_how_to_write_one(told):
    with pytest.raises(UsageError, match=f"was ever here; did you mean `{PLANS}/x`"):
        find_lineage(told, f"{PLANS}/xx")
    with pytest.raises(UsageError, match="was ever here; name it by its path: cigna/commercial/0709t"):
        find_lineage(told, "zebra")


def test_a_day_is_an_iso_text_and_none_stays_none():
    assert ("2026-03-02", None) == (iso_day(TODAY), iso_day(None))
