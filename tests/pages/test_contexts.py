"""Contexts and templates agree: what a page hands over is what its template shows, field by field.

A template's names are what it looks up when it runs, with its own imports and macros taken out, together with those
of the templates it extends and includes, but for the blocks that it replaces.
"""

from __future__ import annotations

import dataclasses
import shutil

import pytest
from jinja2 import meta, nodes

from kb.content.load import load
from kb.facts.store import Store
from kb.history.clocks import read_clocks
from kb.history.read import read_history
from kb.pages.evidence_parts import evidence_shown_page
from kb.rules.check import check
from kb.site import whole as site
from kb.site.render import environment
from kb.site.unchanged import TEMPLATES
from kb.site.whole import site_files

GIVEN = {"root", "address", "page_title"}
"""What `render` adds to every page."""

KINDS = [
    *(
        "about",
        "acts",
        "all_pages",
        "any_code",
        "api",
        "ask",
        "changes",
        "claim",
        "code",
        "code_part",
        "compare",
        "drift",
        "entry",
        "evidence",
        "evidence_shown",
        "glance",
        "glossary",
    ),
    *(
        "home",
        "jobs",
        "look_up",
        "my_plans",
        "not_found",
        "payer",
        "payer_part",
        "people",
        "read_text",
        "review",
        "review_payer",
        "search",
        "sources",
    ),
    *("version", "version_text", "withdrawn", "worklist"),
]
ENVIRONMENT = environment(TEMPLATES)
GLOBALS = set(ENVIRONMENT.globals)


@pytest.fixture(scope="module")
def pages(make_repository, stocked):
    """Every page of the small library with a history, as it is handed to `render`."""
    found, repository = [], make_repository()
    shutil.copytree(TEMPLATES.parent / "tests" / "data" / "good", repository.folder, dirs_exist_ok=True)
    entry, other = (f"example-health/commercial/{name}.md" for name in ("category-iii", "changed"))
    repository.commit({other: "no front matter"})
    repository.commit({other: repository.rule("covered"), entry: None}, "2026-02-01")
    repository.commit({other: repository.rule("not covered")}, "2026-03-01")
    texts = load(repository.folder)
    clocks = read_clocks(check(texts).library, read_history(repository.folder, texts))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(site, "render", lambda page, _: found.append(page) or "")
        dict(site_files(clocks, lambda _: None, store=Store(load(stocked).facts)))
    return [*found, evidence_shown_page()]


def parsed(name):
    return ENVIRONMENT.parse(ENVIRONMENT.loader.get_source(ENVIRONMENT, name)[0])


def names(name, replaced=frozenset()):
    """Give the names that a template looks up, with those of the templates it stands on."""
    tree = parsed(name)
    for block in tree.find_all(nodes.Block):
        if block.name in replaced:
            block.body = []
    own = {found.target for found in tree.find_all(nodes.Import)} | {
        found.name for found in tree.find_all(nodes.Macro)
    }
    looked_up = meta.find_undeclared_variables(tree) - own
    blocks = replaced | {block.name for block in tree.find_all(nodes.Block)}
    for found in tree.find_all((nodes.Extends, nodes.Include)):
        looked_up |= names(found.template.value, blocks if isinstance(found, nodes.Extends) else frozenset())
    return looked_up


def test_each_template_shows_pages_of_one_kind_and_each_kind_has_its_template(pages):
    kinds = {(page.template, type(page.context).__name__) for page in pages}
    assert KINDS == sorted(template for template, _ in kinds)
    assert KINDS == sorted(path.stem for path in (TEMPLATES / "pages").iterdir())


@pytest.mark.parametrize("kind", KINDS)
def test_a_template_uses_each_field_of_its_context_and_no_name_besides(kind, pages):
    context = next(page.context for page in pages if page.template == kind)
    fields = {field.name for field in dataclasses.fields(context)}
    used = names(f"pages/{kind}.html")
    assert set() == fields - used
    assert set() == used - fields - GIVEN - GLOBALS


def test_no_field_of_a_context_hides_what_every_page_is_given(pages):
    fields = {field.name for page in pages for field in dataclasses.fields(page.context)}
    assert set() == fields & (GIVEN | GLOBALS)


@pytest.mark.parametrize("part", sorted(path.name for path in (TEMPLATES / "parts").iterdir()))
def test_a_part_takes_what_it_shows_from_its_caller_or_from_every_page(part):
    assert set() == names(f"parts/{part}") - GLOBALS


def test_each_macro_is_called_with_each_of_its_words_used():
    tree = parsed("parts/macros.html")
    calls = {getattr(found.node, "name", "") for found in tree.find_all(nodes.Call)}
    for kind in KINDS:
        found = (call.node for call in parsed(f"pages/{kind}.html").find_all(nodes.Call))
        calls |= {node.attr for node in found if getattr(getattr(node, "node", None), "name", "") == "m"}
    for macro in tree.find_all(nodes.Macro):
        words = {found.name for part in macro.body for found in part.find_all(nodes.Name)}
        words |= {part.name for part in macro.body if isinstance(part, nodes.Name)}
        assert macro.name in calls, f"{macro.name} is never called"
        assert {arg.name for arg in macro.args} <= words, f"{macro.name} leaves a word unused"


def test_text_is_trusted_as_html_in_one_place():
    """The prose of a section, which nh3 has cleaned; and the search's data is written by json, not by a template."""
    files = sorted(path for path in TEMPLATES.rglob("*.html"))
    trusting = [
        (path.name, getattr(found.node, "attr", found.node))
        for path in files
        for found in parsed(path.relative_to(TEMPLATES).as_posix()).find_all(nodes.Filter)
        if found.name == "safe"
    ]
    assert [("macros.html", "prose")] == trusting
    assert [] == [path.name for path in files if "autoescape" in path.read_text(encoding="utf-8")]
