"""Versions on the built site: what each page says of its version, where it stands, and that nothing is lost."""

from __future__ import annotations

import re
import shutil

import html5lib
import pytest

from kb.history.read import read_history
from kb.history.versions import RECORDED, SHALLOW
from kb.site.build import build

pytestmark = pytest.mark.slow

PLANS = "example-health/commercial"


def words(path):
    """Give the words that a page's main part shows without scripts: not what holds on later days alone."""
    tree = html5lib.parse(path.read_bytes(), namespaceHTMLElements=False, transport_encoding="utf-8")
    (main,) = tree.iter("main")
    for element in main.iter():
        for hidden in [part for part in element if "data-from" in part.attrib and "hidden" in part.attrib]:
            hidden.clear()
    return re.sub(r" ([.,:])", r"\1", " ".join(" ".join(main.itertext()).split()))


@pytest.fixture
def changed(dated_site):
    """The pages of the versions of an entry, in the order in which they were recorded."""
    return sorted((dated_site / PLANS / "changed" / "versions").glob("2*.html"))


def test_an_entry_shows_the_version_in_force_and_announces_the_one_to_come_with_its_change(dated_site):
    told = words(dated_site / PLANS / "changed.html")
    assert "A new version begins on Jan 1, 2027. Read the version to come" in told
    assert "Coverage: not covered → became case by case less restrictive" in told
    assert "Jan 1, 2026 to Dec 31, 2026" in told


def test_each_other_version_has_a_page_that_says_when_it_was_recorded_replaced_and_in_force(changed):
    unreadable, covered, coming = map(words, changed)
    assert (
        "You are reading an earlier version, recorded Mar 2, 2025. Read today's version Replaced Jan 15, 2026"
        in covered
    )
    assert re.search(r"How it was recorded Commit [0-9a-f]{40} “second” Content [0-9a-f]{40}", covered)
    assert "In force for dates of service Mar 1, 2025 to Dec 31, 2025, as recorded today" in covered
    assert re.search(r"What the next version changed The next version, recorded Jan 15, 2026", covered)
    assert "You are reading a version to come, recorded Feb 1, 2026. Read today's version" in coming
    assert "for dates of service from Jan 1, 2027" in coming
    assert "Today's schema cannot read this version" in unreadable


def test_a_picture_of_days_stands_only_where_two_versions_speak_for_different_days(dated_site):
    drawn = {path.relative_to(dated_site).as_posix() for path in dated_site.rglob("*.html") if pictured(path)}
    assert f"{PLANS}/changed.html" in drawn
    assert not {f"{PLANS}/moved.html", f"{PLANS}/gone.html", f"{PLANS}/category-iii.html"} & drawn


def pictured(path):
    return b'<figure class="timeline">' in path.read_bytes()


def test_a_direction_stands_at_the_step_that_it_belongs_to_and_not_over_the_entry(dated_site):
    tree = html5lib.parse((dated_site / PLANS / "changed.html").read_bytes(), namespaceHTMLElements=False)
    table = next(found for found in tree.iter("table") if "version-table" in found.get("class", ""))
    chips = [found for found in table.iter("span") if "way-" in found.get("class", "")]
    steps = [found for item in table.iter("li") for found in item.iter("span") if "way-" in found.get("class", "")]
    assert chips
    assert steps == chips


def test_an_entry_that_others_carry_on_says_so_on_its_pages_and_speaks_for_no_day(dated_repository, tmp_path):
    copy = dated_repository.clone(tmp_path / "clone")
    path = copy / PLANS / "moved.md"
    text = path.read_text(encoding="utf-8").replace("reviewed", f"replaces: {PLANS}/gone\nreviewed", 1)
    path.write_text(text, encoding="utf-8")
    build(copy, tmp_path / "site", lambda _: None, read_history)
    told = words(tmp_path / "site" / PLANS / "gone.html")
    title = re.search(r"title: (.+)", text)[1]
    assert f"It counts on no date of service: our own correction put {title} in its place" in told
    assert "By date of service" not in told
    (version,) = (tmp_path / "site" / PLANS / "gone" / "versions").glob("2*.html")
    assert f"In force for no date of service: our own correction put {title} in its place" in words(version)


def test_a_version_that_cannot_be_read_keeps_its_text_to_the_letter(changed):
    tree = html5lib.parse(changed[0].read_bytes(), namespaceHTMLElements=False, transport_encoding="utf-8")
    assert ["---\nstatus: a < b & c\n---\n\nAs it was.\n"] == [pre.text for pre in tree.iter("pre")]


def test_no_version_page_is_for_search_engines_and_every_other_page_is(dated_site):
    hidden = {path.relative_to(dated_site).as_posix() for path in dated_site.rglob("[!i]*.html") if noindex(path)}
    versions = {path.relative_to(dated_site).as_posix() for path in dated_site.rglob("versions/2*.html")}
    assert {*versions, f"{PLANS}/gone.html"} == hidden


def noindex(path):
    return b'<meta name="robots" content="noindex">' in path.read_bytes()


def test_a_withdrawn_entry_keeps_its_address_and_is_linked_from_its_payer(dated_site):
    told = words(dated_site / PLANS / "gone.html")
    assert re.search(r"Withdrawn. The file was removed from the library, recorded Sep 1, 2025", told)
    assert "It was withdrawn later" in told
    payer = (dated_site / "example-health" / "payer.html").read_text(encoding="utf-8")
    assert 'href="../example-health/commercial/gone.html"' in payer


def test_an_entry_that_has_not_begun_says_when_it_begins_and_gives_no_answer(dated_site):
    assert "Begins on Jan 1, 2028." in words(dated_site / PLANS / "later.html")
    code = words(dated_site / "codes" / "0708t.html")
    assert re.search(r"From Jan 1, 2028 on: .*An example rule on 0708T begins", code)
    index = (dated_site / "static" / "index.js").read_text(encoding="utf-8")
    assert f"{PLANS}/changed" in index
    assert f"{PLANS}/later" not in index


def test_a_moved_entry_keeps_the_page_of_its_version_below_its_former_address(dated_site):
    (page,) = (dated_site / PLANS / "before" / "versions").glob("2*.html")
    assert "You are reading an earlier version, recorded Jan 2, 2025." in words(page)
    assert "Moved: example-health/commercial/before → became example-health/commercial/moved" in words(
        dated_site / PLANS / "moved.html"
    )


def test_without_git_the_site_says_that_history_is_not_recorded_here(good_site):
    for name in ("example-health/commercial/0709t", "codes/0709t"):
        assert "History: not recorded here." in words(good_site / f"{name}.html")
    assert [] == [path for path in good_site.rglob("versions") if "static" not in path.parts]


def test_the_same_files_and_history_give_the_same_bytes(dated_repository, dated_site, small_day, tmp_path):
    copy = dated_repository.clone(tmp_path / "clone")
    build(copy, tmp_path / "site", lambda _: None, read_history, day=small_day)
    files = {p.relative_to(dated_site): p.read_bytes() for p in dated_site.rglob("*") if p.is_file()}
    again = {p.relative_to(tmp_path / "site"): p.read_bytes() for p in (tmp_path / "site").rglob("*") if p.is_file()}
    assert files == again


def test_a_site_from_a_shallow_clone_says_so(dated_repository, tmp_path):
    copy = dated_repository.clone(tmp_path / "clone", "--depth", "1")
    build(copy, tmp_path / "site", lambda _: None, read_history)
    told = words(tmp_path / "site" / PLANS / "changed.html")
    assert "History is recorded here in part" in told
    assert "on or before Feb 1, 2026" in told


def test_a_text_that_is_not_committed_yet_is_a_version_of_its_own(dated_repository, tmp_path):
    copy = dated_repository.clone(tmp_path / "clone")
    path = copy / PLANS / "moved.md"
    path.write_text(path.read_text(encoding="utf-8").replace("coverage: covered", "coverage: not covered"), "utf-8")
    build(copy, tmp_path / "site", lambda _: None, read_history)
    told = words(tmp_path / "site" / PLANS / "moved.html")
    assert "not recorded" in told
    assert "Coverage: covered → became not covered more restrictive" in told


def test_the_project_shows_its_real_history(real_policies, real_site):
    """As far as this clone has it; one without git has none to show."""
    history = read_history(real_policies)
    entries = {
        id_: lineage for id_, lineage in history.lineages.items() if re.fullmatch(r"[a-z0-9-]+(/[a-z0-9-]+){2}", id_)
    }
    if history.state not in {RECORDED, SHALLOW} or shutil.which("git") is None:
        pytest.skip(f"this copy of the project has no history: {history.note}")
    for lineage in entries.values():
        told = words(real_site / f"{lineage.id}.html")
        known = [version.commit.sha[:7] for version in lineage.versions if version.commit]
        assert [] == [sha for sha in known if sha not in told], lineage.id
    assert (history.state == SHALLOW) == ("recorded here in part" in words(real_site / "codes" / "0709t.html"))
