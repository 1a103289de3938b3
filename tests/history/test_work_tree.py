"""Files on disk against a commit, by the names of their contents."""

from __future__ import annotations

import hashlib

import pytest

from kb.history.work_tree import blob_of, differing, newest

SPARE = "example-health/commercial/spare.md"
OTHER = "example-health/commercial/other.md"


def test_what_was_edited_or_is_gone_or_new_differs_and_what_is_ignored_does_not(repository):
    first = repository.commit({SPARE: "x", OTHER: "y", "codes/a.md": "z", ".gitignore": "*.tmp\n"})
    assert [] == list(differing(repository.folder, first))
    assert not newest(repository.folder).differs
    repository.write({SPARE: "edited", OTHER: None, "new.md": "new", "left.tmp": "x"})
    assert {SPARE, OTHER, "new.md"} == set(differing(repository.folder, first))
    assert newest(repository.folder).differs


def test_a_file_that_is_added_and_not_committed_differs(repository):
    first = repository.commit({SPARE: "x"})
    repository.write({OTHER: "y"})
    repository.git("add", "--all")
    assert [OTHER] == list(differing(repository.folder, first))


def test_a_link_is_what_it_leads_to_and_no_file(repository):
    (repository.folder / "link").symlink_to("nowhere")
    first = repository.commit({SPARE: "x"})
    assert [] == list(differing(repository.folder, first))
    (repository.folder / "link").unlink()
    (repository.folder / "link").write_text("nowhere")
    (repository.folder / SPARE).unlink()
    (repository.folder / SPARE).symlink_to("x")
    assert {SPARE, "link"} == set(differing(repository.folder, first))


def test_outside_a_repository_there_is_no_newest_commit(write):
    assert newest(write({SPARE: "x"})) is None


@pytest.mark.parametrize("content", [b"", b"x\n", b"\x00\xff"])
def test_a_content_has_the_name_that_git_gives(content, repository):
    repository.write({SPARE: content})
    told = repository.git("hash-object", "--no-filters", f"policies/{SPARE}")
    assert told == blob_of(content)
    assert hashlib.sha256(b"blob %d\0" % len(content) + content).hexdigest() == blob_of(content, 64)
