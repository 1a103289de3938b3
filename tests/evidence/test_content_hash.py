"""Anybody can check which text a pack is of."""

from __future__ import annotations

import hashlib
from shutil import copytree

from kb.content.load import load
from kb.evidence.cases import case_of
from kb.evidence.content_hash import UNRECORDED_NOTE
from kb.evidence.pack import make_pack
from kb.history.in_force import AsOfDates
from kb.history.read import read_history
from kb.rules.check import check

X = "example-health/commercial/x"


def test_the_seal_names_the_path_commit_blob_and_hash_that_git_itself_gives(pack, story):
    found = pack(X, "2026-04-01").content_hash
    commit = story.git("log", "--format=%H", "--grep=from March")
    text = story.git("cat-file", "blob", found.blob) + "\n"
    assert (f"{X}.md", commit, "2026-03-05", "from March") == (
        found.path,
        found.commit,
        found.recorded,
        found.subject,
    )
    assert story.git("rev-parse", f"{commit}:policies/{X}.md") == found.blob
    assert hashlib.sha256(text.encode()).hexdigest() == found.sha256


def test_the_hash_of_another_version_is_another(pack):
    assert pack(X, "2026-04-01").content_hash.sha256 != pack(X, "2026-02-01").content_hash.sha256


def packed(folder):
    """Make the pack of the entry as it stands in a folder."""
    texts = load(folder)
    library = check(texts).library
    day = library.newest_review
    return make_pack(case_of(library, read_history(folder, texts), X, "", AsOfDates(day), today=day))


def sha256(text):
    return hashlib.sha256(text.encode()).hexdigest()


def test_a_text_that_is_not_committed_has_a_hash_and_no_commit(repository, good_library):
    copytree(good_library, repository.folder, dirs_exist_ok=True)
    repository.commit({f"{X}.md": repository.rule("covered")})
    repository.write({f"{X}.md": repository.rule("not covered")})
    found = packed(repository.folder)
    wanted = sha256(repository.rule("not covered"))
    assert ("", "", wanted) == (found.content_hash.commit, found.content_hash.recorded, found.content_hash.sha256)
    assert "with changes on disk that are not committed" in found.prepared


def test_without_git_the_hash_stands_and_the_pack_says_that_no_history_is_recorded(
    good_library, write, rule, tmp_path
):
    copytree(good_library, tmp_path / "policies", dirs_exist_ok=True)
    found = packed(write({f"{X}.md": rule("covered")}))
    assert (sha256(rule("covered")), "") == (found.content_hash.sha256, found.content_hash.commit)
    assert UNRECORDED_NOTE in found.prepared
    assert UNRECORDED_NOTE in found.gaps
    assert "" == found.known_then
