from __future__ import annotations

import os
from pathlib import Path

import pytest

from kb.content.load import LARGEST, LARGEST_QUESTIONS, QUESTIONS, load, refusal
from kb.domain.problem import ToolError

SPARE = "example-health/commercial/spare.md"


def told(folder):
    """Give what is wrong in a folder as `path:line:column: code`."""
    return [str(problem).rsplit(problem.message)[0].strip() for problem in load(folder).problems]


def test_files_are_read_in_order_of_their_path(write):
    folder = write({"b/payer.md": "b", "a/x/z.md": "a", "codes/0709t.md": "c", "README.md": "r", "synonyms.yml": "s"})
    texts = load(folder)
    assert () == texts.problems
    assert [
        ("README.md", "r"),
        ("a/x/z.md", "a"),
        ("b/payer.md", "b"),
        ("codes/0709t.md", "c"),
        ("synonyms.yml", "s"),
    ] == [*texts.files.items()]


def test_from_within_a_folder_the_same_is_read(write, monkeypatch):
    folder = write({"facts/mue/table.csv": "f", "b/payer.md": "b"})
    expected = load(folder)
    monkeypatch.chdir(folder)
    assert expected == load(Path())
    assert ["facts/mue/table.csv"] == list(expected.facts)


def test_hidden_files_and_folders_are_passed_over(write):
    texts = load(write({".DS_Store": b"\x00", ".git/config": "x", "a/.swp": "y", SPARE: "z"}))
    assert ([SPARE], ()) == (list(texts.files), texts.problems)


def test_a_folder_that_is_not_there_stops_the_run(tmp_path):
    with pytest.raises(ToolError, match="--policies"):
        load(tmp_path / "nowhere")


def test_a_file_in_place_of_the_folder_stops_the_run(tmp_path):
    (tmp_path / "policies").write_text("x")
    with pytest.raises(ToolError, match="no policies folder"):
        load(tmp_path / "policies")


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"", "1:1: empty-file"),
        (b" \n\n", "1:1: empty-file"),
        (b"\xef\xbb\xbf---\n", "1:1: byte-order-mark"),
        (b"a\ncaf\xe9\n", "2:4: not-utf-8"),
        ("ä\nüö".encode() + b"\xff", "2:3: not-utf-8"),
        ("---\n".encode("utf-16"), "1:1: not-utf-8"),
        (b"a\r\n", "1:2: line-ending"),
        ("é\néé\u2028".encode(), "2:3: line-ending"),
        ("a\x85".encode(), "1:2: line-ending"),
        ("ä\n\tb".encode(), "2:1: tab"),
        (b"a\n b\x00", "2:3: control-character"),
        (b"a\x1b[31m", "1:2: control-character"),
        ("a\ufeff".encode(), "1:2: control-character"),
        (b"x" * (LARGEST + 1), "1:1: too-large"),
    ],
)
def test_what_is_no_plain_text_is_told_where_it_begins_and_not_read(write, content, expected):
    folder = write({SPARE: content})
    assert [f"{SPARE}:{expected}"] == told(folder)
    assert {} == load(folder).files


def test_each_fault_of_a_text_is_told(write):
    assert [f"{SPARE}:1:2: line-ending", f"{SPARE}:2:1: tab"] == told(write({SPARE: "a\r\n\tb\r\n"}))


def test_a_file_of_the_largest_size_is_read(write):
    assert [] == told(write({SPARE: b"x" * LARGEST}))


@pytest.mark.parametrize(("size", "expected"), [(LARGEST_QUESTIONS, []), (LARGEST_QUESTIONS + 1, ["1:1: too-large"])])
def test_the_list_of_staffs_questions_may_be_larger(write, size, expected):
    assert [f"{QUESTIONS}:{one}" for one in expected] == told(write({QUESTIONS: b"x" * size}))


@pytest.mark.parametrize(
    "path", ["notes.md", "cigna/commercial/a b.md", "cigna/commercial/Ä.md", "cigna/x/y/z.md", "a.txt"]
)
def test_a_path_that_is_none_of_content_is_told(write, path):
    assert [f"{path}:1:1: file-name"] == told(write({path: "x"}))


def test_a_name_that_no_terminal_can_print_is_told_all_the_same(write):
    folder = write({SPARE: "x"})
    (folder / os.fsdecode(b"caf\xe9\n.md")).write_text("x")
    (problem,) = load(folder).problems
    assert "caf\ufffd\ufffd.md:1:1: file-name" == str(problem).rsplit(problem.message)[0].strip()


@pytest.mark.parametrize("target", ["spare.md", "nowhere.md", "../../codes", "/etc/hosts", "../.."])
def test_a_link_is_told_and_not_followed(write, target):
    folder = write({"codes/0709t.md": "x", "example-health/commercial/0709t.md": "y"})
    (folder / SPARE).symlink_to(target)
    assert [f"{SPARE}:1:1: symlink"] == told(folder)
    assert ["codes/0709t.md", "example-health/commercial/0709t.md"] == list(load(folder).files)


def test_a_pipe_is_told_and_not_waited_for(write):
    folder = write({"codes/0709t.md": "x"})
    os.mkfifo(folder / "codes" / "0708t.md")
    assert ["codes/0708t.md:1:1: unreadable"] == told(folder)


def test_a_file_without_rights_is_told(write, monkeypatch):
    def refuse(*_):
        raise PermissionError(13, "Permission denied")

    folder = write({SPARE: "x"})
    monkeypatch.setattr("kb.content.load.os.open", refuse)
    (problem,) = load(folder).problems
    assert f"{SPARE}:1:1: unreadable cannot be opened: Permission denied; fix its permissions" == str(problem)


def test_a_folder_without_rights_is_told(write, monkeypatch):
    folder = write({"a/b/c.md": "x", "codes/0709t.md": "y"})
    scan = os.scandir

    def refuse(path):
        if Path(path).name == "b":
            raise PermissionError(13, "Permission denied", str(path))
        return scan(path)

    monkeypatch.setattr(os, "scandir", refuse)
    assert ["a/b:1:1: unreadable"] == told(folder)
    assert ["codes/0709t.md"] == list(load(folder).files)


@pytest.mark.parametrize(
    "name", ["a/b/con.md", "a/b/nul.md", "aux/b/c.md", "a/com1/b.md", "a/b/lpt9.md", "prn/payer.md"]
)
def test_a_name_that_windows_cannot_hold_is_refused_before_the_file_is_opened(name):
    problem = refusal(name, link=False, plain=True, size=1)
    assert "windows-name" == problem.code
    assert "name it otherwise" in problem.message


@pytest.mark.parametrize("name", ["a/b/console.md", "a/b/com.md", "a/b/con-1.md", "a/b/lpt.md", f"a/b/{'c' * 80}.md"])
def test_a_name_that_only_begins_like_one_passes(name):
    assert refusal(name, link=False, plain=True, size=1) is None


@pytest.mark.parametrize("name", ["a/b/c:d.md", "a/b/c .md", "a/b/c..md", "a/b/c?.md", "a/b/C.md", "a/b/c.md."])
def test_a_name_that_some_system_cannot_hold_is_none_of_content(name):
    assert "file-name" == refusal(name, link=False, plain=True, size=1).code
