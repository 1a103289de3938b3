"""What a build may write to: a folder that is new, empty, or just as the last build left it; all else is kept."""

from __future__ import annotations

import os
import socket
import stat

import pytest

from kb.domain.problem import ToolError, UsageError
from kb.site.build import build
from kb.site.file_list import MARK
from kb.site.out_folder import PROJECT, allowed_place, kind_of, read_keep, refuse_foreign


def quiet(_):
    """Take the build's progress, and say nothing."""


def read(folder):
    """Give every file of a folder: its path below and its bytes."""
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


@pytest.mark.parametrize("name", ["notes.txt", "index.html", ".hidden"])
def test_a_folder_that_is_not_ours_is_refused_and_kept(name, tmp_path, good_library):
    out = tmp_path / "mine"
    out.mkdir()
    (out / name).write_text("mine")
    told = rf"mine holds what the last build did not write: {name}; name an empty or new folder with --out"
    with pytest.raises(ToolError, match=told):
        build(good_library, out, quiet)
    assert {name: b"mine"} == read(out)
    assert [out] == list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("name", "way"),
    [
        ("CNAME", "or carry it over with --keep CNAME"),
        (".nojekyll", "or carry it over with --keep .nojekyll"),
        ("docs/thesis.doc", "or carry it over with --keep docs"),
        ("index.html", "it was changed there, and a build would undo that: move it away"),
        ("static/site.css", "it was changed there, and a build would undo that: move it away"),
    ],
)
def test_a_file_put_into_the_site_or_edited_there_is_refused_and_kept(name, way, old, good_library):
    (old / name).parent.mkdir(exist_ok=True)
    (old / name).write_text("mine")
    before = read(old)
    with pytest.raises(ToolError, match=way):
        build(good_library, old, quiet)
    assert (before, [old]) == (read(old), list(old.parent.iterdir()))


def test_of_many_foreign_files_the_first_are_named_and_the_rest_counted(old):
    for number in range(9):
        (old / f"mine-{number}\n.txt").write_text("mine")
    with pytest.raises(ToolError) as told:
        refuse_foreign(old)
    assert "mine-0\N{REPLACEMENT CHARACTER}.txt, mine-1" in str(told.value)
    assert "mine-4\N{REPLACEMENT CHARACTER}.txt and 4 more; " in str(told.value)
    assert str(told.value).endswith("--keep NAME,NAME")


@pytest.mark.parametrize("record", ["folder", "file"])
def test_a_work_tree_of_git_that_holds_a_site_is_refused_with_the_command_that_keeps_it(record, old, good_library):
    (old / ".git").mkdir() if record == "folder" else (old / ".git").write_text("gitdir: ../real")
    for keep in ((), ("CNAME",)):
        with pytest.raises(ToolError, match=r"site is a work tree of git; .*: build\.py publish .*site$"):
            build(good_library, old, quiet, keep=keep)
    assert (old / ".git").exists()


def test_a_site_of_an_older_build_without_a_list_is_refused_and_kept(old, good_library):
    (old / MARK).write_text("Made by build.py from policies/; do not edit, the next build replaces this folder.\n")
    before = read(old)
    with pytest.raises(ToolError, match=r"holds a site without a list of its files.*; look through it, delete it"):
        build(good_library, old, quiet)
    assert before == read(old)


@pytest.mark.parametrize("inside", ["", "new", "example-health/new"])
def test_the_policies_themselves_and_what_is_inside_them_are_refused_and_kept(inside, laid_over):
    folder = laid_over({})
    before = read(folder)
    with pytest.raises(ToolError, match="inside the policies folder"):
        build(folder, folder / inside, quiet)
    assert before == read(folder)


@pytest.mark.parametrize("between", ["", "deep/down"])
def test_a_folder_that_holds_the_policies_is_refused_even_where_it_is_a_site(between, old, laid_over):
    policies = old / between / "policies"
    policies.parent.mkdir(parents=True, exist_ok=True)
    laid_over({}).rename(policies)
    before = read(old)
    with pytest.raises(ToolError, match=r"holds the policies folder .*; name a folder beside it with --out"):
        build(policies, old, quiet)
    assert before == read(old)


def test_policies_behind_a_link_are_found_inside_the_folder(old, laid_over, tmp_path):
    laid_over({}).rename(old / "policies")
    (tmp_path / "elsewhere").symlink_to(old / "policies")
    with pytest.raises(ToolError, match="holds the policies folder"):
        build(tmp_path / "elsewhere", old, quiet)
    assert (old / "policies" / "synonyms.yml").exists()


@pytest.mark.parametrize(
    "name", ["kb", "kb/new", "site_templates/static/new", "tests/golden/new", "policies/new", ".git/new"]
)
def test_a_folder_of_the_project_itself_is_refused_even_where_it_is_new(name, good_library):
    out = PROJECT / name
    with pytest.raises(
        ToolError, match="is inside a folder of the project itself; name a folder outside it with --out"
    ):
        allowed_place(out, good_library)
    assert not (out / MARK).exists()


def test_a_new_folder_inside_the_records_of_any_repository_is_refused(tmp_path, good_library):
    with pytest.raises(ToolError, match="inside a folder of the project itself"):
        build(good_library, tmp_path / ".git" / "site", quiet)
    assert [] == list(tmp_path.iterdir())


def test_a_new_folder_of_the_project_beside_its_own_is_taken(good_library):
    out = PROJECT / "site-of-today"
    assert out == allowed_place(out, good_library)


def make_socket(path):
    with socket.socket(socket.AF_UNIX) as opened:
        opened.bind(path.name)


@pytest.mark.parametrize(
    ("make", "told"),
    [
        (lambda path: path.write_text("mine"), "is a file; name a folder with --out"),
        (os.mkfifo, "is a pipe; name a folder with --out"),
        (make_socket, "is a socket; name a folder with --out"),
        (lambda path: path.symlink_to("elsewhere"), "is a link; name the folder that it leads to with --out"),
        (lambda path: path.symlink_to(path.parent), "is a link"),
        (lambda path: path.symlink_to(path), "is a link"),
    ],
    ids=["file", "pipe", "socket", "link to nothing", "link to a folder", "link to itself"],
)
def test_what_is_no_folder_is_refused_and_kept(make, told, tmp_path, good_library, monkeypatch):
    monkeypatch.chdir(tmp_path)
    out = tmp_path / "site"
    make(out)
    before = out.lstat()
    with pytest.raises(ToolError, match=f"site {told}"):
        build(good_library, out, quiet)
    assert (before.st_ino, before.st_mode) == (out.lstat().st_ino, out.lstat().st_mode)
    assert [out] == list(tmp_path.iterdir())


@pytest.mark.parametrize("name", ["out", "policies"])
def test_a_path_through_a_link_to_itself_is_named(name, tmp_path, good_library):
    (tmp_path / "loop").symlink_to("loop")
    paths = {"out": tmp_path / "site", "policies": good_library, name: tmp_path / "loop" / "below"}
    with pytest.raises(ToolError, match="below goes through a link that leads to itself; name another folder"):
        build(paths["policies"], paths["out"], quiet)
    assert [tmp_path / "loop"] == list(tmp_path.iterdir())


def test_a_device_is_refused_whatever_is_behind_it():
    assert ["a device; name a folder with --out"] * 2 == [
        kind_of(mode | 0o600) for mode in (stat.S_IFCHR, stat.S_IFBLK)
    ]
    assert "" == kind_of(stat.S_IFDIR)


def test_a_file_in_place_of_the_folder_above_is_told_and_kept(tmp_path, good_library):
    (tmp_path / "file").write_text("mine")
    with pytest.raises(ToolError, match=r"cannot write beside .*site: "):
        build(good_library, tmp_path / "file" / "site", quiet)
    assert {"file": b"mine"} == read(tmp_path)


def test_a_folder_in_the_site_that_cannot_be_read_is_named(old, monkeypatch):
    def closed(*_, **__):
        raise PermissionError(13, "Permission denied", str(old / "api"))

    monkeypatch.setattr(os, "scandir", closed)
    with pytest.raises(ToolError, match=r"cannot read .*api: Permission denied; fix its permissions"):
        refuse_foreign(old)


def test_what_is_to_be_kept_is_read_from_names_with_commas():
    assert ("CNAME", ".nojekyll", "docs/a b.txt") == read_keep("CNAME, .nojekyll,docs/a b.txt/,")
    assert () == read_keep("")


@pytest.mark.parametrize("name", [".git", "docs/.git", "../up", "/etc/passwd", ".", "a//b", MARK, "a\\b"])
def test_what_cannot_be_kept_is_told(name):
    with pytest.raises(UsageError, match=r"--keep cannot keep .*; name files of the site folder"):
        read_keep(f"CNAME,{name}")
