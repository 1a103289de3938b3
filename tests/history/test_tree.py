from __future__ import annotations

import os
import shutil

import pytest

from kb.content.load import LARGEST, load
from kb.domain.problem import ToolError, UsageError
from kb.history.tree import texts_at

SPARE = "example-health/commercial/spare.md"
OTHER = "example-health/commercial/other.md"


def told(texts):
    return [str(problem).split(" ", 1)[0] + " " + problem.code for problem in texts.problems]


def test_the_texts_of_a_revision_are_those_the_folder_had(repository, good_library):
    shutil.copytree(good_library, repository.folder, dirs_exist_ok=True)
    first = repository.commit({})
    before = load(repository.folder)
    repository.git("tag", "seen")
    repository.commit({"synonyms.yml": None, SPARE: "another"})
    assert before == texts_at(repository.folder, first) == texts_at(repository.folder, "seen")
    assert load(repository.folder) == texts_at(repository.folder, "main")
    assert before.files != load(repository.folder).files


def test_the_texts_of_a_revision_are_held_to_the_checks_of_files_on_disk(repository):
    repository.write({
        SPARE: "a\n\tb", OTHER: b"caf\xe9", "codes/0709t.md": "x" * (LARGEST + 1), "codes/0708t.md": "fine",
        "cigna/commercial/Ärger.md": "x", "a b.md": "x", ".hidden/x.md": "x", "aetna/.swp": "x", "aetna/payer.md": "",
    })  # fmt: skip
    (repository.folder / "cigna/payer.md").symlink_to("../codes/0708t.md")
    (repository.folder / os.fsdecode(b"odd\n\xff.md")).write_text("x")
    repository.commit({})
    here, there = load(repository.folder), texts_at(repository.folder, "HEAD")
    assert (here.files, sorted(told(here))) == (there.files, sorted(told(there)))
    assert ["codes/0708t.md"] == list(there.files)
    assert 8 == len(there.problems)


def test_a_repository_inside_the_repository_is_told_and_not_read(repository):
    inner = type(repository)(repository.folder / "example-health" / "commercial")
    inner.commit({"x.md": "x"})
    repository.commit({SPARE: "fine"})
    sub = "160000,cccccccccccccccccccccccccccccccccccccccc,policies/cigna/commercial"
    repository.git("update-index", "--add", "--cacheinfo", sub)
    repository.git("commit", "--quiet", "--message", "a submodule")
    texts = texts_at(repository.folder, "HEAD")
    assert "cigna/commercial:1:1: unreadable" in told(texts)


def test_a_revision_without_the_folder_has_no_files(repository):
    (repository.root / "README.md").write_text("x")
    first = repository.commit({})
    repository.commit({SPARE: "x"})
    assert {} == texts_at(repository.folder, first).files
    assert [SPARE] == list(texts_at(repository.folder, "HEAD").files)


@pytest.mark.parametrize("revision", ["nowhere", "", "-x", "--help", "HEAD:policies", "HEAD~9", "a\nb", "a\0b"])
def test_a_revision_that_is_not_known_is_told_with_the_way_out(repository, revision):
    repository.commit({SPARE: "x"})
    with pytest.raises(UsageError, match="name a commit, a branch or a tag"):
        texts_at(repository.folder, revision)


def test_outside_a_repository_there_is_no_revision(write):
    with pytest.raises(ToolError, match="clone the repository"):
        texts_at(write({SPARE: "x"}), "HEAD")


def test_a_folder_that_is_not_there_stops_the_run(tmp_path):
    with pytest.raises(ToolError, match="--policies"):
        texts_at(tmp_path / "nowhere", "HEAD")


def test_a_revision_beyond_a_shallow_clone_is_told_with_the_way_to_get_it(repository, tmp_path):
    first = repository.commit({SPARE: "x"})
    repository.commit({SPARE: "y"})
    with pytest.raises(UsageError, match="fetch --unshallow"):
        texts_at(repository.clone(tmp_path / "shallow", "--depth=1"), first)
