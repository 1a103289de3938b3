"""What stood before in files that a side lacks or cannot read: the last version of each that can be read."""

from __future__ import annotations

import pytest

from kb.content.load import Texts, load
from kb.diff.earlier import earlier_documents
from kb.diff.sides import side
from kb.domain.problem import UsageError

RULE = "example-health/commercial/category-iii.md"
OTHER = "example-health/commercial/other.md"
BROKEN = "---\ntitle: Old form\nzebra: 1\n---\n\nText.\n"


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "project" / "policies"


@pytest.fixture
def asked(folder, good_texts, monkeypatch):
    """Ask for earlier documents, given what of the good texts differs on each side; None takes a file away.

    What git holds is given as contents of each path, the newest first; gives what was asked of it, too.
    """

    def ask(base, head, held=()):
        sides = (
            side("x", Texts({path: text for path, text in {**good_texts, **more}.items() if text}, ()))
            for more in (base, head)
        )
        contents = {path: tuple(texts) for path, texts in dict(held).items()}
        wanted = []

        def blobs_before(_folder, _revision, paths):
            wanted.extend(paths)
            return contents

        monkeypatch.setattr("kb.diff.earlier.blobs_before", blobs_before)
        monkeypatch.setattr("kb.diff.earlier.read_blobs", lambda _, blobs: [(blob, blob.encode()) for blob in blobs])
        return earlier_documents(folder, *sides, "main"), wanted

    return ask


def saying(texts, value):
    return texts[RULE].replace("coverage: investigational", f"coverage: {value}")


def values(found):
    return {path: document.answers["coverage"].value for path, document in found.items()}


def test_of_an_added_file_all_that_stood_in_its_folder_is_asked_for(asked, good_texts):
    _, wanted = asked({}, {OTHER: good_texts[RULE]})
    assert ["example-health/commercial"] == wanted


def test_a_file_added_at_the_top_and_one_that_is_no_document_ask_for_no_folder(asked):
    assert [] == asked({}, {"top.md": "x", "example-health/notes.txt": "x"})[1]


def test_a_file_that_only_the_base_cannot_read_is_asked_for_by_its_path(asked):
    assert [RULE] == asked({RULE: BROKEN, "synonyms.yml": "- alone\n"}, {})[1]
    assert [] == asked({}, {RULE: BROKEN})[1]


def test_an_entry_that_an_added_one_carries_on_is_asked_for(asked, good_texts):
    text = good_texts[RULE].replace("\nreviewed:", "\nreplaces: example-health/commercial/gone\nreviewed:")
    wanted = asked({}, {"example-health/medicare-advantage/new.md": text})[1]
    assert ["example-health/commercial/gone.md", "example-health/medicare-advantage"] == wanted
    assert [] == asked({}, {RULE: text})[1]


def test_an_added_file_that_cannot_be_read_or_is_no_entry_carries_nothing_on(asked, good_texts):
    added = {OTHER: BROKEN, "codes/12001.md": good_texts["codes/0709t.md"].replace("0709T", "12001")}
    assert ["codes", "example-health/commercial"] == asked({}, added)[1]


def test_the_newest_version_that_can_be_read_is_taken(asked, good_texts):
    older = [BROKEN, saying(good_texts, "covered"), saying(good_texts, "not covered")]
    found, _ = asked({RULE: BROKEN}, {}, {RULE: older})
    assert {RULE: "covered"} == values(found)


def test_a_file_of_which_no_version_can_be_read_is_left_out(asked):
    assert {} == asked({RULE: BROKEN}, {}, {RULE: [BROKEN, "x"]})[0]


def test_what_the_base_holds_is_not_looked_up(asked, good_texts):
    found, _ = asked({}, {OTHER: good_texts[RULE]}, {RULE: [saying(good_texts, "covered")]})
    assert {} == found


def test_git_gives_what_was_removed_and_what_was_broken(commit, folder, good_texts):
    commit({**good_texts, OTHER: saying(good_texts, "covered")})
    commit({OTHER: None, RULE: BROKEN})
    base = side("base", load(folder))
    again = side("head", Texts({**good_texts, OTHER: good_texts[RULE]}, ()))
    found = earlier_documents(folder, base, again, "HEAD")
    assert {RULE: "investigational", OTHER: "covered"} == values(found)


def test_a_revision_that_is_not_known_is_told(commit, folder, good_texts):
    commit({**good_texts, RULE: BROKEN})
    base = side("base", load(folder))
    with pytest.raises(UsageError, match="no revision 'nowhere' here"):
        earlier_documents(folder, base, base, "nowhere")
