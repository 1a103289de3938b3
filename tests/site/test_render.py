"""Page values to text: a template cannot use what is not there, and cannot print text as HTML."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import html5lib
import pytest

from kb.domain.problem import ToolError
from kb.domain.vocabulary import UNKNOWN
from kb.pages.page import Page
from kb.rules import check
from kb.site.build import build
from kb.site.render import day, environment, hash_source, host, render
from kb.site.unchanged import TEMPLATES

ODD = """<b onclick="x()">&amp; "it's" </title><script>alert(1)</script>"""


@dataclass(frozen=True)
class Shown:
    word: str = "plain"


@pytest.fixture
def rendered(tmp_path):
    """Render a page at an address from the text of its template."""

    def of(template, *, address="a/page.html", shown=Shown(), title="Title", top=""):
        (tmp_path / "pages").mkdir(exist_ok=True)
        if template is not None:
            (tmp_path / "pages" / "kind.html").write_text(template, encoding="utf-8")
        return render(Page(address, "kind", title, shown, top), environment(tmp_path))

    return of


@pytest.mark.parametrize(
    "template",
    [
        "{{ nothing }}",
        "{{ word.nothing }}",
        "{{ word['nothing'] }}",
        "{% if nothing %}x{% endif %}",
        "{% for one in nothing %}x{% endfor %}",
        "{{ 'x' ~ nothing }}",
        "{{ word | nothing }}",
        "{% if word %}",
        "{% extends 'nowhere.html' %}",
        None,
    ],
)
def test_a_template_that_fails_is_told_with_its_page(template, rendered):
    with pytest.raises(ToolError, match=r"^the template pages/kind\.html fails for a/page\.html: .+"):
        rendered(template)


def test_text_is_escaped_in_words_and_in_attributes(rendered):
    text = rendered(
        '<p title="{{ word }}">{{ word }}</p>{{ page_title }}', shown=Shown("""<b>&amp; "it's\""""), title="<i>"
    )
    safe = "&lt;b&gt;&amp;amp; &#34;it&#39;s&#34;"
    assert f'<p title="{safe}">{safe}</p>&lt;i&gt;' == text


@pytest.mark.slow
def test_text_of_content_stays_text_wherever_a_page_shows_it(laid_over, good_library, tmp_path, monkeypatch):
    """A title with every sign of HTML is what a reader sees on each page, and makes no element.

    A rule refuses such a title; without that rule the pages are still safe.
    """
    changed = {}
    for name, written in {
        "example-health/payer.md": "title: Example Health\n",
        "example-health/commercial/category-iii.md": "title: Category III codes\n",
        "codes/0709t.md": "title: Example service, each further item\n",
    }.items():
        text = (good_library / name).read_text(encoding="utf-8")
        assert text.count(written) == 1
        changed[name] = text.replace(written, f"title: {ODD}\n")
    folder = laid_over(changed)
    refused = build(folder, tmp_path / "site", lambda _: None).problems
    assert ({"mark-in-value"}, set(changed)) == ({one.code for one in refused}, {one.path for one in refused})
    monkeypatch.setattr(check, "RULES_ON_TEXT", [one for one in check.RULES_ON_TEXT if one.code != "mark-in-value"])
    built = build(folder, tmp_path / "site", lambda _: None)
    assert () == built.problems
    own = (TEMPLATES / "parts" / "not_found.js").read_text(encoding="utf-8")
    showing = set()
    for page in sorted((tmp_path / "site").rglob("*.html")):
        tree = html5lib.HTMLParser(namespaceHTMLElements=False).parse(page.read_bytes(), transport_encoding="utf-8")
        assert [] == list(tree.iter("b")), page.name
        foreign = [script for script in tree.iter("script") if script.text != own]
        assert [] == [script.text for script in foreign if script.text or "src" not in script.attrib], page.name
        if ODD in " ".join("".join(tree.itertext()).split()):
            showing.add(page.relative_to(tmp_path / "site").as_posix())
    assert {*(name.replace(".md", ".html") for name in changed), "index.html", "pages.html"} <= showing


@pytest.mark.parametrize(("address", "way"), [("a.html", ""), ("a/b.html", "../"), ("a/b/c.html", "../../")])
def test_a_page_knows_its_address_and_the_way_to_the_top(address, way, rendered):
    assert f"{way}|{address}" == rendered("{{ root }}|{{ address }}", address=address)


def test_a_page_that_is_shown_at_any_address_leads_to_the_top_by_the_way_it_was_given(rendered):
    assert "/top/|404.html" == rendered("{{ root }}|{{ address }}", address="404.html", top="/top/")


def test_a_style_is_allowed_by_its_hash_as_policies_write_it(rendered):
    told = "sha256-ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0="
    assert [told] * 2 == [hash_source("abc"), rendered("{{ 'abc' | hash_source }}")]


def test_a_template_may_name_the_unknown_value_without_writing_it(rendered):
    assert UNKNOWN == rendered("{{ UNKNOWN }}")


def test_lines_of_logic_leave_no_lines_behind_and_the_last_line_is_ended(rendered):
    assert "a\nb\nc\n" == rendered("{# note #}\na\n  {% if word %}\nb\n  {% endif %}\nc\n")


@pytest.mark.parametrize(
    ("date", "shown"),
    [
        (dt.date(2026, 4, 15), "Apr 15, 2026"),
        (dt.date(2026, 1, 5), "Jan 5, 2026"),
        (dt.date(2026, 12, 30), "Dec 30, 2026"),
        ("2026-04-15", "Apr 15, 2026"),
        ("2026-10", "Oct 2026"),
        ("2026", "2026"),
    ],
)
def test_a_date_is_written_as_people_read_it(date, shown):
    assert shown == day(date)


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("https://www.example.org/a/b", "example.org"),
        ("http://example.org", "example.org"),
        ("https://docs.example.org/www.x", "docs.example.org"),
        ("https://www2.example.org/", "www2.example.org"),
    ],
)
def test_the_host_of_an_address_is_given_without_www(url, shown):
    assert shown == host(url)


def test_templates_know_the_filters_by_name(rendered):
    text = rendered("{{ '2026-04' | day }}, {{ 'https://www.example.org/a' | host }}")
    assert "Apr 2026, example.org" == text
