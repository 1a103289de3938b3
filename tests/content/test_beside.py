"""Which files of a folder are no content, and that they are told."""

from __future__ import annotations

import pytest

from kb.content.beside import left_beside, passed_over
from kb.content.load import load

LEFT = [
    *(".DS_Store", "._a.md", ".obsidian/app.json", "desktop.ini", "Desktop.ini", "Thumbs.db", "ehthumbs.db"),
    *(
        "a.md~",
        "#a.md#",
        ".#a.md",
        ".a.md.swp",
        "a.md.swo",
        "a.md.orig",
        "a.md.rej",
        "a.md.bak",
        "a.md.tmp",
        "a.md.1",
    ),
    *("~$a.docx", "__MACOSX/a.md", "$RECYCLE.BIN/a.md", "@eaDir/a.md", "a.lnk", "a.crdownload", "nohup.out"),
]


@pytest.mark.parametrize("name", LEFT)
def test_what_a_system_or_an_editor_leaves_is_passed_over_and_told(name, laid_over, good_library):
    before = load(good_library)
    folder = laid_over({f"aetna/{name}": "x"})
    assert passed_over(f"aetna/{name}")
    assert before == load(folder)
    assert (f"aetna/{name.split('/')[0]}",) == left_beside(folder)


@pytest.mark.parametrize(
    "name", ["a.md", "codes/0709t.md", "notes.txt", "a.docx", "a copy.md", "README.md", "con.md"]
)
def test_what_may_be_meant_as_content_is_not_passed_over(name):
    assert not passed_over(name)


def test_what_git_keeps_in_a_folder_is_not_worth_a_word(write):
    assert () == left_beside(write({".gitignore": "x", ".git/config": "x", "a/.gitkeep": "x", "a/b.md": "x"}))
