"""A file as people read it in `git diff`."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.layout.plain import plain

ROOT = Path(__file__).resolve().parents[2]
RULE = "example-health/commercial/category-iii.md"


def test_facts_stand_one_a_line_with_all_their_keys_and_sentences_one_a_line(good_library):
    told = plain((good_library / RULE).read_text(encoding="utf-8")).split("\n")
    assert "coverage: investigational" in told
    assert "coverage note: The example default, unless another example policy covers the code." in told
    assert "coverage sources: example-policy-1, example-summary" in told
    assert "sources / example-policy-1 / standing: primary" in told
    assert "## Coverage" in told
    calls = (
        "Example Health calls every Category III code not proven unless a policy says otherwise [example-policy-1] "
    )
    assert f"{calls}[example-summary]." in told
    assert ["1. The name of the item [example-policy-1].", "2. The date of the visit [example-policy-1]."] == [
        line for line in told if line[:2] in {"1.", "2."}
    ]


def test_a_record_of_a_list_goes_by_its_first_value(good_library):
    told = plain((good_library / "codes/0708t.md").read_text(encoding="utf-8")).split("\n")
    assert "life cycle / effective / on: 2022-07-01" in told


def test_sentences_part_at_their_ends_and_not_at_abbreviations():
    told = plain("---\ntitle: A\n---\n\n## B\n\nOne is so. Two, e.g. This, is\nnot. Three.\n")
    assert ["One is so.", "Two, e.g. This, is not.", "Three."] == told.split("\n")[4:-1]


@pytest.mark.parametrize(
    "text", ["", "no front matter\n", "---\ntitle: [\n---\n", "---\n- a\n---\n", "---\r\ntitle: A\r\n---\r\n"]
)
def test_a_broken_file_comes_back_as_it_is(text):
    assert text == plain(text)


@given(st.text(max_size=80) | st.text(alphabet="-\n :#>|[]{}&*!a", max_size=80).map("---\n{}".format))
def test_no_text_makes_it_fail(text):
    assert isinstance(plain(text), str)


def run(*words, cwd, **more):
    env = {**os.environ, "PYTHONPATH": str(ROOT), "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
    done = subprocess.run(words, cwd=cwd, env={**env, **more}, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout


@pytest.mark.slow
def test_git_diff_shows_the_changed_sentence_alone(good_library, tmp_path):
    text = (good_library / RULE).read_text(encoding="utf-8")
    file = tmp_path / "policies" / RULE
    file.parent.mkdir(parents=True)
    file.write_text(text, encoding="utf-8")
    (tmp_path / ".gitattributes").write_bytes((ROOT / ".gitattributes").read_bytes())
    run("git", "init", "--quiet", cwd=tmp_path)
    run("git", "config", "diff.policy.textconv", f"{shlex.quote(sys.executable)} -m kb plain", cwd=tmp_path)
    run("git", "add", "--all", cwd=tmp_path)
    file.write_text(text.replace("calls every Category III code not\nproven", "calls each").replace("every", "each"))
    shown = run("git", "diff", cwd=tmp_path).decode().split("\n")
    changed = [line for line in shown if line[:1] in "+-" and line[:3] not in {"+++", "---"}]
    assert ["-Example Health calls every", "+Example Health calls each "] == [line[:27] for line in changed if line]


@pytest.mark.slow
def test_bytes_that_are_no_text_go_through_as_they_are(tmp_path):
    (tmp_path / "x.md").write_bytes(b"\xff\xfe\r\n\x00")
    assert b"\xff\xfe\r\n\x00" == run(sys.executable, "-m", "kb", "plain", "x.md", cwd=tmp_path)
