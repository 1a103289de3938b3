"""`asked` and `reviewed`: the receipt, the one commit, and every refusal, after which all files are as they were."""

from __future__ import annotations

import pytest

from kb.commands import main as cli
from kb.content.load import load
from kb.rules.check import check
from tests.conftest import NOBODY

WIDE = "example-health/commercial/category-iii"
CALL = ("asked", "example-health/commercial", "billing", "--code", "0709T")
DESK = ("--desk", "provider services, telephone")


@pytest.fixture
def library(repository, good_library, monkeypatch):
    """The small library in a repository of its own, all of it committed."""
    for name, value in NOBODY.items():
        monkeypatch.setenv(name, value)
    files = {path.relative_to(good_library).as_posix(): path.read_bytes() for path in good_library.rglob("*.*")}
    repository.commit(files)
    return repository


@pytest.fixture
def run(capsys, library):
    def go(*words, today="2026-03-09"):
        code = cli.main([*words, "--policies", str(library.folder), "--today", today])
        told = capsys.readouterr()
        return code, told.out, told.err

    return go


def test_a_call_becomes_a_receipt_and_the_library_stays_sound(run, library):
    code, out, _ = run(*CALL, *DESK, "--reference", "I-4711", "--outcome", "no rule on units was found")
    assert 0 == code
    assert "reference I-4711" in out
    assert ["policies/example-health/commercial/0709t.md"] == library.git("diff", "--name-only").splitlines()
    assert () == check(load(library.folder)).problems


def test_a_call_on_a_plan_without_an_entry_makes_one(run, library):
    assert 0 == run("asked", "example-health/medicare-advantage", "coverage", "--code", "0709T", *DESK)[0]
    assert (library.folder / "example-health/medicare-advantage/0709t.md").is_file()
    assert 0 == run("asked", "example-health/medicare-advantage", "appeals", *DESK)[0]
    assert () == check(load(library.folder)).problems


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ((*CALL,), "--desk names a desk"),
        ((*CALL, "--desk", "Jane"), "never a person"),
        ((*CALL, *DESK, "--outcome", "Member ID: 8837465A is covered"), "looks like a member id"),
        ((*CALL, *DESK, "--reference", "123-45-6789"), "looks like a social security number"),
        ((*CALL, *DESK, "--when", "2026-03-10"), "day-to-come"),
        ((*CALL[:3], "--code", "99213", *DESK), "new code 99213"),
        ((*CALL[:3], "--code", "x", *DESK), "write it like 0709T"),
        ((*CALL[:2], "copay", *DESK), "use one of"),
        (("asked", "example-health/gold", "billing", *DESK), "example-health/commercial"),
        ((*CALL, *DESK, "--entry", "example-health/medicare-advantage/all-codes"), "is not of"),
        ((*CALL[:3], *DESK, "--entry", "example-health/commercial/none"), "no entry"),
        (("reviewed", "example-health/commercial/none"), "no entry"),
        (("reviewed", WIDE, "--read", "none"), "has no source"),
    ],
)
def test_a_refusal_names_the_way_out_and_changes_nothing(words, told, run, library):
    code, out, err = run(*words)
    assert code in {1, 2}
    assert told in out + err
    assert "" == library.git("status", "--porcelain")


def test_a_review_is_one_commit_of_the_days_that_it_moves(run, library):
    assert 0 == run("reviewed", WIDE, "example-health/commercial/0709t", "--read", "all", today="2026-04-01")[0]
    assert f"{WIDE} and 1 more: reviewed, nothing changed" == library.git("log", "-1", "--format=%s")
    assert ("2", "") == (library.git("rev-list", "--count", "HEAD"), library.git("status", "--porcelain"))
    changed = library.git("diff", "--unified=0", "HEAD~1").splitlines()
    keys = {line[1:].split(":")[0].strip() for line in changed if line[:1] == "+" and line[:3] != "+++"}
    assert {"reviewed", "review_by", "retrieved"} == keys


def test_a_review_needs_files_without_changes_of_their_own(run, library):
    (library.folder / f"{WIDE}.md").write_text("changed")
    (library.folder / "example-health" / "fresh.txt").write_text("new")
    assert "not committed" in run("reviewed", "example-health/commercial/0709t")[2]


def test_a_review_that_the_checker_refuses_is_not_committed(run, library):
    code, out, _ = run("reviewed", WIDE, today="2026-12-01")
    assert (1, "1") == (code, library.git("rev-list", "--count", "HEAD"))
    assert "review-without-look" in out


def test_where_git_refuses_the_commit_the_files_are_as_they_were(run, library):
    (library.root / ".git" / "index.lock").write_text("")
    code, _, err = run("reviewed", WIDE, today="2026-03-20")
    assert 2 == code
    assert "index.lock" in err
    (library.root / ".git" / "index.lock").unlink()
    assert "" == library.git("status", "--porcelain")


def test_without_a_repository_nothing_is_recorded(capsys, write, rule):
    folder = write({"a/b/c.md": rule("covered")})
    assert 2 == cli.main(["reviewed", "a/b/c", "--policies", str(folder), "--today", "2026-03-09"])
    assert "not inside a git repository" in capsys.readouterr().err
