"""A site published into a checked-out branch: its `.git` and other files stay, and only what we put there changes."""

from __future__ import annotations

import errno
import shutil
import socket
from pathlib import Path

import pytest

from kb.commands import main as cli
from kb.domain.problem import ToolError
from kb.site import publish as module
from kb.site.file_list import MARK, foreign
from kb.site.out_folder import PROJECT
from kb.site.publish import publish
from kb.site.replace import replace_folder

OWN = {"CNAME": b"example.org", ".nojekyll": b"", "docs/thesis.doc": b"mine"}


def read(folder):
    """Give every file of a folder but those of git: its path below and its bytes."""
    found = {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}
    return {address: content for address, content in found.items() if not address.startswith(".git/")}


@pytest.fixture
def site(tmp_path):
    """Build a site of these pages."""

    def make(**pages):
        files = [(f"{name.replace('_', '/')}.html", text.encode()) for name, text in pages.items()]
        replace_folder(tmp_path / "site", files)
        return tmp_path / "site"

    return make


@pytest.fixture
def pages(make_repository):
    """A work tree with files of its own, one of them not committed."""
    repository = make_repository()
    for name, content in OWN.items():
        (repository.root / name).parent.mkdir(exist_ok=True)
        (repository.root / name).write_bytes(content)
    repository.git("add", "--all")
    repository.git("commit", "--quiet", "--message", "first")
    (repository.root / "notes.txt").write_text("not committed")
    return repository


def test_the_site_comes_beside_what_is_there_and_git_goes_on(site, pages):
    made = site(index="one", a_page="two")
    assert (2, 0, ()) == vars_of(publish(made, pages.root))
    found = read(pages.root)
    assert {**OWN, **read(made), "notes.txt": b"not committed"} == found
    assert ["?? .kb-site", "?? a/", "?? index.html", "?? notes.txt"] == pages.git("status", "--short").splitlines()


def vars_of(done):
    return done.written, done.removed, done.edited


def test_the_next_publication_changes_what_differs_and_takes_away_what_is_gone(site, pages):
    publish(site(index="one", a_page="two", b_page="three", c="same"), pages.root)
    made = site(index="new", c="same")
    assert (1, 2, ()) == vars_of(publish(made, pages.root))
    assert {**OWN, **read(made), "notes.txt": b"not committed"} == read(pages.root)
    assert not (pages.root / "a").exists()


def test_an_edited_file_is_never_overwritten_nor_taken_away(site, pages):
    made = site(index="one", gone="two")
    publish(made, pages.root)
    (pages.root / "gone.html").write_text("edited")
    assert ("gone.html",) == publish(site(index="new"), pages.root).edited
    (pages.root / "index.html").write_text("edited")
    before = read(pages.root)
    with pytest.raises(
        ToolError, match=r"has its own index\.html where the site has one; move it away, or delete it"
    ):
        publish(site(index="newer"), pages.root)
    assert before == read(pages.root)


@pytest.mark.parametrize("own", ["index.html", "a", "a/page.html", "static"])
def test_a_file_of_ones_own_at_an_address_of_the_site_is_kept_and_nothing_written(own, site, pages):
    (pages.root / own).parent.mkdir(exist_ok=True)
    (pages.root / own).write_text("mine")
    before = read(pages.root)
    with pytest.raises(ToolError, match="where the site has one"):
        publish(site(index="one", a_page="two", static_x="three"), pages.root)
    assert before == read(pages.root)


def test_a_link_is_not_followed_out_of_the_folder(site, pages, tmp_path):
    (tmp_path / "elsewhere").mkdir()
    (pages.root / "a").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(ToolError, match=r"has its own a/page\.html"):
        publish(site(a_page="two"), pages.root)
    assert [] == list((tmp_path / "elsewhere").iterdir())


@pytest.mark.parametrize("number", range(1, 6))
def test_a_publication_that_was_stopped_is_gone_on_with_by_the_next_even_with_another_site(
    number, site, pages, monkeypatch
):
    publish(site(index="one", a="one", gone="one"), pages.root)
    real, calls = module.save, []

    def failing(*given):
        calls.append(given)
        if len(calls) == number:
            raise OSError(errno.ENOSPC, "No space left on device")
        real(*given)

    monkeypatch.setattr(module, "save", failing)
    made = site(index="two", a="two", b="two")
    with pytest.raises(OSError, match="No space"):
        publish(made, pages.root)
    monkeypatch.setattr(module, "save", real)
    made = site(index="three", a="three")
    publish(made, pages.root)
    assert {**OWN, **read(made), "notes.txt": b"not committed"} == read(pages.root)
    assert [] == list(foreign(pages.root, [*OWN, "docs", ".git", "policies", "notes.txt"]))


def test_a_site_that_is_not_as_a_build_wrote_it_is_not_published(site, pages, tmp_path):
    made = site(index="one", a="two")
    (made / "a.html").write_text("edited")
    with pytest.raises(ToolError, match=r"site is no site as a build wrote it: a\.html; build it anew"):
        publish(made, pages.root)
    (made / "a.html").unlink()
    with pytest.raises(ToolError, match=r"as a build wrote it: a\.html"):
        publish(made, pages.root)
    with pytest.raises(ToolError, match="nowhere is no site as a build wrote it; build it anew, and name it with"):
        publish(tmp_path / "nowhere", pages.root)
    assert not (pages.root / MARK).exists()


def test_what_was_put_into_the_site_is_not_published(site, pages):
    made = site(index="one")
    (made / "draft.txt").write_text("mine")
    publish(made, pages.root)
    assert not (pages.root / "draft.txt").exists()


@pytest.mark.parametrize("place", ["", "inside", ".."])
def test_the_site_itself_and_what_holds_it_is_no_place_to_publish_into(place, site):
    made = site(index="one")
    (made / "inside").mkdir()
    with pytest.raises(ToolError, match="own folder; name another"):
        publish(made, made / place)


@pytest.mark.parametrize("place", [PROJECT, PROJECT / "policies", PROJECT / "kb" / "site"])
def test_the_project_itself_is_no_place_to_publish_into(place, site):
    with pytest.raises(ToolError, match="own folder; name another"):
        publish(site(index="one"), place)


def test_what_is_no_folder_is_told(site, tmp_path, monkeypatch):
    made = site(index="one")
    with pytest.raises(ToolError, match=r"there is no folder .*nowhere; check the branch out there first"):
        publish(made, tmp_path / "nowhere")
    monkeypatch.chdir(tmp_path)
    with socket.socket(socket.AF_UNIX) as opened:
        opened.bind("s")
    with pytest.raises(ToolError, match=r"s is a socket; name a folder$"):
        publish(made, Path("s"))
    Path("link").symlink_to(tmp_path)
    with pytest.raises(ToolError, match=r"link is a link; name the folder that it leads to$"):
        publish(made, Path("link"))


def test_the_command_says_what_it_did_and_names_what_stays(site, pages, capsys):
    made = site(index="one", gone="two")
    assert 0 == cli.main(["publish", str(pages.root), "--site", str(made)])
    told = f"Published into {pages.root}: 2 files written, 0 removed.\n"
    assert (told, "") == capsys.readouterr()
    (pages.root / "gone.html").write_text("edited")
    site(index="one")
    assert 0 == cli.main(["publish", str(pages.root), "--site", str(made)])
    assert "gone.html stays: it is no longer in the site, but was edited in this folder." in capsys.readouterr().err


def test_a_branch_that_an_older_site_was_copied_into_by_hand_loses_nothing(site, pages):
    """As the README once said to: the pages were copied, so no list tells which of them are ours."""
    made = site(index="one")
    shutil.copytree(made, pages.root, dirs_exist_ok=True)
    (pages.root / MARK).write_text("Made by build.py from policies/; do not edit.\n")
    assert (0, 0, ()) == vars_of(publish(made, pages.root))
    assert read(made).items() <= read(pages.root).items()
