"""What crawlers read holds whole addresses, and every link of llms.txt leads to a file of the site."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from datetime import date

import pytest

from kb.content.load import load
from kb.published import crawlers
from kb.published.crawlers import NAMESPACE, crawler_files
from kb.published.edition import edition
from kb.rules.check import check


@pytest.fixture
def library(good_library):
    return check(load(good_library)).library


def made(library, base, pages=("index.html", "404.html", "codes/0709t.html")):
    return dict(crawler_files(library, pages, edition(library.newest_review, base_url=base)))


def locations(text):
    tree = ET.fromstring(text)  # noqa: S314  (our own file)
    return (
        tree.tag,
        [e.text for e in tree.iter(f"{{{NAMESPACE}}}loc")],
        [e.text for e in tree.iter(f"{{{NAMESPACE}}}lastmod")],
    )


def test_a_sitemap_names_every_page_but_the_one_for_wrong_addresses(library):
    tag, places, days = locations(made(library, "https://example.org/a&b")["sitemap.xml"])
    assert f"{{{NAMESPACE}}}urlset" == tag
    assert ["https://example.org/a&b/index.html", "https://example.org/a&b/codes/0709t.html"] == places
    assert [library.codes["0709T"].reviewed] == list(map(date.fromisoformat, days))


def test_more_addresses_than_a_sitemap_may_hold_go_into_further_files(library, monkeypatch):
    monkeypatch.setattr(crawlers, "MOST_LISTED", 2)
    files = made(library, "https://example.org", [f"{n}.html" for n in range(5)])
    assert [2, 2, 1] == [len(locations(files[f"sitemap-{n}.xml"])[1]) for n in (1, 2, 3)]
    assert [f"https://example.org/sitemap-{n}.xml" for n in (1, 2, 3)] == locations(files["sitemap.xml"])[1]


def test_robots_txt_is_made_only_where_crawlers_look_for_it(library):
    assert "robots.txt" in made(library, "https://example.org")
    assert "robots.txt" not in made(library, "https://example.org/policies")
    assert ["llms.txt"] == list(made(library, ""))


@pytest.mark.parametrize("site", ["good", "real"])
def test_each_link_of_llms_txt_leads_to_a_file(site, request):
    folder = request.getfixturevalue(f"{site}_site")
    links = re.findall(r"\]\(([^)]+)\)", (folder / "llms.txt").read_text(encoding="utf-8"))
    assert len(links) > 8
    assert [] == [link for link in links if not (folder / link).is_file()]
