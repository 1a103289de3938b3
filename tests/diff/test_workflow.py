"""The scripts that bring a diff into a pull request, run by a real shell, and the workflow that calls them."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from kb.diff.markdown import MARKER

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parents[2]
WORKFLOW = yaml.safe_load((ROOT / ".github/workflows/policy-diff.yml").read_text(encoding="utf-8"))
RULE = "example-health/commercial/category-iii.md"
DOOR = f"""import subprocess, sys
sys.exit(subprocess.run([{sys.executable!r}, "-m", "kb", *sys.argv[1:]]).returncode)
"""
GH = """#!/usr/bin/env bash
# Stands for GitHub: $STORE holds the comments, $CALLS the calls.
echo "$*" >> "$CALLS"
while [ $# -gt 0 ]; do
  case "$1" in
    --jq) jq -r "$2" < "$STORE"; exit ;;
    --field) cp "${2#body=@}" "$STORE.body" ;;
  esac
  shift
done
"""


@pytest.fixture
def project(git):
    """A project with the scripts, and a door that needs no set-up."""
    root = Path(git("rev-parse", "--show-toplevel"))
    shutil.copytree(ROOT / ".ci", root / ".ci")
    (root / "build.py").write_text(DOOR, encoding="utf-8")
    return root


def run(root, *words, **more):
    env = {**os.environ, "PYTHONPATH": str(ROOT), "GIT_CONFIG_GLOBAL": os.devnull, **more}
    done = subprocess.run(words, cwd=root, env=env, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout, done.stderr


def test_the_script_compares_a_branch_with_where_it_left_the_other_and_exits_by_the_gate(
    project, git, commit, good_texts
):
    commit(good_texts)
    git("checkout", "--quiet", "-b", "edit")
    commit({RULE: good_texts[RULE].replace("coverage: investigational", "coverage: covered")})
    git("checkout", "--quiet", "main")
    commit({"example-health/commercial/0709t.md": None})
    code, out, err = run(project, ".ci/policy-diff", "main", "edit")
    assert (1, "") == (code, err)
    assert MARKER == out.splitlines()[0]
    assert "polarity-flip" in out
    assert "removed" not in out
    code, out, _ = run(project, ".ci/policy-diff", "edit", "edit")
    assert (0, True) == (code, "0 changes" in out)


@pytest.mark.parametrize("words", [[], ["nowhere"], ["--all"], ["HEAD", "$(touch broken)"]])
def test_a_call_that_cannot_be_told_ends_with_2(words, project, commit, good_texts):
    commit(good_texts)
    code, out, err = run(project, ".ci/policy-diff", *words)
    assert (2, "") == (code, out)
    assert err
    assert not (project / "broken").exists()


@pytest.mark.skipif(not shutil.which("jq"), reason="the stand-in for GitHub answers with jq")
@pytest.mark.parametrize(
    ("comments", "call"),
    [
        ([], "--method POST repos/o/n/issues/7/comments"),
        (
            [
                {"id": 1, "user": {"login": "somebody"}, "body": f"{MARKER}\nnot ours"},
                {"id": 2, "user": {"login": "github-actions[bot]"}, "body": f"quotes {MARKER}"},
            ],
            "--method POST repos/o/n/issues/7/comments",
        ),
        (
            [
                {"id": 3, "user": {"login": "github-actions[bot]"}, "body": f"{MARKER}\nold"},
                {"id": 4, "user": {"login": "github-actions[bot]"}, "body": f"{MARKER}\nolder"},
            ],
            "--method PATCH repos/o/n/issues/comments/3",
        ),
    ],
    ids=["first", "others only", "again"],
)
def test_one_comment_is_made_and_then_kept_up_to_date(comments, call, project, tmp_path):
    gh = tmp_path / "bin" / "gh"
    gh.parent.mkdir()
    gh.write_text(GH, encoding="utf-8")
    gh.chmod(0o755)
    (tmp_path / "store").write_text(json.dumps(comments), encoding="utf-8")
    (tmp_path / "note.md").write_text(f"{MARKER}\nnew\n", encoding="utf-8")
    told = {"STORE": str(tmp_path / "store"), "CALLS": str(tmp_path / "calls"), "REPOSITORY": "o/n", "NUMBER": "7"}
    path = f"{gh.parent}{os.pathsep}{os.environ['PATH']}"
    assert (0, "", "") == run(project, ".ci/policy-comment", str(tmp_path / "note.md"), PATH=path, **told)
    first, last = (tmp_path / "calls").read_text(encoding="utf-8").splitlines()
    assert "repos/o/n/issues/7/comments?per_page=100" in first
    assert call in last
    assert f"{MARKER}\nnew\n" == (tmp_path / "store.body").read_text(encoding="utf-8")


def test_the_workflow_may_read_and_comment_and_nothing_else():
    assert {"contents": "read", "pull-requests": "write"} == WORKFLOW["permissions"]
    assert [] == [job for job in WORKFLOW["jobs"].values() if "permissions" in job]


def test_nothing_from_outside_is_pasted_into_a_shell():
    steps = [step for job in WORKFLOW["jobs"].values() for step in job["steps"]]
    assert [] == [step["run"] for step in steps if "${{" in step.get("run", "")]
    assert ["actions/checkout@v4"] == [step["uses"] for step in steps if "uses" in step]
    assert 0 == steps[0]["with"]["fetch-depth"]
    assert {"pull_request"} == set(WORKFLOW[True])  # YAML reads `on` as true


def test_the_scripts_that_the_workflow_calls_can_be_started():
    for name in ("policy-diff", "policy-comment"):
        assert os.access(ROOT / ".ci" / name, os.X_OK)
        assert f".ci/{name} " in (ROOT / ".github/workflows/policy-diff.yml").read_text(encoding="utf-8")
