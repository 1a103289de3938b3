from __future__ import annotations

import os
import shutil

import pytest

from kb.content.load import LARGEST, load
from kb.domain.problem import ToolError, UsageError
from kb.history.git import read_blobs
from kb.history.tree import blobs_before, changed_paths, place_in_repository, texts_at

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


def contents(repository, revision, *paths):
    found = blobs_before(repository.folder, revision, paths)
    texts = dict(read_blobs(repository.folder, (blob for blobs in found.values() for blob in blobs)))
    return {path: [texts[blob].decode() for blob in blobs] for path, blobs in found.items()}


def test_what_stood_in_a_file_or_a_folder_before_is_given_newest_first(repository):
    for text in ("one", "two", None, "three"):
        repository.commit({SPARE: text, "codes/x.md": text or "x"})
    repository.commit({OTHER: "other"})
    assert {SPARE: ["three", "two", "one"]} == contents(repository, "HEAD", SPARE)
    assert {SPARE: ["two", "one"]} == contents(repository, "HEAD~2", SPARE)
    folder = SPARE.rpartition("/")[0]
    assert {SPARE: ["three", "two", "one"], OTHER: ["other"]} == contents(repository, "HEAD", folder)
    assert {} == contents(repository, "HEAD") == contents(repository, "HEAD", "nowhere")


def test_what_a_merge_brought_counts_and_what_only_the_branch_had_does_not(repository):
    repository.commit({OTHER: "x"})
    repository.git("checkout", "--quiet", "-b", "branch")
    repository.commit({SPARE: "draft"})
    repository.commit({SPARE: "final"})
    repository.git("checkout", "--quiet", "main")
    repository.git("merge", "--quiet", "--no-ff", "--message", "merged", "branch")
    assert {SPARE: ["final"]} == contents(repository, "HEAD", SPARE)


def test_links_are_no_contents(repository):
    repository.commit({OTHER: "x"})
    (repository.folder / SPARE).symlink_to("other.md")
    repository.commit({})
    assert {SPARE: []} == contents(repository, "HEAD", SPARE)


def test_every_path_that_differs_is_named_from_the_top_of_the_repository(repository):
    first = repository.commit({SPARE: "x"})
    (repository.root / "odd \n name").write_text("x")
    repository.commit({SPARE: None, OTHER: "x"})
    moved = (f"policies/{OTHER}", f"policies/{SPARE}")
    assert ("odd \n name", *moved) == changed_paths(repository.folder, first, "HEAD")
    assert () == changed_paths(repository.folder, "HEAD", "HEAD") == changed_paths(repository.folder, "HEAD", "")
    (repository.root / "new.py").write_text("x")
    (repository.root / ".gitignore").write_text("*.tmp\n")
    (repository.root / "ignored.tmp").write_text("x")
    repository.write({OTHER: "y"})
    assert (".gitignore", "new.py", f"policies/{OTHER}") == changed_paths(repository.folder, "HEAD", "")


def test_between_two_revisions_nothing_counts_that_came_later_or_is_not_committed(repository):
    base = repository.commit({SPARE: "a"})
    head = repository.commit({OTHER: "b"})
    repository.commit({"codes/0709t.md": "later"})
    repository.write({"codes/0708t.md": "not committed"})
    assert (f"policies/{OTHER}",) == changed_paths(repository.folder, base, head)


def test_a_folder_knows_its_place_in_the_repository(repository):
    repository.commit({SPARE: "x"})
    assert ("policies/", "") == (place_in_repository(repository.folder), place_in_repository(repository.root))
