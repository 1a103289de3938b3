"""Each page of one file says which file it is, and leads to the code host's editor where one is named."""

from __future__ import annotations

import html5lib
import pytest

from kb.commands.main import main
from kb.history.read import read_history
from kb.site.build import build

EDITOR = "https://example.org/team/library/edit/main/policies"
RULE = "example-health/commercial/category-iii"
FILES = {f"{name}.html": f"{name}.md" for name in (RULE, "example-health/payer", "codes/0709t")}


def lines(path):
    """Give the lines of a page that name its file: the words of each, and where its links lead."""
    tree = html5lib.parse(path.read_bytes(), namespaceHTMLElements=False)
    found = [p for p in tree.iter("p") if any((c.text or "").startswith("policies/") for c in p.iter("code"))]
    return [(" ".join("".join(p.itertext()).split()), [a.get("href") for a in p.iter("a")]) for p in found]


@pytest.fixture(scope="module")
def told(dated_repository, tmp_path_factory):
    """The small library with a history, built by a call that names the editor."""
    out = tmp_path_factory.mktemp("told") / "site"
    words = ["--policies", str(dated_repository.folder), "--out", str(out)]
    assert 0 == main(["build", *words, "--edit-url", EDITOR])
    return out


@pytest.mark.parametrize(("page", "file"), FILES.items())
def test_with_an_editor_the_page_leads_to_its_file_there(told, page, file):
    line = f"Suggest a change: edit policies/{file} in the code host's editor."
    assert [(line, [f"{EDITOR}/{file}"])] == lines(told / page)


@pytest.mark.parametrize(("page", "file"), FILES.items())
def test_without_an_editor_the_page_names_its_file_and_the_how_to_and_has_no_link(good_site, page, file):
    ((line, links),) = lines(good_site / page)
    assert line.startswith(f"This page is made from policies/{file}.")
    assert "see “Writing an entry” in the library's README" in line
    assert [] == links


def test_what_stands_in_no_file_of_today_has_no_such_line(told):
    past = [*told.rglob("versions/*.html"), told / "example-health/commercial/gone.html", told / "index.html"]
    assert len(past) > 3
    assert [] == [path for path in past if lines(path)]


def test_an_entry_in_force_whose_file_was_moved_since_leads_to_the_file_there_is(repository, rule, tmp_path):
    plans = "example-health/commercial"
    payer = "---\ntitle: Example Health\nreviewed: 2025-12-01\nreview_by: 2026-06-01\ncontacts: data not available\n"
    scopes = "contacts_reason: not looked up\nscopes:\n  commercial:\n    name: Plans\n    kind: line of business\n"
    page = f"{payer}{scopes}---\n\n## Summary\n\nData not available.\n"
    code = "---\ntitle: An item\nfamily: CPT Category III\nreviewed: 2025-12-01\nreview_by: 2026-06-01\n"
    own = {"example-health/payer.md": page, "codes/0708t.md": f"{code}---\n\n## Summary\n\nData not available.\n"}
    repository.commit({**own, f"{plans}/before.md": rule("covered", "2025-01-01")}, "2025-02-01")
    repository.move(f"{plans}/before.md", f"{plans}/after.md")
    repository.commit({f"{plans}/after.md": rule("not covered", "2027-01-01")}, "2025-12-01")
    out = tmp_path / "site"
    assert () == build(repository.folder, out, lambda _: None, read_history, edit=f"{EDITOR}/").problems
    ((_, links),) = lines(out / plans / "before.html")
    assert [f"{EDITOR}/{plans}/after.md"] == links
