"""The scripts that bring a diff into a pull request, run by a real shell, and the workflow that calls them."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from kb.diff.markdown import MARKER

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parents[2]
PATHS = sorted((ROOT / ".github/workflows").glob("*.yml"))
WORKFLOWS = [yaml.safe_load(path.read_text(encoding="utf-8")) for path in PATHS]
_, CHECK, _, WORKFLOW = WORKFLOWS
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


def test_a_pull_request_that_changes_the_scripts_and_the_rules_is_judged_by_those_of_the_target_branch(
    project, git, commit, good_texts, tmp_path
):
    commit(good_texts)
    judged = tmp_path / "judged"
    git("clone", "--quiet", project, judged)
    for name in ("build.py", ".ci/policy-diff"):
        at = judged / name
        at.parent.mkdir(exist_ok=True)
        at.write_text("#!/bin/sh\ntouch ran\nexit 0\n", encoding="utf-8")
    entry = judged / "policies" / RULE
    entry.write_text(good_texts[RULE].replace("coverage: investigational", "coverage: covered"), encoding="utf-8")
    git("-C", judged, "add", "--all")
    git("-C", judged, "commit", "--quiet", "--message", "a flip and another gate")
    code, out, err = run(project, ".ci/policy-diff", "origin/main", "HEAD", str(judged))
    assert (1, "") == (code, err)
    assert "polarity-flip" in out
    assert "gate-changed" in out
    assert [] == [*judged.rglob("ran"), *project.rglob("ran")]


def test_a_folder_and_a_tag_named_like_a_commit_or_a_branch_do_not_stand_for_it(project, git, commit, good_texts):
    commit(good_texts)
    base = git("rev-parse", "HEAD")
    git("checkout", "--quiet", "-b", "edit")
    flip = commit({RULE: good_texts[RULE].replace("coverage: investigational", "coverage: covered")})
    git("checkout", "--quiet", "main")
    for name in (flip, base, "edit", "HEAD"):
        shutil.copytree(project / "policies", project / name)
    git("tag", "main", flip)
    git("tag", "edit", base)
    for asked in (("main", "edit"), ("main", flip), (base, "edit")):
        code, out, err = run(project, ".ci/policy-diff", *asked)
        assert (1, "", True) == (code, err, "polarity-flip" in out)


def test_a_module_at_the_top_of_the_project_is_not_loaded_by_the_gate(project, git, commit, good_texts):
    commit(good_texts)
    for name in ("json", "yaml", "hashlib"):
        (project / f"{name}.py").write_text("raise SystemExit(0)\n", encoding="utf-8")
    git("checkout", "--quiet", "-b", "edit")
    commit({RULE: good_texts[RULE].replace("coverage: investigational", "coverage: covered")})
    code, out, err = run(project, ".ci/policy-diff", "main", "edit")
    assert (1, "", True) == (code, err, "polarity-flip" in out)


def test_a_link_in_place_of_the_policies_is_told(project, git, commit, good_texts, tmp_path):
    commit(good_texts)
    judged = tmp_path / "judged"
    git("clone", "--quiet", project, judged)
    (judged / "policies").rename(judged / "elsewhere")
    (judged / "policies").symlink_to("elsewhere")
    assert (2, "", "policies is a link; the folder itself has to stand there\n") == run(
        project, ".ci/policy-diff", "main", "HEAD", str(judged)
    )


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


def test_only_the_job_that_comments_may_comment_and_the_one_that_reads_the_pull_request_may_only_read():
    assert {} == WORKFLOW["permissions"]
    rights = {name: job.get("permissions", {}) for name, job in WORKFLOW["jobs"].items()}
    comment = {"contents": "read", "pull-requests": "write"}
    assert {"compare": {"contents": "read"}, "comment": comment, "gate": {}} == rights


def test_the_rules_are_those_of_the_target_branch_and_nothing_of_the_pull_request_is_run():
    on = WORKFLOW[True]  # YAML reads `on` as true
    # One that is turned to another branch is judged anew, and nothing but the main branch is judged.
    kinds = ["opened", "reopened", "synchronize", "edited"]
    assert {"pull_request_target": {"branches": ["main"], "types": kinds}} == on
    checkouts = {
        name: [step["with"] for step in job["steps"] if step.get("uses", "").startswith("actions/checkout@")]
        for name, job in WORKFLOW["jobs"].items()
    }
    rules, judged = checkouts["compare"]
    assert ("${{ github.base_ref }}", "rules") == (rules["ref"], rules["path"])
    assert ("${{ github.event.pull_request.head.sha }}", "judged", 0) == (
        judged["ref"],
        judged["path"],
        judged["fetch-depth"],
    )
    assert ["${{ github.base_ref }}"] == [one["ref"] for one in checkouts["comment"]]
    assert [] == [one for found in checkouts.values() for one in found if one["persist-credentials"]]
    called = [step["run"] for step in WORKFLOW["jobs"]["compare"]["steps"] if "run" in step]
    assert 1 == sum(text.count("judged") for text in called)
    assert 'rules/.ci/policy-diff "origin/$BASE" "$COMMIT" judged ' in called[0]


def test_nothing_from_outside_is_pasted_into_a_shell():
    for workflow in WORKFLOWS:
        steps = [step for job in workflow["jobs"].values() for step in job["steps"]]
        assert [] == [step["run"] for step in steps if "${{" in step.get("run", "")]


def test_every_action_is_pinned_by_its_commit_and_says_which_version_that_is():
    told = [line for path in PATHS for line in path.read_text(encoding="utf-8").splitlines() if used(line)]
    assert len(told) == sum(len(list(uses(workflow))) for workflow in WORKFLOWS)
    assert [] == [line for line in told if not PINNED.search(line)]
    assert [] == [path for path in (ROOT / ".github").rglob("*.y*ml") if path.name in {"action.yml", "action.yaml"}]
    assert PATHS == sorted(path for path in (ROOT / ".github/workflows").iterdir() if path.is_file())


PINNED = re.compile(r"uses: actions/[a-z-]+@[0-9a-f]{40} # v[0-9]+[.][0-9]+[.][0-9]+$")


def used(line):
    return "uses:" in line


def uses(node):
    """Give each action that a workflow names, however its key is quoted or set."""
    items = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
    for key, value in items:
        if key == "uses":
            yield value
        yield from uses(value)


@pytest.mark.parametrize(
    "line",
    [
        *("uses: actions/checkout@v4", "uses: actions/checkout@main", "uses: docker://alpine:3 # v3.0.0"),
        *(
            "uses: somebody/else@" + "a" * 40 + " # v1.0.0",
            "uses: ./.github/actions/own",
            '"uses": "actions/cache@v4"',
        ),
        "uses: actions/checkout@" + "a" * 39 + " # v4.0.0",
    ],
)
def test_an_action_that_is_pinned_otherwise_is_noticed(line):
    (named,) = uses(yaml.safe_load(f"steps: [{{{line.partition(' #')[0]}}}]"))
    assert named
    assert not PINNED.search(line)


def test_every_pull_request_is_checked_and_tested_with_a_token_that_may_only_read():
    on = CHECK[True]
    assert {"pull_request": None, "push": {"branches": ["main"]}} == on
    assert {"contents": "read"} == CHECK["permissions"]
    assert [] == [name for name, job in CHECK["jobs"].items() if "permissions" in job]
    ran = [step["run"] for job in CHECK["jobs"].values() for step in job["steps"] if "run" in step]
    assert ["python3 build.py check", ".ci/run", ".ci/fuzz 120"] == ran


def test_the_scripts_that_the_workflows_call_can_be_started():
    texts = "".join(path.read_text(encoding="utf-8") for path in PATHS)
    for name in ("policy-diff", "policy-comment", "run", "fuzz"):
        assert os.access(ROOT / ".ci" / name, os.X_OK)
        assert re.search(rf"[.]ci/{name}\b", texts)
