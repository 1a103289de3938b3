"""The workflow that publishes the site asks for no more than it needs, and builds from the whole history."""

from __future__ import annotations

import re
from pathlib import Path

import yaml

ROOT = Path(__file__).resolve().parents[2]
TEXT = (ROOT / ".github/workflows/pages.yml").read_text(encoding="utf-8")
JOBS = yaml.safe_load(TEXT)["jobs"]


def test_each_job_has_only_the_rights_that_it_needs():
    assert {} == yaml.safe_load(TEXT)["permissions"]
    assert {
        "build": {"contents": "read", "pages": "read"},
        "deploy": {"pages": "write", "id-token": "write"},
    } == {name: job["permissions"] for name, job in JOBS.items()}


def test_each_action_is_pinned_to_a_commit_and_comes_from_the_code_host():
    used = [step["uses"] for job in JOBS.values() for step in job["steps"] if "uses" in step]
    assert len(used) > 4
    assert [] == [action for action in used if not re.fullmatch(r"actions/[a-z-]+@[0-9a-f]{40}", action)]


def test_it_builds_from_the_whole_history_and_uploads_what_it_built():
    steps = {step.get("uses", step.get("name")): step for step in JOBS["build"]["steps"]}
    assert 0 == next(step["with"]["fetch-depth"] for uses, step in steps.items() if "checkout" in uses)
    uploaded = next(step["with"]["path"] for uses, step in steps.items() if "upload-pages" in uses)
    assert "${{ runner.temp }}/site" == uploaded
    options = '--base-url "$BASE_URL" --edit-url "$EDIT_URL" --out "$RUNNER_TEMP/site"'
    assert f"python3 build.py {options}" == steps["Build"]["run"]


def test_each_page_will_lead_to_its_file_on_the_branch_that_is_published():
    (build,) = [step for step in JOBS["build"]["steps"] if step.get("name") == "Build"]
    where = "${{ github.server_url }}/${{ github.repository }}/edit/${{ github.ref_name }}/policies/"
    assert where == build["env"]["EDIT_URL"]
