from __future__ import annotations

import datetime as dt
import shutil
import subprocess

import pytest

from kb.content.load import load
from kb.history import git
from kb.history.commits import log
from kb.history.in_force import AsOfDates, in_force
from kb.history.read import read_history
from kb.history.versions import RECORDED, SHALLOW, UNRECORDED
from kb.history.work_tree import blob_of

X, Y, Z = (f"example-health/commercial/{name}.md" for name in "xyz")


def versions(history, id_="example-health/commercial/x"):
    return [(version.kind, str(version.recorded)) for version in history.lineages[id_].versions]


@pytest.fixture
def started(monkeypatch):
    """The git commands that were started, by name."""
    names = []
    real = git._command

    def command(folder, *words):
        names.append(words[0])
        return real(folder, *words)

    monkeypatch.setattr(git, "_command", command)
    return names


def test_the_versions_of_a_file_are_told_with_their_days(repository):
    repository.commit({X: "1"}, "2026-01-01")
    repository.commit({X: "2"}, "2026-02-01")
    repository.write({X: "3"})
    found = read_history(repository.folder, load(repository.folder))
    assert [("added", "2026-01-01"), ("edited", "2026-02-01"), ("working", "None")] == versions(found)
    assert (RECORDED, "") == (found.state, found.note)


def test_without_the_texts_on_disk_only_commits_count(repository):
    repository.commit({X: "1"})
    repository.write({X: "2"})
    assert ["added"] == [kind for kind, _ in versions(read_history(repository.folder))]


def test_a_clean_folder_has_no_working_versions(story):
    shutil.copytree(story.root, copy := story.root.parent / "copy")
    subprocess.run(["git", "-C", copy, "checkout", "--quiet", "."], check=True)
    found = read_history(copy / "policies", load(copy / "policies"))
    assert [] == [lineage.id for lineage in found.lineages.values() if lineage.newest.commit is None]


def test_the_text_of_every_version_is_there(repository):
    repository.commit({X: "one"})
    repository.commit({X: "two"})
    repository.write({X: "three"})
    found = read_history(repository.folder, load(repository.folder))
    blobs = [version.blob for version in found.lineages["example-health/commercial/x"].versions]
    assert {blob_of(text): text for text in (b"one", b"two", b"three")} == found.contents.get(blobs)


def test_a_file_with_a_name_that_is_refused_today_has_a_history_all_the_same(repository):
    repository.commit({"example-health/commercial/Ärztin.md": "1", X: "1"})
    found = read_history(repository.folder, load(repository.folder))
    assert ["added"] == [kind for kind, _ in versions(found, "example-health/commercial/Ärztin")]


def test_reading_costs_three_processes_whatever_the_number_of_files_and_commits(story, started):
    read_history(story.folder, load(story.folder))
    assert ["rev-parse", "log", "cat-file"] == started


def test_what_the_cache_gives_equals_what_git_gives(repository, tmp_path, started):
    cache = tmp_path / "cache"
    steps = [{X: "1"}, {X: "2", Y: "1"}, {}, {X: None}, {X: "3", Z: "4"}]
    for number, files in enumerate(steps):
        repository.commit(files, f"2026-01-0{number + 1}")
        texts = load(repository.folder)
        assert read_history(repository.folder, texts) == read_history(repository.folder, texts, cache)
    del started[:]
    read_history(repository.folder, load(repository.folder), cache)
    assert ["rev-parse"] == started
    assert 1 == len(list(cache.iterdir()))


def rewritten(repository):
    """Rewrite the newest commit, as an amendment does."""
    repository.write({X: "another"})
    repository.git("commit", "--quiet", "--all", "--amend", "--message", "amended", day="2026-02-01")


def back(repository):
    repository.git("reset", "--quiet", "--hard", "HEAD~1")


def forgotten(repository):
    """Go back, and let git forget the newest commit."""
    back(repository)
    repository.git("reflog", "expire", "--expire=all", "--all")
    repository.git("gc", "--quiet", "--prune=all")


def merged_into(repository):
    """Leave the main line: the commit kept is now the second parent of a merge."""
    repository.git("checkout", "--quiet", "-b", "other", "HEAD~1")
    repository.commit({Y: "other"}, "2026-01-05")
    repository.git("merge", "--quiet", "--no-edit", "main", day="2026-01-06")


@pytest.mark.parametrize("happens", [rewritten, back, forgotten, merged_into])
def test_a_cache_whose_commit_is_off_the_main_line_is_thrown_away(repository, tmp_path, happens):
    repository.commit({X: "1"}, "2026-01-01")
    repository.commit({X: "2"}, "2026-01-02")
    read_history(repository.folder, cache=tmp_path / "cache")
    happens(repository)
    assert read_history(repository.folder) == read_history(repository.folder, cache=tmp_path / "cache")


@pytest.mark.parametrize(
    "content", [b"", b"{", b"null", b"[]", b'{"head": "x"}', b"\xff", b'{"log": 5, "spans": []}']
)
def test_a_torn_cache_is_made_anew(repository, tmp_path, content):
    repository.commit({X: "1"})
    whole = read_history(repository.folder, cache=tmp_path / "cache")
    (file,) = (tmp_path / "cache").iterdir()
    kept = file.read_bytes()
    file.write_bytes(content)
    assert whole == read_history(repository.folder, cache=tmp_path / "cache")
    assert kept == file.read_bytes()


def test_a_cache_that_cannot_be_written_is_done_without(repository, tmp_path):
    (tmp_path / "cache").write_text("a file in the way")
    repository.commit({X: "1"})
    assert ["added"] == [kind for kind, _ in versions(read_history(repository.folder, cache=tmp_path / "cache"))]


def test_a_shallow_clone_says_from_when_on_history_is_recorded(repository, tmp_path):
    for day in (1, 2, 3):
        last = repository.commit({X: str(day)}, f"2026-01-0{day}")
    folder, cache = repository.clone(tmp_path / "shallow", "--depth=1"), tmp_path / "cache"
    found = read_history(folder, load(folder), cache)
    assert SHALLOW == found.state
    assert f"from 2026-01-03 (commit {last[:7]}) on only" in found.note
    assert "git fetch --unshallow" in found.note
    asked = in_force(found.lineages["example-health/commercial/x"], AsOfDates(dt.date(2026, 1, 3)))
    assert f"recorded on or before 2026-01-03 (commit {last[:7]}" in asked.why
    assert "may not have been known" not in " ".join(asked.caveats)
    asked = in_force(
        found.lineages["example-health/commercial/x"], AsOfDates(dt.date(2026, 1, 3), dt.date(2026, 1, 2))
    )
    assert "What was recorded by 2026-01-02 is not known here: the clone begins later" in asked.why
    repository.git("-C", str(folder), "fetch", "--quiet", "--unshallow")
    deeper = read_history(folder, load(folder), cache)
    assert (RECORDED, "", 3) == (deeper.state, deeper.note, len(versions(deeper)))


def test_a_zip_download_has_todays_files_and_says_why_no_more(repository, tmp_path):
    repository.commit({X: "---\neffective: 2026-01-01\n---\n"})
    repository.git("archive", "--format=zip", f"--output={tmp_path / 'got.zip'}", "HEAD")
    shutil.unpack_archive(tmp_path / "got.zip", tmp_path / "unpacked")
    found = read_history(
        tmp_path / "unpacked" / "policies", load(tmp_path / "unpacked" / "policies"), tmp_path / "cache"
    )
    assert UNRECORDED == found.state
    assert "not recorded here: the folder is not inside a git repository; clone the repository" in found.note
    (version,) = found.lineages["example-health/commercial/x"].versions
    assert ("working", None, "2026-01-01") == (version.kind, version.recorded, str(version.span.effective))
    assert b"---\neffective: 2026-01-01\n---\n" in found.contents.get([version.blob]).values()


def test_a_folder_that_the_repository_around_it_does_not_hold_is_not_recorded(repository):
    (repository.root / "README.md").write_text("x")
    (repository.root / ".gitignore").write_text("policies/\n")
    repository.commit({X: "1"})
    found = read_history(repository.folder, load(repository.folder))
    assert UNRECORDED == found.state
    assert "holds none of its files" in found.note


def test_without_git_history_is_not_recorded(repository, monkeypatch, tmp_path):
    repository.commit({X: "1"})
    monkeypatch.setenv("PATH", str(tmp_path))
    found = read_history(repository.folder, load(repository.folder))
    assert UNRECORDED == found.state
    assert "git is not installed" in found.note


def test_a_repository_that_names_contents_by_sha256_is_read(tmp_path, repository):
    other = type(repository)(tmp_path / "other")
    shutil.rmtree(other.root / ".git")
    other.git("init", "--quiet", "--initial-branch=main", "--object-format=sha256")
    other.commit({X: "1"}, "2026-01-01")
    assert [("added", "2026-01-01")] == versions(read_history(other.folder, load(other.folder)))


def test_only_the_commits_since_the_last_run_are_read_and_all_of_them_where_the_clone_was_deepened(
    repository, tmp_path, monkeypatch
):
    asked = []

    def asking(found, since=""):
        asked.append(since)
        return log(found, since)

    monkeypatch.setattr("kb.history.read.log", asking)
    heads = [repository.commit({X: str(day)}, f"2026-01-0{day}") for day in (1, 2)]
    cache = tmp_path / "cache"
    read_history(repository.folder, cache=cache)
    heads.append(repository.commit({X: "3"}, "2026-01-03"))
    read_history(repository.folder, cache=cache)
    assert ["", heads[1]] == asked
    folder = repository.clone(tmp_path / "shallow", "--depth=1")
    read_history(folder, cache=cache)
    repository.commit({X: "4"}, "2026-01-04")
    repository.git("-C", str(folder.parent), "fetch", "--quiet", "--depth=1")
    repository.git("-C", str(folder.parent), "reset", "--quiet", "--hard", "origin/main")
    read_history(folder, cache=cache)
    assert ["", ""] == asked[2:]


def test_a_shallow_clone_that_goes_on_stays_shallow_with_its_cache(repository, tmp_path):
    for day in (1, 2):
        last = repository.commit({X: str(day)}, f"2026-01-0{day}")
    folder, cache = repository.clone(tmp_path / "shallow", "--depth=1"), tmp_path / "cache"
    read_history(folder, load(folder), cache)
    (folder / X).write_text("3")
    who = ("-c", "user.name=Example", "-c", "user.email=desk@example.org")
    repository.git("-C", str(folder), *who, "commit", "--quiet", "-a", "-m", "three")
    found = read_history(folder, load(folder), cache)
    assert (SHALLOW, 2) == (found.state, len(found.commits))
    assert f"(commit {last[:7]}) on only" in found.note
