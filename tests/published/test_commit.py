"""The commit that published data names is the newest one, and what is not committed is said."""

from __future__ import annotations

from kb.published.commit import newest_commit


def test_the_newest_commit_gives_its_name_and_its_time(repository):
    repository.commit({"codes/0709t.md": "one"}, day="2026-01-01")
    name = repository.commit({"codes/0709t.md": "two"}, day="2026-02-03")
    found = newest_commit(repository.folder)
    assert ("2026-02-03T12:00:00Z", f"commit {name}") == (found.at, found.told)


def test_what_is_not_committed_is_said(repository):
    name = repository.commit({"codes/0709t.md": "one"})
    repository.write({"codes/0710t.md": "new"})
    assert f"commit {name} and changes not yet committed" == newest_commit(repository.folder).told


def test_a_folder_that_git_does_not_hold_has_no_commit(repository, tmp_path):
    (tmp_path / "elsewhere").mkdir()
    assert None is newest_commit(tmp_path / "elsewhere")
    assert None is newest_commit(repository.folder)
    repository.commit({"codes/0709t.md": "one"})
    (repository.root / "other").mkdir()
    assert None is newest_commit(repository.root / "other")
